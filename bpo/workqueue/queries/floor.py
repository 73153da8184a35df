"""What the floor shows: queues, people at work, what is pressing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select

from bpo.identity.models import Person
from bpo.jobs.models import Job
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.tenancy.models import Tenant
from bpo.workforce.models import Assignment, Certification
from bpo.workqueue.models import Attempt, Task, WorkQueue
from bpo.workqueue.rules import TaskState

SOON = timedelta(hours=1)
ON_FLOOR = ("waiting", "in_progress", "on_hold", "late", "soon")
"""What of open tasks the floor counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorQueue:
    """A queue at this moment. `due_first` is the earliest due time of what waits or is under way."""

    tenant_id: UUID
    queue_id: UUID
    client: str
    work_type: str
    step: str
    actor: str
    paused: bool
    waiting: int
    in_progress: int
    on_hold: int
    oldest: datetime | None
    due_first: datetime | None
    late: int
    soon: int
    eligible: int | None
    """People who may work on it now; None for automation's queues."""

    @property
    def deserted(self) -> bool:
        """Work waits and nobody may do it."""
        return self.eligible == 0 and self.waiting > 0


def has_open_task(tenant_id: UUID, job_id: UUID) -> bool:
    """Whether anything of the job waits for somebody, is under way or on hold."""
    found = db.session.scalar(
        select(Task.id)
        .where(Task.tenant_id == tenant_id, Task.job_id == job_id, Task.finished_at.is_(None))
        .limit(1)
    )
    return found is not None


def floor_queues(tenant_ids: Sequence[UUID], now: datetime) -> list[FloorQueue]:
    """All queues of the clients that have open tasks, the most pressing first; not what lies before the clients."""
    facts = _facts(tenant_ids, now)
    rows = db.session.execute(
        select(WorkQueue, Tenant.name, facts)
        .join(facts, (facts.c.tenant_id == WorkQueue.tenant_id) & (facts.c.queue_id == WorkQueue.id))
        .join(Tenant, Tenant.id == WorkQueue.tenant_id)
        .where(WorkQueue.actor != "client")
        .order_by(facts.c.due_first.nulls_last(), Tenant.name, WorkQueue.step)
    ).all()
    able = _able(tenant_ids, now)
    return [
        FloorQueue(
            tenant_id=row.tenant_id,
            queue_id=row.queue_id,
            client=row.name,
            work_type=row.WorkQueue.work_type,
            step=row.WorkQueue.step,
            actor=row.WorkQueue.actor,
            paused=row.WorkQueue.paused,
            waiting=row.waiting,
            in_progress=row.in_progress,
            on_hold=row.on_hold,
            oldest=row.oldest,
            due_first=row.due_first,
            late=row.late,
            soon=row.soon,
            eligible=able.get((row.tenant_id, row.WorkQueue.work_type, row.WorkQueue.activity), 0)
            if row.WorkQueue.actor == "person"
            else None,
        )
        for row in rows
    ]


def _facts(tenant_ids: Sequence[UUID], now: datetime) -> Subquery:
    """Counts and times of the open tasks of each queue."""
    which = _conditions(now)
    return (
        select(
            Task.tenant_id,
            Task.queue_id,
            *(func.count().filter(which[name]).label(name) for name in ON_FLOOR),
            func.min(Task.created_at).filter(which["waiting"]).label("oldest"),
            func.min(Task.due_at).filter(RUNNING).label("due_first"),
        )
        .where(Task.tenant_id.in_(tenant_ids), Task.finished_at.is_(None))
        .group_by(Task.tenant_id, Task.queue_id)
        .subquery()
    )


RUNNING = Task.state.in_((TaskState.QUEUED, TaskState.IN_PROGRESS))


