"""While the demo month is being made, the house works by the month's clock alone.

The month is made by the real services, but at instants of the past. The schedule and the workers, whose clock is the
wall's, would take its open jobs for hopelessly late; so they rest until it is done. The web is open all the
while: what people hand in bears the true time, lies ahead of the month's clock, and is followed up as soon as the
workers go on.

Two signs say that the month is being made: the note `demo` with the state "running", and a lock that its maker
holds for as long as it lives. A note without a maker for `PATIENCE_SECONDS` is a month that was given up.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.dialects.postgresql import insert

from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone
from bpo.tenancy.models import HouseNote

NOTE = "demo"
RUNNING, DONE, GIVEN_UP = "running", "done", "given up"
PATIENCE_SECONDS = 60.0
"""How long a maker that ended may take to come back: the supervisor starts it again within seconds."""

_LOCK = 0x646D_6F6E_7468
_TAKE = text("SELECT pg_try_advisory_lock(:key)")


def progress() -> dict[str, Any] | None:
    """What the note says of the month; None where none was ever begun. Needs a unit of work."""
    return db.session.scalar(select(HouseNote.value).where(HouseNote.key == NOTE))


def keep_progress(value: Mapping[str, Any], *, at: datetime) -> None:
    """Write the note; `at` is the true time. Runs in the system's scope."""
    statement = insert(HouseNote).values(key=NOTE, value=dict(value), at=at)
    db.session.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": dict(value), "at": at})
    )


def under_way() -> bool:
    """Whether the month is being made at this moment. Opens a unit of work of its own."""
    with unit_of_work(everyone(reason="is the demo month being made?").reading()):
        value = progress()
    return value is not None and value["state"] == RUNNING


def take_the_lock(connection: Connection) -> bool:
    """Become the maker for as long as the connection lives; False where another one is at it."""
    return bool(connection.execute(_TAKE, {"key": _LOCK}).scalar())


class Watch:
    """The schedule's eye on the month: tells whether it is under way, and gives it up when its maker stays away."""

    def __init__(self) -> None:
        self._alone_since: float | None = None

    def must_rest(self, now: datetime, tick: float) -> bool:
        """Whether to leave everything to the month's maker; `tick` is the monotonic clock, in seconds."""
        with unit_of_work(everyone(reason="is the demo month being made?")):
            value = progress()
            if value is None or value["state"] != RUNNING:
                self._alone_since = None
                return False
            if not db.session.scalar(select(func.pg_try_advisory_xact_lock_shared(_LOCK))):
                self._alone_since = None
                return True
            if self._alone_since is None:
                self._alone_since = tick
            if tick - self._alone_since < PATIENCE_SECONDS:
                return True
            keep_progress({**value, "state": GIVEN_UP, "done": True}, at=now)
        return False
