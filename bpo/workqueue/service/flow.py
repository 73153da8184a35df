"""How a job walks through its steps: what comes next, a step in parts, and work that is opened again."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Part, Step, finding_as_kept
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.jobs.rules import JobState
from bpo.platform.db import db
from bpo.platform.errors import Conflict
from bpo.workqueue import queries
from bpo.workqueue.models import FINISHED_WORK, Attempt, JobPart, Task
from bpo.workqueue.rules import codes_of, following_step, is_ours, working_step
from bpo.workqueue.service.opening import open_task, open_tasks


def step_after(job: Job, step: str, *, exception: bool = False) -> Step | None:
    """What comes after a step as the job's record and findings stand at this moment; None where nothing does."""
    codes = codes_of(get_data(job.tenant_id, job.id).findings)
    steps = kind_of(job).steps
    found = following_step(steps, step, exception=exception, codes=codes)
    while found is not None and found.parts is not None and not _parts_of(job, found):
        found = following_step(steps, found.key, exception=exception, codes=codes)
    return found


def go_on_to(job: Job, step: Step | None, *, now: datetime) -> None:
    """Open the task of the next step if it is ours, or those of its parts: what the client decides is asked once our
    work is released."""
    if step is None or not is_ours(step):
        return
    if step.parts is None:
        open_task(job, step.key, now=now)
    else:
        _open_parts(job, step, now=now)


def _parts_of(job: Job, step: Step) -> tuple[Part, ...]:
    data = get_data(job.tenant_id, job.id)
    return step.parts(data.record, [finding_as_kept(each) for each in data.findings]) if step.parts else ()


def _open_parts(job: Job, step: Step, *, now: datetime, rework: bool = False) -> list[Task]:
    """Open all parts of a step at once; done again, each for who did it before.

    What people do apart is then done from the source alone: what it would start with came from the work that
    was not right.
    """
    parts = _parts_of(job, step)
    number = queries.last_round(job.tenant_id, job.id, step.key) + 1
    before = (
        queries.did_before(job.tenant_id, job.id, step.key, [part.key for part in parts]) if rework else {}
    )
    tasks = open_tasks(
        job, step.key, now=now, reserved={part.key: before.get(part.key) for part in parts}, rework=rework
    )
    for position, (part, task) in enumerate(zip(parts, tasks, strict=True)):
        db.session.add(
            JobPart(
                tenant_id=job.tenant_id,
                job_id=job.id,
                task_id=task.id,
                step=step.key,
                round=number,
                position=position,
                key=part.key,
                title=part.title,
                form=part.form,
                input=dict(part.input),
                start={} if rework and step.apart else dict(part.start),
                findings=[asdict(finding) for finding in part.findings],
            )
        )
    db.session.flush()
    return tasks


def worked_on(job: Job) -> Attempt | None:
    """The last finished try at making or mending the job's record; of the work, not of decisions about it."""
    steps = [step.key for step in kind_of(job).steps if step.works]
    return db.session.scalar(_finished(job, steps).limit(1))


def _finished(job: Job, steps: Sequence[str]) -> Select[Attempt]:
    """The tries that finished tasks of these steps, the latest first."""
    return (
        select(Attempt)
        .join(Task, (Task.tenant_id == Attempt.tenant_id) & (Task.id == Attempt.task_id))
        .where(
            Attempt.tenant_id == job.tenant_id,
            Task.job_id == job.id,
            Task.step.in_(steps),
            Attempt.outcome.in_(FINISHED_WORK),
        )
        .order_by(Attempt.ended_at.desc(), Attempt.id.desc())
    )


def start_rework(
    *,
    tenant_id: UUID,
    job_id: UUID,
    reason: str,
    now: datetime,
    actor_id: UUID | None,
    actor_name: str,
    step: str | None = None,
) -> Task:
    """Open the work again after a return by review or client, or a decision: to whoever did it last, else to anybody.

    `step` is where it goes back to; without it, the step in which a person works on the record, which is also where
    work goes that only automation had done. A step in parts is opened in all its parts; the first is given back.
    """
    job = get_job([tenant_id], job_id, lock=True)
    kind = kind_of(job)
    to = kind.step(step or _rejected_in(job) or working_step(kind.steps).key)
    if to.parts is not None and not _parts_of(job, to):
        to = working_step(kind.steps)
    last = db.session.scalar(_finished(job, [to.key]).limit(1))
    if job.state != JobState.IN_WORK:
        jobs.move(job, JobState.IN_WORK, now=now, actor_id=actor_id, actor_name=actor_name, reason=reason)
    if to.parts is not None:
        opened = _open_parts(job, to, now=now, rework=True)
        if not opened:
            raise Conflict(f"There is nothing left to do in {to.name}.")
        return opened[0]
    return open_task(job, to.key, now=now, reserved_for=last.person_id if last else None, rework=True)


def _rejected_in(job: Job) -> str | None:
    """The step in parts in which somebody found the job unfit, where that is the last work on it: its record was not
    made then, so the parts are done after all."""
    last = worked_on(job)
    if last is None or last.outcome != "rejected":
        return None
    return db.session.scalar(
        select(Task.step).where(
            Task.tenant_id == job.tenant_id, Task.id == last.task_id, Task.part.is_not(None)
        )
    )
