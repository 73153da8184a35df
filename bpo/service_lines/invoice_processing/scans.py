"""Scanned pages: recognised under several settings until the sums prove, and compared field by field."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bpo.catalog.rules import Finding, Outcome
from bpo.service_lines.page_reading.reading_time import PAGE_SECONDS, ReadingTime
from bpo.service_lines.page_reading.words import MAX_PAGES, PageWords, Word

from .looks import Look, need_another, settled
from .spelling import labels_spelt

MOST_SEEN_THRICE = 3
"""Pages up to which a third look is taken: a long document's time is better spent by a person."""
THIRD_TO_TWO = 0.8
"""What a third look takes, measured by the first two together."""
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
    """The best outcome of several looks at the pages, doubts raised where two looks differ.

    Where the time of the document is up, what was read so far goes to a person: `PAGES_NOT_READ`.
    """
    from bpo.service_lines.page_reading.ocr import Posture, third_look, two_looks

    from .capture import outcome_of_pages

    time = ReadingTime()
    postures: list[Posture] = []
    seen: list[PageWords] = []
    seen_again: list[PageWords] = []
    longest = 0.0
    for page in range(count):
        if page and time.left() < longest:
            break
        time.begin_page()
        first_words, second_words, posture = two_looks(load(page), page, time)
        longest = max(longest, time.on_page())
        postures.append(posture)
        seen.append(labels_spelt(first_words))
        seen_again.append(second_words)
    read = len(seen)
    first, second = tuple(seen), tuple(seen_again)
    both = fused(first, second)
    looks = [Look(outcome_of_pages(first), first), Look(outcome_of_pages(second), second)]
    outcomes = [*(look.outcome for look in looks), outcome_of_pages(both)]
    if _time_for_a_third(time, read, longest) and read == count and need_another(outcomes, looks):
        third = []
        for page in range(count):
            time.begin_page()
            third.append(labels_spelt(third_look(load(page), page, postures[page], time)))
        looks.append(Look(outcome_of_pages(tuple(third)), tuple(third)))
        outcomes += [looks[-1].outcome, outcome_of_pages(fused(tuple(third), both))]
    return _with_what_is_unread(settled(outcomes, looks), read, count, cut=time.cut)


def _time_for_a_third(time: ReadingTime, count: int, longest: float) -> bool:
    """Whether a third look at every page keeps each within its time, and the document within its own."""
    third = THIRD_TO_TWO * longest
    fits = time.in_all() / count + third <= PAGE_SECONDS and time.left() > third * count
    return count <= MOST_SEEN_THRICE and fits and not time.cut


def _with_what_is_unread(outcome: Outcome, read: int, count: int, *, cut: bool) -> Outcome:
    """The outcome with a finding where pages, or lines of them, were left unread for want of time."""
    if read < count:
        left = f"pages {read + 1} to {count}" if count - read > 1 else f"page {count}"
        message = f"Reading {left} of {count} would have taken too long: they are left to a person."
    elif cut:
        message = (
            "Part of the page was not read: it holds far more than an invoice, or marks that look like text."
        )
    else:
        return outcome
    return replace(
        outcome,
        findings=(*outcome.findings, Finding(code="PAGES_NOT_READ", message=message, fields=("lines",))),
    )


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
