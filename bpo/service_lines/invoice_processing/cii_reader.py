"""UN/CEFACT Cross Industry Invoice to the canonical record: Factur-X and ZUGFeRD 2, XRechnung, and ZUGFeRD 1.

ZUGFeRD 1 (`CrossIndustryDocument`) says the same with other names; each accessor tries both.
"""

import re
from decimal import Decimal

from lxml import etree

from bpo.catalog.rules import Record

from .bank_change import other_accounts
from .identifiers import iban_has_form
from .record import empty_record, money_text, to_decimal
from .ubl_reader import base_quantity, money, number, real
from .xml_safe import child, children, local_name, text_of

ROOTS = ("CrossIndustryInvoice", "CrossIndustryDocument")


def read_cii(root: etree._Element) -> Record:
    """The record a CII document states. Missing elements are None; nothing is worked out."""
    record = empty_record()
    document = _any(root, "ExchangedDocument", "HeaderExchangedDocument")
    trade = _any(root, "SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction")
    agreement = _any(trade, "ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement")
    settlement = _any(trade, "ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement")
    record["number"] = text_of(document, "ID")
    record["type_code"] = text_of(document, "TypeCode")
    record["issue_date"] = _date(child(document, "IssueDateTime"))
    record["due_date"] = _due_date(settlement)
    record["currency"] = text_of(settlement, "InvoiceCurrencyCode")
    order = child(agreement, "BuyerOrderReferencedDocument")
    record["po_ref"] = real(text_of(order, "IssuerAssignedID") or text_of(order, "ID"))
    earlier = child(settlement, "InvoiceReferencedDocument")
    record["preceding_invoice"] = real(text_of(earlier, "IssuerAssignedID") or text_of(earlier, "ID"))
    record["iban"] = _account(settlement)
    record["other_ibans"] = other_accounts(root, record["iban"])
    seller, buyer = child(agreement, "SellerTradeParty"), child(agreement, "BuyerTradeParty")
    record["seller"], record["buyer"] = _name(seller), _name(buyer)
    record["seller_vat_id"], record["seller_tax_id"] = _tax_ids(seller)
    record["buyer_vat_id"] = _tax_ids(buyer)[0]
    _totals(settlement, record)
    record["vat_breakdown"] = [_tax(item) for item in children(settlement, "ApplicableTradeTax")]
    record["lines"] = [
        _line(item) for item in children(trade, "IncludedSupplyChainTradeLineItem") if _counts(item)
    ]
    return record


def _any(element: etree._Element | None, *names: str) -> etree._Element | None:
    return next((found for name in names if (found := child(element, name)) is not None), None)


def _date(element: etree._Element | None) -> str | None:
    """A CII date: format 102 is YYYYMMDD; ISO forms occur as well."""
    if element is None:
        return None
    text = next((item.text for item in element.iter() if item.text and item.text.strip()), None)
    if text is None:
        return None
    match = re.match(r"(\d{4})-?(\d{2})-?(\d{2})", text.strip())
    return f"{match[1]}-{match[2]}-{match[3]}" if match else text.strip()


def _due_date(settlement: etree._Element | None) -> str | None:
    for terms in children(settlement, "SpecifiedTradePaymentTerms"):
        due = _date(child(terms, "DueDateDateTime"))
        if due:
            return due
    return None


def _account(settlement: etree._Element | None) -> str | None:
    """The first IBAN; a national account number only where it is one in all but name."""
    accounts = [
        account
        for means in children(settlement, "SpecifiedTradeSettlementPaymentMeans")
        for account in children(means, "PayeePartyCreditorFinancialAccount")
    ]
    for account in accounts:
        iban = real(text_of(account, "IBANID"))
        if iban:
            return "".join(iban.split())
    for account in accounts:
        other = text_of(account, "ProprietaryID")
        if other and iban_has_form(other):
            return "".join(other.split())
    return None


def _name(party: etree._Element | None) -> str | None:
    return text_of(party, "Name") or text_of(party, "SpecifiedLegalOrganization", "TradingBusinessName")


