"""Reads of results and of what the client was told."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from bpo.delivery.models import Deliverable, DeliveredFile, Notice, Notification
from bpo.jobs.models import Job
from bpo.jobs.queries import get_batch, releases_of
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.tenancy.models import Tenant


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


def newest_files_of_batch(tenant_id: UUID, batch_id: UUID) -> list[tuple[str, int, DeliveredFile]]:
    """(job's reference, version, file) for the newest result of each job of the batch that the client has."""
    newest = (
        select(Deliverable.job_id, func.max(Deliverable.version).label("version"))
        .join(Job, (Job.tenant_id == Deliverable.tenant_id) & (Job.id == Deliverable.job_id))
        .where(
            Job.tenant_id == tenant_id,
            Job.batch_id == batch_id,
            Job.state.in_(("delivered", "accepted", "billed")),
        )
        .group_by(Deliverable.job_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Job.reference, Deliverable.version, DeliveredFile)
        .join(Deliverable, (Deliverable.tenant_id == Job.tenant_id) & (Deliverable.job_id == Job.id))
        .join(newest, (newest.c.job_id == Deliverable.job_id) & (newest.c.version == Deliverable.version))
        .join(
            DeliveredFile,
            (DeliveredFile.tenant_id == Deliverable.tenant_id)
            & (DeliveredFile.deliverable_id == Deliverable.id),
        )
        .where(Job.tenant_id == tenant_id, Job.batch_id == batch_id)
        .order_by(Job.number, DeliveredFile.name)
    )
    return [(reference, version, file) for reference, version, file in rows]


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


def notices_of(person_id: UUID, tenant_ids: Sequence[UUID], *, limit: int) -> list[tuple[Notice, Job, str]]:
    """A person's unread notices of these clients with job and client's name, newest first."""
    rows = db.session.execute(
        select(Notice, Job, Tenant.name)
        .join(Job, (Job.tenant_id == Notice.tenant_id) & (Job.id == Notice.job_id))
        .join(Tenant, Tenant.id == Notice.tenant_id)
        .where(Notice.tenant_id.in_(tenant_ids), Notice.person_id == person_id, Notice.read_at.is_(None))
        .order_by(Notice.created_at.desc(), Notice.id.desc())
        .limit(limit)
    )
    return [(notice, job, name) for notice, job, name in rows]


COUNTED = 99
"""Notices are counted up to here."""


def count_notices(person_id: UUID, tenant_ids: Sequence[UUID]) -> int:
    """How many notices the person has not read, at most `COUNTED`."""
    found = (
        select(Notice.id)
        .where(Notice.tenant_id.in_(tenant_ids), Notice.person_id == person_id, Notice.read_at.is_(None))
        .limit(COUNTED)
    )
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0


def batch_file(
    tenant_ids: Sequence[UUID], batch_id: UUID, version: int, place: int
) -> tuple[UUID, dict[str, Any]]:
    """The client, and a file of a version of a batch's own result as it was kept; NotFound where there is none."""
    batch = get_batch(tenant_ids, batch_id)
    for release in releases_of(batch.tenant_id, batch.id):
        if release.version == version and 0 <= place < len(release.files):
            return batch.tenant_id, dict(release.files[place])
    raise NotFound
