"""Taking work: people and automation claim alike, by one statement that skips what others are taking."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from bpo.events import service as events
from bpo.platform.caller import Caller
from bpo.platform.db import ask, db
from bpo.platform.errors import Conflict, Invalid, NotFound, NothingWaiting
from bpo.platform.ids import new_id
from bpo.workqueue import queries
from bpo.workqueue.models import Attempt, Task, TaskBar, WorkQueue
from bpo.workqueue.rules import (
    LEASE_PERSON,
    PICK,
    TAKE_OVER,
    Because,
    Effort,
    TaskState,
    Why,
    choose_queue,
    reason_problem,
    why,
)

CLAIMS = {"work": "task.claim", "review": "review.claim"}
"""Which permission it takes to claim from a queue, by the queue's activity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A task that is now the claimer's, until `lease_until`; `fence` is the token that a submit must bear."""

    tenant_id: UUID
    task_id: UUID
    job_id: UUID
    queue_id: UUID
    step: str
    fence: int
    attempts: int
    lease_until: datetime
    why: Why


def activities_of(agent: Caller) -> list[str]:
    """The activities of the queues from which the caller's permissions let them claim."""
    return [activity for activity, permission in CLAIMS.items() if agent.can(permission)]


def claim_next(
    *, agent: Caller, now: datetime, draw: float, seen: tuple[int, list[queries.QueueHead]] | None = None
) -> Claim:
    """The most pressing task the person may do over all clients served; NothingWaiting where there is none.

    `draw` in [0, 1) decides as `rules.choose_queue` says. A queue whose head another person takes at the same
    moment is looked at again, so that "nothing waits" is never said while something does. `seen` is what
    `queries.heads_for_person` has just said, where it was asked already.
    """
    claim = _claim_fairly(
        lambda: queries.heads_for_person(agent.id, agent.tenants, activities_of(agent), now),
        seen=seen,
        person_id=agent.id,
        worker=agent.name,
        now=now,
        draw=draw,
        lease=LEASE_PERSON,
    )
    if claim is None:
        raise NothingWaiting
    return claim


def claim_among(
    queues: Sequence[WorkQueue],
    *,
    person_id: UUID | None,
    worker: str,
    now: datetime,
    draw: float,
    lease: timedelta,
) -> Claim | None:
    """Choose a queue by urgency and fair share, then claim its first task; None where all are empty."""
    return _claim_fairly(
        lambda: (len(queues), queries.heads(queues, person_id=person_id, now=now)),
        person_id=person_id,
        worker=worker,
        now=now,
        draw=draw,
        lease=lease,
    )


def _claim_fairly(
    look: Callable[[], tuple[int, list[queries.QueueHead]]],
    *,
    person_id: UUID | None,
    worker: str,
    now: datetime,
    draw: float,
    lease: timedelta,
    seen: tuple[int, list[queries.QueueHead]] | None = None,
) -> Claim | None:
    """`look` tells how many queues there are and what is first in those that have something; `seen` saves asking."""
    empty: set[UUID] = set()
    while True:
        compared, found = seen or look()
        seen = None
        heads = [head for head in found if head.queue_id not in empty]
        usage = queries.usage([head.tenant_id for head in heads], now) if len(heads) > 1 else {}
        caps: dict[object, int] = {head.tenant_id: head.cap for head in heads if head.cap is not None}
        choice = choose_queue([head.head for head in heads], usage=usage, now=now, draw=draw, caps=caps)
        if choice is None:
            return None
        chosen = next(head for head in heads if head.queue_id == choice.head.queue_id)
        claim = claim_from(
            chosen.tenant_id,
            chosen.queue_id,
            person_id=person_id,
            worker=worker,
            now=now,
            lease=lease,
            because=choice.because,
            compared=compared,
        )
        if claim is not None:
            queries.count_claim(claim.tenant_id)
            return claim
        empty.add(chosen.queue_id)


def claim_from(
    tenant_id: UUID,
    queue_id: UUID,
    *,
    person_id: UUID | None,
    worker: str,
    now: datetime,
    lease: timedelta,
    because: Because = Because.ONLY,
    compared: int = 1,
) -> Claim | None:
    """Claim the first task of one queue, skipping those that others are taking; None where none is left.

    The claim itself is the database's `claim_first` (migration 0007): task and attempt in one statement.
    """
    until = now + lease
    rows = ask(
        "SELECT * FROM claim_first(%s, %s, %s, %s, %s, %s, %s)",
        (tenant_id, queue_id, person_id, worker, now, until, new_id()),
    )
    if not rows:
        return None
    task_id, job_id, step, fence, priority, due_at, created_at, attempts = rows[0]
    because_line = why(
        because=because,
        queues=compared,
        priority=queries.PRIORITIES[priority],
        slack_minutes=(due_at - now).total_seconds() / 60,
        age_minutes=(now - created_at).total_seconds() / 60,
    )
    events.record(
        "task.claimed",
        tenant_id=tenant_id,
        subject_id=task_id,
        job_id=job_id,
        now=now,
        actor_id=person_id,
        actor_name=worker,
        step=step,
        worker=worker,
        fence=fence,
        why=because_line.sentence,
    )
    return Claim(
        tenant_id=tenant_id,
        task_id=task_id,
        job_id=job_id,
        queue_id=queue_id,
        step=step,
        fence=fence,
        attempts=attempts,
        lease_until=until,
        why=because_line,
    )


