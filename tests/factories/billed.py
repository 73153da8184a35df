"""Invoices of one vendor that bill one order line, and the lists of the client that they are held against."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bpo.catalog.registry import work_type
from bpo.masters import service as masters
from bpo.platform import clock
from bpo.platform.caller import Caller
from bpo.platform.db import unit_of_work
from bpo.platform.scope import client as client_scope
from tests.factories.documents import client
from tests.factories.world import INVOICES, World
from workers.demo.documents.content import content_of
from workers.demo.documents.facts import draw_invoice
from workers.demo.documents.layouts import LAYOUTS, draw
from workers.demo.documents.ubl import ubl_of
from workers.demo.documents.values import Invoice, Line

BUYER = client("alder").buyer
SELLER = client("alder").vendors[0]
ORDER = "PO-471100"
PRICE = Decimal("40.00")
File = tuple[str, str, bytes]


def billed(number: str, *, quantity: int = 10, day: date | None = None) -> Invoice:
    """An invoice of `SELLER` for so many pieces at `PRICE`, under `ORDER`."""
    issued = day or clock.now().date() - timedelta(days=3)
    drawn = draw_invoice(
        random.Random(7), seller=SELLER, buyer=BUYER, issue_date=issued, language=SELLER.language
    )
    pallets = Line(
        article="EP-1208",
        description="Europalette EPAL 1200 x 800",
        unit="C62",
        quantity=Decimal(quantity),
        unit_price=PRICE,
        discount=Decimal(0),
        category="S",
        rate=Decimal(19),
    )
    return replace(
        drawn, number=number, type_code="380", po_ref=ORDER, preceding=None, lines=(pallets,), adjustments=()
    )


def as_xml(invoice: Invoice) -> File:
    """The invoice as an e-invoice."""
    return f"{invoice.number}.xml", "application/xml", ubl_of(invoice)


def as_pdf(invoice: Invoice) -> File:
    """The invoice on paper."""
    return f"{invoice.number}.pdf", "application/pdf", draw(content_of(invoice), LAYOUTS[SELLER.layout])


def lay_down(
    world: World,
    by: Caller,
    *,
    iban: str = "",
    received: int = 10,
    policy: Mapping[str, str] | None = None,
) -> None:
    """Fill the lists of the caller's company: the vendor with its account, the order, what came of it, the policy."""
    ordered = (clock.now().date() - timedelta(days=20)).isoformat()
    came = (clock.now().date() - timedelta(days=5)).isoformat()
    lists: dict[str, Sequence[Mapping[str, str]]] = {
        "vendors": [
            {
                "vendor_id": "V1",
                "name": SELLER.name,
                "country": SELLER.address.country,
                "vat_id": SELLER.vat_id or "",
                "iban": iban or SELLER.iban or "",
                "contact": "+49 30 1234",
            }
        ],
        "purchase_orders": [
            {"po": ORDER, "vendor_id": "V1", "currency": SELLER.currency, "order_date": ordered}
        ],
        "purchase_order_lines": [
            {
                "po": ORDER,
                "line": "1",
                "sku": "EP-1208",
                "description": "Europalette EPAL 1200 x 800",
                "qty": "200",
                "unit_price": str(PRICE),
                "gl": "4710",
            }
        ],
        "goods_receipts": [{"po": ORDER, "line": "1", "qty_received": str(received), "date": came}],
        "chart_of_accounts": [{"account": "4710", "name": "Packaging"}],
        "invoice_policy": [{"our_legal_entity": BUYER.name, **(policy or {})}],
    }
    known = {each.key: each for each in work_type(INVOICES).masters}
    with unit_of_work(client_scope(by.tenant_id, actor=by.id)):
        for key, rows in lists.items():
            masters.put_rows(
                tenant_id=by.tenant_id,
                masters=known[key],
                rows=rows,
                replace=False,
                partly=False,
                dry_run=False,
                by=by,
                storage=world.house.extensions["storage"],
                now=clock.now(),
            )
