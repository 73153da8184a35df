"""A table from outside as rows of a list: headers matched, every bad row named with its number, column and reason."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bpo.catalog.rules import MasterList
from bpo.catalog.rules.secrets import is_masked, mask
from bpo.masters.rules.cells import LONGEST_IDENTITY, Unreadable, decimal_mark_of, read_cell
from bpo.masters.rules.rows import filled, identity_of

Thing = TypeVar("Thing")
NUMBERS = ("number", "money")
TITLES_WITHIN = 20
"""Rows in which titles are looked for, to say where they stand."""
TOLD_EVERY = 1_000
"""Rows between two words about how far a long reading is."""


class BadHeader(ValueError):
    """The table cannot be this list: the message says what is missing or doubled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a row was refused. `row` is its number in the file; `column` a key, or "" for the row as a whole."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """A row whose cells could be read: the columns that were given, empty ones as ""."""

    number: int
    identity: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Which column of the list stands at which place of the table; `unknown` titles are left out."""

    places: Mapping[str, int]
    unknown: tuple[str, ...]
    width: int
    """How many cells of a row have a title above them."""


@dataclass(slots=True, kw_only=True)
class Given:
    """What a table gave: readable rows, refused ones, and the names of rows that were refused (else "removed")."""

    rows: list[GivenRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    refused_identities: set[str] = field(default_factory=set)

    def refuse(self, row: int, column: str, message: str) -> None:
        """Note why a row cannot be taken."""
        self.problems.append(Problem(row=row, column=column, message=message))
        self.refused.add(row)


def read_header(masters: MasterList, titles: Sequence[str]) -> Header:
    """Match the titles with the list's columns by key or label, whatever their case, spaces and marks.

    BadHeader where a column that names rows or is required is missing, or two titles mean the same column.
    """
    known = {_plain(name): column.key for column in masters.columns for name in (column.label, column.key)}
    places: dict[str, int] = {}
    unknown = []
    for place, title in enumerate(titles):
        key = known.get(_plain(title))
        if key is None:
            unknown += [title.strip()] if title.strip() else []
        elif key in places:
            raise BadHeader(f"Two columns are called “{title.strip()}”. Leave one of them out.")
        else:
            places[key] = place
    needed = [c for c in masters.columns if (c.required or c.key in masters.identity) and not c.usual]
    missing = [column.label for column in needed if column.required and column.key not in places]
    if missing:
        held = ", ".join(f"“{title.strip()[:40]}”" for title in titles[:8] if title.strip()) or "nothing"
        raise BadHeader(
            f"The first row must hold the titles. Not found: {', '.join(missing)}. It holds: {held}."
            f" Known are: {', '.join(column.label for column in masters.columns)}."
        )
    width = max((place for place, title in enumerate(titles, start=1) if title.strip()), default=0)
    return Header(places=places, unknown=tuple(unknown), width=width)


def find_header(masters: MasterList, rows: Sequence[tuple[int, Sequence[str]]]) -> Header:
    """The header of the first row; BadHeader as `read_header`, naming the row below where the titles do stand."""
    if not rows:
        raise BadHeader("The file has no rows. The first must hold the titles.")
    try:
        return read_header(masters, rows[0][1])
    except BadHeader as error:
        below = next((number for number, cells in rows[1:TITLES_WITHIN] if _is_header(masters, cells)), None)
        if below is None:
            raise
        raise BadHeader(f"The titles stand in row {below}. Delete what stands above them.") from error


def _is_header(masters: MasterList, titles: Sequence[str]) -> bool:
    try:
        read_header(masters, titles)
    except BadHeader:
        return False
    return True


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title).casefold())


