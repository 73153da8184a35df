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
from bpo.quality.models import Defect, Review
from bpo.workqueue import service as workqueue


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

    Safe to repeat for the same instant.
    """
    job = get_job([tenant_id], job_id)
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
