"""The cases every implementation of service-level clocks must get right."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bpo.sla.rules import (
    BREACH,
    Calendar,
    ClockFacts,
    Deadline,
    Hold,
    NoWorkingTimeError,
    Target,
    add_business,
    apply_target,
    business_between,
    clock,
    is_open,
    next_deadline,
    opening_after,
    reopened,
    start_of_clock,
    working_date,
    working_dates_after,
)

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = Calendar.weekdays("Europe/Berlin", "09:00", "17:00")
NIGHT = Calendar.weekdays("Europe/Berlin", "22:00", "06:00")
SPLIT = Calendar(zone="Europe/Berlin", week=((("08:00", "12:00"), ("13:30", "18:00")),) * 5 + ((), ()))
HOUR = timedelta(hours=1)
MICRO = timedelta(microseconds=1)


def at(text, zone=BERLIN):
    """A local time of 2026, "03-06 16:30"; 6 March 2026 is a Friday."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=zone).astimezone(UTC)


def facts(received, target, calendar=OFFICE, **more):
    return ClockFacts(received_at=at(received), target=target, calendar=calendar, **more)


def due(received, target, calendar=OFFICE):
    given = facts(received, target, calendar)
    return clock(given, given.received_at).due_at


def hours(count):
    return Target.in_minutes(count * 60)


def test_1_over_the_weekend():
    assert due("03-06 16:30", hours(1)) == at("03-09 09:30")


def test_2_split_day():
    assert due("03-06 11:30", hours(1), SPLIT) == at("03-06 14:00")


def test_3_holiday_and_cut_off():
    bavaria = replace(OFFICE, country="DE", subdivision="BY", cut_off="16:00")
    assert start_of_clock(bavaria, at("04-03 10:00")) == at("04-07 09:00")  # Good Friday to Easter Monday
    assert start_of_clock(bavaria, at("03-05 16:00")) == at("03-05 16:00")
    assert start_of_clock(bavaria, at("03-05 16:00") + MICRO) == at("03-06 09:00")
    assert start_of_clock(bavaria, at("03-06 16:01")) == at("03-09 09:00")
    assert start_of_clock(bavaria, at("03-05 19:00")) == at("03-06 09:00")
    assert start_of_clock(bavaria, at("03-07 19:00")) == at("03-09 09:00")
    assert start_of_clock(bavaria, at("03-05 07:00")) == at("03-05 09:00")
    assert start_of_clock(bavaria, at("04-02 16:30")) == at("04-07 09:00")


def test_4_hold_over_a_closed_night_credits_nothing():
    held = facts("03-05 16:00", hours(4), holds=(Hold(at("03-05 17:00"), at("03-06 09:00")),))
    state = clock(held, at("03-06 10:00"))
    assert state.credited == timedelta(0)
    assert state.due_at == at("03-06 12:00")


@pytest.mark.parametrize(
    ("zone", "calendar", "start", "end", "open_hours"),
    [
        ("Europe/Berlin", "00:00-24:00", "03-28 00:00", "03-30 00:00", 47),
        ("Europe/Berlin", "00:00-24:00", "10-24 00:00", "10-26 00:00", 49),
        ("America/New_York", "00:00-24:00", "03-07 00:00", "03-09 00:00", 47),
        ("Australia/Lord_Howe", "00:00-24:00", "10-03 00:00", "10-05 00:00", 47.5),
        ("Australia/Lord_Howe", "00:00-24:00", "04-04 00:00", "04-06 00:00", 48.5),
        ("Asia/Kolkata", "00:00-24:00", "03-28 00:00", "03-30 00:00", 48),
        ("Europe/Berlin", "22:00-06:00", "03-28 12:00", "03-29 12:00", 7),
        ("Europe/Berlin", "22:00-06:00", "10-24 12:00", "10-25 12:00", 9),
        ("Europe/Berlin", "02:00-03:00", "03-28 12:00", "03-29 12:00", 0),
        ("Europe/Berlin", "02:30-04:00", "03-28 12:00", "03-29 12:00", 1),
    ],
)
def test_5_both_changes_of_the_clock(zone, calendar, start, end, open_hours):
    daily = Calendar(zone=zone, week=((tuple(calendar.split("-")),),) * 7)
    place = ZoneInfo(zone)
    a, b = at(start, place), at(end, place)
    assert business_between(daily, a, b) == timedelta(hours=open_hours)
    if open_hours:
        assert business_between(daily, a, add_business(daily, a, timedelta(hours=open_hours))) == timedelta(
            hours=open_hours
        )


