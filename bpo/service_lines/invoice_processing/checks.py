"""Checks of a record: what cannot be right, and what a person should look at. The codes are stable."""

from datetime import date
from decimal import Decimal

from bpo.catalog.rules import Finding, Record, Severity

from .amounts import CODES
from .identifiers import (
    VAT_COUNTRIES,
    compact,
    iban_has_form,
    iban_is_valid,
    is_placeholder,
    vat_has_form,
    vat_is_valid,
)
from .plausibility import plausibility
from .proof import Proof, prove
from .record import AMOUNT_FIELDS, DATE_FIELDS, MANDATORY, to_decimal

ABSURD = Decimal("100000000")
EARLIEST, LATEST = date(1995, 1, 1), date(2060, 1, 1)


def check_record(record: Record) -> tuple[Finding, ...]:
    """Every finding on a record, in the order a person would deal with them."""
    proof = prove(record)
    findings: list[Finding] = []
    findings += _missing(record)
    findings += _placeholders(record)
    findings += _sums(proof)
    findings += _amounts(record)
    findings += _dates(record)
    findings += _identifiers(record)
    findings += plausibility(record)
    return tuple(findings)


LABELS = {
    "number": "invoice number", "issue_date": "invoice date", "currency": "currency", "seller": "seller",
    "buyer": "buyer", "net": "total without VAT", "vat": "VAT", "gross": "total with VAT", "payable": "amount due",
}  # fmt: skip


def _missing(record: Record) -> list[Finding]:
    return [
        Finding(code="FIELD_MISSING", message=f"No {LABELS[name]} was found.", fields=(name,))
        for name in MANDATORY
        if record.get(name) in (None, "")
    ]


def _placeholders(record: Record) -> list[Finding]:
    return [
        Finding(
            code="PLACEHOLDER", message=f"“{record[name]}” stands in for a value that was not filled in.",
            severity=Severity.ASK, fields=(name,),
        )
        for name in ("number", "seller", "buyer", "po_ref")
        if isinstance(record.get(name), str) and record[name] and is_placeholder(record[name])
    ]  # fmt: skip


_SUM_TEXT = {
    "BR-CO-10": "The lines add up to {expected}, the stated sum of lines is {stated}.",
    "BR-CO-13": "Lines less allowances plus charges make {expected}, the stated net is {stated}.",
    "BR-CO-14": "The VAT of all rates adds up to {expected}, the stated VAT is {stated}.",
    "BR-CO-15": "Net plus VAT makes {expected}, the stated total is {stated}.",
    "BR-CO-16": "Total less what was paid makes {expected}, the stated amount due is {stated}.",
    "BR-CO-17": "Rate times base makes {expected}, the stated VAT is {stated}.",
    "VAT-BASES": "The bases of all VAT rates add up to {expected}, the stated net is {stated}.",
}


def _sums(proof: Proof) -> list[Finding]:
    return [
        Finding(
            code="TOTALS_DO_NOT_PROVE",
            message=_SUM_TEXT[broken.rule].format(stated=broken.stated, expected=broken.expected),
            severity=Severity.STOP,
            fields=broken.fields,
        )
        for broken in proof.broken
    ]


def _amounts(record: Record) -> list[Finding]:
    findings = []
    for name in AMOUNT_FIELDS:
        raw = record.get(name)
        value = to_decimal(raw)
        if raw not in (None, "") and value is None:
            findings.append(
                Finding(code="AMOUNT_INVALID", message=f"“{raw}” is not an amount.", fields=(name,))
            )
        elif value is not None and abs(value) >= ABSURD:
            findings.append(
                Finding(
                    code="AMOUNT_IMPLAUSIBLE",
                    message=f"{value} is an unlikely amount.",
                    severity=Severity.ASK,
                    fields=(name,),
                )
            )
    gross = to_decimal(record.get("gross"))
    if gross is not None and gross < 0:
        findings.append(
            Finding(
                code="AMOUNT_IMPLAUSIBLE",
                message="The total is negative.",
                severity=Severity.ASK,
                fields=("gross",),
            )
        )
    currency = record.get("currency")
    if currency and currency not in CODES:
        findings.append(
            Finding(
                code="CURRENCY_UNKNOWN", message=f"“{currency}” is no currency code.", fields=("currency",)
            )
        )
    return findings


def _dates(record: Record) -> list[Finding]:
    findings = []
    parsed: dict[str, date] = {}
    for name in DATE_FIELDS:
        raw = record.get(name)
        if not raw:
            continue
        try:
            parsed[name] = date.fromisoformat(str(raw))
        except ValueError:
            findings.append(Finding(code="DATE_INVALID", message=f"“{raw}” is not a date.", fields=(name,)))
            continue
        if not EARLIEST <= parsed[name] <= LATEST:
            findings.append(
                Finding(code="DATE_IMPLAUSIBLE", message=f"{raw} is an unlikely date.", fields=(name,))
            )
    issue, due = parsed.get("issue_date"), parsed.get("due_date")
    if issue is not None and due is not None:
        if due < issue:
            findings.append(
                Finding(
                    code="DATE_IMPLAUSIBLE",
                    message="It is due before it was issued.",
                    severity=Severity.ASK,
                    fields=("due_date", "issue_date"),
                )
            )
        elif (due - issue).days > 400:
            findings.append(
                Finding(
                    code="DATE_IMPLAUSIBLE",
                    message="It is due more than a year after issue.",
                    severity=Severity.ASK,
                    fields=("due_date",),
                )
            )
    return findings


def _identifiers(record: Record) -> list[Finding]:
    findings = []
    iban = record.get("iban")
    if iban and not iban_is_valid(iban):
        findings.append(
            Finding(
                code="IBAN_INVALID",
                message="The account number fails the IBAN's own check.",
                severity=Severity.ASK if iban_has_form(iban) else Severity.NOTE,
                fields=("iban",),
            )
        )
    for name in ("seller_vat_id", "buyer_vat_id"):
        value = record.get(name)
        if not value:
            continue
        if not vat_has_form(value) or vat_is_valid(value) is False:
            known = compact(value)[:2] in VAT_COUNTRIES  # the forms of other countries are not known here
            severity = Severity.ASK if known and not vat_has_form(value) else Severity.NOTE
            findings.append(
                Finding(
                    code="VAT_ID_INVALID",
                    message=f"{value} fails the check of a VAT id.",
                    severity=severity,
                    fields=(name,),
                )
            )
    return findings
