"""Reads of jobs, their wide part, their files; lists of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, Text, cast, func, literal_column, or_, select, true, tuple_

from bpo.jobs.models import Document, Job, JobData, JobPaper
from bpo.jobs.rules import OPEN, JobState
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.platform.sealing import opened_column
from bpo.sla.models import Hold

_AT_WORK = tuple(state.value for state in (*OPEN, JobState.PLANTED))


def get_job(tenant_ids: Sequence[UUID], job_id: UUID, *, lock: bool = False) -> Job:
    """The job, if it belongs to one of the clients; NotFound otherwise."""
    if len(tenant_ids) == 1 and not lock:  # what this unit of work has read already is not asked for again
        job = db.session.get(Job, {"tenant_id": tenant_ids[0], "id": job_id})
    else:
        statement = select(Job).where(Job.tenant_id.in_(tenant_ids), Job.id == job_id)
        job = db.session.scalar(statement.with_for_update() if lock else statement)
    if job is None:
        raise NotFound
    return job


def watches(who: Caller) -> bool:
    """Whether somebody sees jobs and batches that are at work: clients their own, and who runs the floor or an account.

    Who does the work sees it at the desk alone. On a job's page a keyer would see what the machine or another read, and
    a copy with known answers would be told from the rest.
    """
    return who.is_client or who.can("timeline.view")


def seen_job(who: Caller, job_id: UUID) -> Job:
    """The job for a page or answer about it as a whole; NotFound for who does not see it (see `watches`)."""
    job = get_job(who.tenants, job_id)
    if job.state in _AT_WORK and not watches(who):
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


def papers_of(tenant_id: UUID, job_id: UUID, names: Collection[str] | None = None) -> dict[str, bytes]:
    """The job's working papers, or those of these names: the last of each name."""
    rows = db.session.execute(
        select(JobPaper.name, JobPaper.content, JobPaper.id)
        .where(
            JobPaper.tenant_id == tenant_id,
            JobPaper.job_id == job_id,
            true() if names is None else JobPaper.name.in_(names),
        )
        .order_by(JobPaper.id)
    )
    return {
        name: opened_column(JobPaper, "content", content, tenant=tenant_id, row=paper_id)
        for name, content, paper_id in rows
    }


def documents_of(tenant_id: UUID, job_id: UUID) -> list[Document]:
    """The files of a job, which it is read from."""
    return _files(tenant_id, job_id, whole=False)


def wholes_of(tenant_id: UUID, job_id: UUID) -> list[Document]:
    """The files that the client sent, where the job's own was cut out of one: seldom one, mostly none."""
    return _files(tenant_id, job_id, whole=True)


def _files(tenant_id: UUID, job_id: UUID, *, whole: bool) -> list[Document]:
    return list(
        db.session.scalars(
            select(Document)
            .where(Document.tenant_id == tenant_id, Document.job_id == job_id, Document.whole.is_(whole))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list of jobs is narrowed to; None and "" narrow nothing."""

    states: tuple[str, ...] = ()
    work_type: str = ""
    text: str = ""
    batch_id: UUID | None = None
    received_from: datetime | None = None
    received_to: datetime | None = None
    only_finished: bool = False
    """Nothing that is at work (see `watches`)."""


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
    if wanted.only_finished:
        statement = statement.where(Job.state.not_in(_AT_WORK))
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
    """The job to which the client gave that reference, if there is one; a rejected one has given it up."""
    return db.session.scalar(
        select(Job).where(
            Job.tenant_id == tenant_id,
            Job.work_type == work_type,
            Job.client_reference == client_reference,
            Job.state != JobState.REJECTED,
        )
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many promises fell due in a span of time and were kept, for one work type."""

    work_type: str
    on_time: int
    due: int
