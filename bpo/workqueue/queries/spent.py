"""How much of people's time a job took."""

from uuid import UUID

from sqlalchemy import func, select

from bpo.platform.db import db
from bpo.workqueue.models import Attempt, Task


def seconds_of_people(tenant_id: UUID, job_id: UUID) -> int:
    """Active seconds of all people on all tasks of a job: every attempt, review and rework included."""
    found = db.session.scalar(
        select(func.coalesce(func.sum(Attempt.active_seconds), 0))
        .join(Task, (Task.tenant_id == Attempt.tenant_id) & (Task.id == Attempt.task_id))
        .where(Task.tenant_id == tenant_id, Task.job_id == job_id, Attempt.person_id.is_not(None))
    )
    return int(found or 0)
