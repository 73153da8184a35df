"""How a job walks through its steps: which task comes next."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from bpo.catalog.registry import work_type
from bpo.catalog.rules import Actor
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job
from bpo.jobs.rules import JobState
from bpo.platform.db import db, insert_rows
from bpo.platform.errors import Conflict
from bpo.platform.ids import new_id
from bpo.sla import service as sla
from bpo.sla.models import Hold
from bpo.workqueue.models import FINISHED_WORK, Attempt, Task, TaskBar, WorkQueue
from bpo.workqueue.rules import TaskState

AUTOMATION_READY = "automation_ready"
"""Set on the session when a task for automation was made ready: workers are woken after the commit."""


def start_job(*, tenant_id: UUID, job_ids: Sequence[UUID], now: datetime) -> None:
    """Open the first task of jobs just received. Safe to repeat: a job that has started is left alone."""
    started = db.session.execute(
        update(Job)
        .where(Job.tenant_id == tenant_id, Job.id.in_(job_ids), Job.state == JobState.RECEIVED)
        .values(state=JobState.IN_WORK.value)
        .returning(
            Job.tenant_id, Job.id, Job.work_type, Job.priority, Job.due_at, Job.not_before, Job.received_at
        ),
        execution_options={"synchronize_session": False},
    ).all()
    for key in {job.work_type for job in started}:
        step = work_type(key).steps[0]
        queue = _queue(tenant_id, key, step.key)
        found = [job for job in started if job.work_type == key]
        insert_rows(Task, [_row(job, queue, now) for job in found])
        if queue.actor == Actor.AUTOMATION:
            db.session.info[AUTOMATION_READY] = True
        events.record_many(
            "job.started", [(job.id, {"step": step.name}) for job in found], tenant_id=tenant_id, now=now
        )


def _row(job: Any, queue: WorkQueue, now: datetime) -> dict[str, object]:
    return {
        "tenant_id": job.tenant_id,
        "id": new_id(),
        "job_id": job.id,
        "queue_id": queue.id,
        "step": queue.step,
        "state": TaskState.QUEUED.value,
        "priority": job.priority,
        "due_at": job.due_at,
        "ready_at": max(now, job.not_before) if job.not_before else now,
        "created_at": job.received_at,
        "fence": 0,
        "attempts": 0,
        "rework": False,
    }


def _queue(tenant_id: UUID, work_type_key: str, step: str) -> WorkQueue:
    queue = db.session.scalar(
        select(WorkQueue).where(
            WorkQueue.tenant_id == tenant_id, WorkQueue.work_type == work_type_key, WorkQueue.step == step
        )
    )
    if queue is None:
        raise Conflict(f"This client has no queue for {work_type_key}, step {step}: is it in the contract?")
    return queue


def open_task(
    job: Job,
    step: str,
    *,
    now: datetime,
    reserved_for: UUID | None = None,
    rework: bool = False,
    barred: Sequence[tuple[UUID, str]] = (),
) -> Task:
    """Queue a task of the job for a step; `barred` are (person, reason) who must not get it.

    Its age is the job's: work that comes back does not queue behind what came later.
    """
    queue = _queue(job.tenant_id, job.work_type, step)
    task = Task(**_row(job, queue, now))
    task.ready_at = now
    task.reserved_for = reserved_for
    task.rework = rework
    db.session.add(task)
    db.session.flush()
    for person_id, reason in barred:
        db.session.add(TaskBar(tenant_id=job.tenant_id, task_id=task.id, person_id=person_id, reason=reason))
    events.record(
        "task.queued",
        tenant_id=job.tenant_id,
        subject_id=task.id,
        job_id=job.id,
        now=now,
        step=step,
        rework=rework,
    )
    if queue.actor == Actor.AUTOMATION:
        db.session.info[AUTOMATION_READY] = True
    db.session.flush()
    return task


def start_rework(
    *, tenant_id: UUID, job_id: UUID, reason: str, now: datetime, actor_id: UUID | None, actor_name: str
) -> Task:
    """Open the work again after a return by review or client: to whoever did it last, else to anybody.

    Where only automation had worked on it, a person does the rework.
    """
    job = get_job([tenant_id], job_id, lock=True)
    steps = work_type(job.work_type).steps
    person_step = next(step.key for step in reversed(steps) if step.actor is Actor.PERSON)
    last = db.session.scalar(
        select(Attempt.person_id)
        .join(Task, (Task.tenant_id == Attempt.tenant_id) & (Task.id == Attempt.task_id))
        .where(
            Task.tenant_id == tenant_id,
            Task.job_id == job_id,
            Task.step == person_step,
            Attempt.outcome.in_(FINISHED_WORK),
        )
        .order_by(Attempt.ended_at.desc())
        .limit(1)
    )
    jobs.move(job, JobState.IN_WORK, now=now, actor_id=actor_id, actor_name=actor_name, reason=reason)
    return open_task(job, person_step, now=now, reserved_for=last, rework=True)


def resume_hold(
    *, tenant_id: UUID, hold_id: UUID, answer: str, by_id: UUID | None, by_name: str, now: datetime
) -> Hold:
    """End a hold, with the answer if one was asked: the task goes back to its queue with the age it had."""
    hold = sla.end_hold(
        tenant_id=tenant_id, hold_id=hold_id, answer=answer, by_id=by_id, by_name=by_name, now=now
    )
    job = get_job([tenant_id], hold.job_id, lock=True)
    if sla.is_held(tenant_id, job.id):
        return hold
    job.due_at = sla.due_at(tenant_id, job.id)
    jobs.move(job, JobState(hold.job_state), now=now, actor_id=by_id, actor_name=by_name)
    held = db.session.scalars(
        select(Task)
        .where(Task.tenant_id == tenant_id, Task.job_id == job.id, Task.state == TaskState.ON_HOLD)
        .with_for_update()
    )
    for task in held:
        task.state = TaskState.QUEUED.value
        task.ready_at = now
        if job.due_at is not None:
            task.due_at = job.due_at
    db.session.flush()
    return hold


def end_dated_holds(*, now: datetime, limit: int = 200) -> int:
    """End the holds whose date has come. Runs in the system's scope; how many."""
    due = db.session.execute(
        select(Hold.tenant_id, Hold.id)
        .where(Hold.ended_at.is_(None), Hold.until <= now)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for tenant_id, hold_id in due:
        resume_hold(
            tenant_id=tenant_id, hold_id=hold_id, answer="", by_id=None, by_name="the date set", now=now
        )
    return len(due)
