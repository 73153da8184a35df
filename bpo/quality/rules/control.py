"""Control charts for defect rates (p-charts after Shewhart) with limits that follow the size of each sample."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt

from bpo.quality.rules.statistics import binomial_at_least, binomial_at_most

RUN = 8
"""So many points in a row on one side of the centre are a signal."""
WEEKS_SHOWN = 12
"""How far back the figures of quality reach."""
_TAIL = 0.00134989803163
"""The part of a normal distribution beyond three sigma, on one side."""


def first_day(today: date) -> date:
    """The Monday of the first of the weeks shown, today's included."""
    return today - timedelta(days=today.weekday() + 7 * (WEEKS_SHOWN - 1))


class Signal(StrEnum):
    """Why a point is no chance."""

    BEYOND = "beyond"
    """Outside the limits."""
    RUN = "run"
    """The last of eight in a row on one side of the centre, or one more after them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Between what a rate may lie by chance; `exact` where they are binomial, as n·p̄ is below 5."""

    low: float
    high: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One sample on the chart: `rate` and limits as parts of 1; all None where nothing was sampled."""

    label: str
    bad: int
    n: int
    rate: float | None
    limits: Limits | None
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A p-chart: the mean p̄ over all its samples, and its points; `centre` is None where nothing was sampled."""

    centre: float | None
    points: tuple[Point, ...]


def three_sigma(mean: float, n: int) -> Limits:
    """p̄ ± 3√(p̄(1−p̄)/n), clipped to 0..1."""
    half = 3 * sqrt(mean * (1 - mean) / n)
    return Limits(max(0.0, mean - half), min(1.0, mean + half), exact=False)


def exact_limits(mean: float, n: int) -> Limits:
    """The smallest and the largest rate in n that is not rarer, on its side, than three sigma are (binomial)."""
    low = 0
    while low < n and binomial_at_most(low, n, mean) <= _TAIL:
        low += 1
    high = max(low, int(n * mean))
    while high < n and binomial_at_least(high + 1, n, mean) > _TAIL:
        high += 1
    return Limits(low / n, high / n, exact=True)


def limits(mean: float, n: int) -> Limits:
    """The limits that hold for a sample of n: three sigma, or exact ones where n·p̄ < 5."""
    return exact_limits(mean, n) if n * mean < 5 else three_sigma(mean, n)


def p_chart(samples: Sequence[tuple[str, int, int]]) -> Chart:
    """The chart of (label, bad, n) in order of time. A sample of 0 is shown as a gap and breaks no run."""
    n_all = sum(n for _, _, n in samples)
    if not n_all:
        empty = tuple(Point(label, bad, n, None, None, ()) for label, bad, n in samples)
        return Chart(None, empty)
    mean = sum(bad for _, bad, _ in samples) / n_all
    points, side, length = [], 0, 0
    for label, bad, n in samples:
        if not n:
            points.append(Point(label, bad, n, None, None, ()))
            continue
        rate, held = bad / n, limits(mean, n)
        now = (rate > mean) - (rate < mean)
        length = length + 1 if now == side and now else abs(now)
        side = now
        signals = [Signal.BEYOND] if not held.low <= rate <= held.high else []
        if length >= RUN:
            signals.append(Signal.RUN)
        points.append(Point(label, bad, n, rate, held, tuple(signals)))
    return Chart(mean, tuple(points))
