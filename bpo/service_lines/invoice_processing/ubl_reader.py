"""UBL 2.1 Invoice and CreditNote to the canonical record (EN 16931 syntax binding, CEN/TS 16931-3-2)."""

from decimal import Decimal

from lxml import etree

from bpo.catalog.rules import Record

from .bank_change import other_accounts
from .identifiers import iban_has_form, is_placeholder
from .record import empty_record, money_text, number_text, to_decimal
from .xml_safe import child, children, local_name, text_of

ROOTS = ("Invoice", "CreditNote")


def read_ubl(root: etree._Element) -> Record:
    """The record a UBL document states. Missing elements are None; nothing is worked out."""
    record = empty_record()
    credit = local_name(root) == "CreditNote"
    record["number"] = text_of(root, "ID")
    record["issue_date"] = _date(text_of(root, "IssueDate"))
    record["due_date"] = _date(text_of(root, "DueDate")) or _due_with_means(root)
    record["type_code"] = text_of(root, "CreditNoteTypeCode" if credit else "InvoiceTypeCode") or (
        "381" if credit else "380"
    )
    record["currency"] = text_of(root, "DocumentCurrencyCode")
    record["po_ref"] = real(text_of(root, "OrderReference", "ID"))
    record["preceding_invoice"] = real(text_of(root, "BillingReference", "InvoiceDocumentReference", "ID"))
    record["iban"] = _account(root)
    record["other_ibans"] = other_accounts(root, record["iban"])
    _parties(root, record)
    _totals(root, record)
    record["vat_breakdown"] = _breakdown(root, record["currency"])
    record["lines"] = [_line(item) for item in children(root, "CreditNoteLine" if credit else "InvoiceLine")]
    return record


def _due_with_means(root: etree._Element) -> str | None:
    """The due date of a credit note, which stands with the means of payment."""
    dates = [_date(text_of(means, "PaymentDueDate")) for means in children(root, "PaymentMeans")]
    return next((date for date in dates if date), None)


def real(text: str | None) -> str | None:
    """A text that is a value; None for one that stands in for a value that nobody filled in."""
    return None if text is None or is_placeholder(text) else text


def _date(text: str | None) -> str | None:
    return text[:10] if text else None


def _account(root: etree._Element) -> str | None:
    """The first IBAN; where there is none, the first account of another kind."""
    stated = [
        "".join(account.split())
        for means in children(root, "PaymentMeans")
        if (account := real(text_of(means, "PayeeFinancialAccount", "ID")))
    ]
    return next((account for account in stated if iban_has_form(account)), stated[0] if stated else None)


def _parties(root: etree._Element, record: Record) -> None:
    seller = child(root, "AccountingSupplierParty", "Party")
    buyer = child(root, "AccountingCustomerParty", "Party")
    record["seller"], record["buyer"] = _name(seller), _name(buyer)
    record["seller_vat_id"], record["seller_tax_id"] = _tax_ids(seller)
    record["buyer_vat_id"] = _tax_ids(buyer)[0]


def _name(party: etree._Element | None) -> str | None:
    return text_of(party, "PartyLegalEntity", "RegistrationName") or text_of(party, "PartyName", "Name")


def _tax_ids(party: etree._Element | None) -> tuple[str | None, str | None]:
    """(VAT id, other tax registration) of a party."""
    vat: str | None = None
    other: str | None = None
    for scheme in children(party, "PartyTaxScheme"):
        value = real(text_of(scheme, "CompanyID"))
        kind = (text_of(scheme, "TaxScheme", "ID") or "VAT").upper()
        if kind == "VAT":
            vat = vat or value
        else:
            other = other or value
    return vat, other


def money(text: str | None) -> str | None:
    """An amount as the record writes it; None where it is no number."""
    value = to_decimal(text)
    return None if value is None else money_text(value)


def number(text: str | None) -> str | None:
    """A quantity or rate as the record writes it; None where it is no number."""
    value = to_decimal(text)
    return None if value is None else number_text(value)


def _totals(root: etree._Element, record: Record) -> None:
    total = child(root, "LegalMonetaryTotal")
    for field, name in (
        ("line_total", "LineExtensionAmount"),
        ("allowance_total", "AllowanceTotalAmount"),
        ("charge_total", "ChargeTotalAmount"),
        ("net", "TaxExclusiveAmount"),
        ("gross", "TaxInclusiveAmount"),
        ("prepaid", "PrepaidAmount"),
        ("rounding", "PayableRoundingAmount"),
        ("payable", "PayableAmount"),
    ):
        record[field] = money(text_of(total, name))
    tax = _main_tax(root, record["currency"])
    record["vat"] = money(text_of(tax, "TaxAmount"))


def _main_tax(root: etree._Element, currency: str | None) -> etree._Element | None:
    """The tax total in the document's currency; the other one is in the seller's accounting currency."""
    totals = children(root, "TaxTotal")
    for total in totals:
        amount = child(total, "TaxAmount")
        if amount is not None and amount.get("currencyID") == currency:
            return total
    return totals[0] if totals else None


def _breakdown(root: etree._Element, currency: str | None) -> list[dict[str, str | None]]:
    rows = []
    for item in children(_main_tax(root, currency), "TaxSubtotal"):
        category = child(item, "TaxCategory")
        rows.append(
            {
                "category": text_of(category, "ID"),
                "rate": number(text_of(category, "Percent")) or "0",
                "taxable": money(text_of(item, "TaxableAmount")),
                "tax": money(text_of(item, "TaxAmount")),
            }
        )
    return rows


def _line(item: etree._Element) -> dict[str, str | None]:
    quantity = child(item, "InvoicedQuantity")
    if quantity is None:
        quantity = child(item, "CreditedQuantity")
    return {
        "description": text_of(item, "Item", "Name") or text_of(item, "Item", "Description"),
        "quantity": number(quantity.text if quantity is not None else None),
        "unit": quantity.get("unitCode") if quantity is not None else None,
        "unit_price": money(text_of(item, "Price", "PriceAmount")),
        "price_base": base_quantity(text_of(item, "Price", "BaseQuantity")),
        "vat_rate": number(text_of(item, "Item", "ClassifiedTaxCategory", "Percent")),
        "line_net": money(text_of(item, "LineExtensionAmount")),
        "sku": text_of(item, "Item", "SellersItemIdentification", "ID")
        or text_of(item, "Item", "StandardItemIdentification", "ID"),
        "buyer_sku": text_of(item, "Item", "BuyersItemIdentification", "ID"),
        "order_line": text_of(item, "OrderLineReference", "LineID"),
        "order_ref": real(text_of(item, "OrderLineReference", "OrderReference", "ID")),
    }


def base_quantity(text: str | None) -> str | None:
    """How many units the price is for, where not one."""
    value = to_decimal(text)
    return None if value is None or value == Decimal(1) else number_text(value)
