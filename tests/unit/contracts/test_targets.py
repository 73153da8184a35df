import json

import pytest

from bpo.contracts.rules import Target

TARGETS = [
    (Target.in_minutes(480), "8 h"),
    (Target.in_minutes(90), "1 h 30 min"),
    (Target.in_minutes(15), "15 min"),
    (Target.in_working_days(1), "1 working day"),
    (Target.in_working_days(3), "3 working days"),
    (Target.at_time(0, "17:00"), "same working day 17:00"),
    (Target.at_time(1, "12:00"), "next working day 12:00"),
    (Target.at_time(4, "09:30"), "4 working days later 09:30"),
]


@pytest.mark.parametrize(("target", "words"), TARGETS)
def test_round_trip_and_words(target, words):
    assert Target.from_json(json.loads(json.dumps(target.to_json()))) == target
    assert target.validate() == ()
    assert target.words == words


@pytest.mark.parametrize(
    "data",
    [
        None,
        "8h",
        {},
        {"kind": "hours"},
        {"kind": "minutes"},
        {"kind": "minutes", "minutes": 0},
        {"kind": "minutes", "minutes": "60"},
        {"kind": "minutes", "minutes": True},
        {"kind": "minutes", "minutes": 10**12},
        {"kind": "working_days", "days": 0},
        {"kind": "wall_clock", "days": 1},
        {"kind": "wall_clock", "days": -1, "at": "12:00"},
        {"kind": "wall_clock", "days": 1, "at": "noon"},
    ],
)
def test_what_is_refused_with_a_sentence(data):
    with pytest.raises(ValueError, match=r"\.$"):
        Target.from_json(data)
