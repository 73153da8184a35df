"""What a client asks of work that is under way: to drop it, or to hurry."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job
from bpo.jobs.rules import OPEN, JobState
from bpo.platform.db import db
from bpo.platform.errors import Conflict
from bpo.sla import service as sla
from bpo.sla.queries import holds_of
from bpo.workqueue.models import Task
from bpo.workqueue.service.ends import cancel, open_tasks_of


def cancel_job(
    *, tenant_id: UUID, job_id: UUID, reason: str, by_id: UUID | None, by_name: str, now: datetime
) -> Job:
    """End a job that is not yet delivered, and all its tasks; who is at work on one finds its claim gone.

    Conflict where the job is delivered or ended.
    """
    open_tasks_of(tenant_id, job_id)  # tasks before the job: the order in which a submit locks them
    job = get_job([tenant_id], job_id, lock=True)
    if job.state not in OPEN:
        raise Conflict("This job is finished: it can no longer be cancelled.")
    for hold in holds_of(tenant_id, job_id):
        if hold.ended_at is None:
            sla.end_hold(
                tenant_id=tenant_id, hold_id=hold.id, answer="", by_id=by_id, by_name=by_name, now=now
            )
    for task in open_tasks_of(tenant_id, job_id):
        cancel(task, now=now, why="the job was cancelled", actor_id=by_id, actor_name=by_name)
    sla.finish(tenant_id=tenant_id, job_id=job_id, now=now)
    job.finished_at = now
    jobs.move(job, JobState.CANCELLED, now=now, actor_id=by_id, actor_name=by_name, reason=reason)
    db.session.flush()
    return job


def follow_priority(*, job: Job) -> None:
    """Let the job's open tasks take over its priority and due time, after `jobs.reprioritise`."""
    db.session.flush()
    db.session.execute(
        update(Task)
        .where(Task.tenant_id == job.tenant_id, Task.job_id == job.id, Task.finished_at.is_(None))
        .values(priority=job.priority, due_at=job.due_at)
    )
