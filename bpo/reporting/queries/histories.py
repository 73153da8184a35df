"""Everything that happened to a job."""

from uuid import UUID

from sqlalchemy import select

from bpo.events.models import Event
from bpo.platform.db import db


def history(tenant_id: UUID, job_id: UUID) -> list[Event]:
    """Everything that happened to a job, in order."""
    return list(
        db.session.scalars(
            select(Event)
            .where(Event.tenant_id == tenant_id, Event.job_id == job_id)
            .order_by(Event.occurred_at, Event.id)
        )
    )
