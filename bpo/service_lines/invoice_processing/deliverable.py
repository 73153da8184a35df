"""What the client gets: the record as JSON, CSV, XLSX and UBL, and a manifest that lets each file be checked."""

import csv
import hashlib
import io
import json
from datetime import UTC, date, datetime, time
from typing import Any

from bpo.catalog.rules import DeliveredFile, Record, ReleasedJob

from .paying import asked_for
from .payments import payment_file
from .record import CODING, LIST_FIELDS, complete
from .ubl_writer import write_ubl

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LINE_COLUMNS = ("description", "quantity", "unit", "unit_price", "vat_rate", "line_net", "sku", *CODING)
_VAT_COLUMNS = ("category", "rate", "taxable", "tax")


def deliver(job: ReleasedJob) -> tuple[DeliveredFile, ...]:
    """The files of a released job, manifest last. The same record gives the same bytes, but for XLSX's wrapping."""
    record = complete(job.record)
    files = [
        DeliveredFile(name="record.json", media_type="application/json", content=_json(job, record)),
        DeliveredFile(name="record.csv", media_type="text/csv", content=_csv(job, record)),
        DeliveredFile(name="record.xlsx", media_type=XLSX, content=_xlsx(job, record)),
        DeliveredFile(name="invoice-ubl.xml", media_type="application/xml", content=write_ubl(record)),
    ]
    files += _payment(job, record)
    return (*files, _manifest(job, files))


def _payment(job: ReleasedJob, record: Record) -> list[DeliveredFile]:
    """The payment file, where it is certain to whom, from where and how much is paid.

    It is dated like the invoice: the same record gives the same bytes.
    """
    payment = asked_for(job)
    if payment is None:
        return []
    created = datetime.combine(date.fromisoformat(str(record["issue_date"])), time(), UTC)
    content = payment_file([payment], message_id=job.reference, created=created)
    return [DeliveredFile(name="payment.xml", media_type="application/xml", content=content)]


def harmless(value: Any) -> str:
    """A cell's text that no spreadsheet takes for a formula: amounts stay, other starts get an apostrophe."""
    text = "" if value is None else str(value)
    if not text.startswith(_FORMULA_STARTS) or _is_number(text):
        return text
    return "'" + text


def _is_number(text: str) -> bool:
    return text[:1] == "-" and text[1:].replace(".", "", 1).isdigit() and text[1:].isascii()


def _json(job: ReleasedJob, record: Record) -> bytes:
    whole = {
        "reference": job.reference,
        "client_reference": job.client_reference,
        "record": record,
        "provenance": {path: dict(entry) for path, entry in job.provenance.items()},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=False, default=str) + "\n").encode()


def _csv(job: ReleasedJob, record: Record) -> bytes:
    """One row a line, the head's fields repeated: what spreadsheets and ledgers import."""
    single = [name for name in record if name not in LIST_FIELDS]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        ["reference", "client_reference", *single, "line", *(f"line_{name}" for name in _LINE_COLUMNS)]
    )
    head = [
        harmless(job.reference),
        harmless(job.client_reference),
        *(harmless(record[name]) for name in single),
    ]
    for number, row in enumerate(record["lines"] or [{}], start=1):
        writer.writerow([*head, number, *(harmless(row.get(name)) for name in _LINE_COLUMNS)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _xlsx(job: ReleasedJob, record: Record) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheets = [book.active, book.create_sheet("Lines"), book.create_sheet("VAT")]
    sheets[0].title = "Invoice"
    _rows(
        sheets[0],
        [("Field", "Value"), ("reference", job.reference), ("client_reference", job.client_reference)],
    )
    _rows(sheets[0], [(name, value) for name, value in record.items() if name not in LIST_FIELDS])
    _rows(
        sheets[1],
        [_LINE_COLUMNS, *(tuple(row.get(name) for name in _LINE_COLUMNS) for row in record["lines"])],
    )
    _rows(
        sheets[2],
        [_VAT_COLUMNS, *(tuple(row.get(name) for name in _VAT_COLUMNS) for row in record["vat_breakdown"])],
    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(sheet: Any, rows: list[tuple[Any, ...]]) -> None:
    """Appends rows as text cells: a text cell is never a formula, whatever it begins with."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    start = sheet.max_row + 1 if sheet.cell(row=1, column=1).value is not None else 1
    for number, row in enumerate(rows, start=start):
        for column, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = sheet.cell(row=number, column=column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))
            cell.data_type = "s"


def _manifest(job: ReleasedJob, files: list[DeliveredFile]) -> DeliveredFile:
    listed = {
        "reference": job.reference,
        "files": [
            {
                "name": file.name,
                "media_type": file.media_type,
                "bytes": len(file.content),
                "sha256": hashlib.sha256(file.content).hexdigest(),
            }
            for file in files
        ],
    }
    return DeliveredFile(
        name="manifest.json",
        media_type="application/json",
        content=(json.dumps(listed, indent=2) + "\n").encode(),
    )
