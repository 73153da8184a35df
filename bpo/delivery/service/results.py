"""Delivering results, acceptance and return."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, select

from bpo.approvals import service as approvals
from bpo.catalog.registry import kind_of
from bpo.contracts import queries as contracts
from bpo.contracts.rules import Target
from bpo.delivery.models import Deliverable, DeliveredFile
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.jobs.rules import JobState
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id
from bpo.platform.storage import Stored
from bpo.sla import rules as time
from bpo.sla import service as sla
from bpo.tenancy.models import Tenant
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import WorkQueue
from bpo.workqueue.queries.spent import seconds_of_people

RELEASABLE = (JobState.IN_WORK, JobState.IN_REVIEW)

jobs.keep_sealed_of_job(Deliverable, "record")


def deliver(
    *, tenant_id: UUID, job_id: UUID, put: Callable[[bytes], Stored], now: datetime
) -> Deliverable | None:
    """Build the files of a released job and hand them over: the clock stops here.

    A correction is a further version beside those before. Files that were approved are handed over as they were
    kept; where a decision is missing, or was made about something else, nothing is delivered and it is asked for.
    Safe to repeat: a job that was delivered or held meanwhile is left alone.
    """
    job = get_job([tenant_id], job_id, lock=True)
    if job.state not in RELEASABLE:
        return None
    if not (approvals.is_cleared(job) and workqueue.passes_gate(job)):
        approvals.release(job, now=now)
        return None
    data = get_data(tenant_id, job_id)
    files = approvals.files_of(job, data, put=put)
    trail = approvals.trail_files(approvals.trail_of(job), reference=job.reference)
    deliverable = Deliverable(
        tenant_id=tenant_id,
        id=new_id(),
        job_id=job_id,
        version=1 + _versions(tenant_id, job_id),
        record=data.record,
        created_at=now,
    )
    db.session.add(deliverable)
    db.session.flush()
    for file in [*files, *(approvals.kept(file, put=put) for file in trail)]:
        db.session.add(DeliveredFile(tenant_id=tenant_id, id=new_id(), deliverable_id=deliverable.id, **file))
    _hand_over(job, deliverable.version, now)
    return deliverable


def _hand_over(job: Job, version: int, now: datetime) -> None:
    """Stop the clock, open the window for acceptance, and say that the job is delivered."""
    contract = contracts.terms_of_version(job.tenant_id, job.contract_id)
    met = sla.finish(tenant_id=job.tenant_id, job_id=job.id, now=now)
    job.due_at = sla.due_at(job.tenant_id, job.id)
    job.finished_at = now
    job.accept_by = time.apply_target(
        contract.calendar,
        time.start_of_clock(contract.calendar, now),
        Target.in_working_days(contract.terms.of(job.work_type).acceptance_days),
    )
    jobs.move(
        job,
        JobState.DELIVERED,
        now=now,
        version=version,
        on_time=met,
        straight=not job.touched,
        people_seconds=seconds_of_people(job.tenant_id, job.id),
        due_at=job.due_at.isoformat(),
    )


def _versions(tenant_id: UUID, job_id: UUID) -> int:
    return (
        db.session.scalar(
            select(func.max(Deliverable.version)).where(
                Deliverable.tenant_id == tenant_id, Deliverable.job_id == job_id
            )
        )
        or 0
    )


def accept(*, tenant_id: UUID, job_id: UUID, by_id: UUID | None, by_name: str, now: datetime) -> Job:
    """The client accepts the result, or its silence does (`by_id` None)."""
    job = get_job([tenant_id], job_id, lock=True)
    if job.state != JobState.DELIVERED:
        raise Conflict("There is no result waiting to be accepted.")
    job.accept_by = None
    jobs.move(job, JobState.ACCEPTED, now=now, actor_id=by_id, actor_name=by_name, by=by_name)
    return job


def send_back(
    *, tenant_id: UUID, job_id: UUID, reason: str, by_id: UUID | None, by_name: str, now: datetime
) -> Job:
    """The client rejects the result with a reason; it comes back as rework, on the clock that the contract says."""
    if len(reason.strip()) < 3:
        raise Invalid({"reason": ["Say what is wrong, so that it can be put right."]})
    job = get_job([tenant_id], job_id, lock=True)
    if job.state != JobState.DELIVERED:
        raise Conflict("There is no result to send back: it was accepted, or is with us already.")
    if kind_of(job).final:
        raise Conflict("This is final once it is delivered: hand a correction in as new work.")
    terms = contracts.terms_of_version(tenant_id, job.contract_id).terms.of(job.work_type)
    job.accept_by = None
    job.finished_at = None
    job.due_at = sla.reopen(
        tenant_id=tenant_id, job_id=job_id, same_clock=terms.return_keeps_clock, rework=terms.rework, now=now
    )
    jobs.move(
        job,
        JobState.RETURNED,
        now=now,
        actor_id=by_id,
        actor_name=by_name,
        reason=reason.strip()[:500],
        same_clock=terms.return_keeps_clock,
    )
    return job


def accept_the_silent(*, now: datetime, limit: int = 200) -> int:
    """Accept what nobody objected to within the acceptance window. Runs in the system's scope; how many.

    A client that is suspended cannot object: nothing of it is accepted so, nor before its queues are open again.
    """
    shut_out = exists().where(WorkQueue.tenant_id == Job.tenant_id, WorkQueue.paused)
    active = exists().where(Tenant.id == Job.tenant_id, Tenant.state == "active")
    found = db.session.execute(
        select(Job.tenant_id, Job.id)
        .where(Job.state == JobState.DELIVERED, Job.accept_by <= now, active, ~shut_out)
        .order_by(Job.accept_by)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Job)
    ).all()
    for tenant_id, job_id in found:
        accept(tenant_id=tenant_id, job_id=job_id, by_id=None, by_name="silence", now=now)
    return len(found)
