"""Pay runs of the month: what the clients hand in, and what is decided about what was found."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workers.demo.payroll import make_run

SIZE = 24
FREQUENCY = {"us": "biweekly", "uk": "monthly"}
WHY = "Held until the client says what is right."


def pay_run(country: str, *, day: date, seed: int, plants: Sequence[str]) -> list[tuple[str, bytes]]:
    """The tables of a run of the country that ends about this day: (name, content)."""
    run = make_run(country, seed=seed, size=SIZE, frequency=FREQUENCY[country], plants=plants, last_day=day)
    return run.files()


def decided(record: Mapping[str, Any]) -> dict[str, Any]:
    """A run with what is still open in it decided: nobody is paid who may not be."""
    rows = [
        row if row["decision"] else {**row, "decision": "hold", "reason": WHY} for row in record["exceptions"]
    ]
    return {**record, "exceptions": rows}


def decision() -> dict[str, str]:
    """What is decided about one exception."""
    return {"decision": "hold", "reason": WHY}
