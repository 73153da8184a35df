"""How busy a team is."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from bpo.reporting.rules import Ratio
from bpo.reporting.rules.own import Stint, team

ADA, BEN, EVE = (UUID(int=n) for n in (1, 2, 3))
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def stint(person, name, begins, minutes, *, active, outcome="done"):
    start = NINE + timedelta(minutes=begins)
    end = None if minutes is None else start + timedelta(minutes=minutes)
    return Stint(
        person_id=person,
        name=name,
        started_at=start,
        ended_at=end,
        outcome=outcome if end else None,
        active_seconds=active * 60,
    )


def test_handle_by_time_at_the_desk_and_by_time_planned():
    found = team(
        [
            stint(ADA, "Ada", 0, 20, active=18),
            stint(ADA, "Ada", 30, 30, active=24, outcome="handed_back"),  # ten minutes between: at the desk
            stint(BEN, "Ben", 0, 10, active=9),
            stint(BEN, "Ben", 60, None, active=3),  # under way for ten minutes; fifty away
        ],
        {ADA: ("Ada", 240), EVE: ("Eve", 60)},
        now=NINE + timedelta(minutes=70),
    )
    ada, ben, eve = found.members
    assert (ada.done, ada.occupancy) == (1, Ratio(part=42 * 60, whole=60 * 60))
    assert ada.utilisation == Ratio(part=42 * 60, whole=240 * 60)
    assert (ben.done, ben.occupancy) == (1, Ratio(part=12 * 60, whole=20 * 60))
    assert ben.utilisation.whole == 0  # nobody stated any
    assert (eve.name, eve.done, eve.occupancy.whole, eve.utilisation.whole) == ("Eve", 0, 0, 3600)
    assert found.occupancy == Ratio(part=54 * 60, whole=80 * 60)
    assert found.utilisation == Ratio(part=42 * 60, whole=300 * 60)
    assert found.done == 2


def test_nobody():
    found = team([], {}, now=NINE)
    assert (found.members, found.occupancy.value) == ((), None)
