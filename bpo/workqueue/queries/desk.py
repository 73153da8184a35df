"""What the desk of one person shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select, text
from sqlalchemy.orm import aliased

from bpo.events.models import Event
from bpo.jobs.models import Document, Job
from bpo.platform.db import db
from bpo.sla.models import FOR_DECISION, Hold
from bpo.tenancy.models import Tenant
from bpo.workqueue.models import Attempt, Task, WorkQueue
from bpo.workqueue.queries.claims import QueueHead, heads
from bpo.workqueue.rules import TaskState

COUNTED = 1000
"""Waiting tasks of a queue are counted up to here: a flood must not make the page slow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A queue as its agent sees it: how much waits for this person (at most `COUNTED`), and what is first."""

    queue: WorkQueue
    client: str
    waiting: int
    head: QueueHead | None


COUNT = text(
    """
    SELECT q.id, (SELECT count(*) FROM (
           SELECT 1 FROM task t
            WHERE t.tenant_id = q.tenant_id AND t.queue_id = q.id AND t.state = 'queued' AND t.ready_at <= :now
              AND (t.reserved_for IS NULL OR t.reserved_for = :person)
              AND NOT EXISTS (SELECT 1 FROM task_bar b WHERE b.tenant_id = t.tenant_id AND b.task_id = t.id
                                 AND b.person_id = :person)
              AND NOT EXISTS (SELECT 1 FROM part_hand o WHERE o.tenant_id = t.tenant_id AND o.job_id = t.job_id
                                 AND o.step = t.step AND o.person_id = :person AND o.key <> t.part)
            LIMIT :most) counted) AS waiting
      FROM unnest(CAST(:tenants AS uuid[]), CAST(:queues AS uuid[])) AS q(tenant_id, id)
    """
)


def waiting_of(queues: Sequence[WorkQueue], *, person_id: UUID, now: datetime) -> list[Waiting]:
    """The person's queues, those with the most pressing work first, the empty ones last."""
    if not queues:
        return []
    counted = db.session.execute(
        COUNT,
        {
            "tenants": [queue.tenant_id for queue in queues],
            "queues": [queue.id for queue in queues],
            "person": person_id,
            "now": now,
            "most": COUNTED,
        },
    )
    counts: dict[UUID, int] = {row.id: row.waiting for row in counted}
    first = {head.queue_id: head for head in heads(queues, person_id=person_id, now=now)}
    names = client_names([queue.tenant_id for queue in queues])
    rows = [
        Waiting(
            queue=queue,
            client=names.get(queue.tenant_id, ""),
            waiting=counts.get(queue.id, 0),
            head=first.get(queue.id),
        )
        for queue in queues
    ]
    full = sorted(
        (
            (row.head.head.urgency(now), row.client, row.queue.step, row)
            for row in rows
            if row.head is not None
        ),
        key=lambda entry: entry[:3],
    )
    empty = sorted((row for row in rows if row.head is None), key=lambda row: (row.client, row.queue.step))
    return [*(entry[3] for entry in full), *empty]


