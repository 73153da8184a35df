"""What the client gets, and what we tell them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class Deliverable(TenantOwned, Base):
    """One version of a job's result. A correction is a new version; nothing delivered is changed."""

    __tablename__ = "deliverable"
    __table_args__ = (
        UniqueConstraint("tenant_id", "job_id", "version"),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
    )

    job_id: Mapped[UUID]
    version: Mapped[int]
    record: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class DeliveredFile(TenantOwned, Base):
    """One file of a deliverable."""

    __tablename__ = "delivered_file"
    __table_args__ = (
        UniqueConstraint("tenant_id", "deliverable_id", "name"),
        ForeignKeyConstraint(["tenant_id", "deliverable_id"], ["deliverable.tenant_id", "deliverable.id"]),
    )

    deliverable_id: Mapped[UUID]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str]


class Notification(TenantOwned, Base):
    """A line on the client's home page: a result is ready, a question waits."""

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("tenant_id", "event_id"),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        Index("ix_notification_unread", "tenant_id", "created_at", postgresql_where=text("read_at IS NULL")),
    )

    job_id: Mapped[UUID]
    event_id: Mapped[UUID]
    """The event it tells of: told once."""
    kind: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class Notice(TenantOwned, Base):
    """A line for one of the provider's people: a promise is in danger or broken, automation gave up."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("tenant_id", "person_id", "event_id"),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        Index(
            "ix_notice_unread",
            "tenant_id",
            "person_id",
            "created_at",
            postgresql_where=text("read_at IS NULL"),
        ),
        {"info": {"wall": "tenant", "client": ""}},
    )

    person_id: Mapped[UUID]
    job_id: Mapped[UUID]
    event_id: Mapped[UUID]
    """The event it tells of: told once to each."""
    kind: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
