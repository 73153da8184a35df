"""A clock's beginning, its changes and its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from bpo.contracts import queries as contracts
from bpo.contracts.rules import Target
from bpo.events import service as events
from bpo.platform.db import db, insert_rows
from bpo.platform.errors import Conflict
from bpo.sla import rules
from bpo.sla.models import JobClock
from bpo.sla.queries import course_of, get_clock, holds_of, working_time


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
    contract: contracts.ContractInForce,
    clock: Beginning,
    warn_at: Sequence[int],
) -> None:
    """Start the clocks of jobs just received under a contract."""
    if not job_ids:
        return
    course = rules.Course(
        contract_id=contract.version_id,
        calendars=((None, contract.calendar_id),),
        received_at=clock.received_at,
        target=clock.target,
        warn=tuple(warn_at),
    )
    state = rules.clock(course.facts(lambda _: contract.calendar), clock.received_at)
    same = {"tenant_id": tenant_id, **rules.stored(course, state)}
    insert_rows(JobClock, [{**same, "id": job_id} for job_id in job_ids])


def state_of(tenant_id: UUID, course: rules.Course, now: datetime) -> rules.ClockState:
    """How a clock of the client stands."""
    return rules.clock(course.facts(working_time(tenant_id)), now)


def keep(clock: JobClock, course: rules.Course, now: datetime) -> rules.ClockState:
    """Store the clock as its course has it at `now`: the columns exist for indexes and pages."""
    state = state_of(clock.tenant_id, course, now)
    for name, value in rules.stored(course, state).items():
        if getattr(clock, name) != value:
            setattr(clock, name, value)
    return state


def locked(tenant_id: UUID, job_id: UUID) -> tuple[JobClock, rules.Course]:
    """The clock of a job, that nobody else may change meanwhile, with its course."""
    db.session.flush()
    clock = db.session.scalars(
        select(JobClock)
        .where(JobClock.tenant_id == tenant_id, JobClock.id == job_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    return clock, course_of(clock, holds_of(tenant_id, job_id))


def restate(clock: JobClock, course: rules.Course, now: datetime) -> rules.ClockState:
    """Store a new version of the clock."""
    course.restated(state_of(clock.tenant_id, course, now), now)
    return keep(clock, course, now)


def calendar_of(tenant_id: UUID, job_id: UUID) -> UUID:
    """The version of the calendar that a job's clock goes by at last."""
    clock = get_clock(tenant_id, job_id)
    return UUID(clock.calendars[-1][1]) if clock.calendars else clock.calendar_id


def retarget(*, tenant_id: UUID, job_id: UUID, target: Target, now: datetime) -> datetime:
    """Another target from now on; start and earned holds stay. The new due time."""
    clock, course = locked(tenant_id, job_id)
    course.retarget(target, since=now)
    return restate(clock, course, now).due_at


def recompute(
    *,
    tenant_id: UUID,
    job_id: UUID,
    version: contracts.ContractInForce,
    calendar: bool,
    target: Target | None,
    now: datetime,
) -> datetime:
    """Let an open job's clock follow a contract version from the day that begins: its calendar, and its `target`
    where one is given. Start and earned holds stay, and what lies before that day. The new due time.
    """
    clock, course = locked(tenant_id, job_id)
    before = clock.due_at
    if calendar:
        course.recalendar(version.calendar_id, since=version.valid_from)
    if target is not None:
        course.contract_id = version.version_id
        course.retarget(target, since=version.valid_from)
    state = restate(clock, course, now)
    events.record(
        "clock.recomputed",
        tenant_id=tenant_id,
        subject_id=job_id,
        job_id=job_id,
        now=now,
        actor_name="schedule",
        contract=str(version.version_id),
        version=version.number,
        since=version.valid_from.isoformat(),
        calendar=calendar,
        turnaround=target is not None,
        due_before=before.isoformat(),
        due_at=state.due_at.isoformat(),
    )
    return state.due_at


def due_at(tenant_id: UUID, job_id: UUID) -> datetime:
    """When the job is due as its clock stands."""
    return get_clock(tenant_id, job_id).due_at


def finish(*, tenant_id: UUID, job_id: UUID, now: datetime) -> bool:
    """Stop the clock: delivered (or ended otherwise). Whether the promise was kept.

    A breach of which nobody was told yet is recorded first, so that none is missing among the events.
    """
    clock, course = locked(tenant_id, job_id)
    course.finished_at = now
    state = state_of(tenant_id, course, now)
    if state.breached and rules.BREACH not in course.fired:
        tell(clock, course, rules.Deadline(rules.BREACH, state.due_at), state, now)
    return bool(keep(clock, course, now).met)


def tell(
    clock: JobClock, course: rules.Course, deadline: rules.Deadline, state: rules.ClockState, now: datetime
) -> None:
    """Record that a mark of the promised time has passed."""
    events.record(
        "clock.breached" if deadline.mark == rules.BREACH else "clock.warned",
        tenant_id=clock.tenant_id,
        subject_id=clock.id,
        job_id=clock.id,
        now=now,
        actor_name="schedule",
        mark=deadline.mark,
        due_at=state.due_at.isoformat(),
    )
    course.told(deadline.mark, state.due_at)


def reopen(
    *, tenant_id: UUID, job_id: UUID, same_clock: bool, rework: Target | None, now: datetime
) -> datetime:
    """The client sent the result back: the same clock goes on, or a rework clock starts. The new due time."""
    clock, course = locked(tenant_id, job_id)
    if course.finished_at is None:
        raise Conflict("The clock of this job is still running.")
    course.reopen(same_clock=same_clock, rework=rework, now=now)
    return keep(clock, course, now).due_at
