"""An error found after delivery opens a correction that the client sees; nothing delivered is changed silently."""

from datetime import datetime
from typing import Any

from bpo.catalog.rules import WorkType
from bpo.contracts import queries as contracts
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.rules import JobState
from bpo.platform.caller import Caller
from bpo.sla import service as sla


def reopen(job: Job, kind: WorkType, *, reason: str, by: Caller, now: datetime) -> bool:
    """Take a delivered job back into work, on the clock that the contract says; False where that is not possible.

    What is final once delivered stays so: then the client is told of the error, and the correction is new work.
    """
    told: dict[str, Any] = {"actor_id": by.id, "actor_name": by.name, "by": by.name, "reason": reason[:500]}
    if kind.final:
        events.record(
            "job.error_found", tenant_id=job.tenant_id, subject_id=job.id, job_id=job.id, now=now, **told
        )
        return False
    terms = contracts.terms_of_version(job.tenant_id, job.contract_id).terms.of(job.work_type)
    job.accept_by = None
    job.finished_at = None
    job.due_at = sla.reopen(
        tenant_id=job.tenant_id,
        job_id=job.id,
        same_clock=terms.return_keeps_clock,
        rework=terms.rework,
        now=now,
    )
    jobs.move(job, JobState.IN_WORK, now=now, **told, same_clock=terms.return_keeps_clock)
    return True
