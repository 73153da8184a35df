"""What every end of a task has in common."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from bpo.events import service as events
from bpo.platform.db import db
from bpo.workqueue.models import Task
from bpo.workqueue.rules import TaskState
from bpo.workqueue.service.claim import end_attempt


def tell(
    name: str, task: Task, *, now: datetime, actor_name: str, actor_id: UUID | None = None, **data: Any
) -> None:
    """Record what happened to a task."""
    events.record(
        name,
        tenant_id=task.tenant_id,
        subject_id=task.id,
        job_id=task.job_id,
        now=now,
        actor_id=actor_id,
        actor_name=actor_name,
        step=task.step,
        **data,
    )


def end(task: Task, *, now: datetime, state: TaskState = TaskState.DONE) -> None:
    """The task is over; nobody holds it on lease any more."""
    task.state = state.value
    task.lease_until = None
    task.finished_at = now


def open_tasks_of(tenant_id: UUID, job_id: UUID) -> list[Task]:
    """The job's tasks that are not over, locked: before the job, which is the order in which a submit locks them."""
    return list(
        db.session.scalars(
            select(Task)
            .where(Task.tenant_id == tenant_id, Task.job_id == job_id, Task.finished_at.is_(None))
            .order_by(Task.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def cancel(task: Task, *, now: datetime, why: str, actor_name: str, actor_id: UUID | None = None) -> None:
    """The task is no longer needed; whoever is at work on it finds their claim gone, and `why`."""
    if task.state == TaskState.IN_PROGRESS:
        end_attempt(task, now=now, outcome="cancelled", reason=why)
    task.holder = None
    end(task, now=now, state=TaskState.CANCELLED)
    tell("task.cancelled", task, now=now, actor_id=actor_id, actor_name=actor_name)
