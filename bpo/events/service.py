"""Record what happened, in the same transaction as the change itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from bpo.events.models import Event
from bpo.events.rules import KINDS
from bpo.platform.db import db, insert_rows, tell
from bpo.platform.ids import new_id

HINTED = "events_to_follow"
GRACE = timedelta(seconds=5)
"""How long the wake-up sent after the commit has, before the sweep sends another."""


def record(
    name: str,
    *,
    tenant_id: UUID,
    subject_id: UUID,
    job_id: UUID | None,
    now: datetime,
    actor_id: UUID | None = None,
    actor_name: str = "automation",
    **data: Any,
) -> UUID:
    """Write the fact; a followed one also waits in the outbox. KeyError for a name not in the catalogue."""
    followed = KINDS[name].followed
    event_id = new_id()
    tell(
        "SELECT record_event(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (tenant_id, event_id, name, job_id, subject_id, actor_id, actor_name, data, now, followed),
    )
    if followed:
        db.session.info[HINTED] = True
    return event_id


def anything_to_follow(session: Session) -> bool:
    """Whether the unit of work that just ended left events for the workers."""
    return bool(session.info.get(HINTED))


def record_many(
    name: str,
    rows: Sequence[tuple[UUID, dict[str, Any]]],
    *,
    tenant_id: UUID,
    now: datetime,
    actor_id: UUID | None = None,
    actor_name: str = "automation",
) -> None:
    """Write the same kind of fact of many jobs at once: `rows` are (job id, data)."""
    followed = KINDS[name].followed
    if not rows:
        return
    insert_rows(
        Event,
        [
            {
                "tenant_id": tenant_id,
                "id": new_id(),
                "name": name,
                "job_id": job_id,
                "subject_id": job_id,
                "actor_id": actor_id,
                "actor_name": actor_name,
                "data": data,
                "occurred_at": now,
                "due_at": now,
                "handled_at": None if followed else now,
                "tries": 0,
            }
            for job_id, data in rows
        ],
    )
    if followed:
        db.session.info[HINTED] = True
