"""Who knows the answers of a copy: they do not get it."""

from uuid import UUID

from sqlalchemy import or_, select

from bpo.jobs.models import Job
from bpo.platform.db import db
from bpo.workqueue.models import Attempt, Task

KNOWN = "has done it before"


def knowing(job: Job) -> list[tuple[UUID, str]]:
    """Who had a hand in the job of which this one is a copy, or in another copy of it: they know the answers."""
    if job.copy_of is None:
        return []
    others = select(Job.id).where(
        Job.tenant_id == job.tenant_id,
        or_(Job.id == job.copy_of, Job.copy_of == job.copy_of),
        Job.id != job.id,
    )
    found = db.session.scalars(
        select(Attempt.person_id)
        .join(Task, (Task.tenant_id == Attempt.tenant_id) & (Task.id == Attempt.task_id))
        .where(Attempt.tenant_id == job.tenant_id, Task.job_id.in_(others), Attempt.person_id.is_not(None))
        .distinct()
    )
    return [(person, KNOWN) for person in found if person is not None]
