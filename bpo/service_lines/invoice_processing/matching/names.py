"""Names of companies as they are compared: without case, marks and the words of their legal form."""

import re

from rapidfuzz import fuzz

from ..dates import fold
from ..wordset import wordset

_FORM_WORDS = wordset(
    "gmbh mbh ug ag kg kgaa ohg gbr ek ev eg se co ltd limited plc llp inc incorporated llc corp corporation sarl sas "
    "sasu sa eurl srl srls spa snc sl slu sau sc bv nv vof cv ab hb as asa aps oy oyj lda sro doo kft zrt aor sp z "
    "oo zoo company compagnie cie"
)
_SAME_FORM = {
    "limited": "ltd",
    "incorporated": "inc",
    "corporation": "corp",
    "slu": "sl",
    "sasu": "sas",
    "srls": "srl",
}
ALIKE = 88
"""From this likeness (0..100) two names may be one vendor's, where something else says so as well."""


def words_of(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """(the words of a name, its legal forms), both folded."""
    plain = re.sub(r"(?<=\w)[.’'](?=\w)", "", fold(name))  # S.L. is SL
    words = re.sub(r"[^\w\s]|_", " ", plain).split()
    forms = frozenset(_SAME_FORM.get(word, word) for word in words[1:] if word in _FORM_WORDS)
    body = tuple(word for place, word in enumerate(words) if place == 0 or word not in _FORM_WORDS)
    return body, forms


def same_name(left: str, right: str) -> bool:
    """Whether two names are one, but for their legal form where one of them leaves it out."""
    (left_words, left_forms), (right_words, right_forms) = words_of(left), words_of(right)
    if not left_words or "".join(left_words) != "".join(right_words):
        return False
    return not left_forms or not right_forms or bool(left_forms & right_forms)


def likeness(left: str, right: str) -> float:
    """How alike two names are without their legal forms, 0..100; word order does not count."""
    (left_words, _), (right_words, _) = words_of(left), words_of(right)
    if not left_words or not right_words:
        return 0.0
    return float(fuzz.token_sort_ratio(" ".join(left_words), " ".join(right_words)))
