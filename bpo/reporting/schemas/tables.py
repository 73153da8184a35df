"""The tables behind the figures' charts: titles and rows of plain values, for pages, files and reports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from bpo.catalog.registry import name_of_step
from bpo.platform.sheets.writing import Cell
from bpo.quality.rules import FOUND_BY
from bpo.reporting.queries import Figures
from bpo.reporting.rules import DEFINITIONS, Ratio, Spread

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table for people and programs: rates are percent with one decimal, times are minutes."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def percent(ratio: Ratio) -> Decimal | None:
    """A share in percent with one decimal; None of nothing."""
    if not ratio.whole:
        return None
    return (Decimal(ratio.part) * 100 / ratio.whole).quantize(Decimal("0.1"))


def _minutes(seconds: float | int | None) -> Decimal | None:
    return None if seconds is None else (Decimal(str(seconds)) / 60).quantize(Decimal("0.1"))


def _levels(figures: Figures) -> Table:
    rows = tuple(
        (
            level.work_type,
            level.promised.words if level.promised else "On time",
            level.ratio.whole,
            level.met,
            level.missed,
            level.open_past_due,
            level.excluded,
            percent(level.ratio),
            level.expected,
            level.minimum,
        )
        for level in figures.levels
    )
    header = (
        "Work type",
        "Priority",
        "Due",
        "On time",
        "Late",
        "Open and past due",
        "Left out",
        "Attained %",
    )
    return Table(name="Service levels", header=(*header, "Expected %", "Minimum %"), rows=rows)


def _days(figures: Figures) -> Table:
    counts = figures.tallies
    came = {each.day: each for each in figures.volume.days}

    def of(measure: str, day: date) -> int:
        return counts.total(measure, day, day)

    rows = tuple(
        (
            day,
            came[day].came,
            None if came[day].expected is None else Decimal(str(round(came[day].expected or 0, 1))),
            of("delivered", day),
            of("straight", day),
            of("due_met", day),
            of("due_missed", day),
            of("returned", day),
            of("rejected", day),
            of("reviewed", day),
            of("defects", day),
        )
        for day in figures.period.days
    )
    header = (
        "Day",
        "Received",
        "Expected",
        "Delivered",
        "Straight through",
        "Due and on time",
        "Due and late",
    )
    return Table(name="Days", header=(*header, "Sent back", "Rejected", "Reviewed", "Defects"), rows=rows)


def _hours(figures: Figures) -> Table:
    found = figures.tallies.by_hour_of_the_week("received", figures.period.first, figures.period.last)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(found[day, hour] for hour in range(24))) for day, name in enumerate(WEEKDAYS)
    )
    return Table(name="Received by hour", header=("Day", *(f"{hour:02d}" for hour in range(24))), rows=rows)


def _times(figures: Figures) -> Table:
    def row(key: str, spread: Spread) -> tuple[Cell, ...]:
        values = (spread.median, spread.mean, spread.p90, spread.p95, spread.most)
        return (DEFINITIONS[key][0], spread.n, *map(_minutes, values))

    rows = (row("tat", figures.tat), row("gross", figures.gross), row("wait", figures.wait))
    header = ("Business time, minutes", "Jobs", "Median", "Mean", "90 % within", "95 % within", "Longest")
    return Table(name="Turnaround", header=header, rows=rows)


def _handle(figures: Figures) -> Table:
    rows = tuple(
        (name_of_step(each.step), each.tasks, _minutes(each.seconds)) for each in figures.handle_times
    )
    return Table(name="Handle time", header=("Step", "Tasks", "Minutes a task"), rows=rows)


def _holds(figures: Figures) -> Table:
    rows = tuple(
        (each.owes.replace("_", " "), each.holds, each.jobs, each.open, each.credited, _minutes(each.seconds))
        for each in figures.holds
    )
    header = ("Who owes", "Holds", "Jobs", "Open now", "Credited", "Minutes, elapsed")
    return Table(name="Holds", header=header, rows=rows)


def _reasons(figures: Figures) -> Table:
    return Table(
        name="Reasons for a person",
        header=("Reason", "Jobs"),
        rows=tuple(figures.exception_reasons),
    )


def _faults(figures: Figures) -> Table:
    rows = tuple((each.label, FOUND_BY[each.origin], each.n) for each in figures.defect_reasons)
    return Table(name="Defects", header=("What was wrong", "Found by", "Jobs"), rows=rows)


def _summary(figures: Figures) -> Table:
    shares = {
        "attainment": figures.attained.ratio,
        "straight": figures.straight,
        "exception": figures.exception,
        "matched": figures.matched,
        "first_pass": figures.first_pass,
    }
    rows = tuple(
        (DEFINITIONS[key][0], percent(ratio), ratio.part, ratio.whole, DEFINITIONS[key][1])
        for key, ratio in shares.items()
    )
    return Table(name="Summary", header=("Figure", "Percent", "Jobs", "Of", "What it counts"), rows=rows)


TABLES: Mapping[str, Callable[[Figures], Table]] = MappingProxyType(
    {
        "summary": _summary,
        "levels": _levels,
        "days": _days,
        "hours": _hours,
        "times": _times,
        "handle": _handle,
        "holds": _holds,
        "reasons": _reasons,
        "faults": _faults,
    }
)
"""The tables that can be exported, by name."""


def table_of(name: str, figures: Figures) -> Table:
    """One of the tables. KeyError for a name there is not."""
    return TABLES[name](figures)
