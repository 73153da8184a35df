"""Coding: the account, cost centre and tax code of each line, from what the client's data and past say."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from bpo.catalog.rules import EarlierJob, Finding, Reading, Record, Reference, Severity

from .dates import fold
from .duplicates import VENDOR_KEY, name_key, vendor_key
from .matching.books import Order, OrderLine, Vendor, text
from .matching.engine import Match
from .record import to_decimal

SETTLED = frozenset({"delivered", "accepted", "billed"})
"""States of a job whose coding nobody changes any more: what may be learnt from."""
BY_ORDER, BY_DEFAULT, BY_KEYWORD = 0.99, 0.92, 0.85
AGREEING, CONTRADICTED = 0.03, 0.7
"""What a second source that agrees adds, and what is left where it does not."""
LIKE_BEFORE = 90
"""From this likeness (0..100) a line is the one that was coded before."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for one field of one line, how sure it is, and where it comes from."""

    value: str
    confidence: float
    source: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What of the client coding works by. `earlier` are coded lines of the vendor: description and row."""

    accounts: tuple[Mapping[str, str], ...]
    tax_codes: Mapping[tuple[str, str], str]
    earlier: tuple[tuple[str, Mapping[str, Any]], ...]


def ledger_of(record: Record, reference: Reference) -> Ledger:
    """The client's accounts, tax codes, and how it coded this vendor's lines before."""
    jobs: dict[str, EarlierJob] = {}
    for vendor in filter(None, (vendor_key(record), name_key(record))):
        jobs |= {job.reference: job for job in reference.earlier(VENDOR_KEY, vendor)}
    return Ledger(
        accounts=tuple(row for row in reference.rows("chart_of_accounts") if text(row, "status") != "closed"),
        tax_codes={
            (text(row, "country"), _rate(row.get("rate"))): text(row, "tax_code")
            for row in reference.rows("vat_rates")
            if text(row, "tax_code")
        },
        earlier=tuple(_coded_lines(job for job in jobs.values() if job.state in SETTLED)),
    )


def _coded_lines(jobs: Iterable[EarlierJob]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    for job in jobs:
        for row in job.record.get("lines") or []:
            if row.get("gl_account"):
                yield fold(str(row.get("description") or "")), row


def code_lines(record: Record, held: Match, ledger: Ledger) -> list[Reading]:
    """A reading for each empty account, cost centre and tax code of a line that something speaks for."""
    ordered = {pair.billed.index: pair.ordered for pair in held.pairs}
    orders = {order.po: order for order in held.orders}
    readings = []
    for index, row in enumerate(record.get("lines") or []):
        line = ordered.get(index)
        order = orders.get(line.po) if line else None
        account = account_of(row, line, held.vendor, ledger)
        found = {
            "gl_account": account,
            "cost_center": _cost_center(row, line, order, held.vendor, account, ledger),
            "tax_code": _tax_code(row, line, held.vendor, ledger),
        }
        for name, proposal in found.items():
            if proposal is not None and row.get(name) in (None, ""):
                readings.append(
                    Reading(
                        path=f"lines.{index}.{name}",
                        value=proposal.value,
                        confidence=round(proposal.confidence, 3),
                        method=proposal.source,
                    )
                )
    return readings


def account_of(
    row: Mapping[str, Any], line: OrderLine | None, vendor: Vendor | None, ledger: Ledger
) -> Proposal | None:
    """The account of a line: the order's; else the vendor's usual one, a keyword's, or the one it had before.

    What the client did before is the surest of the three, for it was seen by a person; sources that agree
    strengthen one another, sources that do not leave a person to decide.
    """
    if line is not None and line.gl:
        return Proposal(line.gl, BY_ORDER, "order")
    proposals = [
        each
        for each in (
            before(row, "gl_account", ledger),
            Proposal(vendor.default_gl, BY_DEFAULT, "vendor") if vendor and vendor.default_gl else None,
            _keyword(row, ledger),
        )
        if each is not None
    ]
    if not proposals:
        return None
    best = proposals[0]
    others = {each.value for each in proposals[1:]}
    if best.source == "history" and best.confidence >= BY_DEFAULT:
        return best
    if others - {best.value}:
        return Proposal(best.value, min(best.confidence, CONTRADICTED), best.source)
    return Proposal(best.value, min(0.99, best.confidence + AGREEING * bool(others)), best.source)


def before(row: Mapping[str, Any], column: str, ledger: Ledger) -> Proposal | None:
    """What lines with this description were coded to; the surer, the more often and the more of one mind."""
    wanted = fold(str(row.get("description") or ""))
    if not wanted:
        return None
    votes = Counter(
        str(coded[column])
        for description, coded in ledger.earlier
        if coded.get(column) and fuzz.token_sort_ratio(description, wanted) >= LIKE_BEFORE
    )
    if not votes:
        return None
    value, count = votes.most_common(1)[0]
    share = count / votes.total()
    return Proposal(
        value, round(share * (0.88 if count == 1 else 0.95 if count == 2 else 0.97), 3), "history"
    )


def _keyword(row: Mapping[str, Any], ledger: Ledger) -> Proposal | None:
    """The one account whose keywords, or whose name, stand in the description; the longest word decides."""
    description = f" {' '.join(re.findall(r'[a-z0-9]+', fold(str(row.get('description') or ''))))} "
    best: dict[str, int] = {}
    for account in ledger.accounts:
        words = [part for part in text(account, "keywords").split(";") if part.strip()] or [
            text(account, "name")
        ]
        for word in words:
            plain = " ".join(re.findall(r"[a-z0-9]+", fold(word)))
            if plain and f" {plain} " in description:
                key = text(account, "account")
                best[key] = max(best.get(key, 0), len(plain))
    if not best:
        return None
    longest = max(best.values())
    winners = [account for account, length in best.items() if length == longest]
    return Proposal(winners[0], BY_KEYWORD if len(winners) == 1 else 0.4, "keyword")


def _cost_center(
    row: Mapping[str, Any],
    line: OrderLine | None,
    order: Order | None,
    vendor: Vendor | None,
    account: Proposal | None,
    ledger: Ledger,
) -> Proposal | None:
    for value in (line.cost_center if line else "", order.cost_center if order else ""):
        if value:
            return Proposal(value, BY_ORDER, "order")
    earlier = before(row, "cost_center", ledger)
    if earlier is not None:
        return earlier
    if vendor is not None and vendor.default_cost_center:
        return Proposal(vendor.default_cost_center, BY_DEFAULT, "vendor")
    chart = {text(each, "account"): text(each, "cost_centre") for each in ledger.accounts}
    usual = chart.get(str(row.get("gl_account") or (account.value if account else "")))
    return Proposal(usual, BY_KEYWORD, "account") if usual else None


def _tax_code(
    row: Mapping[str, Any], line: OrderLine | None, vendor: Vendor | None, ledger: Ledger
) -> Proposal | None:
    if line is not None and line.tax_code:
        return Proposal(line.tax_code, BY_ORDER, "order")
    country = vendor.country if vendor else ""
    by_rate = ledger.tax_codes.get((country, _rate(row.get("vat_rate"))))
    if by_rate:
        return Proposal(by_rate, 0.95, "rate")
    earlier = before(row, "tax_code", ledger)
    if earlier is not None:
        return earlier
    if vendor is not None and vendor.default_tax_code:
        return Proposal(vendor.default_tax_code, 0.9, "vendor")
    return None


def _rate(value: Any) -> str:
    rate = to_decimal(value)
    return "" if rate is None else format(rate.normalize(), "f")


def check_coding(
    record: Record, readings: Sequence[Reading], ledger: Ledger, threshold: float
) -> list[Finding]:
    """Lines without an account, with an unsure one, or with one that the chart does not have.

    A client without a chart of accounts is asked nothing about accounts that nobody proposes.
    """
    if not ledger.accounts and not any(reading.path.endswith(".gl_account") for reading in readings):
        return []
    proposed = {reading.path: reading for reading in readings}
    chart = {text(row, "account") for row in ledger.accounts}
    findings = []
    for index, row in enumerate(record.get("lines") or []):
        path = f"lines.{index}.gl_account"
        stands, reading = str(row.get("gl_account") or ""), proposed.get(path)
        if not stands and reading is None:
            findings.append(_asks("CODING_MISSING", f"Line {index + 1}: no account is known for it.", path))
        elif not stands and reading is not None and reading.confidence < threshold:
            message = f"Line {index + 1}: account {reading.value} is likely ({reading.method}), not certain."
            findings.append(_asks("CODING_UNSURE", message, path))
        elif stands and chart and stands not in chart and reading is None:
            message = f"Line {index + 1}: account {stands} is not in the chart of accounts."
            findings.append(_asks("ACCOUNT_UNKNOWN", message, path))
    return findings


def _asks(code: str, message: str, path: str) -> Finding:
    return Finding(code=code, message=message, severity=Severity.ASK, fields=(path,))
