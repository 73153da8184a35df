"""Results of single people: scores of reviews, known answers, their own feedback."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from bpo.jobs.models import Job
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.quality.models import Contest, KnownAnswerScore, Review
from bpo.quality.queries.figures import AgentFigures, agent_figures
from bpo.workforce.queries import certifications, eligible, pauses


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


def may_review(person_id: UUID, tenant_id: UUID, work_type: str, now: datetime) -> bool:
    """Whether somebody is certified to review a client's work of this type at the moment."""
    return any(
        each.tenant_id == tenant_id and each.work_type == work_type and each.activity == "review"
        for each in eligible(person_id, now)
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How somebody stands in one client's work type: their figures, and why they are paused, where they are."""

    tenant_id: UUID
    work_type: str
    proven_at: datetime | None
    figures: AgentFigures
    paused: str


def standing_of(person_id: UUID, tenant_ids: Sequence[UUID], now: datetime) -> list[Standing]:
    """Somebody's standing in all work they do or were paused from, over the last 90 days."""
    paused = {
        (each.tenant_id, each.work_type): each.reason
        for each in pauses(tenant_ids, person_id=person_id)
        if each.ended_at is None
    }
    held = {
        (each.tenant_id, each.work_type): each.proven_at
        for each in certifications(person_id=person_id)
        if each.activity == "work"
        and each.tenant_id in tenant_ids
        and ((each.expires_at is None or each.expires_at > now) or (each.tenant_id, each.work_type) in paused)
    }
    return [
        Standing(
            tenant_id=tenant_id,
            work_type=work_type,
            proven_at=proven_at,
            figures=agent_figures(
                person_id,
                [tenant_id],
                since=now - timedelta(days=90),
                until=now + timedelta(microseconds=1),
                work_type=work_type,
            ),
            paused=paused.get((tenant_id, work_type), ""),
        )
        for (tenant_id, work_type), proven_at in sorted(held.items())
    ]
