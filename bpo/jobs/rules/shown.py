"""How lists group and show jobs: the client's tabs, the parts of a progress bar, the state of a clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bpo.jobs.rules.life import JobState

_S = JobState

TABS: Mapping[str, tuple[str, tuple[JobState, ...]]] = {
    "": ("All", ()),
    "with_us": ("With us", (_S.RECEIVED, _S.IN_WORK, _S.IN_REVIEW, _S.ON_HOLD, _S.RETURNED)),
    "waiting": ("Waiting", (_S.ON_HOLD,)),
    "ready": ("To accept", (_S.DELIVERED,)),
    "returned": ("Sent back", (_S.RETURNED,)),
    "accepted": ("Accepted", (_S.ACCEPTED, _S.BILLED)),
    "ended": ("Not done", (_S.CANCELLED, _S.REJECTED)),
}
"""Key in the address → what the tab is called, and the states it shows (none: all)."""

PARTS: tuple[tuple[str, str, tuple[JobState, ...]], ...] = (
    ("accepted", "ok", (_S.ACCEPTED, _S.BILLED)),
    ("ready", "look", (_S.DELIVERED,)),
    ("in progress", "acc", (_S.IN_WORK, _S.IN_REVIEW, _S.RETURNED)),
    ("waiting", "warn", (_S.ON_HOLD,)),
    ("not accepted", "bad", (_S.REJECTED,)),
    ("cancelled", "idle", (_S.CANCELLED,)),
    ("received", "line", (_S.RECEIVED,)),
)
"""The parts of a progress bar, from left to right: words, tone, states."""

FINISHED = (_S.DELIVERED, _S.ACCEPTED, _S.BILLED, _S.REJECTED, _S.CANCELLED)
"""Nothing is owed by the provider at this moment."""
SOON = timedelta(hours=1)
"""From here on an open job's clock is shown as at risk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the jobs of a batch are."""

    parts: tuple[tuple[str, str, int], ...]
    done: int
    total: int

    @property
    def finished(self) -> bool:
        """True when nothing of it is with the provider any more."""
        return self.done == self.total


def progress(by_state: Mapping[str, int]) -> Progress:
    """The bar of a batch from the number of its jobs in each state."""
    parts = tuple(
        (words, tone, sum(by_state.get(state, 0) for state in states)) for words, tone, states in PARTS
    )
    return Progress(
        parts=parts,
        done=sum(by_state.get(state, 0) for state in FINISHED),
        total=sum(by_state.values()),
    )


def clock_shown(
    state: str, *, due_at: datetime | None, late: bool | None, paused: bool, now: datetime
) -> str:
    """The state of a job's clock for a chip: none, held, late, risk, ok; met or missed once it was delivered."""
    if state in (_S.CANCELLED, _S.REJECTED) or due_at is None:
        return "none"
    if state in FINISHED:
        return "missed" if late else "met"
    if paused:
        return "held"
    if due_at <= now:
        return "late"
    return "risk" if due_at - now <= SOON else "ok"


def cursor(instant: datetime, row_id: UUID) -> str:
    """A place in a list ordered by time, for an address: "2026-10-06T08:00:00+00:00~0199…"."""
    return f"{instant.astimezone(UTC).isoformat()}~{row_id}"


def read_cursor(text: str) -> tuple[datetime, UUID]:
    """The place that `cursor` wrote; ValueError where it is none."""
    instant, _, row_id = text.partition("~")
    moment = datetime.fromisoformat(instant)
    if moment.tzinfo is None:
        raise ValueError("a cursor without its zone")
    return moment, UUID(row_id)
