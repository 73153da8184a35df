"""Taking the house's pulse: the schedule measures, the web shows what was measured."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from bpo.operations import queries
from bpo.platform.db import db
from bpo.platform.storage import ContentStore, NoSuchContent
from bpo.tenancy.models import HouseNote

log = logging.getLogger(__name__)

PULSE = "pulse"
SETTLED = timedelta(days=1)
"""A transaction that stored a file has ended by then, one way or the other."""
SHARDS = 16
FEW = 50
"""So many files may be deleted at once without a second thought."""


def measure(*, now: datetime) -> dict[str, Any]:
    """Measure queue depths, outbox, counts of trouble; keep them as the house's note. Runs in the system's scope."""
    box = queries.outbox(now)
    value: dict[str, Any] = {
        "queues": [
            {
                "work_type": each.work_type,
                "step": each.step,
                "actor": each.actor,
                "waiting": each.waiting,
                "in_progress": each.in_progress,
                "on_hold": each.on_hold,
                "oldest_seconds": round(each.oldest.total_seconds(), 1),
            }
            for each in queries.queue_depths(now)
        ],
        "outbox": {
            "waiting": box.waiting,
            "failing": box.failing,
            "lag_seconds": round(box.lag.total_seconds(), 1),
        },
        "last_day": queries.counts(now),
        "oldest_transaction_seconds": round(queries.oldest_transaction().total_seconds(), 1),
    }
    statement = insert(HouseNote).values(key=PULSE, value=value, at=now)
    db.session.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": value, "at": now})
    )
    return value


def notes() -> dict[str, HouseNote]:
    """What the house knows of itself, by key: the pulse, the demo's progress."""
    return {note.key: note for note in db.session.scalars(select(HouseNote))}


def forget_unused_contents(*, store: ContentStore, now: datetime) -> int:
    """Delete stored files that no row names, since their hand-in was rolled back; how many. For the schedule, daily.

    A sixteenth of the store each day. The files are listed before the rows are read, and only those older than
    `SETTLED`: what is handed in meanwhile is never among them. Where more than half would go, nothing does: then it
    is rather the database that is the wrong one, or not yet restored.
    """
    shard = f"{now.toordinal() % SHARDS:x}"
    there = [
        key for second in "0123456789abcdef" for key in store.stored_before(shard + second, now - SETTLED)
    ]
    if not there:
        return 0
    used = queries.contents_in_use(shard)
    unused = [key for key in there if key not in used]
    if len(unused) > max(FEW, len(there) // 2):
        log.error(
            "%d of %d stored files are named by no row: is this their database? None is deleted.",
            len(unused),
            len(there),
        )
        return 0
    for key in unused:
        store.delete(key)
    return len(unused)


def seal_contents(*, store: ContentStore, used: Mapping[str, UUID], prefix: str) -> int:
    """Seal what is stored open, and wrap the keys of what is sealed under an earlier master key; how many files.

    `prefix`: two hex digits with which keys begin. `used` names the clients of stored files
    (`queries.contents_in_use`); what no row names goes within two weeks anyway. May be repeated and broken off.
    """
    done = 0
    for key in store.stale(prefix):
        if key in used:
            with suppress(NoSuchContent):  # deleted this very moment
                done += store.of(used[key]).seal_anew(key)
    return done
