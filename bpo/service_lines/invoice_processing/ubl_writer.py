"""The record as a UBL 2.1 invoice or credit note that reads back to the same record."""

from decimal import Decimal
from typing import Any

from lxml import etree

from bpo.catalog.rules import Record

from .record import CREDIT_TYPES, complete, money_text, to_decimal

CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
ROOT = "urn:oasis:names:specification:ubl:schema:xsd:{}-2"

UNIT_CODES = {
    "pcs": "C62", "pc": "C62", "st": "C62", "stk": "C62", "stuck": "C62", "pce": "C62", "ud": "C62",
    "ea": "EA", "each": "EA", "h": "HUR", "hr": "HUR", "hrs": "HUR", "std": "HUR", "tim": "HUR",
    "heure": "HUR", "uur": "HUR", "ore": "HUR", "kg": "KGM", "g": "GRM", "l": "LTR", "m": "MTR", "m2":
    "MTK", "m²": "MTK", "m3": "MTQ", "km": "KMT", "kwh": "KWH", "t": "TNE", "day": "DAY", "tag": "DAY",
    "jour": "DAY", "dag": "DAY", "month": "MON", "monat": "MON", "mois": "MON", "mes": "MON", "mån":
    "MON", "week": "WEE", "woche": "WEE", "sem": "WEE", "vecka": "WEE", "set": "SET", "box": "XBX",
    "bx": "XBX", "pk": "XPK", "pack": "XPK",
}  # fmt: skip


class _Builder:
    def __init__(self, root: etree._Element, currency: str) -> None:
        self.root = root
        self.currency = currency

    def text(self, parent: etree._Element, name: str, value: Any, **attributes: str) -> None:
        if value not in (None, ""):
            etree.SubElement(parent, f"{{{CBC}}}{name}", attrib=attributes).text = _clean(str(value))

    def money(self, parent: etree._Element, name: str, value: Any) -> None:
        if value is not None:
            self.text(parent, name, value, currencyID=self.currency)

    def group(self, parent: etree._Element, *names: str) -> etree._Element:
        for name in names:
            parent = etree.SubElement(parent, f"{{{CAC}}}{name}")
        return parent


def _clean(text: str) -> str:
    """Text without characters that XML cannot hold."""
    return "".join(
        char
        for char in text
        if char in "\t\n\r"
        or (ord(char) >= 32 and not 0xD800 <= ord(char) < 0xE000 and ord(char) not in (0xFFFE, 0xFFFF))
    )


def write_ubl(record: Record) -> bytes:
    """UBL 2.1 in the element order of its schema. Amounts missing in the record are left out where UBL allows."""
    record = complete(record)
    credit = record["type_code"] in CREDIT_TYPES
    kind = "CreditNote" if credit else "Invoice"
    root = etree.Element(f"{{{ROOT.format(kind)}}}{kind}", nsmap=_namespaces(kind))
    build = _Builder(root, record["currency"] or "XXX")
    build.text(root, "CustomizationID", "urn:cen.eu:en16931:2017")
    build.text(root, "ID", record["number"])
    build.text(root, "IssueDate", record["issue_date"])
    if not credit:
        build.text(root, "DueDate", record["due_date"])
    build.text(root, "CreditNoteTypeCode" if credit else "InvoiceTypeCode", record["type_code"])
    build.text(root, "DocumentCurrencyCode", record["currency"])
    if record["po_ref"]:
        build.text(build.group(root, "OrderReference"), "ID", record["po_ref"])
    if record["preceding_invoice"]:
        build.text(
            build.group(root, "BillingReference", "InvoiceDocumentReference"),
            "ID",
            record["preceding_invoice"],
        )
    _party(
        build, "AccountingSupplierParty", record["seller"], record["seller_vat_id"], record["seller_tax_id"]
    )
    _party(build, "AccountingCustomerParty", record["buyer"], record["buyer_vat_id"], None)
    if record["iban"] or (credit and record["due_date"]):
        means = build.group(root, "PaymentMeans")
        build.text(means, "PaymentMeansCode", "30")
        if credit:
            build.text(means, "PaymentDueDate", record["due_date"])
        if record["iban"]:
            build.text(build.group(means, "PayeeFinancialAccount"), "ID", record["iban"])
    _allowances(build, record)
    _taxes(build, record)
    _totals(build, record)
    _lines(build, record, credit)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _namespaces(kind: str) -> Any:
    return {None: ROOT.format(kind), "cac": CAC, "cbc": CBC}


