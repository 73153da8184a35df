"""Keeping sealed what people typed and handed in where it is secret."""

from collections.abc import Collection
from typing import Any
from uuid import uuid5

from sqlalchemy import select

from bpo.jobs.service import keep_sealed_of_job, secrets_of_job
from bpo.platform.db import db
from bpo.platform.sealing import keep_sealed
from bpo.workqueue.models import Draft, JobPart, PartEntry, Task


def _of_the_task(draft: Any) -> Collection[str]:
    """What is secret in a draft, by the job of its task."""
    job_id = db.session.scalar(
        select(Task.job_id).where(Task.tenant_id == draft.tenant_id, Task.id == draft.task_id)
    )
    return secrets_of_job(draft.tenant_id, job_id) if job_id else ()


keep_sealed(
    # a draft is written over whichever of the person's is there, so it is named by its task and person
    Draft,
    "data",
    paths=_of_the_task,
    row=lambda draft: uuid5(draft.task_id, str(draft.person_id)),
)
keep_sealed_of_job(JobPart, "input", "start", row=lambda part: part.task_id)
keep_sealed_of_job(PartEntry, "data", row=lambda entry: entry.task_id)
