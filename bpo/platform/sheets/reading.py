"""Tables from outside (CSV, XLSX) as rows of text.

Every cell is text, in one form whatever the file: numbers plain with a point, dates in ISO 8601. CSV may be
read in any process; a workbook only through the sandbox (`read_sheet`).
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

import python_calamine

from bpo.platform.files import media
from bpo.platform.sandbox import Payload, Sandbox

_SEPARATORS = ";,\t|"
MERGED_TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLimits:
    """How large a table may be; `field` in characters."""

    rows: int = 200_000
    columns: int = 256
    field: int = 32_767


class SheetRefused(Exception):
    """The table cannot be read: `code` for programs, `message` for people, `row` where it stands."""

    def __init__(self, code: str, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.row = row


class Row(NamedTuple):
    """One row that is not empty: its number in the file, from 1, and its cells."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as it was read; `names` are all sheets of a workbook, `name` the one these rows are from.

    `merged` are the workbook's merged cells, such as `B2:B3`: only the first of them has a value. `guessed`: nothing
    says in what encoding a text was written; it was taken for Windows-1252.
    """

    rows: list[Row]
    name: str | None = None
    names: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    guessed: bool = False


def read_sheet(
    sandbox: Sandbox,
    content: bytes,
    media_type: str,
    *,
    name: str | None = None,
    limits: SheetLimits | None = None,
) -> Sheet:
    """Read a CSV here or a workbook in the sandbox: the sheet called `name`, else the first.

    Raises SheetRefused with the row it is about, ValueError for other media types, and for workbooks what
    the sandbox raises.
    """
    limits = limits or SheetLimits()
    if media_type in (media.CSV, media.TEXT):
        guessed = media.text_encoding(content) == "cp1252"
        return Sheet(rows=list(csv_rows(content, limits)), guessed=guessed)
    if media_type != media.XLSX:
        raise ValueError(f"{media_type} is no table")
    order: Payload = {
        "json": {"name": name, "limits": [limits.rows, limits.columns, limits.field]},
        "blobs": [content],
    }
    answer = sandbox.call("bpo.platform.sheets.reading:read_in_child", order)
    said = answer["json"]
    if said["refused"]:
        raise SheetRefused(*said["refused"])
    (blob,) = answer.get("blobs", ())
    rows = [Row(int(number), [str(cell) for cell in cells]) for number, cells in json.loads(blob)]
    return Sheet(rows=rows, name=said["name"], names=tuple(said["names"]), merged=tuple(said["merged"]))


def read_in_child(payload: Payload) -> Payload:
    """`workbook_rows` as a function of the sandbox."""
    order = payload["json"]
    (content,) = payload.get("blobs", ())
    rows, columns, field = order["limits"]
    limits = SheetLimits(rows=rows, columns=columns, field=field)
    try:
        workbook = open_workbook(content)
        names = workbook.sheet_names
        name = names[0] if order["name"] is None else order["name"]
        found = list(workbook_rows(workbook, name, limits))
        merged = merged_cells(workbook, name)
    except SheetRefused as refusal:
        return {"json": {"refused": [refusal.code, refusal.message, refusal.row]}}
    told = {"refused": None, "name": name, "names": names, "merged": merged}
    return {"json": told, "blobs": [json.dumps(found).encode()]}


def decode_text(content: bytes) -> str:
    """The text of a CSV or text file, its encoding found out; raises SheetRefused where it is no text."""
    encoding = media.text_encoding(content)
    try:
        text = content.decode(encoding, errors="replace" if encoding == "cp1252" else "strict")
    except UnicodeDecodeError as error:
        raise SheetRefused(
            "FILE_ENCODING", "The file's character encoding is broken. Please save it as UTF-8."
        ) from error
    if "\0" in text:
        raise SheetRefused("FILE_ENCODING", "The file contains NUL characters. Please save it as UTF-8 text.")
    return text.removeprefix("\ufeff")


def csv_rows(content: bytes, limits: SheetLimits) -> Iterator[Row]:
    """The rows of a CSV, one at a time, separator found out; raises SheetRefused naming the row."""
    text = decode_text(content)
    separator, body = _separator(text)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    offset = text[: len(text) - len(body)].count("\n")
    count, number = 0, 1 + offset
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                count += 1
                yield _checked(number, count, cells, limits)
            number = reader.line_num + 1 + offset
    except csv.Error as error:
        raise SheetRefused(
            "SHEET_DAMAGED",
            f"Row {number} cannot be read as CSV ({error}). Please check its quotation marks.",
            number,
        ) from error


def open_workbook(content: bytes) -> python_calamine.CalamineWorkbook:
    """Open an XLSX whose container was checked before; raises SheetRefused. In the sandbox only."""
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.CalamineError as error:
        raise SheetRefused("FILE_DAMAGED", "The workbook cannot be opened. Please save it again.") from error
    if not workbook.sheet_names:
        raise SheetRefused("FILE_DAMAGED", "The workbook has no sheets.")
    return workbook


def workbook_rows(
    workbook: python_calamine.CalamineWorkbook, name: str, limits: SheetLimits
) -> Iterator[Row]:
    """The rows of one sheet, numbered as Excel shows them; raises SheetRefused. In the sandbox only."""
    try:
        sheet = workbook.get_sheet_by_name(name)
    except python_calamine.WorksheetNotFound as error:
        raise SheetRefused("SHEET_NOT_FOUND", f"The workbook has no sheet called “{name}”.") from error
    except python_calamine.CalamineError as error:
        raise SheetRefused(
            "FILE_DAMAGED", f"The sheet “{name}” cannot be read. Please save it again."
        ) from error
    _, left = sheet.start or (0, 0)
    count = 0
    # The library leaves out empty columns on the left, but not empty rows at the top.
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = [""] * left + [cell_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if any(cell.strip() for cell in cells):
            count += 1
            yield _checked(number, count, cells, limits)


def merged_cells(workbook: python_calamine.CalamineWorkbook, name: str) -> list[str]:
    """The first merged cells of a sheet, as Excel calls them: `B2:B3`. In the sandbox only."""
    ranges = workbook.get_sheet_by_name(name).merged_cell_ranges or []
    return [f"{_cell_name(first)}:{_cell_name(last)}" for first, last in ranges[:MERGED_TOLD]]


def _cell_name(place: tuple[int, int]) -> str:
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def cell_text(value: str | float | bool | time | date | datetime | timedelta) -> str:
    """A workbook's value as text; numbers with the 15 significant digits a spreadsheet shows."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return format(Decimal(format(value, ".15g")), "f")
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _checked(number: int, count: int, cells: list[str], limits: SheetLimits) -> Row:
    if count > limits.rows:
        raise SheetRefused(
            "SHEET_TOO_LARGE", f"The table has more than {limits.rows} rows. Please split it.", number
        )
    if len(cells) > limits.columns:
        raise SheetRefused(
            "SHEET_TOO_LARGE",
            f"Row {number} has more than {limits.columns} columns. Please check it.",
            number,
        )
    if any(len(cell) > limits.field for cell in cells):
        raise SheetRefused(
            "SHEET_TOO_LARGE", f"Row {number} has a cell of more than {limits.field} characters.", number
        )
    return Row(number, cells)


def _separator(text: str) -> tuple[str, str]:
    """The separator and the text to read with it; Excel's own first line `sep=;` is obeyed and dropped."""
    first, _, rest = text[:64].partition("\n")
    first = first.rstrip("\r")
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], text[len(first) :].lstrip("\r\n") if rest else ""
    return max(_SEPARATORS, key=lambda candidate: _fit(text[:20_000], candidate)), text


def _fit(sample: str, separator: str) -> tuple[float, int]:
    """How well a separator cuts the sample: share of rows with the usual number of cells, that number."""
    widths: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            if cells:
                widths.append(len(cells))
            if len(widths) >= 50:
                break
    except csv.Error:
        return 0, 0
    usual = max(set(widths), key=widths.count, default=1)
    return (widths.count(usual) / len(widths), usual) if usual > 1 else (0, 0)
