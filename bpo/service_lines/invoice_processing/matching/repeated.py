"""Invoices that came before: the same number in other letters, or the same amount on the same day."""

from collections.abc import Sequence
from decimal import Decimal

from bpo.catalog.rules import Finding, Record, Severity

from ..duplicates import same_number
from ..record import CREDIT_TYPES, to_decimal
from .books import Booked

ZERO = Decimal(0)


def check_repeated(record: Record, booked: Sequence[Booked]) -> list[Finding]:
    """What of the vendor's booked invoices this may be again. One finding at most: the strongest.

    Asked about, never rejected. A credit note is no duplicate of what it corrects, nor for its amount.
    """
    number = str(record.get("number") or "").strip()
    credit = record.get("type_code") in CREDIT_TYPES
    others = [each for each in booked if each.credit is None or each.credit == credit]
    if credit:
        corrected = str(record.get("preceding_invoice") or "")
        others = [each for each in others if not same_number(each.number, corrected) or each.credit]
    if number:
        for each in others:
            if each.number.strip().casefold() == number.casefold():
                return [
                    _finding("DUPLICATE_EXACT", f"Invoice {each.number} of this vendor was here before", each)
                ]
        for each in others:
            if same_number(each.number, number):
                return [
                    _finding(
                        "DUPLICATE_FUZZY_NUMBER", f"{number} reads like {each.number} of this vendor", each
                    )
                ]
    if credit:
        return []
    gross = to_decimal(record.get("gross"))
    for each in others:
        same_money = bool(gross) and each.gross == gross
        if same_money and each.issue_date and each.issue_date == record.get("issue_date"):
            message = f"Invoice {each.number} of this vendor has the same date and amount"
            return [_finding("DUPLICATE_AMOUNT_DATE", message, each, ("gross", "issue_date"))]
    return []


def _finding(code: str, message: str, each: Booked, fields: tuple[str, ...] = ("number",)) -> Finding:
    amount = "" if each.gross is None else f", {each.gross} {each.currency}".rstrip()
    place = f" ({each.reference})" if each.reference else ""
    return Finding(
        code=code,
        message=f"{message}{place}: {each.issue_date}{amount}.",
        severity=Severity.ASK,
        fields=fields,
    )


def check_credit(record: Record, booked: Sequence[Booked]) -> list[Finding]:
    """Whether a credit note says what it corrects, and that was booked and is no smaller."""
    if record.get("type_code") not in CREDIT_TYPES:
        return []
    preceding = str(record.get("preceding_invoice") or "")
    if not preceding:
        return [
            Finding(
                code="CREDIT_WITHOUT_INVOICE",
                message="The credit note does not say which invoice it corrects.",
                severity=Severity.ASK,
                fields=("preceding_invoice", "type_code"),
            )
        ]
    if not booked:
        return []
    corrected = [each for each in booked if same_number(each.number, preceding)]
    if not corrected:
        return [
            Finding(
                code="CREDIT_FOR_UNKNOWN_INVOICE",
                message=f"Invoice {preceding}, which it corrects, was not booked for this vendor.",
                severity=Severity.ASK,
                fields=("preceding_invoice",),
            )
        ]
    gross, most = (
        to_decimal(record.get("gross")),
        max((each.gross or ZERO for each in corrected), default=ZERO),
    )
    if gross is not None and most and gross > most:
        return [
            Finding(
                code="CREDIT_ABOVE_INVOICE",
                message=f"It gives back {gross}, more than the {most} of invoice {preceding}.",
                severity=Severity.ASK,
                fields=("gross",),
            )
        ]
    return []
