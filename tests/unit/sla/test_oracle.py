"""The arithmetic against a clock that is moved on minute by minute.

`ORACLE_EXAMPLES` raises the number of cases for a long run.
"""

import os
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bpo.sla.rules import (
    Calendar,
    ClockFacts,
    Hold,
    Succession,
    Target,
    add_business,
    business_between,
    clock,
    elapsed_parts,
    is_open,
    opening_after,
    sum_by_state,
    working_date,
)

DAYS = 24
WINDOWS = [
    ("Europe/Berlin", date(2026, 3, 20)),
    ("Europe/Berlin", date(2026, 10, 16)),
    ("America/New_York", date(2026, 2, 27)),
    ("America/New_York", date(2026, 10, 23)),
    ("Asia/Kolkata", date(2026, 12, 20)),
    ("Australia/Lord_Howe", date(2026, 3, 27)),
    ("Australia/Lord_Howe", date(2026, 9, 25)),
    ("America/St_Johns", date(2025, 12, 22)),
]
GERMAN_HOLIDAYS = {date(2026, 4, 3), date(2026, 4, 6)}
cases = settings(
    max_examples=int(os.environ.get("ORACLE_EXAMPLES", "150")),
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@lru_cache
def wall_minutes(zone, first):
    """For each minute of the window the furthest the wall clock has been, in minutes since 1970."""
    start = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=2)
    place, epoch = ZoneInfo(zone), datetime(1970, 1, 1)  # noqa: DTZ001
    walls = (
        (start + timedelta(minutes=n)).astimezone(place).replace(tzinfo=None) - epoch
        for n in range((DAYS + 4) * 1440)
    )
    return start, list(accumulate((int(wall.total_seconds()) // 60 for wall in walls), max))


class Minutes:
    """A window of a calendar as a row of open and closed minutes."""

    def __init__(self, calendar, zone, first, free):
        self.start, self.walls = wall_minutes(zone, first)
        self.open = np.zeros(len(self.walls), dtype=bool)
        self.days = {}
        for n in range(-4, DAYS + 5):
            day = first + timedelta(days=n)
            if day in free:
                continue
            for begin, end in calendar.week[day.weekday()]:
                a, b = self.index_of(day, begin), self.index_of(day, end, later_than=begin)
                self.open[a:b] = True
                self.days.setdefault(day, []).append((a, b))

    def index_of(self, day, text, later_than=""):
        hour, minute = map(int, text.split(":"))
        if later_than and text <= later_than:
            hour += 24
        midnight = (day - date(1970, 1, 1)).days * 1440
        return bisect_left(self.walls, midnight + hour * 60 + minute)

    def at(self, index):
        return self.start + timedelta(minutes=int(index))


@st.composite
def calendars(draw, windows=tuple(WINDOWS)):
    """A calendar with random boundaries over the week: split days, nights, long and short stretches."""
    zone, first = draw(st.sampled_from(windows))
    points = sorted(draw(st.sets(st.integers(0, 7 * 96 - 1), min_size=2, max_size=24)))
    week = [[] for _ in range(7)]
    for a, b in zip(points[::2], points[1::2], strict=False):
        b = min(b, a + 96)
        text = [f"{q % 96 // 4:02}:{q % 4 * 15:02}" for q in (a, b)]
        week[a // 96].append(
            ("24:00" if n and t == "00:00" else t) if (n := i) else t for i, t in enumerate(text)
        )
    shapes = draw(
        st.lists(
            st.sampled_from([None, None, "09:00-17:00", "22:00-06:00", "02:30-03:15"]), min_size=7, max_size=7
        )
    )
    days = [
        tuple(tuple(pair) for pair in day) if shape is None else (tuple(shape.split("-")),)
        for day, shape in zip(week, shapes, strict=True)
    ]
    own = draw(st.sets(st.integers(0, DAYS), max_size=4))
    added = tuple(sorted(first + timedelta(days=n) for n in own))
    german = zone == "Europe/Berlin" and draw(st.booleans())
    calendar = Calendar(zone=zone, week=tuple(days), added=added, country="DE" if german else "")
    assume(not calendar.validate())
    free = set(added) | (GERMAN_HOLIDAYS if german else set())
    return calendar, Minutes(calendar, zone, first, free)


@st.composite
def edited(draw):
    """A calendar that is edited once or twice: each minute counts by the one that holds then."""
    window = draw(st.sampled_from(WINDOWS))
    first, minutes = draw(calendars((window,)))
    changes = []
    for at in sorted(draw(st.sets(st.integers(2 * 1440, 20 * 1440), min_size=1, max_size=2))):
        calendar, later = draw(calendars((window,)))
        minutes.open[at:] = later.open[at:]
        changes.append((minutes.at(at), calendar))
    return Succession(first, tuple(changes)), minutes


INDEX = st.integers(3 * 1440, 12 * 1440)


@cases
@given(st.one_of(calendars(), edited()), INDEX, st.integers(0, 9 * 1440), st.integers(1, 3000))
def test_arithmetic(case, index, gap, amount):
    calendar, minutes = case
    a, b = minutes.at(index), minutes.at(index + gap)
    assert business_between(calendar, a, b) == timedelta(minutes=int(minutes.open[index : index + gap].sum()))
    assert is_open(calendar, a) == minutes.open[index]
    opens = np.flatnonzero(minutes.open[index:])
    if len(opens):
        assert opening_after(calendar, a) == minutes.at(index + opens[0])
    if len(opens) >= amount:
        assert add_business(calendar, a, timedelta(minutes=amount)) == minutes.at(
            index + opens[amount - 1] + 1
        )


HOLDS = st.lists(st.tuples(st.integers(-600, 4000), st.integers(1, 2500), st.booleans()), max_size=4)


@cases
@given(st.one_of(calendars(), edited()), INDEX, st.integers(1, 1200), HOLDS, st.integers(0, 6 * 1440))
def test_clock(case, received, allowed, holds, passed):
    """A counter that runs in open minutes without a credited hold, and stops for good once it is full."""
    calendar, minutes = case
    held = np.zeros(len(minutes.open), dtype=bool)
    for start, length, credited in holds:
        if credited:
            held[received + start : received + start + length] = True
    opens = np.flatnonzero(minutes.open[received:])
    assume(len(opens) > 0)
    started, now = received + int(opens[0]), received + passed
    assume(now + 1 < len(held))
    held[now:] = False  # what is not yet known
    used, due = 0, None
    for index in range(started, len(held)):
        if minutes.open[index] and not held[index]:
            used += 1
            if used == allowed:
                due = index + 1
                break
    assume(due is not None)
    assume(not held[due])  # a hold that begins at the due instant itself: see the vectors
    facts = ClockFacts(
        received_at=minutes.at(received),
        calendar=calendar,
        target=Target.in_minutes(allowed),
        holds=tuple(
            Hold(minutes.at(received + start), minutes.at(received + start + length), credited)
            for start, length, credited in holds
        ),
    )
    state = clock(facts, minutes.at(now))
    assert state.started_at == minutes.at(started)
    assert state.allowed == timedelta(minutes=allowed)
    held_open = int((minutes.open & held)[started:now].sum()) if now > started else 0
    assert state.credited == timedelta(minutes=held_open)
    # The counter stands still while nothing is open, so it cannot tell a due time at closing from one
    # that a hold of a closed night has put off; both have the same business time before them.
    spent = business_between(calendar, minutes.at(started), state.due_at)
    assert spent == timedelta(minutes=int(minutes.open[started:due].sum()))
    finished = clock(
        ClockFacts(
            received_at=facts.received_at,
            calendar=calendar,
            target=facts.target,
            holds=facts.holds,
            finished_at=minutes.at(now),
        ),
        minutes.at(now + 5000),
    )
    assert finished.met == (now <= due)
    assert finished.due_at == state.due_at


@cases
@given(calendars(), INDEX, st.integers(1, 4))
def test_working_days(case, received, count):
    calendar, minutes = case
    opens = np.flatnonzero(minutes.open[received:])
    assume(len(opens) > 0)
    started = received + int(opens[0])
    day = next(day for day, spans in minutes.days.items() if any(a <= started < b for a, b in spans))
    assert working_date(calendar, minutes.at(started)) == day
    later = sorted(
        other for other in minutes.days if other > day and any(b > a for a, b in minutes.days[other])
    )
    assume(len(later) >= count and later[count - 1] < date(2100, 1, 1))
    then = later[count - 1]
    assume((then - day).days < 10)
    noon = clock(
        ClockFacts(
            received_at=minutes.at(received), calendar=calendar, target=Target.at_time(count, "12:15")
        ),
        minutes.at(received),
    )
    expected = minutes.index_of(then, "12:15")
    if expected > started:
        assert noon.due_at == minutes.at(expected)
    same = clock(
        ClockFacts(received_at=minutes.at(received), calendar=calendar, target=Target.in_working_days(count)),
        minutes.at(received),
    )
    place = ZoneInfo(calendar.zone)
    wall = minutes.at(started).astimezone(place).replace(tzinfo=None) + (then - day)
    epoch = datetime(1970, 1, 1)  # noqa: DTZ001
    assert same.due_at == minutes.at(bisect_left(minutes.walls, int((wall - epoch).total_seconds()) // 60))


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.sampled_from(["queued", "automation", "person", "client"]))),
    st.integers(0, 10**9),
)
def test_parts_make_the_whole(changes, end):
    base = datetime(2026, 3, 2, tzinfo=UTC)
    changes = [(base + timedelta(microseconds=at), state) for at, state in changes]
    finish = base + timedelta(microseconds=end)
    parts = elapsed_parts(changes, finish)
    begun = [at for at, _ in changes if at < finish]
    whole = finish - min(begun) if begun else timedelta(0)
    assert sum((part.length for part in parts), timedelta(0)) == whole
    assert sum(sum_by_state(parts).values(), timedelta(0)) == whole
    assert all(part.length > timedelta(0) for part in parts)
    for before, after in pairwise(parts):
        assert before.end == after.start
        assert before.state != after.state
