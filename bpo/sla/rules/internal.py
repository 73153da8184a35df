"""Our own target for a single step, beside the client's: from the hand-off to that step until it is done."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bpo.contracts.rules import Calendar, Target, WorkTypeTerms
from bpo.sla.rules.clock import ClockFacts, ClockState, Hold, clock


def internal_target(promised: WorkTypeTerms, step: str, allowed: timedelta) -> Target:
    """The target of a step: its own, or its part of the business time that the client's promise allows."""
    for key, target in promised.internal:
        if key == step:
            return target
    minutes = int(allowed.total_seconds() * promised.internal_percent) // 6000
    return Target.in_minutes(max(1, minutes))


def internal_clock(
    *,
    calendar: Calendar,
    target: Target,
    handed_off_at: datetime,
    done_at: datetime | None,
    holds: Iterable[Hold],
    now: datetime,
) -> ClockState:
    """How a step stands against its target. It starts at the hand-off, or at the opening after it: a cut-off is what
    the client was told of its own hand-ins. Every hold stops it, whoever owes: nobody can work meanwhile.
    """
    facts = ClockFacts(
        received_at=handed_off_at,
        calendar=replace(calendar, cut_off=""),
        target=target,
        holds=tuple(replace(hold, credited=True) for hold in holds),
        finished_at=done_at,
        warn_percent=(),
    )
    return clock(facts, now)