def test_5_hold_and_target_over_the_change():
    around_the_clock = Calendar(zone="Europe/Berlin", week=((("00:00", "24:00"),),) * 7)
    held = facts(
        "03-28 23:00", hours(8), around_the_clock, holds=(Hold(at("03-29 01:00"), at("03-29 04:00")),)
    )
    state = clock(held, at("03-29 12:00"))
    assert state.credited == 2 * HOUR
    assert state.due_at == at("03-29 10:00")
    office = facts("03-27 16:00", hours(2), holds=(Hold(at("03-27 16:30"), at("03-30 09:30")),))
    assert clock(office, at("03-30 10:00")).due_at == at("03-30 11:00")


def test_6_overnight_shift():
    assert due("03-05 23:00", hours(8), NIGHT) == at("03-06 23:00")
    assert due("03-06 23:00", hours(8), NIGHT) == at("03-09 23:00")  # the shift of Friday ends on Saturday
    assert is_open(NIGHT, at("03-07 05:59"))
    assert not is_open(NIGHT, at("03-07 06:00"))
    assert working_date(NIGHT, at("03-07 02:00")) == date(2026, 3, 6)
    assert working_date(NIGHT, at("03-07 07:00")) == date(2026, 3, 7)


def test_6_a_holiday_takes_the_shifts_that_start_on_it():
    night = replace(NIGHT, added=(date(2026, 3, 5),))
    assert opening_after(night, at("03-05 05:00")) == at("03-05 05:00")  # Wednesday's shift goes on
    assert opening_after(night, at("03-05 06:00")) == at("03-06 22:00")


def test_7_change_of_priority_keeps_start_and_holds():
    given = facts(
        "03-02 09:00",
        hours(8),
        holds=(Hold(at("03-02 10:00"), at("03-02 11:00")),),
        changes=((at("03-02 14:00"), hours(4)),),
    )
    before, after = clock(given, at("03-02 13:59")), clock(given, at("03-02 14:00"))
    assert before.due_at == at("03-03 10:00")
    assert after.due_at == at("03-02 14:00")
    assert (after.started_at, after.credited) == (before.started_at, before.credited)
    assert after.target == hours(4)
    assert clock(replace(given, finished_at=at("03-02 13:00")), at("03-05 09:00")).target == hours(8)


def test_8_overlapping_early_and_open_holds():
    given = facts(
        "03-02 07:00",
        hours(8),
        holds=(
            Hold(at("03-01 10:00"), at("03-02 08:00")),  # over before the start
            Hold(at("03-02 08:00"), at("03-02 10:00")),  # reaches into it: one hour
            Hold(at("03-02 12:00"), at("03-02 14:00")),
            Hold(at("03-02 13:00"), at("03-02 15:00")),  # overlaps: three hours together
            Hold(at("03-02 11:00"), at("03-02 16:00"), credited=False),
            Hold(at("03-02 16:30"), None),  # still open at the finish
        ),
        finished_at=at("03-02 16:45"),
    )
    state = clock(given, at("03-20 12:00"))
    assert state.credited == 4.25 * HOUR
    assert state.used == 3.5 * HOUR
    assert state.due_at == at("03-03 13:15")
    assert state.met is True
    assert not state.on_hold


def test_8_while_held_a_job_never_breaches_and_its_due_time_moves_on():
    given = facts("03-02 09:00", hours(2), holds=(Hold(at("03-02 10:30"), None),))
    for day in range(3, 7):
        state = clock(given, at(f"03-0{day} 20:00"))
        assert state.paused
        assert not state.breached
        assert state.remaining == HOUR / 2
        assert state.due_at > at(f"03-0{day} 20:00")
        assert next_deadline(state) is None


