"""How old open work is, in the client's working days."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bpo.contracts.rules import Calendar
from bpo.sla.rules import working_dates_after

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
