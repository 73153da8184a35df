"""Chaining what has happened, and finding out whether it still says what it said."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from bpo.audit import queries
from bpo.audit.models import EventLink
from bpo.audit.rules import MOST, NOTHING, SETTLED, Fault, before, differences, packed, said, unpacked
from bpo.platform import sealing
from bpo.platform.db import db
from bpo.platform.ids import new_id
from bpo.tenancy.models import HouseNote

log = logging.getLogger(__name__)

MARK = "audit"
LINKS_AT_ONCE = 20
"""In one pass, so that none is long: the next comes soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a client's chain stands: its links and events, the hash of the last link, and what is wrong."""

    links: int
    events: int
    head: str
    faults: tuple[Fault, ...]


def extend(*, now: datetime) -> int:
    """Chain the events that are settled; how many links. For the schedule, in the system's scope.

    Nothing is asked of those who write events. One is settled when its id was made some minutes before a moment,
    and every transaction that was writing at that moment has ended: so none can come later with an id below. The
    moment is left as a note; one from before a restore, on a server that counts anew, is left anew.
    """
    oldest, mine = queries.running()
    note = db.session.get(HouseNote, MARK)
    mark = note.value if note is not None else None
    made = 0
    if mark is not None and int(mark["transaction"]) <= oldest:
        made = _extend(before(datetime.fromisoformat(mark["at"]) - SETTLED), now)
    if mark is None or int(mark["transaction"]) <= oldest or int(mark["transaction"]) > mine:
        value = {"at": now.isoformat(), "transaction": str(mine)}
        statement = insert(HouseNote).values(key=MARK, value=value, at=now)
        db.session.execute(
            statement.on_conflict_do_update(index_elements=["key"], set_={"value": value, "at": now})
        )
    return made


def _extend(until: UUID, now: datetime) -> int:
    made = 0
    for head in queries.unchained(until, start=NOTHING):
        while made < LINKS_AT_ONCE:
            entries = queries.digests(head.tenant_id, after=head.until, until=until, most=MOST)
            if not entries:
                break
            head = _link(head, entries, now)
            made += 1
    return made


def _link(head: queries.Head, entries: Mapping[UUID, bytes], now: datetime) -> queries.Head:
    number, last, content = head.number + 1, max(entries), packed(entries)
    made = _hash(head.tenant_id, number=number, until=last, content=content, earlier=head.hash)
    db.session.add(
        EventLink(
            tenant_id=head.tenant_id,
            id=new_id(),
            number=number,
            until=last,
            events=len(entries),
            content=content,
            hash=made,
            made_at=now,
        )
    )
    db.session.flush()
    log.info("history of client %s chained: link %d, %s", head.tenant_id, number, made.hex())
    return queries.Head(tenant_id=head.tenant_id, number=number, until=last, hash=made)


def standing(tenant_id: UUID, *, known: tuple[int, str] | None = None) -> Standing:
    """Hold a client's history against its chain. `known`: number and hash of a link as it was noted elsewhere.

    Events that are not chained yet are not looked at. Runs in the system's scope.
    """
    faults: list[Fault] = []
    number, events, after, earlier, seen = 0, 0, queries.FIRST, NOTHING, ""
    for link in queries.links_of(tenant_id):
        content = bytes(link.content)
        entries = unpacked(content)
        if link.number != number + 1:
            faults.append(Fault(link=number + 1, words="links are missing"))
            after = UUID(int=min(entries, default=link.until).int - 1)
        made = _hash(tenant_id, number=link.number, until=link.until, content=content, earlier=earlier)
        if made != bytes(link.hash):
            faults.append(Fault(link=link.number, words="the link itself, or the one before it, was changed"))
        found = queries.digests(tenant_id, after=after, until=link.until, most=2 * MOST)
        faults += differences(link.number, entries, found)
        number, after, earlier = link.number, link.until, bytes(link.hash)
        events += len(found)
        if known is not None and known[0] == number:
            seen = earlier.hex()
    if known is not None and seen != known[1]:
        faults.append(
            Fault(link=known[0], words="is not the link that was noted: the chain was cut or made anew")
        )
    return Standing(links=number, events=events, head=earlier.hex(), faults=tuple(faults))


def _hash(tenant_id: UUID, *, number: int, until: UUID, content: bytes, earlier: bytes) -> bytes:
    what = said(number=number, until=until, content=content, earlier=earlier)
    return sealing.cipher().signature(what, tenant=tenant_id, purpose="event_link")
