"""Leases: kept alive while somebody works, taken back when nobody is heard of."""

import random
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select, text, update

from bpo.catalog.rules import Actor
from bpo.platform.db import db
from bpo.platform.errors import LeaseLost
from bpo.workforce.queries import name_of
from bpo.workqueue import queries
from bpo.workqueue.models import Task, WorkQueue
from bpo.workqueue.rules import AGEING_MINUTES, FailureKind, Retry, TaskState, after_failure, lease_length
from bpo.workqueue.service.claim import end_attempt
from bpo.workqueue.service.ends import tell

NO_LONGER = (
    "You may no longer do this work: your assignment to this client or your certification has ended."
    " What you typed is kept as a draft."
)


def renew(*, tenant_id: UUID, task_id: UUID, fence: int, person_id: UUID | None, now: datetime) -> datetime:
    """Keep the claim: the new end of the lease.

    LeaseLost where the fence is no longer the current one, or the person may no longer do the work.
    """
    if person_id is not None:
        queue_id = db.session.scalar(
            select(Task.queue_id).where(Task.tenant_id == tenant_id, Task.id == task_id, Task.fence == fence)
        )
        if queue_id is not None and not queries.is_eligible(person_id, tenant_id, queue_id, now):
            raise LeaseLost(NO_LONGER)
    until = now + lease_length(Actor.PERSON if person_id else Actor.AUTOMATION)
    renewed = db.session.scalar(
        update(Task)
        .where(
            Task.tenant_id == tenant_id,
            Task.id == task_id,
            Task.fence == fence,
            Task.state == TaskState.IN_PROGRESS,
            Task.holder.is_not_distinct_from(person_id),
        )
        .values(lease_until=until)
        .returning(Task.id)
    )
    if renewed is None:
        raise LeaseLost(
            "This task went back to the queue or to somebody else. What you typed is kept as a draft."
        )
    return until


def lapse_leases(*, now: datetime, limit: int = 200) -> list[tuple[UUID, UUID, UUID]]:
    """Take back the tasks whose lease has run out: (tenant, task, job) of each.

    Automation that was not heard of counts as a system failure: tried again after a pause, and in the end a person's.
    A person who is no longer assigned or certified loses the task at once. Runs in the system's scope.
    """
    _take_from_the_ineligible(now)
    lapsed = db.session.execute(
        select(Task, WorkQueue.actor)
        .join(WorkQueue, (WorkQueue.tenant_id == Task.tenant_id) & (WorkQueue.id == Task.queue_id))
        .where(Task.state == TaskState.IN_PROGRESS, Task.lease_until < now)
        .order_by(Task.lease_until)
        .limit(limit)
        .with_for_update(of=Task, skip_locked=True)
    ).all()
    for task, actor in lapsed:
        end_attempt(task, now=now, outcome="lapsed", error="the lease ran out")
        give_back(task, now=now)
        if actor == Actor.AUTOMATION:
            follow = after_failure(FailureKind.SYSTEM, task.attempts, jitter=random.random())
            if isinstance(follow, Retry):
                task.ready_at = now + follow.pause
            db.session.info["automation_ready"] = True
        tell(
            "task.lapsed",
            task,
            now=now,
            actor_name="schedule",
            worker="automation" if actor == Actor.AUTOMATION else "the holder",
        )
    db.session.flush()
    return [(task.tenant_id, task.id, task.job_id) for task, _ in lapsed]


def _take_from_the_ineligible(now: datetime) -> None:
    taken = db.session.scalars(
        select(Task)
        .where(
            Task.state == TaskState.IN_PROGRESS,
            Task.holder.is_not(None),
            ~queries.is_eligible_for(Task.holder, now),
        )
        .with_for_update(skip_locked=True)
    ).all()
    for task in taken:
        holder = end_attempt(task, now=now, outcome="lapsed", reason="no longer assigned or certified")
        give_back(task, now=now)
        tell(
            "task.handed_back",
            task,
            now=now,
            actor_name="schedule",
            worker=holder.worker,
            reason="no longer assigned or certified",
        )


def give_back(task: Task, *, now: datetime) -> None:
    """Back to the queue, with its age."""
    task.state = TaskState.QUEUED.value
    task.holder = None
    task.lease_until = None
    task.ready_at = now


NOT_TAKEN = "half of the time it had left is over"
MAY_NOT = "they may not do this work now"


def offer_to_all(*, now: datetime) -> int:
    """Let everybody have what is kept for somebody who may not do it any more, or did not come in time for it.

    Returns how many tasks. Runs in the system's scope.
    """
    in_time = or_(Task.reserved_until.is_(None), Task.reserved_until > now)
    kept = db.session.scalars(
        select(Task)
        .where(
            Task.state == TaskState.QUEUED,
            Task.reserved_for.is_not(None),
            ~and_(in_time, queries.is_eligible_for(Task.reserved_for, now)),
        )
        .with_for_update(skip_locked=True)
    ).all()
    for task in kept:
        late = task.reserved_until is not None and task.reserved_until <= now
        tell(
            "task.offered",
            task,
            now=now,
            actor_name="schedule",
            worker=name_of(task.reserved_for),
            reason=NOT_TAKEN if late else MAY_NOT,
        )
        task.reserved_for = task.reserved_until = None
    db.session.flush()
    return len(kept)


LIFT = text(
    """
    UPDATE task SET priority = greatest(0, priority - 1)
     WHERE state = 'queued' AND priority > 0
       AND created_at <= :now - make_interval(mins => :span * (1 + greatest(0,
           (SELECT j.priority FROM job j WHERE j.tenant_id = task.tenant_id AND j.id = task.job_id) - priority)))
    RETURNING id
    """
)


def lift_the_aged(*, now: datetime) -> int:
    """Lift tasks that have waited another `AGEING_MINUTES` by one priority, so that nothing starves.

    Returns how many. Runs in the system's scope, every minute.
    """
    return len(db.session.execute(LIFT, {"now": now, "span": AGEING_MINUTES}).all())
