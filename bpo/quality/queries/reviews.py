"""Reads of reviews."""

from uuid import UUID

from sqlalchemy import select

from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.quality.models import Review
from bpo.workqueue.models import FINISHED_WORK, Attempt


def review_of(tenant_id: UUID, task_id: UUID) -> Review:
    """The review that a review task is about; NotFound where the task is none."""
    found = db.session.scalar(select(Review).where(Review.tenant_id == tenant_id, Review.task_id == task_id))
    if found is None:
        raise NotFound
    return found


def finished_attempt(tenant_id: UUID, task_id: UUID) -> Attempt:
    """The attempt that finished a task."""
    return db.session.scalars(
        select(Attempt)
        .where(Attempt.tenant_id == tenant_id, Attempt.task_id == task_id, Attempt.outcome.in_(FINISHED_WORK))
        .order_by(Attempt.fence.desc())
        .limit(1)
    ).one()
