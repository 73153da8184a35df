"""What automation fills in before anybody keys: only what is certain, and where each field stands on this page.

A page with a text layer is certain where it can be read at all. A picture is read as a whole by one engine, which also
says how it lies, and place by place by another that shares nothing with it (or, without the models, by other settings):
what both read alike, without a doubt by the field's own rules, is filled in. Handwriting they hardly ever read alike,
so it is left to people. Boxes are ticked or not by their ink.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bpo.catalog.rules import Evidence, Finding, Outcome, Reading, Record, Severity, Source
from bpo.catalog.rules.definitions import Definition, FieldDefinition, Seen, StepKind, middle
from bpo.catalog.rules.field_rules import usual

from .alignment import Box, Lie, laid, turned
from .closer import cut, looks
from .reasons import PREFILLED, REASONS
from .ticks import SIZE, has_boxes, ticked
from .written import written

MOST_PAGES = 10
"""Pages of one record that are looked at."""
_TEXT_SURE, _SEEN_SURE = 0.99, 0.95
FIRST = "first"
"""The engine that reads the page as a whole."""


@dataclass(frozen=True, slots=True)
class Looks:
    """A page as read, by `text` layer or `ocr`: its words with their places on the page once it is turned upright, by
    `turn` degrees anticlockwise; and the grey picture it was read from, upright."""

    method: str
    words: tuple[Seen, ...]
    turn: int = 0
    picture: Any = None


class Unreadable(Exception):
    """The file cannot be opened; `code` says why, among the reasons."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def prefill(definition: Definition) -> Callable[[Sequence[Source], Record], Outcome]:
    """The automatic step: it never proves anything, a person keys every record."""
    placed = [field for field in definition.fields if field.region is not None]
    reads = definition.has(StepKind.READ) and bool(placed)

    def automate(sources: Sequence[Source], given: Record) -> Outcome:
        """Files in, what is certain of them out. `given` is what came with the hand-in, and counts as certain."""
        known = {field.key for field in definition.fields}
        record: Record = {path: value for path, value in given.items() if path in known}
        findings: list[Finding] = []
        readings: list[Reading] = []
        if reads and len(sources) == 1:
            try:
                pages = tuple(_looks(sources[0]))
            except Unreadable as unreadable:
                pages = ()
                findings.append(_unreadable(unreadable))
            findings += _uneven(definition, pages)
            readings = [each for field in placed for each in _read(definition, field, pages)]
            record |= {each.path: each.value for each in readings if each.value and not record.get(each.path)}
        if record:
            findings.append(Finding(code=PREFILLED, message=REASONS[PREFILLED], severity=Severity.NOTE))
        return Outcome(record=record, readings=tuple(readings), findings=tuple(findings))

    return automate


def _unreadable(error: Unreadable) -> Finding:
    code = error.code if error.code in REASONS else "UNREADABLE"
    return Finding(code=code, message=str(error) or REASONS[code], severity=Severity.STOP)


def _uneven(definition: Definition, pages: Sequence[Looks]) -> Iterator[Finding]:
    wanted = definition.pages_per_record
    if wanted and pages and len(pages) != min(wanted, MOST_PAGES):
        message = f"A record has {wanted} pages, and this file {len(pages)}."
        yield Finding(code="PAGES_UNEVEN", message=message, severity=Severity.ASK)


def _read(definition: Definition, field: FieldDefinition, pages: Sequence[Looks]) -> Iterator[Reading]:
    """Where the field stands on this page, and its value where that is certain."""
    region = field.region
    if region is None or region.page >= len(pages):
        return
    page = pages[region.page]
    anchors = [anchor for anchor in definition.anchors if anchor.page == region.page]
    lie = laid(anchors, page.words) if anchors else Lie()
    if lie is None:
        return
    if page.picture is None:
        value = written(definition, field, _text_in(region.box, lie, page.words))
    elif has_boxes(field):
        value = ticked(field, cut(page.picture, lie, region.box, SIZE))
    else:
        value = _certain(definition, field, page, lie, region.box)
    yield Reading(
        path=field.key,
        value=value or None,
        confidence=(_TEXT_SURE if page.method == "text" else _SEEN_SURE) if value else 0.0,
        method=page.method,
        evidence=Evidence(page=region.page, box=turned(lie.box(region.box), -page.turn)),
    )