def claim_task(*, agent: Caller, task_id: UUID, reason: str, note: str, now: datetime) -> Task:
    """Pick one waiting task by hand, with a reason from `rules.PICK`.

    NotFound for a task of a client not served; Conflict where the person may not have this one or it is not waiting.
    """
    demand_reason(reason_problem(PICK, reason, note))
    task = locked(agent, task_id)
    _demand_may_do(agent, task, now)
    if task.state != TaskState.QUEUED:
        raise Conflict("Somebody has this task already, or it is not waiting.")
    return _assign(task, agent, now=now, name="task.claimed", why=PICK[reason].label, note=note)


def take_over(*, agent: Caller, task_id: UUID, reason: str, note: str, now: datetime) -> Task:
    """Take a task from the person who holds it, with a reason from `rules.TAKE_OVER`; their draft stays theirs."""
    demand_reason(reason_problem(TAKE_OVER, reason, note))
    task = locked(agent, task_id)
    _demand_may_do(agent, task, now)
    if task.state != TaskState.IN_PROGRESS or task.holder in (None, agent.id):
        raise Conflict("Nobody else holds this task.")
    end_attempt(task, now=now, outcome="taken_over", reason=reason, note=note)
    return _assign(task, agent, now=now, name="task.taken_over", why=TAKE_OVER[reason].label, note=note)


def demand_reason(problem: str | None) -> None:
    """Invalid where a reason is not taken."""
    if problem is not None:
        raise Invalid({"reason": [problem]})


def locked(agent: Caller, task_id: UUID) -> Task:
    """The task, locked, if it is of a client the caller serves; NotFound otherwise."""
    task = db.session.scalar(
        select(Task).where(Task.tenant_id.in_(agent.tenants), Task.id == task_id).with_for_update()
    )
    if task is None:
        raise NotFound
    return task


def _demand_may_do(agent: Caller, task: Task, now: datetime) -> None:
    """The same eligibility as get-next, for the ways around it."""
    queue = db.session.get_one(WorkQueue, (task.tenant_id, task.queue_id))
    if queue.activity not in CLAIMS:
        raise Conflict("This is for the client to decide.")
    if not agent.can(CLAIMS[queue.activity]):
        raise Conflict("Your role does not include this kind of work.")
    if queue.paused:
        raise Conflict("The client is suspended: nothing of it is begun until it is let in again.")
    demand_eligible(agent.id, task, now, who="You are")
    if task.reserved_for not in (None, agent.id) and not agent.can("task.take_over"):
        raise Conflict("This task is kept for the person who did the work.")


def demand_eligible(person_id: UUID, task: Task, now: datetime, *, who: str) -> None:
    """Conflict unless the person is certified for the task's queue and not barred from this one."""
    if not queries.is_eligible(person_id, task.tenant_id, task.queue_id, now):
        raise Conflict(f"{who} not certified for this work of this client.")
    barred = db.session.scalar(
        select(TaskBar.reason).where(
            TaskBar.tenant_id == task.tenant_id, TaskBar.task_id == task.id, TaskBar.person_id == person_id
        )
    )
    if barred is not None:
        raise Conflict(f"This task must go to somebody else: {barred}.")
    if task.part is not None and queries.had_other_part(task, person_id):
        raise Conflict("This task must go to somebody else: had another part of this step in hand.")


def _assign(task: Task, agent: Caller, *, now: datetime, name: str, why: str, note: str) -> Task:
    task.state = TaskState.IN_PROGRESS
    task.fence += 1
    task.attempts += 1
    task.holder = agent.id
    task.lease_until = now + LEASE_PERSON
    db.session.add(
        Attempt(
            tenant_id=task.tenant_id,
            task_id=task.id,
            fence=task.fence,
            person_id=agent.id,
            worker=agent.name,
            started_at=now,
        )
    )
    events.record(
        name,
        tenant_id=task.tenant_id,
        subject_id=task.id,
        job_id=task.job_id,
        now=now,
        actor_id=agent.id,
        actor_name=agent.name,
        step=task.step,
        worker=agent.name,
        fence=task.fence,
        why=why,
        reason=why,
        note=note,
    )
    db.session.flush()
    return task


def end_attempt(
    task: Task,
    *,
    now: datetime,
    outcome: str,
    reason: str | None = None,
    note: str | None = None,
    active_seconds: int = 0,
    effort: Effort | None = None,
    error: str | None = None,
) -> Attempt:
    """Close the attempt that holds the task's current fence."""
    attempt = db.session.scalars(
        select(Attempt).where(
            Attempt.tenant_id == task.tenant_id, Attempt.task_id == task.id, Attempt.fence == task.fence
        )
    ).one()
    attempt.ended_at = now
    attempt.outcome = outcome
    attempt.reason = reason
    attempt.note = note
    attempt.active_seconds = active_seconds
    if effort is not None:
        attempt.keystrokes, attempt.clicks = effort.keystrokes, effort.clicks
        attempt.corrected = effort.corrected
    attempt.error = error
    return attempt
