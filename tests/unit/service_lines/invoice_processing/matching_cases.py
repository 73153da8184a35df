"""Folders for matching, made from a seed: vendors, orders, receipts, a policy, and invoices with planted defects."""

import csv
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from bpo.service_lines.invoice_processing.identifiers import IBAN_LENGTHS, iban_is_valid, vat_is_valid

CENT = Decimal("0.01")
PIECES = ' unitCode="C62"'
AS_OF = date(2026, 9, 30)
RATES = {"DE": ("19", "7"), "FR": ("20", "5.5"), "NL": ("21", "9"), "IT": ("22", "10"), "AT": ("20", "10"),
         "BE": ("21", "6"), "PL": ("23", "8"), "SE": ("25", "12"), "GB": ("20", "5"), "ES": ("21", "10")}  # fmt: skip
CURRENCY = {"PL": "PLN", "SE": "SEK", "GB": "GBP"}
FORMS = {"DE": "GmbH", "FR": "SARL", "NL": "B.V.", "IT": "S.r.l.", "AT": "GmbH", "BE": "SA", "PL": "Sp. z o.o.",
         "SE": "AB", "GB": "Ltd", "ES": "S.L."}  # fmt: skip
NAMES = ("Albrecht Papier", "Lagune Transports", "Zonneveld Techniek", "Officina Corelli", "Donau Elektro",
         "Maison Perrin", "Wisla Narzedzia", "Skogsberg Verktyg",
         "Pennine Fasteners", "Almagro Textiles", "Brunner Logistik",
         "Verdier Imprimeurs", "Kwiatek Opakowania", "Tideway Catering")  # fmt: skip
GOODS = ("Hex bolt M8 zinc", "Safety gloves size 9", "LED panel 60x60", "Cable drum 50 m", "Wall paint white 10 l",
         "Forklift hire, day", "Translation, page", "Server rack 42U", "Espresso beans 1 kg", "Water filter cartridge",
         "Floor mat rubber 2 m", "Label roll thermal", "Welding wire 0.8 mm", "Desk lamp dimmable")  # fmt: skip
VAT_FORMS = {"DE": "#########", "FR": "###########", "NL": "#########B01", "IT": "###########", "AT": "U########",
             "BE": "0#########", "PL": "##########", "SE": "##########01", "GB": "#########",
             "ES": "B########"}  # fmt: skip
OURS = "Northwind Trading"


@dataclass
class Case:
    """One invoice with its order, before it is written. A defect changes it; `action` and `codes` are the truth."""

    name: str
    vendor: dict[str, str]
    order: dict[str, str]
    lines: list[dict[str, Any]]
    received: dict[str, Decimal]
    bill: dict[str, Any]
    billed: list[dict[str, Any]]
    action: str = "APPROVE_TOUCHLESS"
    codes: set[str] = field(default_factory=set)
    history: list[dict[str, str]] = field(default_factory=list)
    other_orders: list[tuple[dict[str, str], list[dict[str, Any]]]] = field(default_factory=list)
    totals: dict[str, Decimal] = field(default_factory=dict)
    receipts: list[tuple[str, Decimal, str]] = field(default_factory=list)
    """Further receipts: line, quantity, day."""

    def stop(self, *codes: str) -> None:
        """Plants the truth of a defect."""
        self.action = "EXCEPTION"
        self.codes |= set(codes)


