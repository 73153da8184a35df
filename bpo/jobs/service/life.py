"""A job moves on; every move is an event."""

from datetime import datetime
from typing import Any
from uuid import UUID

from bpo.contracts import queries as contracts
from bpo.contracts.rules import Priority
from bpo.events import service as events
from bpo.jobs.models import Job
from bpo.jobs.rules import JobState, may_move, move_name
from bpo.platform.errors import IllegalMove
from bpo.sla import service as sla
from bpo.sla.queries import get_clock


def move(
    job: Job,
    to: JobState,
    *,
    now: datetime,
    actor_id: UUID | None = None,
    actor_name: str = "automation",
    **data: Any,
) -> None:
    """Bring the job to the state `to` and record it as `job.<move>`; IllegalMove where the table has no such move."""
    if not may_move(job.state, to):
        raise IllegalMove("job", job.state, to.value)
    name = move_name(job.state, to)
    job.state = to.value
    events.record(
        f"job.{name}",
        tenant_id=job.tenant_id,
        subject_id=job.id,
        job_id=job.id,
        now=now,
        actor_id=actor_id,
        actor_name=actor_name,
        **data,
    )


def reprioritise(
    job: Job, priority: Priority, *, now: datetime, actor_id: UUID | None, actor_name: str
) -> None:
    """Give an open job another priority: start and earned holds stay, only the target changes."""
    if job.priority == priority.rank:
        return
    # a later version may have been applied to open jobs: then its turnaround holds
    running = get_clock(job.tenant_id, job.id)
    terms = contracts.terms_of_version(job.tenant_id, running.contract_id).terms
    job.priority = priority.rank
    job.due_at = sla.retarget(
        tenant_id=job.tenant_id, job_id=job.id, target=terms.turnaround(job.work_type, priority), now=now
    )
    events.record(
        "job.reprioritised",
        tenant_id=job.tenant_id,
        subject_id=job.id,
        job_id=job.id,
        now=now,
        actor_id=actor_id,
        actor_name=actor_name,
        priority=priority.value,
    )
