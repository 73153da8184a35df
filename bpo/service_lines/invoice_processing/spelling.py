"""Words of labels that recognition read unsurely, spelt as the labels of invoices are."""

import re
from dataclasses import replace
from functools import lru_cache

from bpo.service_lines.page_reading import ocr
from bpo.service_lines.page_reading.words import PageWords, Word

from .dates import fold
from .dictionary import composed_terms
from .terms import TERMS

UNSURE = 0.9
"""Confidence below which a word is held against the words that labels are made of."""


@lru_cache(maxsize=1)
def _label_words() -> tuple[str, ...]:
    """The longer words of all labels, as they are printed."""
    texts = [*TERMS.values(), *(phrase for phrases in composed_terms().values() for phrase in phrases)]
    words = {word for text in texts for word in re.findall(r"[^\W\d_]{5,}", text)}
    return tuple(sorted(words))


def _spelt(word: Word) -> Word:
    """A word read unsurely that is a letter or two from one word of a label, and from no other, spelt as that."""
    core = re.sub(r"^\W+|\W+$", "", word.text)
    if word.confidence >= UNSURE or len(core) < 5 or sum(char.isdigit() for char in core) > 1:
        return word
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    plain, most = fold(core), 1 if len(core) < 8 else 2
    near = process.extract(plain, _label_words(), scorer=Levenshtein.distance, score_cutoff=most, limit=2)
    if not near or near[0][1] == 0 or (len(near) > 1 and near[1][1] == near[0][1]):
        return word
    return replace(word, text=word.text.replace(core, near[0][0]))


def labels_spelt(page: PageWords) -> PageWords:
    """The page with the words of labels spelt as labels are, where the models read it: they say how sure they are."""
    if page.method != "ocr" or not ocr.by_models():
        return page
    return replace(page, words=tuple(_spelt(word) for word in page.words))
