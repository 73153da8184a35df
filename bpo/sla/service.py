"""Starting, stopping and sweeping the clients' clocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from bpo.contracts import queries as contracts
from bpo.contracts.rules import HOLD, Target
from bpo.events import service as events
from bpo.platform.db import db, insert_rows
from bpo.platform.errors import Conflict
from bpo.platform.ids import new_id
from bpo.sla import rules
from bpo.sla.models import FOR_DECISION, Hold, JobClock
from bpo.sla.queries import facts_of, get_clock, get_hold, holds_of

__all__ = [
    "Beginning",
    "begin",
    "due_at",
    "end_hold",
    "finish",
    "is_held",
    "place_hold",
    "reopen",
    "retarget",
    "start",
    "sweep",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A clock as it stands at receipt; the same for all jobs received at one instant for one target."""

    target: Target
    received_at: datetime
    started_at: datetime
    due_at: datetime


def begin(*, calendar: rules.Calendar, target: Target, received_at: datetime) -> Beginning:
    """When the clock of a job received now starts and when it is due."""
    started = rules.start_of_clock(calendar, received_at)
    return Beginning(
        target=target,
        received_at=received_at,
        started_at=started,
        due_at=rules.apply_target(calendar, started, target),
    )


def start(
    *,
    tenant_id: UUID,
    job_ids: Sequence[UUID],
    calendar_id: UUID,
    clock: Beginning,
    warn_at: Sequence[int],
) -> None:
    """Start the clocks of jobs just received."""
    if not job_ids:
        return
    facts = rules.ClockFacts(
        received_at=clock.received_at,
        calendar=contracts.calendar_of(tenant_id, calendar_id),
        target=clock.target,
        warn_percent=tuple(warn_at),
    )
    following = rules.next_deadline(rules.clock(facts, clock.received_at))
    insert_rows(
        JobClock,
        [
            {
                "tenant_id": tenant_id,
                "id": job_id,
                "calendar_id": calendar_id,
                "received_at": clock.received_at,
                "target": clock.target.to_json(),
                "changes": [],
                "rests": [],
                "warn_at": list(warn_at),
                "fired": [],
                "started_at": clock.started_at,
                "due_at": clock.due_at,
                "credited_seconds": 0,
                "paused": False,
                "next_at": following.at if following else None,
                "next_mark": following.mark if following else None,
            }
            for job_id in job_ids
        ],
    )


def _work_out(clock: JobClock, now: datetime) -> rules.ClockState:
    """Write the clock as its facts have it at `now`: the stored columns exist for indexes only."""
    state = rules.clock(facts_of(clock, holds_of(clock.tenant_id, clock.id)), now)
    following = rules.next_deadline(state, clock.fired)
    clock.started_at = state.started_at
    clock.due_at = state.due_at
    clock.credited_seconds = int(state.credited.total_seconds())
    clock.paused = state.paused
    clock.met = state.met
    clock.next_at = following.at if following else None
    clock.next_mark = following.mark if following else None
    return state


def _locked(tenant_id: UUID, job_id: UUID) -> JobClock:
    return db.session.scalars(
        select(JobClock).where(JobClock.tenant_id == tenant_id, JobClock.id == job_id).with_for_update()
    ).one()


def retarget(*, tenant_id: UUID, job_id: UUID, target: Target, now: datetime) -> datetime:
    """Another target from now on; start and earned holds stay. The new due time."""
    clock = _locked(tenant_id, job_id)
    clock.changes = [*clock.changes, [now.isoformat(), target.to_json()]]
    return _work_out(clock, now).due_at


def place_hold(
    *,
    tenant_id: UUID,
    job_id: UUID,
    task_id: UUID | None,
    job_state: str,
    reason: str,
    owes: str,
    question: str,
    until: datetime | None,
    by_id: UUID | None,
    by_name: str,
    contract_id: UUID,
    work_type: str,
    now: datetime,
    credited: bool | None = None,
) -> Hold:
    """Begin a hold for a `reason` (a key of `HOLD`, or `FOR_DECISION`). Whether it stops the client's clock is what
    the contract says of the reason; what the provider owes never does.

    `credited` True: it does whatever the contract says (the client's own decision).
    """
    terms = contracts.terms_of_version(tenant_id, contract_id).terms
    hold = Hold(
        tenant_id=tenant_id,
        id=new_id(),
        job_id=job_id,
        task_id=task_id,
        job_state=job_state,
        kind=reason,
        reason=HOLD[reason].label if reason in HOLD else reason,
        owes=owes,
        credited=terms.credits(work_type, reason, owes) if credited is None else credited,
        question=question,
        placed_by=by_id,
        placed_by_name=by_name,
        placed_at=now,
        until=until,
    )
    db.session.add(hold)
    db.session.flush()
    _work_out(_locked(tenant_id, job_id), now)
    _record_placed(hold)
    return hold


