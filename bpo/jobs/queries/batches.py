"""Reads of batches: how far they are, what was refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from bpo.catalog.registry import kind_of, work_type
from bpo.catalog.rules import WorkType
from bpo.jobs.models import Batch, BatchRelease, Document, Job, Refusal
from bpo.platform.db import db
from bpo.platform.errors import NotFound


def get_batch(tenant_ids: Sequence[UUID], batch_id: UUID) -> Batch:
    """The batch; NotFound where it is not of one of the clients."""
    found = db.session.scalar(select(Batch).where(Batch.tenant_id.in_(tenant_ids), Batch.id == batch_id))
    if found is None:
        raise NotFound
    return found


def refusals_of(tenant_id: UUID, batch_id: UUID) -> list[Refusal]:
    """The files of a batch that could not be taken in."""
    return list(
        db.session.scalars(
            select(Refusal)
            .where(Refusal.tenant_id == tenant_id, Refusal.batch_id == batch_id)
            .order_by(Refusal.name)
        )
    )


def progress_of(tenant_id: UUID, batch_id: UUID) -> dict[str, int]:
    """How many jobs of the batch are in which state."""
    rows = db.session.execute(
        select(Job.state, func.count())
        .where(Job.tenant_id == tenant_id, Job.batch_id == batch_id)
        .group_by(Job.state)
    )
    return {row.state: row[1] for row in rows}


def progress_of_batches(tenant_ids: Sequence[UUID], batch_ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    """`progress_of` for several batches at once; a batch without jobs is not in it."""
    rows = db.session.execute(
        select(Job.batch_id, Job.state, func.count())
        .where(Job.tenant_id.in_(tenant_ids), Job.batch_id.in_(batch_ids))
        .group_by(Job.batch_id, Job.state)
    )
    found: dict[UUID, dict[str, int]] = {}
    for batch_id, state, count in rows:
        if batch_id is not None:
            found.setdefault(batch_id, {})[state] = count
    return found


def refused_in(tenant_ids: Sequence[UUID], batch_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many files of each batch were refused; a batch without refusals is not in it."""
    rows = db.session.execute(
        select(Refusal.batch_id, func.count())
        .where(Refusal.tenant_id.in_(tenant_ids), Refusal.batch_id.in_(batch_ids))
        .group_by(Refusal.batch_id)
    )
    return {row.batch_id: row[1] for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """Refusals of one batch that the client has not read yet."""

    batch_id: UUID
    batch_name: str
    count: int
    first: str
    """The name of one of the files."""
    why: str


def unseen_refusals(tenant_id: UUID, *, limit: int) -> list[Unseen]:
    """Batches with refusals the client has not said it read, newest first."""
    rows = db.session.execute(
        select(
            Batch.id,
            Batch.name,
            func.count(),
            func.min(Refusal.name),
            func.min(Refusal.message),
        )
        .join(Batch, (Batch.tenant_id == Refusal.tenant_id) & (Batch.id == Refusal.batch_id))
        .where(Refusal.tenant_id == tenant_id, Refusal.seen_at.is_(None))
        .group_by(Batch.id, Batch.name)
        .order_by(Batch.id.desc())
        .limit(limit)
    )
    return [
        Unseen(batch_id=batch_id, batch_name=name, count=count, first=first, why=why)
        for batch_id, name, count, first, why in rows
    ]


def batches(tenant_ids: Sequence[UUID], *, limit: int, before: UUID | None = None) -> list[Batch]:
    """Batches, newest first; `before` is the last id of the page above (ids are in order of time)."""
    statement = select(Batch).where(Batch.tenant_id.in_(tenant_ids)).order_by(Batch.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(Batch.id < before)
    return list(db.session.scalars(statement))


def files_of_batch(tenant_id: UUID, batch_id: UUID) -> list[tuple[str, str]]:
    """(name of the file, reference of its job) for all files of a batch."""
    rows = db.session.execute(
        select(Document.name, Job.reference)
        .join(Job, (Job.tenant_id == Document.tenant_id) & (Job.id == Document.job_id))
        .where(Job.tenant_id == tenant_id, Job.batch_id == batch_id, ~Document.whole)
        .order_by(Job.number, Document.position)
    )
    return [(name, reference) for name, reference in rows]


def kind_of_batch(batch: Batch) -> WorkType:
    """The work type of a batch, of a client's own the version its jobs were received under."""
    first = db.session.scalar(
        select(Job)
        .where(Job.tenant_id == batch.tenant_id, Job.batch_id == batch.id)
        .order_by(Job.number)
        .limit(1)
    )
    return kind_of(first) if first is not None else work_type(batch.work_type)


def releases_of(tenant_id: UUID, batch_id: UUID) -> list[BatchRelease]:
    """The versions of a batch's own result, the newest first."""
    return list(
        db.session.scalars(
            select(BatchRelease)
            .where(BatchRelease.tenant_id == tenant_id, BatchRelease.batch_id == batch_id)
            .order_by(BatchRelease.version.desc())
        )
    )
