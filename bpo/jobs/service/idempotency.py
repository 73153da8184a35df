"""Answering a program's request once, however often it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bpo.jobs.models import IdempotencyKey
from bpo.platform.db import db
from bpo.platform.errors import Invalid
from bpo.platform.ids import new_id

KEPT = timedelta(days=30)
"""How long a request may be repeated under its key; programs that lost an answer ask again within hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status and a JSON body; `replayed` where it had been given before."""

    status: int
    body: dict[str, Any]
    replayed: bool = False


def forget_answers(*, now: datetime) -> int:
    """Forget answers older than `KEPT`, for all clients; how many. Runs in the system's scope."""
    done = db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < now - KEPT))
    return cast("CursorResult[Any]", done).rowcount


def once(
    *, tenant_id: UUID, key: str, fingerprint: str, now: datetime, produce: Callable[[], Answer]
) -> Answer:
    """The answer to the request that bears `key`: made by `produce` the first time, given again after that.

    A second request at the same moment waits for the first. Invalid where the key came with another
    request (`fingerprint`) before. An error of `produce` leaves no trace: the request may be sent again.
    """
    first = db.session.scalar(
        insert(IdempotencyKey)
        .values(
            tenant_id=tenant_id,
            id=new_id(),
            key=key,
            fingerprint=fingerprint,
            status=0,
            body={},
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=["tenant_id", "key"])
        .returning(IdempotencyKey.id)
    )
    mine = (IdempotencyKey.tenant_id == tenant_id, IdempotencyKey.key == key)
    if first is None:
        known = db.session.scalars(select(IdempotencyKey).where(*mine)).one()
        if known.fingerprint != fingerprint:
            raise Invalid(
                {
                    "Idempotency-Key": [
                        "This key was used for another request. Use a new key for a new request."
                    ]
                }
            )
        return Answer(status=known.status, body=known.body, replayed=True)
    made = produce()
    db.session.execute(update(IdempotencyKey).where(*mine).values(status=made.status, body=made.body))
    return made
