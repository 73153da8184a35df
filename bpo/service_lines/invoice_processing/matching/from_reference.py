"""Books and policy of one client as the house keeps them: its lists and its earlier jobs."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from bpo.catalog.rules import Reference, Refers

from ..duplicates import ORDER_KEY, order_number, order_numbers
from ..identifiers import compact
from ..record import CREDIT_TYPES, to_decimal
from .books import (
    WITHDRAWN,
    Booked,
    Order,
    Vendor,
    line_key,
    number,
    order_of_rows,
    text,
    vendor_of_row,
)
from .pairing import pair_lines
from .policy import Policy, policy_of_row
from .quantities import quantity_of

ZERO = Decimal(0)
DAY_AHEAD = timedelta(hours=14)
"""By so much the furthest clock is ahead of UTC: what is dated today there is not dated ahead."""


class ReferenceBooks:
    """`Books` over a client's lists and earlier jobs.

    What is asked for as it is written is looked up; a whole list is read only where that finds nothing.
    """

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._found_vendors: tuple[Vendor, ...] = ()
        self._orders: dict[str, Order] = {}

    @cached_property
    def _vendors(self) -> tuple[Vendor, ...]:
        return tuple(vendor_of_row(row) for row in self._reference.rows("vendors"))

    @cached_property
    def _order_rows(self) -> Sequence[Mapping[str, str]]:
        return self._reference.rows("purchase_orders")

    @property
    def keeps_vendors(self) -> bool:
        """Whether the client has given a list of vendors."""
        return bool(self._found_vendors or self._vendors)

    @property
    def keeps_orders(self) -> bool:
        """Whether the client has given orders."""
        return bool(self._orders or self._order_rows)

    @cached_property
    def keeps_receipts(self) -> bool:
        """Whether the client has given receipts of goods."""
        received = any(line.received is not None for order in self._orders.values() for line in order.lines)
        return received or bool(self._reference.rows("goods_receipts"))

    def vendors_like(self, *, vat_id: str, name: str, iban: str) -> Sequence[Vendor]:
        """The vendors that bear the VAT id as it is written; all vendors where there is none."""
        by_vat = self._reference.rows("vendors", vat_id=vat_id) if vat_id else ()
        self._found_vendors = tuple(vendor_of_row(row) for row in by_vat)
        return self._found_vendors or self._vendors

    def orders_like(self, reference: str) -> Sequence[Order]:
        """The orders whose number the reference or a part of it bears, with their lines and receipts."""
        exact = self._reference.rows("purchase_orders", po=reference.strip())
        if exact:
            return [self._order(row) for row in exact]
        wanted = set(order_numbers(reference))
        return [self._order(row) for row in self._order_rows if order_number(text(row, "po")) in wanted]

    def _order(self, row: Mapping[str, str]) -> Order:
        po = text(row, "po")
        if po not in self._orders:
            self._orders[po] = order_of_rows(
                row,
                self._reference.rows("purchase_order_lines", po=po),
                self._reference.rows("goods_receipts", po=po),
            )
        return self._orders[po]

    def booked(self, vendor_id: str) -> Sequence[Booked]:
        """What the client's own ledger has of the vendor; jobs of ours are suspected by their keys."""
        return [
            Booked(
                number=text(row, "number"),
                issue_date=text(row, "date"),
                gross=number(row, "gross"),
                currency=text(row, "currency"),
                refers=Refers(
                    list_key="invoice_history",
                    equal=tuple((column, text(row, column)) for column in ("vendor_id", "number", "date")),
                ),
            )
            for row in self._reference.rows("invoice_history", vendor_id=vendor_id)
            if text(row, "status").casefold() not in WITHDRAWN
        ]

    def billed(self, po: str) -> Mapping[str, Decimal]:
        """What the client's other jobs bill of the order, by line; credit notes taken off, never below zero."""
        order = self._orders.get(po)
        billed: dict[str, Decimal] = {}
        if order is None:
            return billed
        for job in self._reference.earlier(ORDER_KEY, order_number(po)):
            sign = -1 if job.record.get("type_code") in CREDIT_TYPES else 1
            for pair in pair_lines(job.record.get("lines") or [], [order]):
                if pair.ordered is not None:
                    key = line_key(pair.ordered.line)
                    billed[key] = billed.get(key, ZERO) + sign * (quantity_of(pair) or ZERO)
        return {line: max(quantity, ZERO) for line, quantity in billed.items()}


def policy_of(reference: Reference) -> Policy:
    """The client's policy, with the VAT rates it lists."""
    row = reference.policy("invoice_policy")
    rates: dict[str, set[Decimal]] = {}
    for each in reference.rows("vat_rates"):
        rate = to_decimal(each.get("rate"))
        if rate is not None:
            rates.setdefault(compact(text(each, "country")), set()).add(rate)
    return policy_of_row(
        row,
        {country: frozenset(each) for country, each in rates.items()},
        (reference.received_at + DAY_AHEAD).date(),
    )
