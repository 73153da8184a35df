"""The outbox: every followed event is handled, once, in the transaction of its effects.

The mark "handled" commits together with what follows from the event, so a worker that dies in between leaves both
undone, and none of both twice. Redis only wakes this up earlier.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, literal, select, update
from sqlalchemy.orm import Session

from bpo.events.models import Event
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone, only
from workers.facts import Fact
from workers.subscriptions import SUBSCRIPTIONS

log = logging.getLogger(__name__)

AT_ONCE = 500
"""Events of one client and name that are followed up in one transaction."""
UUIDS = ARRAY(Uuid())
"""Ids travel as one value, however many there are."""
LONGEST_PAUSE = timedelta(minutes=5)


def waiting(now: datetime, limit: int) -> list[tuple[UUID, str, UUID]]:
    """(client, name, event) of what is due in the outbox, oldest first."""
    with unit_of_work(everyone(reason="the outbox is one for all clients").reading()):
        rows = db.session.execute(
            select(Event.tenant_id, Event.name, Event.id)
            .where(Event.handled_at.is_(None), Event.due_at <= now)
            .order_by(Event.due_at)
            .limit(limit)
        )
        return [(row.tenant_id, row.name, row.id) for row in rows]


def rehearse(now: datetime) -> None:
    """Look at the outbox, and follow up nothing of nobody: see `workers.doors.rehearse`."""
    waiting(now, limit=1)
    _in_one_transaction(UUID(int=0), "job.received", [], now, None)


def follow(
    now: Callable[[], datetime],
    *,
    after_commit: Callable[[Session], None] | None = None,
    until: Callable[[], bool] = lambda: False,
) -> int:
    """Follow up what waits until nothing is left or `until()`; how many events were handled."""
    handled = 0
    while not until():
        found = waiting(now(), limit=2000)
        if not found:
            return handled
        progress = 0
        for (tenant_id, name), group in groupby(
            sorted(found, key=lambda row: row[:2]), key=lambda row: row[:2]
        ):
            ids = [event_id for _, _, event_id in group]
            for start in range(0, len(ids), AT_ONCE):
                if until():
                    return handled + progress
                progress += _follow_some(tenant_id, name, ids[start : start + AT_ONCE], now(), after_commit)
        handled += progress
        if not progress:
            return handled  # others are at it
    return handled


def _follow_some(
    tenant_id: UUID,
    name: str,
    ids: Sequence[UUID],
    now: datetime,
    after_commit: Callable[[Session], None] | None,
) -> int:
    """Handle these events in one transaction; where that fails, each in its own, so that one cannot hold up all."""
    try:
        return _in_one_transaction(tenant_id, name, ids, now, after_commit)
    except Exception as error:
        if len(ids) == 1:
            log.exception("following %s failed", name)
            _put_off(tenant_id, ids[0], error, now)
            return 0
    return sum(_follow_some(tenant_id, name, [event_id], now, after_commit) for event_id in ids)


def _in_one_transaction(
    tenant_id: UUID,
    name: str,
    ids: Sequence[UUID],
    now: datetime,
    after_commit: Callable[[Session], None] | None,
) -> int:
    with unit_of_work(only(tenant_id), after_commit=after_commit):
        rows = db.session.execute(
            select(
                Event.id,
                Event.tenant_id,
                Event.name,
                Event.job_id,
                Event.subject_id,
                Event.actor_name,
                Event.data,
                Event.occurred_at,
            )
            .where(
                Event.tenant_id == tenant_id,
                Event.id == any_(literal(ids, UUIDS)),
                Event.handled_at.is_(None),
            )
            .order_by(Event.id)
            .with_for_update(skip_locked=True)
        ).mappings()
        facts = [Fact(**row) for row in rows]
        if facts:
            for handler in SUBSCRIPTIONS[name]:
                handler(facts, now)
            db.session.execute(
                update(Event)
                .where(
                    Event.tenant_id == tenant_id,
                    Event.id == any_(literal([fact.id for fact in facts], UUIDS)),
                )
                .values(handled_at=now),
                execution_options={"synchronize_session": False},
            )
        return len(facts)


def _put_off(tenant_id: UUID, event_id: UUID, error: Exception, now: datetime) -> None:
    """Try again later, ever more rarely; the health page shows what keeps failing."""
    with unit_of_work(only(tenant_id)):
        tries = db.session.scalar(
            select(Event.tries).where(Event.tenant_id == tenant_id, Event.id == event_id)
        )
        pause = min(timedelta(seconds=2 ** min(tries or 0, 9)), LONGEST_PAUSE)
        db.session.execute(
            update(Event)
            .where(Event.tenant_id == tenant_id, Event.id == event_id)
            .values(tries=Event.tries + 1, due_at=now + pause, error=f"{type(error).__name__}: {error}"[:500])
        )
