"""Columns of a line table told by arithmetic where their names do not tell: the ones with a x b = c in every row."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from .layout import Document, Row
from .line_rows import SLACK, gap_to
from .money import numbers_in
from .tables import Column, Header

ROWS = 30
"""Rows under a header that are looked at."""
_TELLING = frozenset({"quantity", "unit_price", "line_net"})


def by_arithmetic(document: Document, header: Header, mark: str | None) -> Header:
    """The header with its quantity, price and net where the numbers prove them; the same one where they do not."""
    places = [column for column in header.columns if column.name != "description"]
    rows = [_cells(row, places, mark) for row in document.rows[header.rows[-1] + 1 : header.rows[-1] + ROWS]]
    best: tuple[tuple[int, int, bool], tuple[int, int, int]] | None = None
    for quantity, price, net in permutations(range(len(places)), 3):
        if net < max(quantity, price):
            continue
        proving = sum(_proves(row, quantity, price, net) for row in rows)
        named = sum(
            places[place].name == name
            for place, name in ((quantity, "quantity"), (price, "unit_price"), (net, "line_net"))
        )
        worth = (proving, named, quantity < price)
        if proving and (best is None or worth > best[0]):
            best = (worth, (quantity, price, net))
    if best is None or (best[0][0] < 2 and best[0][1] < 2):
        return header
    names = dict(zip(best[1], ("quantity", "unit_price", "line_net"), strict=True))
    columns = [column for column in header.columns if column.name == "description"]
    for place, column in enumerate(places):
        name = names.get(place, "other" if column.name in _TELLING else column.name)
        columns.append(Column(name, column.left, column.right))
    known = {column.name for column in header.columns} & {"quantity", "unit_price"}
    return replace(header, columns=sorted(columns, key=lambda column: column.left), guessed=not known)


def _cells(row: Row, places: list[Column], mark: str | None) -> dict[int, Decimal]:
    """The numbers of a row by the place they stand in."""
    cells: dict[int, Decimal] = {}
    for number in numbers_in(row.tokens, mark):
        gaps = [gap_to(number.span, column) for column in places]
        if gaps and min(gaps) < 3 * row.tokens[0].em:
            cells.setdefault(gaps.index(min(gaps)), number.value)
    return cells


def _proves(row: dict[int, Decimal], quantity: int, price: int, net: int) -> bool:
    """Whether the numbers of a row prove; one times a price is no proof that tells the price from the net."""
    values = row.get(quantity), row.get(price), row.get(net)
    if None in values:
        return False
    number, each, total = (value or Decimal(0) for value in values)
    return total != 0 and not {number, each} & {0, 1} and abs(number * each - total) <= SLACK
