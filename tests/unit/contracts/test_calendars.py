import json
from datetime import date

import holidays
import pytest

from bpo.contracts.rules import Calendar, holidays_of

OFFICE = Calendar.weekdays("Europe/Berlin", "09:00", "17:00")


def with_days(*days, **more):
    return Calendar(zone="Europe/Berlin", week=tuple(map(tuple, days)) + ((),) * (7 - len(days)), **more)


def test_round_trip():
    calendar = Calendar.weekdays(
        "Europe/Berlin",
        "22:00",
        "06:00",
        country="DE",
        subdivision="BY",
        switched_off=("Corpus Christi",),
        added=(date(2026, 12, 24),),
        cut_off="23:00",
    )
    assert calendar.validate() == ()
    assert Calendar.from_json(json.loads(json.dumps(calendar.to_json()))) == calendar


@pytest.mark.parametrize(
    "data", [None, [], {}, {"week": 7}, {"week": [["09:00"]]}, {"week": [], "added": ["x"]}]
)
def test_another_shape_is_told(data):
    with pytest.raises(ValueError, match=r"\.$"):
        Calendar.from_json(data)


@pytest.mark.parametrize(
    ("calendar", "says"),
    [
        (with_days(), "no working time"),
        (Calendar(zone="Europe/Berlin", week=((),) * 6), "seven days"),
        (Calendar.weekdays("Mars/Olympus", "09:00", "17:00"), "not a time zone"),
        (Calendar.weekdays("../etc/passwd", "09:00", "17:00"), "not a time zone"),
        (with_days([("09:00", "13:00"), ("12:00", "17:00")]), "Monday: two intervals overlap."),
        (
            with_days([("22:00", "06:00")], [("05:00", "09:00")]),
            "Monday into Tuesday: two intervals overlap.",
        ),
        (with_days([("05:00", "09:00")], [], [], [], [], [], [("22:00", "06:00")]), "Sunday into Monday"),
        (with_days([("9:00", "17:00")]), "“9:00” is not a time of day"),
        (with_days([], [("09:00", "24:30")]), "Tuesday: “24:30” is not a time of day"),
        (with_days([("08:00", "08:00")]), "write 00:00–24:00"),
        (with_days([("09:00", "17:00")], cut_off="25:00"), "Cut-off: “25:00”"),
        (with_days([("09:00", "17:00")], cut_off="08:30"), "before work begins on Monday"),
        (Calendar.weekdays("Europe/Berlin", "09:00", "17:00", country="XX"), "country “XX”"),
        (
            Calendar.weekdays("Europe/Berlin", "09:00", "17:00", country="DE", subdivision="ZZ"),
            "“ZZ” is not a",
        ),
        (Calendar.weekdays("Europe/Berlin", "09:00", "17:00", subdivision="BY"), "Choose a country"),
        (
            Calendar.weekdays("Europe/Berlin", "09:00", "17:00", country="DE", switched_off=("Fasching",)),
            "“Fasching” is not a public holiday",
        ),
    ],
)
def test_what_is_refused(calendar, says):
    problems = calendar.validate()
    assert any(says in problem for problem in problems), problems
    assert all(problem.endswith(".") for problem in problems)


@pytest.mark.parametrize(
    "calendar",
    [
        OFFICE,
        with_days([("00:00", "24:00")], [("00:00", "24:00")]),
        with_days([("22:00", "06:00")], [("06:00", "09:00"), ("22:00", "00:00")]),
        with_days([("08:00", "12:00"), ("13:30", "18:00")], cut_off="16:00"),
        with_days(*[[("00:00", "24:00")]] * 7),
        with_days(*[[("22:00", "06:00")]] * 7),
        Calendar.weekdays("America/New_York", "09:00", "17:00", country="US", subdivision="CA"),
    ],
)
def test_what_is_taken(calendar):
    assert calendar.validate() == ()


@pytest.mark.parametrize("language", ["de_DE.UTF-8", "fr_FR.UTF-8", "C"])
def test_names_of_holidays_do_not_follow_the_machine(monkeypatch, language):
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(name, language)
    names = holidays_of(Calendar.weekdays("Europe/Berlin", "09:00", "17:00", country="DE"), 2026)
    assert names[date(2026, 1, 1)] == "New Year's Day"


def test_every_country_can_be_asked():
    for country in holidays.list_supported_countries():
        calendar = Calendar.weekdays("Europe/Berlin", "09:00", "17:00", country=country)
        assert all(name for name in holidays_of(calendar, 2026).values())


def test_holidays():
    bavaria = Calendar.weekdays("Europe/Berlin", "09:00", "17:00", country="DE", subdivision="BY")
    assert date(2026, 6, 4) in holidays_of(bavaria, 2026)  # Corpus Christi, not in all of Germany
    berlin = Calendar.weekdays("Europe/Berlin", "09:00", "17:00", country="DE", subdivision="BE")
    assert date(2026, 6, 4) not in holidays_of(berlin, 2026)
    worked = Calendar.weekdays(
        "Europe/Berlin",
        "09:00",
        "17:00",
        country="DE",
        subdivision="BY",
        switched_off=("Corpus Christi",),
        added=(date(2026, 12, 24), date(2027, 12, 24)),
    )
    found = holidays_of(worked, 2026)
    assert date(2026, 6, 4) not in found
    assert found[date(2026, 12, 24)] == "Own holiday"
    assert date(2027, 12, 24) not in found
    assert list(found) == sorted(found)
    assert holidays_of(OFFICE, 2026) == {}
