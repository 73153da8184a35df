"""What is known of a vendor from earlier corrections, used on what was just read of its next invoice."""

from collections.abc import Sequence
from dataclasses import replace

from bpo.catalog.rules import Evidence, Learning, Lesson, Outcome, Reading, Record, Source
from bpo.service_lines.page_reading.words import PageWords, UnreadableFile, words_of

from .confidence import needed
from .identifiers import compact, is_placeholder, vat_has_form
from .spelling import labels_spelt

DATES = frozenset({"issue_date", "due_date"})
PLACES = DATES | {"number", "po_ref", "seller", "buyer", "seller_vat_id"}
"""Fields of the head: they stand where the vendor's form has them. Sums move with the lines above them."""
VALUES = frozenset({"seller", "buyer", "seller_vat_id", "currency"})
"""Fields that are the same on every invoice of a vendor. Never a bank account: what is printed is judged."""
_MARGIN = (0.015, 0.008)
"""How far (width, height, as fractions of the page) a word may lie outside the place."""


def subject(record: Record) -> str | None:
    """The vendor by its VAT id, else by its name in letters and digits; None where neither is read."""
    vat = record.get("seller_vat_id")
    if isinstance(vat, str) and vat_has_form(vat):
        return f"vat:{compact(vat)}"
    name = record.get("seller")
    if isinstance(name, str) and len(compact(name)) >= 4:
        return f"name:{compact(name)}"
    return None


def subject_name(record: Record) -> str:
    """What people call the vendor."""
    return str(record.get("seller") or record.get("seller_vat_id") or "")


def recall(sources: Sequence[Source], outcome: Outcome, lessons: Sequence[Lesson]) -> Outcome:
    """The outcome with what lessons give for fields that were not read, or not surely; findings made anew.

    Words are taken from the page only where a learnt place is asked for.
    """
    readings = {reading.path: reading for reading in outcome.readings}
    record = dict(outcome.record)
    filled: dict[str, Reading] = {}
    pages: tuple[PageWords, ...] | None = None
    for lesson in lessons:
        path = lesson.path
        if path in filled or not _wanted(record, readings, path, lesson):
            continue
        if lesson.kind == "value":
            found = replace(
                _reading(path, lesson.data["right"], lesson), evidence=_evidence_of(readings, path)
            )
        else:
            pages = _pages(sources) if pages is None else pages
            read = _at_place(pages, lesson)
            if read is None:
                continue
            found = read
        filled[path] = found
        record[path] = found.value
    if not filled:
        return outcome
    return _judged(outcome, record, {**readings, **filled})


def _wanted(record: Record, readings: dict[str, Reading], path: str, lesson: Lesson) -> bool:
    """A value lesson is for the very misreading it was learnt from; a place for what is missing or doubtful."""
    if lesson.kind == "value":
        return bool((record.get(path) or None) == lesson.data["read"])
    return (
        record.get(path) in (None, "")
        or path not in readings
        or readings[path].confidence < needed(readings, path)
    )


def _reading(path: str, value: str, lesson: Lesson) -> Reading:
    return Reading(path=path, value=value, confidence=lesson.sure, method="learnt")


def _evidence_of(readings: dict[str, Reading], path: str) -> Evidence | None:
    return readings[path].evidence if path in readings else None


def _pages(sources: Sequence[Source]) -> tuple[PageWords, ...]:
    try:
        return tuple(labels_spelt(page) for page in words_of(sources[0]))
    except UnreadableFile:
        return ()


def _at_place(pages: tuple[PageWords, ...], lesson: Lesson) -> Reading | None:
    """What stands at a learnt place, if it reads as such a field."""
    number = int(lesson.data["page"])
    if not -len(pages) <= number < len(pages):
        return None
    page = pages[number]
    left, top, right, bottom = lesson.data["box"]
    across, down = _MARGIN
    words = [
        word
        for word in page.words
        if left - across <= word.shown[0]
        and word.shown[2] <= right + across
        and top - down <= (word.shown[1] + word.shown[3]) / 2 <= bottom + down
    ]
    value = value_at_place(lesson.path, " ".join(word.text for word in words))
    if value is None:
        return None
    box = (
        min(word.shown[0] for word in words),
        min(word.shown[1] for word in words),
        max(word.shown[2] for word in words),
        max(word.shown[3] for word in words),
    )
    sure = min([lesson.sure, *(word.confidence for word in words)])
    return replace(
        _reading(lesson.path, value, lesson), confidence=sure, evidence=Evidence(page=page.page, box=box)
    )


def value_at_place(path: str, text: str) -> str | None:
    """What words at a learnt place are read as for a field of the head; None where they are no such value."""
    text = " ".join(text.split()).strip(" :;,")
    if not text or is_placeholder(text):
        return None
    if path in DATES:
        from .dates import find_dates

        dates = find_dates(text)
        if len(dates) != 1 or dates[0].ambiguous:
            return None
        day = dates[0].resolve(month_first=False)
        return day.isoformat() if day else None
    if path == "seller_vat_id":
        return compact(text) if vat_has_form(text) else None
    if path in ("number", "po_ref") and (not any(each.isdigit() for each in text) or text.count(" ") > 2):
        return None
    return text


def _judged(outcome: Outcome, record: Record, readings: dict[str, Reading]) -> Outcome:
    """Checks and doubts of the record as it now stands; whatever else was found about the document stays."""
    from .capture import doubts
    from .checks import check_record

    old = check_record(outcome.record)
    kept = [
        finding for finding in outcome.findings if finding not in old and finding.code != "LOW_CONFIDENCE"
    ]
    return replace(
        outcome,
        record=record,
        readings=tuple(readings.values()),
        findings=(*check_record(record), *doubts(record, readings), *kept),
    )


LEARNING = Learning(
    subject=subject,
    subject_name=subject_name,
    places=frozenset(PLACES),
    values=VALUES,
    recall=recall,
    reads=value_at_place,
)
