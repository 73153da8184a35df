"""Scanned pages: recognised under several settings until the sums prove, and compared field by field."""

from dataclasses import replace
from typing import Any

from bpo.catalog.rules import Finding, Outcome, Severity

from .words import MAX_PAGES, PageWords

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


def capture_image(content: bytes) -> Outcome:
    """An image file, all its pages. Raises `UnreadableFile`."""
    from .images import open_pages

    return capture_scan(list(open_pages(content)))


def capture_scanned_pdf(content: bytes, pages: tuple[PageWords, ...]) -> Outcome:
    """A PDF whose pages are pictures, wholly or in part. Raises `UnreadableFile`."""
    from .pdf_text import open_pdf, page_image

    del pages
    with open_pdf(content) as document:
        images = [page_image(document[number]) for number in range(min(len(document), MAX_PAGES))]
    return capture_scan(images)


def capture_scan(images: list[Any]) -> Outcome:
    """The best outcome of several looks at the pages, doubts raised where two looks differ."""
    from .capture import outcome_of_pages
    from .images import skew_angle
    from .ocr import SETTINGS, recognise

    angles = [skew_angle(image) for image in images]

    def look(index: int) -> Outcome:
        return outcome_of_pages(
            tuple(
                recognise(image, page=page, setting=SETTINGS[index], angle=angles[page])
                for page, image in enumerate(images)
            )
        )

    first = look(0)
    second = look(1)
    best, other = (first, second) if _worth(first) >= _worth(second) else (second, first)
    if not best.proven and len(images) <= 4:
        for index in range(2, len(SETTINGS)):
            third = look(index)
            if _worth(third) > _worth(best):
                best, other = third, best
            if best.proven:
                break
    return _compared(best, other)


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
    findings = [
        finding
        for finding in best.findings
        if finding.code != "LOW_CONFIDENCE" or finding.fields == ("due_date",)
    ]
    from .capture import STRAIGHT_THROUGH, doubts

    findings += doubts(record, {reading.path: reading for reading in readings}, STRAIGHT_THROUGH)
    missed = [name for name in AGREED if best.record[name] is None and other.record[name] is not None]
    if missed:
        findings.append(
            Finding(
                code="LOW_CONFIDENCE",
                message="Seen on one look at the page only.",
                severity=Severity.ASK,
                fields=tuple(missed),
            )
        )
        for name in missed:
            record[name] = other.record[name]
            readings += [
                replace(reading, confidence=0.5) for reading in other.readings if reading.path == name
            ]
    return Outcome(record=record, readings=tuple(readings), findings=tuple(findings), proven=best.proven)


def _plain(value: Any) -> str:
    return "".join(str(value).split()).casefold() if value is not None else ""
