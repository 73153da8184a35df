"""Lines: a value over time against its target, a control chart, a line beside a figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bpo.platform.charts.frame import (
    EDGE,
    SIZES,
    Chart,
    Dot,
    Frame,
    Number,
    Scale,
    horizontal,
    number,
    paths_of,
    said,
    vertical,
    whole,
)

SPARK_WIDTH, SPARK_HEIGHT, SPARK_PAD = 88.0, 26.0, 3.0

LABEL_GAP = 13.0
"""How far two lines of chart text must stand apart to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A line of 88 × 26 pixels."""

    paths: tuple[str, ...] = ()
    target_at: float | None = None
    end: Dot | None = None


def line(points: Sequence[Sequence[object]], *, target: Number | None = None, size: str = "wide") -> Chart:
    """A line over time. `points` are (label, value[, n]); a value of None leaves a gap, never a zero."""
    frame = Frame(*SIZES[size])
    values = [number(point[1]) for point in points]
    known = [value for value in values if value is not None]
    if not known:
        return Chart(frame=frame, empty=True)
    span = known + ([float(target)] if target is not None else [])
    y, y_ticks = vertical(frame, min(span), max(span))
    x = frame.along(len(points))
    dots = tuple(
        Dot(
            x=x(index),
            y=y(value),
            label=str(point[0]),
            text=said(value),
            n=whole(point[2]) if len(point) > 2 else None,
            below=target is not None and value < float(target),
        )
        for index, (point, value) in enumerate(zip(points, values, strict=True))
        if value is not None
    )
    target_at = y(target) if target is not None else None
    return Chart(
        frame=frame,
        y_ticks=y_ticks,
        x_ticks=horizontal([str(point[0]) for point in points], x),
        paths=paths_of([(x(i), y(v)) if v is not None else None for i, v in enumerate(values)]),
        dots=dots,
        target_at=target_at,
        target_label_at=_beside(target_at, dots[-1].y) if target_at is not None else None,
        label_at=round(dots[-1].y + 3.5, 1),
        last=dots[-1],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One of several lines: its name, its tone, its path strings and points, and where its name stands beside it."""

    name: str
    tone: str
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]


def lines(
    points: Sequence[Sequence[object]], names: Sequence[tuple[str, str]], *, size: str = "half"
) -> tuple[Chart, tuple[Line, ...]]:
    """Several lines over time, from zero. `points` are (label, value, value, …), `names` (name, tone) of each."""
    frame = Frame(*SIZES[size], beside=EDGE)
    columns = [[number(point[place]) for point in points] for place in range(1, len(names) + 1)]
    known = [value for values in columns for value in values if value is not None]
    if not known:
        return Chart(frame=frame, empty=True), ()
    y, y_ticks = vertical(frame, 0, max([*known, 0]))
    x = frame.along(len(points))
    drawn = tuple(
        Line(
            name=name,
            tone=tone,
            paths=paths_of([(x(i), y(v)) if v is not None else None for i, v in enumerate(values)]),
            dots=tuple(
                Dot(x=x(i), y=y(v), label=f"{points[i][0]}, {name}", text=said(v))
                for i, v in enumerate(values)
                if v is not None
            ),
        )
        for (name, tone), values in zip(names, columns, strict=True)
    )
    return Chart(
        frame=frame,
        y_ticks=y_ticks,
        x_ticks=horizontal([str(point[0]) for point in points], x),
        largest=said(max(known)),
        head=("When", *(name for name, _ in names)),
        rows=tuple(
            (str(point[0]), *("–" if (v := number(value)) is None else said(v) for value in point[1:]))
            for point in points
        ),
    ), drawn


def control(points: Sequence[Sequence[object]], *, size: str = "half") -> Chart:
    """A control chart. `points` are (label, value, low, high, n[, signal]); the limits vary with n.

    A point stands out where it lies outside the limits, or where `signal` says that it is no chance.
    """
    frame = Frame(*SIZES[size], beside=EDGE)
    numbers = [tuple(number(part) or 0.0 for part in point[1:4]) for point in points]
    if not numbers:
        return Chart(frame=frame, empty=True)
    y, y_ticks = vertical(frame, 0, max(max(trio) for trio in numbers))
    x = frame.along(len(points))
    upper = [(x(i), y(trio[2])) for i, trio in enumerate(numbers)]
    lower = [(x(i), y(trio[1])) for i, trio in enumerate(numbers)]
    dots = tuple(
        Dot(
            x=x(i),
            y=y(value),
            label=str(point[0]),
            text=said(value),
            n=whole(point[4]),
            outside=not low <= value <= high or bool(len(point) > 5 and point[5]),
        )
        for i, (point, (value, low, high)) in enumerate(zip(points, numbers, strict=True))
    )
    return Chart(
        frame=frame,
        y_ticks=y_ticks,
        x_ticks=horizontal([str(point[0]) for point in points], x),
        paths=paths_of([(dot.x, dot.y) for dot in dots]),
        dots=dots,
        band=paths_of([*upper, *reversed(lower)])[0] + "Z",
        outside=sum(dot.outside for dot in dots),
        rows=tuple(
            (*(str(part) for part in point[:5]), "yes" if dot.outside else "")
            for point, dot in zip(points, dots, strict=True)
        ),
    )


def spark(values: Sequence[object], *, target: Number | None = None) -> Spark:
    """A line beside a figure; None leaves a gap."""
    numbers = [number(value) for value in values]
    known = [number for number in numbers if number is not None]
    if not known:
        return Spark()
    span = known + ([float(target)] if target is not None else [])
    y = Scale(min(span), max(span), SPARK_HEIGHT - SPARK_PAD, SPARK_PAD)
    x = Scale(0, max(len(numbers) - 1, 1), 1, SPARK_WIDTH - SPARK_PAD)
    places = [(x(i), y(n)) if n is not None else None for i, n in enumerate(numbers)]
    last = next(place for place in reversed(places) if place is not None)
    end = Dot(x=last[0], y=last[1], label="", text=said(known[-1]))
    return Spark(paths=paths_of(places), target_at=y(target) if target is not None else None, end=end)


def _beside(target_at: float, label_at: float) -> float:
    """Where the word beside the target line goes so that it does not cover the last value's label."""
    if abs(target_at - label_at) >= LABEL_GAP:
        return round(target_at + 3.5, 1)
    away = LABEL_GAP if target_at >= label_at else -LABEL_GAP
    return round(label_at + away + 3.5, 1)
