"""Who is at work when: shifts in each person's own zone, with a lunch break, some days off."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workers.demo.cast import STAFF, Person

ABSENT_SHARE = 0.04
LUNCH = (time(12, 15), time(12, 45))
AT_WORK = ("agent", "reviewer", "team_lead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A stretch of presence without a break."""

    person: str
    start: datetime
    end: datetime


def _stretches(person: Person, day: date, late: int) -> list[Shift]:
    zone = ZoneInfo(person.zone)
    begin, end = (datetime.combine(day, time.fromisoformat(text), zone) for text in person.shift)
    noon, back = (datetime.combine(day, at, zone) for at in LUNCH)
    parts = ((begin + timedelta(minutes=late), noon), (back, end + timedelta(minutes=late)))
    return [
        Shift(person=person.key, start=start.astimezone(UTC), end=stop.astimezone(UTC))
        for start, stop in parts
    ]


def shifts_of(rng: random.Random, *, days: list[date], now: datetime) -> list[Shift]:
    """The shifts on `days` of all who claim, review or lead, up to `now`, in order of their start.

    One agent is on leave for a week of the month.
    """
    away = rng.choice([one.key for one in STAFF if one.role == "agent"])
    leave = range(len(days) // 3, len(days) // 3 + 7)
    made = []
    for person in (one for one in STAFF if one.role in AT_WORK):
        for at, day in enumerate(days):
            absent, late = rng.random() < ABSENT_SHARE, rng.randint(-6, 9)
            if day.weekday() >= 5 or absent or (person.key == away and at in leave):
                continue
            for shift in _stretches(person, day, late):
                if shift.start < now:
                    made.append(Shift(person=person.key, start=shift.start, end=min(shift.end, now)))
    return sorted(made, key=lambda shift: (shift.start, shift.person))
