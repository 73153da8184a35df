"""Reads of reviews."""

from uuid import UUID

from sqlalchemy import select

from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.quality.models import Review


def review_of(tenant_id: UUID, task_id: UUID) -> Review:
    """The review that a review task is about; NotFound where the task is none."""
    found = db.session.scalar(select(Review).where(Review.tenant_id == tenant_id, Review.task_id == task_id))
    if found is None:
        raise NotFound
    return found
