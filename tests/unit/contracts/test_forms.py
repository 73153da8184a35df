"""Hours and turnarounds as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from bpo.contracts.rules import Target
from bpo.contracts.schemas.calendar import read_hours
from bpo.contracts.schemas.terms import read_target


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("09:00–17:00", (("09:00", "17:00"),)),
        ("9-17", (("09:00", "17:00"),)),
        ("8:00 to 12:00 and 13:30 to 18:00", (("08:00", "12:00"), ("13:30", "18:00"))),
        ("08:00–12:00, 13:30—18:00", (("08:00", "12:00"), ("13:30", "18:00"))),
        ("22:00-06:00", (("22:00", "06:00"),)),
        ("00:00-24:00", (("00:00", "24:00"),)),
        ("", ()),
        ("closed", ()),
    ],
)
def test_hours_are_read_as_people_write_them(text, hours):
    assert read_hours(text) == hours


@pytest.mark.parametrize("text", ["9", "9-", "nine to five", "09:00–17:00,", "9.30-17.30", "09:00 17:00"])
def test_hours_that_cannot_be_read_are_refused_with_how_to_write_them(text):
    with pytest.raises(ValidationError, match="Write hours like"):
        read_hours(text)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("4 h", Target.in_minutes(240)),
        ("4h", Target.in_minutes(240)),
        ("90 min", Target.in_minutes(90)),
        ("1 h 30 min", Target.in_minutes(90)),
        ("2 hours", Target.in_minutes(120)),
        ("2 days", Target.in_working_days(2)),
        ("1 Working Day", Target.in_working_days(1)),
        ("same day 17:00", Target.at_time(0, "17:00")),
        ("next day by 9:00", Target.at_time(1, "09:00")),
        ("3 working days later 12:00", Target.at_time(3, "12:00")),
    ],
)
def test_turnarounds_are_read_as_people_write_them(text, target):
    assert read_target(text) == target


@pytest.mark.parametrize(
    "text", ["", "soon", "4", "h", "tomorrow", "next day", "next day noon", "-4 h", "1.5 h"]
)
def test_turnarounds_that_cannot_be_read_are_refused(text):
    with pytest.raises(ValidationError):
        read_target(text)


TARGETS = st.one_of(
    st.integers(1, 100_000).map(Target.in_minutes),
    st.integers(1, 2_600).map(Target.in_working_days),
    st.builds(
        Target.at_time,
        st.integers(0, 2_600),
        st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59)),
    ),
)


@given(TARGETS)
def test_what_a_target_says_of_itself_is_read_back(target):
    assert read_target(target.words) == target
