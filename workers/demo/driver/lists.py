"""What the clients lay down beforehand: vendors, accounts, a policy, and orders with what was received.

Orders follow from what their invoices will say, since the story knows them; a few were agreed otherwise, or not all
of the goods came, and one vendor's bank account is not the one it now prints: these are what people must deal with.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from bpo.masters import service as masters
from bpo.masters.queries import list_of
from bpo.platform.caller import Caller
from bpo.platform.db import unit_of_work
from bpo.platform.scope import client as client_scope
from workers.demo import cast
from workers.demo.documents import identifiers
from workers.demo.documents.facts import draw_invoice, plain
from workers.demo.documents.values import Invoice, Seller
from workers.demo.driver.house import Stage
from workers.demo.story import Paper

Row = Mapping[str, str]

WITH_ORDERS = "alder"
"""The client that keeps its orders and receipts here."""
WITH_LISTS = ("alder", "brightwater")
EMPLOYERS = {
    "cascadia": (
        "payroll_employer_us",
        {"company_id": "1931234567", "bank": "123000220", "bank_name": "First Cascade Bank"},
    ),
    "brightwater": (
        "payroll_employer_uk",
        {"company_id": "120/BW0042", "bank": "20-00-00", "account": "55779911"},
    ),
}
"""Whose pay runs are done here → the list that says who pays, and what stands in it."""
ACCOUNTS = {
    "packaging": ("4710", "Packaging material", "carton; pallet; film; Karton; Palette; Folie"),
    "food": ("5100", "Goods purchased", "flour; sugar; oil; Mehl; Zucker; Öl"),
    "facility": ("4240", "Buildings and cleaning", "cleaning; maintenance; Reinigung; Wartung"),
    "it": ("4830", "IT and licences", "licence; support; server; Lizenz; Wartung"),
    "logistics": ("4730", "Freight and storage", "freight; storage; Fracht; Lagerung"),
    "office": ("4930", "Office supplies", "paper; toner; Papier; Toner"),
}
"""Trade of a vendor → account, its name, and words that speak for it."""
POLICY = {
    "alder": {"approval_limit": "9000.00", "second_approval_limit": "25000.00", "currency": "EUR"},
    "brightwater": {"approval_limit": "6000.00", "currency": "GBP"},
}
DEARER_THAN_AGREED, NOT_ALL_CAME = 0.03, 0.03
"""Shares of orders that were agreed at a lower price, and of which not everything was received."""


def lay_down(stage: Stage, *, now: datetime) -> None:
    """Fill the clients' lists, as their managers do before the first invoice. Opens units of work of its own."""
    for key in sorted({*WITH_LISTS, *EMPLOYERS} & stage.world.tenants.keys()):
        by = stage.world.callers[cast.of_client(key, "approver").key]
        scope = client_scope(by.tenant_id, actor=by.id, cleared=by.cleared)
        with unit_of_work(scope, after_commit=stage.hints):
            for list_key, rows in _lists(stage, key) if key in WITH_LISTS else ():
                _put(stage, by, list_key, rows, now)
            if key in EMPLOYERS:
                list_key, row = EMPLOYERS[key]
                _put(stage, by, list_key, [{"employer": cast.client(key).name, **row}], now)


def _put(stage: Stage, by: Caller, list_key: str, rows: Sequence[Row], now: datetime) -> None:
    _, found = masters.put_rows(
        tenant_id=by.tenant_id,
        masters=list_of(by.tenant_id, list_key, now),
        rows=rows,
        replace=False,
        partly=False,
        dry_run=False,
        by=by,
        storage=stage.app.extensions["storage"],
        now=now,
    )
    if found.given.problems:
        raise RuntimeError(f"the demo month's {list_key} are not in order: {found.given.problems[0]}")


