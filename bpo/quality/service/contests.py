"""Contesting a review: a second reviewer decides, and both judgements stay on record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from bpo.events import service as events
from bpo.jobs.queries import get_job
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.ids import new_id
from bpo.quality import rules
from bpo.quality.models import Contest, Drawing, Review
from bpo.quality.queries import may_review
from bpo.quality.service import defects, lots, people
from bpo.quality.service.releasing import all_workers


def contest(*, person: Caller, tenant_id: UUID, review_id: UUID, words: str, now: datetime) -> Contest:
    """Say that a review of one's own work is wrong, and why.

    NotFound for somebody else's, Conflict where it is not done, found nothing wrong, or is contested already.
    """
    review = db.session.scalar(
        select(Review).where(
            Review.tenant_id == tenant_id, Review.id == review_id, Review.worker_id == person.id
        )
    )
    if review is None:
        raise NotFound
    if review.done_at is None or (review.outcome == rules.Outcome.ACCEPT and review.score == 100):
        raise Conflict("There is nothing in this review to contest.")
    if len(words.strip()) < 3:
        raise Invalid({"words": ["Say what the reviewer got wrong."]})
    if db.session.scalar(
        select(Contest.id).where(Contest.tenant_id == tenant_id, Contest.review_id == review_id)
    ):
        raise Conflict("This review is contested already.")
    made = Contest(
        tenant_id=tenant_id,
        id=new_id(),
        review_id=review_id,
        person_id=person.id,
        words=words.strip()[:2000],
        made_at=now,
        reason="",
    )
    db.session.add(made)
    db.session.flush()
    _tell("review.contested", review, person, now, words=made.words)
    return made


def decide(
    *, by: Caller, tenant_id: UUID, contest_id: UUID, upheld: bool, reason: str, now: datetime
) -> Contest:
    """Let the review stand, or say that it was wrong: then the work counts as passed and its defects are withdrawn.

    NotFound for who may not review such work; Conflict for whoever did or reviewed it, and where it is decided already;
    Invalid without a reason.
    """
    made = db.session.scalar(
        select(Contest).where(Contest.tenant_id == tenant_id, Contest.id == contest_id).with_for_update()
    )
    if made is None:
        raise NotFound
    review = db.session.get_one(Review, (tenant_id, made.review_id))
    job = get_job([tenant_id], review.job_id)
    if not may_review(by.id, tenant_id, job.work_type, now):
        raise NotFound
    if by.id in (review.reviewer_id, made.person_id) or by.id in all_workers(tenant_id, review.job_id):
        raise Conflict("Somebody who neither did nor reviewed this work must decide.")
    if made.decided_at is not None:
        raise Conflict("This was decided already.")
    if len(reason.strip()) < 3:
        raise Invalid({"reason": ["Say why, for both of them."]})
    made.decided_by, made.decided_at = by.id, now
    made.upheld, made.reason = upheld, reason.strip()[:2000]
    if not upheld:
        _count_as_passed(review, now)
    decision = "the review stands" if upheld else "the review was wrong"
    _tell(
        "review.contest_decided",
        review,
        by,
        now,
        decision=decision,
        reason=made.reason,
        overturned=not upheld,
        was=review.outcome,
        reviewed_at=review.done_at.isoformat() if review.done_at else None,
    )
    if not upheld and review.worker_id is not None:
        people.follow_reviews(job, review.worker_id, now=now)
    return made


def _count_as_passed(review: Review, now: datetime) -> None:
    drawing = db.session.scalar(
        select(Drawing).where(Drawing.tenant_id == review.tenant_id, Drawing.task_id == review.worked_task_id)
    )
    if drawing is not None and rules.OUTCOMES[rules.Outcome(review.outcome or "accept")].is_defect:
        lots.overturned(drawing, now=now)
    defects.withdraw(review, now=now)
    defects.judge_anew(review.tenant_id, review.job_id)


def _tell(name: str, review: Review, by: Caller, now: datetime, **data: str | bool | None) -> None:
    events.record(
        name,
        tenant_id=review.tenant_id,
        subject_id=review.id,
        job_id=review.job_id,
        now=now,
        actor_id=by.id,
        actor_name=by.name,
        by=by.name,
        **data,
    )
