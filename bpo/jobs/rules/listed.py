"""Searching, sorting and paging the rows of a listing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bpo.catalog.rules import ListedColumn, ListedRow

ON_A_PAGE = 50
NUMBERS = ("money", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of a listing is wanted: a text in any cell, a column to sort by (its place), a page from 1."""

    text: str = ""
    only: str = ""
    """`marked` for rows that ask for a look; everything else shows all."""
    sort: int | None = None
    down: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of a listing: of `count` rows that fit, those on page `page` of `pages`."""

    rows: tuple[ListedRow, ...]
    count: int
    page: int
    pages: int


def asked_of(given: dict[str, str], columns: int) -> Asked:
    """Read what was asked; what cannot be read counts as not asked."""

    def number(name: str) -> int | None:
        text = given.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None

    sort = number("sort")
    return Asked(
        text=given.get("q", "").strip()[:80],
        only="marked" if given.get("only") == "marked" else "",
        sort=sort if sort is not None and sort < columns else None,
        down=given.get("down") == "1",
        page=max(number("page") or 1, 1),
    )


def page_of(rows: Sequence[ListedRow], columns: Sequence[ListedColumn], asked: Asked) -> Found:
    """The page that was asked for; the last where there are not so many. Empty cells sort last, whichever way."""
    wanted = asked.text.casefold()
    fits = [
        row
        for row in rows
        if (not asked.only or row.tone)
        and (not wanted or any(wanted in cell.casefold() for cell in row.cells))
    ]
    if asked.sort is not None:
        place, numeric = asked.sort, columns[asked.sort].kind in NUMBERS
        empty = [row for row in fits if not row.cells[place]]
        full = [row for row in fits if row.cells[place]]
        full.sort(key=lambda row: _order(row.cells[place], numeric), reverse=asked.down)
        fits = [*full, *empty]
    pages = max(-(-len(fits) // ON_A_PAGE), 1)
    page = min(asked.page, pages)
    return Found(
        rows=tuple(fits[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]), count=len(fits), page=page, pages=pages
    )


def _order(cell: str, numeric: bool) -> tuple[int, Decimal, str]:
    if numeric:
        try:
            return 0, Decimal(cell), ""
        except InvalidOperation:
            return 1, Decimal(0), cell
    return 1, Decimal(0), cell.casefold()
