"""Bars: single, stacked in columns, and one bar of several states."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bpo.platform.charts.frame import (
    EDGE,
    SIZES,
    Bar,
    Chart,
    Frame,
    Number,
    Scale,
    Tick,
    horizontal,
    number,
    said,
    vertical,
)

STACK_WIDTH, STACK_GAP = 1000.0, 2.0


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


def bars(items: Sequence[Sequence[object]], *, size: str = "half") -> Chart:
    """Upright bars from zero. `items` are (label, value[, tone])."""
    frame = Frame(*SIZES[size], beside=EDGE)
    values = [number(item[1]) or 0.0 for item in items]
    if not items:
        return Chart(frame=frame, empty=True)
    y, y_ticks = vertical(frame, 0, max([*values, 0]), room=True)
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
    y, y_ticks = vertical(frame, 0, max([*totals, 0]))
    first, last = _middles(frame, len(items))
    return Chart(
        frame=frame,
        y_ticks=y_ticks,
        x_ticks=horizontal(
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


def stack(parts: Iterable[Mapping[str, object]]) -> Stack:
    """One bar of several states. Parts carry `n` and `tone`; the smallest stays visible (≥ 4 units)."""
    present = [(float(number(part["n"]) or 0), str(part["tone"])) for part in parts]
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


def _slot(frame: Frame, index: int, count: int) -> tuple[float, float]:
    """Left edge and width of one of `count` bars: at most 48 pixels wide, a third of the room between."""
    room = (frame.right - frame.left) / count
    width = min(room * 0.66, 48.0)
    return round(frame.left + room * index + (room - width) / 2, 1), round(width, 1)


def _middles(frame: Frame, count: int) -> tuple[float, float]:
    first, width = _slot(frame, 0, count)
    last, _ = _slot(frame, count - 1, count)
    return first + width / 2, last + width / 2
