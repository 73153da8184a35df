"""Files → tables of a pay run: recognised by header, cells read, every row that cannot be taken named."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bpo.catalog.rules import Source
from bpo.platform.sheets.cells import Unreadable
from bpo.platform.sheets.reading import SheetRefused

from .columns import EMPLOYEES_UK, EMPLOYEES_US, Column, Table, recognised
from .values import NUMBERS, Reader, proven_day_first, proven_mark
from .workbooks import RawSheet, sheets_of

HEADER_WITHIN = 15
"""Rows from the top among which the header is looked for: titles may stand above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What cannot be taken, and what to do. `row` as the file numbers it, 0 for the file as a whole.

    `employee_id` where the row could be told whose it is. `stops` is False for what is only worth knowing.
    """

    table: str
    file: str
    row: int
    column: str
    message: str
    employee_id: str = ""
    stops: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row that could be read: column key → value in its kept form; columns that are not there are missing."""

    number: int
    cells: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Given:
    """What was handed in: the rows of each table by its key, and what could not be taken.

    `jurisdiction` is `us` or `uk` by the columns of the employees' table, "" without one. `too_many` is how many
    employees there are where that is more than were asked for: their rows were counted and not read.
    """

    jurisdiction: str = ""
    rows: dict[str, list[Row]] = field(default_factory=dict)
    columns: dict[str, frozenset[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    too_many: int = 0


def read_files(sources: Sequence[Source], *, most_employees: int | None = None) -> Given:
    """Read every table of the files. Nothing is guessed: what could mean two things is a problem, in words.

    With more than `most_employees` in the list nothing more is read: `too_many` says how many.
    """
    given = Given()
    for source in sources:
        try:
            for sheet in sheets_of(source):
                _read_sheet(sheet, given, most_employees)
                if given.too_many:
                    return given
        except SheetRefused as refused:
            given.problems.append(
                Problem(table="", file=source.name, row=refused.row or 0, column="", message=refused.message)
            )
    return given


def _read_sheet(sheet: RawSheet, given: Given, most_employees: int | None) -> None:
    found = _header(sheet)
    if found is None:
        message = (
            "This is no table of a pay run that we know by its titles. Use the titles of the templates: employees,"
            " timesheets, adjustments, prior register, pay calendar, year to date."
        )
        given.problems.append(
            Problem(table="", file=sheet.name, row=0, column="", message=message, stops=False)
        )
        return
    at, table, places = found
    wrong = _header_problem(table, places, given)
    if wrong:
        given.problems.append(
            Problem(table=table.key, file=sheet.name, row=sheet.rows[at][0], column="", message=wrong)
        )
        return
    if table in (EMPLOYEES_US, EMPLOYEES_UK):
        given.jurisdiction = "us" if table is EMPLOYEES_US else "uk"
        count = len(sheet.rows) - at - 1
        if most_employees is not None and count > most_employees:
            given.too_many = count
            return
    given.columns[table.key] = frozenset(places.values())
    given.problems.extend(_unused_amounts(sheet, at, table, places))
    given.rows[table.key] = list(_rows(sheet, at, table, places, given.problems))


def _header(sheet: RawSheet) -> tuple[int, Table, dict[int, str]] | None:
    for at, (_, cells) in enumerate(sheet.rows[:HEADER_WITHIN]):
        found = recognised(cells)
        if found:
            return at, *found
    return None


def _header_problem(table: Table, places: Mapping[int, str], given: Given) -> str:
    if table.key in given.rows:
        return f"A second table of {table.name.lower()} was handed in. Hand in one of each."
    keys = list(places.values())
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        names = ", ".join(sorted(table.column(key).label for key in twice))
        return f"Two columns mean the same: {names}. Leave one of them out, or rename it."
    missing = [column.label for column in table.columns if column.required and column.key not in keys]
    if missing:
        return f"Columns are missing: {', '.join(missing)}. See the template."
    return ""


def _unused_amounts(sheet: RawSheet, at: int, table: Table, places: Mapping[int, str]) -> Iterator[Problem]:
    """Columns of amounts whose title is none of ours: somebody may mean them to count, so they are named."""
    _, titles = sheet.rows[at]
    for place, title in enumerate(titles):
        cells = (cells[place].strip() for _, cells in sheet.rows[at + 1 :] if place < len(cells))
        if place not in places and title.strip() and any(_AMOUNT.fullmatch(cell) for cell in cells):
            message = (
                f"The column “{title.strip()}” holds amounts and is none that we know: it does not count. If it"
                " should, use a title of the template, or hand it in as adjustments."
            )
            yield Problem(
                table=table.key, file=sheet.name, row=0, column=UNUSED, message=message, stops=False
            )


UNUSED = "unused"
"""What `Problem.column` says where a whole column is passed over."""
_AMOUNT = re.compile(r"(?a)(?=.*[1-9])[-+(]?[$£€]? ?[\d.,' ]*\d[.,]\d\d?\)?")


def _rows(
    sheet: RawSheet, at: int, table: Table, places: Mapping[int, str], problems: list[Problem]
) -> Iterator[Row]:
    body, width = sheet.rows[at + 1 :], len(sheet.rows[at][1])
    readers = _readers(sheet, body, table, places)
    merged = _merged(sheet, body[0][0] if body else 0)
    identity = next((place for place, key in places.items() if key == "employee_id"), None)
    as_numbers = 0
    for number, cells in body:
        whose = cells[identity].strip() if identity is not None and identity < len(cells) else ""
        wrong: list[tuple[str, str]] = []
        if any(cell.strip() for cell in cells[width:]):
            wrong.append(("", _TOO_MANY))
        if number in merged:
            wrong.append(("", "Has merged cells: what stands in them could be of any row. Unmerge them."))
        read: dict[str, str] = {}
        for place, reader in readers.items():
            text = cells[place] if place < len(cells) else ""
            try:
                read[reader.column.key] = _cell(sheet, number, place, text, reader)
            except Unreadable as error:
                wrong.append((reader.column.key, _sentence(reader.column, str(error))))
            as_numbers += _lost_zero(sheet, number, place, reader.column)
        for key, message in wrong:
            problems.append(
                Problem(
                    table=table.key,
                    file=sheet.name,
                    row=number,
                    column=key,
                    message=message,
                    employee_id=whose,
                )
            )
        if not wrong:
            yield Row(number=number, cells=read)
    if as_numbers:
        message = (
            f"{as_numbers} account numbers stand as numbers in the workbook, so zeros in front of them would be"
            " lost. Make sure that none begins with a zero, or format the column as text and hand it in again."
        )
        problems.append(
            Problem(table=table.key, file=sheet.name, row=0, column="account", message=message, stops=False)
        )


def _readers(
    sheet: RawSheet, body: Sequence[tuple[int, list[str]]], table: Table, places: Mapping[int, str]
) -> dict[int, Reader]:
    """By place, what reads its cells: how numbers and dates are written is what the table proves, never guessed."""
    columns = {place: table.column(key) for place, key in places.items()}
    cells_of = {place: [cells[place].strip() for _, cells in body if place < len(cells)] for place in columns}
    mark = proven_mark(cells_of[place] for place, column in columns.items() if column.kind in NUMBERS)
    at = {key: place for place, key in places.items()}
    start, end = at.get("period_start", -1), at.get("period_end", -1)
    periods = (
        (cells[start], cells[end])
        for _, cells in (body if min(start, end) >= 0 else ())
        if max(start, end) < len(cells)
    )
    dates = [cells_of[place] for place, column in columns.items() if column.kind == "date"]
    day_first = proven_day_first(dates, periods)
    fixed = "." if sheet.numbers else None  # a workbook keeps numbers as numbers
    return {
        place: Reader(column, cells_of[place], mark=mark, whole_file_mark=fixed, day_first=day_first)
        for place, column in columns.items()
    }


_TOO_MANY = (
    "Has more cells than there are titles, so its values may have moved: a separator stands within a value (such as"
    " 72,5). Put that value in quotation marks, or save the file with another separator."
)


def _cell(sheet: RawSheet, number: int, place: int, text: str, reader: Reader) -> str:
    if sheet.formulas.get((number, place)) is False:
        raise Unreadable(
            "holds a formula without a result: open the workbook, save it again, or paste the value"
        )
    if "\ufffd" in text:
        raise Unreadable("has characters that are none of the file's encoding: save the file as UTF-8")
    value = reader.read(text)
    if not value and reader.column.required and not reader.column.may_be_empty:
        raise Unreadable("is empty")
    return _with_zeros(value, reader.column) if (number, place) in sheet.numbers else value


def _with_zeros(value: str, column: Column) -> str:
    """A code of fixed length that a workbook keeps as a number has lost only zeros in front: they are put back."""
    if column.digits and re.fullmatch(r"(?a)\d+", value):
        return value.rjust(column.digits, "0")
    return value


def _lost_zero(sheet: RawSheet, number: int, place: int, column: Column) -> bool:
    return column.key == "account" and not column.digits and (number, place) in sheet.numbers


def _merged(sheet: RawSheet, first: int) -> set[int]:
    """The rows of the table that a merged range reaches into."""
    return {
        row for (top, _), (bottom, _) in sheet.merged for row in range(max(top, first), bottom + 1) if first
    }


def _sentence(column: Column, words: str) -> str:
    return f"{column.label} {words}." if not words.startswith("“") else f"{column.label}: {words}."
