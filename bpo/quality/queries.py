"""Reads of reviews."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from bpo.events.models import Event
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.quality.models import Review


def review_of(tenant_id: UUID, task_id: UUID) -> Review:
    """The review that a review task is about; NotFound where the task is none."""
    found = db.session.scalar(select(Review).where(Review.tenant_id == tenant_id, Review.task_id == task_id))
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What people made of one field of a job, first to last."""

    path: str
    before: Any
    after: Any


def changes_of(tenant_id: UUID, job_id: UUID) -> list[Change]:
    """Every field that people changed after automation, as it was read and as it stands; not what was changed back."""
    first: dict[str, Any] = {}
    last: dict[str, Any] = {}
    corrections = db.session.scalars(
        select(Event)
        .where(Event.tenant_id == tenant_id, Event.job_id == job_id, Event.name == "job.corrected")
        .order_by(Event.occurred_at, Event.id)
    )
    for event in corrections:
        for path, (before, after) in event.data.get("changes", {}).items():
            first.setdefault(path, before)
            last[path] = after
    return [
        Change(path=path, before=first[path], after=last[path])
        for path in sorted(first)
        if first[path] != last[path]
    ]
