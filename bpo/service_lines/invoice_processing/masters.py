"""The lists that invoices are held against: vendors, orders, receipts, accounts, what was paid, and the policy.

Column keys are the words of the usual exports of accounting systems; who reads them in `assess` gets every
value as text: dates as YYYY-MM-DD, amounts and numbers as plain decimals, yes and no as Y and N, empty as "".
"""

from collections.abc import Mapping
from decimal import Decimal

from bpo.catalog.rules import MasterColumn, MasterList, WrongCell

from .form import CURRENCIES
from .identifiers import iban_has_form, iban_is_valid, vat_has_form, vat_is_valid
from .record import to_decimal


def _check_vendor(row: Mapping[str, str]) -> tuple[WrongCell, ...]:
    wrong = []
    for iban in filter(None, (part.strip() for part in row.get("iban", "").split(";"))):
        if iban_has_form(iban) and not iban_is_valid(iban):
            wrong.append(WrongCell("iban", "The IBAN fails its own check digits or has the wrong length."))
    vat_id = row.get("vat_id", "")
    if vat_id and vat_has_form(vat_id) and vat_is_valid(vat_id) is False:
        wrong.append(WrongCell("vat_id", "The VAT id fails its own check digits."))
    country = row.get("country", "")
    if country and not (len(country) == 2 and country.isalpha()):
        wrong.append(WrongCell("country", "The country is a code of two letters, such as DE."))
    return tuple(wrong)


def _check_not_negative(row: Mapping[str, str], *columns: str) -> tuple[WrongCell, ...]:
    return tuple(
        WrongCell(column, f"{column.replace('_', ' ').capitalize()} must not be below 0.")
        for column in columns
        if (to_decimal(row.get(column)) or Decimal(0)) < 0
    )


def _check_rate(row: Mapping[str, str]) -> tuple[WrongCell, ...]:
    rate = to_decimal(row.get("rate")) or Decimal(0)
    return () if 0 <= rate <= 100 else (WrongCell("rate", "A rate is a percentage from 0 to 100."),)


def _check_policy(row: Mapping[str, str]) -> tuple[WrongCell, ...]:
    wrong = [
        *_check_not_negative(
            row,
            "price_tolerance",
            "price_tolerance_abs",
            "quantity_over_received",
            "quantity_over_ordered",
            "unplanned_charges_tolerance",
            "approval_limit",
            "second_approval_limit",
        ),
    ]
    if row.get("pay_from") and not iban_is_valid(row["pay_from"]):
        wrong.append(WrongCell("pay_from", "The account you pay from is no valid IBAN."))
    confidence = to_decimal(row.get("coding_confidence"))
    if confidence is not None and not 0 <= confidence <= 1:
        wrong.append(WrongCell("coding_confidence", "The confidence asked of coding lies between 0 and 1."))
    first, second = to_decimal(row.get("approval_limit")), to_decimal(row.get("second_approval_limit"))
    if first is not None and second is not None and second < first:
        wrong.append(
            WrongCell(
                "second_approval_limit",
                "The limit for a second approval must not be below the limit for the first.",
            )
        )
    return tuple(wrong)


VENDORS = MasterList(
    key="vendors",
    name="Vendors",
    identity=("vendor_id",),
    check=_check_vendor,
    columns=(
        MasterColumn(key="vendor_id", label="Vendor number", required=True),
        MasterColumn(key="name", label="Name", required=True),
        MasterColumn(key="country", label="Country", help="Code of two letters: DE"),
        MasterColumn(key="vat_id", label="VAT id", help="Or the tax number the vendor goes by"),
        MasterColumn(
            key="iban",
            label="Bank account",
            secret=True,
            help="IBAN, or account number; several with a semicolon between them",
        ),
        MasterColumn(key="default_gl", label="Usual account"),
        MasterColumn(key="default_cost_centre", label="Usual cost centre"),
        MasterColumn(key="default_tax_code", label="Usual tax code"),
        MasterColumn(key="po_required", label="Order required", kind="yes_no", usual="Y"),
        MasterColumn(
            key="contact",
            label="Known contact",
            help="Whom to call before a change of bank account is believed; never taken from an invoice",
        ),
        MasterColumn(
            key="status",
            label="Status",
            kind="choice",
            usual="active",
            choices=(("active", "Active"), ("inactive", "Inactive"), ("blocked", "Blocked")),
        ),
    ),
)

