"""The orders that an invoice refers to, and whether they may be billed by it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bpo.catalog.rules import Finding, Record, Severity

from .books import Books, Order, Vendor, day, in_orders, order_key

_MARKS = (
    re.compile(r"[,;|\n]|\s[&+]\s|\s(?:and|und|et|y|e|en|och)\s", re.IGNORECASE),
    re.compile(r"[,;|/\n]"),
    re.compile(r"[,;|\s]+"),
)
"""What may stand between several order numbers in one field; the surest first."""
_LEAD = re.compile(
    r"^(?:purchase\s*order|order|bestellung|bestell-?nr|bestelling|commande|pedido|ordine|best[äa]llning|po|p\.o\.)"
    r"\s*(?:no|nr|n°|nº|number|nummer)?\.?\s*[:#]?\s+",
    re.IGNORECASE,
)

NUMBER_DIGITS = 4
"""A word with fewer digits is no order's number unless it stands where one belongs."""


@dataclass(frozen=True, slots=True)
class Referred:
    """The orders found for an invoice. `stated` tells whether it refers to any at all."""

    orders: tuple[Order, ...]
    findings: tuple[Finding, ...]
    stated: bool


def references(record: Record) -> tuple[str, ...]:
    """The order numbers that an invoice and its lines state, each once. Several may stand in one field."""
    lines = [str(row["order_ref"]) for row in record.get("lines") or [] if row.get("order_ref")]
    stated = [str(record["po_ref"])] if record.get("po_ref") else []
    return tuple(dict.fromkeys(text.strip() for text in (*stated, *lines) if text.strip()))


def _in_words(record: Record, books: Books, vendor: Vendor | None) -> tuple[str, ...]:
    """The vendor's own orders that stand in the descriptions of lines, written as they are on the order."""
    if vendor is None:
        return ()
    words = [
        word
        for row in record.get("lines") or []
        for word in re.split(r"[,;|:()\s]+", str(row.get("description") or ""))
        if len(re.findall(r"\d", word)) >= NUMBER_DIGITS
    ]
    return tuple(
        dict.fromkeys(
            order.po
            for word in words
            for order in books.orders_like(word)
            if order.vendor_id == vendor.vendor_id and order_key(order.po) == order_key(word)
        )
    )


def find_orders(record: Record, books: Books, vendor: Vendor | None) -> Referred:
    """Every order that the invoice refers to; a finding for each reference that leads nowhere.

    Only where neither head nor line refers to one, the words of the lines are heard.
    """
    orders: dict[str, Order] = {}
    findings: list[Finding] = []
    stated = references(record) or _in_words(record, books, vendor)
    for reference in stated:
        found = _orders_of(reference, books)
        if not found:
            findings.append(
                Finding(
                    code="PO_NOT_FOUND",
                    message=f"There is no order {reference}.",
                    severity=Severity.ASK,
                    fields=("po_ref",),
                )
            )
        orders |= {order.po: order for order in found}
    return Referred(tuple(orders.values()), tuple(findings), bool(stated))


def _orders_of(reference: str, books: Books) -> list[Order]:
    """The order of a reference; of its parts, if it names several and each is known; none else."""
    whole = _order_of(reference, books)
    if whole is not None:
        return [whole]
    for marks in _MARKS:
        parts = [part.strip() for part in marks.split(reference) if part.strip()]
        known = [order for part in parts if (order := _order_of(part, books)) is not None]
        if len(known) == len(parts):
            return known
    return _among_words(reference, books)


def _among_words(reference: str, books: Books) -> list[Order]:
    """The orders in a sentence such as "Your order PO-4711": nothing beside them may be a number of something else."""
    parts = [part for part in re.split(r"[,;|:()\s]+", reference) if part]
    numbers = [part for part in parts if re.search(r"\d", part)]
    known = [order for part in numbers if (order := _order_of(part, books)) is not None]
    return known if known and len(known) == len(numbers) else []


def _order_of(reference: str, books: Books) -> Order | None:
    """The order that is written like the reference: as it stands, without a word before it, without its letters."""
    wanted = {order_key(reference), order_key(_LEAD.sub("", reference.strip()))} - {""}
    known = books.orders_like(reference)
    exact = [order for order in known if order_key(order.po) in wanted]
    if exact:
        return exact[0]
    digits = {re.sub(r"\D", "", key) for key in wanted if not re.search(r"[A-Z]", key)} - {""}
    close = [order for order in known if re.sub(r"\D", "", order.po) in digits]
    return close[0] if len(close) == 1 else None


def check_orders(record: Record, orders: Iterable[Order], vendor: Vendor | None) -> list[Finding]:
    """Whose the orders are, their currency, whether they are open, and whether they came before the invoice."""
    findings: list[Finding] = []
    issued, currency = day(str(record.get("issue_date") or "")), str(record.get("currency") or "").upper()
    for order in orders:
        if vendor is not None and order.vendor_id and order.vendor_id != vendor.vendor_id:
            findings.append(
                _finding(
                    order, "VENDOR_MISMATCH_PO", f"Order {order.po} was placed with another vendor.", "seller"
                )
            )
        if not order.is_open:
            findings.append(
                _finding(order, "PO_CLOSED", f"Order {order.po} is {order.status.lower()}.", "po_ref")
            )
        if currency and order.currency and currency != order.currency:
            findings.append(
                _finding(
                    order,
                    "CURRENCY_MISMATCH_PO",
                    f"Order {order.po} is in {order.currency}, the invoice in {currency}.",
                    "currency",
                )
            )
        if issued is not None and order.order_date is not None and issued < order.order_date:
            findings.append(
                _finding(
                    order,
                    "DATE_BEFORE_ORDER",
                    f"The invoice is of {issued}, order {order.po} of {order.order_date}.",
                    "issue_date",
                )
            )
    return findings


def _finding(order: Order, code: str, message: str, field: str) -> Finding:
    fields = (field,) if field == "po_ref" else (field, "po_ref")
    return Finding(code=code, message=message, severity=Severity.ASK, fields=fields, refers=in_orders(order))


def check_order_needed(referred: Referred, vendor: Vendor | None, books: Books) -> list[Finding]:
    """An invoice without an order, from a vendor who must have one."""
    if referred.stated or vendor is None or not books.keeps_orders or not vendor.po_required:
        return []
    return [
        Finding(
            code="NO_PO_REQUIRED",
            message=f"No order is stated, and {vendor.name} must bill against one.",
            severity=Severity.ASK,
            fields=("po_ref", "seller"),  # not the reference alone: that it is missing is no reason to pay
        )
    ]
