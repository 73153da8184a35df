"""Opening tasks: the first one of a job received and every later one, and who must not be given it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Actor
from bpo.events import service as events
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job
from bpo.jobs.rules import JobState
from bpo.platform.db import db, insert_rows
from bpo.platform.errors import Conflict
from bpo.platform.ids import new_id
from bpo.workqueue import queries
from bpo.workqueue.models import Task, TaskBar, WorkQueue
from bpo.workqueue.rules import TaskState, kept_until
from bpo.workqueue.service.knowing import knowing

AUTOMATION_READY = "automation_ready"
"""Set on the session when a task for automation was made ready: workers are woken after the commit."""


def start_job(*, tenant_id: UUID, job_ids: Sequence[UUID], now: datetime) -> None:
    """Open the first task of jobs just received. Safe to repeat: a job that has started is left alone."""
    started = db.session.execute(
        update(Job)
        .where(Job.tenant_id == tenant_id, Job.id.in_(job_ids), Job.state == JobState.RECEIVED)
        .values(state=JobState.IN_WORK.value)
        .returning(
            Job.tenant_id,
            Job.id,
            Job.work_type,
            Job.work_type_version,
            Job.priority,
            Job.due_at,
            Job.not_before,
            Job.received_at,
        ),
        execution_options={"synchronize_session": False},
    ).all()
    for key, version in {(job.work_type, job.work_type_version) for job in started}:
        # in the order of receipt, which RETURNING does not keep
        found = sorted(
            (job for job in started if (job.work_type, job.work_type_version) == (key, version)),
            key=lambda job: job.id,
        )
        step = kind_of(found[0]).steps[0]
        queue = _queue(tenant_id, key, step.key)
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

    Barred are too who did a step of the job from which this one is kept apart. Its age is the job's: work that
    comes back does not queue behind what came later.
    """
    return open_tasks(job, step, now=now, reserved={None: reserved_for}, rework=rework, barred=barred)[0]


def open_tasks(
    job: Job,
    step: str,
    *,
    now: datetime,
    reserved: Mapping[str | None, UUID | None],
    rework: bool = False,
    barred: Sequence[tuple[UUID, str]] = (),
) -> list[Task]:
    """Queue the tasks of a step's parts, all at once: `reserved` says of each part (None: the step) whose it is."""
    queue = _queue(job.tenant_id, job.work_type, step)
    apart = _apart_from(job, step)
    tasks = []
    for part, reserved_for in reserved.items():
        task = Task(**_row(job, queue, now))
        task.ready_at = now
        task.reserved_for = reserved_for
        task.reserved_until = kept_until(now, task.due_at) if reserved_for else None
        task.rework = rework
        task.part = part
        task.separate_from = list(apart) or None
        tasks.append(task)
    db.session.add_all(tasks)
    db.session.flush()
    if queue.actor == Actor.PERSON:
        # the client's people are given no tasks that they would have to be barred from
        everywhere = [*barred, *left_to_check(job, step, now=now), *knowing(job)]
        for task in tasks:
            doers = [(doer, APART) for doer in did(job, apart, but=(step, task.part))]
            _bar(task, [*everywhere, *doers])
    else:
        for task in tasks:
            _bar(task, barred)
    for task in tasks:
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
    return tasks


def _bar(task: Task, barred: Sequence[tuple[UUID, str]]) -> None:
    for person_id, reason in dict(barred).items():
        db.session.add(TaskBar(tenant_id=task.tenant_id, task_id=task.id, person_id=person_id, reason=reason))


KEPT = "is left to check it: somebody must be who had no hand in it"


def left_to_check(job: Job, step: str, *, now: datetime) -> list[tuple[UUID, str]]:
    """Who is kept from a step's tasks so that somebody is left for the decision that must be apart from it: (person,
    why), one or none.

    Of a step in parts, which many do at once, one of those who have had no hand in the job; of a step done whole, who
    is the last of them. None where the step's only worker would be kept from it, or where the decision may not be due.
    """
    kind = kind_of(job)
    steps = {each.key: each for each in kind.steps}
    decision = next(
        (
            each
            for each in kind.steps
            if step in each.separate_from and each.decides and each.actor is Actor.PERSON and not each.when
        ),
        None,
    )
    if decision is None or step not in steps:
        return []
    people = queries.people_for(
        _queue(job.tenant_id, job.work_type, decision.key), now, confidential=kind.confidential
    )
    without = sorted(set(people) - did(job, decision.separate_from))
    if len(people) < 2 or not without or (steps[step].parts is None and len(without) > 1):
        return []
    return [(without[job.number % len(without)], KEPT)]


APART = "did a step of this job from which this one is kept apart"


def demand_apart(task: Task, person_id: UUID | None) -> None:
    """Conflict where the person did a step from which the task is kept apart. The job is locked by the caller."""
    if not task.separate_from:
        return
    job = get_job([task.tenant_id], task.job_id)
    if person_id in did(job, task.separate_from, but=(task.step, task.part)):
        raise Conflict(
            "You did a step of this job that somebody else must check: this one is for another person."
        )


def _apart_from(job: Job, step: str) -> tuple[str, ...]:
    """The steps whose doers must not do this one; none for reviews, which know their own. With its own, where the
    parts of a step are kept apart."""
    for each in kind_of(job).steps:
        if each.key == step:
            return (*each.separate_from, step) if each.apart else each.separate_from
    return ()


def did(job: Job, steps: Collection[str], *, but: tuple[str, str | None] = ("", None)) -> set[UUID]:
    """Who must be kept apart from checking these steps of the job: who finished one, in whichever round.

    Of a decision only who made the last one: what was decided before that was taken back with the work. Left aside is
    the part (step, key) `but`: who did that in an earlier round may do it again.
    """
    if not steps:
        return set()
    kind = kind_of(job)
    rows = db.session.execute(
        select(Task.step, Task.part, Task.holder)
        .where(
            Task.tenant_id == job.tenant_id,
            Task.job_id == job.id,
            Task.step.in_(steps),
            Task.state == TaskState.DONE,
            Task.holder.is_not(None),
        )
        .order_by(Task.id)
    ).all()
    last = {row.step: row.holder for row in rows if kind.step(row.step).decides}
    others = (row for row in rows if (row.step, row.part) != but)
    return {row.holder for row in others if row.step not in last} | set(last.values())
