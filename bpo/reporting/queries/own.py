"""What one person did, and what reviews found of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from bpo.jobs.models import Job
from bpo.platform.db import db
from bpo.quality.models import Review
from bpo.reporting.rules.own import Try
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What a review said of somebody's work."""

    review_id: UUID
    job_id: UUID
    reference: str
    title: str
    work_type: str
    done_at: datetime
    score: Decimal | None
    outcome: str
    comment: str
    answers: dict[str, Any]


def feedback_for(
    person_id: UUID, tenant_ids: Sequence[UUID], since: datetime, *, limit: int = 200
) -> list[Feedback]:
    """The reviews of a person's work that were finished since then, the newest first."""
    rows = db.session.execute(
        select(
            Review.id.label("review_id"),
            Review.job_id,
            Job.reference,
            Job.title,
            Job.work_type,
            Review.done_at,
            Review.score,
            Review.outcome,
            Review.comment,
            Review.answers,
        )
        .join(Job, (Job.tenant_id == Review.tenant_id) & (Job.id == Review.job_id))
        .where(Review.tenant_id.in_(tenant_ids), Review.worker_id == person_id, Review.done_at >= since)
        .order_by(Review.done_at.desc())
        .limit(limit)
    ).mappings()
    return [Feedback(**row) for row in rows]
