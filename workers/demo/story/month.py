"""The whole month as one value, from a seed."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from workers.demo.cast import client, clients
from workers.demo.story.arrivals import Arrival, arrivals_of, latest
from workers.demo.story.flu import AT_RISK, flu_days, parcel
from workers.demo.story.presence import Shift, shifts_of

MOST_SCANS = 8
"""Reading a scan takes about five seconds; the whole month is to be played in under two minutes."""
LATEST = 5
"""Documents of each client that come in just before `now`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The month from `start` to `now`: arrivals and shifts, each in order of time (aware UTC)."""

    start: datetime
    now: datetime
    arrivals: tuple[Arrival, ...]
    shifts: tuple[Shift, ...]

    @property
    def jobs(self) -> int:
        """How many documents arrive in all."""
        return sum(len(arrival.papers) for arrival in self.arrivals)


def _with_few_scans(arrivals: list[Arrival], left: int) -> list[Arrival]:
    """At most `left` scans: from the end backwards the scans stay, as what is shown first is what came last."""
    kept = []
    for arrival in reversed(arrivals):
        papers = []
        for paper in reversed(arrival.papers):
            scanned = paper.kind.startswith("scan")
            if scanned and not left:
                papers.append(replace(paper, kind="text_pdf", defects=paper.defects - {"low_quality"}))
            else:
                left -= scanned
                papers.append(paper)
        kept.append(replace(arrival, papers=tuple(reversed(papers))))
    return kept[::-1]


def plan(*, seed: int, now: datetime, days: int = 30, jobs: int = 800, scans: int = MOST_SCANS) -> Story:
    """The plan of `days` ending at `now` (aware) with about `jobs` documents, at most `scans` of them scanned.

    Equal seeds, equal plans.
    The story's start is midnight UTC of the first day. Nothing lies after `now`.
    """
    today = now.astimezone(UTC).date()
    dates = [today - timedelta(days=days - 1 - at) for at in range(days)]
    start = datetime(dates[0].year, dates[0].month, dates[0].day, tzinfo=UTC)
    arrivals: list[Arrival] = []
    for company in clients():
        rng = random.Random(f"{seed} {company.key}")
        wanted = round(jobs * company.volume)
        arrivals += arrivals_of(rng, company, days=dates, jobs=wanted, now=now)
        arrivals.append(latest(rng, company, now=now, count=LATEST))
    for day in flu_days(start, now)[:1]:
        company = client(AT_RISK)
        rng = random.Random(f"{seed} flu")
        arrivals.append(parcel(rng, company, day=day, jobs=round(jobs * company.volume)))
    arrivals = [arrival for arrival in arrivals if arrival.at >= start]
    ordered = sorted(arrivals, key=lambda arrival: (arrival.at, arrival.client))
    shifts = shifts_of(random.Random(f"{seed} shifts"), days=dates, now=now)
    return Story(start=start, now=now, arrivals=tuple(_with_few_scans(ordered, scans)), shifts=tuple(shifts))
