"""Names of people: first and last, in the capitals and small letters that names have."""

import re
from functools import cache, lru_cache

from nameparser import HumanName
from nameparser.config import bound_given_names, conjunctions, particles, suffixes, titles

from .values import Cleaned, plain

_LETTERS = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"\b(Ii|Iii|Iv|Vi|Vii|Viii)\b")
_MAC = re.compile(r"\bMac(?=[A-Z])(\w+)")
_MAC_NAMES = frozenset(
    [
        "adam",
        "alister",
        "arthur",
        "askill",
        "aulay",
        "bean",
        "beth",
        "bride",
        "callum",
        "cormack",
        "cormick",
        "culloch",
        "donald",
        "donnell",
        "dougall",
        "duff",
        "ewan",
        "ewen",
        "fadyen",
        "farlane",
        "gillivray",
        "gowan",
        "gregor",
        "innes",
        "intosh",
        "intyre",
        "iver",
        "kay",
        "kenna",
        "kenzie",
        "kinnon",
        "lachlan",
        "laren",
        "lean",
        "lennan",
        "leod",
        "mahon",
        "millan",
        "nab",
        "namara",
        "naughton",
        "neil",
        "neill",
        "nicol",
        "phail",
        "pherson",
        "quarrie",
        "rae",
        "ritchie",
        "taggart",
        "tavish",
        "vicar",
    ]
)
"""What Mac stands before as a prefix: Machado, Macedo, Macias are names by themselves."""
_PLAIN_NAME = re.compile(r"([A-Z][a-z]+) +([A-Z][a-z]+)")
"""Two words that are written as names are: nothing about them is to be found out."""


def name(text: str, *, cased: bool = True) -> tuple[Cleaned, Cleaned]:
    """(first names, last name) of “First Last” or “Last, First”, in capitals and small letters unless not `cased`."""
    plainly = _PLAIN_NAME.fullmatch(text.strip())
    if plainly and not {plainly[1].casefold(), plainly[2].casefold()} & _special():
        return Cleaned(plainly[1]), Cleaned(plainly[2])
    read = HumanName(re.sub(r"\s*,\s*", ", ", plain(text)))
    first = " ".join(part for part in (read.first, read.middle) if part)
    last = " ".join(part for part in (read.last, read.suffix) if part)
    doubt = "" if first and last else "There is only one name." if first or last else ""
    if not cased:
        return Cleaned(first, doubt), Cleaned(last)
    return Cleaned(_cased(first), doubt), Cleaned(_cased(last))


@lru_cache(maxsize=20_000)
def _cased(words: str) -> str:
    """Capitals and small letters for what is written in one of them only; anything else has been thought of."""
    if words != words.upper() and words != words.lower():
        return " ".join(_cased_word(word) for word in words.split())
    read = HumanName(last=words)
    read.capitalize(force=True)
    read.last = _MAC.sub(lambda found: _mac(found[1]), _ROMAN.sub(lambda found: found[0].upper(), read.last))
    return " ".join(word[:1].upper() + word[1:] for word in read.last.split()) or words


def _mac(rest: str) -> str:
    return "Mac" + (rest if rest.casefold() in _MAC_NAMES else rest.lower())


def _cased_word(word: str) -> str:
    letters = "".join(_LETTERS.findall(word))
    return (
        _cased(word) if letters and ((letters.isupper() and len(letters) > 1) or letters.islower()) else word
    )


@cache
def _special() -> frozenset[str]:
    """Words that are no plain part of a name: titles, suffixes, particles, conjunctions."""
    known = (
        titles.TITLES,
        suffixes.SUFFIX_WORDS,
        suffixes.SUFFIX_ACRONYMS,
        particles.PARTICLES,
        conjunctions.CONJUNCTIONS,
        bound_given_names.BOUND_GIVEN_NAMES,
    )
    return frozenset(word.casefold() for words in known for word in words)
