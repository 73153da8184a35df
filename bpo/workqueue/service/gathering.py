"""Batches that must prove: jobs wait for one another, are held against the header together, and go on together."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from bpo.catalog.registry import kind_of
from bpo.catalog.rules import BatchProof, Step, WorkType
from bpo.events import service as events
from bpo.jobs.models import Batch, Job, JobData
from bpo.jobs.queries import get_data
from bpo.jobs.rules import JobState
from bpo.jobs.service import secrets_of_job
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.platform.ids import new_id
from bpo.workqueue.models import BatchPlace, Task
from bpo.workqueue.service.ends import cancel
from bpo.workqueue.service.opening import open_task

LEFT_OUT = (JobState.CANCELLED, JobState.REJECTED)
"""Jobs in these states are no part of their batch any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A job of a batch with its record, and where it stands: at the gate with just this record, or past it."""

    job: Job
    data: JobData
    place: BatchPlace | None

    @property
    def is_there(self) -> bool:
        """Whether it has come to the gate with the record as it stands."""
        return self.place is not None and self.place.version == self.data.version

    @property
    def has_passed(self) -> bool:
        """Whether the batch has proven with the record as it stands."""
        return self.is_there and self.place is not None and self.place.passed_at is not None


def gate_of(kind: WorkType) -> Step | None:
    """The step at which the jobs of a batch are gathered; None where batches of this work need not prove."""
    return next((step for step in kind.steps if step.gathers), None) if kind.batch is not None else None


def passes_gate(job: Job) -> bool:
    """Whether nothing of the job's batch holds it: it has proven with the job's record as it stands, or need not."""
    if job.batch_id is None or gate_of(kind_of(job)) is None:
        return True
    header = db.session.scalar(
        select(Batch.header).where(Batch.tenant_id == job.tenant_id, Batch.id == job.batch_id)
    )
    if header is None:
        return True
    db.session.flush()
    place = _place_of(job)
    return place is not None and place.passed_at is not None and place.version == _version(job)


def arrive_at_gate(job: Job, *, now: datetime) -> None:
    """Our work on the job is done for now: it waits for the rest of its batch. Safe to repeat."""
    if job.batch_id is None:
        raise ValueError("a job of no batch waits for nobody")
    put_at_gate(job, job.batch_id, now)
    events.record("batch.gathering", tenant_id=job.tenant_id, subject_id=job.batch_id, job_id=job.id, now=now)


def put_at_gate(job: Job, batch_id: UUID, now: datetime) -> None:
    """Note that the job is at the gate of its batch with the record as it stands."""
    values = {"version": _version(job), "arrived_at": now, "passed_at": None}
    statement = insert(BatchPlace).values(
        tenant_id=job.tenant_id, id=new_id(), batch_id=batch_id, job_id=job.id, **values
    )
    db.session.execute(statement.on_conflict_do_update(index_elements=["tenant_id", "job_id"], set_=values))


def _version(job: Job) -> int:
    return get_data(job.tenant_id, job.id).version


def _place_of(job: Job) -> BatchPlace | None:
    return db.session.scalar(
        select(BatchPlace)
        .where(BatchPlace.tenant_id == job.tenant_id, BatchPlace.job_id == job.id)
        .execution_options(populate_existing=True)
    )


def members_of(tenant_id: UUID, batch_id: UUID) -> list[Member]:
    """The jobs of a batch that were neither cancelled nor rejected, in the order of receipt."""
    rows = db.session.execute(
        select(Job, JobData, BatchPlace)
        .join(JobData, (JobData.tenant_id == Job.tenant_id) & (JobData.id == Job.id))
        .outerjoin(BatchPlace, (BatchPlace.tenant_id == Job.tenant_id) & (BatchPlace.job_id == Job.id))
        .where(Job.tenant_id == tenant_id, Job.batch_id == batch_id, Job.state.not_in(LEFT_OUT))
        .order_by(Job.number)
        .execution_options(populate_existing=True)
    )
    return [Member(job=job, data=data, place=place) for job, data, place in rows]


def locked_batch(tenant_id: UUID, batch_id: UUID) -> Batch:
    """The batch, so that nobody else proves or releases it meanwhile; jobs may go on arriving. NotFound as usual."""
    batch = db.session.scalar(
        select(Batch)
        .where(Batch.tenant_id == tenant_id, Batch.id == batch_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if batch is None:
        raise NotFound
    return batch


def held_against_header(batch: Batch, members: Sequence[Member]) -> BatchProof | None:
    """The members' records against the batch's header; None where it need not prove."""
    control = kind_of(members[0].job).batch if members else None
    if control is None or batch.header is None:
        return None
    return control.prove(batch.header, {each.job.reference: each.data.record for each in members})


def prove_batch(*, tenant_id: UUID, batch_id: UUID, now: datetime) -> BatchProof | None:
    """Hold the batch against its header once all its jobs are there: then all may go on, or a person gets a task.

    None where jobs are missing still, or nothing has changed since it proved. Safe to repeat, and in two places at
    once.
    """
    db.session.flush()
    batch = locked_batch(tenant_id, batch_id)
    members = members_of(tenant_id, batch_id)
    if not all(each.is_there for each in members):
        batch.proven_at = None
        return None
    if members and all(each.has_passed for each in members) and batch.proven_at is not None:
        return None
    proof = held_against_header(batch, members)
    if proof is None:
        return None
    batch.proof = as_kept(proof, secret=secrets_of_job(tenant_id, members[0].job.id))
    said = {"tenant_id": tenant_id, "subject_id": batch_id, "now": now}
    if proof.proves:
        batch.proven_at = now
        _let_pass(batch, now)
        _withdraw_task(batch, now)
        events.record("batch.proven", job_id=members[0].job.id, **said)  # type: ignore[arg-type]
    else:
        batch.proven_at = None
        if _open_task_of(batch) is None:
            _open_for_batch(members[0].job, now)
            differences = "; ".join(f"{each.label} {each.difference}" for each in _off(proof))
            events.record("batch.unproven", job_id=members[0].job.id, differences=differences, **said)  # type: ignore[arg-type]
    db.session.flush()
    return proof


def as_kept(proof: BatchProof, *, secret: Collection[str] = ()) -> dict[str, Any]:
    """A proof as JSON; of `secret` fields it keeps that they are suspected, not what stands there."""
    return {
        "totals": [asdict(each) for each in proof.totals],
        "suspects": [
            asdict(replace(each, value="", would_be="") if each.path in secret else each)
            for each in proof.suspects
        ],
        "proves": proof.proves,
    }


def _off(proof: BatchProof) -> list[Any]:
    return [total for total in proof.totals if total.difference]


def _let_pass(batch: Batch, now: datetime) -> None:
    db.session.execute(
        update(BatchPlace)
        .where(
            BatchPlace.tenant_id == batch.tenant_id,
            BatchPlace.batch_id == batch.id,
            BatchPlace.passed_at.is_(None),
        )
        .values(passed_at=now)
        .execution_options(synchronize_session=False)
    )


def _open_for_batch(first: Job, now: datetime) -> None:
    gate = gate_of(kind_of(first))
    if gate is not None:
        open_task(first, gate.key, now=now)


def _open_task_of(batch: Batch) -> Task | None:
    """The task that is open for the whole batch; it hangs on one of its jobs."""
    found = db.session.execute(
        select(Task, Job)
        .join(Job, (Job.tenant_id == Task.tenant_id) & (Job.id == Task.job_id))
        .where(Job.tenant_id == batch.tenant_id, Job.batch_id == batch.id, Task.finished_at.is_(None))
    ).all()
    for task, job in found:
        gate = gate_of(kind_of(job))
        if gate is not None and task.step == gate.key:
            return task
    return None


def _withdraw_task(batch: Batch, now: datetime) -> None:
    """It proves without whoever was to look into it: the header was mended, or a job fell out."""
    task = _open_task_of(batch)
    if task is not None:
        cancel(task, now=now, why="the batch proves now", actor_name="automation")


def jobs_to_release(*, tenant_id: UUID, batch_id: UUID) -> list[UUID]:
    """The jobs of a batch that has proven which are still ours to hand over, in the order in which they are locked."""
    ours = (JobState.IN_WORK, JobState.IN_REVIEW)
    return sorted(
        each.job.id for each in members_of(tenant_id, batch_id) if each.has_passed and each.job.state in ours
    )