def test_8_a_hold_that_earns_no_credit_stops_nothing():
    given = facts("03-02 09:00", hours(2), holds=(Hold(at("03-02 10:30"), None, credited=False),))
    state = clock(given, at("03-02 11:01"))
    assert state.on_hold
    assert not state.paused
    assert state.breached


def test_8_a_hold_after_the_due_time_undoes_no_breach():
    given = facts("03-06 16:00", hours(1), holds=(Hold(at("03-06 18:00"), at("03-09 10:00")),))
    assert clock(given, at("03-06 17:00") + MICRO).breached
    assert clock(given, at("03-08 12:00")).breached
    late = clock(replace(given, finished_at=at("03-09 09:30")), at("03-10 09:00"))
    assert late.met is False
    assert late.due_at == at("03-06 17:00")
    # held in time, the same days are saved
    in_time = replace(
        given, holds=(Hold(at("03-06 16:30"), at("03-09 10:00")),), finished_at=at("03-09 10:30")
    )
    assert clock(in_time, at("03-10 09:00")).met is True


def test_8_a_hold_that_begins_at_the_due_instant_is_in_time():
    given = facts("03-02 09:00", hours(2), holds=(Hold(at("03-02 11:00"), at("03-02 12:00")),))
    assert not clock(given, at("03-02 11:30")).breached
    assert clock(given, at("03-02 12:00") + MICRO).breached
    assert clock(given, at("03-02 13:00")).due_at == at("03-02 12:00")


def test_9_no_working_time_is_refused_and_never_hangs():
    never = Calendar(zone="Europe/Berlin", week=((),) * 7)
    assert "no working time" in never.validate()[0]
    for question in (
        lambda: add_business(never, at("03-02 09:00"), HOUR),
        lambda: opening_after(never, at("03-02 09:00")),
        lambda: working_dates_after(never, date(2026, 3, 2), 1),
    ):
        with pytest.raises(NoWorkingTimeError):
            question()


def test_10_on_time_to_the_microsecond():
    given = facts("03-02 09:00", hours(2))
    exactly = replace(given, finished_at=at("03-02 11:00"))
    later = replace(given, finished_at=at("03-02 11:00") + MICRO)
    assert clock(exactly, at("03-03 09:00")).met is True
    assert clock(later, at("03-03 09:00")).met is False
    assert clock(given, at("03-02 11:00")).met is None
    assert not clock(given, at("03-02 11:00")).breached
    assert clock(given, at("03-02 11:00") + MICRO).breached


def test_11_nearly_all_of_the_target_is_no_breach():
    given = facts("03-02 09:00", Target.in_minutes(400))
    state = clock(given, at("03-02 09:00") + timedelta(minutes=400) * 0.99951)
    assert state.used_fraction == pytest.approx(0.99951)
    assert not state.breached


def test_12_returned_on_the_same_clock_or_on_a_rework_clock():
    delivered = facts("03-02 09:00", hours(8), finished_at=at("03-02 15:00"))
    same = reopened(delivered, at("03-04 15:00"), same_clock=True)
    assert clock(same, at("03-04 15:00")).remaining == 2 * HOUR
    assert clock(same, at("03-04 15:00")).due_at == at("03-04 17:00")
    rework = reopened(delivered, at("03-04 15:00"), same_clock=False, target=hours(4))
    assert clock(rework, at("03-04 15:00")).due_at == at("03-05 11:00")
    kept = reopened(delivered, at("03-04 15:00"), same_clock=False)
    assert kept.target == hours(8)
    with pytest.raises(ValueError, match="delivered"):
        reopened(same, at("03-04 15:00"), same_clock=True)


def test_12_missed_once_stays_missed_on_the_same_clock():
    late = facts("03-02 09:00", hours(4), finished_at=at("03-02 15:00"))
    same = reopened(late, at("03-03 09:00"), same_clock=True)
    assert clock(same, at("03-03 10:00")).breached


