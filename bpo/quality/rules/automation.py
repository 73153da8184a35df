"""From which confidence a field may go straight through, as measured: the threshold moves by itself.

A field is let through from the lowest confidence at which the lower bound of its measured accuracy (Wilson, 95 %)
reaches the contract's target. Only values that somebody looked at count, and only where it did not depend on the value
whether they did: random samples, and confidences at which every value is put before a person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bpo.quality.rules.statistics import Interval, needed_for, wilson

RUNGS = tuple(
    map(Decimal, ("0.5", "0.6", "0.7", "0.75", "0.8", "0.85", "0.9", "0.925", "0.95", "0.97", "0.99", "1"))
)
"""Thresholds that are tried, lowest first; the contract's own is one more."""


class FieldVerdict(StrEnum):
    """What measuring says of a field."""

    OPEN = "open"
    """It goes straight through from the threshold on."""
    CLOSED = "closed"
    """A person sees every one: enough is measured, and it does not reach the target."""
    UNMEASURED = "unmeasured"
    """Too little was looked at to say."""


@dataclass(frozen=True, slots=True)
class Band:
    """Values read with at least `floor` (and less than the next rung): how many were looked at and right."""

    floor: Decimal
    right: int
    n: int


@dataclass(frozen=True, slots=True)
class FieldThreshold:
    """The verdict with what it rests on; `threshold` is None unless it is open."""

    verdict: FieldVerdict
    threshold: Decimal | None
    measured: Interval | None
    right: int
    n: int
    needed: int
    """How many reviewed values it takes at least."""

    def words(self, target: Decimal) -> str:
        """The reason in a sentence, `target` in percent."""
        asked = f"the contract asks for {target.normalize():f} %"
        if self.measured is None or self.verdict is FieldVerdict.UNMEASURED:
            return f"Not measured yet: {self.n} of at least {self.needed} values were looked at; {asked}."
        if self.verdict is FieldVerdict.OPEN:
            return f"Right in {self.measured.words} from a confidence of {self.threshold:.3g} on; {asked}."
        return f"Right in {self.measured.words}: the lower bound is below the target; {asked}."


def sample_needed(target: Decimal, minimum: int) -> int:
    """How many reviewed values must be there: the contract's least, or what a perfect record takes to prove the target.

    `target` in percent; at 100 % no number proves it, and the contract's least counts.
    """
    return minimum if target >= 100 else max(minimum, needed_for(float(target) / 100))


def bands(samples: Iterable[tuple[Decimal, bool]], start: Decimal) -> tuple[Band, ...]:
    """Samples (confidence, right) sorted into bands between the rungs, lowest first; `start` is one more rung."""
    floors = (Decimal(0), *sorted({*RUNGS, start}))
    counted = dict.fromkeys(floors, (0, 0))
    for confidence, right in samples:
        floor = max(each for each in floors if each <= confidence)
        good, n = counted[floor]
        counted[floor] = good + right, n + 1
    return tuple(Band(floor, *counted[floor]) for floor in floors)


def threshold_for(found: Sequence[Band], *, start: Decimal, target: Decimal, minimum: int) -> FieldThreshold:
    """The threshold that the bands (lowest first) allow. `start` is the contract's own, `target` in percent.

    Open at the lowest rung at which the target is reached over enough values, counting all values as sure or surer.
    Closed where enough of what the contract's threshold lets through was looked at, or where even the upper bound is
    below the target; otherwise not measured.
    """
    needed, aim = sample_needed(target, minimum), float(target) / 100
    at_start = _from(found, start)
    for band in found:
        if not band.floor:
            continue
        right, n = _from(found, band.floor)
        measured = wilson(right, n)
        if measured is not None and n >= needed and measured.low >= aim:
            return FieldThreshold(FieldVerdict.OPEN, band.floor, measured, right, n, needed)
    measured = wilson(*at_start)
    right, n = at_start
    if measured is not None and (n >= needed or (n >= _TELLING and measured.high < aim)):
        return FieldThreshold(FieldVerdict.CLOSED, None, measured, right, n, needed)
    return FieldThreshold(FieldVerdict.UNMEASURED, None, measured, right, n, needed)


_TELLING = 5
"""Fewer values than this close nothing, however wrong they were."""


def _from(found: Sequence[Band], floor: Decimal) -> tuple[int, int]:
    above = [band for band in found if band.floor >= floor]
    return sum(band.right for band in above), sum(band.n for band in above)
