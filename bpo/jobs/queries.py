"""Reads of batches and jobs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, Text, cast, func, literal_column, or_, select, tuple_
from sqlalchemy.orm import aliased

from bpo.jobs.models import Batch, Document, Job, JobData, JobKey, Refusal
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.sla.models import Hold


def get_job(tenant_ids: Sequence[UUID], job_id: UUID, *, lock: bool = False) -> Job:
    """The job, if it belongs to one of the clients; NotFound otherwise."""
    statement = select(Job).where(Job.tenant_id.in_(tenant_ids), Job.id == job_id)
    job = db.session.scalar(statement.with_for_update() if lock else statement)
    if job is None:
        raise NotFound
    return job


def row_version(tenant_id: UUID, job_id: UUID) -> str:
    """The transaction that wrote the job's row last: another one after every change."""
    db.session.flush()
    statement = select(cast(literal_column("job.xmin"), Text)).where(
        Job.tenant_id == tenant_id, Job.id == job_id
    )
    return db.session.scalars(statement).one()


def jobs_of_ids(tenant_ids: Sequence[UUID], job_ids: Sequence[UUID]) -> list[Job]:
    """Those of the jobs that belong to the clients, in no order."""
    if not job_ids:
        return []
    return list(db.session.scalars(select(Job).where(Job.tenant_id.in_(tenant_ids), Job.id.in_(job_ids))))


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


def files_of_batch(tenant_id: UUID, batch_id: UUID) -> list[tuple[str, str]]:
    """(name of the file, reference of its job) for all files of a batch."""
    rows = db.session.execute(
        select(Document.name, Job.reference)
        .join(Job, (Job.tenant_id == Document.tenant_id) & (Job.id == Document.job_id))
        .where(Job.tenant_id == tenant_id, Job.batch_id == batch_id)
        .order_by(Job.number, Document.position)
    )
    return [(name, reference) for name, reference in rows]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What an open hold means for a job in a list."""

    owed_by_client: bool
    paused: bool


def waiting_among(tenant_ids: Sequence[UUID], job_ids: Sequence[UUID]) -> dict[UUID, Waiting]:
    """The jobs among `job_ids` that wait, and whether the client owes the action and the clock stands still."""
    if not job_ids:
        return {}
    rows = db.session.execute(
        select(Hold.job_id, func.bool_or(Hold.owes == "client"), func.bool_or(Hold.credited))
        .where(Hold.tenant_id.in_(tenant_ids), Hold.job_id.in_(job_ids), Hold.ended_at.is_(None))
        .group_by(Hold.job_id)
    )
    return {job_id: Waiting(owed_by_client=owes, paused=credited) for job_id, owes, credited in rows}


def same_files(tenant_ids: Sequence[UUID], job_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """For each of the jobs the references of others of its client that hold the same bytes, at most five."""
    if not job_ids:
        return {}
    own, other = aliased(Document), aliased(Document)
    rows = db.session.execute(
        select(own.job_id, Job.reference)
        .join(other, (other.tenant_id == own.tenant_id) & (other.sha256 == own.sha256))
        .join(Job, (Job.tenant_id == other.tenant_id) & (Job.id == other.job_id))
        .where(
            own.tenant_id.in_(tenant_ids),
            own.job_id.in_(job_ids),
            other.job_id != own.job_id,
            Job.state.not_in(("cancelled", "rejected")),
        )
        .order_by(Job.received_at, Job.id)
        .limit(5 * len(job_ids))
    )
    found: dict[UUID, list[str]] = {}
    for job_id, reference in rows:
        references = found.setdefault(job_id, [])
        if reference not in references and len(references) < 5:
            references.append(reference)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many promises fell due in a span of time and were kept, for one work type."""

    work_type: str
    on_time: int
    due: int


def promises_kept(tenant_id: UUID, *, since: datetime, until: datetime) -> list[Kept]:
    """Of the jobs due in the span: how many were delivered in time. An open one past its time was not."""
    counted = Job.state.not_in(("cancelled", "rejected")) & (
        Job.finished_at.is_not(None) | (Job.state != "on_hold")
    )
    rows = db.session.execute(
        select(
            Job.work_type,
            func.count().filter(Job.late.is_(False)),
            func.count(),
        )
        .where(Job.tenant_id == tenant_id, Job.due_at >= since, Job.due_at < until, counted)
        .group_by(Job.work_type)
        .order_by(Job.work_type)
    )
    return [Kept(work_type=key, on_time=on_time, due=due) for key, on_time, due in rows]


def batches(tenant_ids: Sequence[UUID], *, limit: int, before: UUID | None = None) -> list[Batch]:
    """Batches, newest first; `before` is the last id of the page above (ids are in order of time)."""
    statement = select(Batch).where(Batch.tenant_id.in_(tenant_ids)).order_by(Batch.id.desc()).limit(limit)
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
    after: tuple[datetime, UUID] | None = None,
) -> list[Job]:
    """Jobs, last received first; `before` is (received_at, id) of the last row of the page above.

    `after` is that of the first row of the page below: the rows right above it.
    """
    statement = _narrowed(select(Job), tenant_ids, wanted)
    if after is not None:
        statement = statement.where(tuple_(Job.received_at, Job.id) > after)
        above = db.session.scalars(statement.order_by(Job.received_at, Job.id).limit(limit)).all()
        return list(reversed(above))
    if before is not None:
        statement = statement.where(tuple_(Job.received_at, Job.id) < before)
    return list(db.session.scalars(statement.order_by(Job.received_at.desc(), Job.id.desc()).limit(limit)))


def _narrowed(statement: Select[Job], tenant_ids: Sequence[UUID], wanted: Wanted) -> Select[Job]:
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
