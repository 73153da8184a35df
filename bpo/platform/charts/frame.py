"""What charts are made of: scales, frames, ticks and marks. Coordinates are pixels of the chart's own viewBox.

They are floats, rounded to a tenth: a pixel is not money.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Number = int | float | Decimal

SIZES = {"wide": (760.0, 250.0), "half": (500.0, 220.0), "third": (340.0, 200.0)}
"""Width and height of a chart, by the room its card has."""

LEFT, RIGHT, TOP, BOTTOM = 44.0, 56.0, 16.0, 28.0

EDGE = 8.0
"""What is left free beside charts that write nothing there."""

LABELS_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from numbers to pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: Number) -> float:
        """Where a value stands, in pixels; a domain of no width gives the middle."""
        if self.high == self.low:
            return round((self.start + self.end) / 2, 1)
        share = (float(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing area of a chart and the room around it for text."""

    width: float
    height: float
    beside: float = RIGHT
    left: float = LEFT
    top: float = TOP

    @property
    def right(self) -> float:
        """Where the drawing area ends; beside a line stand its last value and the word "target"."""
        return self.width - self.beside

    @property
    def bottom(self) -> float:
        """The ground line; below it stand the labels."""
        return self.height - BOTTOM

    def along(self, count: int) -> Scale:
        """The horizontal scale of `count` points from edge to edge."""
        return Scale(0, max(count - 1, 1), self.left, self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on an axis: where, what it says, and how the text hangs on it (`start`, `mid`, `end`)."""

    at: float
    label: str
    anchor: str = "mid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One point of a line. `below` the target; `outside` the control limits."""

    x: float
    y: float
    label: str
    text: str
    n: int | None = None
    below: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One rectangle, with the words of its tooltip."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    label: str
    text: str

    @property
    def middle(self) -> float:
        """Where a label above the bar is centred."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What a chart's macro needs: the frame, the ticks, and the marks."""

    frame: Frame
    empty: bool = False
    y_ticks: tuple[Tick, ...] = ()
    x_ticks: tuple[Tick, ...] = ()
    paths: tuple[str, ...] = ()
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    band: str = ""
    target_at: float | None = None
    target_label_at: float | None = None
    label_at: float | None = None
    last: Dot | None = None
    largest: str = ""
    outside: int = 0
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def said(value: Number) -> str:
    """A number as a person reads it: thousands grouped, at most two decimals, no trailing zeros."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace("-", "−") if text not in ("-0", "") else "0"


def ticks(low: Number, high: Number, wanted: int = 4) -> tuple[float, ...]:
    """Round values covering low..high, about `wanted` steps of 1, 2, 2.5 or 5 × 10ⁿ."""
    low, high = float(low), float(high)
    if high <= low:
        high = low + 1
    raw = (high - low) / max(wanted, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw * 0.999999)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return tuple(round(index * step, 10) for index in range(first, last + 1))


def number(value: object) -> float | None:
    """A value to draw; None for a gap, which is never drawn as zero."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float | Decimal):
        return float(value) if math.isfinite(value) else None
    return None


def whole(value: object) -> int | None:
    """A count as it is told beside a value; None for what is no number."""
    found = number(value)
    return None if found is None else int(found)


def vertical(frame: Frame, low: float, high: float, *, room: bool = False) -> tuple[Scale, tuple[Tick, ...]]:
    """The vertical scale over round ticks; `room` leaves a line of text above the highest mark."""
    values = ticks(low, high)
    scale = Scale(values[0], values[-1], frame.bottom, frame.top + (8 if room else 0))
    return scale, tuple(Tick(at=scale(value), label=said(value), anchor="end") for value in values)


def horizontal(labels: Sequence[str], scale: Scale, *, centred: bool = False) -> tuple[Tick, ...]:
    """At most six labels, to stand apart on a phone: evenly picked, the last always there, the ends hang inwards."""
    every = max(1, math.ceil(len(labels) / LABELS_AT_MOST))
    last = len(labels) - 1
    chosen = [i for i in range(len(labels)) if (last - i) % every == 0]
    found = []
    for index in chosen:
        anchor = "mid"
        if not centred and len(labels) > 1:
            anchor = {0: "start", last: "end"}.get(index, "mid")
        found.append(Tick(at=scale(index), label=labels[index], anchor=anchor))
    return tuple(found)


def paths_of(places: Sequence[tuple[float, float] | None]) -> tuple[str, ...]:
    """SVG path strings, one for each run without a gap. A single point is a path of no length."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            if runs[-1]:
                runs.append([])
        else:
            runs[-1].append(place)
    return tuple("M" + "L".join(f"{x:g},{y:g}" for x, y in run) for run in runs if run)
