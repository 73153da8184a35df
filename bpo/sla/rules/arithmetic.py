"""Arithmetic in business time, on instants.

A local time stands for the first instant at which the wall clock shows at least that time: in spring a
time that is skipped is the moment of the change, in autumn a time that comes twice is its first coming.
So intervals stay whole and in order on both days, and touching ones still touch.

A calendar's intervals are laid out once for each year, as microseconds since 1970 with running sums; after
that every question is a search by halves, however many years ahead.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from bpo.contracts.rules import Calendar, Target, TargetKind, holidays_of, minutes_of, zone_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = 1_000_000
_DAY = 86_400 * _SECOND
_EMPTY_YEARS = 5
"""So many years without an open minute mean that there will never be one."""


class NoWorkingTimeError(ValueError):
    """The calendar is never open, so there is no answer. `Calendar.validate` refuses such calendars."""


@dataclass(frozen=True, slots=True)
class _Year:
    """Intervals that start on the days of one year: instants, running sums, and the days they belong to."""

    starts: list[int]
    ends: list[int]
    upto: list[int]
    """Business time of the year up to the end of each interval."""
    ordinals: list[int]
    """The day each interval belongs to, as `date.toordinal`."""
    days: list[int]
    """The working days of the year, each once."""

    @property
    def total(self) -> int:
        return self.upto[-1] if self.upto else 0

    def position(self, index: int, at: int) -> int:
        """Business time of the year that lies before `at`; `index` is the first interval ending later."""
        length = self.ends[index] - self.starts[index]
        return self.upto[index] - length + max(0, at - self.starts[index])


def _micro(instant: datetime) -> int:
    since = instant - _EPOCH
    return since.days * _DAY + since.seconds * _SECOND + since.microseconds


def _instant(micro: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micro)


def _first_instant(calendar: Calendar, day: date, minutes: int) -> int:
    """When the calendar's wall clock first shows at least `minutes` past the midnight of `day`."""
    zone = zone_of(calendar.zone)
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001  (wall time)
    late = _micro(wall.replace(tzinfo=zone))
    if _instant(late).astimezone(zone).replace(tzinfo=None) == wall:
        return late
    # The clock jumps over this time: the jump lies between the two readings of it.
    early = _micro(wall.replace(tzinfo=zone, fold=1))
    while late - early > _SECOND:
        middle = (early + late) // 2 // _SECOND * _SECOND
        if _instant(middle).astimezone(zone).replace(tzinfo=None) >= wall:
            late = middle
        else:
            early = middle
    return late


@lru_cache(maxsize=1024)
def _year(calendar: Calendar, year: int) -> _Year:
    free = {day.toordinal() for day in holidays_of(calendar, year)}
    weekly = [calendar.intervals(weekday) for weekday in range(7)]
    laid_out = _Year([], [], [], [], [])
    total = 0
    for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        if ordinal in free:
            continue
        day = date.fromordinal(ordinal)
        for start, end in weekly[day.weekday()]:
            opens, closes = _first_instant(calendar, day, start), _first_instant(calendar, day, end)
            if opens == closes:
                continue  # it lies within the hour that spring skips
            total += closes - opens
            laid_out.starts.append(opens)
            laid_out.ends.append(closes)
            laid_out.upto.append(total)
            laid_out.ordinals.append(ordinal)
            if not laid_out.days or laid_out.days[-1] != ordinal:
                laid_out.days.append(ordinal)
    return laid_out


def _locate(calendar: Calendar, at: int) -> tuple[int, int]:
    """(year, index) of the first interval that ends after `at`. NoWorkingTimeError when none comes."""
    # A day's step back finds the night shift of New Year's Eve and zones ahead of UTC.
    first = _instant(at - 2 * _DAY).year
    for year in range(first, first + _EMPTY_YEARS + 2):
        ends = _year(calendar, year).ends
        index = bisect_right(ends, at)
        if index < len(ends):
            return year, index
    raise NoWorkingTimeError("The calendar has no working time.")


def is_open(calendar: Calendar, instant: datetime) -> bool:
    """Whether the instant is working time. An interval has its start and not its end."""
    at = _micro(instant)
    year, index = _locate(calendar, at)
    return _year(calendar, year).starts[index] <= at


def opening_after(calendar: Calendar, instant: datetime) -> datetime:
    """The instant itself in working time, otherwise the next opening."""
    at = _micro(instant)
    year, index = _locate(calendar, at)
    return _instant(max(at, _year(calendar, year).starts[index]))