def test_13_nothing_after_the_finish_changes_anything():
    done = facts("03-02 09:00", hours(4), finished_at=at("03-02 12:00"))
    later = replace(
        done,
        holds=(Hold(at("03-02 12:30"), None),),
        changes=((at("03-02 13:00"), hours(1)),),
    )
    assert clock(later, at("03-09 12:00")) == clock(done, at("03-02 12:00"))


def test_16_one_working_day_is_the_same_time_next_working_day():
    assert due("03-05 14:20", Target.in_working_days(1)) == at("03-06 14:20")
    assert due("03-06 14:20", Target.in_working_days(1)) == at("03-09 14:20")
    assert due("03-06 18:00", Target.in_working_days(2)) == at("03-11 09:00")
    assert due("03-07 02:00", Target.in_working_days(1), NIGHT) == at("03-10 02:00")
    assert due("03-27 14:20", Target.in_working_days(1)) == at("03-30 14:20")  # over the change of the clock
    easter = replace(OFFICE, country="DE")
    assert due("04-02 10:00", Target.in_working_days(1), easter) == at("04-07 10:00")


def test_wall_clock_targets():
    noon = Target.at_time(1, "12:00")
    assert due("03-06 10:00", noon) == at("03-09 12:00")
    assert due("03-06 18:00", noon) == at("03-10 12:00")  # the clock starts on Monday
    assert due("03-05 10:00", Target.at_time(0, "17:00")) == at("03-05 17:00")
    assert due("03-05 13:00", Target.at_time(0, "12:00")) == at("03-06 12:00")
    held = facts("03-05 10:00", noon, holds=(Hold(at("03-05 11:00"), at("03-05 13:00")),))
    assert clock(held, at("03-05 14:00")).due_at == at("03-06 14:00")


def test_warnings_are_parts_of_business_time_and_move_with_holds():
    given = facts("03-05 13:00", hours(8))
    state = clock(given, at("03-05 13:00"))
    assert state.warnings == ((75, at("03-06 11:00")), (90, at("03-06 12:12")))
    held = replace(given, holds=(Hold(at("03-06 11:30"), at("03-06 12:30")),))
    moved = clock(held, at("03-06 13:00"))
    assert moved.warn_at == (at("03-06 11:00"), at("03-06 13:12"))
    assert moved.due_at == at("03-06 14:00")


def test_deadlines_come_in_order_and_once():
    state = clock(facts("03-05 13:00", hours(8)), at("03-05 13:00"))
    fired: set[str] = set()
    told = []
    while (deadline := next_deadline(state, fired)) is not None:
        told.append(deadline)
        fired.add(deadline.mark)
    assert told == [
        Deadline("75", at("03-06 11:00")),
        Deadline("90", at("03-06 12:12")),
        Deadline(BREACH, at("03-06 13:00")),
    ]
    assert all(a.at < b.at for a, b in pairwise(told))
    assert next_deadline(state, {BREACH}) is None
    done = facts("03-05 13:00", hours(8), finished_at=at("03-05 14:00"))
    assert next_deadline(clock(done, at("03-05 14:00"))) is None


def test_years_ahead_and_naive_times():
    far = add_business(OFFICE, at("03-02 09:00"), timedelta(hours=8 * 261 * 10))
    assert business_between(OFFICE, at("03-02 09:00"), far) == timedelta(hours=8 * 261 * 10)
    assert far.year == 2036
    assert apply_target(OFFICE, at("03-02 09:00"), Target.in_working_days(600)).year == 2028
    with pytest.raises(TypeError):
        opening_after(OFFICE, datetime(2026, 3, 2, 9))  # noqa: DTZ001
    with pytest.raises(ValueError, match="added"):
        add_business(OFFICE, at("03-02 09:00"), -HOUR)
    assert business_between(OFFICE, at("03-03 09:00"), at("03-02 09:00")) == timedelta(0)
