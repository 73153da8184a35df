"""`python -m workers.demo`: make the demo month, once for a house; started again, it goes on where it was ended."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bpo.app import create_app
from bpo.platform import clock, logging
from bpo.platform.db import db, unit_of_work
from bpo.platform.messages import AUTOMATION, EVENTS
from bpo.platform.scope import everyone
from bpo.platform.web import House
from config.settings import Settings
from workers import furnishing
from workers.demo.cast import clients
from workers.demo.driver import Summary, hasty_engine, make_month
from workers.demo.driver.world import is_empty

SEED, JOBS = 2026, 200
LEAST_DAYS, BEFORE_THE_FIRST = 30, 12
"""How long the month is at least, and how much of the calendar month before it holds: that one is closed."""
BEHIND_OTHERS = 5
"""Added to this process's niceness: whoever signs in meanwhile goes first."""


def main() -> int:
    """Make the month, or see that it is there. The exit code is 1 where another process is at it."""
    house = _application()
    with house.app_context():
        known, empty = _known()
        if known is not None and known["state"] != furnishing.RUNNING:
            return 0
        if known is None and not empty:
            _say("there are clients already; the demo month is for an empty house")
            return 0
        with _as_the_only_maker() as alone:
            if not alone:
                _say("another process is making the demo month")
                return 1
            made = _make(house, known)
    _say(f"the demo month is there: {made.sentence}")
    for door in (EVENTS, AUTOMATION):
        house.extensions["messenger"].wake(door)
    return 0


def _application() -> House:
    """The workers' application, on connections of its own."""
    settings = Settings.from_env()
    logging.configure(level="WARNING", fmt=settings.log_format)
    os.nice(BEHIND_OTHERS)
    house = create_app(settings, worker=True)
    with house.app_context():
        cast(dict[str | None, Engine], db.engines)[None] = hasty_engine(settings.worker_database_url or "")
    return house


def _known() -> tuple[dict[str, Any] | None, bool]:
    with unit_of_work(everyone(reason="is there a demo month?").reading()):
        return furnishing.progress(), is_empty()


@contextmanager
def _as_the_only_maker() -> Iterator[bool]:
    """Hold the lock for as long as the month is being made; False where somebody else does."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield furnishing.take_the_lock(connection)


def _make(house: House, known: dict[str, Any] | None) -> Summary:
    """The month, as the note has it, or a new one that ends now; then its note says that it is there."""
    now = clock.now()
    note = known or {"seed": SEED, "days": days_until(now), "wanted": JOBS, "now": now.isoformat()}
    made = make_month(
        house,
        seed=note["seed"],
        now=datetime.fromisoformat(note["now"]).astimezone(UTC),
        days=note["days"],
        jobs=note["wanted"],
    )
    with unit_of_work(everyone(reason="the demo month is done")):
        value = furnishing.progress() or {}
        value |= {"state": furnishing.DONE, "done": True, "day": note["days"], "jobs": made.jobs}
        furnishing.keep_progress(value, at=clock.now())
    return made


def days_until(now: datetime) -> int:
    """How many days the month has that ends now: by the date of the client where a new month begins first."""
    today = max(now.astimezone(ZoneInfo(company.zone)).date() for company in clients())
    return max(LEAST_DAYS, today.day + BEFORE_THE_FIRST)


def _say(sentence: str) -> None:
    sys.stdout.write(f"run: {sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