def working_date(calendar: Calendar, instant: datetime) -> date:
    """The day an instant counts for: that of the shift it lies in, otherwise that of the wall clock."""
    at = _micro(instant)
    year, index = _locate(calendar, at)
    laid_out = _year(calendar, year)
    if laid_out.starts[index] <= at:
        return date.fromordinal(laid_out.ordinals[index])
    return instant.astimezone(zone_of(calendar.zone)).date()


def working_dates_after(calendar: Calendar, day: date, count: int) -> date:
    """The `count`-th working day after `day`; with 0 the day itself, working or not."""
    if count == 0:
        return day
    year, empty = day.year, 0
    while empty <= _EMPTY_YEARS:
        days = _year(calendar, year).days
        index = bisect_right(days, day.toordinal()) + count - 1
        if index < len(days):
            return date.fromordinal(days[index])
        later = len(days) - bisect_right(days, day.toordinal())
        count -= later
        empty = 0 if later else empty + 1
        year += 1
    raise NoWorkingTimeError("The calendar has no working time.")


def start_of_clock(calendar: Calendar, received: datetime) -> datetime:
    """When the clock of a job received then starts: at once, at the next opening, or after the cut-off
    at the opening of the next working day. Received exactly at the cut-off is in time.
    """
    if calendar.cut_off:
        day = working_date(calendar, received)
        works = day.toordinal() in _year(calendar, day.year).days
        if works and _micro(received) > _first_instant(calendar, day, minutes_of(calendar.cut_off)):
            return _opening_of(calendar, working_dates_after(calendar, day, 1))
    return opening_after(calendar, received)


def _opening_of(calendar: Calendar, day: date) -> datetime:
    """When a working day opens."""
    laid_out = _year(calendar, day.year)
    return _instant(laid_out.starts[bisect_left(laid_out.ordinals, day.toordinal())])


def add_business(calendar: Calendar, instant: datetime, span: timedelta) -> datetime:
    """The earliest instant by which so much business time has passed; with no time the instant itself.

    ValueError for less than none.
    """
    amount = _micro(_EPOCH + span)
    if amount < 0:
        raise ValueError("business time can only be added")
    if amount == 0:
        return instant
    at = _micro(instant)
    year, index = _locate(calendar, at)
    laid_out = _year(calendar, year)
    need, empty = laid_out.position(index, at) + amount, 0
    while need > laid_out.total:
        need -= laid_out.total
        empty = 0 if laid_out.total else empty + 1
        if empty > _EMPTY_YEARS:
            raise NoWorkingTimeError("The calendar has no working time.")
        year += 1
        laid_out = _year(calendar, year)
    index = bisect_left(laid_out.upto, need)
    return _instant(laid_out.ends[index] - (laid_out.upto[index] - need))


def business_between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """The business time from one instant to the other; none where the end is not after the start."""
    a, b = _micro(start), _micro(end)
    if b <= a:
        return timedelta(0)
    year_a, index_a = _locate(calendar, a)
    year_b, index_b = _locate(calendar, b)
    passed = _year(calendar, year_b).position(index_b, b) - _year(calendar, year_a).position(index_a, a)
    passed += sum(_year(calendar, year).total for year in range(year_a, year_b))
    return timedelta(microseconds=passed)


def apply_target(calendar: Calendar, start: datetime, target: Target) -> datetime:
    """When a job whose clock starts then is due, without holds.

    Working days keep the time of day (of the shift, where it runs past midnight), though that day may
    close earlier. A time of day on the same working day that has passed is that of the next one.
    """
    if target.kind is TargetKind.MINUTES:
        return add_business(calendar, start, timedelta(minutes=target.minutes))
    day = working_date(calendar, start)
    then = working_dates_after(calendar, day, target.days)
    if target.kind is TargetKind.WALL_CLOCK:
        due = _instant(_first_instant(calendar, then, minutes_of(target.at)))
        if due > start:
            return due
        return _instant(
            _first_instant(calendar, working_dates_after(calendar, then, 1), minutes_of(target.at))
        )
    wall = start.astimezone(zone_of(calendar.zone)).replace(tzinfo=None)
    past = wall - datetime(day.year, day.month, day.day)  # noqa: DTZ001  (wall time)
    whole, rest = divmod(past, timedelta(minutes=1))
    return _instant(_first_instant(calendar, then, whole)) + rest