class Maker:
    """Makes one folder. The same seed makes the same folder."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.tolerance = self.random.choice(["1", "2", "3", "5"])
        self.charges = self.random.choice(["10.00", "25.00", "50.00"])
        self.made = 0
        self.vendors = [self._vendor(n) for n in range(8)]

    def vat_id(self, country: str) -> str:
        """A VAT id with right check digits."""
        form = VAT_FORMS[country]
        while True:
            made = country + "".join(str(self.random.randrange(10)) if char == "#" else char for char in form)
            if vat_is_valid(made):
                return made

    def iban(self, country: str) -> str:
        """An IBAN with right check digits."""
        size = IBAN_LENGTHS[country] - 4
        body = "".join(str(self.random.randrange(10)) for _ in range(size))
        if country in ("NL", "GB"):
            body = "BANK" + body[4:]
        digits = "".join(str(int(char, 36)) for char in body + country + "00")
        made = f"{country}{98 - int(digits) % 97:02d}{body}"
        assert iban_is_valid(made)
        return made

    def _vendor(self, number: int) -> dict[str, str]:
        country = self.random.choice(sorted(RATES))
        return {
            "vendor_id": f"K{number + 1:04d}", "name": f"{NAMES[number]} {FORMS[country]}", "country": country,
            "vat_id": self.vat_id(country), "iban": self.iban(country), "default_gl": "4980",
            "po_required": "Y", "status": "active",
        }  # fmt: skip

    def policy(self) -> dict[str, Any]:
        """The folder's policy in words."""
        return {
            "our_legal_entity": OURS, "as_of": AS_OF.isoformat(),
            "price_tolerance": f"{self.tolerance}% per unit price (either direction down is fine)",
            "price_tolerance_abs": "none", "quantity_tolerance": "0 over received; 0 over ordered",
            "unplanned_charges_tolerance": self.charges, "vat_rates": {k: list(v) for k, v in RATES.items()},
        }  # fmt: skip

    def case(self, name: str) -> Case:
        """A clean case."""
        self.made += 1
        dice = self.random
        vendor = dice.choice(self.vendors[:8])
        currency = CURRENCY.get(vendor["country"], "EUR")
        po = f"{dice.choice(['PO-', 'BE', '45', 'ORD/'])}{dice.randrange(10**5):05d}{self.made:03d}"
        issued = date(2026, 1, 20) + timedelta(days=dice.randrange(200))
        ordered = issued - timedelta(days=dice.randrange(3, 40))
        order = {"po": po, "vendor_id": vendor["vendor_id"], "currency": currency, "status": "open",
                 "order_date": ordered.isoformat()}  # fmt: skip
        goods = dice.sample(GOODS, dice.randrange(1, 5))
        lines = [
            {
                "po": po, "line": str(place), "sku": f"{dice.choice('ABCDEFGH')}{dice.randrange(10**5):05d}",
                "description": what, "qty": Decimal(dice.randrange(2, 400)),
                "unit_price": Decimal(dice.randrange(50, 90000)) / 100, "gl": str(dice.randrange(4000, 7000)),
                "rate": dice.choice(RATES[vendor["country"]]),
            }
            for place, what in enumerate(goods, start=1)
        ]  # fmt: skip
        bill = {
            "number": f"{dice.choice(['R', 'INV-', '2026/', 'FA'])}{dice.randrange(10**4, 10**6)}{self.made:03d}",
            "issue_date": issued.isoformat(), "currency": currency, "po": po, "seller": vendor["name"],
            "vat_id": vendor["vat_id"], "iban": vendor["iban"], "buyer": OURS, "note": "", "charge": Decimal(0),
            "charge_words": "Freight", "allowance": Decimal(0), "prepaid": Decimal(0), "credit": False, "preceding": "",
        }  # fmt: skip
        billed = [dict(line, order_line=line["line"], base=None) for line in lines]
        return Case(name, vendor, order, lines, {line["line"]: line["qty"] for line in lines}, bill, billed)


def net_of(line: dict[str, Any]) -> Decimal:
    """A line's amount."""
    if line.get("net") is not None:
        return Decimal(line["net"])
    made = line["qty"] * line["unit_price"] / (line.get("base") or 1)
    return Decimal(made).quantize(CENT, ROUND_HALF_UP)


def sums(case: Case) -> dict[str, Any]:
    """All totals of an invoice, right unless the case overrides one."""
    groups: dict[str, Decimal] = {}
    for line in case.billed:
        groups[line["rate"]] = groups.get(line["rate"], Decimal(0)) + net_of(line)
    first = next(iter(groups))
    groups[first] += case.bill["charge"] - case.bill["allowance"]
    taxes = {
        rate: (base * Decimal(rate) / 100).quantize(CENT, ROUND_HALF_UP) for rate, base in groups.items()
    }
    if "first_tax" in case.totals:
        taxes[first] += case.totals["first_tax"]
    line_total = sum((net_of(line) for line in case.billed), Decimal(0)) + case.totals.get(
        "line_total", Decimal(0)
    )
    net = line_total + case.bill["charge"] - case.bill["allowance"] + case.totals.get("net", Decimal(0))
    vat = sum(taxes.values(), Decimal(0)) + case.totals.get("vat", Decimal(0))
    gross = net + vat + case.totals.get("gross", Decimal(0))
    payable = gross - case.bill["prepaid"] + case.totals.get("payable", Decimal(0))
    return {"groups": groups, "taxes": taxes, "line_total": line_total, "net": net, "vat": vat, "gross": gross,
            "payable": payable}  # fmt: skip


