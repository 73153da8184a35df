"""The automatic step: files in, an outcome out. Pure; nothing a document contains makes it raise."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bpo.catalog.rules import Finding, Outcome, Reading, Record, Severity, Source
from bpo.service_lines.page_reading.words import MAX_PAGES, PageWords, UnreadableFile

from .checks import check_record
from .confidence import STRAIGHT_THROUGH, mapped, needed
from .proof import prove
from .record import MANDATORY, complete, empty_record, to_decimal
from .split import split
from .xml_safe import RefusedXml, local_name, parse_xml


def automate(sources: Sequence[Source], given: Record) -> Outcome:
    """Reads the invoice in `sources` (one file) to a record with evidence and findings.

    Whatever is wrong with the file becomes a STOP finding; the caller gets an outcome in every case.
    `given` is the client's own input; its `po_ref` fills a reference that the document does not state. A file of
    several invoices is divided where nothing was given, for that would be of one of them.
    """
    if not sources:
        return _stopped("UNREADABLE", "No file was handed in.")
    source = sources[0]
    try:
        outcome = _capture(source, whole=bool(given))
    except UnreadableFile as error:
        outcome = _stopped(error.code, error.message)
    except RefusedXml as error:
        outcome = _stopped("UNREADABLE", error.reason)
    except (MemoryError, RecursionError):
        outcome = _stopped("UNREADABLE", "The document is too large or too deeply nested to be read.")
    except (
        Exception
    ) as error:  # a stranger's file must never stop the queue; the kind of fault goes to the person
        outcome = _stopped("UNREADABLE", f"The document could not be read ({type(error).__name__}).")
    return _with_given(outcome, given)


def _stopped(code: str, message: str) -> Outcome:
    return Outcome(record=empty_record(), findings=(Finding(code=code, message=message),))


def _with_given(outcome: Outcome, given: Record) -> Outcome:
    stated = given.get("po_ref") if given else None
    if not stated or outcome.record.get("po_ref"):
        return outcome
    record = {**outcome.record, "po_ref": str(stated)}
    reading = Reading(path="po_ref", value=str(stated), confidence=0.99, method="given")
    return replace(outcome, record=record, readings=(*outcome.readings, reading))


def kind_of(content: bytes) -> str:
    """What the bytes are: pdf, xml, image or nothing known. Names and media types are not believed."""
    head = content[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if (
        head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\x00", b"MM\x00*", b"GIF8", b"BM"))
        or head[8:12] == b"WEBP"
    ):
        return "image"
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return "xml" if text.startswith(b"<") else "unknown"


def _capture(source: Source, *, whole: bool) -> Outcome:
    if not source.content.strip(b"\x00 \t\r\n"):
        return _stopped("UNREADABLE", "The file is empty.")
    kind = kind_of(source.content)
    if kind == "xml":
        return capture_xml(source.content)
    if kind == "pdf":
        parts = () if whole else split(source)
        if parts:
            return replace(capture_pdf(parts[0].content), parts=parts)
        return capture_pdf(source.content, name=source.name, whole=whole)
    if kind == "image":
        from .scans import capture_scanned

        return capture_scanned(source.content, name=source.name, whole=whole)
    return _stopped("NOT_AN_INVOICE", "The file is neither a PDF, nor a picture, nor an e-invoice.")


def read_xml(content: bytes) -> Record | None:
    """The record in an XML invoice; None where the XML is something else. Raises `RefusedXml`."""
    from . import cii_reader, ubl_reader

    root = parse_xml(content)
    name = local_name(root)
    if name in ubl_reader.ROOTS:
        return ubl_reader.read_ubl(root)
    if name in cii_reader.ROOTS:
        return cii_reader.read_cii(root)
    return None


def capture_xml(content: bytes) -> Outcome:
    """An e-invoice: exact, its own source for every field."""
    from .xml_rules import broken_rules

    record = read_xml(content)
    if record is None:
        return _stopped("NOT_AN_INVOICE", "The XML is no invoice in UBL or Cross Industry Invoice.")
    record = complete(record)
    findings = (*check_record(record), *broken_rules(content, record))
    return Outcome(
        record=record, readings=xml_readings(record), findings=findings, proven=prove(record).proven
    )


def xml_readings(record: Record) -> tuple[Reading, ...]:
    """One reading a stated field: XML says exactly what it says."""
    readings = [
        Reading(path=name, value=value, confidence=1.0, method="xml")
        for name, value in record.items()
        if value is not None and not isinstance(value, list)
    ]
    for table in ("lines", "vat_breakdown"):
        for index, row in enumerate(record[table]):
            readings += [
                Reading(path=f"{table}.{index}.{name}", value=value, confidence=1.0, method="xml")
                for name, value in row.items()
                if value is not None
            ]
    return tuple(readings)


def automate_each(source: Source) -> list[tuple[tuple[int, int] | None, Outcome]]:
    """What `automate` makes of a file; or of each invoice in a scan of several, with its pages as `split` has them."""
    from .scans import invoices_in

    kind = kind_of(source.content)
    try:
        scanned = kind == "image" or (kind == "pdf" and _is_scan(source.content))
        found = invoices_in(source.content) if scanned else []
    except (UnreadableFile, MemoryError, RecursionError):  # `automate` meets the same, and says so
        found = []
    except Exception as error:  # one file's fault must not end a folder's run; nor may it pass in silence
        return [(None, _adding(automate([source], {}), _not_sought(error)))]
    return list(found) if len(found) > 1 else [(None, found[0][1] if found else automate([source], {}))]


def _not_sought(error: Exception) -> Finding:
    """Says that nobody knows whether a scan holds more than one invoice."""
    kind = type(error).__name__
    message = f"Whether the file holds several invoices could not be found out ({kind})."
    return Finding(code="SEVERAL_DOCUMENTS", message=message)


def _is_scan(content: bytes) -> bool:
    """Whether a PDF has no text layer to go by. Raises `UnreadableFile`."""
    from bpo.service_lines.page_reading.pdf_text import open_pdf, page_text, usable

    with open_pdf(content) as document:
        return not any(usable(page_text(document[number], number)) for number in range(len(document)))


def capture_pdf(content: bytes, *, name: str = "", whole: bool = True) -> Outcome:
    """A PDF: the XML inside it if there is one, else its text layer, else recognition; `whole` as `capture_scanned`."""
    from bpo.service_lines.page_reading.pdf_text import only_words, open_pdf, page_text, usable

    from .damage import is_damaged
    from .hybrid import embedded_invoices

    with open_pdf(content) as document:
        count = len(document)
        embedded = embedded_invoices(document)
        pages = tuple(page_text(document[number], number) for number in range(min(count, MAX_PAGES)))
        bare = all(usable(page) or only_words(document[page.page], page) for page in pages)
    if embedded:
        return _capture_hybrid(embedded[0], pages)
    if bare and not any(page.words for page in pages):
        return _stopped("UNREADABLE", "The pages of the PDF are blank.")
    if not bare and not _mostly_usable(pages):
        from .scans import capture_scanned

        return capture_scanned(content, name=name, whole=whole)
    outcome = outcome_of_pages(pages)
    if is_damaged(content):
        lost = "Part of the PDF is damaged: something that stood on its pages may be missing."
        outcome = _adding(outcome, Finding(code="VALUE_NOT_READ", message=lost, severity=Severity.ASK))
    if count > MAX_PAGES:
        outcome = _adding(
            outcome,
            Finding(
                code="SEVERAL_DOCUMENTS",
                message=f"{count} pages: more than one invoice has.",
                severity=Severity.STOP,
            ),
        )
    return outcome


def _mostly_usable(pages: tuple[PageWords, ...]) -> bool:
    """Whether the pages without text are only blank backs or general terms behind a first page with text."""
    from bpo.service_lines.page_reading.pdf_text import usable

    return bool(pages) and usable(pages[0]) and sum(usable(page) for page in pages) * 2 >= len(pages)


def _capture_hybrid(xml: bytes, pages: tuple[PageWords, ...]) -> Outcome:
    from bpo.service_lines.page_reading.pdf_text import usable

    from .evidence import locate
    from .hybrid import contradictions
    from .page_reader import read_pages
    from .xml_rules import broken_rules

    record = read_xml(xml)
    if record is None:
        return _stopped("NOT_AN_INVOICE", "The XML in the PDF is no invoice.")
    record = complete(record)
    findings = [*check_record(record), *broken_rules(xml, record)]
    readings = xml_readings(record)
    readable = tuple(page for page in pages if usable(page))
    if readable:
        page_record = read_pages(readable).record
        findings += contradictions(record, readable, page_record)
        readings = locate(readings, readable)
    return Outcome(record=record, readings=readings, findings=tuple(findings), proven=prove(record).proven)


def outcome_of_pages(pages: tuple[PageWords, ...]) -> Outcome:
    """What pages of words say: record, readings, findings. Of recognised pages that is one look, in raw confidences."""
    from .page_reader import read_pages

    result = read_pages(pages)
    record = complete(result.record)
    scanned = any(page.method == "ocr" for page in pages)
    findings: list[Finding] = []
    if _is_nothing(record, result.title):
        findings.append(Finding(code="NOT_AN_INVOICE", message="Nothing on these pages reads as an invoice."))
    findings += check_record(record)
    readings = result.readings if scanned else mapped(result.readings)
    findings += doubts(record, readings, least=STRAIGHT_THROUGH if scanned else None)
    findings += result.doubts
    if not result.proven and not any(f.code in ("TOTALS_DO_NOT_PROVE", "NOT_AN_INVOICE") for f in findings):
        findings.append(
            Finding(
                code="TOTALS_DO_NOT_PROVE",
                message="No reading of the sums adds up.",
                fields=("net", "vat", "gross"),
            )
        )
    findings += lines_doubts(record, result.lines_proven if scanned else result.lines_hold, scanned=scanned)
    return Outcome(
        record=record,
        readings=tuple(readings.values()),
        findings=tuple(findings),
        proven=result.proven,
    )


def _is_nothing(record: Record, title: str | None) -> bool:
    stated = sum(record[name] is not None for name in ("number", "issue_date", "net", "gross"))
    return title == "other" or stated < 2 or (record["gross"] is None and title is None)


def doubts(record: Record, readings: dict[str, Reading], *, least: float | None = None) -> list[Finding]:
    """One finding for all stated fields that are less sure than `least`, or than fields of their method need to be."""
    unsure = [
        name
        for name in record
        if name in readings
        and record[name] not in (None, [])
        and readings[name].confidence < (needed(readings, name) if least is None else least)
    ]
    if not unsure:
        return []
    named = ", ".join(name.replace("_", " ") for name in unsure)
    return [
        Finding(
            code="LOW_CONFIDENCE",
            message=f"Not read surely: {named}.",
            severity=Severity.ASK,
            fields=tuple(unsure),
        )
    ]


def lines_doubts(record: Record, hold: bool, *, scanned: bool) -> list[Finding]:
    """Lines that do not explain the net, or themselves: asked about, for a missing line is a wrong line.

    `hold`: whether quantity x price, less a discount in its own column, gives the net of every line that has them;
    on a scan, of every line.
    """
    total = sum((to_decimal(row.get("line_net")) or Decimal(0) for row in record["lines"]), Decimal(0))
    net = to_decimal(record["net"])
    allowed = (to_decimal(record["charge_total"]) or Decimal(0)) - (
        to_decimal(record["allowance_total"]) or Decimal(0)
    )
    message = None
    if not record["lines"]:
        message = "No lines could be read."
    elif net is not None and total + allowed != net:
        message = "The lines read do not add up to the net."
    elif not hold or not (scanned or _lines_explained(record["lines"])):
        message = "Quantity and price of a line were not read for certain."
    elif not all(row.get("description") for row in record["lines"]):
        message = "The description of a line was not read."
    if message is None:
        return []
    return [Finding(code="LINES_NOT_READ", message=message, severity=Severity.ASK, fields=("lines",))]


def _lines_explained(rows: list[dict[str, str | None]]) -> bool:
    """Whether each line has what the others have, and none a price that needs a quantity that was not read."""
    quantities = sum(row.get("quantity") is not None for row in rows)
    if quantities:
        return quantities == len(rows) and not _counted(rows)
    return all(row.get("unit_price") in (None, row.get("line_net")) for row in rows)


def _counted(rows: list[dict[str, str | None]]) -> bool:
    """Whether the quantities, without prices that would prove them, may be the lines' own numbers: 1, 2, 3."""
    if len(rows) < 2 or any(row.get("unit_price") for row in rows):
        return False
    return [row.get("quantity") for row in rows] == [str(place + 1) for place in range(len(rows))]


def _adding(outcome: Outcome, *more: Finding) -> Outcome:
    return replace(outcome, findings=(*outcome.findings, *more))


def goes_straight_through(outcome: Outcome, threshold: float = STRAIGHT_THROUGH) -> bool:
    """Whether an outcome may be released without a person under the default policy."""
    if not outcome.proven or any(finding.severity is not Severity.NOTE for finding in outcome.findings):
        return False
    sure = {reading.path: reading.confidence for reading in outcome.readings}
    return all(
        outcome.record.get(name) is not None and sure.get(name, 0.0) >= threshold for name in MANDATORY
    )
