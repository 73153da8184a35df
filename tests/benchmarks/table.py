"""The one table that is printed: what was measured, beside what it should be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure: a ratio, or seconds and the like where there is nothing to compare with.

    `must` and `stretch` are the goals; None where the figure only explains another one. `least` says which way
    is better: True where the figure should be at least the goal.
    """

    what: str
    value: float
    unit: str = "×"
    must: float | None = None
    stretch: float | None = None
    least: bool = True
    detail: str = ""

    @property
    def verdict(self) -> str:
        """`stretch`, `met`, `not met`, or nothing where no goal is set."""
        if self.must is None:
            return ""
        if self.stretch is not None and self._reaches(self.stretch):
            return "stretch"
        return "met" if self._reaches(self.must) else "NOT MET"

    def _reaches(self, goal: float) -> bool:
        return self.value >= goal if self.least else self.value <= goal

    def cells(self) -> tuple[str, ...]:
        """The line as it is printed."""
        return (
            self.what,
            f"{_short(self.value)} {self.unit}",
            "" if self.must is None else f"{'≥' if self.least else '≤'} {_short(self.must)}",
            "" if self.stretch is None else _short(self.stretch),
            self.verdict,
            self.detail,
        )


HEAD = ("what", "measured", "must", "stretch", "", "how much that is")


def _short(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def render(lines: Iterable[Line]) -> str:
    """The table as text."""
    rows: list[Sequence[str]] = [HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    printed = [
        "  ".join(
            cell.rjust(width) if 1 <= column <= 3 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([printed[0], "-" * len(printed[0]), *printed[1:]])
