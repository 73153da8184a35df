"""Rules of EN 16931 that need more of an e-invoice than its record: the sums of its allowances and charges,
the bases of its VAT rates, its currencies, and what it may not leave unsaid. Worked out here, exactly."""

from collections import defaultdict
from decimal import Decimal

from lxml import etree

from bpo.catalog.rules import Finding, Record, Severity

from .bank_change import announces_bank_change, change_announced, notes_of
from .record import to_decimal
from .xml_safe import child, children, local_name, parse_xml, text_of

ZERO = Decimal(0)
BASE_SLACK = Decimal(1)
"""By less than this a rate's base may differ from its lines (BR-S-08 and its like allow for rounding)."""
Extra = tuple[bool, Decimal, Decimal | None]
"""An allowance or charge on the whole document: is a charge, amount, VAT rate."""


def broken_rules(content: bytes, record: Record) -> list[Finding]:
    """What an e-invoice breaks beyond the sums of its record. Raises `RefusedXml` as `parse_xml` does."""
    root = parse_xml(content)
    extras = _extras(root)
    findings = [
        _stated_sum(record, "allowance_total", "BR-CO-11", [a for charge, a, _ in extras if not charge]),
        _stated_sum(record, "charge_total", "BR-CO-12", [a for charge, a, _ in extras if charge]),
        _bases(record, extras),
        _currencies(root, record),
        _due(root, record),
        _seller_known(root, record),
        _bank_change(content),
    ]
    return [finding for finding in findings if finding is not None]


def _extras(root: etree._Element) -> list[Extra]:
    """Allowances and charges of the document, not those of its lines."""
    if local_name(root) in ("Invoice", "CreditNote"):
        return [
            (
                (text_of(item, "ChargeIndicator") or "").casefold() == "true",
                to_decimal(text_of(item, "Amount")) or ZERO,
                to_decimal(text_of(item, "TaxCategory", "Percent")),
            )
            for item in children(root, "AllowanceCharge")
        ]
    settlement = _settlement(root)
    found: list[Extra] = [
        (
            (text_of(item, "ChargeIndicator", "Indicator") or "").casefold() == "true",
            to_decimal(text_of(item, "ActualAmount")) or ZERO,
            _rate(item, "CategoryTradeTax"),
        )
        for item in children(settlement, "SpecifiedTradeAllowanceCharge")
    ]
    return found + [
        (True, to_decimal(text_of(item, "AppliedAmount")) or ZERO, _rate(item, "AppliedTradeTax"))
        for item in children(settlement, "SpecifiedLogisticsServiceCharge")
    ]


def _settlement(root: etree._Element) -> etree._Element | None:
    for trade, settlement in (
        ("SupplyChainTradeTransaction", "ApplicableHeaderTradeSettlement"),
        ("SpecifiedSupplyChainTradeTransaction", "ApplicableSupplyChainTradeSettlement"),
    ):
        found = child(root, trade, settlement)
        if found is not None:
            return found
    return None


def _rate(item: etree._Element, tax: str) -> Decimal | None:
    return to_decimal(text_of(item, tax, "RateApplicablePercent") or text_of(item, tax, "ApplicablePercent"))


def _stated_sum(record: Record, name: str, rule: str, amounts: list[Decimal]) -> Finding | None:
    """BR-CO-11 and 12: the stated total is the sum of its parts; a missing total is zero."""
    total, stated = sum(amounts, ZERO), to_decimal(record[name]) or ZERO
    if total == stated:
        return None
    what = name.removesuffix("_total")
    return Finding(
        code="XML_RULE_BROKEN",
        message=f"{rule}: the {what}s add up to {total}, the stated total is {stated}.",
        severity=Severity.ASK,
        fields=(name,),
    )


def _bases(record: Record, extras: list[Extra]) -> Finding | None:
    """BR-S-08 and its like: the base of each VAT rate is what its lines, charges and allowances make."""
    lines = [(to_decimal(row.get("line_net")), to_decimal(row.get("vat_rate"))) for row in record["lines"]]
    if not lines or any(net is None or rate is None for net, rate in lines):
        return None
    if any(rate is None for _, _, rate in extras):
        return None
    expected: dict[Decimal | None, Decimal] = defaultdict(Decimal)
    for net, rate in lines:
        expected[rate] += net or ZERO
    for charge, amount, rate in extras:
        expected[rate] += amount if charge else -amount
    stated: dict[Decimal | None, Decimal] = defaultdict(Decimal)
    for row in record["vat_breakdown"]:
        stated[to_decimal(row.get("rate"))] += to_decimal(row.get("taxable")) or ZERO
    for rate in stated:
        if abs(stated[rate] - expected[rate]) >= BASE_SLACK:
            return Finding(
                code="XML_RULE_BROKEN",
                message=f"BR-S-08: lines at {rate} % make {expected[rate]}, the stated base is {stated[rate]}.",
                severity=Severity.ASK,
                fields=("vat_breakdown",),
            )
    return None


def _currencies(root: etree._Element, record: Record) -> Finding | None:
    """Amounts in another currency than the invoice's; VAT may be repeated in the seller's own."""
    other = {
        element.get("currencyID")
        for element in root.iter()
        if isinstance(element.tag, str)
        and element.get("currencyID") not in (None, "", record["currency"])
        and not local_name(element).startswith(("TaxAmount", "TaxTotalAmount", "TaxableAmount"))
    }
    if not other or not record["currency"]:
        return None
    return Finding(
        code="XML_RULE_BROKEN",
        message=f"Amounts are in {', '.join(sorted(map(str, other)))}, the invoice is in {record['currency']}.",
        severity=Severity.ASK,
        fields=("currency",),
    )


def _due(root: etree._Element, record: Record) -> Finding | None:
    """BR-CO-25: what is to be paid has a due date or terms of payment."""
    payable = to_decimal(record["payable"])
    terms = child(root, "PaymentTerms") if child(root, "PaymentTerms") is not None else _cii_terms(root)
    if payable is None or payable <= 0 or record["due_date"] or terms is not None:
        return None
    return Finding(
        code="XML_RULE_BROKEN",
        message="BR-CO-25: neither a due date nor terms of payment are stated.",
        severity=Severity.NOTE,
        fields=("due_date",),
    )


def _cii_terms(root: etree._Element) -> etree._Element | None:
    return child(_settlement(root), "SpecifiedTradePaymentTerms")


def _seller_known(root: etree._Element, record: Record) -> Finding | None:
    """BR-CO-26: the seller has a VAT id, a registration or another identifier."""
    if record["seller_vat_id"] or record["seller_tax_id"]:
        return None
    party = child(root, "AccountingSupplierParty", "Party")
    if party is None:
        trade = child(
            root, "SupplyChainTradeTransaction", "ApplicableHeaderTradeAgreement", "SellerTradeParty"
        )
        named = (
            text_of(trade, "ID"),
            text_of(trade, "GlobalID"),
            text_of(trade, "SpecifiedLegalOrganization", "ID"),
        )
    else:
        named = (
            text_of(party, "PartyIdentification", "ID"),
            text_of(party, "PartyLegalEntity", "CompanyID"),
            text_of(party, "EndpointID"),
        )
    if any(named):
        return None
    return Finding(
        code="XML_RULE_BROKEN",
        message="BR-CO-26: the seller states no VAT id or other identifier.",
        severity=Severity.NOTE,
        fields=("seller_vat_id",),
    )


def _bank_change(content: bytes) -> Finding | None:
    """A text on the invoice that says the account has changed."""
    if not announces_bank_change(notes_of(content), known=()):
        return None
    return change_announced()
