"""What automation fills in before anybody keys: only what is certain, and where each field stands on this page.

A page with a text layer is certain where it can be read at all. A picture is looked at twice, by engines (or settings)
that share nothing: what both read alike, without a doubt by the field's own rules, is filled in. Handwriting they
hardly ever read alike, so it is left to people.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bpo.catalog.rules import Evidence, Finding, Outcome, Reading, Record, Severity, Source
from bpo.catalog.rules.definitions import Definition, FieldDefinition, Seen, StepKind, middle

from .alignment import Box, Lie, laid, turned
from .reasons import PREFILLED, REASONS
from .written import written

MOST_PAGES = 10
"""Pages of one record that are looked at."""
_TEXT_SURE, _SEEN_SURE = 0.99, 0.95


@dataclass(frozen=True, slots=True)
class Looks:
    """A page as read, by `text` layer or `ocr`: the words of the first look and of the second (for a text layer the
    same), their places on the page once it is turned upright, by `turn` degrees anticlockwise."""

    method: str
    first: tuple[Seen, ...]
    second: tuple[Seen, ...]
    turn: int = 0


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
    lie = laid(anchors, page.first) if anchors else Lie()
    if lie is None:
        return
    values = {
        written(definition, field, _text_in(region.box, lie, look)) for look in (page.first, page.second)
    }
    value = values.pop() if len(values) == 1 else ""
    sure = _TEXT_SURE if page.method == "text" else _SEEN_SURE
    yield Reading(
        path=field.key,
        value=value or None,
        confidence=sure if value else 0.0,
        method=page.method,
        evidence=Evidence(page=region.page, box=turned(lie.box(region.box), -page.turn)),
    )


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
    """The pages of a file, each looked at twice. Raises `Unreadable`."""
    from bpo.service_lines.page_reading import images, ocr, pdf_text
    from bpo.service_lines.page_reading.words import UnreadableFile

    def seen(image: object, number: int) -> Looks:
        first, posture = ocr.first_look(image, page=number)
        second = ocr.second_look(image, number, posture)
        turn = posture.lie.turn
        return Looks("ocr", _seen(first, turn), _seen(second, turn), turn)

    try:
        if source.media_type == "application/pdf":
            with pdf_text.open_pdf(source.content) as document:
                for number in range(min(len(document), MOST_PAGES)):
                    layer = pdf_text.page_text(document[number], number)
                    if pdf_text.usable(layer):
                        yield Looks("text", _seen(layer), _seen(layer))
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
