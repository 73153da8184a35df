"""Levels, prices and our own targets as people write them; what is shown is read back to the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from bpo.contracts.rules import LowVolume, Priority, ServiceLevel, Target, Tier
from bpo.contracts.schemas.deal import (
    categories_shown,
    few_shown,
    internal_reader,
    internal_shown,
    level_shown,
    levels_shown,
    read_accuracy,
    read_categories,
    read_few,
    read_levels,
    read_tiers,
    tiers_shown,
)
from bpo.contracts.schemas.terms import read_target

read_internal = internal_reader(("prepare", "check"), read_target)


def test_as_people_write_them():
    [(priority, level)] = read_levels("Urgent 99 / 97.5 for 40 %")
    assert (priority, level.expected, level.minimum, level.allocation) == (
        Priority.URGENT,
        99,
        Decimal("97.5"),
        40,
    )
    assert [each for each, _ in read_levels("low 90/85; urgent 99/97")] == [Priority.URGENT, Priority.LOW]
    assert read_accuracy("99.5/99").category == "quality"
    assert read_few("20: 1") == read_few("Under 20 jobs 1 miss") == LowVolume(20, 1)
    assert read_tiers("5000 0.80; above 1000: 0.95") == (
        Tier(1000, Decimal("0.95")),
        Tier(5000, Decimal("0.80")),
    )
    assert read_internal("check 2 h; prepare next day 12:00") == (
        ("check", Target.in_minutes(120)),
        ("prepare", Target.at_time(1, "12:00")),
    )
    assert read_categories("Timeliness 60, quality 40 %") == (
        ("timeliness", Decimal(60)),
        ("quality", Decimal(40)),
    )
    assert read_levels("") == read_tiers(" ") == read_internal("") == ()


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_levels, "99/97"),
        (read_levels, "soon 99/97"),
        (read_levels, "urgent 101/97"),
        (read_levels, "urgent 99/97 for 101"),
        (read_levels, "urgent 95/97"),
        (read_levels, "low 9/8; low 9/8"),
        (read_accuracy, ""),
        (read_accuracy, "good"),
        (read_few, "5 jobs"),
        (read_few, "under 5 jobs 5 misses"),
        (read_few, "under 5 jobs 0 misses"),
        (read_tiers, "above 0: 1"),
        (read_tiers, "above 5: 1; above 5: 2"),
        (read_tiers, "0.95"),
        (read_internal, "nap 2 h"),
        (read_internal, "check soon"),
        (read_internal, "check 0 h"),
        (read_internal, "check 1 h; check 2 h"),
        (read_categories, "50"),
        (read_categories, "timeliness 101"),
        (read_categories, "a 5; a 6"),
    ],
)
def test_what_says_no_such_thing(read, text):
    with pytest.raises(ValidationError):
        read(text)


PERCENT = st.integers(0, 10_000).map(lambda n: Decimal(n) / 100)
PAIR = st.tuples(PERCENT, PERCENT).map(sorted)
LEVEL = st.builds(
    lambda pair, share: ServiceLevel(minimum=pair[0], expected=pair[1], allocation=share), PAIR, PERCENT
)


@given(st.dictionaries(st.sampled_from(Priority), LEVEL))
def test_levels_are_read_back(levels):
    ordered = tuple((priority, levels[priority]) for priority in Priority if priority in levels)
    assert read_levels(levels_shown(ordered)) == ordered


@given(LEVEL, st.integers(1, 99), st.integers(1, 99))
def test_accuracy_and_few_are_read_back(level, misses, more):
    shown = read_accuracy(level_shown(level))
    assert (shown.expected, shown.minimum, shown.allocation) == (
        level.expected,
        level.minimum,
        level.allocation,
    )
    assert read_few(few_shown(LowVolume(misses + more, misses))) == LowVolume(misses + more, misses)
    assert (level_shown(None), few_shown(None)) == ("", "")


@given(
    st.dictionaries(st.integers(1, 10**6), st.integers(0, 10**6).map(lambda n: Decimal(n) / 1000)),
    st.dictionaries(st.sampled_from(["timeliness", "quality", "care of data"]), PERCENT, min_size=1),
    st.dictionaries(st.sampled_from(["prepare", "check"]), st.integers(1, 9000).map(Target.in_minutes)),
)
def test_prices_categories_and_targets_are_read_back(tiers, categories, internal):
    ordered = tuple(Tier(above, price) for above, price in sorted(tiers.items()))
    assert read_tiers(tiers_shown(ordered)) == ordered
    assert read_categories(categories_shown(tuple(categories.items()))) == tuple(categories.items())
    assert read_internal(internal_shown(tuple(internal.items()))) == tuple(internal.items())
