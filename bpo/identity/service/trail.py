"""Write down what was done to accounts and keys: a client's in its history, staff's in the log."""

from datetime import datetime
from uuid import UUID

import structlog

from bpo.events.service import record
from bpo.identity.queries import name_of

log = structlog.get_logger("bpo.identity")


def tell(
    name: str, *, tenant_id: UUID | None, subject_id: UUID, by: UUID | None, now: datetime, **data: str
) -> None:
    """Record the event for a client's history. The provider's own staff belong to none: theirs is logged."""
    actor = name_of(by)
    if tenant_id is None:
        log.info(
            name, subject=str(subject_id), by=actor, **{f"about_{key}": text for key, text in data.items()}
        )
        return
    record(
        name,
        tenant_id=tenant_id,
        subject_id=subject_id,
        job_id=None,
        now=now,
        actor_id=by,
        actor_name=actor,
        by=actor,
        **data,
    )
