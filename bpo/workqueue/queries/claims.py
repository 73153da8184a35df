"""What may be claimed, by whom, and what comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from sqlalchemy import Exists, Row, SQLColumnExpression, and_, exists, func, or_, select, text, true

from bpo.contracts.rules import Priority
from bpo.platform.db import ask, ask_all, db
from bpo.platform.errors import NotFound
from bpo.workforce.models import Assignment, Certification, Clearance
from bpo.workqueue.models import Attempt, Draft, PartHand, Task, WorkQueue
from bpo.workqueue.rules import Head, TaskState

PRIORITIES = sorted(Priority, key=lambda priority: priority.rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueHead:
    """A queue that has work a caller may take, with its first task, and how much of it may be under way at once."""

    tenant_id: UUID
    queue_id: UUID
    head: Head
    cap: int | None = None


def get_task(tenant_ids: Sequence[UUID], task_id: UUID) -> Task:
    """The task, if it belongs to one of the clients; NotFound otherwise."""
    task = db.session.scalar(select(Task).where(Task.tenant_id.in_(tenant_ids), Task.id == task_id))
    if task is None:
        raise NotFound
    return task


def held_by(tenant_ids: Sequence[UUID], person_id: UUID) -> list[Task]:
    """The tasks a person has under way, oldest claim first."""
    return list(
        db.session.scalars(
            select(Task)
            .where(
                Task.tenant_id.in_(tenant_ids),
                Task.holder == person_id,
                Task.state == TaskState.IN_PROGRESS,
            )
            .order_by(Task.lease_until)
        )
    )


def draft_of(tenant_id: UUID, task_id: UUID, person_id: UUID) -> Draft | None:
    """What the person typed into the task and did not submit."""
    return db.session.scalar(
        select(Draft).where(
            Draft.tenant_id == tenant_id, Draft.task_id == task_id, Draft.person_id == person_id
        )
    )


def attempts_of(tenant_id: UUID, task_id: UUID) -> list[Attempt]:
    """All tries at the task, in order."""
    return list(
        db.session.scalars(
            select(Attempt)
            .where(Attempt.tenant_id == tenant_id, Attempt.task_id == task_id)
            .order_by(Attempt.fence)
        )
    )


def queues_for_person(person_id: UUID, tenant_ids: Sequence[UUID], now: datetime) -> list[WorkQueue]:
    """The queues of people's work whose client the person serves and for which they are certified today."""
    certified = and_(
        Certification.tenant_id == WorkQueue.tenant_id,
        Certification.work_type == WorkQueue.work_type,
        Certification.activity == WorkQueue.activity,
        Certification.person_id == person_id,
        or_(Certification.expires_at.is_(None), Certification.expires_at > now),
    )
    return list(
        db.session.scalars(
            select(WorkQueue)
            .join(Certification, certified)
            .where(WorkQueue.tenant_id.in_(tenant_ids), WorkQueue.actor == "person", ~WorkQueue.paused)
            .order_by(WorkQueue.tenant_id, WorkQueue.id)
        )
    )


def had_other_part(task: Task, person_id: UUID) -> bool:
    """Whether the person has had another part in hand of a step whose parts are kept apart."""
    found = db.session.scalar(
        select(PartHand.id).where(
            PartHand.tenant_id == task.tenant_id,
            PartHand.job_id == task.job_id,
            PartHand.step == task.step,
            PartHand.person_id == person_id,
            PartHand.key != task.part,
        )
    )
    return found is not None


def _may_do(person_id: SQLColumnExpression[UUID | None] | UUID, now: datetime | None) -> Exists:
    """The condition on a WorkQueue row that the person is assigned to its client and certified for its work."""
    moment = func.now() if now is None else now
    return exists().where(
        Certification.tenant_id == WorkQueue.tenant_id,
        Certification.work_type == WorkQueue.work_type,
        Certification.activity == WorkQueue.activity,
        Certification.person_id == person_id,
        or_(Certification.expires_at.is_(None), Certification.expires_at > moment),
        Assignment.tenant_id == WorkQueue.tenant_id,
        Assignment.person_id == Certification.person_id,
        or_(Assignment.expires_at.is_(None), Assignment.expires_at > moment),
    )


def is_eligible(person_id: UUID, tenant_id: UUID, queue_id: UUID, now: datetime | None) -> bool:
    """Whether the person is assigned to the client and certified for the queue's work at `now`.

    `now` None: at this moment by the database's clock.
    """
    found = db.session.scalar(
        select(WorkQueue.id).where(
            WorkQueue.tenant_id == tenant_id, WorkQueue.id == queue_id, _may_do(person_id, now)
        )
    )
    return found is not None


def people_for(queue: WorkQueue, now: datetime, *, confidential: bool) -> list[UUID]:
    """Who may do a queue's work at `now`: assigned to its client, certified, and cleared where it is confidential."""
    cleared = exists().where(
        Clearance.tenant_id == queue.tenant_id,
        Clearance.work_type == queue.work_type,
        Clearance.person_id == Certification.person_id,
    )
    return list(
        db.session.scalars(
            select(Certification.person_id)
            .join(
                Assignment,
                and_(
                    Assignment.tenant_id == Certification.tenant_id,
                    Assignment.person_id == Certification.person_id,
                    or_(Assignment.expires_at.is_(None), Assignment.expires_at > now),
                ),
            )
            .where(
                Certification.tenant_id == queue.tenant_id,
                Certification.work_type == queue.work_type,
                Certification.activity == queue.activity,
                or_(Certification.expires_at.is_(None), Certification.expires_at > now),
                cleared if confidential else true(),
            )
            .distinct()
        )
    )


