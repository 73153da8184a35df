"""Reads of decisions, proposals and notes, and of what awaits the client."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Exists, Select, and_, any_, exists, func, select
from sqlalchemy.orm import aliased

from bpo.approvals.models import Approval, Proposal, StepNote
from bpo.approvals.rules import Decided, Decision, Standing, digest_of
from bpo.identity.models import ApiKey
from bpo.jobs.models import Job, JobData
from bpo.jobs.queries import get_data
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.workqueue.models import Attempt, Task, WorkQueue
from bpo.workqueue.rules import TaskState, codes_of

CLIENTS_QUEUE = and_(
    WorkQueue.tenant_id == Task.tenant_id, WorkQueue.id == Task.queue_id, WorkQueue.actor == "client"
)
"""Joins a task to its queue where the client's people are to decide."""
COUNTED = 100
"""What awaits a client is counted up to here."""


def approvals_of(tenant_id: UUID, job_id: UUID) -> list[Approval]:
    """What was decided about a job, in order."""
    return list(
        db.session.scalars(
            select(Approval)
            .where(Approval.tenant_id == tenant_id, Approval.job_id == job_id)
            .order_by(Approval.at, Approval.id)
        )
    )


def notes_of(tenant_id: UUID, job_id: UUID) -> list[StepNote]:
    """What was filled into the forms of steps, in order."""
    return list(
        db.session.scalars(
            select(StepNote)
            .where(StepNote.tenant_id == tenant_id, StepNote.job_id == job_id)
            .order_by(StepNote.at, StepNote.id)
        )
    )


def proposal_of(tenant_id: UUID, job_id: UUID) -> Proposal | None:
    """What lies before the client, if it is of the record as it stands."""
    digest = digest_of(get_data(tenant_id, job_id).record)
    return db.session.scalar(
        select(Proposal)
        .where(Proposal.tenant_id == tenant_id, Proposal.job_id == job_id, Proposal.record_digest == digest)
        .order_by(Proposal.made_at.desc(), Proposal.id.desc())
        .limit(1)
    )


def proposals_of(tenant_id: UUID, job_ids: Sequence[UUID]) -> dict[UUID, Proposal]:
    """What lies before the client of each of these jobs, where it is of the record as it stands."""
    rows = db.session.execute(
        select(Proposal, JobData)
        .join(JobData, (JobData.tenant_id == Proposal.tenant_id) & (JobData.id == Proposal.job_id))
        .where(Proposal.tenant_id == tenant_id, Proposal.job_id.in_(job_ids))
        .order_by(Proposal.made_at, Proposal.id)
    )
    return {
        proposal.job_id: proposal
        for proposal, data in rows
        if proposal.record_digest == digest_of(data.record)
    }


def data_of(tenant_id: UUID, job_ids: Sequence[UUID]) -> dict[UUID, JobData]:
    """The wide parts of several jobs."""
    found = db.session.scalars(select(JobData).where(JobData.tenant_id == tenant_id, JobData.id.in_(job_ids)))
    return {data.id: data for data in found}


def standing_of(job: Job, worked: Attempt | None) -> Standing:
    """What is known of a job when it is to be released; `worked` is the last try that finished work on its record."""
    data = get_data(job.tenant_id, job.id)
    proposal = proposal_of(job.tenant_id, job.id)
    return Standing(
        codes=codes_of(data.findings),
        record_digest=digest_of(data.record),
        proposed=proposal.digest if proposal else None,
        decided=[
            Decided(step=each.step, decision=Decision(each.decision), digest=each.digest, at=each.at)
            for each in approvals_of(job.tenant_id, job.id)
        ],
        noted={note.step: note.at for note in notes_of(job.tenant_id, job.id)},
        worked_at=worked.ended_at if worked else None,
    )


def _did_what_this_checks(person_id: UUID) -> Exists:
    """The condition on a Task that the person did a step from which it is kept apart (see `task_kept_apart`)."""
    other, newer = aliased(Task), aliased(Task)
    decided = exists().where(Approval.tenant_id == other.tenant_id, Approval.task_id == other.id)
    again = exists().where(
        newer.tenant_id == other.tenant_id,
        newer.job_id == other.job_id,
        newer.step == other.step,
        newer.state == TaskState.DONE,
        newer.id > other.id,
    )
    return exists().where(
        other.tenant_id == Task.tenant_id,
        other.job_id == Task.job_id,
        other.state == TaskState.DONE,
        other.holder == person_id,
        other.step == any_(Task.separate_from),
        ~(decided & again),
    )


def _awaiting(tenant_id: UUID, person_id: UUID) -> Select[Task, Job]:
    return (
        select(Task, Job)
        .join(WorkQueue, CLIENTS_QUEUE)
        .join(Job, (Job.tenant_id == Task.tenant_id) & (Job.id == Task.job_id))
        .where(
            Task.tenant_id == tenant_id,
            Task.state == TaskState.QUEUED,
            Task.finished_at.is_(None),
            ~_did_what_this_checks(person_id),
        )
    )


def awaiting(tenant_id: UUID, person_id: UUID, *, limit: int) -> list[tuple[Task, Job]]:
    """What this person of the client may decide now, what was asked first on top."""
    statement = _awaiting(tenant_id, person_id).order_by(Task.ready_at, Task.id).limit(limit)
    return [(task, job) for task, job in db.session.execute(statement)]


def count_awaiting(tenant_id: UUID, person_id: UUID) -> int:
    """How much of it there is, at most `COUNTED`."""
    some = _awaiting(tenant_id, person_id).with_only_columns(Task.id).limit(COUNTED).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def open_decisions(tenant_id: UUID, job_ids: Sequence[UUID] | None = None) -> list[Task]:
    """The tasks that lie before the client's people, whoever of them may do which."""
    statement = (
        select(Task)
        .join(WorkQueue, CLIENTS_QUEUE)
        .where(Task.tenant_id == tenant_id, Task.state == TaskState.QUEUED, Task.finished_at.is_(None))
        .order_by(Task.ready_at, Task.id)
    )
    return list(
        db.session.scalars(statement.where(Task.job_id.in_(job_ids)) if job_ids is not None else statement)
    )


def get_decision(tenant_id: UUID, task_id: UUID, *, lock: bool = False) -> Task:
    """A task of the client's, decided or not; NotFound for every other."""
    statement = (
        select(Task).join(WorkQueue, CLIENTS_QUEUE).where(Task.tenant_id == tenant_id, Task.id == task_id)
    )
    task = db.session.scalar(statement.with_for_update(of=Task) if lock else statement)
    if task is None:
        raise NotFound
    return task


def answerable(who: Caller) -> UUID:
    """The person who answers for what the caller decides: of a program, who made its key. NotFound for a lost key."""
    if who.role != "api_key":
        return who.id
    maker = db.session.scalar(
        select(ApiKey.created_by).where(ApiKey.tenant_id == who.tenant_id, ApiKey.id == who.id)
    )
    if maker is None:
        raise NotFound
    return maker
