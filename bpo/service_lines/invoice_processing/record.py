"""The canonical record of an invoice and the values in it.

JSON values only: amounts, quantities and rates are decimal strings with a point, dates are ISO 8601,
what the document does not state is None. Amounts of a credit note are positive; `type_code` says
which way they go (UNTDID 1001: 380 invoice, 381 credit note, and so on). `other_ibans`: further
accounts that an e-invoice asks to be paid to, with a blank between them; nobody pays to these.
"""

from decimal import Decimal, InvalidOperation
from typing import Any

from bpo.catalog.rules import Record

TEXT_FIELDS = (
    "number",
    "type_code",
    "currency",
    "seller",
    "seller_vat_id",
    "seller_tax_id",
    "buyer",
    "buyer_vat_id",
    "iban",
    "other_ibans",
    "po_ref",
    "preceding_invoice",
    "vendor_id",
    "pay_to",
    "pay_from",
)
DATE_FIELDS = ("issue_date", "due_date")
AMOUNT_FIELDS = (
    "line_total",
    "allowance_total",
    "charge_total",
    "net",
    "vat",
    "gross",
    "prepaid",
    "rounding",
    "payable",
)
LIST_FIELDS = ("vat_breakdown", "lines")
CODING = ("gl_account", "cost_center", "tax_code")
"""What a line is coded with. The document does not say it; nor the vendor's number and the accounts of payment."""
MANDATORY = ("number", "issue_date", "currency", "seller", "buyer", "net", "vat", "gross", "payable")
"""What an invoice must state before it can be released (EN 16931 BT-1, 2, 5, 27, 44, 109, 110, 112, 115)."""

CREDIT_TYPES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
"""Document types of UNTDID 1001 whose amounts go back to the buyer."""

CENT = Decimal("0.01")


def empty_record() -> Record:
    """A record in which nothing is known."""
    record: Record = dict.fromkeys((*TEXT_FIELDS, *DATE_FIELDS, *AMOUNT_FIELDS))
    for name in LIST_FIELDS:
        record[name] = []
    return record


def complete(record: Record) -> Record:
    """The record with every canonical field present, in canonical order."""
    whole = empty_record()
    whole.update({key: value for key, value in record.items() if key in whole})
    for name in LIST_FIELDS:
        rows = whole[name] if isinstance(whole[name], list) else []
        whole[name] = [row for row in rows if isinstance(row, dict)]
    return whole


def to_decimal(value: Any) -> Decimal | None:
    """The number a record's value stands for; None where it stands for none."""
    if value is None or isinstance(value, bool | float):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def money_text(amount: Decimal) -> str:
    """An amount as a decimal string with at least two places: 12.6 → "12.60", 0.2586 stays."""
    if amount == 0:
        amount = abs(amount)
    places = -int(amount.normalize().as_tuple().exponent)
    return format(amount.quantize(CENT) if places <= 2 else amount.normalize(), "f")


def number_text(number: Decimal) -> str:
    """A quantity or rate as the shortest decimal string: 10.000 → "10", 19.00 → "19"."""
    if number == 0:
        return "0"
    return format(number.normalize(), "f")
