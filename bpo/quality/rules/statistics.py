"""What a measured rate may claim."""

from dataclasses import dataclass
from math import sqrt

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
    rate = good / n
    square = _Z95**2
    centre = (rate + square / (2 * n)) / (1 + square / n)
    half = _Z95 / (1 + square / n) * sqrt(rate * (1 - rate) / n + square / (4 * n * n))
    # At none and all the formula's bound is 0 and 1 but for rounding.
    low = 0.0 if good == 0 else centre - half
    high = 1.0 if good == n else centre + half
    return Interval(rate, low, high, n)
