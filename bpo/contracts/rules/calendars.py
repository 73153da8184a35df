"""A client's calendar: when work is done, as a value.

An interval belongs to the day it starts on: a shift 22:00–06:00 on Friday reaches into Saturday, and a
holiday on Saturday does not cut it short, while a holiday on Friday takes it away whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import holidays

from bpo.contracts.rules.times import minutes_of

_DAY = 24 * 60
_WEEK = 7 * _DAY
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEARS_LOOKED_AT = range(2020, 2036)
"""For telling whether a switched-off holiday exists at all."""

Week = tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Working time of a client, in its own zone.

    `week` has an entry for each weekday, Monday first: any number of ("HH:MM", "HH:MM"); an end at or
    before the start is on the next day; "24:00" is midnight at the end. `country` and `subdivision` are
    codes of the `holidays` library, empty for none; `switched_off` are names of its holidays that are
    worked all the same; `added` are own holidays. What is received after `cut_off` ("HH:MM", empty for
    none) counts from the next working day's opening.
    """

    zone: str
    week: Week
    country: str = ""
    subdivision: str = ""
    switched_off: tuple[str, ...] = ()
    added: tuple[date, ...] = ()
    cut_off: str = ""

    @classmethod
    def weekdays(cls, zone: str, start: str, end: str, **more: Any) -> "Calendar":
        """Monday to Friday with one interval: the usual office."""
        return cls(zone=zone, week=(((start, end),),) * 5 + ((), ()), **more)

    @classmethod
    def from_json(cls, data: Any) -> "Calendar":
        """Read the form that `to_json` writes. ValueError, with a sentence, where it has another shape.

        Whether the calendar makes sense is for `validate` to say.
        """
        if not isinstance(data, Mapping) or not isinstance(data.get("week"), list | tuple):
            raise ValueError("A calendar has a zone and a week of seven days.")
        try:
            week = tuple(tuple((str(start), str(end)) for start, end in day) for day in data["week"])
            added = tuple(sorted(date.fromisoformat(day) for day in data.get("added") or ()))
        except (TypeError, ValueError):
            raise ValueError(
                "A day's hours are pairs of times, and own holidays dates like 2026-12-24."
            ) from None
        return cls(
            zone=str(data.get("zone") or ""),
            week=week,
            country=str(data.get("country") or ""),
            subdivision=str(data.get("subdivision") or ""),
            switched_off=tuple(str(name) for name in data.get("switched_off") or ()),
            added=added,
            cut_off=str(data.get("cut_off") or ""),
        )

    def to_json(self) -> dict[str, Any]:
        """The form that is stored and shown to other programs."""
        return {
            "zone": self.zone,
            "week": [[list(interval) for interval in day] for day in self.week],
            "country": self.country,
            "subdivision": self.subdivision,
            "switched_off": list(self.switched_off),
            "added": [day.isoformat() for day in self.added],
            "cut_off": self.cut_off,
        }

    def validate(self) -> tuple[str, ...]:
        """Everything that is wrong with the calendar, in sentences; empty when it may be saved."""
        return (
            *_zone_problems(self.zone),
            *_week_problems(self),
            *_holiday_problems(self),
        )

    def intervals(self, weekday: int) -> tuple[tuple[int, int], ...]:
        """A weekday's intervals in minutes since its midnight, sorted; an end past 1440 is overnight.

        ValueError where a time is not one.
        """
        pairs = ((minutes_of(start), minutes_of(end)) for start, end in self.week[weekday])
        return tuple(sorted((start, end if end > start else end + _DAY) for start, end in pairs))


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name. ValueError where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"“{name}” is not a time zone.") from None


def _zone_problems(zone: str) -> Iterator[str]:
    if zone not in _zones():
        yield f"“{zone}” is not a time zone; choose one such as Europe/Berlin."


def _week_problems(calendar: Calendar) -> Iterator[str]:
    if len(calendar.week) != len(_DAY_NAMES):
        yield "The week must have seven days."
        return
    spans: list[tuple[int, int, int]] = []
    try:
        for weekday in range(7):
            for start, end in calendar.week[weekday]:
                if minutes_of(start) == minutes_of(end) or start == "24:00":
                    yield (
                        f"{_DAY_NAMES[weekday]}: {start}–{end} is not a span of time; "
                        "write 00:00–24:00 for a whole day."
                    )
                    return
            offset = weekday * _DAY
            spans += [(offset + start, offset + end, weekday) for start, end in calendar.intervals(weekday)]
    except ValueError as problem:
        yield f"{_DAY_NAMES[weekday]}: {problem}"
        return
    if not spans:
        yield "The calendar has no working time, so nothing could ever become due. Add hours to a day."
        return
    yield from _overlaps(spans)
    yield from _cut_off_problems(calendar, spans)


def _overlaps(spans: list[tuple[int, int, int]]) -> Iterator[str]:
    spans.sort()
    first = spans[0]
    for (_, end, day), (start, _, next_day) in pairwise([*spans, (first[0] + _WEEK, 0, first[2])]):
        if end > start:
            where = _DAY_NAMES[day] if day == next_day else f"{_DAY_NAMES[day]} into {_DAY_NAMES[next_day]}"
            yield f"{where}: two intervals overlap."


def _cut_off_problems(calendar: Calendar, spans: list[tuple[int, int, int]]) -> Iterator[str]:
    if not calendar.cut_off:
        return
    try:
        cut_off = minutes_of(calendar.cut_off)
    except ValueError as problem:
        yield f"Cut-off: {problem}"
        return
    late = {day for start, _, day in spans} - {day for start, _, day in spans if start % _DAY < cut_off}
    if late:
        yield (
            f"The cut-off {calendar.cut_off} lies before work begins on {_DAY_NAMES[min(late)]}, "
            "so nothing received that day could be started on it."
        )


def _public(calendar: Calendar, years: Iterable[int]) -> holidays.HolidayBase:
    """The country's public holidays, named in English where the library can, else in its language.

    Without a language it would follow the machine's, and switched-off names would hold on one alone.
    """
    country = getattr(holidays, calendar.country)
    language = "en_US" if "en_US" in country.supported_languages else country.default_language
    return holidays.country_holidays(
        calendar.country, subdiv=calendar.subdivision or None, years=years, language=language
    )


def _holiday_problems(calendar: Calendar) -> Iterator[str]:
    if not calendar.country:
        if calendar.subdivision:
            yield "Choose a country before its part."
        return
    countries = holidays.list_supported_countries()
    if calendar.country not in countries:
        yield f"There are no public holidays known for the country “{calendar.country}”."
        return
    if calendar.subdivision and calendar.subdivision not in countries[calendar.country]:
        yield f"“{calendar.subdivision}” is not a part of {calendar.country} with holidays of its own."
        return
    if calendar.switched_off:
        known = _public(calendar, _YEARS_LOOKED_AT)
        names = {name for day in known for name in known.get_list(day)}
        for name in calendar.switched_off:
            if name not in names:
                yield f"“{name}” is not a public holiday there, so it cannot be switched off."


def holidays_of(calendar: Calendar, year: int) -> dict[date, str]:
    """The days of a year without work for being holidays, with their names, in order.

    A day with several holidays is free as long as one of them is not switched off.
    """
    found: dict[date, str] = {}
    if calendar.country:
        public = _public(calendar, (year,))
        for day in public:
            names = [name for name in public.get_list(day) if name not in calendar.switched_off]
            if names and day.year == year:
                found[day] = ", ".join(names)
    for day in calendar.added:
        if day.year == year:
            found.setdefault(day, "Own holiday")
    return dict(sorted(found.items()))
