"""What one person did."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select, text

from bpo.identity.models import Person
from bpo.platform.db import db
from bpo.reporting.rules.own import Stint, Team, Try, team
from bpo.workforce.models import Assignment
from bpo.workqueue.models import Attempt, Task


def tries_of(person_id: UUID, tenant_ids: Sequence[UUID], since: datetime) -> list[Try]:
    """The attempts that a person began since then at the work of these clients, in order."""
    rows = db.session.execute(
        select(
            Task.step,
            Attempt.started_at,
            Attempt.ended_at,
            Attempt.outcome,
            Attempt.active_seconds,
            Attempt.keystrokes,
        )
        .join(Task, (Task.tenant_id == Attempt.tenant_id) & (Task.id == Attempt.task_id))
        .where(Attempt.tenant_id.in_(tenant_ids), Attempt.person_id == person_id, Attempt.started_at >= since)
        .order_by(Attempt.started_at)
    ).mappings()
    return [Try(**row) for row in rows]


def planned_minutes_of(person_id: UUID, tenant_ids: Sequence[UUID], now: datetime) -> int:
    """The minutes planned for a person on a working day, over these clients; 0 where nobody stated any."""
    found = db.session.scalar(
        select(func.sum(Assignment.minutes_a_day)).where(
            Assignment.tenant_id.in_(tenant_ids),
            Assignment.person_id == person_id,
            or_(Assignment.expires_at.is_(None), Assignment.expires_at > now),
        )
    )
    return int(found or 0)


PLANNED = text(
    """
    SELECT p.id, p.name, sum(a.minutes_a_day) AS minutes
      FROM assignment a JOIN person p ON p.id = a.person_id AND p.state = 'active'
     WHERE a.tenant_id = ANY(CAST(:tenants AS uuid[])) AND (a.expires_at IS NULL OR a.expires_at > :now)
       AND a.minutes_a_day > 0
     GROUP BY p.id, p.name
    """
)


def team_of(tenant_ids: Sequence[UUID], *, since: datetime, now: datetime) -> Team:
    """How busy the provider's people are who work for these clients, by what they began since then, and by the minutes
    planned for a working day. Who approves at a client is no part of the team."""
    rows = db.session.execute(
        select(
            Attempt.person_id,
            Attempt.worker.label("name"),
            Attempt.started_at,
            Attempt.ended_at,
            Attempt.outcome,
            Attempt.active_seconds,
        )
        .join(Person, (Person.id == Attempt.person_id) & Person.tenant_id.is_(None))
        .where(Attempt.tenant_id.in_(tenant_ids), Attempt.started_at >= since)
    ).mappings()
    minutes = db.session.execute(PLANNED, {"tenants": list(tenant_ids), "now": now})
    return team(
        [Stint(**row) for row in rows], {row.id: (row.name, int(row.minutes)) for row in minutes}, now=now
    )
