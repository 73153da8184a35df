"""A person submits their work on a task."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from bpo.catalog.registry import work_type
from bpo.catalog.rules import Finding, Record, Severity, WorkType
from bpo.jobs import service as jobs
from bpo.jobs.queries import get_job
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.workqueue.models import Draft, Task
from bpo.workqueue.service.flow import open_task
from bpo.workqueue.service.queues import REVIEW
from bpo.workqueue.service.work import claimed_task, complete


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
) -> Task:
    """Hand in the record as the person left it; the job goes on to its next step, or out.

    Findings of the checks must be mended, or confirmed in words (`confirmed`: code → why it may stand).
    LeaseLost where the claim was lost, Invalid naming what is still open.
    """
    task = claimed_task(tenant_id=tenant_id, task_id=task_id, fence=fence, person_id=agent.id)
    if task.step == REVIEW:
        raise Conflict("A review is scored, not submitted as work.")
    job = get_job([tenant_id], task.job_id, lock=True)
    kind = work_type(job.work_type)
    findings = [*kind.check(record), *jobs.suspected_duplicates(job, record, kind)]
    still_open = [
        finding for finding in findings if _demands(finding) and not confirmed.get(finding.code, "").strip()
    ]
    if still_open:
        raise Invalid(
            _by_field(still_open), "Some checks do not pass yet: mend the field, or say why it may stand."
        )
    jobs.keep_record(
        job,
        record,
        findings,
        kind,
        confirmed={code: words for code, words in confirmed.items() if words.strip()},
        now=now,
        actor_id=agent.id,
        actor_name=agent.name,
    )
    job.touched = True
    db.session.execute(
        delete(Draft).where(
            Draft.tenant_id == tenant_id, Draft.task_id == task.id, Draft.person_id == agent.id
        )
    )
    following = following_step(kind, task.step, exception=False)
    complete(
        task,
        now=now,
        person_id=agent.id,
        worker=agent.name,
        active_seconds=active_seconds,
        last=following is None,
    )
    if following is not None:
        open_task(job, following, now=now)
    return task


def _demands(finding: Finding) -> bool:
    return finding.severity in (Severity.STOP, Severity.ASK)


def _by_field(findings: list[Finding]) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    for finding in findings:
        errors.setdefault(finding.code, []).append(finding.message)
    return errors


def following_step(kind: WorkType, step: str, *, exception: bool) -> str | None:
    """The step that comes after `step`; steps that only exceptions need are passed over without one."""
    keys = [each.key for each in kind.steps]
    for each in kind.steps[keys.index(step) + 1 :]:
        if exception or not each.needs_exception:
            return each.key
    return None
