"""The match: one invoice held against the buyer's books under the buyer's policy. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bpo.catalog.rules import Finding, Record

from ..identifiers import compact
from ..record import CREDIT_TYPES
from .books import Books, Order, Vendor, line_key
from .orders import check_order_needed, check_orders, find_orders
from .pairing import Pair, pair_lines
from .policy import Policy
from .prices import check_prices, check_unordered, check_vat_rates
from .quantities import check_quantities
from .repeated import check_credit, check_repeated
from .vendors import check_buyer, check_vendor


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What holding an invoice against the books gave.

    `against_order` tells whether the invoice was held against at least one order; `pairs` are its lines with
    the order lines they bill, empty where it was not.
    """

    vendor: Vendor | None
    orders: tuple[Order, ...]
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]

    @property
    def against_order(self) -> bool:
        """Whether there was an order to hold it against."""
        return bool(self.orders)


def match(record: Record, books: Books, policy: Policy) -> Match:
    """Vendor, buyer, orders, lines, prices, quantities, charges, VAT rates and earlier invoices, in this order.

    Lists that the buyer does not keep demand nothing. Lines are held against orders only where every
    reference leads to one: half an order would make every line of the other half look unordered.
    """
    biller = check_vendor(record, books)
    vendor = biller.vendor
    findings = [*biller.findings, *check_buyer(record, policy)]
    credit = record.get("type_code") in CREDIT_TYPES
    orders: tuple[Order, ...] = ()
    pairs: tuple[Pair, ...] = ()
    referred = find_orders(record, books, vendor)
    if referred.orders or books.keeps_orders:
        orders = referred.orders
        findings += [*referred.findings, *check_order_needed(referred, vendor, books)]
        findings += check_orders(record, orders, vendor)
        if orders and not referred.findings:
            pairs = tuple(pair_lines(record.get("lines") or [], orders))
            findings += _held_against_orders(record, orders, pairs, books, policy)
    if vendor is not None or not books.keeps_vendors:  # of whom we do not know, we do not know the country
        findings += check_vat_rates(record, _country(record, vendor), policy)
    if vendor is not None:
        booked = books.booked(vendor.vendor_id)
        findings += [*check_repeated(record, booked), *(check_credit(record, booked) if credit else [])]
    return Match(vendor=vendor, orders=orders, pairs=pairs, findings=tuple(findings))


def _held_against_orders(
    record: Record, orders: Sequence[Order], pairs: Sequence[Pair], books: Books, policy: Policy
) -> list[Finding]:
    credit = record.get("type_code") in CREDIT_TYPES
    currencies = {order.currency for order in orders if order.currency}
    same_money = not currencies or currencies == {str(record.get("currency") or "").upper()}
    findings = check_unordered(record, pairs, orders, policy)
    if same_money and not credit:
        findings += check_prices(pairs, policy)
    findings += check_quantities(
        pairs,
        _billed_before(orders, books),
        policy,
        orders=orders,
        receipts=policy.receipt_required and books.keeps_receipts,
        credit=credit,
    )
    return findings


def _billed_before(orders: Sequence[Order], books: Books) -> Mapping[tuple[str, str], Decimal]:
    return {
        (order.po, line_key(line)): quantity
        for order in orders
        for line, quantity in books.billed(order.po).items()
    }


def _country(record: Record, vendor: Vendor | None) -> str:
    """The country whose VAT the invoice bears: the vendor's, else that of the seller's VAT id."""
    if vendor is not None and vendor.country:
        return vendor.country
    prefix = compact(str(record.get("seller_vat_id") or ""))[:2]
    return {"EL": "GR", "XI": "GB"}.get(prefix, prefix)