def _certain(definition: Definition, field: FieldDefinition, page: Looks, lie: Lie, place: Box) -> str:
    """The value that two engines (or settings) agree on; "" where none does, or another look speaks against it.

    Of a name or an address every look may see something a little different; of a date, a number or what has a mask, a
    value that fits and differs is a doubt.
    """
    inside = [box for box in (_on_sample(box, lie) for _, box in page.words) if _within(place, middle(box))]
    if not inside:
        return ""
    first = written(definition, field, _text_in(place, lie, page.words))
    seen: dict[str, set[str]] = {FIRST: {first} - {""}}
    for engine, text in looks(page.picture, lie, inside):
        value = written(definition, field, text)
        if value:
            seen.setdefault(FIRST if engine == "models" else engine, set()).add(value)
        others = [values for name, values in seen.items() if name != FIRST]
        alike = [
            value
            for value in seen[FIRST]
            if any(usual(value) == usual(each) for values in others for each in values)
        ]
        if len(alike) == len(seen[FIRST]) == 1:
            said = {usual(each) for values in seen.values() for each in values}
            return alike[0] if len(said) == 1 or not _exact(field) else ""
    return ""


def _exact(field: FieldDefinition) -> bool:
    known = field.form_field
    return field.known_type.kind in ("date", "money", "number") or bool(
        known.mask or known.pattern or known.check
    )


def _on_sample(box: Box, lie: Lie) -> Box:
    """Where a box of this page stands on the sample page."""
    left, top, right, bottom = box
    x, y = lie.back((left + right) / 2, (top + bottom) / 2)
    half, tall = (right - left) / 2 / lie.a, (bottom - top) / 2 / lie.e
    return x - half, y - tall, x + half, y + tall


def _within(place: Box, point: tuple[float, float]) -> bool:
    return place[0] <= point[0] <= place[2] and place[1] <= point[1] <= place[3]


def _text_in(region: Box, lie: Lie, words: Sequence[Seen]) -> str:
    """The words whose middle lies in a place of the sample page, line by line."""
    left, top, right, bottom = region
    lines: list[list[tuple[float, float, float, str]]] = []
    inside = []
    for text, box in words:
        x, y = lie.back(*middle(box))
        if left <= x <= right and top <= y <= bottom:
            inside.append((y, x, box[3] - box[1], text))
    for word in sorted(inside):
        if lines and word[0] - lines[-1][-1][0] < word[2] * 0.6:
            lines[-1].append(word)
        else:
            lines.append([word])
    return " ".join(text for line in lines for _, _, _, text in sorted(line, key=lambda word: word[1]))


def _looks(source: Source) -> Iterator[Looks]:
    """The pages of a file as read. Raises `Unreadable`."""
    from bpo.service_lines.page_reading import images, ocr, pdf_text
    from bpo.service_lines.page_reading.words import UnreadableFile

    def seen(image: Any, number: int) -> Looks:
        first, posture = ocr.first_look(image, page=number)
        turn = posture.lie.turn
        return Looks("ocr", _seen(first, turn), turn, images.turned(image, turn))

    try:
        if source.media_type == "application/pdf":
            with pdf_text.open_pdf(source.content) as document:
                for number in range(min(len(document), MOST_PAGES)):
                    layer = pdf_text.page_text(document[number], number)
                    if pdf_text.usable(layer):
                        yield Looks("text", _seen(layer))
                    else:
                        yield seen(pdf_text.page_image(document[number]), number)
        elif source.media_type.startswith("image/"):
            for number in range(min(images.count_pages(source.content), MOST_PAGES)):
                yield seen(images.open_page(source.content, number), number)
    except UnreadableFile as error:
        raise Unreadable(error.code, error.message) from error


def _seen(page: object, turn: int = 0) -> tuple[Seen, ...]:
    """The words with their places as they lie on the page, turned upright but not straightened: alike in all looks."""
    words = getattr(page, "words", ())
    return tuple((word.text, turned(word.shown, turn)) for word in words)