def read_table(
    masters: MasterList,
    header: Header,
    rows: Sequence[tuple[int, Sequence[str]]],
    *,
    mark: str | None = None,
    tell: Callable[[int], None] | None = None,
) -> Given:
    """Read the rows below the header. `mark` is the decimal mark where the file's kind fixes it.

    `tell` is called now and then with how many rows are read.
    """
    marks = _marks(masters, header, rows, mark)
    order = tuple(header.places.items())
    given = read_given(
        masters,
        (
            (number, {key: cells[place] if place < len(cells) else "" for key, place in order})
            for number, cells in told(rows, tell)
            if not any(cell.strip() for cell in cells[header.width :])
        ),
        marks,
    )
    for number, cells in rows:
        if any(cell.strip() for cell in cells[header.width :]):
            given.refuse(number, "", f"Has more cells than there are titles: “{cells[-1].strip()[:40]}”.")
            given.refused_identities.add(
                identity_of(
                    masters, {key: cells[place].strip() for key, place in order if place < len(cells)}
                )
            )
    return given


def told(things: Sequence[Thing], tell: Callable[[int], None] | None) -> Iterator[Thing]:
    """The things one by one; every so many it is told how many have been gone through."""
    for done, thing in enumerate(things):
        if tell is not None and done % TOLD_EVERY == 0:
            tell(done)
        yield thing


def _marks(
    masters: MasterList, header: Header, rows: Sequence[tuple[int, Sequence[str]]], mark: str | None
) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for column in masters.columns:
        place = header.places.get(column.key)
        if place is not None and column.kind in NUMBERS:
            found[column.key] = (
                decimal_mark_of(cells[place].strip() for _, cells in rows if place < len(cells)) or mark
            )
    known = {each for each in found.values() if each}
    # a column without proof of its own is written as the file's other numbers
    rest = known.pop() if len(known) == 1 else mark
    return {key: each or rest for key, each in found.items()}


def read_given(
    masters: MasterList, rows: Iterable[tuple[int, Mapping[str, str]]], marks: Mapping[str, str | None]
) -> Given:
    """Read rows given by column key; `marks` are the decimal marks of columns."""
    given = Given()
    columns = {column.key: column for column in masters.columns}
    first_of: dict[str, int] = {}
    for number, texts in rows:
        cells: dict[str, str] = {}
        for key, text in texts.items():
            column = columns[key]
            try:
                cells[key] = read_cell(column, text, mark=marks.get(key))
            except Unreadable as error:
                given.refuse(number, key, _sentence(str(error)))
        for key in masters.identity:
            if len(cells.get(key, "")) > LONGEST_IDENTITY:
                given.refuse(number, key, f"Has more than {LONGEST_IDENTITY} characters.")
            elif is_masked(cells.get(key, "")):
                given.refuse(number, key, "Is hidden: give the value itself.")
        identity = identity_of(masters, cells)
        if number in given.refused:
            given.refused_identities.add(identity)
            continue
        if identity in first_of:
            given.refuse(number, "", f"Is the same as row {first_of[identity]}: {_named(masters, cells)}.")
            continue
        first_of[identity] = number
        given.rows.append(GivenRow(number=number, identity=identity, cells=cells))
    return given


def _named(masters: MasterList, cells: Mapping[str, str]) -> str:
    labels = {column.key: column.label.lower() for column in masters.columns}
    return (
        ", ".join(f"{labels[key]} {cells.get(key, '')}".strip() for key in masters.identity) or "one row only"
    )


def settled(
    masters: MasterList, row: GivenRow, before: Mapping[str, str] | None, given: Given
) -> dict[str, str] | None:
    """The row's cells as they will be kept, with what was not given as it was before; None where it is refused.

    A masked secret stands for the value that is there.
    """
    cells = dict(before or {})
    for key, value in row.cells.items():
        if is_masked(value) and _is_secret(masters, key):
            if value != mask(cells.get(key, "")):
                given.refuse(row.number, key, "Is hidden, and not what stands there: give the value itself.")
            continue
        if value:
            cells[key] = value
        else:
            cells.pop(key, None)
    for column in masters.columns:
        if column.required and not column.usual and not cells.get(column.key):
            given.refuse(row.number, column.key, "Is missing.")
    if row.number not in given.refused and masters.check is not None:
        for wrong in masters.check(filled(masters, cells)):
            given.refuse(row.number, wrong.column, wrong.message)
    if row.number in given.refused:
        given.refused_identities.add(row.identity)
        return None
    return cells


def _is_secret(masters: MasterList, key: str) -> bool:
    return any(column.secret for column in masters.columns if column.key == key)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
