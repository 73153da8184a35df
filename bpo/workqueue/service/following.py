"""A version of a contract begins: its queues, and what it does to the clocks of jobs taken in before."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import String, cast, func, select, update

from bpo.catalog.registry import is_offered, work_type
from bpo.contracts import queries as contracts
from bpo.contracts import service as agreements
from bpo.contracts.rules import OpenJobs, Priority, Target
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job
from bpo.platform.db import db
from bpo.sla import service as sla
from bpo.sla.models import JobClock
from bpo.workqueue.models import Task
from bpo.workqueue.service.queues import open_queues

AT_ONCE = 500
"""Open jobs whose clocks follow in one go: the rest is done by the next ones, so that nobody waits for a lock."""


def follow_contracts(*, now: datetime, limit: int = AT_ONCE) -> int:
    """Bring about what begun versions of contracts do, bit by bit: safe to repeat at any time.

    Runs in the system's scope; returns how many clocks followed. Jobs that are delivered or ended are never touched.
    """
    done = 0
    for row in contracts.versions_to_apply(now):
        version = contracts.terms_of_version(row.tenant_id, row.id)
        for key, _ in version.terms.work_types:
            if is_offered(key):
                open_queues(tenant_id=row.tenant_id, work_type=work_type(key), terms=version.terms)
        found = _behind(row.tenant_id, version, limit - done)
        for job_id in found:
            _follow(locked_with_tasks(row.tenant_id, job_id), version, now)
        done += len(found)
        if done >= limit:
            return done
        agreements.mark_applied(tenant_id=row.tenant_id, version_id=row.id, now=now)
    return done


def _behind(tenant_id: UUID, version: contracts.ContractInForce, limit: int) -> Sequence[UUID]:
    """Open jobs, taken in before the version began, whose clocks do not follow it yet."""
    if version.open_jobs is OpenJobs.KEEP:
        return []
    latest = func.coalesce(JobClock.calendars[-1][1].astext, cast(JobClock.calendar_id, String))
    behind = latest != str(version.calendar_id)
    if version.open_jobs is OpenJobs.ALL:
        covered = [key for key, _ in version.terms.work_types]
        behind |= (JobClock.contract_id != version.version_id) & Job.work_type.in_(covered)
    return db.session.scalars(
        select(Job.id)
        .join(JobClock, (JobClock.tenant_id == Job.tenant_id) & (JobClock.id == Job.id))
        .where(
            Job.tenant_id == tenant_id,
            Job.finished_at.is_(None),
            Job.received_at < version.valid_from,
            JobClock.finished_at.is_(None),
            behind,
        )
        .order_by(Job.id)
        .limit(limit)
    ).all()


def locked_with_tasks(tenant_id: UUID, job_id: UUID) -> Job:
    """The job, that nobody else may change meanwhile; its open tasks first, the order in which a submit locks them."""
    db.session.execute(
        select(Task.id)
        .where(Task.tenant_id == tenant_id, Task.job_id == job_id, Task.finished_at.is_(None))
        .order_by(Task.id)
        .with_for_update()
    )
    return get_job([tenant_id], job_id, lock=True)


def _follow(job: Job, version: contracts.ContractInForce, now: datetime) -> None:
    if job.finished_at is not None:
        return  # it was delivered or ended while this waited for it
    target = _target(job, version)
    job.due_at = sla.recompute(
        tenant_id=job.tenant_id,
        job_id=job.id,
        version=version,
        calendar=version.calendar_id != sla.calendar_of(job.tenant_id, job.id),
        target=target,
        now=now,
    )
    follow_clock(job=job)


def _target(job: Job, version: contracts.ContractInForce) -> Target | None:
    """The turnaround that the version gives the job; None where it leaves that alone."""
    if version.open_jobs is not OpenJobs.ALL or not version.terms.covers(job.work_type):
        return None
    return version.terms.turnaround(job.work_type, Priority.of_rank(job.priority))


def follow_clock(*, job: Job) -> None:
    """Let the job's open tasks take over its due time."""
    db.session.flush()
    db.session.execute(
        update(Task)
        .where(Task.tenant_id == job.tenant_id, Task.job_id == job.id, Task.finished_at.is_(None))
        .values(due_at=job.due_at)
    )
