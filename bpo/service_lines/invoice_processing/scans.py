"""Scanned pages: recognised under several settings until the sums prove, and compared field by field."""

from collections.abc import Callable
from dataclasses import replace
from time import thread_time
from typing import Any

from bpo.catalog.rules import Outcome
from bpo.service_lines.page_reading.words import MAX_PAGES, PageWords, Word

from .looks import Look, need_another, settled
from .spelling import labels_spelt

MOST_SEEN_THRICE = 3
"""Pages up to which a third look is taken: a long document's time is better spent by a person."""
PAGE_SECONDS = 7.0
"""Seconds of processor time that a page may take: a third look that would go beyond is not taken, and what two looks
leave open is asked about. Processor time, so that a busy machine reads no worse than an idle one."""
THIRD_TO_FIRST = 1.2
"""What a third look takes, measured by the first."""
Load = Callable[[int], Any]
"""Gives the picture of a page by its number. Called anew for each look, so that one page is held at a time."""


def capture_image(content: bytes) -> Outcome:
    """An image file, all its pages. Raises `UnreadableFile`."""
    from bpo.service_lines.page_reading.images import count_pages, open_page

    return capture_scan(lambda number: open_page(content, number), count_pages(content))


def capture_scanned_pdf(content: bytes) -> Outcome:
    """A PDF whose pages are pictures, wholly or in part. Raises `UnreadableFile`."""
    from bpo.service_lines.page_reading.pdf_text import open_pdf, page_image

    with open_pdf(content) as document:
        return capture_scan(lambda number: page_image(document[number]), min(len(document), MAX_PAGES))


def capture_scan(load: Load, count: int) -> Outcome:
    """The best outcome of several looks at the pages, doubts raised where two looks differ."""
    from bpo.service_lines.page_reading.ocr import Posture, first_look, second_look, third_look

    from .capture import outcome_of_pages

    postures: list[Posture] = []
    seen: list[PageWords] = []
    seen_again: list[PageWords] = []
    longest = 0.0
    begun = thread_time()
    for page in range(count):
        image = load(page)
        started = thread_time()
        words, posture = first_look(image, page=page)
        longest = max(longest, thread_time() - started)
        postures.append(posture)
        seen.append(labels_spelt(words))
        seen_again.append(second_look(image, page, posture))
    first, second = tuple(seen), tuple(seen_again)
    both = fused(first, second)
    looks = [Look(outcome_of_pages(first), first), Look(outcome_of_pages(second), second)]
    outcomes = [*(look.outcome for look in looks), outcome_of_pages(both)]
    in_time = (thread_time() - begun) / count + THIRD_TO_FIRST * longest <= PAGE_SECONDS
    if in_time and count <= MOST_SEEN_THRICE and need_another(outcomes, looks):
        third = tuple(labels_spelt(third_look(load(page), page, postures[page])) for page in range(count))
        looks.append(Look(outcome_of_pages(third), third))
        outcomes += [looks[-1].outcome, outcome_of_pages(fused(third, both))]
    return settled(outcomes, looks)


Pages = tuple[PageWords, ...]


def fused(first: Pages, second: Pages) -> Pages:
    """The words of one look with those of another where the first saw nothing."""
    return tuple(
        replace(page, words=(*page.words, *(word for word in other.words if not _covered(word, page.words))))
        for page, other in zip(first, second, strict=True)
    )


def _covered(word: Word, words: tuple[Word, ...]) -> bool:
    """Whether a place is taken by one of these words already."""
    left, top, right, bottom = word.box
    middle = (top + bottom) / 2
    return any(
        w.box[1] < middle < w.box[3] and min(w.box[2], right) - max(w.box[0], left) > 0.15 * (right - left)
        for w in words
    )
