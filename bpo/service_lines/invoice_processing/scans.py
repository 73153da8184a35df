"""Scanned pages: recognised under several settings until the sums prove, and compared field by field."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bpo.catalog.rules import Finding, Outcome, Severity

from .words import MAX_PAGES, PageWords, Word

AGREED = (
    "number",
    "issue_date",
    "due_date",
    "currency",
    "seller",
    "buyer",
    "seller_vat_id",
    "iban",
    "po_ref",
)
"""Fields that arithmetic cannot prove: two looks at the page have to agree on them."""


Load = Callable[[int], Any]
"""Gives the picture of a page by its number. Called anew for each look, so that one page is held at a time."""


def capture_image(content: bytes) -> Outcome:
    """An image file, all its pages. Raises `UnreadableFile`."""
    from .images import count_pages, open_page

    return capture_scan(lambda number: open_page(content, number), count_pages(content))


def capture_scanned_pdf(content: bytes) -> Outcome:
    """A PDF whose pages are pictures, wholly or in part. Raises `UnreadableFile`."""
    from .pdf_text import open_pdf, page_image

    with open_pdf(content) as document:
        return capture_scan(lambda number: page_image(document[number]), min(len(document), MAX_PAGES))


def capture_scan(load: Load, count: int) -> Outcome:
    """The best outcome of several looks at the pages, doubts raised where two looks differ."""
    from .capture import outcome_of_pages
    from .ocr import Posture, first_look, second_look, third_look

    postures: list[Posture] = []
    seen: list[PageWords] = []
    seen_again: list[PageWords] = []
    for page in range(count):
        image = load(page)
        words, posture = first_look(image, page=page)
        postures.append(posture)
        seen.append(words)
        seen_again.append(second_look(image, page, posture))
    first, second = tuple(seen), tuple(seen_again)
    both = fused(first, second)
    outcomes = [outcome_of_pages(pages) for pages in (first, second, both)]
    if not any(outcome.proven for outcome in outcomes) and count <= 3:
        third = tuple(third_look(load(page), page, postures[page]) for page in range(count))
        outcomes += [outcome_of_pages(third), outcome_of_pages(fused(third, both))]
    return settled(outcomes)


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


def settled(outcomes: list[Outcome]) -> Outcome:
    """The best of several outcomes, compared with the best of those that saw the page independently."""
    best = max(outcomes, key=_worth)
    others = [outcome for outcome in outcomes[:2] if outcome is not best]
    return _with_missed(_compared(best, max(others, key=_worth)), outcomes)


def _worth(outcome: Outcome) -> float:
    """How good a reading is: proof first, then how much was read."""
    stops = sum(finding.severity is Severity.STOP for finding in outcome.findings)
    asks = sum(finding.severity is Severity.ASK for finding in outcome.findings)
    stated = sum(value not in (None, []) for value in outcome.record.values())
    return (10 if outcome.proven else 0) + stated - 2 * stops - asks + 0.02 * len(outcome.record["lines"])


def _compared(best: Outcome, other: Outcome) -> Outcome:
    """The better outcome; fields on which the looks differ lose confidence and are asked about."""
    differing = [
        name
        for name in AGREED
        if best.record[name] is not None and _plain(best.record[name]) != _plain(other.record[name])
    ]
    record = dict(best.record)
    readings = []
    for reading in best.readings:
        if reading.path in differing:
            readings.append(replace(reading, confidence=min(reading.confidence, 0.6)))
        elif reading.path in AGREED:
            readings.append(
                replace(reading, confidence=max(reading.confidence, min(0.95, reading.confidence + 0.1)))
            )
        else:
            readings.append(reading)
    findings = [finding for finding in best.findings if finding.code != "LOW_CONFIDENCE"]
    from .capture import STRAIGHT_THROUGH, doubts

    findings += doubts(record, {reading.path: reading for reading in readings}, STRAIGHT_THROUGH)
    return Outcome(record=record, readings=tuple(readings), findings=tuple(findings), proven=best.proven)


def _with_missed(outcome: Outcome, looks: list[Outcome]) -> Outcome:
    """Fields that only another look saw: filled in for the person, and asked about."""
    record, readings, missed = dict(outcome.record), list(outcome.readings), []
    for name in AGREED:
        for look in looks:
            if record[name] is None and look.record[name] is not None:
                record[name] = look.record[name]
                readings += [
                    replace(reading, confidence=0.5) for reading in look.readings if reading.path == name
                ]
                missed.append(name)
    if not missed:
        return outcome
    seen = Finding(
        code="LOW_CONFIDENCE",
        message="Seen on one look at the page only.",
        severity=Severity.ASK,
        fields=tuple(missed),
    )
    findings = tuple(
        finding
        for finding in outcome.findings
        if finding.code != "FIELD_MISSING" or not set(finding.fields) <= set(missed)
    )
    return Outcome(record=record, readings=tuple(readings), findings=(*findings, seen), proven=outcome.proven)


def _plain(value: Any) -> str:
    return "".join(str(value).split()).casefold() if value is not None else ""
