"""Scanned pages: recognised under several settings until the sums prove, and compared field by field."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bpo.catalog.rules import Finding, Outcome
from bpo.service_lines.page_reading.ocr import Posture
from bpo.service_lines.page_reading.reading_time import PAGE_SECONDS, ReadingTime
from bpo.service_lines.page_reading.words import MAX_PAGES, PageWords, Word

from .looks import Look, need_another, settled, stated
from .spelling import labels_spelt
from .split import Range, agreed_parts, by_themselves, pages_text, parts_of, parts_of_image, parts_of_pdf

MOST_SEEN_THRICE = 3
"""Pages up to which a third look is taken: a long document's time is better spent by a person."""
THIRD_TO_TWO = 0.8
"""What a third look takes, measured by the first two together."""
Pages = tuple[PageWords, ...]
Load = Callable[[int], Any]
"""Gives the picture of a page by its number. Called anew for each look, so that one page is held at a time."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The pages of a scan as two looks saw them, how each lies, and the longest that a page took."""

    first: Pages
    second: Pages
    postures: tuple[Posture, ...]
    longest: float

    def part(self, place: Range) -> "Seen":
        """Some pages of it, counted from the first of them."""
        begin, end = place
        return Seen(
            by_themselves(self.first[begin:end]),
            by_themselves(self.second[begin:end]),
            self.postures[begin:end],
            self.longest,
        )


def capture_scanned(content: bytes, *, name: str = "", whole: bool = True) -> Outcome:
    """An image file or a PDF whose pages are pictures, wholly or in part. Raises `UnreadableFile`.

    Unless it is to stay `whole`, the outcome of a scan of several invoices is that of the first, with a file of each.
    """
    if whole:
        with _pages(content) as (load, count):
            return capture_scan(load, count)
    found = invoices_in(content)
    apart = parts_of_pdf if _is_pdf(content) else parts_of_image
    return replace(found[0][1], parts=apart(content, name, [part for part, _ in found]))


def invoices_in(content: bytes) -> list[tuple[Range, Outcome]]:
    """Each invoice of a scan, with its pages: one, unless several are told apart. Raises `UnreadableFile`."""
    with _pages(content) as (load, count):
        return invoices_in_scan(load, count)


def weighed(content: bytes) -> Outcome:
    """What the looks at a scan came to, in raw confidences: by these, shares that were right are measured."""
    with _pages(content) as (load, count):
        time = ReadingTime()
        return _weighed(_looked_at(load, count, time), load, count, time)


def _is_pdf(content: bytes) -> bool:
    from .capture import kind_of

    return kind_of(content) == "pdf"


@contextmanager
def _pages(content: bytes) -> Iterator[tuple[Load, int]]:
    """What gives the picture of each page, and how many there are."""
    if _is_pdf(content):
        from bpo.service_lines.page_reading.pdf_text import open_pdf, page_image

        with open_pdf(content) as document:
            yield lambda number: page_image(document[number]), min(len(document), MAX_PAGES)
    else:
        from bpo.service_lines.page_reading.images import count_pages, open_page

        yield lambda number: open_page(content, number), count_pages(content)


def capture_scan(load: Load, count: int) -> Outcome:
    """The best outcome of several looks at the pages, doubts raised where two looks differ.

    Where the time of the document is up, what was read so far goes to a person: `PAGES_NOT_READ`. So does a scan that
    holds several invoices as one look sees it: `SEVERAL_DOCUMENTS` says which pages seem to be whose.
    """
    time = ReadingTime()
    return _as_one(_looked_at(load, count, time), load, count, time)


def _as_one(seen: Seen, load: Load, count: int, time: ReadingTime) -> Outcome:
    outcome = _judged(seen, load, count, time)
    parts = parts_of(seen.first) or parts_of(seen.second)
    if not parts or any(finding.code == "SEVERAL_DOCUMENTS" for finding in outcome.findings):
        return outcome
    found = f"The scan seems to hold {len(parts)} invoices: {', '.join(pages_text(part) for part in parts)}."
    return replace(outcome, findings=(*outcome.findings, Finding(code="SEVERAL_DOCUMENTS", message=found)))


def invoices_in_scan(load: Load, count: int) -> list[tuple[Range, Outcome]]:
    """Each invoice of a scan, with its pages. Told apart only where both looks at all pages say the same of them."""
    time = ReadingTime()
    seen = _looked_at(load, count, time)
    parts = agreed_parts(seen.first, seen.second) if len(seen.first) == count and not time.cut else ()
    if not parts:
        return [((0, count), _as_one(seen, load, count, time))]
    return [
        (part, _judged(seen.part(part), partial(_page_after, load, part[0]), part[1] - part[0], time))
        for part in parts
    ]


def _page_after(load: Load, begin: int, page: int) -> Any:
    return load(begin + page)


def _looked_at(load: Load, count: int, time: ReadingTime) -> Seen:
    """Two looks at each page, as far as the time allows."""
    from bpo.service_lines.page_reading.ocr import two_looks

    taken = []
    longest = 0.0
    for page in range(count):
        if page and time.left() < longest:
            break
        time.begin_page()
        taken.append(two_looks(load(page), page, time))
        longest = max(longest, time.on_page())
    return Seen(
        tuple(labels_spelt(first) for first, _, _ in taken),
        tuple(second for _, second, _ in taken),
        tuple(posture for _, _, posture in taken),
        longest,
    )


def _judged(seen: Seen, load: Load, count: int, time: ReadingTime) -> Outcome:
    """The best outcome of what was seen, its confidences the shares that were right."""
    outcome = stated(_weighed(seen, load, count, time))
    return _with_what_is_unread(outcome, len(seen.first), count, cut=time.cut)


def _weighed(seen: Seen, load: Load, count: int, time: ReadingTime) -> Outcome:
    """The best outcome of what was seen and, where that leaves something open, of a third look."""
    from bpo.service_lines.page_reading.ocr import third_look

    from .capture import outcome_of_pages

    read = len(seen.first)
    both = fused(seen.first, seen.second)
    looks = [Look(outcome_of_pages(pages), pages) for pages in (seen.first, seen.second)]
    outcomes = [*(look.outcome for look in looks), outcome_of_pages(both)]
    if _time_for_a_third(time, read, seen.longest) and read == count and need_another(outcomes, looks):
        taken = []
        for page in range(count):
            time.begin_page()
            taken.append(labels_spelt(third_look(load(page), page, seen.postures[page], time)))
        third = tuple(taken)
        looks.append(Look(outcome_of_pages(third), third))
        outcomes += [looks[-1].outcome, outcome_of_pages(fused(third, both))]
    return settled(outcomes, looks)


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
