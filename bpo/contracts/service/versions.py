"""A version of a contract as the provider drafts it and lays it before the client."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from bpo.contracts.models import CalendarVersion, ContractVersion
from bpo.contracts.queries import get_version
from bpo.contracts.rules import Calendar, OpenJobs, Terms
from bpo.events.service import record
from bpo.identity.queries import name_of
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id

CALENDAR = "standard"
"""The name of the calendar that a contract's clocks run by."""


def draft(
    *,
    tenant_id: UUID,
    valid_from: datetime,
    terms: Terms,
    calendar: Calendar,
    open_jobs: OpenJobs = OpenJobs.CALENDAR,
    note: str = "",
    by: UUID | None,
    now: datetime,
    version_id: UUID | None = None,
) -> ContractVersion:
    """Write down a version that nobody has agreed to yet; with `version_id` that draft anew.

    Invalid (fields `terms`, `calendar`, `valid_from`) where a rule is broken, Conflict where the version is no draft
    any more.
    """
    demand_sense(terms, calendar)
    take_turns(tenant_id)
    demand_time(tenant_id, valid_from, now)
    said: dict[str, Any] = {
        "valid_from": valid_from,
        "terms": terms.to_json(),
        "calendar_id": calendar_version(tenant_id, calendar, by, now),
        "open_jobs": open_jobs.value,
        "note": note.strip()[:2000],
    }
    if version_id is None:
        version = ContractVersion(
            id=new_id(),
            tenant_id=tenant_id,
            number=next_number(tenant_id),
            created_by=by,
            created_at=now,
            state="draft",
            **said,
        )
        db.session.add(version)
        db.session.flush()
        tell("contract.drafted", version, by=by, now=now)
        return version
    version = locked_version(tenant_id, version_id)
    if version.state != "draft":
        raise Conflict("This version lies before the client: withdraw it and draft another one.")
    for name, value in said.items():
        setattr(version, name, value)
    db.session.flush()
    return version


def propose(*, tenant_id: UUID, version_id: UUID, by: UUID, now: datetime) -> ContractVersion:
    """Lay a draft before the client. From here on it stays as it is; Conflict where it is no draft.

    Where its day passes before both have confirmed, it holds from the second word on (see `confirm`).
    """
    version = locked_version(tenant_id, version_id)
    if version.state != "draft":
        raise Conflict("Only a draft can be laid before the client.")
    version.state, version.proposed_at = "proposed", now
    db.session.flush()
    tell("contract.proposed", version, by=by, now=now)
    return version


def demand_sense(terms: Terms, calendar: Calendar) -> None:
    """Invalid, in sentences, where terms or calendar break a rule."""
    errors = {"terms": list(terms.validate()), "calendar": list(calendar.validate())}
    if any(errors.values()):
        raise Invalid({field: sentences for field, sentences in errors.items() if sentences})


def demand_time(tenant_id: UUID, valid_from: datetime, now: datetime) -> None:
    """The first version may begin in the past, later ones not: what was promised stays promised.

    Invalid where it would, Conflict where a version that is agreed begins at that instant.
    """
    begun = select(ContractVersion.valid_from).where(
        ContractVersion.tenant_id == tenant_id, ContractVersion.state == "agreed"
    )
    known = db.session.scalars(begun).all()
    if known and valid_from < now:
        raise Invalid({"valid_from": ["A new version cannot begin in the past."]})
    if valid_from in known:
        raise Conflict("Another version begins at the same moment. Choose another day.")


def next_number(tenant_id: UUID) -> int:
    """The number of the client's next version."""
    newest = select(func.max(ContractVersion.number)).where(ContractVersion.tenant_id == tenant_id)
    return (db.session.scalar(newest) or 0) + 1


def take_turns(tenant_id: UUID) -> None:
    """Two at once take turns, so that version numbers have no gap and no double."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"contract {tenant_id}", 0))))


def locked_version(tenant_id: UUID, version_id: UUID) -> ContractVersion:
    """The version, that nobody else may change meanwhile."""
    take_turns(tenant_id)
    version = get_version(tenant_id, version_id)
    db.session.refresh(version)
    return version


def tell(name: str, version: ContractVersion, *, by: UUID | None, now: datetime, **more: Any) -> None:
    """Record what happened to a version."""
    actor = name_of(by)
    record(
        name,
        tenant_id=version.tenant_id,
        subject_id=version.id,
        job_id=None,
        now=now,
        actor_id=by,
        actor_name=actor,
        by=actor,
        version=version.number,
        valid_from=version.valid_from.isoformat(),
        **more,
    )


def calendar_version(tenant_id: UUID, calendar: Calendar, by: UUID | None, now: datetime) -> UUID:
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