PURCHASE_ORDERS = MasterList(
    key="purchase_orders",
    name="Purchase orders",
    identity=("po",),
    columns=(
        MasterColumn(key="po", label="Order number", required=True),
        MasterColumn(key="vendor_id", label="Vendor number", required=True),
        MasterColumn(key="currency", label="Currency", kind="choice", required=True, choices=CURRENCIES),
        MasterColumn(
            key="status",
            label="Status",
            kind="choice",
            usual="open",
            choices=(("open", "Open"), ("closed", "Closed"), ("cancelled", "Cancelled")),
        ),
        MasterColumn(key="order_date", label="Date of order", kind="date"),
        MasterColumn(key="cost_centre", label="Cost centre"),
    ),
)

PURCHASE_ORDER_LINES = MasterList(
    key="purchase_order_lines",
    name="Lines of purchase orders",
    identity=("po", "line"),
    columns=(
        MasterColumn(key="po", label="Order number", required=True),
        MasterColumn(key="line", label="Line", required=True),
        MasterColumn(key="sku", label="Article number"),
        MasterColumn(key="description", label="Description"),
        MasterColumn(key="qty", label="Quantity ordered", kind="number", required=True),
        MasterColumn(key="unit_price", label="Price of one", kind="number", required=True),
        MasterColumn(key="gl", label="Account"),
        MasterColumn(key="cost_centre", label="Cost centre"),
        MasterColumn(key="tax_code", label="Tax code"),
    ),
)

GOODS_RECEIPTS = MasterList(
    key="goods_receipts",
    name="Goods receipts",
    identity=("po", "line", "date", "receipt"),
    columns=(
        MasterColumn(key="po", label="Order number", required=True),
        MasterColumn(key="line", label="Line", required=True),
        MasterColumn(
            key="qty_received",
            label="Quantity received",
            kind="number",
            required=True,
            help="Goods sent back are received with a minus",
        ),
        MasterColumn(key="date", label="Date", kind="date", required=True),
        MasterColumn(
            key="receipt",
            label="Receipt number",
            help="Tells two receipts of one line on the same day apart",
        ),
    ),
)

INVOICE_HISTORY = MasterList(
    key="invoice_history",
    name="Invoices booked before",
    identity=("vendor_id", "number", "date"),
    columns=(
        MasterColumn(key="vendor_id", label="Vendor number", required=True),
        MasterColumn(key="number", label="Invoice number", required=True),
        MasterColumn(key="date", label="Date of invoice", kind="date", required=True),
        MasterColumn(key="gross", label="Total with tax", kind="money", required=True),
        MasterColumn(key="currency", label="Currency", kind="choice", required=True, choices=CURRENCIES),
        MasterColumn(
            key="status",
            label="Status",
            kind="choice",
            usual="paid",
            choices=(
                ("open", "Open"),
                ("approved", "Approved"),
                ("paid", "Paid"),
                ("rejected", "Rejected"),
                ("cancelled", "Cancelled"),
            ),
        ),
    ),
)

CHART_OF_ACCOUNTS = MasterList(
    key="chart_of_accounts",
    name="Chart of accounts",
    identity=("account",),
    columns=(
        MasterColumn(key="account", label="Account", required=True),
        MasterColumn(key="name", label="Name", required=True),
        MasterColumn(
            key="keywords",
            label="Keywords",
            help="Words on a line that speak for it; semicolons between them",
        ),
        MasterColumn(key="cost_centre", label="Usual cost centre"),
        MasterColumn(key="tax_code", label="Usual tax code"),
        MasterColumn(
            key="status",
            label="Status",
            kind="choice",
            usual="active",
            choices=(("active", "Active"), ("closed", "Closed")),
        ),
    ),
)

