"""What is to be expected: the volume of a day, and what will be late. Plain methods, stated with their error."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WEEKS = 4
"""How many like weekdays the forecast of a day rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A day's volume and what was expected of it; `expected` None where no like weekday lies before it."""

    day: date
    came: int
    expected: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """Volume against forecast over a period: `error` is the mean absolute difference by day (None: nothing to compare).

    `came` and `expected` are sums over the days that have a forecast.
    """

    days: tuple[Expected, ...]
    came: int
    expected: float | None
    error: float | None


def expected_of(day: date, came: Mapping[date, int], first: date | None) -> float | None:
    """The mean of the last four like weekdays on or after `first` (the first day of which anything is known)."""
    like = [day - timedelta(weeks=back) for back in range(1, WEEKS + 1)]
    known = [came.get(each, 0) for each in like if first is not None and each >= first]
    return sum(known) / len(known) if known else None


def volume(came: Mapping[date, int], days: Sequence[date], *, today: date) -> Volume:
    """The days with their forecasts; `came` reaches `WEEKS` weeks further back. Today is not over: it has no error."""
    first = min((day for day, amount in came.items() if amount), default=None)
    found = tuple(
        Expected(day=day, came=came.get(day, 0), expected=expected_of(day, came, first)) for day in days
    )
    over = [each for each in found if each.expected is not None and each.day < today]
    errors = [abs(each.came - each.expected) for each in over if each.expected is not None]
    return Volume(
        days=found,
        came=sum(each.came for each in over),
        expected=sum(each.expected for each in over if each.expected is not None) if over else None,
        error=sum(errors) / len(errors) if errors else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Open work of one step that is due within a span: `count` tasks due up to `due_at`, `seconds` of work each."""

    due_at: datetime
    count: int
    seconds: float


def predicted_late(waiting: Sequence[Waiting], capacity: Callable[[datetime], float]) -> tuple[int, ...]:
    """How many of each entry would be late if work is done in order of due time: the last of it.

    `waiting` in that order; what is past due already takes its turn too. `capacity(t)` is the seconds of work that the
    people planned can do from now until t.
    """
    found, taken = [], 0.0
    for each in waiting:
        free = max(0.0, capacity(each.due_at) - taken)
        in_time = each.count if each.seconds <= 0 else min(each.count, int(free // each.seconds))
        found.append(each.count - in_time)
        taken += each.count * each.seconds
    return tuple(found)
