"""Billed against ordered and received, line by line; what was billed before counts as well."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bpo.catalog.rules import Finding, Severity

from ..record import number_text
from .books import Order, OrderLine, in_order_lines, line_key
from .pairing import Pair
from .policy import Policy

ZERO = Decimal(0)
Key = tuple[str, str]
"""An order and its line."""


def quantity_of(pair: Pair) -> Decimal | None:
    """How many a line bills. Where it states none, what its amount is worth at its own or the order's price."""
    line = pair.billed
    if line.quantity is not None:
        return line.quantity
    price = line.unit_price or (pair.ordered.unit_price if pair.ordered else None)
    return None if line.net is None or not price else line.net / price


def check_quantities(
    pairs: Sequence[Pair],
    before: Mapping[tuple[str, str], Decimal],
    policy: Policy,
    *,
    orders: Sequence[Order] = (),
    receipts: bool,
    credit: bool,
) -> list[Finding]:
    """What is billed above the order or the receipts. `before`: (order, line) → billed by earlier invoices.

    Of a credit note only what exceeds the order is said: it need not be received.
    """
    together: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        if pair.ordered is not None:
            together.setdefault((pair.ordered.po, line_key(pair.ordered.line)), []).append(pair)
    findings: list[Finding] = []
    for key, group in together.items():
        ordered, keys = _with_the_same(group, [key], together, orders)
        amounts = [quantity_of(pair) for pair in group]
        if ordered is None or any(amount is None for amount in amounts):
            findings.append(_unknown(group))
            continue
        now = sum((amount for amount in amounts if amount is not None), ZERO)
        if now <= 0:
            continue
        earlier = ZERO if credit else sum((before.get(each, ZERO) for each in keys), ZERO)
        findings += _ordered_check(ordered, now, earlier, group, policy)
        if receipts and not credit:
            findings += _received_check(ordered, now, earlier, group, policy)
    return findings


def _with_the_same(
    group: Sequence[Pair],
    keys: list[Key],
    together: Mapping[Key, Sequence[Pair]],
    orders: Sequence[Order],
) -> tuple[OrderLine | None, list[Key]]:
    """The order line that a group bills, with those beside it of the same article and price which nothing else bills.

    Sellers bill an article once that was ordered on two lines. A line that names its place bills that place alone.
    """
    ordered = group[0].ordered
    if ordered is None or not ordered.sku or any(pair.billed.order_line for pair in group):
        return ordered, keys
    same = [
        line
        for order in orders if order.po == ordered.po
        for line in order.lines
        if (line.sku, line.unit_price) == (ordered.sku, ordered.unit_price)
        and (line == ordered or (line.po, line_key(line.line)) not in together)
    ]  # fmt: skip
    amounts = [line.quantity for line in same]
    received = [line.received for line in same if line.received is not None]
    whole = replace(
        ordered,
        quantity=None if None in amounts else sum((each or ZERO for each in amounts), ZERO),
        received=sum(received, ZERO) if received else None,
    )
    return whole, [(line.po, line_key(line.line)) for line in same]


def _fields(group: Sequence[Pair]) -> tuple[str, ...]:
    return tuple(f"lines.{pair.billed.index}.quantity" for pair in group)


def _where(group: Sequence[Pair]) -> str:
    numbers = " and ".join(str(pair.billed.index + 1) for pair in group)
    return f"Line {numbers}" if len(group) == 1 else f"Lines {numbers}"


def _billed(now: Decimal, earlier: Decimal) -> str:
    if earlier:
        return f"{number_text(now)} billed after {number_text(earlier)} before"
    return f"{number_text(now)} billed"


def _ordered_check(
    ordered: OrderLine, now: Decimal, earlier: Decimal, group: Sequence[Pair], policy: Policy
) -> list[Finding]:
    agreed = ordered.quantity
    if agreed is None or now + earlier <= agreed + policy.over_ordered.above(agreed):
        return []
    return [
        Finding(
            code="QTY_OVER_ORDERED",
            message=f"{_where(group)}: {_billed(now, earlier)}, {number_text(agreed)} ordered.",
            severity=Severity.ASK,
            fields=_fields(group),
            refers=in_order_lines(ordered),
        )
    ]


def _received_check(
    ordered: OrderLine, now: Decimal, earlier: Decimal, group: Sequence[Pair], policy: Policy
) -> list[Finding]:
    if ordered.received is None or ordered.received <= 0:
        return [
            Finding(
                code="NO_GOODS_RECEIPT",
                message=f"{_where(group)}: {_billed(now, earlier)}, nothing was received.",
                severity=Severity.ASK,
                fields=_fields(group),
                refers=in_order_lines(ordered),
            )
        ]
    if now + earlier <= ordered.received + policy.over_received.above(ordered.received):
        return []
    return [
        Finding(
            code="QTY_OVER_RECEIVED",
            message=f"{_where(group)}: {_billed(now, earlier)}, {number_text(ordered.received)} received.",
            severity=Severity.ASK,
            fields=_fields(group),
            refers=in_order_lines(ordered),
        )
    ]


def _unknown(group: Sequence[Pair]) -> Finding:
    return Finding(
        code="QTY_NOT_STATED",
        message=f"{_where(group)}: no quantity is stated or can be worked out, so it cannot be held against the order.",
        severity=Severity.ASK,
        fields=_fields(group),
    )
