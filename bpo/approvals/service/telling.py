"""Decisions in a job's history."""

from datetime import datetime

from bpo.approvals.models import Approval
from bpo.approvals.rules import Decision
from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Step
from bpo.events import service as events
from bpo.jobs.models import Job
from bpo.workqueue.rules import sent_back_to

EVENTS = {
    Decision.APPROVE: "approval.given",
    Decision.SEND_BACK: "approval.sent_back",
    Decision.REJECT: "approval.refused",
}


def tell(job: Job, step: Step, approval: Approval, *, now: datetime) -> None:
    """Record the decision in the job's history; what is sent back goes from there to who did the work."""
    decision = Decision(approval.decision)
    to = {}
    if decision is Decision.SEND_BACK:
        to = {"to": sent_back_to(kind_of(job).steps, step.key).key}
    events.record(
        EVENTS[decision],
        tenant_id=job.tenant_id,
        subject_id=approval.task_id,
        job_id=job.id,
        now=now,
        actor_id=approval.person_id,
        actor_name=approval.name,
        by=approval.name,
        step=step.name,
        digest=approval.digest,
        reason=approval.reason,
        **to,
    )