def _party(build: _Builder, role: str, name: str | None, vat: str | None, tax: str | None) -> None:
    party = build.group(build.root, role, "Party")
    for value, scheme_id in ((vat, "VAT"), (tax, "FC")):
        if value:
            scheme = build.group(party, "PartyTaxScheme")
            build.text(scheme, "CompanyID", value)
            build.text(build.group(scheme, "TaxScheme"), "ID", scheme_id)
    if name:
        build.text(build.group(party, "PartyLegalEntity"), "RegistrationName", name)


def _allowances(build: _Builder, record: Record) -> None:
    for name, indicator, reason in (
        ("allowance_total", "false", "Discount"),
        ("charge_total", "true", "Charges"),
    ):
        value = to_decimal(record[name])
        if value:
            entry = build.group(build.root, "AllowanceCharge")
            build.text(entry, "ChargeIndicator", indicator)
            build.text(entry, "AllowanceChargeReason", reason)
            build.money(entry, "Amount", record[name])


def _taxes(build: _Builder, record: Record) -> None:
    if record["vat"] is None:
        return
    total = build.group(build.root, "TaxTotal")
    build.money(total, "TaxAmount", record["vat"])
    for row in record["vat_breakdown"]:
        item = build.group(total, "TaxSubtotal")
        build.money(item, "TaxableAmount", row.get("taxable"))
        build.money(item, "TaxAmount", row.get("tax"))
        category = build.group(item, "TaxCategory")
        build.text(category, "ID", row.get("category"))
        build.text(category, "Percent", row.get("rate"))
        build.text(build.group(category, "TaxScheme"), "ID", "VAT")


def _totals(build: _Builder, record: Record) -> None:
    total = build.group(build.root, "LegalMonetaryTotal")
    for field, name in (
        ("line_total", "LineExtensionAmount"), ("net", "TaxExclusiveAmount"), ("gross", "TaxInclusiveAmount"),
        ("allowance_total", "AllowanceTotalAmount"), ("charge_total", "ChargeTotalAmount"),
        ("prepaid", "PrepaidAmount"),
        ("rounding", "PayableRoundingAmount"), ("payable", "PayableAmount"),
    ):  # fmt: skip
        value = to_decimal(record[field])
        build.money(total, name, None if value is None else money_text(value))


def _lines(build: _Builder, record: Record, credit: bool) -> None:
    for number, row in enumerate(record["lines"], start=1):
        line = build.group(build.root, "CreditNoteLine" if credit else "InvoiceLine")
        build.text(line, "ID", number)
        quantity = row.get("quantity")
        unit = str(row.get("unit") or "")
        build.text(
            line, "CreditedQuantity" if credit else "InvoicedQuantity", quantity, unitCode=unit_code(unit)
        )
        build.money(line, "LineExtensionAmount", row.get("line_net"))
        build.text(line, "AccountingCost", row.get("gl_account"))
        if row.get("order_line"):
            build.text(build.group(line, "OrderLineReference"), "LineID", row["order_line"])
        item = build.group(line, "Item")
        build.text(item, "Name", row.get("description") or "-")
        for name, column in (("BuyersItem", "buyer_sku"), ("SellersItem", "sku")):
            if row.get(column):
                build.text(build.group(item, f"{name}Identification"), "ID", row[column])
        if row.get("vat_rate") is not None:
            category = build.group(item, "ClassifiedTaxCategory")
            build.text(category, "ID", "S" if to_decimal(row["vat_rate"]) != Decimal(0) else "Z")
            build.text(category, "Percent", row["vat_rate"])
            build.text(build.group(category, "TaxScheme"), "ID", "VAT")
        if row.get("unit_price") is not None:
            price = build.group(line, "Price")
            build.money(price, "PriceAmount", row["unit_price"])
            if row.get("price_base"):
                build.text(price, "BaseQuantity", row["price_base"])


def unit_code(unit: str) -> str:
    """The UN/ECE code of a printed unit; codes stay, what is not known counts as pieces (C62)."""
    plain = unit.strip(" .()").casefold()
    if plain in UNIT_CODES:
        return UNIT_CODES[plain]
    return unit if unit.isupper() and unit.isalnum() and 2 <= len(unit) <= 3 else "C62"
