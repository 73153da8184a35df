"""What every end of a task has in common."""

from datetime import datetime
from typing import Any
from uuid import UUID

from bpo.events import service as events
from bpo.workqueue.models import Task
from bpo.workqueue.rules import TaskState


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
