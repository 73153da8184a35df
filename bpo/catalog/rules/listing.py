"""Work of many rows (a pay register): a list to search and sort, one row with all that explains it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bpo.catalog.rules.reading import Record

Papers = Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """One row: `key` names it, `cells` are texts by column (numbers as plain decimals), `tone` is "", `warn`, `bad`."""

    key: str
    cells: tuple[str, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedColumn:
    """A column: `kind` as in `FormField`; the first is the row's name."""

    label: str
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFigure:
    """One figure of a row and how it came about, line by line."""

    label: str
    value: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDetail:
    """All that is known of one row: `facts` (label, value), figures in their order, `notes` in sentences."""

    title: str
    facts: tuple[tuple[str, str], ...]
    figures: tuple[RowFigure, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """How a work type shows what is too many rows for its record: nothing of it is secret.

    `rows` are all of them, from the record and the papers that `needs` names; `totals` (label, value) go above.
    `papers_of_row` names what `detail` needs besides; both raise LookupError for a row that is not there.
    """

    name: str
    unit: str
    columns: Callable[[Record], Sequence[ListedColumn]]
    needs: tuple[str, ...]
    rows: Callable[[Record, Papers], Sequence[ListedRow]]
    totals: Callable[[Record], Sequence[tuple[str, str]]]
    papers_of_row: Callable[[Record, Papers, str], Sequence[str]]
    detail: Callable[[Record, Papers, str], RowDetail]
