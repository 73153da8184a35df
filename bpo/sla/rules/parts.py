"""Where a job's time went: parts that add up to the whole, to the microsecond."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch in one state."""

    state: str
    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """Elapsed time, closed hours included."""
        return self.end - self.start


def elapsed_parts(changes: Iterable[tuple[datetime, str]], end: datetime) -> tuple[Part, ...]:
    """The stretches from the first change of state to `end`, without gap or overlap.

    Of several changes at one instant the last counts; a change into the same state is none; what lies
    after `end` does not count.
    """
    parts: list[Part] = []
    state: str | None = None
    since = end
    for at, to in sorted(changes, key=lambda change: change[0]):
        if at >= end:
            break
        if to == state:
            continue
        if state is not None and at > since:
            _append(parts, Part(state, since, at))
        state, since = to, at
    if state is not None and end > since:
        _append(parts, Part(state, since, end))
    return tuple(parts)


def _append(parts: list[Part], part: Part) -> None:
    """Add a stretch; one that goes on in the state of the last makes that one longer."""
    if parts and parts[-1].state == part.state:
        part = Part(part.state, parts.pop().start, part.end)
    parts.append(part)


def sum_by_state(parts: Iterable[Part]) -> dict[str, timedelta]:
    """The time in each state, in the order of first coming; the sum of all is the whole."""
    total: dict[str, timedelta] = {}
    for part in parts:
        total[part.state] = total.get(part.state, timedelta(0)) + part.length
    return total
