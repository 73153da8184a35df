"""The values a demo document is made of: who sells, who buys, what stands on the invoice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

CENT = Decimal("0.01")

Kind = Literal["ubl", "cii", "text_pdf", "scan_pdf", "scan_jpg", "scan_png", "scan_tif", "hybrid_pdf"]
KINDS: tuple[Kind, ...] = (
    "ubl",
    "cii",
    "text_pdf",
    "scan_pdf",
    "scan_jpg",
    "scan_png",
    "scan_tif",
    "hybrid_pdf",
)
Regime = Literal["local", "reverse_charge", "export"]

DEFECTS = frozenset(
    {
        "totals_wrong",
        "missing_number",
        "bad_iban",
        "low_quality",
        "unclear_date",
        "missing_po",
        "duplicate",
    }
)
"""What can be planted in a document so that a person has something to do."""


def cents(amount: Decimal) -> Decimal:
    """`amount` rounded to the cent, half away from zero as EN 16931 has it."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address; `country` is an ISO 3166 code, `region` the state or province where it is printed."""

    street: str
    postcode: str
    city: str
    country: str
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """A vendor and the manner of its invoices.

    `number_style` is a format of `year`, `month` and `n`; `trade` one of the goods lists; `accent` a
    colour as `#rrggbb`. A US seller has `ein`, `routing` and `account` in place of VAT id and IBAN.
    `tax_rate` replaces the country's rate where there is none for all (US sales tax), in per cent.
    """

    name: str
    address: Address
    language: str
    currency: str
    layout: str
    trade: str
    vat_id: str | None = None
    ein: str | None = None
    iban: str | None = None
    bic: str | None = None
    bank: str = ""
    routing: str | None = None
    account: str | None = None
    regime: Regime = "local"
    tax_rate: Decimal = Decimal(0)
    terms_days: int = 30
    number_style: str = "{year}-{n:05d}"
    accent: str = "#1f4e79"
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """The client company as its vendors know it; `po_style` is a format of `n`."""

    name: str
    address: Address
    vat_id: str | None = None
    po_style: str = "PO-{n:06d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: `net` = quantity × unit price − discount, to the cent; `rate` in per cent."""

    article: str
    description: str
    unit: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    category: str
    rate: Decimal

    @property
    def net(self) -> Decimal:
        """The line's amount without tax (BT-131)."""
        return cents(self.quantity * self.unit_price) - self.discount


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """An allowance (or, with `charge`, a charge) on the whole document, taxed at `rate`."""

    reason: str
    amount: Decimal
    category: str
    rate: Decimal
    charge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxGroup:
    """One category and rate of tax with its base (BG-23)."""

    category: str
    rate: Decimal
    taxable: Decimal

    @property
    def tax(self) -> Decimal:
        """The tax on the base, to the cent (BR-CO-17)."""
        return cents(self.taxable * self.rate / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """Everything that stands on one invoice, before it is put on paper or into XML."""

    number: str | None
    type_code: str
    issue_date: date
    due_date: date | None
    currency: str
    language: str
    seller: Seller
    buyer: Buyer
    po_ref: str | None
    preceding: str | None
    lines: tuple[Line, ...]
    adjustments: tuple[Adjustment, ...]
    prepaid: Decimal
    order_date: date
    delivery_date: date
    customer_since: date
    customer_number: str
    contact: str
    decoy_amounts: tuple[tuple[str, Decimal], ...]
    gross_error: Decimal = Decimal(0)
    """How far the printed gross is off (a planted defect)."""
    vague_date: bool = False
    """The issue date is printed without its year, or as two-digit figures that read two ways."""
    copy: bool = False
    """Marked as a copy: the same invoice sent again."""

    @property
    def line_total(self) -> Decimal:
        """Sum of the lines (BT-106)."""
        return sum((line.net for line in self.lines), Decimal(0))

    @property
    def groups(self) -> tuple[TaxGroup, ...]:
        """The tax breakdown, highest rate first (BG-23)."""
        bases: dict[tuple[str, Decimal], Decimal] = {}
        for line in self.lines:
            key = (line.category, line.rate)
            bases[key] = bases.get(key, Decimal(0)) + line.net
        for change in self.adjustments:
            key = (change.category, change.rate)
            bases[key] = bases.get(key, Decimal(0)) + (change.amount if change.charge else -change.amount)
        ordered = sorted(bases.items(), key=lambda item: (-item[0][1], item[0][0]))
        return tuple(TaxGroup(category=c, rate=r, taxable=base) for (c, r), base in ordered)

    @property
    def net(self) -> Decimal:
        """Total without tax (BT-109)."""
        return sum((group.taxable for group in self.groups), Decimal(0))

    @property
    def vat(self) -> Decimal:
        """Total tax (BT-110)."""
        return sum((group.tax for group in self.groups), Decimal(0))

    @property
    def gross(self) -> Decimal:
        """Total with tax as it stands on the document (BT-112), a planted error included."""
        return self.net + self.vat + self.gross_error

    @property
    def payable(self) -> Decimal:
        """What remains to be paid (BT-115)."""
        return self.gross - self.prepaid


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDocument:
    """A document with the record a careful reader would take from it.

    `truth` holds what is printed: planted defects stand in it as they stand on the page. It is empty
    for what is not an invoice.
    """

    name: str
    media_type: str
    content: bytes
    truth: Mapping[str, Any] = field(default_factory=dict)
