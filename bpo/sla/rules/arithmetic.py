"""Arithmetic in business time, on instants. See `timetables` for what a local time means."""

from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta

from bpo.contracts.rules import Target, TargetKind, minutes_of, zone_of
from bpo.sla.rules.timetables import (
    EMPTY_YEARS,
    NoWorkingTimeError,
    Timetable,
    WorkingTime,
    first_instant,
    instant_of,
    micro,
    timetable,
)

_MICRO = timedelta(microseconds=1)


def is_open(working: WorkingTime, instant: datetime) -> bool:
    """Whether the instant is working time. An interval has its start and not its end."""
    table, at = timetable(working), micro(instant)
    year, index = table.locate(at)
    return table.year(year).starts[index] <= at


def opening_after(working: WorkingTime, instant: datetime) -> datetime:
    """The instant itself in working time, otherwise the next opening."""
    table, at = timetable(working), micro(instant)
    year, index = table.locate(at)
    opens = table.year(year).starts[index]
    return instant if opens <= at else instant_of(opens)


def working_date(working: WorkingTime, instant: datetime) -> date:
    """The day an instant counts for: that of the shift it lies in, otherwise that of the wall clock."""
    table, at = timetable(working), micro(instant)
    year, index = table.locate(at)
    laid_out = table.year(year)
    if laid_out.starts[index] <= at:
        return date.fromordinal(laid_out.ordinals[index])
    return instant.astimezone(zone_of(table.calendar(at).zone)).date()


def working_dates_after(working: WorkingTime, day: date, count: int) -> date:
    """The `count`-th working day after `day`; with 0 the day itself, working or not."""
    if count == 0:
        return day
    table, year, empty = timetable(working), day.year, 0
    while empty <= EMPTY_YEARS:
        days = table.year(year).days
        passed = bisect_right(days, day.toordinal())
        index = passed + count - 1
        if index < len(days):
            return date.fromordinal(days[index])
        later = len(days) - passed
        count -= later
        empty = 0 if later else empty + 1
        year += 1
    raise NoWorkingTimeError("The calendar has no working time.")


def start_of_clock(working: WorkingTime, received: datetime) -> datetime:
    """When the clock of a job received then starts: at once, at the next opening, or after the cut-off
    at the opening of the next working day. Received exactly at the cut-off is in time.
    """
    table, at = timetable(working), micro(received)
    calendar = table.calendar(at)
    if calendar.cut_off:
        day = working_date(table, received)
        days = table.year(day.year).days
        index = bisect_left(days, day.toordinal())
        works = index < len(days) and days[index] == day.toordinal()
        if works and at > first_instant(calendar, day, minutes_of(calendar.cut_off)):
            return _opening_of(table, working_dates_after(table, day, 1))
    return opening_after(table, received)


def _opening_of(table: Timetable, day: date) -> datetime:
    """When a working day opens."""
    laid_out = table.year(day.year)
    return instant_of(laid_out.starts[bisect_left(laid_out.ordinals, day.toordinal())])


def add_business(working: WorkingTime, instant: datetime, span: timedelta) -> datetime:
    """The earliest instant by which so much business time has passed; with no time the instant itself.

    ValueError for less than none.
    """
    amount = span // _MICRO
    if amount <= 0:
        if amount:
            raise ValueError("business time can only be added")
        return instant
    table = timetable(working)
    at = micro(instant)
    year, index = table.locate(at)
    laid_out = table.year(year)
    need, empty = laid_out.position(index, at) + amount, 0
    while need > laid_out.total:
        need -= laid_out.total
        empty = 0 if laid_out.total else empty + 1
        if empty > EMPTY_YEARS:
            raise NoWorkingTimeError("The calendar has no working time.")
        year += 1
        laid_out = table.year(year)
    index = bisect_left(laid_out.upto, need)
    return instant_of(laid_out.ends[index] - (laid_out.upto[index] - need))


def business_between(working: WorkingTime, start: datetime, end: datetime) -> timedelta:
    """The business time from one instant to the other; none where the end is not after the start."""
    if end <= start:
        return timedelta(0)
    table, a, b = timetable(working), micro(start), micro(end)
    year_a, index_a = table.locate(a)
    year_b, index_b = table.locate(b)
    passed = table.year(year_b).position(index_b, b) - table.year(year_a).position(index_a, a)
    for year in range(year_a, year_b):
        passed += table.year(year).total
    return timedelta(microseconds=passed)


def apply_target(working: WorkingTime, start: datetime, target: Target) -> datetime:
    """When a job whose clock starts then is due, without holds.

    Working days keep the time of day (of the shift, where it runs past midnight), though that day may
    close earlier. A time of day on the same working day that has passed is that of the next one.
    """
    if target.kind is TargetKind.MINUTES:
        return add_business(working, start, timedelta(minutes=target.minutes))
    table = timetable(working)
    calendar = table.calendar(micro(start))
    day = working_date(table, start)
    then = working_dates_after(table, day, target.days)
    if target.kind is TargetKind.WALL_CLOCK:
        due = instant_of(first_instant(calendar, then, minutes_of(target.at)))
        if due > start:
            return due
        return instant_of(first_instant(calendar, working_dates_after(table, then, 1), minutes_of(target.at)))
    wall = start.astimezone(zone_of(calendar.zone)).replace(tzinfo=None)
    past = wall - datetime(day.year, day.month, day.day)  # noqa: DTZ001  (wall time)
    whole, rest = divmod(past, timedelta(minutes=1))
    return instant_of(first_instant(calendar, then, whole)) + rest
