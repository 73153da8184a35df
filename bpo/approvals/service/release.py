"""Our work on a job is done: what must still be decided, and by whom, before it may be delivered."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from bpo.approvals import queries, rules
from bpo.approvals.models import Proposal
from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Actor, DeliveredFile, ReleasedJob, Step
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job, JobData
from bpo.jobs.queries import get_data, get_job, papers_of
from bpo.jobs.rules import JobState
from bpo.platform.db import db
from bpo.platform.ids import new_id
from bpo.platform.storage import Stored
from bpo.sla import service as sla
from bpo.sla.models import FOR_DECISION, Hold
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from bpo.workqueue.rules import codes_of, is_due

UNDER_WAY = (JobState.IN_WORK, JobState.IN_REVIEW, JobState.ON_HOLD)


def release(job: Job, *, now: datetime, by_id: UUID | None = None, by_name: str = "automation") -> None:
    """Our work is done and, where drawn, passed: ask for the next decision that is due, or let the job be delivered.

    Decisions that no longer cover the job as it stands are asked for anew. A job of a batch that must prove waits for
    the batch first. The caller holds the job's lock.
    """
    step = outstanding(job)
    if (step is None or step.actor is Actor.CLIENT) and not workqueue.passes_gate(job):
        workqueue.arrive_at_gate(job, now=now)
    elif step is None:
        _withdraw(job, keep=None, now=now)
        end_hold(job, by_id=by_id, by_name=by_name, now=now)
        events.record("job.released", tenant_id=job.tenant_id, subject_id=job.id, job_id=job.id, now=now)
    elif step.actor is Actor.CLIENT and queries.proposal_of(job.tenant_id, job.id) is not None:
        _lay_before_client(job, step, now=now)
    else:
        events.record("approval.due", tenant_id=job.tenant_id, subject_id=job.id, job_id=job.id, now=now)


def outstanding(job: Job) -> Step | None:
    """The first decision, or form of a step, that is missing for the job as it stands."""
    kind = kind_of(job)
    db.session.flush()
    codes = codes_of(get_data(job.tenant_id, job.id).findings)
    if all(step.works or step.gathers or not is_due(step, codes) for step in kind.steps):
        return None
    return rules.outstanding(kind.steps, queries.standing_of(job, workqueue.worked_on(job)))


def is_cleared(job: Job) -> bool:
    """Whether every decision that the job needs is there and covers it as it stands, to the byte."""
    return outstanding(job) is None


def proceed(*, tenant_id: UUID, job_id: UUID, put: Callable[[bytes], Stored], now: datetime) -> None:
    """Open what is outstanding: a step of ours, or the client's decision about files made and kept for that.

    Safe to repeat: what is open already is not opened again, and a job that has ended is left alone.
    """
    job = get_job([tenant_id], job_id, lock=True)
    if job.state not in UNDER_WAY:
        return
    step = outstanding(job)
    if step is None or (step.actor is Actor.CLIENT and not workqueue.passes_gate(job)):
        release(job, now=now)
    elif step.actor is Actor.CLIENT:
        if queries.proposal_of(tenant_id, job_id) is None:
            _propose(job, put=put, now=now)
        _lay_before_client(job, step, now=now)
    elif not _is_open(job, step):
        _withdraw(job, keep=None, now=now)
        end_hold(job, by_id=None, by_name="automation", now=now)
        workqueue.open_task(job, step.key, now=now)


def _is_open(job: Job, step: Step) -> bool:
    found = db.session.scalar(
        select(Task.id)
        .where(
            Task.tenant_id == job.tenant_id,
            Task.job_id == job.id,
            Task.step == step.key,
            Task.finished_at.is_(None),
        )
        .limit(1)
    )
    return found is not None


def files_of(job: Job, data: JobData, *, put: Callable[[bytes], Stored]) -> list[dict[str, Any]]:
    """The files of the job's result: those that were approved, as they were kept; else made from the record.

    Of each its `name`, `media_type`, `size`, `sha256` and `storage_key`.
    """
    proposal = queries.proposal_of(job.tenant_id, job.id)
    if proposal is not None and is_cleared(job):
        return list(proposal.files)
    return [kept(file, put=put) for file in kind_of(job).deliver(as_released(job, data))]


def as_released(job: Job, data: JobData) -> ReleasedJob:
    """The job as its result is made from it, with what of ours approved it as it stands."""
    return ReleasedJob(
        reference=job.reference,
        client_reference=job.client_reference,
        record=data.record,
        provenance={reading["path"]: reading for reading in data.readings},
        approved=frozenset(
            each.step for each in rules.counting(queries.standing_of(job, workqueue.worked_on(job)))
        ),
        papers=papers_of(job.tenant_id, job.id),
    )


def kept(file: DeliveredFile, *, put: Callable[[bytes], Stored]) -> dict[str, Any]:
    """Keep a file in the store: what is known of it from then on."""
    stored = put(file.content)
    return {
        "name": file.name,
        "media_type": file.media_type,
        "size": stored.size,
        "sha256": stored.sha256,
        "storage_key": stored.key,
    }


def _propose(job: Job, *, put: Callable[[bytes], Stored], now: datetime) -> Proposal:
    data = get_data(job.tenant_id, job.id)
    files = files_of(job, data, put=put)
    proposal = Proposal(
        tenant_id=job.tenant_id,
        id=new_id(),
        job_id=job.id,
        record_digest=rules.digest_of(data.record),
        digest=rules.digest_of(data.record, files),
        files=files,
        made_at=now,
    )
    db.session.add(proposal)
    db.session.flush()
    return proposal


def _lay_before_client(job: Job, step: Step, *, now: datetime) -> None:
    """The client's people find it under what awaits them; from here on the time is the client's own."""
    _withdraw(job, keep=step, now=now)
    if _is_open(job, step):
        return
    task = workqueue.open_task(job, step.key, now=now)
    if not _open_hold(job):
        sla.place_hold(
            tenant_id=job.tenant_id,
            job_id=job.id,
            task_id=task.id,
            job_state=JobState.IN_WORK,  # a review, where there was one, has passed
            reason=FOR_DECISION,
            owes="client",
            question="",
            until=None,
            by_id=None,
            by_name="automation",
            contract_id=job.contract_id,
            work_type=job.work_type,
            now=now,
            credited=True,
        )
        jobs.move(job, JobState.ON_HOLD, now=now)
    events.record(
        "approval.asked",
        tenant_id=job.tenant_id,
        subject_id=task.id,
        job_id=job.id,
        now=now,
        step=step.name,
    )
    db.session.flush()


def _withdraw(job: Job, *, keep: Step | None, now: datetime) -> None:
    """Take back what lies before the client of other steps than `keep`: the job has changed meanwhile."""
    for task in queries.open_decisions(job.tenant_id, [job.id]):
        if keep is None or task.step != keep.key:
            workqueue.cancel(task, now=now, why="the job has changed meanwhile", actor_name="automation")
    db.session.flush()


def _open_hold(job: Job) -> Hold | None:
    return db.session.scalar(
        select(Hold).where(
            Hold.tenant_id == job.tenant_id,
            Hold.job_id == job.id,
            Hold.kind == FOR_DECISION,
            Hold.ended_at.is_(None),
        )
    )


def end_hold(job: Job, *, by_id: UUID | None, by_name: str, now: datetime) -> None:
    """The job waits for the client no longer: its clock goes on, with the time that the client took added."""
    hold = _open_hold(job)
    if hold is not None:
        workqueue.resume_hold(
            tenant_id=job.tenant_id,
            hold_id=hold.id,
            answer="",
            by_id=by_id,
            by_name=by_name,
            now=now,
            decided=True,
        )
