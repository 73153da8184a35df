"""The tables of a pay run and their columns: what each is called, what may stand in it, what must.

They are data (`columns.json`), in the order in which a header is held against them.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: `kind` is `text`, `code`, `date`, `money`, `number`, `percent`, `yes_no` or `choice`.

    The column of a `required` one must be there, and its cells filled, unless they `may_be_empty`. `also` are other
    titles it is known by. `digits` is how many a `code` has where that is fixed: only then can a zero that a
    spreadsheet dropped in front be put back. `choices` are (value, words for it). `example` is for the template.
    """

    key: str
    label: str
    kind: str = "text"
    required: bool = False
    may_be_empty: bool = False
    secret: bool = False
    also: tuple[str, ...] = ()
    digits: int = 0
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    help: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: `signs` are columns by which it is recognised, all of one sign there. `template` names its file."""

    key: str
    template: str
    name: str
    signs: tuple[frozenset[str], ...]
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column of that key; KeyError where there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


def plain(title: str) -> str:
    """A title as it is compared: without case, spaces and marks."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title).casefold())


@cache
def titles_of(table: Table) -> Mapping[str, str]:
    """Plain title → column key."""
    found = {plain(name): column.key for column in table.columns for name in column.also}
    return found | {
        plain(name): column.key for column in table.columns for name in (column.label, column.key)
    }


def _key_of(title: str, known: Mapping[str, str]) -> str:
    """The column a title means, "" for none of ours; one of several things means the same as one."""
    bare = plain(title)
    return known.get(bare) or known.get(bare.removesuffix("s"), "")


def recognised(titles: Sequence[str]) -> tuple[Table, dict[int, str]] | None:
    """The table that a header is of, with place → column key of what is known; None where it is none of ours.

    A title that stands twice keeps both places: whoever reads the table says so.
    """
    best: tuple[int, Table, dict[int, str]] | None = None
    for table in TABLES:
        known = titles_of(table)
        named = ((place, _key_of(title, known)) for place, title in enumerate(titles))
        places = {place: key for place, key in named if key}
        keys = set(places.values())
        if any(keys >= sign for sign in table.signs) and (best is None or len(keys) > best[0]):
            best = len(keys), table, places
    return (best[1], best[2]) if best else None


def _tables() -> tuple[Table, ...]:
    held = json.loads(files(__package__).joinpath("columns.json").read_text(encoding="utf-8"))
    return tuple(
        Table(
            key=each["key"],
            template=each["template"],
            name=each["name"],
            signs=tuple(frozenset(sign) for sign in each["signs"]),
            columns=tuple(_column(column) for column in each["columns"]),
        )
        for each in held
    )


def _column(given: dict[str, Any]) -> Column:
    choices = tuple((value, tuple(words)) for value, words in given.pop("choices", {}).items())
    return Column(**{**given, "also": tuple(given.get("also", ())), "choices": choices})


TABLES = _tables()
EMPLOYEES_US, EMPLOYEES_UK = TABLES[0], TABLES[1]
