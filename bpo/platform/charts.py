"""Geometry of charts: numbers in, coordinates and path strings out. Nothing is drawn here.

Templates get this module as the global `charts`; the macros in `templates/components/charts.html` turn the
values into SVG. Coordinates are CSS pixels of the chart's own viewBox, rounded to a tenth. These are floats:
a pixel is not money.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Number = int | float | Decimal

SIZES = {"wide": (760.0, 250.0), "half": (500.0, 220.0), "third": (340.0, 200.0)}
"""Width and height of a chart, by the room its card has."""
LEFT, RIGHT, TOP, BOTTOM = 44.0, 56.0, 16.0, 28.0
EDGE = 8.0
"""What is left free beside charts that write nothing there."""
STACK_WIDTH, STACK_GAP = 1000.0, 2.0
SPARK_WIDTH, SPARK_HEIGHT, SPARK_PAD = 88.0, 26.0, 3.0
LABELS_AT_MOST = 8
LABEL_GAP = 13.0
"""How far two lines of chart text must stand apart to be read."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One part of a stacked bar."""

    x: float
    width: float
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A bar of several states, 1000 units wide."""

    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A line of 88 × 26 pixels."""

    paths: tuple[str, ...] = ()
    target_at: float | None = None
    end: Dot | None = None


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


def line(points: Sequence[Sequence[object]], *, target: Number | None = None, size: str = "wide") -> Chart:
    """A line over time. `points` are (label, value[, n]); a value of None leaves a gap, never a zero."""
    frame = Frame(*SIZES[size])
    values = [_number(point[1]) for point in points]
    known = [value for value in values if value is not None]
    if not known:
        return Chart(frame=frame, empty=True)
    span = known + ([float(target)] if target is not None else [])
    y, y_ticks = _vertical(frame, min(span), max(span))
    x = frame.along(len(points))
    dots = tuple(
        Dot(
            x=x(index),
            y=y(value),
            label=str(point[0]),
            text=said(value),
            n=_whole(point[2]) if len(point) > 2 else None,
            below=target is not None and value < float(target),
        )
        for index, (point, value) in enumerate(zip(points, values, strict=True))
        if value is not None
    )
    target_at = y(target) if target is not None else None
    return Chart(
        frame=frame,
        y_ticks=y_ticks,
        x_ticks=_horizontal([str(point[0]) for point in points], x),
        paths=_paths([(x(i), y(v)) if v is not None else None for i, v in enumerate(values)]),
        dots=dots,
        target_at=target_at,
        target_label_at=_beside(target_at, dots[-1].y) if target_at is not None else None,
        label_at=round(dots[-1].y + 3.5, 1),
        last=dots[-1],
    )


def bars(items: Sequence[Sequence[object]], *, size: str = "half") -> Chart:
    """Upright bars from zero. `items` are (label, value[, tone])."""
    frame = Frame(*SIZES[size], beside=EDGE)
    values = [_number(item[1]) or 0.0 for item in items]
    if not items:
        return Chart(frame=frame, empty=True)
    y, y_ticks = _vertical(frame, 0, max([*values, 0]), room=True)
    ground = y(0)
    drawn = []
    for index, (item, value) in enumerate(zip(items, values, strict=True)):
        left, width = _slot(frame, index, len(items))
        tone = str(item[2]) if len(item) > 2 else "acc"
        drawn.append(
            Bar(
                x=left,
                y=y(value),
                width=width,
                height=round(ground - y(value), 1),
                tone=tone,
                label=str(item[0]),
                text=said(value),
            )
        )
    return Chart(
        frame=frame,
        y_ticks=y_ticks,
        x_ticks=tuple(Tick(at=bar.middle, label=bar.label) for bar in drawn),
        bars=tuple(drawn),
        largest=said(max(values)),
        rows=tuple((bar.label, bar.text) for bar in drawn),
    )


def columns(
    items: Sequence[tuple[str, Mapping[str, Number]]],
    keys: Sequence[tuple[str, str, str]],
    *,
    size: str = "half",
) -> Chart:
    """Stacked columns. `items` are (label, {key: n}); `keys` (key, label, tone) from the ground up."""
    frame = Frame(*SIZES[size], beside=EDGE)
    if not items:
        return Chart(frame=frame, empty=True)
    totals = [sum(float(parts.get(key, 0)) for key, _, _ in keys) for _, parts in items]
    y, y_ticks = _vertical(frame, 0, max([*totals, 0]))
    first, last = _middles(frame, len(items))
    return Chart(
        frame=frame,
        y_ticks=y_ticks,
        x_ticks=_horizontal(
            [label for label, _ in items], Scale(0, max(len(items) - 1, 1), first, last), centred=True
        ),
        bars=tuple(
            bar
            for index, item in enumerate(items)
            for bar in _column(item, keys, y, *_slot(frame, index, len(items)))
        ),
        largest=said(max(totals)),
        head=("", *(name for _, name, _ in keys), "All"),
        rows=tuple(
            (label, *(said(parts.get(key, 0)) for key, _, _ in keys), said(total))
            for (label, parts), total in zip(items, totals, strict=True)
        ),
    )


def _column(
    item: tuple[str, Mapping[str, Number]],
    keys: Sequence[tuple[str, str, str]],
    y: Scale,
    left: float,
    width: float,
) -> list[Bar]:
    """The parts of one column, from the ground up; what is nothing is not drawn."""
    label, parts = item
    drawn, reached = [], 0.0
    for key, name, tone in keys:
        value = float(parts.get(key, 0))
        if value <= 0:
            continue
        top, foot = y(reached + value), y(reached)
        drawn.append(
            Bar(
                x=left,
                y=top,
                width=width,
                height=round(foot - top, 1),
                tone=tone,
                label=f"{label}, {name}",
                text=said(value),
            )
        )
        reached += value
    return drawn


