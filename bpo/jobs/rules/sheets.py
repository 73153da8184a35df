"""The sheet of many: one row says what is asked for one file. Which columns it has, and what is wrong with a row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bpo.jobs.rules.wishes import BadWishesError, Wishes, read_wishes
from bpo.platform.files.names import clean_name

TEMPLATE = ("File name", "Reference", "Priority", "Notes", "Not before", "Wanted by")
"""The header of the template; only the file name must be there."""
_COLUMNS: Mapping[str, frozenset[str]] = {
    "file": frozenset({"filename", "file", "datei", "dateiname", "document", "fichier", "archivo"}),
    "reference": frozenset({"reference", "yourreference", "clientreference", "ref", "referenz"}),
    "priority": frozenset({"priority", "prioritaet", "priorität", "urgency"}),
    "notes": frozenset({"notes", "note", "comment", "comments", "remarks", "notiz"}),
    "not_before": frozenset({"notbefore", "earliest", "startafter"}),
    "wanted": frozenset({"wantedby", "wanted", "wanteddate", "neededby", "duedate"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row: `wishes` where all is well, else `problem` says what is not; `file` is the comparable file name."""

    number: int
    cells: tuple[str, ...]
    file: str
    wishes: Wishes | None
    problem: str = ""
    prioritised: bool = False
    """Whether the row names a priority of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WishSheet:
    """A sheet as it was read."""

    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    batch: Mapping[str, str] = field(default_factory=dict)
    """What columns titled "Batch: …" say of the whole batch, by the rest of their (plain) title: its first value."""


def comparable(name: str) -> str:
    """A file's name as it is compared with the sheet's: upper and lower case do not count."""
    return clean_name(name).casefold()


def is_wish_sheet(header: Sequence[str]) -> bool:
    """Whether a table with this first row is a sheet of wishes: it names files, and asks for something."""
    found = set(_columns_of(header))
    return "file" in found and len(found) > 1


def read_sheet(rows: Sequence[tuple[int, Sequence[str]]], *, zone: str, now: datetime) -> WishSheet:
    """The rows of a sheet, (number, cells), header first: each with its wishes or with what is wrong with it."""
    (_, header), *body = rows
    columns = _columns_of(header)
    seen: dict[str, int] = {}
    read = []
    for number, cells in body:
        given = {name: cells[index].strip() if index < len(cells) else "" for name, index in columns.items()}
        read.append(_row(number, tuple(cells), given, seen, zone, now))
    return WishSheet(header=tuple(header), rows=tuple(read), batch=_of_the_batch(header, body))


def _of_the_batch(header: Sequence[str], body: Sequence[tuple[int, Sequence[str]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for index, title in enumerate(header):
        plain = plain_title(title)
        if plain.startswith("batch") and plain != "batch":
            cells = (cells[index].strip() for _, cells in body if index < len(cells))
            found[plain.removeprefix("batch")] = next((text for text in cells if text), "")
    return found


def plain_title(title: str) -> str:
    """A column's title as it is compared: letters and digits alone, small."""
    return re.sub(r"[\W_]+", "", title.casefold())


def _row(
    number: int,
    cells: tuple[str, ...],
    given: Mapping[str, str],
    seen: dict[str, int],
    zone: str,
    now: datetime,
) -> SheetRow:
    file = comparable(given["file"]) if given["file"] else ""
    problem, wishes = "", None
    if not file:
        problem = "The file's name is missing."
    elif file in seen:
        problem = f"The same file is named in row {seen[file]} already."
    else:
        seen[file] = number
        try:
            wishes = read_wishes(given, zone=zone, now=now)
        except BadWishesError as error:
            problem = " ".join(error.errors.values())
    return SheetRow(
        number=number,
        cells=cells,
        file=file,
        wishes=wishes,
        problem=problem,
        prioritised=bool(given.get("priority")),
    )


def _columns_of(header: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, title in enumerate(header):
        plain = plain_title(title)
        for name, titles in _COLUMNS.items():
            if plain in titles and name not in columns:
                columns[name] = index
    return columns
