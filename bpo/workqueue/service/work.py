"""Work on a claimed task, and the ways it ends. Each checks the fence: a claim that was lost changes nothing."""

import random
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job
from bpo.jobs.rules import JobState
from bpo.platform.db import db
from bpo.platform.errors import Invalid, LeaseLost, NotFound
from bpo.platform.ids import new_id
from bpo.platform.sealing import sealed_row
from bpo.sla import service as sla
from bpo.sla.models import Hold
from bpo.sla.queries import holds_of
from bpo.workqueue import queries
from bpo.workqueue.models import Draft, Task, TaskBar
from bpo.workqueue.rules import (
    HAND_BACK,
    Effort,
    FailureKind,
    Retry,
    TaskState,
    after_failure,
    reason_problem,
)
from bpo.workqueue.service.claim import end_attempt
from bpo.workqueue.service.ends import end, tell
from bpo.workqueue.service.leases import NO_LONGER, give_back
from bpo.workqueue.service.opening import demand_apart

LOST = "This task went back to the queue or to somebody else meanwhile. What you typed is kept as a draft."


def claimed_task(
    *, tenant_id: UUID, task_id: UUID, fence: int, person_id: UUID | None, now: datetime | None = None
) -> Task:
    """The task, locked, if the fence is still the claimer's; LeaseLost otherwise, NotFound where there is none.

    A person must also still be assigned and certified at `now` (None: by the database's clock): losing
    either acts at once, on open claims too.
    """
    task = db.session.scalar(
        select(Task).where(Task.tenant_id == tenant_id, Task.id == task_id).with_for_update()
    )
    if task is None:
        raise NotFound
    if task.fence != fence or task.state != TaskState.IN_PROGRESS or task.holder != person_id:
        raise LeaseLost(LOST)
    if person_id is not None and not queries.is_eligible(person_id, tenant_id, task.queue_id, now):
        raise LeaseLost(NO_LONGER)
    return task


def save_draft(
    *, tenant_id: UUID, task_id: UUID, person_id: UUID, data: dict[str, Any], now: datetime
) -> None:
    """Keep what the person typed; also after the lease is lost, so that nothing typed is ever gone."""
    row = {"tenant_id": tenant_id, "task_id": task_id, "person_id": person_id, "data": data}
    row = sealed_row(Draft, row)
    statement = insert(Draft).values(id=new_id(), saved_at=now, **row)
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "task_id", "person_id"], set_={"data": row["data"], "saved_at": now}
        )
    )


def forget_draft(task: Task, person_id: UUID) -> None:
    """What the person typed is handed in; nothing is left to keep."""
    db.session.execute(
        delete(Draft).where(
            Draft.tenant_id == task.tenant_id, Draft.task_id == task.id, Draft.person_id == person_id
        )
    )


def complete(
    task: Task,
    *,
    now: datetime,
    person_id: UUID | None,
    worker: str,
    active_seconds: int = 0,
    effort: Effort | None = None,
    **data: Any,
) -> None:
    """The task is done; its effect is written in the same transaction by the caller, who holds the row's lock.

    Conflict where the person did a step of the job from which this one is kept apart.
    """
    demand_apart(task, person_id)
    end_attempt(task, now=now, outcome="done", active_seconds=active_seconds, effort=effort)
    end(task, now=now)
    tell(
        "task.done",
        task,
        now=now,
        actor_id=person_id,
        actor_name=worker,
        worker=worker,
        **data,
    )
    db.session.flush()


def exception(
    task: Task,
    *,
    now: datetime,
    worker: str,
    reasons: str,
    codes: list[str],
    asked: Sequence[str] = (),
    error: str | None = None,
    matched: bool | None = None,
) -> None:
    """Automation could not finish: the task ends, and the caller opens a person's, with the reasons.

    `matched`: see `catalog.rules.Assessment`; `asked` are the fields of which every value of their confidence is asked.
    """
    end_attempt(task, now=now, outcome="exception", reason=", ".join(codes), error=error)
    end(task, now=now)
    tell(
        "task.exception",
        task,
        now=now,
        actor_name=worker,
        reasons=reasons,
        codes=codes,
        asked=list(asked),
        matched=matched,
    )
    db.session.flush()


