"""One person's own figures, from the tries they made."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bpo.reporting.rules.hands import at_the_desk
from bpo.reporting.rules.metrics import Ratio

FINISHED = ("done", "rejected")
"""Outcomes that finish a task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One attempt of the person: its step, from when to when, how it ended, and what the hands did."""

    step: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str | None
    active_seconds: int
    keystrokes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A period of one person.

    `handle_seconds`: active time by tasks finished. `keys_an_hour`: keystrokes by active hours, where they were
    counted. `occupancy`: active seconds of seconds at the desk. `utilisation`: of the seconds planned.
    """

    done: int
    by_step: tuple[tuple[str, int], ...]
    active_seconds: int
    handle_seconds: int | None
    keys_an_hour: int | None
    occupancy: Ratio
    utilisation: Ratio


def own(tries: Sequence[Try], *, since: datetime, now: datetime, planned: timedelta) -> Own:
    """The figures of the tries begun since then; `planned` is the time planned for the person since then."""
    kept = [each for each in tries if each.started_at >= since]
    finished = [each for each in kept if each.outcome in FINISHED]
    active = sum(each.active_seconds for each in kept)
    counted = [each for each in kept if each.keystrokes is not None and each.active_seconds]
    hours = sum(each.active_seconds for each in counted) / 3600
    desk = at_the_desk([(each.started_at, each.ended_at or now) for each in kept])
    return Own(
        done=len(finished),
        by_step=tuple(sorted(Counter(each.step for each in finished).items())),
        active_seconds=active,
        handle_seconds=round(active / len(finished)) if finished else None,
        keys_an_hour=round(sum(each.keystrokes or 0 for each in counted) / hours) if hours else None,
        occupancy=Ratio(part=min(active, int(desk.total_seconds())), whole=int(desk.total_seconds())),
        utilisation=Ratio(part=active, whole=int(planned.total_seconds())),
    )
