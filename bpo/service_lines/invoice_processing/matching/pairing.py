"""Which line of an invoice bills which line of an order: by article number, line number, words, then price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from rapidfuzz import fuzz

from ..dates import fold
from ..identifiers import compact
from ..record import to_decimal
from .books import Order, OrderLine, line_key, order_key

SAME_WORDS = 85
"""From this likeness (0..100) two descriptions name one thing, whatever the article numbers say."""
NOT_OTHER_WORDS = 45
"""Below this a stated line number is not believed: the description names another thing."""

PIECES = {"DZN": 12, "GRO": 144, "CEN": 100, "MIL": 1000}
"""Units that are a number of pieces."""


@dataclass(frozen=True, slots=True)
class BilledLine:
    """A line of an invoice as far as matching needs it. `index` counts from 0; quantity and price as on the paper."""

    index: int
    skus: tuple[str, ...]
    order_ref: str
    order_line: str
    description: str
    quantity: Decimal | None
    unit_price: Decimal | None
    net: Decimal | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A billed line with the order line it bills; None where no order has it."""

    billed: BilledLine
    ordered: OrderLine | None


def billed_line(index: int, row: Mapping[str, Any]) -> BilledLine:
    """A line of the record, its price brought to one unit."""
    price = to_decimal(row.get("unit_price"))
    base = to_decimal(row.get("price_base"))
    if price is not None and base is not None and base > 0:
        price /= base
    skus = tuple(compact(str(row[name])) for name in ("sku", "buyer_sku") if row.get(name))
    return BilledLine(
        index=index,
        skus=tuple(sku for sku in skus if sku),
        order_ref=str(row.get("order_ref") or ""),
        order_line=str(row.get("order_line") or ""),
        description=str(row.get("description") or ""),
        quantity=to_decimal(row.get("quantity")),
        unit_price=price,
        net=to_decimal(row.get("line_net")),
    )


def pair_lines(rows: Sequence[Mapping[str, Any]], orders: Sequence[Order]) -> list[Pair]:
    """Each line of the invoice with its order line. Two lines may bill one; none is paired on a guess."""
    lines = [billed_line(index, row) for index, row in enumerate(rows)]
    found = [(line, _ordered(line, orders)) for line in lines]
    return [
        Pair(_in_pieces(line, counted_in(row), ordered), ordered)
        for row, (line, ordered) in zip(rows, found, strict=True)
    ]


def counted_in(row: Mapping[str, Any]) -> int:
    """How many pieces the unit of a line means, by UN/ECE Recommendation 20; 1 where it is no number of pieces."""
    return PIECES.get(str(row.get("unit") or "").strip().upper(), 1)


def _in_pieces(line: BilledLine, pieces: int, ordered: OrderLine | None) -> BilledLine:
    """A line billed by the dozen, hundred or thousand as so many pieces, where the order's price is for one.

    Orders state no unit: their price tells, being nearer to that of a piece than to that of the dozen.
    """
    price, agreed = line.unit_price, ordered.unit_price if ordered else None
    if pieces == 1 or not price or not agreed or (price / agreed) ** 2 <= pieces:
        return line
    quantity = None if line.quantity is None else line.quantity * pieces
    return replace(line, quantity=quantity, unit_price=price / pieces)


def _ordered(line: BilledLine, orders: Sequence[Order]) -> OrderLine | None:
    named = [order for order in orders if line.order_ref and order_key(order.po) == order_key(line.order_ref)]
    candidates = [each for order in (named or orders) for each in order.lines]
    by_sku = [each for each in candidates if each.sku and compact(each.sku) in line.skus]
    if by_sku:
        return _nearest(line, by_sku)
    by_number = [
        each
        for each in candidates
        if line.order_line and line_key(each.line) == line_key(line.order_line) and _believable(line, each)
    ]
    if by_number:
        return _nearest(line, by_number)
    by_words = [each for each in candidates if _same_words(line, each)]
    if by_words:
        return _nearest(line, by_words)
    if line.skus or line.description:
        return None
    by_price = [
        each for each in candidates if each.unit_price == line.unit_price and each.quantity == line.quantity
    ]
    return by_price[0] if len(by_price) == 1 else None


def _words_alike(line: BilledLine, ordered: OrderLine) -> float | None:
    """How alike the descriptions are, 0..100; None where one of them says nothing."""
    if not line.description or not ordered.description:
        return None
    return float(fuzz.token_set_ratio(fold(line.description), fold(ordered.description)))


def _believable(line: BilledLine, ordered: OrderLine) -> bool:
    """Whether a line number may be right. Article numbers that differ must be outweighed by the description."""
    alike = _words_alike(line, ordered)
    if line.skus and ordered.sku:
        return alike is not None and alike >= SAME_WORDS
    return alike is None or alike >= NOT_OTHER_WORDS


def _same_words(line: BilledLine, ordered: OrderLine) -> bool:
    alike = _words_alike(line, ordered)
    return alike is not None and alike >= SAME_WORDS


def _nearest(line: BilledLine, candidates: Sequence[OrderLine]) -> OrderLine:
    """Of several order lines for one thing: the one whose number, words, price and quantity fit best."""

    def fit(each: OrderLine) -> tuple[bool, float, bool, bool]:
        return (
            bool(line.order_line) and line_key(each.line) == line_key(line.order_line),
            _words_alike(line, each) or 0.0,
            each.unit_price == line.unit_price,
            each.quantity == line.quantity,
        )

    return max(candidates, key=fit)
