"""Who is told at which part of the promised time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bpo.contracts.rules.reading import integer_of, list_of

RECEIVERS = ("team_lead", "account_manager")
"""Roles that may be told: those of them who serve the client."""
AT_BREACH = 100
HIGHEST = 1000


@dataclass(frozen=True, slots=True)
class Rung:
    """At `percent` of the promised time these roles are told; 100 is the breach, what is above comes after it."""

    percent: int
    to: tuple[str, ...] = ()


USUAL_LADDER = (
    Rung(75),
    Rung(90, ("team_lead",)),
    Rung(AT_BREACH, ("team_lead", "account_manager")),
)


def usual_receivers(percent: int) -> tuple[str, ...]:
    """Who is told at a percentage where nobody said: nobody, from 90 team leads, from the breach all who answer."""
    rungs = [rung for rung in USUAL_LADDER if rung.percent <= percent]
    return rungs[-1].to if rungs else ()


def ladder_of_percents(percents: tuple[int, ...]) -> tuple[Rung, ...]:
    """The ladder with these rungs, the breach, and their usual receivers."""
    return tuple(Rung(percent, usual_receivers(percent)) for percent in sorted({*percents, AT_BREACH}))


def read_ladder(data: Mapping[str, Any]) -> tuple[Rung, ...]:
    """The ladder as `write_ladder` stores it, or from `warn_percent` alone, as older contracts have it."""
    if "ladder" not in data:
        raw = list_of(data, "warn_percent", tuple(r.percent for r in USUAL_LADDER if r.percent != AT_BREACH))
        # an odd order or a double one is for `validate` to tell, so nothing is put right here
        percents = [integer_of({"warn_percent": each}, "warn_percent", 0) for each in raw]
        return (
            *(Rung(percent, usual_receivers(percent)) for percent in percents),
            Rung(AT_BREACH, usual_receivers(AT_BREACH)),
        )
    rungs = list_of(data, "ladder", ())
    if not all(isinstance(rung, Mapping) for rung in rungs):
        raise ValueError("A rung of the ladder has a percentage and receivers.")
    return tuple(
        Rung(integer_of(rung, "percent", 0), tuple(str(role) for role in list_of(rung, "to", ())))
        for rung in rungs
    )


def write_ladder(ladder: tuple[Rung, ...]) -> list[dict[str, Any]]:
    """The form that is stored."""
    return [{"percent": rung.percent, "to": list(rung.to)} for rung in ladder]


def ladder_problems(ladder: tuple[Rung, ...]) -> Iterator[str]:
    """What is wrong with a ladder, in sentences."""
    percents = [rung.percent for rung in ladder]
    if any(not 1 <= percent <= HIGHEST for percent in percents):
        yield f"a warning comes at 1 to {HIGHEST} percent of the target."
    if percents != sorted(set(percents)):
        yield "warnings come one after the other, each once."
    for role in {role for rung in ladder for role in rung.to} - set(RECEIVERS):
        yield f"“{role}” is none of {', '.join(RECEIVERS)}, who can be told."
