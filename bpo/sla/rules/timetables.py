"""Working time laid out on the line of instants: of one calendar, or of several that follow one another.

A local time stands for the first instant at which the wall clock shows at least that time: in spring a
time that is skipped is the moment of the change, in autumn a time that comes twice is its first coming.
So intervals stay whole and in order on both days, and touching ones still touch.

Intervals are laid out once for each year, as microseconds since 1970 with running sums; after that every
question is a search by halves, however many years ahead.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from bpo.contracts.rules import Calendar, holidays_of, zone_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
DAY = 86_400 * SECOND
_MEAN_YEAR = 31_556_952 * SECOND
EMPTY_YEARS = 5
"""So many years without an open minute mean that there will never be one."""


class NoWorkingTimeError(ValueError):
    """The calendar is never open, so there is no answer. `Calendar.validate` refuses such calendars."""


@dataclass(frozen=True, slots=True)
class Succession:
    """Calendars that follow one another: `first`, and from each instant in `changes` (in order) another one.

    An interval that is under way at a change ends there, or begins there: each minute counts by the calendar
    that holds then.
    """

    first: Calendar
    changes: tuple[tuple[datetime, Calendar], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """Intervals that start on the days of one year: instants, running sums, and the days they belong to."""

    starts: list[int]
    ends: list[int]
    upto: list[int]
    """Business time of the year up to the end of each interval."""
    ordinals: list[int]
    """The day each interval belongs to, as `date.toordinal`; never going back."""
    days: list[int]
    """The working days of the year, each once."""
    total: int

    def position(self, index: int, at: int) -> int:
        """Business time of the year that lies before `at`; `index` is the first interval ending later."""
        start = self.starts[index]
        passed = at - start if at > start else 0
        return self.upto[index] - self.ends[index] + start + passed


def micro(instant: datetime) -> int:
    """Microseconds since 1970. TypeError for a naive time."""
    since = instant - _EPOCH
    return since.days * DAY + since.seconds * SECOND + since.microseconds


def instant_of(at: int) -> datetime:
    """The instant of `micro`."""
    return _EPOCH + timedelta(microseconds=at)


def first_instant(calendar: Calendar, day: date, minutes: int) -> int:
    """When the calendar's wall clock first shows at least `minutes` past the midnight of `day`."""
    zone = zone_of(calendar.zone)
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001  (wall time)
    late = micro(wall.replace(tzinfo=zone))
    if instant_of(late).astimezone(zone).replace(tzinfo=None) == wall:
        return late
    # The clock jumps over this time: the jump lies between the two readings of it.
    early = micro(wall.replace(tzinfo=zone, fold=1))
    while late - early > SECOND:
        middle = (early + late) // 2 // SECOND * SECOND
        if instant_of(middle).astimezone(zone).replace(tzinfo=None) >= wall:
            late = middle
        else:
            early = middle
    return late


class Timetable:
    """Working time laid out. Made by `timetable`; questions about it are in `arithmetic`."""

    __slots__ = ("_changes", "_first", "_years")

    def __init__(self, working: Calendar | Succession) -> None:
        first, changes = (working, ()) if isinstance(working, Calendar) else (working.first, working.changes)
        self._first = first
        self._changes = tuple((micro(since), calendar) for since, calendar in changes)
        self._years: dict[int, Year] = {}

    def calendar(self, at: int) -> Calendar:
        """The calendar that holds at an instant."""
        found = self._first
        for since, calendar in self._changes:
            if since <= at:
                found = calendar
        return found

    def year(self, year: int) -> Year:
        """The intervals that start on the days of a year."""
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._laid_out(year)
        return found

    def _laid_out(self, year: int) -> Year:
        if not self._changes:
            return _year(self._first, year)
        bounds = [since for since, _ in self._changes]
        pieces = zip(
            (self._first, *(calendar for _, calendar in self._changes)),
            (None, *bounds),
            (*bounds, None),
            strict=True,
        )
        spans: list[tuple[int, int, int]] = []
        for calendar, since, until in pieces:
            whole = _year(calendar, year)
            for start, end, ordinal in zip(whole.starts, whole.ends, whole.ordinals, strict=True):
                start = start if since is None else max(start, since)
                end = end if until is None else min(end, until)
                if start < end:
                    spans.append((start, end, ordinal))
        return _summed(spans)

    def locate(self, at: int) -> tuple[int, int]:
        """(year, index) of the first interval that ends after `at`. NoWorkingTimeError when none comes."""
        # Some days' step back finds the night shift of New Year's Eve and zones ahead of UTC, and makes up for what
        # years of the mean length are off; a year that is over costs one look.
        first = 1970 + (at - 4 * DAY) // _MEAN_YEAR
        for year in range(first, first + EMPTY_YEARS + 3):
            ends = self.year(year).ends
            index = bisect_right(ends, at)
            if index < len(ends):
                return year, index
        raise NoWorkingTimeError("The calendar has no working time.")


WorkingTime = Calendar | Succession | Timetable
"""What arithmetic takes: a timetable is the fastest, since nothing has to be looked up by value."""


def timetable(working: WorkingTime) -> Timetable:
    """The working time laid out; the same object for the same value."""
    return working if isinstance(working, Timetable) else _timetable(working)


_timetable = lru_cache(maxsize=1024)(Timetable)


def _summed(spans: list[tuple[int, int, int]]) -> Year:
    """A year of (start, end, day) in order, with its sums; a day never lies before the one of the span before."""
    laid_out = Year([], [], [], [], [], sum(end - start for start, end, _ in spans))
    total, last = 0, 0
    for start, end, ordinal in spans:
        total += end - start
        last = max(last, ordinal)
        laid_out.starts.append(start)
        laid_out.ends.append(end)
        laid_out.upto.append(total)
        laid_out.ordinals.append(last)
        if not laid_out.days or laid_out.days[-1] != last:
            laid_out.days.append(last)
    return laid_out


@lru_cache(maxsize=4096)
def _year(calendar: Calendar, year: int) -> Year:
    free = {day.toordinal() for day in holidays_of(calendar, year)}
    weekly = [calendar.intervals(weekday) for weekday in range(7)]
    spans: list[tuple[int, int, int]] = []
    for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        if ordinal in free:
            continue
        day = date.fromordinal(ordinal)
        for start, end in weekly[day.weekday()]:
            opens, closes = first_instant(calendar, day, start), first_instant(calendar, day, end)
            if opens < closes:  # otherwise it lies within the hour that spring skips
                spans.append((opens, closes, ordinal))
    return _summed(spans)