def fail(task: Task, *, now: datetime, worker: str, error: str) -> bool:
    """A system failure of automation: back to the queue with a growing pause. False where the tries are used up."""
    follow = after_failure(FailureKind.SYSTEM, task.attempts, jitter=random.random())
    if not isinstance(follow, Retry):
        return False
    end_attempt(task, now=now, outcome="failed", error=error[:500])
    give_back(task, now=now + follow.pause)
    tell(
        "task.failed",
        task,
        now=now,
        actor_name=worker,
        error=error[:200],
        again_at=task.ready_at.isoformat(timespec="seconds"),
    )
    db.session.flush()
    return True


def hand_back(
    task: Task,
    *,
    person_id: UUID,
    worker: str,
    reason: str,
    note: str,
    active_seconds: int,
    now: datetime,
    effort: Effort | None = None,
) -> None:
    """Skip or hand back, with a reason from `rules.HAND_BACK`, which says whether the same person may get it again."""
    problem = reason_problem(HAND_BACK, reason, note)
    if problem is not None:
        raise Invalid({"reason": [problem]})
    end_attempt(
        task,
        now=now,
        outcome="handed_back",
        reason=reason,
        note=note,
        active_seconds=active_seconds,
        effort=effort,
    )
    give_back(task, now=now)
    if task.reserved_for == person_id:
        task.reserved_for = task.reserved_until = None
    if not HAND_BACK[reason].same_agent_again:
        bar = insert(TaskBar).values(
            tenant_id=task.tenant_id,
            id=new_id(),
            task_id=task.id,
            person_id=person_id,
            reason=HAND_BACK[reason].label,
        )
        db.session.execute(bar.on_conflict_do_nothing())
    tell(
        "task.handed_back",
        task,
        now=now,
        actor_id=person_id,
        actor_name=worker,
        worker=worker,
        reason=HAND_BACK[reason].label,
        note=note,
    )
    db.session.flush()


def hold(
    task: Task,
    *,
    person_id: UUID,
    worker: str,
    reason: str,
    owes: str,
    question: str,
    until: datetime | None,
    active_seconds: int,
    now: datetime,
    effort: Effort | None = None,
) -> Hold | None:
    """Put the task and its job to sleep until the client answers, or a date; None for a copy with known answers."""
    if owes == "client" and not question.strip():
        raise Invalid({"question": ["Write what the client should answer."]})
    end_attempt(
        task,
        now=now,
        outcome="held",
        reason=reason,
        note=question,
        active_seconds=active_seconds,
        effort=effort,
    )
    job = get_job([task.tenant_id], task.job_id, lock=True)
    if job.copy_of is not None:
        _put_away(task, job, now)
        return None
    placed = sla.place_hold(
        tenant_id=task.tenant_id,
        job_id=task.job_id,
        task_id=task.id,
        job_state=_state_before_holds(job),
        reason=reason,
        owes=owes,
        question=question.strip(),
        until=until,
        by_id=person_id,
        by_name=worker,
        contract_id=job.contract_id,
        work_type=job.work_type,
        now=now,
    )
    if job.state != JobState.ON_HOLD:
        jobs.move(job, JobState.ON_HOLD, now=now, actor_id=person_id, actor_name=worker)
    task.state = TaskState.ON_HOLD.value
    task.holder = None
    task.lease_until = None
    db.session.flush()
    return placed


def _put_away(task: Task, copy: Job, now: datetime) -> None:
    """Nobody is asked about a copy: it is out of the way, as a held task would be."""
    end(task, now=now, state=TaskState.CANCELLED)
    copy.finished_at = now
    db.session.flush()


def _state_before_holds(job: Job) -> str:
    """The state to which the job comes back when nothing holds it any more: another part of it may be held already."""
    if job.state != JobState.ON_HOLD:
        return job.state
    held = [hold for hold in holds_of(job.tenant_id, job.id) if hold.ended_at is None]
    return held[0].job_state if held else job.state
