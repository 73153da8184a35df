"""Agreeing on a contract: a new version from a date. Versions are only ever added."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from bpo.contracts.models import CalendarVersion, ContractVersion
from bpo.contracts.queries import IN_FORCE
from bpo.contracts.rules import Calendar, Terms
from bpo.events.service import record
from bpo.identity.queries import name_of
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id

CALENDAR = "standard"
"""The name of the calendar that a contract's clocks run by."""


def agree(
    *,
    tenant_id: UUID,
    valid_from: datetime,
    terms: Terms,
    calendar: Calendar,
    by: UUID | None,
    now: datetime,
) -> ContractVersion:
    """Add a version that holds from `valid_from` on; jobs taken in before keep theirs.

    The first version may begin in the past, later ones not: what was promised stays promised. Invalid
    (fields `terms`, `calendar`) where a rule is broken, Conflict where a version begins at that instant.
    """
    errors = {"terms": list(terms.validate()), "calendar": list(calendar.validate())}
    if any(errors.values()):
        raise Invalid({field: sentences for field, sentences in errors.items() if sentences})
    _take_turns(tenant_id)
    number = _next_number(tenant_id, valid_from, now)
    version = ContractVersion(
        id=new_id(),
        tenant_id=tenant_id,
        number=number,
        valid_from=valid_from,
        terms=terms.to_json(),
        calendar_id=_calendar_version(tenant_id, calendar, by, now),
        created_by=by,
        created_at=now,
    )
    db.session.add(version)
    db.session.flush()
    db.session().info.pop(IN_FORCE, None)
    actor = name_of(by)
    record(
        "contract.agreed",
        tenant_id=tenant_id,
        subject_id=version.id,
        job_id=None,
        now=now,
        actor_id=by,
        actor_name=actor,
        by=actor,
        version=version.number,
        valid_from=valid_from.isoformat(),
    )
    return version


def _next_number(tenant_id: UUID, valid_from: datetime, now: datetime) -> int:
    """The number of a version that begins then; Invalid or Conflict where none may."""
    known = db.session.execute(
        select(ContractVersion.number, ContractVersion.valid_from).where(
            ContractVersion.tenant_id == tenant_id
        )
    ).all()
    if known and valid_from < now:
        raise Invalid({"valid_from": ["A new version cannot begin in the past."]})
    if any(row.valid_from == valid_from for row in known):
        raise Conflict("Another version begins at the same moment. Choose another day.")
    return max((row.number for row in known), default=0) + 1


def _take_turns(tenant_id: UUID) -> None:
    """Two who agree at once take turns, so that version numbers have no gap and no double."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"contract {tenant_id}", 0))))


def _calendar_version(tenant_id: UUID, calendar: Calendar, by: UUID | None, now: datetime) -> UUID:
    """The version of the calendar that says exactly this: the newest if nothing changed, else a new one."""
    newest = db.session.scalar(
        select(CalendarVersion)
        .where(CalendarVersion.tenant_id == tenant_id, CalendarVersion.name == CALENDAR)
        .order_by(CalendarVersion.number.desc())
        .limit(1)
    )
    data = calendar.to_json()
    if newest is not None and newest.data == data:
        return newest.id
    version = CalendarVersion(
        id=new_id(),
        tenant_id=tenant_id,
        name=CALENDAR,
        number=newest.number + 1 if newest else 1,
        data=data,
        created_by=by,
        created_at=now,
    )
    db.session.add(version)
    db.session.flush()
    return version.id
