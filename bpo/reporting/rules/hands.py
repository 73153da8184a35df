"""How long people's hands were busy: handle times, and what corrected documents cost by the median."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, floor, log

STEP = 1.04
"""Buckets grow by so much: a median read from them is off by two percent at most."""

_LOG = log(STEP)

QUANTITIES = ("seconds", "keystrokes", "clicks")


def bucket(value: float) -> int:
    """The bucket of a quantity; 0 holds what is below one."""
    return 0 if value < 1 else floor(log(value) / _LOG) + 1


def middle(number: int) -> float:
    """What stands for the values of a bucket: the middle by ratio."""
    return 0.0 if number == 0 else exp((number - 0.5) * _LOG)


def median(buckets: Mapping[int, int]) -> float | None:
    """The median of values counted in buckets, to the width of a bucket; None of none."""
    count = sum(buckets.values())
    if not count:
        return None
    return (_ranked(buckets, (count - 1) // 2) + _ranked(buckets, count // 2)) / 2


def _ranked(buckets: Mapping[int, int], rank: int) -> float:
    """What stands for the value of a rank, the smallest being 0."""
    seen = 0
    for number in sorted(buckets):
        seen += buckets[number]
        if seen > rank:
            return middle(number)
    raise IndexError(rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """A task that a person completed.

    `seconds` are those of all people's attempts on it. `corrected` where the record was changed: then `own_seconds`,
    `keystrokes` and `clicks` of the attempt that did are counted. `again` tells a document of a source met before
    from the first of it; None where sources are not told apart.
    """

    step: str
    seconds: int
    corrected: bool = False
    own_seconds: int = 0
    keystrokes: int = 0
    clicks: int = 0
    again: bool | None = None


SOURCES = {None: "any", False: "first", True: "again"}


def measures_of_hands(handled: Handled) -> list[tuple[str, int]]:
    """(measure, amount) that a completed task adds."""
    added = [(f"handled.{handled.step}", 1), (f"handle_seconds.{handled.step}", handled.seconds)]
    if handled.corrected:
        values = (handled.own_seconds, handled.keystrokes, handled.clicks)
        added += [
            (f"effort.{handled.step}.{SOURCES[handled.again]}.{quantity}.{bucket(value)}", 1)
            for quantity, value in zip(QUANTITIES, values, strict=True)
        ]
    return [(measure, amount) for measure, amount in added if amount]


@dataclass(frozen=True, slots=True, kw_only=True)
class Medians:
    """So many documents, and the medians of what each took."""

    documents: int
    seconds: float
    keystrokes: float
    clicks: float


def effort(amounts: Iterable[tuple[str, int]]) -> dict[str, dict[str, Medians]]:
    """What corrected documents cost, by step: {"check": {"whole": …, "first": …, "again": …}}.

    `amounts` are (measure, amount) of the measures `effort.*`.
    """
    counts: dict[tuple[str, str, str], Counter[int]] = {}
    for measure, amount in amounts:
        _, step, source, quantity, number = measure.split(".")
        for part in ("whole", source):
            counts.setdefault((step, part, quantity), Counter())[int(number)] += amount
    found: dict[str, dict[str, Medians]] = {}
    for step, part, _ in counts:
        of = {quantity: counts.get((step, part, quantity), Counter()) for quantity in QUANTITIES}
        found.setdefault(step, {})[part] = Medians(
            documents=sum(of["seconds"].values()),
            seconds=median(of["seconds"]) or 0.0,
            keystrokes=median(of["keystrokes"]) or 0.0,
            clicks=median(of["clicks"]) or 0.0,
        )
    return found


LONGEST_PAUSE = timedelta(minutes=15)
"""A pause between two tasks that is still time at the desk."""


def at_the_desk(spans: Sequence[tuple[datetime, datetime]]) -> timedelta:
    """How long somebody was at the desk: (start, end) of what they worked on, and short pauses between."""
    present, reached = timedelta(0), None
    for start, end in sorted(spans):
        if reached is None or start - reached > LONGEST_PAUSE:
            present += end - start
        elif end > reached:
            present += end - reached
        reached = end if reached is None else max(reached, end)
    return present
