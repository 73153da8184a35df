"""Prices against the order, and what is billed that no order names."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bpo.catalog.rules import Finding, Record, Severity

from ..dates import fold
from ..record import money_text, to_decimal
from .books import Order, in_order_lines, in_orders
from .pairing import Pair
from .policy import Policy
from .quantities import quantity_of

ZERO = Decimal(0)
CENT = Decimal("0.01")
_CARRIAGE = re.compile(
    r"\b(freight|shipping|shipment|postage|delivery|carriage|courier|fracht\w*|versand\w*|porto|lieferkosten|"
    r"transportkosten|frais de (?:port|livraison|transport)|port|livraison|envio|portes|transporte?|spedizione|"
    r"trasporto|"
    r"verzend\w*|vracht\w*|bezorg\w*|frakt\w*|leverans\w*)\b"
)


def check_prices(pairs: Sequence[Pair], policy: Policy) -> list[Finding]:
    """Unit prices above the order by more than the policy allows; amounts that make them so are found as well.

    A price without a quantity to carry it is held against the order alone. Where the amount is for the whole
    invoice, every line above its order is told once they exceed it together.
    """
    findings, dearer, excess = [], [], ZERO
    for pair in pairs:
        agreed = pair.ordered.unit_price if pair.ordered else None
        if agreed is None:
            continue
        charged = _charged(pair)
        if charged is None:
            continue
        quantity = abs(quantity_of(pair) or Decimal(1))
        allowed = policy.price.above(agreed, quantity)
        rounding = ZERO if charged == pair.billed.unit_price else CENT / quantity
        over = charged - agreed > allowed + rounding
        under = not policy.price_down_is_fine and agreed - charged > allowed + rounding
        if over or under:
            findings.append(_variance(pair, charged, agreed))
        if charged > agreed:
            dearer.append(_variance(pair, charged, agreed))
            excess += (charged - agreed) * quantity
    whole = policy.price.amount if policy.price.per == "invoice" and not policy.price.looser else None
    return dearer if whole is not None and excess > whole + CENT else findings


def _charged(pair: Pair) -> Decimal | None:
    """What one costs: the stated price, or what amount and quantity make of it where that is more."""
    line, quantity = pair.billed, quantity_of(pair)
    made = line.net / quantity if line.net is not None and quantity else None
    prices = [price for price in (line.unit_price, made) if price is not None]
    if (
        line.unit_price is not None
        and made is not None
        and abs(made - line.unit_price) * abs(quantity or Decimal(1)) <= CENT
    ):
        return line.unit_price
    return max(prices, default=None)


def _variance(pair: Pair, charged: Decimal, agreed: Decimal) -> Finding:
    share = (charged / agreed - 1) * 100 if agreed else None
    by = "" if share is None else f", {abs(share):.1f} % {'more' if share > 0 else 'less'}"
    price = money_text(charged.quantize(Decimal("0.0001")))
    return Finding(
        code="PRICE_VARIANCE",
        message=f"Line {pair.billed.index + 1}: {price} each, ordered at {money_text(agreed)}{by}.",
        severity=Severity.ASK,
        fields=(f"lines.{pair.billed.index}.unit_price",),
        refers=in_order_lines(pair.ordered) if pair.ordered else (),
    )


def check_unordered(
    record: Record, pairs: Sequence[Pair], orders: Sequence[Order], policy: Policy
) -> list[Finding]:
    """Lines that no order has, and charges that no order names: carriage up to the policy's amount passes.

    Carriage above it is an unordered line where it poses as an article, an unplanned charge where it does not.
    """
    loose = [
        pair for pair in pairs if pair.ordered is None and (pair.billed.net is None or pair.billed.net > 0)
    ]
    carriage = [pair for pair in loose if _is_carriage(pair)]
    stated = to_decimal(record.get("charge_total")) or ZERO
    billed = sum((pair.billed.net or ZERO for pair in carriage), ZERO)
    allowed = policy.charges.above(to_decimal(record.get("net")) or ZERO)
    passes = stated + billed <= allowed
    articles = [pair for pair in carriage if pair.billed.skus or pair.billed.order_line]
    findings = [
        _not_ordered(pair, orders)
        for pair in loose
        if pair not in carriage or (not passes and pair in articles)
    ]
    bare = [pair for pair in carriage if pair not in articles]
    if not passes and (stated > 0 or bare):
        fields = [f"lines.{pair.billed.index}.line_net" for pair in bare]
        findings.append(
            Finding(
                code="UNEXPECTED_FREIGHT",
                message=f"Charges of {money_text(stated + billed)} that no order names;"
                f" {money_text(allowed)} would pass.",
                severity=Severity.ASK,
                fields=(*(("charge_total",) if stated else ()), *fields),
            )
        )
    return findings


def _not_ordered(pair: Pair, orders: Sequence[Order]) -> Finding:
    line = pair.billed
    return Finding(
        code="LINE_NOT_ON_PO",
        message=f"Line {line.index + 1}: “{line.description or 'without a name'}” is on no order"
        " that the invoice refers to.",
        severity=Severity.ASK,
        fields=(f"lines.{line.index}.description",),
        refers=tuple(place for order in orders for place in in_orders(order)),
    )


def _is_carriage(pair: Pair) -> bool:
    return _CARRIAGE.search(fold(pair.billed.description)) is not None


def check_vat_rates(record: Record, country: str, policy: Policy) -> list[Finding]:
    """Rates that the seller's country does not have. Exempt and reverse-charged lines (rate 0) are not judged."""
    allowed = policy.rates.get(country.upper())
    if not allowed:
        return []
    free = {"E", "AE", "K", "G", "O"}
    wrong: dict[Decimal, list[str]] = {}
    unrated = False
    for table, column in (("vat_breakdown", "rate"), ("lines", "vat_rate")):
        for index, row in enumerate(record.get(table) or []):
            rate = to_decimal(row.get(column))
            unrated = unrated or (table == "vat_breakdown" and rate == 0 and row.get("category") in free)
            if rate is None or rate in allowed or (rate == 0 and (row.get("category") in free or unrated)):
                continue
            wrong.setdefault(rate, []).append(f"{table}.{index}.{column}")
    if not wrong:
        return []
    shown = ", ".join(f"{rate} %" for rate in sorted(wrong))
    return [
        Finding(
            code="VAT_RATE_WRONG",
            message=f"{shown} is no VAT rate of {country.upper()} ({', '.join(f'{r} %' for r in sorted(allowed))}).",
            severity=Severity.ASK,
            fields=tuple(field for fields in wrong.values() for field in fields),
        )
    ]
