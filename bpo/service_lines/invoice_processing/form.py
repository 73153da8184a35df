"""The work screen of an invoice, the instructions beside it and the scorecard of its review."""

from bpo.catalog.rules import Equation, Form, FormField, FormTable, ScorecardLine, Term, Weight

from .amounts import CODES

_COMMON = ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "CAD", "AUD", "JPY")
CURRENCIES = tuple((code, code) for code in (*_COMMON, *sorted(CODES - set(_COMMON))))
TYPES = (
    ("380", "Invoice"),
    ("381", "Credit note"),
    ("384", "Corrected invoice"),
    ("386", "Prepayment invoice"),
    ("389", "Self-billed invoice"),
    ("326", "Partial invoice"),
    ("875", "Partial construction invoice"),
    ("876", "Partial final construction invoice"),
    ("877", "Final construction invoice"),
    ("383", "Debit note"),
    ("204", "Payment valuation"),
    ("261", "Self-billed credit note"),
)
VAT_CATEGORIES = (
    ("S", "S · standard or reduced rate"),
    ("Z", "Z · zero rated"),
    ("E", "E · exempt"),
    ("AE", "AE · reverse charge"),
    ("K", "K · intra-Community supply"),
    ("G", "G · export"),
    ("O", "O · outside the scope"),
    ("L", "L · Canary Islands"),
    ("M", "M · Ceuta and Melilla"),
)

FORM = Form(
    fields=(
        FormField(path="number", label="Invoice number", required=True, help="As printed, with its marks."),
        FormField(path="type_code", label="Type", kind="choice", required=True, choices=TYPES),
        FormField(path="issue_date", label="Invoice date", kind="date", required=True),
        FormField(path="due_date", label="Due date", kind="date", help="Only if the document states a date."),
        FormField(path="currency", label="Currency", kind="choice", required=True, choices=CURRENCIES),
        FormField(path="seller", label="Seller", required=True),
        FormField(path="seller_vat_id", label="Seller's VAT id"),
        FormField(
            path="seller_tax_id", label="Seller's tax number", help="EIN or national number, if no VAT id."
        ),
        FormField(path="buyer", label="Buyer", required=True),
        FormField(path="buyer_vat_id", label="Buyer's VAT id"),
        FormField(path="po_ref", label="Purchase order"),
        FormField(path="preceding_invoice", label="Corrects invoice", help="On credit notes."),
        FormField(path="iban", label="IBAN"),
        FormField(path="line_total", label="Sum of lines", kind="money"),
        FormField(path="allowance_total", label="Discounts", kind="money", help="As a positive amount."),
        FormField(path="charge_total", label="Charges", kind="money", help="Shipping, packing and the like."),
        FormField(path="net", label="Total without VAT", kind="money", required=True),
        FormField(path="vat", label="VAT", kind="money", required=True, help="0.00 where none is charged."),
        FormField(path="gross", label="Total with VAT", kind="money", required=True),
        FormField(path="prepaid", label="Already paid", kind="money"),
        FormField(path="rounding", label="Rounding", kind="money"),
        FormField(path="payable", label="Amount due", kind="money", required=True),
    ),
    tables=(
        FormTable(
            path="lines",
            label="Lines",
            columns=(
                FormField(path="description", label="Description"),
                FormField(path="quantity", label="Quantity", kind="number"),
                FormField(path="unit", label="Unit"),
                FormField(path="unit_price", label="Unit price", kind="money"),
                FormField(path="vat_rate", label="VAT %", kind="number"),
                FormField(path="line_net", label="Net", kind="money"),
                FormField(path="sku", label="Article"),
                FormField(path="order_line", label="Order line"),
                FormField(path="gl_account", label="Account"),
                FormField(path="cost_center", label="Cost centre"),
                FormField(path="tax_code", label="Tax code"),
            ),
        ),
        FormTable(
            path="vat_breakdown",
            label="VAT by rate",
            columns=(
                FormField(path="category", label="Category", kind="choice", choices=VAT_CATEGORIES),
                FormField(path="rate", label="Rate %", kind="number"),
                FormField(path="taxable", label="Base", kind="money"),
                FormField(path="tax", label="VAT", kind="money"),
            ),
        ),
    ),
    equations=(
        Equation(
            rows="lines",
            result="line_net",
            terms=(Term(factors=("quantity", "unit_price")),),
            slack="0.01",
        ),
        Equation(
            rows="vat_breakdown",
            result="tax",
            terms=(Term(factors=("taxable", "rate"), percent=True),),
            slack="0.01",
        ),
        Equation(result="line_total", terms=(Term(factors=("lines.*.line_net",)),)),
        Equation(
            result="net",
            terms=(
                Term(factors=("line_total",), otherwise="lines.*.line_net"),
                Term(factors=("allowance_total",), minus=True, optional=True),
                Term(factors=("charge_total",), optional=True),
            ),
        ),
        Equation(result="vat", terms=(Term(factors=("vat_breakdown.*.tax",)),)),
        Equation(result="net", terms=(Term(factors=("vat_breakdown.*.taxable",)),)),
        Equation(result="gross", terms=(Term(factors=("net",)), Term(factors=("vat",)))),
        Equation(
            result="payable",
            terms=(
                Term(factors=("gross",)),
                Term(factors=("prepaid",), minus=True, optional=True),
                Term(factors=("rounding",), optional=True),
            ),
        ),
    ),
)

