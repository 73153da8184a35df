"""Figures of the installation's health. Read across all clients, hence in the worker's system scope only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from bpo.platform.db import Base, db


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDepth:
    """One kind of queue over all clients: `oldest` is how long its first task has been ready."""

    work_type: str
    step: str
    actor: str
    waiting: int
    in_progress: int
    on_hold: int
    oldest: timedelta


DEPTHS = text(
    """
    SELECT q.work_type, q.step, q.actor,
           count(*) FILTER (WHERE t.state = 'queued') AS waiting,
           count(*) FILTER (WHERE t.state = 'in_progress') AS in_progress,
           count(*) FILTER (WHERE t.state = 'on_hold') AS on_hold,
           coalesce(:now - min(t.ready_at) FILTER (WHERE t.state = 'queued' AND t.ready_at <= :now), '0') AS oldest
      FROM work_queue q LEFT JOIN task t
        ON t.tenant_id = q.tenant_id AND t.queue_id = q.id AND t.finished_at IS NULL
     GROUP BY 1, 2, 3 ORDER BY 1, 2
    """
)


def queue_depths(now: datetime) -> list[QueueDepth]:
    """How deep and how old the queues are."""
    return [QueueDepth(**row) for row in db.session.execute(DEPTHS, {"now": now}).mappings()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """What waits to be followed up: `lag` of the oldest; `failing` are those that were tried and put off."""

    waiting: int
    failing: int
    lag: timedelta


OUTBOX = text(
    """
    SELECT count(*) AS waiting, count(*) FILTER (WHERE tries > 0) AS failing,
           coalesce(:now - min(occurred_at), '0') AS lag FROM event WHERE handled_at IS NULL
    """
)


def outbox(now: datetime) -> Outbox:
    """How far behind the outbox is."""
    return Outbox(**db.session.execute(OUTBOX, {"now": now}).mappings().one())


COUNTS = text(
    """
    SELECT name, count(*) AS n FROM event
     WHERE name IN ('task.lapsed', 'task.failed', 'task.exception', 'clock.breached') AND occurred_at > :since
     GROUP BY name
    """
)


def counts(now: datetime, span: timedelta = timedelta(days=1)) -> dict[str, int]:
    """How often leases were lost, automation failed or gave up, and clocks were breached in the last `span`."""
    rows = db.session.execute(COUNTS, {"since": now - span})
    return {"task.lapsed": 0, "task.failed": 0, "task.exception": 0, "clock.breached": 0} | {
        row.name: row.n for row in rows
    }


SNAPSHOTS = text(
    """
    SELECT coalesce(max(now() - xact_start), '0') FROM pg_stat_activity
     WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()
    """
)


def oldest_transaction() -> timedelta:
    """How long the oldest open transaction runs: an old snapshot slows every claim down."""
    found: timedelta = db.session.execute(SNAPSHOTS).scalar_one()
    return found


def names_of_contents() -> list[str]:
    """One SELECT for each place where a table names stored contents: a column `storage_key`, or a list `files`."""
    found = []
    for table in Base.metadata.sorted_tables:
        if "storage_key" in table.columns:
            found.append(f"SELECT tenant_id, storage_key AS key FROM {table.name}")  # noqa: S608 - the names are our models'
        if "files" in table.columns:
            found.append(
                f"SELECT tenant_id, each ->> 'storage_key' AS key"  # noqa: S608
                f" FROM {table.name}, jsonb_array_elements(files) AS each"
            )
    return found


def contents_in_use(prefix: str) -> dict[str, UUID]:
    """Key → client, of those beginning with `prefix` that any row of any client names.

    Reads the tables whole: for a daily sweep.
    """
    union = " UNION ALL ".join(names_of_contents())
    rows = db.session.execute(
        text(f"SELECT key, tenant_id FROM ({union}) AS named WHERE left(key, :length) = :prefix"),  # noqa: S608 - as above
        {"length": len(prefix), "prefix": prefix},
    )
    return {row.key: row.tenant_id for row in rows}
