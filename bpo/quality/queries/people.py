"""Results of single people: scores of reviews, known answers, their own feedback."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from bpo.jobs.models import Job
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.quality.models import Contest, KnownAnswerScore, Review


def scores_of(
    tenant_id: UUID, person_id: UUID, work_type: str, *, since: datetime | None, limit: int
) -> list[Decimal | None]:
    """Scores of the reviews of somebody's work, latest first; a review that a contest overturned is left out."""
    asked = (
        select(Review.score)
        .join(Job, (Job.tenant_id == Review.tenant_id) & (Job.id == Review.job_id))
        .join(
            Contest, (Contest.tenant_id == Review.tenant_id) & (Contest.review_id == Review.id), isouter=True
        )
        .where(
            Review.tenant_id == tenant_id,
            Review.worker_id == person_id,
            Review.done_at.is_not(None),
            Job.work_type == work_type,
            Contest.upheld.is_not(False),
        )
        .order_by(Review.done_at.desc(), Review.id.desc())
    )
    if since is not None:
        asked = asked.where(Review.done_at > since)
    return list(db.session.scalars(asked.limit(limit)))


def known_answer_results(
    tenant_id: UUID, person_id: UUID, work_type: str, *, since: datetime | None, limit: int
) -> list[tuple[int, int]]:
    """(right, fields) of somebody's known-answer items, latest first."""
    asked = (
        select(KnownAnswerScore.right, KnownAnswerScore.fields)
        .where(
            KnownAnswerScore.tenant_id == tenant_id,
            KnownAnswerScore.person_id == person_id,
            KnownAnswerScore.work_type == work_type,
        )
        .order_by(KnownAnswerScore.scored_at.desc(), KnownAnswerScore.id.desc())
    )
    if since is not None:
        asked = asked.where(KnownAnswerScore.scored_at > since)
    return [(row[0], row[1]) for row in db.session.execute(asked.limit(limit))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One review of somebody's work, as they may see it."""

    review: Review
    job: Job
    contest: Contest | None


def feedback_of(
    person_id: UUID, tenant_ids: Sequence[UUID], *, limit: int, before: datetime | None = None
) -> list[Feedback]:
    """Reviews of somebody's own work that are done, latest first; `before` is the last one's time above."""
    asked = (
        select(Review, Job, Contest)
        .join(Job, (Job.tenant_id == Review.tenant_id) & (Job.id == Review.job_id))
        .join(
            Contest, (Contest.tenant_id == Review.tenant_id) & (Contest.review_id == Review.id), isouter=True
        )
        .where(Review.tenant_id.in_(tenant_ids), Review.worker_id == person_id, Review.done_at.is_not(None))
        .order_by(Review.done_at.desc(), Review.id.desc())
    )
    if before is not None:
        asked = asked.where(Review.done_at < before)
    return [
        Feedback(review=row[0], job=row[1], contest=row[2]) for row in db.session.execute(asked.limit(limit))
    ]


def own_review(person_id: UUID, tenant_ids: Sequence[UUID], review_id: UUID) -> Feedback:
    """One review of somebody's own work; NotFound for any other."""
    row = db.session.execute(
        select(Review, Job, Contest)
        .join(Job, (Job.tenant_id == Review.tenant_id) & (Job.id == Review.job_id))
        .join(
            Contest, (Contest.tenant_id == Review.tenant_id) & (Contest.review_id == Review.id), isouter=True
        )
        .where(
            Review.tenant_id.in_(tenant_ids),
            Review.id == review_id,
            Review.worker_id == person_id,
            Review.done_at.is_not(None),
        )
    ).first()
    if row is None:
        raise NotFound
    return Feedback(review=row[0], job=row[1], contest=row[2])