MAY_STAND = {
    "TOTALS_DO_NOT_PROVE": ("The document itself is wrong; entered as printed", "Rounded by the seller"),
    "DUPLICATE_SUSPECTED": (
        "Another delivery under the same order",
        "A corrected copy; the first was cancelled",
    ),
    "DUPLICATE_FILE": ("The first one was rejected", "The client wants it again"),
    "AMOUNT_IMPLAUSIBLE": ("Printed so on the document",),
    "DATE_IMPLAUSIBLE": ("Printed so on the document",),
    "PRICE_VARIANCE": ("The client agreed to the price", "The order is out of date"),
    "QTY_OVER_ORDERED": ("The client agreed to the quantity", "The earlier invoice was credited"),
    "QTY_OVER_RECEIVED": ("Received meanwhile; not recorded yet", "The client agreed to pay ahead"),
    "NO_GOODS_RECEIPT": ("A service; nothing is received", "Received meanwhile; not recorded yet"),
    "LINE_NOT_ON_PO": ("The client agreed to the line",),
    "UNEXPECTED_FREIGHT": ("The client agreed to the charges",),
    "PO_CLOSED": ("The client opens the order again",),
    "DATE_BEFORE_ORDER": ("Ordered by word, written down later",),
    "DUPLICATE_FUZZY_NUMBER": ("Another invoice; the numbers are only alike",),
    "DUPLICATE_AMOUNT_DATE": ("Another delivery of the same amount on the same day",),
    "IBAN_CHANGED": ("Printed so; two of us confirm it by a call",),
    "BANK_CHANGE_ANNOUNCED": ("The account is the one that the client knows",),
    "VAT_RATE_WRONG": ("The client confirmed the rate",),
}
"""The usual reasons why a finding on an invoice may stand."""

INSTRUCTIONS = """\
Enter what the document says, not what it should say. A field the document does not state stays empty.

- Number: exactly as printed, with hyphens, slashes and leading zeros.
- Dates: the invoice date, not the delivery, order or print date. A due date only if one is printed.
- Seller and buyer: the name as on the document, with its legal form; not the contact person.
- Amounts: positive, also on a credit note; the type says which way the money goes.
- Total without VAT plus VAT must give the total with VAT. If the document itself is wrong, \
enter what it says and put the job on hold with a question.
- IBAN: the seller's. If it looks changed by hand or differs from what you know of this seller, put the job on hold.
- Placeholders such as "NA" or "XXX" are no values: leave the field empty.
- Not an invoice, or several in one file: reject it with that reason.
"""

SCORECARD = (
    ScorecardLine(
        key="amounts",
        text="Net, VAT, total and amount due are right",
        weight=Weight.CRITICAL_CLIENT,
        points=30,
    ),
    ScorecardLine(
        key="payee", text="Seller and bank account are right", weight=Weight.CRITICAL_CLIENT, points=20
    ),
    ScorecardLine(
        key="identity",
        text="Invoice number, date and type are right",
        weight=Weight.CRITICAL_BUSINESS,
        points=15,
    ),
    ScorecardLine(key="vat", text="VAT ids and VAT by rate are right", weight=Weight.COMPLIANCE, points=10),
    ScorecardLine(
        key="lines",
        text="Lines are complete, quantities and prices right",
        weight=Weight.NON_CRITICAL,
        points=10,
    ),
    ScorecardLine(
        key="references", text="Purchase order and due date are right", weight=Weight.NON_CRITICAL, points=10
    ),
    ScorecardLine(
        key="missing",
        text="Nothing was entered that the document does not say",
        weight=Weight.CRITICAL_BUSINESS,
        points=3,
    ),
    ScorecardLine(
        key="spelling", text="Names and descriptions are spelt as printed", weight=Weight.COSMETIC, points=2
    ),
)
