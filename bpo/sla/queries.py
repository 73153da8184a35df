"""Reads of clocks and holds."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from bpo.contracts import queries as contracts
from bpo.contracts.rules import Target
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.sla import rules
from bpo.sla.models import FOR_DECISION, Hold, HoldContest, JobClock


def get_clock(tenant_id: UUID, job_id: UUID) -> JobClock:
    """The clock of a job."""
    return db.session.scalars(
        select(JobClock).where(JobClock.tenant_id == tenant_id, JobClock.id == job_id)
    ).one()


def holds_of(tenant_id: UUID, job_id: UUID) -> list[Hold]:
    """All holds of a job, in order."""
    return list(
        db.session.scalars(
            select(Hold)
            .where(Hold.tenant_id == tenant_id, Hold.job_id == job_id)
            .order_by(Hold.placed_at, Hold.id)
        )
    )


def get_hold(tenant_ids: Sequence[UUID], hold_id: UUID) -> Hold:
    """The hold, if it is of one of the clients; NotFound otherwise."""
    hold = db.session.scalar(select(Hold).where(Hold.tenant_id.in_(tenant_ids), Hold.id == hold_id))
    if hold is None:
        raise NotFound
    return hold


def open_questions(tenant_id: UUID, *, limit: int = 50) -> list[Hold]:
    """What the client is asked and has not answered, oldest first."""
    return list(
        db.session.scalars(
            select(Hold)
            .where(
                Hold.tenant_id == tenant_id,
                Hold.owes == "client",
                Hold.kind != FOR_DECISION,
                Hold.ended_at.is_(None),
            )
            .order_by(Hold.placed_at)
            .limit(limit)
        )
    )


def count_for_decision(tenant_id: UUID) -> int:
    """How many jobs of the client wait for its own decision."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Hold)
            .where(
                Hold.tenant_id == tenant_id,
                Hold.owes == "client",
                Hold.kind == FOR_DECISION,
                Hold.ended_at.is_(None),
            )
        )
        or 0
    )


def get_contest(tenant_ids: Sequence[UUID], contest_id: UUID) -> HoldContest:
    """The contest of a hold, if it is of one of the clients; NotFound otherwise."""
    contest = db.session.scalar(
        select(HoldContest).where(HoldContest.tenant_id.in_(tenant_ids), HoldContest.id == contest_id)
    )
    if contest is None:
        raise NotFound
    return contest


def contests_of(tenant_id: UUID, job_id: UUID) -> dict[UUID, HoldContest]:
    """The contests of a job's holds, by hold."""
    found = db.session.scalars(
        select(HoldContest).where(HoldContest.tenant_id == tenant_id, HoldContest.job_id == job_id)
    )
    return {contest.hold_id: contest for contest in found}


def open_contests(tenant_ids: Sequence[UUID], *, limit: int = 50) -> list[HoldContest]:
    """The contests of these clients that nobody has decided yet, oldest first."""
    return list(
        db.session.scalars(
            select(HoldContest)
            .where(HoldContest.tenant_id.in_(tenant_ids), HoldContest.decided_at.is_(None))
            .order_by(HoldContest.made_at)
            .limit(limit)
        )
    )


def course_of(clock: JobClock, holds: Sequence[Hold]) -> rules.Course:
    """The facts of a clock, from its rows."""
    return rules.Course(
        contract_id=clock.contract_id,
        calendars=(
            (None, clock.calendar_id),
            *((datetime.fromisoformat(since), UUID(each)) for since, each in clock.calendars),
        ),
        received_at=clock.received_at,
        target=Target.from_json(clock.target),
        warn=tuple(clock.warn_at),
        changes=[(datetime.fromisoformat(at), Target.from_json(target)) for at, target in clock.changes],
        rests=[(datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in clock.rests],
        holds={hold.id: rules.Hold(hold.placed_at, hold.ended_at, hold.credited) for hold in holds},
        fired=list(clock.fired),
        version=clock.version,
        breached_at=clock.breached_at,
        finished_at=clock.finished_at,
    )


def working_time(tenant_id: UUID) -> Callable[[rules.Calendars], rules.WorkingTime]:
    """How the client's versions of the calendar make working time."""

    def working(calendars: rules.Calendars) -> rules.WorkingTime:
        (_, first), *later = calendars
        calendar = contracts.calendar_of(tenant_id, first)
        if not later:
            return calendar
        changes = [
            (since, contracts.calendar_of(tenant_id, each)) for since, each in later if since is not None
        ]
        return rules.Succession(calendar, tuple(changes))

    return working


def state_of_clock(clock: JobClock, holds: Sequence[Hold], now: datetime) -> rules.ClockState:
    """How a job's clock stands at this moment: while it is held its due time moves on."""
    return rules.clock(facts_of(clock, holds), now)


def facts_of(clock: JobClock, holds: Sequence[Hold]) -> rules.ClockFacts:
    """What the clock of a job depends on, from its rows: the clock can be worked out anew from these at any time."""
    return course_of(clock, holds).facts(working_time(clock.tenant_id))
