"""Reads of histories and their chains, in the system's scope."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, text

from bpo.audit.models import EventLink
from bpo.platform.db import db

FIRST = UUID(int=0)
SOME = 20

DIGESTS = text(
    """
    SELECT id, substring(sha256(convert_to(jsonb_build_array(
             tenant_id, id, name, job_id, subject_id, actor_id, actor_name, data,
             (extract(epoch FROM occurred_at) * 1000000)::bigint)::text, 'UTF8')) FROM 1 FOR 16) AS digest
      FROM event WHERE tenant_id = :tenant AND id > :after AND id <= :until ORDER BY id LIMIT :most
    """
)
"""All that an event says; not its way through the outbox, which goes on."""

UNCHAINED = text(
    """
    SELECT t.id, l.number, l.until, l.hash
      FROM tenant t
      LEFT JOIN LATERAL (SELECT number, until, hash FROM event_link k WHERE k.tenant_id = t.id
                          ORDER BY number DESC LIMIT 1) l ON true
     WHERE EXISTS (SELECT 1 FROM event e WHERE e.tenant_id = t.id
                      AND e.id > coalesce(l.until, :first) AND e.id <= :until)
     ORDER BY t.id
    """
)

RUNNING = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text, pg_current_xact_id()::text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of a client's chain; of one that has none yet, what the first link is bound to."""

    tenant_id: UUID
    number: int
    until: UUID
    hash: bytes


def unchained(until: UUID, *, start: bytes) -> list[Head]:
    """The heads of the chains that events up to this id are still to be added to."""
    rows = db.session.execute(UNCHAINED, {"first": FIRST, "until": until})
    return [
        Head(
            tenant_id=row.id, number=row.number or 0, until=row.until or FIRST, hash=bytes(row.hash or start)
        )
        for row in rows
    ]


def digests(tenant_id: UUID, *, after: UUID, until: UUID, most: int) -> dict[UUID, bytes]:
    """Event → digest of what it says, of those that follow one id up to another; at most so many."""
    asked = {"tenant": tenant_id, "after": after, "until": until, "most": most}
    return {row.id: bytes(row.digest) for row in db.session.execute(DIGESTS, asked)}


def running() -> tuple[int, int]:
    """The number below which all transactions that write have ended, and this one's: above all that write by now.

    The end of a snapshot would not do for the second: it may lie below the numbers of some that are under way.
    """
    oldest, mine = db.session.execute(RUNNING).one()
    return int(oldest), int(mine)


def links_of(tenant_id: UUID) -> Iterator[EventLink]:
    """The client's links in their order, some in memory at a time."""
    number = 0
    while True:
        asked = select(EventLink).where(EventLink.tenant_id == tenant_id, EventLink.number > number)
        found = db.session.scalars(asked.order_by(EventLink.number).limit(SOME)).all()
        for link in found:
            yield link
            db.session.expunge(link)
        if len(found) < SOME:
            return
        number = found[-1].number