def _record_placed(hold: Hold) -> None:
    events.record(
        "hold.placed",
        tenant_id=hold.tenant_id,
        subject_id=hold.id,
        job_id=hold.job_id,
        now=hold.placed_at,
        actor_id=hold.placed_by,
        actor_name=hold.placed_by_name,
        reason=hold.question or hold.reason,
        owes=hold.owes.replace("_", " "),
        credited=hold.credited,
        decision=hold.kind == FOR_DECISION,
    )


def end_hold(
    *, tenant_id: UUID, hold_id: UUID, answer: str, by_id: UUID | None, by_name: str, now: datetime
) -> Hold:
    """End a hold; Conflict where it has ended already."""
    hold = get_hold([tenant_id], hold_id)
    db.session.refresh(hold, with_for_update=True)
    if hold.ended_at is not None:
        raise Conflict("This was answered already.")
    hold.ended_at = now
    hold.answer = answer
    hold.ended_by = by_id
    hold.ended_by_name = by_name
    db.session.flush()
    _work_out(_locked(tenant_id, hold.job_id), now)
    events.record(
        "hold.ended",
        tenant_id=tenant_id,
        subject_id=hold.id,
        job_id=hold.job_id,
        now=now,
        actor_id=by_id,
        actor_name=by_name,
        by=by_name,
        answer=answer,
    )
    return hold


def is_held(tenant_id: UUID, job_id: UUID) -> bool:
    """Whether some hold of the job is open."""
    count = db.session.scalar(
        select(func.count())
        .select_from(Hold)
        .where(Hold.tenant_id == tenant_id, Hold.job_id == job_id, Hold.ended_at.is_(None))
    )
    return bool(count)


def due_at(tenant_id: UUID, job_id: UUID) -> datetime:
    """When the job is due as its clock stands."""
    return get_clock(tenant_id, job_id).due_at


def finish(*, tenant_id: UUID, job_id: UUID, now: datetime) -> bool:
    """Stop the clock: delivered (or ended otherwise). Whether the promise was kept."""
    clock = _locked(tenant_id, job_id)
    clock.finished_at = now
    _work_out(clock, now)
    return bool(clock.met)


def reopen(
    *, tenant_id: UUID, job_id: UUID, same_clock: bool, rework: Target | None, now: datetime
) -> datetime:
    """The client sent the result back: the same clock goes on, or a rework clock starts. The new due time."""
    clock = _locked(tenant_id, job_id)
    if clock.finished_at is None:
        raise Conflict("The clock of this job is still running.")
    if same_clock:
        clock.rests = [*clock.rests, [clock.finished_at.isoformat(), now.isoformat()]]
    else:
        last = clock.changes[-1][1] if clock.changes else clock.target
        last = rework.to_json() if rework else last
        clock.received_at, clock.target, clock.changes, clock.rests, clock.fired = now, last, [], [], []
    clock.finished_at = None
    return _work_out(clock, now).due_at


def sweep(*, now: datetime, limit: int = 500) -> int:
    """Tell of every warning and breach that is due, once each. Reads the index on the next deadline only.

    Runs in the system's scope; returns how many clocks it moved on.
    """
    due = db.session.scalars(
        select(JobClock)
        .where(JobClock.next_at <= now)
        .order_by(JobClock.next_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for clock in due:
        mark = clock.next_mark or rules.BREACH
        clock.fired = [*clock.fired, mark]
        breach = mark == rules.BREACH
        if breach:
            clock.breached_at = clock.next_at
        events.record(
            "clock.breached" if breach else "clock.warned",
            tenant_id=clock.tenant_id,
            subject_id=clock.id,
            job_id=clock.id,
            now=now,
            actor_name="schedule",
            mark=mark,
            due_at=clock.due_at.isoformat(),
        )
        _work_out(clock, now)
    return len(due)