def client_names(tenant_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The clients' names by id."""
    found = db.session.execute(select(Tenant.id, Tenant.name).where(Tenant.id.in_(tenant_ids)))
    return {row.id: row.name for row in found}


def jobs_by_id(tenant_ids: Sequence[UUID], job_ids: Sequence[UUID]) -> dict[UUID, Job]:
    """Jobs by their ids."""
    found = db.session.scalars(select(Job).where(Job.tenant_id.in_(tenant_ids), Job.id.in_(job_ids)))
    return {job.id: job for job in found}


def job_named(tenant_id: UUID, reference: str) -> Job | None:
    """The client's job of that reference (`ALD-000123`); None where it has none."""
    number = reference.rpartition("-")[2]
    if not re.fullmatch(r"\d{1,9}", number, re.ASCII):
        return None
    return db.session.scalar(
        select(Job).where(Job.tenant_id == tenant_id, Job.number == int(number), Job.reference == reference)
    )


def holds_placed_by(person_id: UUID, tenant_ids: Sequence[UUID]) -> list[tuple[Hold, Job]]:
    """The open holds a person placed, the oldest first."""
    rows = db.session.execute(
        select(Hold, Job)
        .join(Job, (Job.tenant_id == Hold.tenant_id) & (Job.id == Hold.job_id))
        .where(Hold.tenant_id.in_(tenant_ids), Hold.placed_by == person_id, Hold.ended_at.is_(None))
        .order_by(Hold.placed_at)
    )
    return [(hold, job) for hold, job in rows]


def holds_open(tenant_ids: Sequence[UUID], *, limit: int = 200) -> list[tuple[Hold, Job]]:
    """All open holds of these clients, the oldest first, but for those that wait for a decision of the client."""
    rows = db.session.execute(
        select(Hold, Job)
        .join(Job, (Job.tenant_id == Hold.tenant_id) & (Job.id == Hold.job_id))
        .where(Hold.tenant_id.in_(tenant_ids), Hold.ended_at.is_(None), Hold.reason != FOR_DECISION)
        .order_by(Hold.placed_at)
        .limit(limit)
    )
    return [(hold, job) for hold, job in rows]


def once_held(tenant_id: UUID, task_id: UUID, person_id: UUID) -> bool:
    """Whether the person has or had the task: then what they typed is kept for them."""
    found = db.session.scalar(
        select(Attempt.id)
        .where(Attempt.tenant_id == tenant_id, Attempt.task_id == task_id, Attempt.person_id == person_id)
        .limit(1)
    )
    return found is not None


def why_claimed(task: Task) -> str:
    """Why the task went to whoever has it, as it was recorded."""
    found = db.session.scalar(
        select(Event)
        .where(
            Event.tenant_id == task.tenant_id,
            Event.job_id == task.job_id,
            Event.subject_id == task.id,
            Event.name.in_(("task.claimed", "task.taken_over")),
        )
        .order_by(Event.occurred_at.desc(), Event.id.desc())
        .limit(1)
    )
    return str(found.data.get("why", "")) if found else ""


RETURNS = ("job.returned_by_review", "job.returned", "approval.sent_back")


def returned_because(task: Task) -> Event | None:
    """The return, by review, decision or client, that a task of rework goes back to; None for other tasks."""
    if not task.rework:
        return None
    return db.session.scalar(
        select(Event)
        .where(Event.tenant_id == task.tenant_id, Event.job_id == task.job_id, Event.name.in_(RETURNS))
        .order_by(Event.occurred_at.desc(), Event.id.desc())
        .limit(1)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What people made of one field of a job, first to last."""

    path: str
    before: Any
    after: Any


def changes_of(tenant_id: UUID, job_id: UUID) -> list[Change]:
    """Every field that people changed after automation, as it was read and as it stands; not what was changed back."""
    first: dict[str, Any] = {}
    last: dict[str, Any] = {}
    corrections = db.session.scalars(
        select(Event)
        .where(Event.tenant_id == tenant_id, Event.job_id == job_id, Event.name == "job.corrected")
        .order_by(Event.occurred_at, Event.id)
    )
    for event in corrections:
        for path, (before, after) in event.data.get("changes", {}).items():
            first.setdefault(path, before)
            last[path] = after
    return [
        Change(path=path, before=first[path], after=last[path])
        for path in sorted(first)
        if first[path] != last[path]
    ]


def lessons_used(tenant_id: UUID, job_id: UUID) -> dict[str, dict[str, str]]:
    """What automation filled in by what was learnt before: path → the lesson's `id` and `kind`."""
    found: dict[str, dict[str, str]] = {}
    recalled = db.session.scalars(
        select(Event)
        .where(Event.tenant_id == tenant_id, Event.job_id == job_id, Event.name == "job.recalled")
        .order_by(Event.occurred_at, Event.id)
    )
    for event in recalled:
        found |= event.data.get("lessons", {})
    return found


def failed_lines(task: Task) -> list[str]:
    """The lines of the scorecard that failed in the review which sent the work back; none for other tasks."""
    if not task.rework:
        return []
    found = db.session.scalar(
        select(Event)
        .where(Event.tenant_id == task.tenant_id, Event.job_id == task.job_id, Event.name == "review.done")
        .order_by(Event.occurred_at.desc(), Event.id.desc())
        .limit(1)
    )
    if found is None or found.data.get("outcome") != "return":
        return []
    return [str(line) for line in found.data.get("failed", [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """What is likely to be somebody's next: its first document, and whether the whole of a job is done there."""

    document: Document
    whole: bool


def next_documents(
    queues: Sequence[WorkQueue], *, person_id: UUID, now: datetime, ahead: int
) -> list[Likely]:
    """The first documents of the tasks that come next in each queue, `ahead` of each: where many take from one queue,
    who takes which is not known before."""
    found = []
    for head in heads(queues, person_id=person_id, now=now):
        coming = (
            select(Task.job_id, Task.part, Task.priority, Task.due_at, Task.id)
            .where(
                Task.tenant_id == head.tenant_id,
                Task.queue_id == head.queue_id,
                Task.state == TaskState.QUEUED,
                Task.ready_at <= now,
            )
            .order_by(Task.priority, Task.due_at, Task.id)
            .limit(ahead)
            .subquery()
        )
        of_job = aliased(Document)
        first = Document.id == (
            select(of_job.id)
            .where(of_job.tenant_id == head.tenant_id, of_job.job_id == coming.c.job_id)
            .order_by(of_job.position)
            .limit(1)
            .correlate(coming)
            .scalar_subquery()
        )
        rows = db.session.execute(
            select(Document, coming.c.part)
            .join(coming, and_(Document.tenant_id == head.tenant_id, first))
            .order_by(coming.c.priority, coming.c.due_at, coming.c.id)
        )
        found += [Likely(document=document, whole=part is None) for document, part in rows]
    return found
