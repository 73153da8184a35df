"""Telling of warnings and breaches as time brings them about."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, tuple_

from bpo.platform.db import db
from bpo.sla import rules
from bpo.sla.models import Hold, JobClock
from bpo.sla.queries import course_of
from bpo.sla.service.clocks import keep, state_of, tell


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
    holds = _holds(due)
    for clock in due:
        course = course_of(clock, holds[clock.tenant_id, clock.id])
        state = state_of(clock.tenant_id, course, now)
        deadline = rules.passed_deadline(state, course.fired, now)
        if deadline is not None:
            tell(clock, course, deadline, state, now)
        keep(clock, course, now)
    return len(due)


def _holds(clocks: Sequence[JobClock]) -> dict[tuple[UUID, UUID], list[Hold]]:
    """The holds of these clocks' jobs, in one question."""
    found: dict[tuple[UUID, UUID], list[Hold]] = defaultdict(list)
    if clocks:
        keys = [(clock.tenant_id, clock.id) for clock in clocks]
        for hold in db.session.scalars(
            select(Hold)
            .where(tuple_(Hold.tenant_id, Hold.job_id).in_(keys))
            .order_by(Hold.placed_at, Hold.id)
        ):
            found[hold.tenant_id, hold.job_id].append(hold)
    return found
