"""Steps of ours in which the record is not changed: a form of their own is filled, or it is decided as it stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from bpo.approvals.models import Approval, StepNote
from bpo.approvals.queries import notes_of
from bpo.approvals.rules import Decision, decision_problems, digest_of
from bpo.approvals.service.telling import tell
from bpo.catalog.registry import kind_of
from bpo.catalog.rules import ListWrite, Step
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.masters import service as masters
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from bpo.workqueue.rules import is_ours

jobs.keep_sealed_of_job(StepNote, "values")

OFFERED = (Decision.APPROVE, Decision.SEND_BACK)
"""What our own people decide here; that a job is unfit they say as in any step."""


def demand_allowed(step: Step, decision: Decision, *, tenant_id: UUID, job_id: UUID) -> None:
    """Conflict where what was filled in before forbids to approve."""
    if decision is Decision.APPROVE:
        noted = {note.step: note.values for note in notes_of(tenant_id, job_id)}
        forbidden = step.forbids(noted)
        if forbidden:
            raise Conflict(forbidden)


def finish_step(
    *,
    agent: Caller,
    tenant_id: UUID,
    task_id: UUID,
    fence: int,
    values: Mapping[str, Any],
    digest: str,
    decision: str,
    reason: str,
    active_seconds: int,
    now: datetime,
) -> Task:
    """Finish a claimed step that has a form of its own, or decides, or both; the job goes on, or back.

    `values` are the form's, already read and checked for kind (see `filled_form`); `digest` is of the record that
    was looked at, for steps that decide. LeaseLost where the claim was lost; Invalid by field; Conflict where the
    record is another by now, for who did what this step checks, and in steps in which the record is made.
    """
    task = workqueue.claimed_task(
        tenant_id=tenant_id, task_id=task_id, fence=fence, person_id=agent.id, now=now
    )
    if task.step == workqueue.REVIEW:
        raise Conflict("A review is scored, not decided here.")
    job = get_job([tenant_id], task.job_id, lock=True)
    step = kind_of(job).step(task.step)
    if step.works:
        raise Conflict("In this step the record is made, and submitted.")
    chosen = _chosen(job, step, decision=decision, reason=reason, digest=digest, values=values)
    job.touched = True
    workqueue.forget_draft(task, agent.id)
    following = workqueue.step_after(job, task.step) if chosen is Decision.APPROVE else None
    workqueue.complete(
        task,
        now=now,
        person_id=agent.id,
        worker=agent.name,
        active_seconds=active_seconds,
        last=chosen is Decision.APPROVE and not is_ours(following),
    )
    about: dict[str, Any] = {
        "tenant_id": tenant_id,
        "job_id": job.id,
        "task_id": task.id,
        "step": task.step,
        "person_id": agent.id,
        "name": agent.name,
        "at": now,
    }
    if step.form is not None:
        db.session.add(StepNote(id=new_id(), values=dict(values), **about))
    if step.decides:
        made = Approval(id=new_id(), decision=chosen.value, digest=digest, reason=reason.strip(), **about)
        _note_decision(job, step, made, by=agent)
    workqueue.go_on_to(job, following, now=now)
    db.session.flush()
    return task


def _note_decision(job: Job, step: Step, approval: Approval, *, by: Caller) -> None:
    """Keep and tell what was decided; what was approved goes into the list that the step writes to."""
    db.session.add(approval)
    tell(job, step, approval, now=approval.at)
    # a copy with known answers is no job of the client's: nothing of its lists is changed by it
    if step.writes is not None and approval.decision == Decision.APPROVE and job.copy_of is None:
        _write_to_list(job, step.writes, by=by, now=approval.at)


def _chosen(
    job: Job, step: Step, *, decision: str, reason: str, digest: str, values: Mapping[str, Any]
) -> Decision:
    """What is decided, once it may be; a step that only has a form is done as if it were approved."""
    chosen = Decision.APPROVE
    if step.decides:
        problems = decision_problems(decision, reason, OFFERED)
        if problems:
            raise Invalid(problems)
        if digest != digest_of(get_data(job.tenant_id, job.id).record):
            raise Conflict("The record is not the one you looked at any more. Look at it again.")
        chosen = Decision(decision)
        demand_allowed(step, chosen, tenant_id=job.tenant_id, job_id=job.id)
    if step.form is not None and chosen is Decision.APPROVE:
        missing = [field for field in step.form.fields if field.required and not values.get(field.path)]
        if missing:
            raise Invalid({field.path: ["Fill this in."] for field in missing})
    return chosen


def _write_to_list(job: Job, wanted: ListWrite, *, by: Caller, now: datetime) -> None:
    """Put what was approved into the client's list: whoever made the record and who approves it are two.

    A record that lacks one of the cells says nothing of the row: then nothing is written, and nothing blanked.
    """
    record = get_data(job.tenant_id, job.id).record
    if not all(record.get(path) for path in wanted.cells.values()):
        return
    masters_of = {each.key: each for each in kind_of(job).masters}
    masters.write_confirmed(
        tenant_id=job.tenant_id,
        masters=masters_of[wanted.list_key],
        cells={column: str(record.get(path) or "") for column, path in wanted.cells.items()},
        by=by,
        reason=f"Confirmed with job {job.reference}",
        now=now,
    )