def _lists(stage: Stage, key: str) -> Iterator[tuple[str, Sequence[Row]]]:
    company = cast.client(key)
    yield (
        "invoice_policy",
        [
            {
                "our_legal_entity": company.name,
                "unplanned_charges_tolerance": "75.00",
                "pay_from": identifiers.make_iban(random.Random(f"{company.name} pays"), company.country),
                **POLICY[key],
            }
        ],
    )
    yield "vendors", [_vendor(stage, key, place, seller) for place, seller in enumerate(company.vendors)]
    trades = sorted({seller.trade for seller in company.vendors})
    yield (
        "chart_of_accounts",
        [dict(zip(("account", "name", "keywords"), ACCOUNTS[trade], strict=True)) for trade in trades],
    )
    if key == WITH_ORDERS:
        orders = dict(_orders(stage, key))
        yield "purchase_orders", [order for order, _, _ in orders.values()]
        yield "purchase_order_lines", [line for _, lines, _ in orders.values() for line in lines]
        yield "goods_receipts", [receipt for _, _, receipts in orders.values() for receipt in receipts]


def _vendor(stage: Stage, key: str, place: int, seller: Seller) -> Row:
    account = seller.iban or seller.account or ""
    if seller.iban and place == _who_changed_banks(stage, key):
        account = identifiers.make_iban(random.Random(f"{seller.name} before"), seller.address.country)
    return {
        "vendor_id": f"V{100 + place}",
        "name": seller.name,
        "country": seller.address.country,
        "vat_id": seller.vat_id or seller.ein or "",
        "iban": account,
        "default_gl": ACCOUNTS[seller.trade][0],
        "po_required": "Y" if key == WITH_ORDERS else "N",
        "contact": seller.phone or "",
    }


def _who_changed_banks(stage: Stage, key: str) -> int | None:
    """The vendor with an account whose invoices are fewest, if there are any: calling back takes people's time."""
    counted = [0] * len(cast.client(key).vendors)
    for paper in _papers(stage, key):
        counted[paper.vendor] += 1
    able = [
        place for place, seller in enumerate(cast.client(key).vendors) if seller.iban and counted[place] > 0
    ]
    return min(able, key=lambda place: (counted[place], place)) if key == WITH_ORDERS and able else None


def _papers(stage: Stage, key: str) -> Iterator[Paper]:
    for arrival in stage.story.arrivals:
        if arrival.client == key:
            yield from (paper for paper in arrival.papers if paper.kind not in ("letter", "blank"))


def _orders(stage: Stage, key: str) -> Iterator[tuple[str, tuple[Row, list[Row], list[Row]]]]:
    """By order number: the order, its lines, and what was received of it."""
    company = cast.client(key)
    for paper in _papers(stage, key):
        seller = company.vendors[paper.vendor]
        billed = draw_invoice(
            random.Random(paper.seed),
            seller=seller,
            buyer=company.buyer,
            issue_date=paper.issue_date,
            language=seller.language,
        )
        if billed.type_code == "380" and billed.po_ref:
            yield billed.po_ref, _order(stage, f"V{100 + paper.vendor}", billed)


def _order(stage: Stage, vendor_id: str, billed: Invoice) -> tuple[Row, list[Row], list[Row]]:
    po, luck = str(billed.po_ref), stage.chance("order", billed.po_ref).random()
    dearer = luck < DEARER_THAN_AGREED
    short = DEARER_THAN_AGREED <= luck < DEARER_THAN_AGREED + NOT_ALL_CAME
    head = {
        "po": po,
        "vendor_id": vendor_id,
        "currency": billed.currency,
        "order_date": billed.order_date.isoformat(),
    }
    lines: list[Row] = []
    receipts: list[Row] = []
    came_on = min(billed.delivery_date, billed.issue_date - timedelta(days=1)).isoformat()
    for number, line in enumerate(billed.lines, start=1):
        price = line.unit_price * (Decimal("0.90") if dearer and number == 1 else 1)
        came = line.quantity / 2 if short and number == 1 else line.quantity
        lines.append(
            {
                "po": po,
                "line": str(number),
                "sku": line.article,
                "description": line.description,
                "qty": plain(line.quantity, 0),
                "unit_price": plain(price),
            }
        )
        receipts.append({"po": po, "line": str(number), "qty_received": plain(came, 0), "date": came_on})
    return head, lines, receipts
