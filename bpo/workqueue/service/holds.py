"""Holds end: by an answer, by a date, by a decision."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from bpo.jobs import service as jobs
from bpo.jobs.queries import get_job
from bpo.jobs.rules import JobState
from bpo.platform.db import db
from bpo.platform.errors import Conflict
from bpo.sla import service as sla
from bpo.sla.models import FOR_DECISION, Hold
from bpo.sla.queries import get_hold
from bpo.workqueue.models import Task
from bpo.workqueue.rules import TaskState


def resume_hold(
    *,
    tenant_id: UUID,
    hold_id: UUID,
    answer: str,
    by_id: UUID | None,
    by_name: str,
    now: datetime,
    decided: bool = False,
) -> Hold:
    """End a hold, with the answer if one was asked: the task goes back to its queue with the age it had.

    Conflict for a hold that waits for a decision, unless it is `decided`: no answer and nobody's hand ends that.
    """
    if get_hold([tenant_id], hold_id).kind == FOR_DECISION and not decided:
        raise Conflict("This waits for a decision of the client, not for an answer.")
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
