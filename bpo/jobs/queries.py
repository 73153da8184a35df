"""Reads of batches and jobs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select, tuple_

from bpo.jobs.models import Batch, Document, Job, JobData, JobKey, Refusal
from bpo.platform.db import db
from bpo.platform.errors import NotFound


def get_job(tenant_ids: Sequence[UUID], job_id: UUID, *, lock: bool = False) -> Job:
    """The job, if it belongs to one of the clients; NotFound otherwise."""
    statement = select(Job).where(Job.tenant_id.in_(tenant_ids), Job.id == job_id)
    job = db.session.scalar(statement.with_for_update() if lock else statement)
    if job is None:
        raise NotFound
    return job


def get_data(tenant_id: UUID, job_id: UUID) -> JobData:
    """The wide part of a job."""
    return db.session.scalars(
        select(JobData).where(JobData.tenant_id == tenant_id, JobData.id == job_id)
    ).one()


def documents_of(tenant_id: UUID, job_id: UUID) -> list[Document]:
    """The files of a job, as they were handed in."""
    return list(
        db.session.scalars(
            select(Document)
            .where(Document.tenant_id == tenant_id, Document.job_id == job_id)
            .order_by(Document.position, Document.id)
        )
    )


def get_document(tenant_ids: Sequence[UUID], document_id: UUID) -> Document:
    """One file; NotFound where it is not of one of the clients."""
    found = db.session.scalar(
        select(Document).where(Document.tenant_id.in_(tenant_ids), Document.id == document_id)
    )
    if found is None:
        raise NotFound
    return found


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


def batches(tenant_id: UUID, *, limit: int, before: UUID | None = None) -> list[Batch]:
    """Batches, newest first; `before` is the last id of the page above (ids are in order of time)."""
    statement = select(Batch).where(Batch.tenant_id == tenant_id).order_by(Batch.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(Batch.id < before)
    return list(db.session.scalars(statement))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list of jobs is narrowed to; None and "" narrow nothing."""

    states: tuple[str, ...] = ()
    work_type: str = ""
    text: str = ""
    batch_id: UUID | None = None
    received_from: datetime | None = None
    received_to: datetime | None = None


def jobs(
    tenant_ids: Sequence[UUID],
    wanted: Wanted,
    *,
    limit: int,
    before: tuple[datetime, UUID] | None = None,
) -> list[Job]:
    """Jobs, last received first; `before` is (received_at, id) of the last row of the page above."""
    statement = _narrowed(select(Job), tenant_ids, wanted)
    if before is not None:
        statement = statement.where(tuple_(Job.received_at, Job.id) < before)
    return list(db.session.scalars(statement.order_by(Job.received_at.desc(), Job.id.desc()).limit(limit)))


def _narrowed(
    statement: Select[tuple[Job]], tenant_ids: Sequence[UUID], wanted: Wanted
) -> Select[tuple[Job]]:
    one = len(tenant_ids) == 1
    statement = statement.where(Job.tenant_id == tenant_ids[0] if one else Job.tenant_id.in_(tenant_ids))
    if wanted.states:
        statement = statement.where(Job.state.in_(wanted.states))
    if wanted.work_type:
        statement = statement.where(Job.work_type == wanted.work_type)
    if wanted.batch_id:
        statement = statement.where(Job.batch_id == wanted.batch_id)
    if wanted.received_from:
        statement = statement.where(Job.received_at >= wanted.received_from)
    if wanted.received_to:
        statement = statement.where(Job.received_at < wanted.received_to)
    if wanted.text:
        like = f"%{_escaped(wanted.text)}%"
        statement = statement.where(
            or_(Job.reference.ilike(like), Job.client_reference.ilike(like), Job.title.ilike(like))
        )
    return statement


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def counts_by_state(tenant_ids: Sequence[UUID]) -> dict[str, int]:
    """How many open or deliverable jobs the clients have in each state that is not the end."""
    rows = db.session.execute(
        select(Job.state, func.count())
        .where(
            Job.tenant_id.in_(tenant_ids),
            Job.state.in_(("received", "in_work", "in_review", "on_hold", "delivered", "returned")),
        )
        .group_by(Job.state)
    )
    return {row.state: row[1] for row in rows}


def job_of_reference(tenant_id: UUID, work_type: str, client_reference: str) -> Job | None:
    """The job to which the client gave that reference, if there is one."""
    return db.session.scalar(
        select(Job).where(
            Job.tenant_id == tenant_id, Job.work_type == work_type, Job.client_reference == client_reference
        )
    )


def jobs_with_key(tenant_id: UUID, kind: str, value: str, *, not_job: UUID) -> list[Job]:
    """Other jobs of the client that bear the same key of likeness, oldest first, at most ten."""
    return list(
        db.session.scalars(
            select(Job)
            .join(JobKey, (JobKey.tenant_id == Job.tenant_id) & (JobKey.job_id == Job.id))
            .where(
                JobKey.tenant_id == tenant_id,
                JobKey.kind == kind,
                JobKey.value == value,
                JobKey.job_id != not_job,
                Job.state.not_in(("cancelled", "rejected")),
            )
            .order_by(Job.received_at)
            .limit(10)
        )
    )


def jobs_with_file(tenant_id: UUID, sha256: str, *, not_job: UUID) -> list[Job]:
    """Other jobs of the client that hold the same bytes, oldest first, at most ten."""
    return list(
        db.session.scalars(
            select(Job)
            .join(Document, (Document.tenant_id == Job.tenant_id) & (Document.job_id == Job.id))
            .where(
                Document.tenant_id == tenant_id,
                Document.sha256 == sha256,
                Document.job_id != not_job,
                Job.state.not_in(("cancelled", "rejected")),
            )
            .order_by(Job.received_at)
            .limit(10)
        )
    )
