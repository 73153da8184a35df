"""Telling the client: on its home page, and its approvers by mail."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from bpo.approvals.queries import open_decisions
from bpo.delivery.models import Notification
from bpo.identity.queries import people_who_may
from bpo.identity.service import send_mail
from bpo.platform.db import db
from bpo.platform.ids import new_id
from bpo.workforce.queries import cleared_for


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


def write_to_approvers(*, tenant_id: UUID, fresh: int, now: datetime) -> None:
    """Write to the client's approvers that something awaits them, when `fresh` jobs come to an empty pile.

    What comes on top of what they were written about already is seen there, and no letter each.
    """
    waiting = open_decisions(tenant_id)
    if not waiting or len(waiting) > fresh:
        return
    cleared = {each: cleared_for(each) or () for each in {task.compartment for task in waiting}}
    for reader in people_who_may("job.approve", tenant_id):
        theirs = [
            task for task in waiting if task.compartment is None or reader.id in cleared[task.compartment]
        ]
        if not theirs:
            continue
        send_mail(
            template="approval_asked",
            to=reader.email,
            tenant_id=tenant_id,
            now=now,
            name=reader.name,
            count=len(theirs),
        )
