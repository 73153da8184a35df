"""A person submits their work on a task."""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Record
from bpo.jobs.queries import get_job
from bpo.platform.caller import Caller
from bpo.platform.errors import Conflict
from bpo.workqueue.models import Task
from bpo.workqueue.rules import Effort, is_ours
from bpo.workqueue.service.flow import go_on_to, step_after
from bpo.workqueue.service.handed_in import keep_checked
from bpo.workqueue.service.queues import REVIEW
from bpo.workqueue.service.work import claimed_task, complete, forget_draft


def submit(
    *,
    agent: Caller,
    tenant_id: UUID,
    task_id: UUID,
    fence: int,
    record: Record,
    confirmed: Mapping[str, str],
    active_seconds: int,
    now: datetime,
    missing: Collection[str] = (),
    evidence: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    effort: Effort | None = None,
) -> Task:
    """Hand in the record as the person left it; the job goes on to its next step, or out.

    Findings of the checks must be mended, or confirmed in words (`confirmed`: code → why it may stand), or
    be about fields that are not on the document (`missing`). LeaseLost where the claim was lost, Invalid
    naming what is still open.
    """
    task = claimed_task(tenant_id=tenant_id, task_id=task_id, fence=fence, person_id=agent.id, now=now)
    if task.step == REVIEW:
        raise Conflict("A review is scored, not submitted as work.")
    job = get_job([tenant_id], task.job_id, lock=True)
    kind = kind_of(job)
    if not kind.step(task.step).works:
        raise Conflict("In this step the record is not changed.")
    if task.part is not None:
        raise Conflict("This task is one part of a step: hand in what is asked for that part.")
    keep_checked(
        job, kind, record, confirmed=confirmed, missing=missing, evidence=evidence, by=agent, now=now
    )
    job.touched = True
    forget_draft(task, agent.id)
    following = step_after(job, task.step)
    complete(
        task,
        now=now,
        person_id=agent.id,
        worker=agent.name,
        active_seconds=active_seconds,
        effort=effort,
        last=not is_ours(following),
    )
    go_on_to(job, following, now=now)
    return task
