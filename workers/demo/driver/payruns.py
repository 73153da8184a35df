"""Pay runs of the month: what the clients hand in, and what is decided about what was found."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bpo.service_lines.payroll.parameters import NotCovered, uk_year_on, us_year
from workers.demo.payroll import PAID_AFTER, make_run, period_of

SIZE = 24
FREQUENCY = {"us": "biweekly", "uk": "monthly"}
WHY = "Held until the client says what is right."


def pay_run(country: str, *, day: date, seed: int, plants: Sequence[str]) -> list[tuple[str, bytes]]:
    """The tables of a run of the country that ends about this day: (name, content)."""
    run = make_run(country, seed=seed, size=SIZE, frequency=FREQUENCY[country], plants=plants, last_day=day)
    return run.files()


def covered(country: str, day: date) -> date:
    """The day, or the latest before it by whole fortnights of which a run is paid in a year whose figures are held.

    The demo month plays on when a new year's figures are not out yet.
    """
    while not _is_covered(country, period_of(FREQUENCY[country], day)[1] + PAID_AFTER):
        day -= timedelta(days=14)
    return day


def _is_covered(country: str, pay_day: date) -> bool:
    try:
        us_year(pay_day.year) if country == "us" else uk_year_on(pay_day)
    except NotCovered:
        return False
    return True


def decided(record: Mapping[str, Any]) -> dict[str, Any]:
    """A run with what is still open in it decided: nobody is paid who may not be."""
    rows = [
        row if row["decision"] else {**row, "decision": "hold", "reason": WHY} for row in record["exceptions"]
    ]
    return {**record, "exceptions": rows}


def decision() -> dict[str, str]:
    """What is decided about one exception."""
    return {"decision": "hold", "reason": WHY}
