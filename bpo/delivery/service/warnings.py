"""Warning those who answer for a client: by a notice in the product, and by mail."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bpo.contracts import queries as contracts
from bpo.contracts.rules import AT_BREACH
from bpo.delivery.models import Notice
from bpo.identity.models import Person
from bpo.identity.service import send_mail
from bpo.jobs.queries import get_job
from bpo.platform.db import db
from bpo.platform.ids import new_id
from bpo.tenancy.models import Tenant
from bpo.workforce.models import Assignment
from bpo.workforce.queries import cleared_for

OPERATORS = ("team_lead",)
"""Who is warned when automation gives a job up for a fault of ours."""
DECIDERS = ("account_manager",)
"""Who decides about a contest of a hold, and about a result that is disputed."""
KEPT_READ, KEPT = timedelta(days=30), timedelta(days=180)
"""How long notices are kept once they were read, and at all."""


def warn_of_clock(*, tenant_id: UUID, job_id: UUID, event_id: UUID, mark: str, now: datetime) -> None:
    """Tell those who answer for the client that a job nears its promised time, or is past it; once for an event."""
    job = get_job([tenant_id], job_id)
    terms = contracts.terms_of_version(tenant_id, job.contract_id).terms
    percent = AT_BREACH if mark == "breach" else int(mark)
    roles = terms.receivers(job.work_type, percent)
    if not roles:
        return
    past = percent >= AT_BREACH
    readers = _new_readers(
        roles,
        tenant_id=tenant_id,
        job_id=job_id,
        event_id=event_id,
        kind="breached" if past else "warned",
        text="Past the promised time" if percent == AT_BREACH else f"{mark} % of the promised time is used",
        now=now,
    )
    if not readers:
        return
    client_name = db.session.scalars(select(Tenant.name).where(Tenant.id == tenant_id)).one()
    for reader in readers:
        send_mail(
            template="clock_breached" if past else "clock_warning",
            to=reader.email,
            tenant_id=None,
            now=now,
            name=reader.name,
            client=client_name,
            reference=job.reference,
            title="" if job.compartment else job.title,
            due_at=job.due_at,
            mark=mark,
            job_id=job.id,
        )


TOLD = {
    "gave_up": (OPERATORS, "Automation gave up"),
    "contested": (DECIDERS, "A hold is contested"),
    "disputed": (DECIDERS, "A result is disputed"),
}
"""What a job's staff are told of besides its clock: who, and in which words."""


def tell(kind: str, *, tenant_id: UUID, job_id: UUID, event_id: UUID, why: str, now: datetime) -> None:
    """Tell those whom it concerns (`TOLD`) what happened to a job, and why."""
    roles, words = TOLD[kind]
    _new_readers(
        roles,
        tenant_id=tenant_id,
        job_id=job_id,
        event_id=event_id,
        kind=kind,
        text=f"{words}: {why}"[:300],
        now=now,
    )


def mark_notices_read(*, person_id: UUID, tenant_ids: Sequence[UUID], until: datetime, now: datetime) -> None:
    """The person has read all notices of these clients that were there at `until`."""
    db.session.execute(
        update(Notice)
        .where(
            Notice.tenant_id.in_(tenant_ids),
            Notice.person_id == person_id,
            Notice.read_at.is_(None),
            Notice.created_at <= until,
        )
        .values(read_at=now)
    )


def forget_notices(*, now: datetime) -> None:
    """Delete notices read or made long ago, for everybody. Runs in the system's scope."""
    db.session.execute(
        delete(Notice).where(or_(Notice.read_at < now - KEPT_READ, Notice.created_at < now - KEPT))
    )


def _new_readers(
    roles: Sequence[str],
    *,
    tenant_id: UUID,
    job_id: UUID,
    event_id: UUID,
    kind: str,
    text: str,
    now: datetime,
) -> list[Person]:
    """Give a notice to everybody of these roles who serves the client; those who had none of this event yet.

    Of confidential work those hear who are cleared for it; where none of them is, all, by letters that say nothing
    of it but that it is late.
    """
    serving = db.session.scalars(
        select(Person)
        .join(Assignment, Assignment.person_id == Person.id)
        .where(
            Assignment.tenant_id == tenant_id,
            or_(Assignment.expires_at.is_(None), Assignment.expires_at > now),
            Person.role.in_(roles),
            Person.state == "active",
        )
    ).all()
    cleared = cleared_for(get_job([tenant_id], job_id).compartment) if serving else None
    people = [person for person in serving if cleared is None or person.id in cleared] or list(serving)
    if not people:
        return []
    rows = [
        {
            "tenant_id": tenant_id,
            "id": new_id(),
            "person_id": person.id,
            "job_id": job_id,
            "event_id": event_id,
            "kind": kind,
            "text": text,
            "created_at": now,
        }
        for person in people
    ]
    given = insert(Notice).on_conflict_do_nothing(index_elements=["tenant_id", "person_id", "event_id"])
    told = set(db.session.scalars(given.returning(Notice.person_id), rows))
    return [person for person in people if person.id in told]
