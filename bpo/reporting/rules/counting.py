"""What is counted, from which event: measures of a client's day, summed in rollups.

A measure's name is a word, or a word and its detail after a dot: "received.14" counts in "received" too. What a
finished job counts as is worked out from all its events (see `results`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bpo.reporting.rules.results import Counted

SIMPLE = {"clock.breached": "breached", "task.exception": "exceptions"}


def measures_of(
    name: str, data: Mapping[str, Any], *, hour: int = 0, priority: int = 2
) -> Iterator[tuple[str, int]]:
    """(measure, amount) that an event adds by itself on the client's day on which it happened.

    `hour` is the client's then, `priority` the job's rank.
    """
    if name in SIMPLE:
        yield SIMPLE[name], 1
    elif name == "job.accepted":
        yield f"accepted.{priority}", 1
    elif name == "job.received":
        yield f"received.{hour:02d}", 1
    elif name == "job.delivered" and data.get("version", 1) != 1:
        yield "delivered_again", 1
    elif name == "hold.placed":
        yield f"holds.{str(data.get('owes', '')).replace(' ', '_')}", 1
    elif name == "review.done":
        yield "reviewed", 1
        if data.get("outcome") != "accept":
            yield "defects", 1
    elif name == "review.contest_decided" and data.get("overturned") and data.get("was") != "accept":
        yield "defects", -1


def counts_at(data: Mapping[str, Any], at: datetime) -> datetime:
    """When an event of `at` counts: what takes back what was counted before, where that was counted."""
    said = data.get("reviewed_at")
    return datetime.fromisoformat(said) if said else at


def contributions(counted: Counted, zone: ZoneInfo) -> Counter[tuple[date, str]]:
    """What a finished job adds to the rollups: {(day of the client, measure): amount}.

    What is said of the work counts on the day of the first delivery; what is said of the promise on the day it
    was due (sla.md, 9).
    """
    added: Counter[tuple[date, str]] = Counter()
    day = counted.ended_at.astimezone(zone).date()
    if counted.ended == "delivered":
        said = {
            "delivered": True,
            "straight": counted.straight,
            "first_pass": counted.first_pass,
            "with_exception": counted.exception,
            "matchable": counted.matched is not None,
            "matched_first": counted.matched is True,
        }
        added.update({(day, measure): 1 for measure, holds in said.items() if holds})
        spent = {
            "people_seconds": counted.people_seconds,
            "tat_seconds": counted.tat_seconds,
            "gross_seconds": counted.gross_seconds,
        }
        added.update({(day, measure): amount for measure, amount in spent.items() if amount})
        added.update((day, f"exception_reason.{reason}") for reason in counted.reasons)
    else:
        added[day, counted.ended] += 1
    if counted.due_at is not None and counted.verdict is not None:
        due = counted.due_at.astimezone(zone).date()
        added[due, f"due_{counted.verdict}.{counted.priority}"] += 1
    if counted.returned_at is not None:
        added[counted.returned_at.astimezone(zone).date(), "returned"] += 1
    for due_at, verdict in counted.reworks:
        added[due_at.astimezone(zone).date(), f"rework_{verdict}"] += 1
    return added


def difference(
    now: Counter[tuple[date, str]], before: Counter[tuple[date, str]]
) -> dict[tuple[date, str], int]:
    """What must be added to the rollups so that they hold `now` where they held `before`."""
    changes = {key: now[key] - before[key] for key in now.keys() | before.keys()}
    return {key: amount for key, amount in sorted(changes.items()) if amount}


class Counts:
    """What was counted from day to day, ready to be added up: by measure, detail and day."""

    def __init__(self, rows: Iterable[tuple[date, str, int]] = ()) -> None:
        self._measures: dict[str, dict[str, Counter[date]]] = {}
        self.add(rows)

    def add(self, rows: Iterable[tuple[date, str, int]]) -> None:
        """Count (day, measure, amount) too."""
        for day, measure, amount in rows:
            self._days_of(measure)[day] += amount

    def add_days(self, measure: str, counted: Iterable[tuple[date, int]]) -> None:
        """Count one measure's (day, amount) too; a day may come more than once."""
        days = self._days_of(measure)
        for day, amount in counted:
            days[day] += amount

    def _days_of(self, measure: str) -> Counter[date]:
        word, _, detail = measure.partition(".")
        return self._measures.setdefault(word, {}).setdefault(detail, Counter())

    def rows(self) -> Iterator[tuple[date, str, int]]:
        """All that is counted: (day, measure, amount)."""
        for word, details in self._measures.items():
            for detail, days in details.items():
                for day, amount in days.items():
                    yield day, f"{word}.{detail}" if detail else word, amount

    def total(self, measure: str, since: date, until: date) -> int:
        """The sum of a measure ("received", "due_met.0") over the days, both included; a word has all its details."""
        if since == until:  # charts ask day by day: what one day costs must not grow with the period
            return sum(days.get(since, 0) for days in self._of(measure))
        return sum(
            amount for days in self._of(measure) for day, amount in days.items() if since <= day <= until
        )

    def by_detail(self, word: str, since: date, until: date) -> Counter[str]:
        """The same by detail: {"14": 3} of "received.14"."""
        return Counter(
            {
                detail: sum(amount for day, amount in days.items() if since <= day <= until)
                for detail, days in self._measures.get(word, {}).items()
            }
        )

    def by_day(self, measure: str) -> Counter[date]:
        """The same by day."""
        found: Counter[date] = Counter()
        for days in self._of(measure):
            found.update(days)
        return found

    def by_hour_of_the_week(self, word: str, since: date, until: date) -> Counter[tuple[int, int]]:
        """{(weekday, hour): amount} of a word whose details are hours."""
        found: Counter[tuple[int, int]] = Counter()
        for detail, days in self._measures.get(word, {}).items():
            for day, amount in days.items():
                if since <= day <= until and detail.isdigit():
                    found[day.weekday(), int(detail)] += amount
        return found

    def _of(self, measure: str) -> Iterable[Counter[date]]:
        word, _, detail = measure.partition(".")
        details = self._measures.get(word, {})
        if not detail:
            return details.values()
        return [details[detail]] if detail in details else []
