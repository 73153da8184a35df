"""A client's people decide about a job as it lies before them."""

from datetime import datetime
from uuid import UUID

from bpo.approvals import queries
from bpo.approvals.models import Approval
from bpo.approvals.rules import Decision, decision_problems
from bpo.approvals.service.release import end_hold, outstanding, release
from bpo.approvals.service.staff import demand_allowed
from bpo.approvals.service.telling import tell
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job
from bpo.jobs.rules import JobState
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id
from bpo.sla import service as sla
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, Task
from bpo.workqueue.rules import TaskState


def decide(
    *, who: Caller, task_id: UUID, digest: str, decision: str, reason: str, now: datetime
) -> Approval | None:
    """Approve what has this digest, send it back with a reason, or reject it; once and for good.

    None where the job was changed since it was laid before the client: then nothing is decided, and it is laid
    before them anew. NotFound for what is not the caller's client's to decide; Invalid, by field; Conflict where it
    was decided already, where `digest` is not of what lies before the client, and for who did what this one checks.
    """
    task = queries.get_decision(who.tenant_id, task_id, lock=True)
    job = get_job([task.tenant_id], task.job_id, lock=True)
    if task.state != TaskState.QUEUED:
        raise Conflict("This was decided already.")
    problems = decision_problems(decision, reason, tuple(Decision))
    if problems:
        raise Invalid(problems)
    person_id = queries.answerable(who)
    workqueue.demand_apart(task, person_id)
    proposal = queries.proposal_of(job.tenant_id, job.id)
    if proposal is None:
        events.record("approval.due", tenant_id=job.tenant_id, subject_id=job.id, job_id=job.id, now=now)
        return None
    step = outstanding(job)
    if step is None or step.key != task.step:
        raise Conflict("Something else has to be decided about this job first.")
    if digest != proposal.digest:
        raise Conflict("What you looked at is not what is to be decided now. Look at it again.")
    chosen = Decision(decision)
    demand_allowed(step, chosen, tenant_id=job.tenant_id, job_id=job.id)
    _finish(task, person_id, who.name, now=now)
    approval = Approval(
        tenant_id=job.tenant_id,
        id=new_id(),
        job_id=job.id,
        task_id=task.id,
        step=task.step,
        person_id=person_id,
        name=who.name,
        decision=chosen.value,
        digest=digest,
        reason=reason.strip(),
        at=now,
    )
    db.session.add(approval)
    db.session.flush()
    tell(job, step, approval, now=now)
    _follow(job, approval, now=now)
    return approval


def _finish(task: Task, person_id: UUID, name: str, *, now: datetime) -> None:
    """The decision is the whole of the work: begun and done in one."""
    task.fence += 1
    task.attempts += 1
    task.holder = person_id
    task.state = TaskState.DONE.value
    task.finished_at = now
    db.session.add(
        Attempt(
            tenant_id=task.tenant_id,
            id=new_id(),
            task_id=task.id,
            fence=task.fence,
            person_id=person_id,
            worker=name,
            started_at=now,
            ended_at=now,
            outcome="done",
        )
    )
    db.session.flush()


def _follow(job: Job, approval: Approval, *, now: datetime) -> None:
    by_id, by_name = approval.person_id, approval.name
    if approval.decision == Decision.APPROVE:
        release(job, now=now, by_id=by_id, by_name=by_name)
        return
    end_hold(job, by_id=by_id, by_name=by_name, now=now)
    if approval.decision == Decision.REJECT:
        sla.finish(tenant_id=job.tenant_id, job_id=job.id, now=now)
        job.finished_at = now
        jobs.move(
            job,
            JobState.REJECTED,
            now=now,
            actor_id=by_id,
            actor_name=by_name,
            reason=f"{by_name}: {approval.reason}",
            code="NOT_APPROVED",
        )
    db.session.flush()
