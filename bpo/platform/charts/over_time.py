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


def control(points: Sequence[Sequence[object]], *, size: str = "half") -> Chart:
    """A control chart. `points` are (label, value, low, high, n); the limits vary with n."""
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
            outside=not low <= value <= high,
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
