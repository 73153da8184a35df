"""Tables for outside (CSV, XLSX) in which no text can become a live formula."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | Decimal | bool | date | datetime | None
"""What a table for outside may hold; Decimal and int stay numbers."""

_LIVE = tuple("=+-@＝＋－＠")  # OWASP, "CSV Injection", with the full-width forms
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EXCEL_TEXT = 32_767
_EXCEL_NAME = 31


def neutralise(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes in front where one might."""
    if text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(_LIVE):
        return "'" + text
    return text


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A CSV (RFC 4180, UTF-8 with the mark Excel needs) line by line, formulas neutralised in text."""
    yield "\ufeff".encode()
    for row in chain([header], rows):
        line = io.StringIO(newline="")
        csv.writer(line).writerow([_csv_text(value) for value in row])
        yield line.getvalue().encode()


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """`csv_lines` in one piece."""
    return b"".join(csv_lines(header, rows))


def write_xlsx(tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """A workbook with one sheet for each (name, header, rows); text is never a formula.

    A cell that might be taken for one bears Excel's own text mark, so the text itself stays as it is.
    """
    workbook = Workbook(write_only=True)
    bold = Font(bold=True)
    for name, header, rows in tables:
        sheet = workbook.create_sheet(_sheet_name(name))
        sheet.freeze_panes = "A2"
        titles = [_xlsx_cell(sheet, title) for title in header]
        for cell in titles:
            cell.font = bold
        sheet.append(titles)
        for row in rows:
            sheet.append([_xlsx_cell(sheet, value) for value in row])
    out = io.BytesIO()
    workbook.save(out)
    return _undated(out.getvalue())


def _undated(workbook: bytes) -> bytes:
    """The workbook without the moment at which it was written: the same tables give the same bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for name in given.namelist():
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            kept.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _csv_text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return neutralise(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value.isoformat() if isinstance(value, date) else str(value)


def _xlsx_cell(sheet: WriteOnlyWorksheet, value: Cell) -> XlsxCell:
    if isinstance(value, datetime):  # a workbook knows no zones; the offset must not get lost
        value = value.isoformat()
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet)
        cell.value = value
        if isinstance(value, Decimal) and isinstance(places := value.as_tuple().exponent, int) and places < 0:
            cell.number_format = "0." + "0" * -places
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:_EXCEL_TEXT]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = neutralise(text) != text
    return cell


def _sheet_name(name: str) -> str:
    return (
        "".join("_" if character in "[]:*?/\\" else character for character in name)[:_EXCEL_NAME] or "Sheet"
    )
