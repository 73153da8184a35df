"""Reads of results and of what the client was told."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from bpo.delivery.models import Deliverable, DeliveredFile, Notification
from bpo.platform.db import db
from bpo.platform.errors import NotFound


def deliverables_of(tenant_id: UUID, job_id: UUID) -> list[Deliverable]:
    """All versions of a job's result, newest first."""
    return list(
        db.session.scalars(
            select(Deliverable)
            .where(Deliverable.tenant_id == tenant_id, Deliverable.job_id == job_id)
            .order_by(Deliverable.version.desc())
        )
    )


def files_of(tenant_id: UUID, deliverable_id: UUID) -> list[DeliveredFile]:
    """The files of one version, by name."""
    return list(
        db.session.scalars(
            select(DeliveredFile)
            .where(DeliveredFile.tenant_id == tenant_id, DeliveredFile.deliverable_id == deliverable_id)
            .order_by(DeliveredFile.name)
        )
    )


def get_file(tenant_ids: Sequence[UUID], file_id: UUID) -> DeliveredFile:
    """One file of a result; NotFound where it is not of one of the clients."""
    found = db.session.scalar(
        select(DeliveredFile).where(DeliveredFile.tenant_id.in_(tenant_ids), DeliveredFile.id == file_id)
    )
    if found is None:
        raise NotFound
    return found


def unread(tenant_id: UUID, *, limit: int = 20) -> list[Notification]:
    """What the client was told and nobody has read, newest first."""
    return list(
        db.session.scalars(
            select(Notification)
            .where(Notification.tenant_id == tenant_id, Notification.read_at.is_(None))
            .order_by(Notification.created_at.desc())
            .limit(limit)
        )
    )