def _conditions(now: datetime) -> dict[str, ColumnElement[bool]]:
    """Which open tasks each number of the floor counts."""
    return {
        "waiting": Task.state == TaskState.QUEUED,
        "in_progress": Task.state == TaskState.IN_PROGRESS,
        "on_hold": Task.state == TaskState.ON_HOLD,
        "late": and_(RUNNING, Task.due_at < now),
        "soon": and_(RUNNING, Task.due_at >= now, Task.due_at < now + SOON),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTask:
    """A task that a number of the floor counts."""

    task: Task
    job: Job
    client: str
    holder: str | None


def tasks_counted(
    tenant_ids: Sequence[UUID], which: str, now: datetime, *, queue_id: UUID | None = None, limit: int
) -> tuple[int, list[CountedTask]]:
    """How many open tasks a number of the floor counts, of one queue or of all, and the first of them by due time.

    NotFound for a number there is not; see `ON_FLOOR`.
    """
    if which not in ON_FLOOR:
        raise NotFound
    found = (
        select(Task, Job, Tenant.name, Person.name)
        .join(WorkQueue, (WorkQueue.tenant_id == Task.tenant_id) & (WorkQueue.id == Task.queue_id))
        .join(Job, (Job.tenant_id == Task.tenant_id) & (Job.id == Task.job_id))
        .join(Tenant, Tenant.id == Task.tenant_id)
        .outerjoin(Person, Person.id == Task.holder)
        .where(Task.tenant_id.in_(tenant_ids), Task.finished_at.is_(None), WorkQueue.actor != "client")
        .where(_conditions(now)[which])
    )
    if queue_id is not None:
        found = found.where(Task.queue_id == queue_id)
    counted = found.with_only_columns(func.count(), maintain_column_froms=True)
    rows = db.session.execute(found.order_by(Task.due_at.nulls_last(), Task.id).limit(limit))
    return db.session.scalar(counted) or 0, [
        CountedTask(task=task, job=job, client=client, holder=holder) for task, job, client, holder in rows
    ]


def _able(tenant_ids: Sequence[UUID], now: datetime) -> dict[tuple[UUID, str, str], int]:
    rows = db.session.execute(
        select(Certification.tenant_id, Certification.work_type, Certification.activity, func.count())
        .join(Assignment, _assigned(now))
        .join(Person, (Person.id == Certification.person_id) & (Person.state == "active"))
        .where(Certification.tenant_id.in_(tenant_ids), _running(now))
        .group_by(Certification.tenant_id, Certification.work_type, Certification.activity)
    )
    return {(tenant_id, work_type, activity): count for tenant_id, work_type, activity, count in rows}


def _assigned(now: datetime) -> ColumnElement[bool]:
    return and_(
        Assignment.tenant_id == Certification.tenant_id,
        Assignment.person_id == Certification.person_id,
        or_(Assignment.expires_at.is_(None), Assignment.expires_at > now),
    )


def _running(now: datetime) -> ColumnElement[bool]:
    return or_(Certification.expires_at.is_(None), Certification.expires_at > now)


def eligible_people(tenant_id: UUID, queue_id: UUID, now: datetime) -> list[Person]:
    """Who may work on the queue's tasks now, by name."""
    return list(
        db.session.scalars(
            select(Person)
            .join(Certification, Certification.person_id == Person.id)
            .join(Assignment, _assigned(now))
            .join(
                WorkQueue,
                and_(
                    WorkQueue.tenant_id == Certification.tenant_id,
                    WorkQueue.work_type == Certification.work_type,
                    WorkQueue.activity == Certification.activity,
                ),
            )
            .where(
                WorkQueue.tenant_id == tenant_id,
                WorkQueue.id == queue_id,
                Person.state == "active",
                _running(now),
            )
            .order_by(Person.name, Person.id)
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AtWork:
    """Somebody at work on something."""

    task: Task
    job: Job
    client: str
    who: str
    since: datetime


def at_work(tenant_ids: Sequence[UUID], *, limit: int = 200) -> list[AtWork]:
    """Who works on what, the longest first."""
    rows = db.session.execute(
        select(Task, Job, Tenant.name, Attempt.worker, Attempt.started_at)
        .join(Job, (Job.tenant_id == Task.tenant_id) & (Job.id == Task.job_id))
        .join(Tenant, Tenant.id == Task.tenant_id)
        .join(
            Attempt,
            and_(
                Attempt.tenant_id == Task.tenant_id, Attempt.task_id == Task.id, Attempt.fence == Task.fence
            ),
        )
        .where(Task.tenant_id.in_(tenant_ids), Task.state == TaskState.IN_PROGRESS, Task.holder.is_not(None))
        .order_by(Attempt.started_at, Task.id)
        .limit(limit)
    )
    return [
        AtWork(task=task, job=job, client=client, who=who, since=since)
        for task, job, client, who, since in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PressingTask:
    """A waiting task of people that is late or soon will be."""

    task: Task
    job: Job
    client: str
    reserved_for: str | None


def pressing(tenant_ids: Sequence[UUID], now: datetime, *, limit: int = 20) -> list[PressingTask]:
    """Tasks that wait for a person and are late, or due within the hour; the soonest due first."""
    rows = db.session.execute(
        select(Task, Job, Tenant.name, Person.name)
        .join(
            WorkQueue,
            and_(
                WorkQueue.tenant_id == Task.tenant_id,
                WorkQueue.id == Task.queue_id,
                WorkQueue.actor == "person",
            ),
        )
        .join(Job, (Job.tenant_id == Task.tenant_id) & (Job.id == Task.job_id))
        .join(Tenant, Tenant.id == Task.tenant_id)
        .outerjoin(Person, Person.id == Task.reserved_for)
        .where(Task.tenant_id.in_(tenant_ids), Task.state == TaskState.QUEUED, Task.due_at < now + SOON)
        .order_by(Task.due_at, Task.id)
        .limit(limit)
    )
    return [
        PressingTask(task=task, job=job, client=client, reserved_for=name) for task, job, client, name in rows
    ]
