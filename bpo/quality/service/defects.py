"""Defects, whoever found them: reviewers, the inspection of a lot, the client."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from bpo.catalog.rules import ScorecardLine
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job
from bpo.platform.db import db
from bpo.platform.ids import new_id
from bpo.quality import rules
from bpo.quality.models import Defect, Dispute, Drawing, Review
from bpo.workqueue import service as workqueue

BY_CLIENT = frozenset({"client", "dispute"})
"""Origins of defects that the client found."""


def of_review(
    review: Review, job: Job, card: Sequence[ScorecardLine], *, in_lot: bool, now: datetime
) -> None:
    """What a review found: one defect for each line that failed, or one for the outcome where none did."""
    failed = [line for line in card if review.answers.get(line.key) == rules.Answer.NO]
    found = [(line.key, line.text) for line in failed] or [(f"review_{review.outcome}", review.comment)]
    origin = "audit" if review.stratum == rules.Targeted.AUDIT else "lot" if in_lot else "review"
    for reason, words in found:
        _add(job, origin, reason, words, review.worker_id, now, review_id=review.id)


def by_client(*, tenant_id: UUID, job_id: UUID, words: str, now: datetime, disputed: bool = False) -> None:
    """The client sent work back, or disputes it: that is a defect of whoever made the record, in the same figures.

    Where the piece stands in a random sample, it is no longer counted as good there. What stands in no sample only
    counts among the defects: clients look at what they choose to, which says nothing of the rest. Safe to repeat for
    the same instant; a dispute that was dismissed meanwhile is none.
    """
    job = get_job([tenant_id], job_id, lock=True)
    if disputed and _was_dismissed(job, now):
        return
    origin, reason = ("dispute", "disputed") if disputed else ("client", "client_return")
    known = select(Defect.id).where(
        Defect.tenant_id == tenant_id,
        Defect.job_id == job_id,
        Defect.origin == origin,
        Defect.found_at == now,
    )
    if db.session.scalar(known.limit(1)) is None:
        maker = workqueue.worked_on(job)
        _add(job, origin, reason, words, maker.person_id if maker else None, now)
        judge_anew(tenant_id, job_id)


def _was_dismissed(job: Job, made_at: datetime) -> bool:
    asked = select(Dispute.id).where(
        Dispute.tenant_id == job.tenant_id,
        Dispute.job_id == job.id,
        Dispute.made_at == made_at,
        Dispute.upheld.is_(False),
    )
    return db.session.scalar(asked) is not None


def withdraw_dispute(made: Dispute, *, now: datetime) -> None:
    """What the client disputed was no defect after all; it stays on record as withdrawn."""
    db.session.execute(
        update(Defect)
        .where(
            Defect.tenant_id == made.tenant_id,
            Defect.job_id == made.job_id,
            Defect.origin == "dispute",
            Defect.found_at == made.made_at,
            Defect.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )
    judge_anew(made.tenant_id, made.job_id)


def judge_anew(tenant_id: UUID, job_id: UUID) -> None:
    """What the random sample says of the job's pieces: good are those of which no defect stands.

    A reviewer's is of the piece reviewed, unless the audit was aimed at it; the client's is of the piece finished last
    before it was found.
    """
    pieces = db.session.scalars(
        select(Drawing)
        .where(Drawing.tenant_id == tenant_id, Drawing.job_id == job_id)
        .order_by(Drawing.finished_at, Drawing.id)
    ).all()
    found = db.session.execute(
        select(Defect.origin, Defect.found_at, Review.worked_task_id)
        .join(Review, (Review.tenant_id == Defect.tenant_id) & (Review.id == Defect.review_id), isouter=True)
        .where(Defect.tenant_id == tenant_id, Defect.job_id == job_id, Defect.withdrawn_at.is_(None))
    ).all()
    bad = {task_id for origin, _, task_id in found if origin not in (*BY_CLIENT, "audit")}
    for origin, found_at, _ in found:
        before = [piece.task_id for piece in pieces if piece.finished_at <= found_at]
        if origin in BY_CLIENT and before:
            bad.add(before[-1])
    for piece in pieces:
        if piece.good is not None:
            piece.good = piece.task_id not in bad
    db.session.flush()


def withdraw(review: Review, *, now: datetime) -> None:
    """What a review found was no defect after all; it stays on record as withdrawn."""
    db.session.execute(
        update(Defect)
        .where(
            Defect.tenant_id == review.tenant_id,
            Defect.review_id == review.id,
            Defect.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )


def _add(
    job: Job,
    origin: str,
    reason: str,
    words: str,
    worker_id: UUID | None,
    now: datetime,
    review_id: UUID | None = None,
) -> None:
    db.session.add(
        Defect(
            tenant_id=job.tenant_id,
            id=new_id(),
            job_id=job.id,
            review_id=review_id,
            work_type=job.work_type,
            origin=origin,
            reason=reason,
            words=words[:500],
            worker_id=worker_id,
            found_at=now,
        )
    )
    db.session.flush()
