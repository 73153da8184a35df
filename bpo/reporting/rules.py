"""What is counted, from which event; how backlog is aged; in what state a job spent its time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bpo.contracts.rules import Calendar
from bpo.sla.rules import Part, elapsed_parts, working_dates_after

SIMPLE = {
    "job.received": "received",
    "job.accepted": "accepted",
    "job.returned": "returned",
    "job.rejected": "rejected",
    "job.cancelled": "cancelled",
    "clock.breached": "breached",
}


def measures_of(name: str, data: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """(measure, amount) that an event adds. A first delivery counts once; a corrected one is told apart."""
    if name in SIMPLE:
        yield SIMPLE[name], 1
    elif name == "job.delivered":
        if data.get("version", 1) != 1:
            yield "delivered_again", 1
            return
        yield "delivered", 1
        if data.get("people_seconds"):
            yield "people_seconds", int(data["people_seconds"])
        yield "due_met" if data.get("on_time") else "due_missed", 1
        if data.get("straight"):
            yield "straight", 1
    elif name in ("task.exception", "task.done"):
        if name == "task.exception":
            yield "exceptions", 1
        if data.get("matched") is not None:
            yield "matchable", 1
            if data["matched"]:
                yield "matched_first", 1
    elif name == "review.done":
        yield "reviewed", 1
        if data.get("outcome") != "accept":
            yield "defects", 1


AGES = ("0–1", "1–2", "3–5", "6–10", "over 10")
"""The buckets of backlog by age, in working days of the client's calendar."""
_EDGES = (1, 2, 5, 10)


def age_edges(calendar: Calendar, now: datetime) -> tuple[datetime, ...]:
    """The instants that part the buckets of `AGES`, latest first: received before the first means older than one day.

    A job's age is the number of the client's working days after the day of receipt, up to today.
    """
    zone = ZoneInfo(calendar.zone)
    day = now.astimezone(zone).date()
    working: list[date] = []
    while len(working) <= _EDGES[-1]:
        if _is_working(calendar, day):
            working.append(day)
        day -= timedelta(days=1)
    return tuple(datetime.combine(working[edge], time.min, zone) for edge in _EDGES)


def _is_working(calendar: Calendar, day: date) -> bool:
    return working_dates_after(calendar, day - timedelta(days=1), 1) == day


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event as the timeline needs it."""

    name: str
    at: datetime
    by_person: bool
    data: Mapping[str, Any]


STATES = {
    "waiting for automation": "idle",
    "automation": "auto",
    "waiting for a person": "idle",
    "person at work": "acc",
    "waiting for review": "idle",
    "in review": "look",
    "waiting for the client": "warn",
    "waiting for others": "warn",
    "being delivered": "auto",
    "with the client": "ok",
}
"""What a job's time is spent in, with the tone it is drawn in."""


def explained(happenings: Iterable[Happening], now: datetime) -> tuple[Part, ...]:
    """Where a job's time went, from receipt to its end or `now`: parts that add up to the whole."""
    changes: list[tuple[datetime, str]] = []
    resting = "waiting for automation"
    end = now
    for each in happenings:
        state, resting = _state_after(each, resting)
        if state == "ended":
            end = each.at
        elif state:
            changes.append((each.at, state))
    return elapsed_parts(changes, end)


def _state_after(each: Happening, resting: str) -> tuple[str, str]:
    """(the state from this event on, or "" for none; where the job rests when nobody works on it)."""
    match each.name:
        case "job.received" | "task.lapsed" | "task.handed_back" | "task.failed":
            return resting, resting
        case "task.claimed" | "task.taken_over":
            if not each.by_person:
                return "automation", resting
            return ("in review" if each.data.get("step") == "review" else "person at work"), resting
        case "task.queued":
            rests = "waiting for review" if each.data.get("step") == "review" else "waiting for a person"
            return rests, rests
        case "task.exception":
            return "waiting for a person", "waiting for a person"
        case "task.done" | "task.rejected":
            return "being delivered", resting
        case "hold.placed":
            return (
                "waiting for the client" if each.data.get("owes") == "client" else "waiting for others"
            ), resting
        case "hold.ended":
            return resting, resting
        case "job.delivered":
            return "with the client", "waiting for a person"
        case "job.returned":
            return "waiting for a person", "waiting for a person"
        case "job.accepted" | "job.rejected" | "job.cancelled":
            return "ended", resting
    return "", resting


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A share with what it is a share of; `value` in 0..1, None where there is nothing to share."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """For display only; never compared."""
        return self.part / self.whole if self.whole else None


def total(days: Mapping[tuple[date, str], int], measure: str, since: date, until: date) -> int:
    """The sum of a measure over the days from `since` to `until`, both included."""
    return sum(amount for (day, name), amount in days.items() if name == measure and since <= day <= until)


def attainment(
    days: Mapping[tuple[date, str], int], since: date, until: date, open_past_due: int = 0
) -> Ratio:
    """Met of all that was due in the period; open and past due counts as missed (service-level cohort by due date)."""
    met = total(days, "due_met", since, until)
    missed = total(days, "due_missed", since, until) + open_past_due
    return Ratio(part=met, whole=met + missed)


def each_day(since: date, until: date) -> Sequence[date]:
    """Every day from `since` to `until`, both included."""
    return [since + timedelta(days=offset) for offset in range((until - since).days + 1)]
