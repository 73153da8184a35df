"""What a buyer knows, as values: vendors, orders with their lines and receipts, invoices booked before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from bpo.catalog.rules import Refers

from ..identifiers import compact
from ..record import to_decimal

ZERO = Decimal(0)
OPEN_ORDER = frozenset(
    {"", "open", "active", "approved", "released", "issued", "sent", "confirmed", "partial", "partially received",
     "partially_received", "received", "partially billed"}
)  # fmt: skip
"""States of an order that may still be billed; every other one is closed to invoices."""
WITHDRAWN = frozenset({"rejected", "cancelled", "canceled", "void", "voided", "reversed", "deleted"})
"""States of a booked invoice that leave its number free to be billed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """A vendor as the buyer's own list knows it. `ibans` are the accounts that may be paid to."""

    vendor_id: str
    name: str
    country: str = ""
    vat_id: str = ""
    ibans: tuple[str, ...] = ()
    default_gl: str = ""
    default_cost_center: str = ""
    default_tax_code: str = ""
    po_required: bool = True
    contact: str = ""
    """Whom to call about it, known before any invoice came."""
    status: str = "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """A line of an order. `received` is the sum of its receipts, None where there is none."""

    po: str
    line: str
    sku: str = ""
    description: str = ""
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    received: Decimal | None = None
    gl: str = ""
    cost_center: str = ""
    tax_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order with its lines."""

    po: str
    vendor_id: str
    currency: str = ""
    status: str = "open"
    order_date: date | None = None
    cost_center: str = ""
    lines: tuple[OrderLine, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it may still be billed."""
        return self.status.strip().casefold() in OPEN_ORDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """An invoice that came before, of the same vendor. `reference` names it to a person."""

    number: str
    issue_date: str
    gross: Decimal | None
    currency: str = ""
    reference: str = ""
    credit: bool | None = None
    """Whether it is a credit note; None where the books do not say."""
    refers: Refers | None = None


class Books(Protocol):
    """What an invoice is held against. A list that the buyer does not keep demands nothing."""

    @property
    def keeps_vendors(self) -> bool:
        """Whether there is a list of vendors."""
        ...

    @property
    def keeps_orders(self) -> bool:
        """Whether there is a list of orders."""
        ...

    @property
    def keeps_receipts(self) -> bool:
        """Whether there is a list of receipts."""
        ...

    def vendors_like(self, *, vat_id: str, name: str, iban: str) -> Sequence[Vendor]:
        """At least every vendor that bears the VAT id, the account, or a name at all like this one."""
        ...

    def orders_like(self, reference: str) -> Sequence[Order]:
        """At least every order whose number is written like the reference."""
        ...

    def booked(self, vendor_id: str) -> Sequence[Booked]:
        """The vendor's invoices booked before."""
        ...

    def billed(self, po: str) -> Mapping[str, Decimal]:
        """What was billed of an order before this invoice, and is not in its receipts' count: line → quantity."""
        ...


def in_vendors(vendor: Vendor) -> Refers:
    """Where a vendor stands among the client's lists."""
    return Refers(list_key="vendors", equal=(("vendor_id", vendor.vendor_id),))


def in_orders(order: Order) -> tuple[Refers, ...]:
    """Where an order and its lines stand among the client's lists."""
    return (
        Refers(list_key="purchase_orders", equal=(("po", order.po),)),
        Refers(list_key="purchase_order_lines", equal=(("po", order.po),)),
    )


def in_order_lines(line: OrderLine) -> tuple[Refers, ...]:
    """Where an order line and its receipts stand among the client's lists."""
    place = (("po", line.po), ("line", line.line))
    return (
        Refers(list_key="purchase_order_lines", equal=place),
        Refers(list_key="goods_receipts", equal=place),
    )


def vendor_of_row(row: Mapping[str, str]) -> Vendor:
    """A row of a list of vendors."""
    return Vendor(
        vendor_id=text(row, "vendor_id"),
        name=text(row, "name"),
        country=text(row, "country").upper(),
        vat_id=compact(text(row, "vat_id")),
        ibans=tuple(compact(part) for part in text(row, "iban").split(";") if compact(part)),
        default_gl=text(row, "default_gl"),
        default_cost_center=text(row, "default_cost_centre", "default_cost_center"),
        default_tax_code=text(row, "default_tax_code"),
        po_required=text(row, "po_required").casefold() not in ("n", "no", "false", "0"),
        contact=text(row, "contact"),
        status=text(row, "status").casefold() or "active",
    )


def order_of_rows(
    row: Mapping[str, str], lines: Sequence[Mapping[str, str]], receipts: Sequence[Mapping[str, str]]
) -> Order:
    """An order of its row, the rows of its lines and those of their receipts."""
    received: dict[str, Decimal] = {}
    for each in receipts:
        line = line_key(text(each, "line"))
        received[line] = received.get(line, ZERO) + (number(each, "qty_received", "quantity", "qty") or ZERO)
    return Order(
        po=text(row, "po"),
        vendor_id=text(row, "vendor_id"),
        currency=text(row, "currency").upper(),
        status=text(row, "status"),
        order_date=day(text(row, "order_date", "date")),
        cost_center=text(row, "cost_centre", "cost_center"),
        lines=tuple(
            OrderLine(
                po=text(row, "po"),
                line=text(each, "line"),
                sku=text(each, "sku"),
                description=text(each, "description"),
                quantity=number(each, "qty", "quantity"),
                unit_price=number(each, "unit_price", "price"),
                received=received.get(line_key(text(each, "line"))),
                gl=text(each, "gl", "gl_account"),
                cost_center=text(each, "cost_centre", "cost_center"),
                tax_code=text(each, "tax_code"),
            )
            for each in lines
        ),
    )


def line_key(line: str) -> str:
    """A line's number as it is compared: 010 and 10 are one."""
    return line.strip().lstrip("0").casefold() or "0"


def order_key(po: str) -> str:
    """An order's number as it is compared: letters and digits only."""
    return compact(po)


def text(row: Mapping[str, str], *columns: str) -> str:
    """The first of the columns that says something; "" where none does."""
    return next((str(row[column]).strip() for column in columns if row.get(column)), "")


def number(row: Mapping[str, str], *columns: str) -> Decimal | None:
    """The number in the first of the columns that says something."""
    return to_decimal(text(row, *columns).replace(" ", ""))


def day(value: str) -> date | None:
    """An ISO date; None where it is none."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
