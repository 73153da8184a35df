"""Figures worked out from counts: service levels, shares, medians by buckets, forecasts."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from statistics import median as true_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.contracts.rules import Measure, Priority, PromisedLevel, ServiceLevel, Verdict
from bpo.reporting.rules import (
    DEFINITIONS,
    Counts,
    Handled,
    Period,
    Waiting,
    at_the_desk,
    attained,
    cost,
    days_in_hand,
    effort,
    measures_of_hands,
    median,
    predicted_late,
    share,
    volume,
)
from bpo.reporting.rules.hands import bucket

DAY = date(2026, 10, 6)
NOON = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)


def counts(**measures):
    return Counts((DAY, name.replace("__", "."), amount) for name, amount in measures.items())


class TestCounts:
    def test_a_word_has_all_its_details_and_no_other_word(self):
        found = counts(received__09=2, received__14=3, received_again=7)
        assert found.total("received", DAY, DAY) == 5
        assert found.total("received.14", DAY, DAY) == 3
        assert found.by_detail("received", DAY, DAY) == {"09": 2, "14": 3}
        assert found.by_hour_of_the_week("received", DAY, DAY) == {(1, 9): 2, (1, 14): 3}

    def test_days_outside_do_not_count(self):
        assert counts(delivered=4).total("delivered", DAY + timedelta(1), DAY + timedelta(9)) == 0


class TestAttained:
    def test_open_and_past_due_counts_as_missed_and_what_was_left_out_does_not(self):
        level = attained(counts(due_met__2=9, due_excluded__2=5), DAY, DAY, open_past_due=1)
        assert (level.ratio.part, level.ratio.whole, level.excluded) == (9, 10, 5)

    def test_a_level_has_its_own_priorities_only(self):
        urgent = PromisedLevel(
            key="x/on_time/urgent",
            work_type="x",
            measure=Measure.ON_TIME,
            priorities=(Priority.URGENT,),
            level=ServiceLevel(expected=Decimal(98), minimum=Decimal(95)),
        )
        level = attained(counts(due_met__0=19, due_missed__0=1, due_missed__2=50), DAY, DAY, promised=urgent)
        assert (level.ratio.part, level.ratio.whole) == (19, 20)
        assert level.verdict is Verdict.MINIMUM

    def test_nothing_due_has_no_value(self):
        assert attained(Counts(), DAY, DAY).ratio.value is None


def test_a_share_of_nothing_is_none():
    assert share(Counts(), "straight", "delivered", DAY, DAY).value is None
    assert share(counts(straight=1, delivered=4), "straight", "delivered", DAY, DAY).value == 0.25


def test_cost_is_to_the_cent_and_days_in_hand_to_a_tenth():
    assert cost(3600, 7, Decimal("35.00")) == Decimal("5.00")
    assert cost(10, 0, Decimal(35)) is None
    assert days_in_hand([(100, Decimal(5)), (10, Decimal("2.5"))], Decimal(480)) == Decimal("1.1")
    assert days_in_hand([(100, Decimal(5))], Decimal(0)) is None


def test_every_figure_says_what_it_counts():
    assert all(name and words.endswith(".") for name, words in DEFINITIONS.values())


class TestPeriod:
    def test_a_month_has_its_days_whatever_the_clocks_do(self):
        october = Period.month(2026, 10, zone="Europe/Berlin")
        assert len(october.days) == 31
        assert october.ends - october.begins == timedelta(days=31, hours=1)
        assert Period.month(2026, 12, zone="UTC").last == date(2026, 12, 31)

    def test_the_last_days_end_today_in_the_clients_zone(self):
        period = Period.last_days(7, now=datetime(2026, 10, 6, 22, 30, tzinfo=UTC), zone="Europe/Berlin")
        assert (period.first, period.last) == (date(2026, 10, 1), date(2026, 10, 7))


class TestMedians:
    @given(st.lists(st.integers(1, 100_000), min_size=1, max_size=60))
    def test_a_median_by_buckets_is_off_by_a_buckets_width_at_most(self, values):
        lower, upper = (sorted(values)[place] for place in ((len(values) - 1) // 2, len(values) // 2))
        found = median(Counter(bucket(value) for value in values))
        assert lower / 1.04 <= found <= upper * 1.04

    def test_of_none_there_is_none(self):
        assert median({}) is None

    def test_effort_is_told_whole_and_by_source(self):
        done = [
            Handled(step="check", seconds=90, corrected=True, own_seconds=80, keystrokes=40, again=False),
            Handled(step="check", seconds=30, corrected=True, own_seconds=30, keystrokes=4, again=True),
            Handled(step="check", seconds=30, corrected=True, own_seconds=20, keystrokes=2, again=True),
        ]
        measures = [each for task in done for each in measures_of_hands(task) if each[0].startswith("effort")]
        found = effort(measures)["check"]
        assert (found["whole"].documents, found["first"].documents, found["again"].documents) == (3, 1, 2)
        assert found["whole"].seconds == pytest.approx(true_median([80, 30, 20]), rel=0.021)
        assert found["first"].keystrokes == pytest.approx(40, rel=0.021)


def test_short_pauses_are_time_at_the_desk_and_long_ones_are_not():
    def span(start, end):
        return NOON + timedelta(minutes=start), NOON + timedelta(minutes=end)

    assert at_the_desk([span(0, 10), span(20, 30), span(60, 70), span(65, 68)]) == timedelta(minutes=40)


class TestVolume:
    def test_expected_is_the_mean_of_like_weekdays_since_anything_is_known(self):
        came = {DAY - timedelta(weeks=1): 10, DAY - timedelta(weeks=2): 20, DAY: 18}
        found = volume(came, [DAY], today=DAY + timedelta(1))
        assert found.days[0].expected == 15
        assert (found.came, found.error) == (18, 3)

    def test_without_a_like_day_before_nothing_is_expected(self):
        assert volume({DAY: 3}, [DAY], today=DAY + timedelta(1)).expected is None

    def test_today_is_not_over(self):
        came = {DAY - timedelta(weeks=1): 10, DAY: 1}
        assert volume(came, [DAY], today=DAY).error is None


class TestPredictedLate:
    def test_what_does_not_fit_is_late_and_the_last_of_each_due_time_first(self):
        waiting = [
            Waiting(due_at=NOON + timedelta(hours=1), count=50, seconds=60),
            Waiting(due_at=NOON + timedelta(hours=3), count=50, seconds=60),
        ]
        one_person = lambda until: (until - NOON).total_seconds()  # noqa: E731
        assert predicted_late(waiting, one_person) == (0, 0)
        assert predicted_late(waiting, lambda until: one_person(until) / 2) == (20, 10)
        assert predicted_late(waiting, lambda until: 0.0) == (50, 50)

    @given(st.lists(st.integers(0, 40), max_size=6), st.floats(0, 3))
    def test_more_people_never_make_more_late(self, amounts, rate):
        waiting = [
            Waiting(due_at=NOON + timedelta(minutes=30 * (n + 1)), count=amount, seconds=90)
            for n, amount in enumerate(amounts)
        ]

        def late(of):
            return sum(predicted_late(waiting, lambda until: of * (until - NOON).total_seconds()))

        assert late(rate) >= late(rate + 1)
