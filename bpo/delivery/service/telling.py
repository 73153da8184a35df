"""Telling those concerned: the client on its home page, the provider's people by mail."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select, update

from bpo.approvals.queries import open_decisions
from bpo.delivery.models import Notification
from bpo.identity.models import Person
from bpo.identity.rules import ROLES
from bpo.identity.service import send_mail
from bpo.jobs.queries import get_job
from bpo.platform.db import db
from bpo.platform.ids import new_id
from bpo.tenancy.models import Tenant
from bpo.workforce.models import Assignment

LADDER = {"breach": ("team_lead", "account_manager"), "90": ("team_lead",)}
"""Who is written to at which mark of the promised time; earlier marks show on the floor alone."""


def notify(*, tenant_id: UUID, job_id: UUID, event_id: UUID, kind: str, text: str, now: datetime) -> None:
    """Put a line on the client's home page; once for an event."""
    known = db.session.scalar(
        select(Notification.id).where(Notification.tenant_id == tenant_id, Notification.event_id == event_id)
    )
    if known is None:
        db.session.add(
            Notification(
                tenant_id=tenant_id,
                id=new_id(),
                job_id=job_id,
                event_id=event_id,
                kind=kind,
                text=text,
                created_at=now,
            )
        )
        db.session.flush()


def mark_read(*, tenant_id: UUID, now: datetime) -> None:
    """The client has read all that it was told up to now."""
    db.session.execute(
        update(Notification)
        .where(
            Notification.tenant_id == tenant_id,
            Notification.read_at.is_(None),
            Notification.created_at <= now,
        )
        .values(read_at=now)
    )


def warn_of_clock(*, tenant_id: UUID, job_id: UUID, mark: str, now: datetime) -> None:
    """Write to those who answer for the client that a job nears its promised time, or is past it."""
    roles = LADDER.get(mark, ())
    if not roles:
        return
    job = get_job([tenant_id], job_id)
    client_name = db.session.scalars(select(Tenant.name).where(Tenant.id == tenant_id)).one()
    readers = db.session.scalars(
        select(Person)
        .join(Assignment, Assignment.person_id == Person.id)
        .where(
            Assignment.tenant_id == tenant_id,
            or_(Assignment.expires_at.is_(None), Assignment.expires_at > now),
            Person.role.in_(roles),
            Person.state == "active",
        )
    ).all()
    for reader in readers:
        send_mail(
            template="clock_breached" if mark == "breach" else "clock_warning",
            to=reader.email,
            tenant_id=None,
            now=now,
            name=reader.name,
            client=client_name,
            reference=job.reference,
            title=job.title,
            due_at=job.due_at,
            mark=mark,
            job_id=job.id,
        )


def write_to_approvers(*, tenant_id: UUID, fresh: int, now: datetime) -> None:
    """Write to the client's approvers that something awaits them, when `fresh` jobs come to an empty pile.

    What comes on top of what they were written about already is seen there, and no letter each.
    """
    waiting = open_decisions(tenant_id)
    if not waiting or len(waiting) > fresh:
        return
    readers = db.session.scalars(
        select(Person).where(
            Person.tenant_id == tenant_id,
            Person.role.in_([role.value for role, granted in ROLES.items() if "job.approve" in granted]),
            Person.state == "active",
        )
    ).all()
    for reader in readers:
        send_mail(
            template="approval_asked",
            to=reader.email,
            tenant_id=tenant_id,
            now=now,
            name=reader.name,
            count=len(waiting),
        )
