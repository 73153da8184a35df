"""One row for every fact."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class Event(TenantOwned, Base):
    """A fact of the past. Never changed, but for the marks of its way through the outbox."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_job", "tenant_id", "job_id", "occurred_at"),
        Index("ix_event_name", "tenant_id", "name", "occurred_at"),
        Index("ix_event_outbox", "due_at", postgresql_where=text("handled_at IS NULL")),
    )

    name: Mapped[str]
    job_id: Mapped[UUID | None]
    subject_id: Mapped[UUID]
    """What it happened to: a job, a task, a hold, a deliverable."""
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    """Name at that time: a person's, or "automation", or "schedule"."""
    data: Mapped[dict[str, Any]]
    occurred_at: Mapped[datetime]
    due_at: Mapped[datetime]
    """When the outbox tries (again) to have it followed up."""
    handled_at: Mapped[datetime | None]
    """When all that follows from it was done; at once where nothing follows."""
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
