"""How a copy of a form lies against the sample page: told by the words that are printed on both."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from bpo.catalog.rules.definitions import Anchor, Seen, middle

Box = tuple[float, float, float, float]
Pair = tuple[tuple[float, float], tuple[float, float]]
"""Where a word stands on the sample page, and where on this one."""
_LEAST_FOUND = 8
_LEAST_AGREEING = 0.6
_TRIES = 60
_OFF = 0.012
"""How far a word may lie off where the others put it, in fractions of the page, to count as the printed one."""


@dataclass(frozen=True, slots=True)
class Lie:
    """x' = a·x + b·y + c, y' = d·x + e·y + f, in fractions of the pages."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the sample page lies on this one."""
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def back(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of this page lies on the sample page."""
        across, down = x - self.c, y - self.f
        size = self.a * self.e - self.b * self.d
        return (self.e * across - self.b * down) / size, (self.a * down - self.d * across) / size

    def box(self, box: Box) -> Box:
        """The box around where a box of the sample page lies on this one, within the page."""
        left, top, right, bottom = box
        points = [self.point(x, y) for x in (left, right) for y in (top, bottom)]
        across, down = [x for x, _ in points], [y for _, y in points]
        return max(0.0, min(across)), max(0.0, min(down)), min(1.0, max(across)), min(1.0, max(down))


def turned(box: Box, degrees: int) -> Box:
    """Where a box of a page lies once the page is turned by quarters, anticlockwise."""
    left, top, right, bottom = box
    for _ in range(degrees % 360 // 90):
        left, top, right, bottom = top, 1 - right, bottom, 1 - left
    return left, top, right, bottom


def laid(anchors: Sequence[Anchor], words: Sequence[Seen]) -> Lie | None:
    """How the page lies against the sample; None where too few of its printed words are found to say."""
    counts = Counter(text for text, _ in words)
    places = {text: middle(box) for text, box in words if counts[text] == 1}
    pairs = [((each.x, each.y), places[each.text]) for each in anchors if each.text in places]
    if len(pairs) < _LEAST_FOUND:
        return None
    agreeing = max((_agreeing(three, pairs) for three in _threes(pairs)), key=len, default=[])
    if len(agreeing) < max(_LEAST_FOUND, len(pairs) * _LEAST_AGREEING):
        return None
    return _fitted(agreeing)


def _threes(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    """Some threes of the pairs, the same ones each time: three places say how a page lies, if they are right."""
    draw = Random(0)
    for _ in range(_TRIES):
        yield draw.sample(pairs, 3)


def _agreeing(three: Sequence[Pair], pairs: Sequence[Pair]) -> list[Pair]:
    lie = _fitted(three)
    if lie is None:
        return []
    return [(sample, seen) for sample, seen in pairs if _distance(lie.point(*sample), seen) <= _OFF]


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _fitted(pairs: Sequence[Pair]) -> Lie | None:
    """Least squares; None where the points lie on one line."""
    import numpy as np

    given = np.array([[x, y, 1.0] for (x, y), _ in pairs])
    seen = np.array([place for _, place in pairs])
    solved, _, rank, _ = np.linalg.lstsq(given, seen, rcond=None)
    if rank < 3 or min(given[:, 0].std(), given[:, 1].std()) < 0.05:
        return None
    (a, d), (b, e), (c, f) = solved.tolist()
    # a copy is turned, moved and scaled a little; what comes out otherwise was fitted to the wrong words
    if not (0.7 < a < 1.4 and 0.7 < e < 1.4 and abs(b) < 0.3 and abs(d) < 0.3):
        return None
    return Lie(a, b, c, d, e, f)