COST_CENTRES = MasterList(
    key="cost_centres",
    name="Cost centres",
    identity=("cost_centre",),
    columns=(
        MasterColumn(key="cost_centre", label="Cost centre", required=True),
        MasterColumn(key="name", label="Name", required=True),
        MasterColumn(
            key="keywords", label="Keywords", help="Words that speak for it; semicolons between them"
        ),
    ),
)

VAT_RATES = MasterList(
    key="vat_rates",
    name="VAT rates",
    identity=("country", "rate"),
    check=_check_rate,
    columns=(
        MasterColumn(key="country", label="Country", required=True, help="Code of two letters: DE"),
        MasterColumn(key="rate", label="Rate", kind="number", required=True, help="In percent: 19"),
        MasterColumn(key="tax_code", label="Tax code"),
    ),
)

INVOICE_POLICY = MasterList(
    key="invoice_policy",
    name="Policy for invoices",
    identity=(),
    single=True,
    check=_check_policy,
    columns=(
        MasterColumn(
            key="our_legal_entity",
            label="Names we are billed under",
            help="Legal names, with a semicolon between several. An invoice to another name is stopped.",
        ),
        MasterColumn(
            key="price_tolerance",
            label="Price above the order, percent",
            kind="number",
            usual="2",
            help="A lower price is always fine. Where percent and amount are set, the stricter one counts.",
        ),
        MasterColumn(
            key="price_tolerance_abs",
            label="Price above the order, amount",
            kind="money",
            help="For the price of one. Empty: only the percentage counts.",
        ),
        MasterColumn(
            key="quantity_over_received",
            label="Quantity above what was received",
            kind="number",
            usual="0",
        ),
        MasterColumn(
            key="quantity_over_ordered",
            label="Quantity above what was ordered",
            kind="number",
            usual="0",
        ),
        MasterColumn(
            key="unplanned_charges_tolerance",
            label="Freight and charges that no order names, up to",
            kind="money",
            usual="0.00",
        ),
        MasterColumn(
            key="receipt_required",
            label="Goods must be received before an invoice is released",
            kind="yes_no",
            usual="Y",
        ),
        MasterColumn(
            key="approval_limit",
            label="Approved by one of yours from",
            kind="money",
            help="The total with tax. Empty: no approval for its amount alone.",
        ),
        MasterColumn(
            key="second_approval_limit",
            label="Approved by two of yours from",
            kind="money",
            help="The total with tax. Empty: never by two for its amount alone.",
        ),
        MasterColumn(
            key="currency", label="Currency of these amounts", kind="choice", usual="EUR", choices=CURRENCIES
        ),
        MasterColumn(
            key="coding_confidence",
            label="How sure an account must be to go unasked",
            kind="number",
            usual="0.9",
            help="Between 0 and 1. An account found with less certainty is asked.",
        ),
        MasterColumn(
            key="pay_from",
            label="Account you pay from",
            secret=True,
            help="Your IBAN. With it, each released invoice comes with a payment file (pain.001) for your bank.",
        ),
        MasterColumn(key="pay_from_bic", label="BIC of that account", help="Only if your bank asks for it."),
    ),
)

MASTERS: tuple[MasterList, ...] = (
    VENDORS,
    PURCHASE_ORDERS,
    PURCHASE_ORDER_LINES,
    GOODS_RECEIPTS,
    INVOICE_HISTORY,
    CHART_OF_ACCOUNTS,
    COST_CENTRES,
    VAT_RATES,
    INVOICE_POLICY,
)
"""Every list of invoice processing, in the order in which a new client fills them."""