def write_invoice(case: Case) -> str:
    """The invoice in UBL."""
    bill, total = case.bill, sums(case)
    root, item, quantity = ("CreditNote", "CreditNoteLine", "CreditedQuantity") if bill["credit"] else (
        "Invoice", "InvoiceLine", "InvoicedQuantity")  # fmt: skip
    cur = bill["currency"]

    def tag(name: str, value: Any, attributes: str = "") -> str:
        return f"<cbc:{name}{attributes}>{escape(str(value))}</cbc:{name}>" if value not in ("", None) else ""

    def money(name: str, value: Any) -> str:
        return tag(name, value, f' currencyID="{cur}"')

    def party(role: str, name: str, vat: str, country: str) -> str:
        kind = "VAT" if vat[:2].isalpha() else "FC"
        scheme = f"<cac:TaxScheme>{tag('ID', kind)}</cac:TaxScheme>"
        scheme = f"<cac:PartyTaxScheme>{tag('CompanyID', vat)}{scheme}</cac:PartyTaxScheme>"
        address = f"<cac:Country>{tag('IdentificationCode', country)}</cac:Country>"
        return (f"<cac:{role}><cac:Party><cac:PostalAddress>{address}</cac:PostalAddress>{scheme if vat else ''}"
                f"<cac:PartyLegalEntity>{tag('RegistrationName', name)}"
                f"{tag('CompanyID', 'HR 4711')}</cac:PartyLegalEntity></cac:Party></cac:{role}>")  # fmt: skip

    def category(kind: str, rate: str) -> str:
        scheme = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
        return f"<cac:{kind}><cbc:ID>S</cbc:ID>{tag('Percent', rate)}{scheme}</cac:{kind}>"

    first = next(iter(total["groups"]))
    extras = "".join(
        f"<cac:AllowanceCharge>{tag('ChargeIndicator', charge)}{tag('AllowanceChargeReason', words)}"
        f"{money('Amount', amount)}{category('TaxCategory', first)}</cac:AllowanceCharge>"
        for charge, words, amount in (
            ("true", bill["charge_words"], bill["charge"]),
            ("false", "Discount", bill["allowance"]),
        )
        if amount
    )
    taxes = "".join(
        f"<cac:TaxSubtotal>{money('TaxableAmount', base)}{money('TaxAmount', total['taxes'][rate])}"
        f"{category('TaxCategory', rate)}</cac:TaxSubtotal>"
        for rate, base in total["groups"].items()
    )
    lines = "".join(
        f"<cac:{item}>{tag('ID', number)}{tag(quantity, line['qty'], line.get('unit', PIECES))}"
        f"{money('LineExtensionAmount', net_of(line))}"
        + (
            f"<cac:OrderLineReference>{tag('LineID', line['order_line'])}"
            + (
                f"<cac:OrderReference>{tag('ID', line['order_ref'])}</cac:OrderReference>"
                if line.get("order_ref")
                else ""
            )
            + "</cac:OrderLineReference>"
            if line.get("order_line")
            else ""
        )
        + f"<cac:Item>{tag('Name', line['description'])}"
        + (
            f"<cac:SellersItemIdentification>{tag('ID', line['sku'])}</cac:SellersItemIdentification>"
            if line.get("sku")
            else ""
        )
        + f"{category('ClassifiedTaxCategory', line['rate'])}</cac:Item>"
        + f"<cac:Price>{money('PriceAmount', line['unit_price'])}"
        + (tag("BaseQuantity", line["base"]) if line.get("base") else "")
        + f"</cac:Price></cac:{item}>"
        for number, line in enumerate(case.billed, start=1)
    )
    due = (
        (date.fromisoformat(bill["issue_date"]) + timedelta(days=30)).isoformat()
        if bill["issue_date"]
        else "2026-12-01"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2"'
        ' xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"'
        ' xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
        f"{tag('CustomizationID', 'urn:cen.eu:en16931:2017')}{tag('ID', bill['number'])}"
        + tag("IssueDate", bill["issue_date"])
        + (tag("CreditNoteTypeCode", "381") if bill["credit"] else tag("DueDate", due) + tag("InvoiceTypeCode", "380"))
        + tag("Note", bill["note"]) + tag("DocumentCurrencyCode", cur)
        + (f"<cac:OrderReference>{tag('ID', bill['po'])}</cac:OrderReference>" if bill["po"] else "")
        + ("<cac:BillingReference><cac:InvoiceDocumentReference>" + tag("ID", bill["preceding"])
           + "</cac:InvoiceDocumentReference></cac:BillingReference>" if bill["preceding"] else "")
        + party("AccountingSupplierParty", bill["seller"], bill["vat_id"], case.vendor["country"])
        + party("AccountingCustomerParty", bill["buyer"], "", "DE")
        + "".join("<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cac:PayeeFinancialAccount>"
                  + tag("ID", iban) + "</cac:PayeeFinancialAccount></cac:PaymentMeans>"
                  for iban in (bill["iban"], bill.get("other_iban")) if iban)
        + "<cac:PaymentTerms><cbc:Note>Net 30 days</cbc:Note></cac:PaymentTerms>" + extras
        + f"<cac:TaxTotal>{money('TaxAmount', total['vat'])}{taxes}</cac:TaxTotal><cac:LegalMonetaryTotal>"
        + money("LineExtensionAmount", total["line_total"]) + money("TaxExclusiveAmount", total["net"])
        + money("TaxInclusiveAmount", total["gross"])
        + (money("AllowanceTotalAmount", bill["allowance"]) if bill["allowance"] else "")
        + (money("ChargeTotalAmount", bill["charge"]) if bill["charge"] else "")
        + (money("PrepaidAmount", bill["prepaid"]) if bill["prepaid"] else "")
        + money("PayableAmount", total["payable"]) + f"</cac:LegalMonetaryTotal>{lines}</{root}>"
    )  # fmt: skip


