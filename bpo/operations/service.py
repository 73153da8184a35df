"""Taking the house's pulse: the schedule measures, the web shows what was measured."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from bpo.operations import queries
from bpo.platform.db import db
from bpo.tenancy.models import HouseNote

PULSE = "pulse"


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
