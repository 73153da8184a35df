"""A heat map: rows of cells whose shade says how much."""

from collections.abc import Sequence
from dataclasses import dataclass

from bpo.platform.charts.frame import Number, Tick, said

CELL_WIDTH, CELL_HEIGHT, GAP = 26.0, 22.0, 2.0
LEFT, TOP = 36.0, 4.0
BELOW = 20.0
SHADES = 4
"""Shades above the one for nothing."""
EVERY = 3
"""Every so-manieth column has a label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: where it stands, how dark it is (0 to `SHADES`), and the words of its tooltip."""

    x: float
    y: float
    shade: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """What the macro draws."""

    width: float = 0.0
    height: float = 0.0
    cell_width: float = CELL_WIDTH - GAP
    cell_height: float = CELL_HEIGHT - GAP
    cells: tuple[Cell, ...] = ()
    x_ticks: tuple[Tick, ...] = ()
    y_ticks: tuple[Tick, ...] = ()
    most: str = ""
    where: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.most


def heat(rows: Sequence[tuple[str, Sequence[Number]]], labels: Sequence[str]) -> Heat:
    """Rows of (name, a number for each label). The shade grows with the number; nothing has the lightest."""
    most = max((number for _, numbers in rows for number in numbers), default=0)
    if not most:
        return Heat()
    peak = next(
        f"{name} {label}"
        for name, numbers in rows
        for label, number in zip(labels, numbers, strict=True)
        if number == most
    )
    return Heat(
        width=LEFT + CELL_WIDTH * len(labels),
        height=TOP + CELL_HEIGHT * len(rows) + BELOW,
        cells=tuple(
            Cell(
                x=LEFT + CELL_WIDTH * column,
                y=TOP + CELL_HEIGHT * line,
                shade=_shade(float(number), float(most)),
                text=f"{name} {label}: {said(number)}",
            )
            for line, (name, numbers) in enumerate(rows)
            for column, (label, number) in enumerate(zip(labels, numbers, strict=True))
        ),
        x_ticks=tuple(
            Tick(at=LEFT + CELL_WIDTH * (column + 0.5) - GAP / 2, label=label)
            for column, label in enumerate(labels)
            if column % EVERY == 0
        ),
        y_ticks=tuple(
            Tick(at=TOP + CELL_HEIGHT * (line + 0.5), label=name[:3], anchor="end")
            for line, (name, _) in enumerate(rows)
        ),
        most=said(most),
        where=peak,
    )


def _shade(number: float, most: float) -> int:
    return 0 if number <= 0 else min(SHADES, 1 + int(number / most * SHADES * 0.999))