def _tax_ids(party: etree._Element | None) -> tuple[str | None, str | None]:
    """(VAT id, other tax registration): scheme VA is VAT, FC the tax office's number."""
    vat: str | None = None
    other: str | None = None
    for registration in children(party, "SpecifiedTaxRegistration"):
        element, value = child(registration, "ID"), real(text_of(registration, "ID"))
        if element is None or value is None:
            continue
        if element.get("schemeID", "VA") in ("VA", "VAT"):
            vat = vat or value
        else:
            other = other or value
    return vat, other


def _totals(settlement: etree._Element | None, record: Record) -> None:
    total = _any(
        settlement,
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        "SpecifiedTradeSettlementMonetarySummation",
    )
    for field, name in (
        ("line_total", "LineTotalAmount"),
        ("allowance_total", "AllowanceTotalAmount"),
        ("charge_total", "ChargeTotalAmount"),
        ("net", "TaxBasisTotalAmount"),
        ("gross", "GrandTotalAmount"),
        ("prepaid", "TotalPrepaidAmount"),
        ("rounding", "RoundingAmount"),
        ("payable", "DuePayableAmount"),
    ):
        record[field] = money(text_of(total, name))
    taxes = children(total, "TaxTotalAmount")
    own = [item for item in taxes if item.get("currencyID") in (None, record["currency"])] or taxes
    record["vat"] = money(own[0].text) if own else None
    if (
        record["payable"] is None
        and total is not None
        and local_name(total).startswith("SpecifiedTradeSettlementMonetary")
    ):
        record["payable"] = _payable_of_old(record)


def _payable_of_old(record: Record) -> str | None:
    """ZUGFeRD 1 may leave the amount due out: gross less what was paid."""
    gross, prepaid = to_decimal(record["gross"]), to_decimal(record["prepaid"])
    return None if gross is None else money_text(gross - (prepaid or Decimal(0)))


def _tax(item: etree._Element) -> dict[str, str | None]:
    return {
        "category": text_of(item, "CategoryCode"),
        "rate": number(text_of(item, "RateApplicablePercent") or text_of(item, "ApplicablePercent")) or "0",
        "taxable": money(text_of(item, "BasisAmount")),
        "tax": money(text_of(item, "CalculatedAmount")),
    }


def _counts(item: etree._Element) -> bool:
    """Whether a line bears money: ZUGFeRD allows pure text lines and group headings."""
    kind = text_of(item, "AssociatedDocumentLineDocument", "LineStatusReasonCode")
    words_only = all(local_name(part) == "AssociatedDocumentLineDocument" for part in item)
    return kind not in ("GROUP", "INFORMATION") and not words_only


def _line(item: etree._Element) -> dict[str, str | None]:
    agreement = _any(item, "SpecifiedLineTradeAgreement", "SpecifiedSupplyChainTradeAgreement")
    delivery = _any(item, "SpecifiedLineTradeDelivery", "SpecifiedSupplyChainTradeDelivery")
    settlement = _any(item, "SpecifiedLineTradeSettlement", "SpecifiedSupplyChainTradeSettlement")
    quantity = child(delivery, "BilledQuantity")
    price = _any(agreement, "NetPriceProductTradePrice", "GrossPriceProductTradePrice")
    total = _any(
        settlement,
        "SpecifiedTradeSettlementLineMonetarySummation",
        "SpecifiedTradeSettlementMonetarySummation",
    )
    tax = child(settlement, "ApplicableTradeTax")
    product, order = child(item, "SpecifiedTradeProduct"), child(agreement, "BuyerOrderReferencedDocument")
    name = text_of(product, "Name") or text_of(product, "Description")
    if name is None:
        name = text_of(item, "AssociatedDocumentLineDocument", "IncludedNote", "Content")
    return {
        "description": name,
        "quantity": number(quantity.text if quantity is not None else None),
        "unit": quantity.get("unitCode") if quantity is not None else None,
        "unit_price": money(text_of(price, "ChargeAmount")),
        "price_base": base_quantity(text_of(price, "BasisQuantity")),
        "vat_rate": number(text_of(tax, "RateApplicablePercent") or text_of(tax, "ApplicablePercent")),
        "line_net": money(text_of(total, "LineTotalAmount")),
        "sku": text_of(product, "SellerAssignedID") or text_of(product, "GlobalID"),
        "buyer_sku": text_of(product, "BuyerAssignedID"),
        "order_line": text_of(order, "LineID"),
        "order_ref": real(text_of(order, "IssuerAssignedID") or text_of(order, "ID")),
    }
