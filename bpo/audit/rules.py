"""The chain of a client's history: links of events with the digest of each, every link bound to the one before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

MOST = 5_000
"""Events of one link."""
SETTLED = timedelta(minutes=5)
"""So long after its id was made an event is expected to have been written down, in a transaction that has begun."""
_ID, _DIGEST = 16, 16
_ENTRY = _ID + _DIGEST
NOTHING = bytes(32)
"""What the first link is bound to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is not as it was when it was chained; `event_id` where it is one event."""

    link: int
    words: str
    event_id: UUID | None = None


def before(moment: datetime) -> UUID:
    """The id below which all UUIDv7 made before the moment stand (RFC 9562: milliseconds in the first 48 bits)."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def packed(entries: Mapping[UUID, bytes]) -> bytes:
    """The entries of a link as they are kept, in the order of ids."""
    return b"".join(each.bytes + entries[each] for each in sorted(entries))


def unpacked(content: bytes) -> dict[UUID, bytes]:
    """The entries of a link: event → digest."""
    return {
        UUID(bytes=content[at : at + _ID]): content[at + _ID : at + _ENTRY]
        for at in range(0, len(content) - _ENTRY + 1, _ENTRY)
    }


def said(*, number: int, until: UUID, content: bytes, earlier: bytes) -> bytes:
    """What a link's hash is made of: its place, what it covers, and the hash of the link before."""
    return b"|".join((str(number).encode(), until.bytes, sha256(content).digest(), earlier))


def differences(link: int, kept: Mapping[UUID, bytes], found: Mapping[UUID, bytes]) -> Iterator[Fault]:
    """What has become of the events of a link since they were chained."""
    for event_id in sorted(kept.keys() | found.keys()):
        if event_id not in found:
            yield Fault(link=link, event_id=event_id, words="taken away")
        elif event_id not in kept:
            yield Fault(link=link, event_id=event_id, words="slipped in afterwards")
        elif found[event_id] != kept[event_id]:
            yield Fault(link=link, event_id=event_id, words="changed")