def control(points: Sequence[Sequence[object]], *, size: str = "half") -> Chart:
    """A control chart. `points` are (label, value, low, high, n); the limits vary with n."""
    frame = Frame(*SIZES[size], beside=EDGE)
    numbers = [tuple(_number(part) or 0.0 for part in point[1:4]) for point in points]
    if not numbers:
        return Chart(frame=frame, empty=True)
    y, y_ticks = _vertical(frame, 0, max(max(trio) for trio in numbers))
    x = frame.along(len(points))
    upper = [(x(i), y(trio[2])) for i, trio in enumerate(numbers)]
    lower = [(x(i), y(trio[1])) for i, trio in enumerate(numbers)]
    dots = tuple(
        Dot(
            x=x(i),
            y=y(value),
            label=str(point[0]),
            text=said(value),
            n=_whole(point[4]),
            outside=not low <= value <= high,
        )
        for i, (point, (value, low, high)) in enumerate(zip(points, numbers, strict=True))
    )
    return Chart(
        frame=frame,
        y_ticks=y_ticks,
        x_ticks=_horizontal([str(point[0]) for point in points], x),
        paths=_paths([(dot.x, dot.y) for dot in dots]),
        dots=dots,
        band=_paths([*upper, *reversed(lower)])[0] + "Z",
        outside=sum(dot.outside for dot in dots),
    )


def stack(parts: Iterable[Mapping[str, object]]) -> Stack:
    """One bar of several states. Parts carry `n` and `tone`; the smallest stays visible (≥ 4 units)."""
    present = [(float(_number(part["n"]) or 0), str(part["tone"])) for part in parts]
    present = [(n, tone) for n, tone in present if n > 0]
    if not present:
        return Stack()
    room = STACK_WIDTH - STACK_GAP * (len(present) - 1)
    total = sum(n for n, _ in present)
    widths = [max(n / total * room, 4.0) for n, _ in present]
    excess = sum(widths) - room
    widest = widths.index(max(widths))
    widths[widest] -= excess
    pieces = []
    at = 0.0
    for width, (_, tone) in zip(widths, present, strict=True):
        pieces.append(Piece(x=round(at, 1), width=round(width, 1), tone=tone))
        at += width + STACK_GAP
    return Stack(pieces=tuple(pieces))


def spark(values: Sequence[object], *, target: Number | None = None) -> Spark:
    """A line beside a figure; None leaves a gap."""
    numbers = [_number(value) for value in values]
    known = [number for number in numbers if number is not None]
    if not known:
        return Spark()
    span = known + ([float(target)] if target is not None else [])
    y = Scale(min(span), max(span), SPARK_HEIGHT - SPARK_PAD, SPARK_PAD)
    x = Scale(0, max(len(numbers) - 1, 1), 1, SPARK_WIDTH - SPARK_PAD)
    places = [(x(i), y(n)) if n is not None else None for i, n in enumerate(numbers)]
    last = next(place for place in reversed(places) if place is not None)
    end = Dot(x=last[0], y=last[1], label="", text=said(known[-1]))
    return Spark(paths=_paths(places), target_at=y(target) if target is not None else None, end=end)


def _number(value: object) -> float | None:
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float | Decimal):
        return float(value) if math.isfinite(value) else None
    return None


def _whole(value: object) -> int | None:
    number = _number(value)
    return None if number is None else int(number)


def _vertical(frame: Frame, low: float, high: float, *, room: bool = False) -> tuple[Scale, tuple[Tick, ...]]:
    """The vertical scale over round ticks; `room` leaves a line of text above the highest mark."""
    values = ticks(low, high)
    scale = Scale(values[0], values[-1], frame.bottom, frame.top + (8 if room else 0))
    return scale, tuple(Tick(at=scale(value), label=said(value), anchor="end") for value in values)


def _horizontal(labels: Sequence[str], scale: Scale, *, centred: bool = False) -> tuple[Tick, ...]:
    """At most eight labels, evenly picked, the last one always there; the ends hang inwards."""
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


def _slot(frame: Frame, index: int, count: int) -> tuple[float, float]:
    """Left edge and width of one of `count` bars: at most 48 pixels wide, a third of the room between."""
    room = (frame.right - frame.left) / count
    width = min(room * 0.66, 48.0)
    return round(frame.left + room * index + (room - width) / 2, 1), round(width, 1)


def _middles(frame: Frame, count: int) -> tuple[float, float]:
    first, width = _slot(frame, 0, count)
    last, _ = _slot(frame, count - 1, count)
    return first + width / 2, last + width / 2


def _beside(target_at: float, label_at: float) -> float:
    """Where the word beside the target line goes so that it does not cover the last value's label."""
    if abs(target_at - label_at) >= LABEL_GAP:
        return round(target_at + 3.5, 1)
    away = LABEL_GAP if target_at >= label_at else -LABEL_GAP
    return round(label_at + away + 3.5, 1)


def _paths(places: Sequence[tuple[float, float] | None]) -> tuple[str, ...]:
    """SVG path strings, one for each run without a gap. A single point is a path of no length."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            if runs[-1]:
                runs.append([])
        else:
            runs[-1].append(place)
    return tuple("M" + "L".join(f"{x:g},{y:g}" for x, y in run) for run in runs if run)
