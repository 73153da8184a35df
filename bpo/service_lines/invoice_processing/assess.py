"""Holding an invoice against the client's lists, policy and earlier jobs: findings, coding, whom to pay."""

from collections.abc import Sequence
from decimal import Decimal

from bpo.catalog.rules import Assessment, Finding, Reading, Record, Reference, Severity

from .coding import check_coding, code_lines, ledger_of
from .identifiers import compact
from .matching.document import check_date
from .matching.engine import Match, match
from .matching.from_reference import ReferenceBooks, policy_of
from .matching.policy import Policy
from .record import CREDIT_TYPES, to_decimal

ZERO = Decimal(0)


def assess(record: Record, reference: Reference) -> Assessment:
    """What the client's data say of an invoice. A client that gave none gets neither findings nor additions."""
    policy = policy_of(reference)
    books = ReferenceBooks(reference)
    held = match(record, books, policy)
    ledger = ledger_of(record, reference)
    coded = code_lines(record, held, ledger)
    findings = [
        *held.findings,
        *check_date(record, policy.as_of),
        *check_coding(record, coded, ledger, policy.coding_confidence),
        *approvals(record, held, policy, orders_kept=books.keeps_orders),
    ]
    return Assessment(
        findings=tuple(findings),
        additions=(*coded, *_payee(record, held, _paying(reference))),
        matched=None
        if not books.keeps_orders
        else not any(finding.severity is not Severity.NOTE for finding in held.findings),
    )


def approvals(record: Record, held: Match, policy: Policy, *, orders_kept: bool) -> Sequence[Finding]:
    """Whose approval an invoice needs: by its total with tax, or because no order stands behind it.

    A total in another currency than the limits' cannot be held against them, so it is approved as the highest.
    Credit notes are not paid, so nobody approves them.
    """
    if record.get("type_code") in CREDIT_TYPES:
        return ()
    gross = to_decimal(record.get("gross")) or ZERO
    first, second = policy.approval_limit, policy.second_approval_limit
    foreign = bool(policy.currency) and record.get("currency") not in (None, "", policy.currency)
    amount = f"{gross} {record.get('currency') or ''}".strip()
    reaches = f"{amount} is not in {policy.currency}, the currency of" if foreign else f"{amount} reaches"
    findings = []
    if first is not None and (foreign or gross >= first):
        findings.append(_approval("APPROVAL_NEEDED", f"{reaches} the limit of {first} for an approval."))
    elif orders_kept and held.vendor is not None and not held.vendor.po_required and not held.orders:
        findings.append(
            _approval(
                "APPROVAL_NEEDED", f"{held.vendor.name} may bill without an order: it is approved instead."
            )
        )
    if second is not None and (foreign or gross >= second):
        findings.append(
            _approval("SECOND_APPROVAL_NEEDED", f"{reaches} the limit of {second} for a second approval.")
        )
    return tuple(findings)


def _approval(code: str, message: str) -> Finding:
    return Finding(code=code, message=message, severity=Severity.NOTE, fields=("gross",))


def _paying(reference: Reference) -> str:
    """The client's own account, with its BIC after a space; "" where it named none."""
    row = reference.policy("invoice_policy")
    account = compact(row.get("pay_from", ""))
    return f"{account} {compact(row.get('pay_from_bic', ''))}".strip() if account else ""


def _payee(record: Record, held: Match, pay_from: str) -> list[Reading]:
    """Who is paid, to which account: only to one that the client's own list has for this vendor."""
    if held.vendor is None:
        return []
    found = [Reading(path="vendor_id", value=held.vendor.vendor_id, confidence=0.99, method="vendors")]
    stated = compact(str(record.get("iban") or ""))
    if stated and stated in held.vendor.ibans:
        found.append(Reading(path="pay_to", value=stated, confidence=0.99, method="vendors"))
    if stated and pay_from:
        found.append(Reading(path="pay_from", value=pay_from, confidence=0.99, method="policy"))
    return found
