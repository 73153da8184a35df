"""Reads of clocks and holds."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from bpo.contracts import queries as contracts
from bpo.contracts.rules import Target
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.sla import rules
from bpo.sla.models import FOR_DECISION, Hold, JobClock


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


def facts_of(clock: JobClock, holds: Sequence[Hold]) -> rules.ClockFacts:
    """What the clock of a job depends on, from its rows: the clock can be worked out anew from these at any time."""
    spans = [rules.Hold(hold.placed_at, hold.ended_at, hold.credited) for hold in holds]
    rests = [rules.Hold(datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in clock.rests]
    return rules.ClockFacts(
        received_at=clock.received_at,
        calendar=contracts.calendar_of(clock.tenant_id, clock.calendar_id),
        target=Target.from_json(clock.target),
        holds=tuple(spans + rests),
        finished_at=clock.finished_at,
        changes=tuple((datetime.fromisoformat(at), Target.from_json(target)) for at, target in clock.changes),
        warn_percent=tuple(clock.warn_at),
    )
