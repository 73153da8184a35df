"""What a measured rate may claim: intervals after Wilson, exact binomial ones, and rates over strata."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, fsum, lgamma, log, sqrt

_Z95 = 1.959963984540054
"""The 97.5 % point of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A rate with its interval and the number it rests on; as parts of 1."""

    rate: float
    low: float
    high: float
    n: int

    @property
    def words(self) -> str:
        """As it is printed: "99.0 % (96.4–99.7 %, n = 200)"."""
        return f"{self.rate:.1%} ({self.low * 100:.1f}–{self.high:.1%}, n = {self.n})".replace("%", " %")


def wilson(good: int, n: int) -> Interval | None:
    """The rate good/n with its 95 % interval after Wilson (1927); None for n = 0: not measured.

    ValueError where the counts cannot be.
    """
    if not 0 <= good <= n:
        raise ValueError("of n, between none and all are good")
    if n == 0:
        return None
    low, high = _wilson_bounds(good / n, n)
    return Interval(good / n, low, high, n)


def _wilson_bounds(rate: float, n: float) -> tuple[float, float]:
    square = _Z95**2
    centre = (rate + square / (2 * n)) / (1 + square / n)
    half = _Z95 / (1 + square / n) * sqrt(rate * (1 - rate) / n + square / (4 * n * n))
    # At none and all the formula's bound is 0 and 1 but for rounding.
    return 0.0 if rate <= 0 else centre - half, 1.0 if rate >= 1 else centre + half


def needed_for(target: float) -> int:
    """How many right of as many it takes until Wilson's lower bound reaches a target (0..1) below 1.

    Before that nothing measured can reach it, however good. At 1 no number is enough: ValueError.
    """
    if not 0 <= target < 1:
        raise ValueError("no sample can prove a target of 100 %")
    # Of n right in n the lower bound is n / (n + z²).
    n = max(1, int(_Z95**2 * target / (1 - target)))
    while _wilson_bounds(1.0, n)[0] < target:
        n += 1
    return n


@dataclass(frozen=True, slots=True)
class Sampled:
    """One stratum: `good` of `n` sampled pieces, out of a `volume` of finished ones."""

    good: int
    n: int
    volume: int


@dataclass(frozen=True, slots=True)
class Weighted:
    """A rate over strata. `covered` (0..1) is the part of the volume whose strata were sampled at all."""

    interval: Interval
    covered: float


def weighted(strata: Sequence[Sampled]) -> Weighted | None:
    """The rate over strata sampled at different rates, each with the weight of its volume; None where none was sampled.

    The interval is Wilson's at the number of pieces that a plain random sample of the same precision would have had
    (Kish 1965: 1 / Σ Wₕ²/nₕ); `n` counts the pieces really looked at. ValueError where the counts cannot be.
    """
    seen = [each for each in strata if each.n > 0]
    if any(not 0 <= each.good <= each.n <= each.volume for each in strata):
        raise ValueError("of a volume a part is sampled, and of that between none and all are good")
    if not seen:
        return None
    measured, whole = sum(each.volume for each in seen), sum(each.volume for each in strata)
    shares = [each.volume / measured for each in seen]
    rate = fsum(share * each.good / each.n for share, each in zip(shares, seen, strict=True))
    if all(each.good == each.n for each in seen):
        rate = 1.0
    effective = 1 / fsum(share**2 / each.n for share, each in zip(shares, seen, strict=True))
    low, high = _wilson_bounds(rate, effective)
    return Weighted(Interval(rate, low, high, sum(each.n for each in seen)), measured / whole)


def binomial_at_most(k: int, n: int, p: float) -> float:
    """The probability of at most k in n independent tries of probability p, by summing the terms in logarithms."""
    if k < 0:
        return 0.0
    if k >= n or p <= 0:
        return 1.0
    if p >= 1:
        return 0.0
    if k > n * p:  # the shorter tail
        return max(0.0, 1.0 - fsum(_term(i, n, p) for i in range(k + 1, n + 1)))
    return min(1.0, fsum(_term(i, n, p) for i in range(k + 1)))


def binomial_at_least(k: int, n: int, p: float) -> float:
    """The probability of at least k in n independent tries of probability p."""
    return binomial_at_most(n - k, n, 1 - p)


def _term(i: int, n: int, p: float) -> float:
    return exp(lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) + i * log(p) + (n - i) * log(1 - p))


def clopper_pearson(good: int, n: int) -> Interval | None:
    """The rate good/n with its exact 95 % interval (Clopper and Pearson 1934); None for n = 0.

    Wider than Wilson's: it covers at least 95 % whatever the true rate. ValueError where the counts cannot be.
    """
    if not 0 <= good <= n:
        raise ValueError("of n, between none and all are good")
    if n == 0:
        return None
    low = 0.0 if good == 0 else solve(lambda p: binomial_at_least(good, n, p), 0.025)
    high = 1.0 if good == n else 1 - solve(lambda q: binomial_at_most(good, n, 1 - q), 0.025)
    return Interval(good / n, low, high, n)


def solve(rising: Callable[[float], float], value: float) -> float:
    """Where in 0..1 a function that only rises reaches a value, by halving; to 13 digits."""
    low, high = 0.0, 1.0
    for _ in range(44):
        middle = (low + high) / 2
        if rising(middle) < value:
            low = middle
        else:
            high = middle
    return (low + high) / 2
