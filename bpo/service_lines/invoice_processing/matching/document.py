"""What an invoice is found to be by itself, in the codes of matching: what is missing, what does not add up."""

from collections.abc import Sequence
from datetime import date

from bpo.catalog.rules import Finding, Record, Severity

from ..identifiers import (
    VAT_COUNTRIES,
    compact,
    iban_has_form,
    iban_is_valid,
    is_placeholder,
    vat_has_form,
    vat_is_valid,
)
from ..proof import prove
from ..record import MANDATORY
from .books import day

MISSING = {
    "number": "MISSING_NUMBER",
    "issue_date": "MISSING_DATE",
    "currency": "MISSING_CURRENCY",
    "seller": "MISSING_SELLER",
    "buyer": "MISSING_BUYER",
    "net": "MISSING_NET",
    "vat": "MISSING_VAT",
    "gross": "MISSING_GROSS",
    "payable": "MISSING_PAYABLE",
}

_NAMED = ("number", "seller", "buyer")


def check_document(record: Record, as_of: date | None) -> list[Finding]:
    """Missing values, sums that do not hold by EN 16931, numbers that fail their own check, dates ahead."""
    return [
        *_missing(record),
        *_sums(record),
        *_account(record),
        *_vat_id(record),
        *check_date(record, as_of),
    ]


def _missing(record: Record) -> list[Finding]:
    return [
        Finding(code=MISSING[name], message=f"No {name.replace('_', ' ')} is stated.", fields=(name,))
        for name in MANDATORY
        if record.get(name) in (None, "") or (name in _NAMED and is_placeholder(str(record[name])))
    ]


def _sums(record: Record) -> list[Finding]:
    """One finding for each rule of EN 16931 that is broken. Bases that disagree alone are BR-S-08."""
    broken = prove(record).broken
    rules = [each for each in broken if each.rule.startswith("BR-")]
    found: dict[str, Finding] = {}
    for each in rules or broken:
        code = each.rule if each.rule.startswith("BR-") else "BR-S-08"
        message = f"{code}: {each.stated} is stated, {each.expected} is what it comes to."
        found.setdefault(code, Finding(code=code, message=message, fields=each.fields))
    return list(found.values())


def _account(record: Record) -> list[Finding]:
    iban = str(record.get("iban") or "")
    if not iban_has_form(iban) or iban_is_valid(iban):  # an account number of another kind has no such check
        return []
    message = "The account number fails the IBAN's own check."
    return [Finding(code="IBAN_CHECKSUM", message=message, severity=Severity.ASK, fields=("iban",))]


def _vat_id(record: Record) -> list[Finding]:
    """The seller's VAT id, where its country's form and check digits are known."""
    stated = str(record.get("seller_vat_id") or "")
    if compact(stated)[:2] not in VAT_COUNTRIES or (
        vat_has_form(stated) and vat_is_valid(stated) is not False
    ):
        return []
    message = f"The VAT id {stated} fails its own check."
    return [
        Finding(code="VAT_ID_CHECKSUM", message=message, severity=Severity.ASK, fields=("seller_vat_id",))
    ]


def check_date(record: Record, as_of: date | None) -> list[Finding]:
    """An invoice of a day to come. Without a day to judge by, none is."""
    issued = day(str(record.get("issue_date") or ""))
    if issued is None or as_of is None or issued <= as_of:
        return []
    return [
        Finding(
            code="FUTURE_DATE",
            message=f"It is dated {issued}, after {as_of}.",
            severity=Severity.ASK,
            fields=("issue_date",),
        )
    ]


IMPLIED = {
    "BR-02": "MISSING_NUMBER",
    "BR-03": "MISSING_DATE",
    "BR-05": "MISSING_CURRENCY",
    "BR-06": "MISSING_SELLER",
    "BR-07": "MISSING_BUYER",
    "BR-13": "MISSING_NET",
    "BR-14": "MISSING_GROSS",
    "BR-15": "MISSING_PAYABLE",
}
"""Rules of EN 16931 that say what another code says already."""


def rules_beside(rules: Sequence[str]) -> list[str]:
    """The broken rules of the standard in the codes of matching.

    Where a sum is wrong, what is computed from it is wrong as well: then only the sums (BR-CO) are said.
    """
    sums = [rule for rule in rules if rule.startswith("BR-CO-1")]
    return [IMPLIED.get(rule, rule) for rule in sums or rules]
