"""Days of flu, early in the month: nearly nobody comes in, and a parcel that needs people is late for certain."""

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workers.demo.cast import Client, of_client
from workers.demo.story.arrivals import Arrival, draw_paper

STAYS_WELL = "owen.parry"
"""The only agent who comes in."""
AT_RISK = "alder"
"""Of whose invoices nobody who stays well knows anything: what it sends then breaks its promise."""
DAYS, FROM, SHORTEST = 3, timedelta(days=3), timedelta(days=10)
"""How many days, how long after the start at the earliest, and in how long a month."""
AT = time(9, 30)
SHARE = 0.08
"""Size of the parcel, of all that its client sends: far more than the 3 % that may be late by its contract."""


def flu_days(start: datetime, now: datetime) -> tuple[date, ...]:
    """The days, all of one working week; none in a month that is too short for it."""
    if now - start < SHORTEST:
        return ()
    first = (start + FROM).date()
    while first.weekday() not in (0, 1, 2):
        first += timedelta(days=1)
    return tuple(first + timedelta(days=count) for count in range(DAYS))


def parcel(rng: random.Random, company: Client, *, day: date, jobs: int) -> Arrival:
    """Invoices that do not add up, so that each needs a person: handed in together in the morning of that day.

    `jobs` is how many documents the client sends in the whole month.
    """
    papers = [draw_paper(rng, company, day) for _ in range(max(3, round(SHARE * jobs)))]
    return Arrival(
        at=datetime.combine(day, AT, ZoneInfo(company.zone)),
        client=company.key,
        channel="zip",
        submitter=of_client(company.key, "submitter").email,
        priority="normal",
        papers=tuple(
            replace(paper, kind="text_pdf", defects=frozenset({"totals_wrong"})) for paper in papers
        ),
    )