Plant = Callable[[Case, Maker], None]


def write_folder(
    folder: Path, seed: int, plants: dict[str, Plant], *, rounds: int = 1, maker_of: type[Maker] = Maker
) -> dict[str, Case]:
    """Writes a folder with `rounds` cases of each plant under the policy of `maker_of`; gives the truth by file."""
    maker = maker_of(seed)
    cases: list[Case] = []
    names = [name for _ in range(rounds) for name in plants]
    maker.random.shuffle(names)
    for name in names:
        case = maker.case(name)
        plants[name](case, maker)
        cases.append(case)
    (folder / "invoices").mkdir(parents=True)
    (folder / "policy.json").write_text(json.dumps(maker.policy()))
    truth = {}
    for number, case in enumerate(cases):
        file = f"invoices/c{number:03d}.xml"
        (folder / file).write_text(write_invoice(case), encoding="utf-8")
        truth[file] = case
    orders = [(case.order, case.lines) for case in cases if case.order] + [
        each for case in cases for each in case.other_orders
    ]
    _csv(folder / "vendor_master.csv", maker.vendors)
    _csv(folder / "purchase_orders.csv", [order for order, _ in orders])
    keys = ("po", "line", "sku", "description", "qty", "unit_price", "gl")
    _csv(
        folder / "purchase_order_lines.csv",
        [{key: line[key] for key in keys} for _, lines in orders for line in lines],
    )
    _csv(folder / "goods_receipts.csv", [
        {"po": case.order["po"], "line": line, "qty_received": str(quantity), "date": case.order["order_date"]}
        for case in cases if case.order for line, quantity in case.received.items()
    ] + [
        {"po": case.order["po"], "line": line, "qty_received": str(quantity), "date": day}
        for case in cases for line, quantity, day in case.receipts
    ] + [{"po": line["po"], "line": line["line"], "qty_received": str(line["qty"]), "date": "2026-01-05"}
         for case in cases for _, lines in case.other_orders for line in lines])  # fmt: skip
    noise = [{"vendor_id": vendor["vendor_id"], "number": f"Z{maker.random.randrange(10**6):06d}", "date": "2025-12-17",
              "gross": f"{maker.random.randrange(10**6) / 100:.2f}", "currency": "EUR", "status": "paid"}
             for vendor in maker.vendors for _ in range(5)]  # fmt: skip
    _csv(folder / "invoice_history.csv", noise + [row for case in cases for row in case.history])
    return truth


def _csv(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
