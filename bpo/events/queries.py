"""Reads of what happened."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from bpo.events.models import Event
from bpo.platform.db import db

LONGEST = 2000
"""Events of one job that are ever read: far more than any life has, so that nothing can flood a page."""


def history_of_job(tenant_id: UUID, job_id: UUID) -> list[Event]:
    """All that happened to a job, in order."""
    return list(
        db.session.scalars(
            select(Event)
            .where(Event.tenant_id == tenant_id, Event.job_id == job_id)
            .order_by(Event.occurred_at, Event.id)
            .limit(LONGEST)
        )
    )


def latest(tenant_id: UUID, names: Sequence[str], *, limit: int) -> list[Event]:
    """The last events of a client by these names, the newest first; of jobs only those the caller sees."""
    return list(
        db.session.scalars(
            select(Event)
            .where(Event.tenant_id == tenant_id, Event.name.in_(names))
            .order_by(Event.occurred_at.desc(), Event.id.desc())
            .limit(limit)
        )
    )


def rejection_of(tenant_id: UUID, job_id: UUID) -> Event | None:
    """That a job was rejected; its data say why (`reason` in words, `code`)."""
    return db.session.scalar(
        select(Event)
        .where(Event.tenant_id == tenant_id, Event.job_id == job_id, Event.name == "job.rejected")
        .limit(1)
    )
