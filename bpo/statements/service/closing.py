"""Closing a month, showing it to the client, and what the client says of it. Inside a unit of work; none commits."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from bpo.events import service as events
from bpo.identity.models import Person
from bpo.identity.queries import people_who_may
from bpo.identity.service import send_mail
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.display import format_exact
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id
from bpo.platform.storage import Stored
from bpo.statements import queries
from bpo.statements.models import ClosedMonth
from bpo.statements.rules import (
    MAY_BE_ANSWERED,
    MAY_BE_RESTATED,
    MAY_BE_SENT,
    MAY_BE_SETTLED,
    REASON_MAX,
    Report,
    Standing,
    month_after,
)
from bpo.statements.rules.document import pdf_of
from bpo.statements.rules.said import month_name
from bpo.statements.rules.workbook import workbook_of
from bpo.statements.service.gathering import Gathered, report_of
from bpo.tenancy.queries import tenant
from bpo.workforce.queries import cleared_for

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Put = Callable[[bytes], Stored]


def is_over(tenant_id: UUID, month: date, *, now: datetime) -> bool:
    """Whether the month has ended where the client is."""
    return now.astimezone(ZoneInfo(tenant(tenant_id).zone)).date() >= month_after(month)


def close(*, tenant_id: UUID, month: date, by: Caller, put: Put, now: datetime) -> ClosedMonth:
    """Freeze a month that is over. Conflict where it is not, or is closed already."""
    if not is_over(tenant_id, month, now=now):
        raise Conflict(f"{month_name(month)} is not over yet.")
    if queries.newest_of(tenant_id, month) is not None:
        raise Conflict(f"{month_name(month)} is closed already: restate it, with the reason.")
    found = report_of(tenant_id, month, by=by, now=now)
    return _write(tenant_id, found, version=1, reason="", by=by, put=put, now=now)


def restate(*, version_id: UUID, reason: str, by: Caller, put: Put, now: datetime) -> ClosedMonth:
    """Write the month anew from the figures as they stand now; the version before stays beside it.

    Conflict where it is not the version that stands; Invalid without a reason.
    """
    before = queries.get_version(by.tenants, version_id, lock=True)
    _demand_newest(before)
    words = _reason(reason, "Say why it is restated: the client reads it.")
    found = report_of(before.tenant_id, before.month, by=by, now=now)
    if found.report.digest() == before.digest:
        raise Conflict("Nothing would change: the figures are the same as in the version that stands.")
    before.standing = (Standing.UPHELD if before.standing == Standing.DISPUTED else Standing.REPLACED).value
    return _write(before.tenant_id, found, version=before.version + 1, reason=words, by=by, put=put, now=now)


def _demand_newest(version: ClosedMonth) -> None:
    newest = queries.newest_of(version.tenant_id, version.month)
    if newest is None or newest.id != version.id or Standing(version.standing) not in MAY_BE_RESTATED:
        raise Conflict("A newer version of this month stands: look at that one.")


def _write(
    tenant_id: UUID,
    found: Gathered,
    *,
    version: int,
    reason: str,
    by: Caller,
    put: Put,
    now: datetime,
) -> ClosedMonth:
    report = found.report
    made = ClosedMonth(
        tenant_id=tenant_id,
        id=new_id(),
        month=report.month,
        version=version,
        standing=Standing.CLOSED.value,
        contract_id=found.contract_id,
        compartments=list(found.compartments),
        report=report.to_json(),
        digest=report.digest(),
        files=_files(report, version, tenant(tenant_id).code, by=by, put=put, now=now),
        reason=reason,
        closed_by_name=by.name,
        closed_at=now,
    )
    db.session.add(made)
    db.session.flush()
    _tell("month.restated" if version > 1 else "month.closed", made, by=by, now=now, reason=reason)
    return made


def _files(
    report: Report, version: int, code: str, *, by: Caller, put: Put, now: datetime
) -> list[dict[str, Any]]:
    name = f"{code}-{report.month:%Y-%m}-v{version}"
    said: dict[str, Any] = {"version": version, "made": format_exact(now, report.zone), "by": by.name}
    found = []
    for ending, media_type, content in (
        ("pdf", "application/pdf", pdf_of(report, **said)),
        ("xlsx", XLSX, workbook_of(report, **said)),
    ):
        stored = put(content)
        found.append(
            {
                "name": f"{name}.{ending}",
                "media_type": media_type,
                "size": stored.size,
                "sha256": stored.sha256,
                "storage_key": stored.key,
            }
        )
    return found


def send(*, version_id: UUID, by: Caller, now: datetime) -> ClosedMonth:
    """Show a version to the client and write to its managers. Conflict where it was sent, or a newer one stands."""
    version = queries.get_version(by.tenants, version_id, lock=True)
    _demand(version, MAY_BE_SENT, "This version was sent already, or a newer one stands in its place.")
    version.standing, version.sent_by_name, version.sent_at = Standing.SENT.value, by.name, now
    for reader in _readers(version):
        send_mail(
            template="month_sent",
            to=reader.email,
            tenant_id=version.tenant_id,
            now=now,
            name=reader.name,
            month=month_name(version.month),
            version=version.version,
            reason=version.reason,
        )
    _tell("month.sent", version, by=by, now=now)
    return version


def _readers(version: ClosedMonth) -> list[Person]:
    """Whom to write to: those who may answer it and are cleared for what it tells of; without any, all who may."""
    able = people_who_may("report.answer", version.tenant_id)
    cleared = [cleared_for(each) or frozenset() for each in version.compartments]
    return [each for each in able if all(each.id in known for known in cleared)] or able


def answer(*, version_id: UUID, agrees: bool, words: str, by: Caller, now: datetime) -> ClosedMonth:
    """The client confirms a version, or disputes it in words. Conflict where it does not wait for an answer."""
    version = queries.get_version(by.tenants, version_id, for_client=True, lock=True)
    _demand(version, MAY_BE_ANSWERED, "This report does not wait for an answer.")
    if not agrees:
        words = _reason(words, "Say what is wrong, so that it can be looked at.")
    version.standing = (Standing.CONFIRMED if agrees else Standing.DISPUTED).value
    version.answer, version.answered_by_name, version.answered_at = words.strip() or None, by.name, now
    _tell("month.confirmed" if agrees else "month.disputed", version, by=by, now=now, reason=words)
    return version


def dismiss(*, version_id: UUID, words: str, by: Caller, now: datetime) -> ClosedMonth:
    """A dispute changes nothing: the version stands, and the client reads why. (`restate` upholds it.)"""
    version = queries.get_version(by.tenants, version_id, lock=True)
    _demand(version, MAY_BE_SETTLED, "There is no dispute to settle.")
    version.standing = Standing.DISMISSED.value
    version.settlement = _reason(words, "Say why it stays as it is: the client reads it.")
    version.settled_by_name, version.settled_at = by.name, now
    _tell("month.dismissed", version, by=by, now=now, reason=version.settlement)
    return version


def _demand(version: ClosedMonth, may: frozenset[Standing], otherwise: str) -> None:
    if Standing(version.standing) not in may:
        raise Conflict(otherwise)


def _reason(words: str, otherwise: str) -> str:
    if len(words.strip()) < 3:
        raise Invalid({"reason": [otherwise]})
    return words.strip()[:REASON_MAX]


def _tell(name: str, version: ClosedMonth, *, by: Caller, now: datetime, reason: str = "") -> None:
    db.session.flush()
    events.record(
        name,
        tenant_id=version.tenant_id,
        subject_id=version.id,
        job_id=None,
        now=now,
        actor_id=by.id,
        actor_name=by.name,
        month=month_name(version.month),
        version=version.version,
        by=by.name,
        reason=reason,
    )