def is_eligible_for(person_id: SQLColumnExpression[UUID | None], now: datetime) -> Exists:
    """The condition on a Task row that the person in that column of it (the holder, say) may do its work."""
    return exists().where(
        WorkQueue.tenant_id == Task.tenant_id,
        WorkQueue.id == Task.queue_id,
        _may_do(person_id, now).correlate(WorkQueue, Task),
    )


def queues_for_automation() -> list[WorkQueue]:
    """The queues of automation, of every client in scope."""
    return list(
        db.session.scalars(select(WorkQueue).where(WorkQueue.actor == "automation", ~WorkQueue.paused))
    )


HEADS = text(
    """
    SELECT q.tenant_id, q.id, h.priority, h.due_at, h.created_at,
           (SELECT count(*) FROM task b WHERE b.tenant_id = q.tenant_id AND b.queue_id = q.id
               AND b.state = 'in_progress') AS busy
      FROM unnest(CAST(:tenants AS uuid[]), CAST(:queues AS uuid[])) AS q(tenant_id, id)
     CROSS JOIN LATERAL (
           SELECT t.priority, t.due_at, t.created_at FROM task t
            WHERE t.tenant_id = q.tenant_id AND t.queue_id = q.id AND t.state = 'queued'
              AND t.ready_at <= :now
              AND (t.reserved_for IS NULL OR t.reserved_for = :person)
              AND (SELECT b.id FROM task_bar b
                    WHERE b.tenant_id = t.tenant_id AND b.task_id = t.id AND b.person_id = :person) IS NULL
              AND (t.part IS NULL OR (SELECT o.id FROM part_hand o
                    WHERE o.tenant_id = t.tenant_id AND o.job_id = t.job_id AND o.step = t.step
                      AND o.person_id = :person AND o.key <> t.part) IS NULL)
            ORDER BY t.priority, t.due_at, t.id LIMIT 1) h
    """
)
"""The first task a person (or automation: None) may take of each queue: a lateral look into each, never a sort, and
never through all that the person is barred from."""


def heads(queues: Sequence[WorkQueue], *, person_id: UUID | None, now: datetime) -> list[QueueHead]:
    """The queues among `queues` that have something for the person, each with its first task."""
    if not queues:
        return []
    by_id = {queue.id: queue for queue in queues}
    rows = db.session.execute(
        HEADS,
        {
            "tenants": [queue.tenant_id for queue in queues],
            "queues": [queue.id for queue in queues],
            "person": person_id,
            "now": now,
        },
    )
    return [_head(row, by_id[row.id]) for row in rows]


def _head(row: Row[tuple[object, ...]], queue: WorkQueue) -> QueueHead:
    return _queue_head(
        queue.tenant_id,
        queue.id,
        float(queue.weight),
        queue.cap,
        row.priority,
        row.due_at,
        row.created_at,
        row.busy,
    )


def _queue_head(
    tenant_id: UUID,
    queue_id: UUID,
    weight: float,
    cap: int | None,
    priority: int,
    due_at: datetime,
    created_at: datetime,
    busy: int,
) -> QueueHead:
    return QueueHead(
        tenant_id=tenant_id,
        queue_id=queue_id,
        cap=cap,
        head=Head(
            tenant_id=tenant_id,
            queue_id=queue_id,
            priority=PRIORITIES[priority],
            due_at=due_at,
            ready_at=created_at,
            waiting=1,
            in_progress=busy,
            weight=weight,
        ),
    )


Waiting = tuple[int, list[QueueHead]]
"""How many queues were looked at, and those that have something, each with its first task."""


def heads_for_person(
    person_id: UUID, tenant_ids: Sequence[UUID], activities: Sequence[str], now: datetime
) -> Waiting:
    """The queues the person may claim from at this moment.

    A queue counts where its client is one of `tenant_ids`, its activity one of `activities`, and the person
    certified for it. The conditions are in the database (`heads_for_person` of migration 0007), in one statement.
    """
    return _waiting(ask(*_heads(person_id, tenant_ids, activities, now)))


def at_the_desk(
    person_id: UUID, tenant_ids: Sequence[UUID], activities: Sequence[str], now: datetime
) -> tuple[list[tuple[UUID, str]], Waiting]:
    """(task, step) of what the person has under way and may still do, the oldest claim first; and what waits."""
    held, heads = ask_all(
        ("SELECT * FROM held_by_person(%s, %s, %s)", (person_id, list(tenant_ids), now)),
        _heads(person_id, tenant_ids, activities, now),
    )
    return [(task_id, step) for task_id, step in held], _waiting(heads)


def _heads(
    person_id: UUID, tenant_ids: Sequence[UUID], activities: Sequence[str], now: datetime
) -> tuple[LiteralString, Sequence[object]]:
    values = (person_id, list(tenant_ids), list(activities), now)
    return "SELECT * FROM heads_for_person(%s, %s, %s, %s)", values


def _waiting(rows: Sequence[tuple[Any, ...]]) -> Waiting:
    return len(rows), [_queue_head(*row) for row in rows if row[5] is not None]
