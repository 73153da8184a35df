"""What a pay run works on: one employee with everything that was handed in about them, and the occasion of the run.

Built from rows whose cells were read already (see `tables`): values are in one form, so nothing here can be in doubt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from ..money import ZERO

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What all employees of a run have in common. `period` is (first, last day); `pays_on` None where it is not known.

    `variance` is the part of the pay of the period before by which this one may differ.
    """

    jurisdiction: str
    period: tuple[date, date] | None
    pays_on: date | None
    variance: Decimal = Decimal("0.25")

    @property
    def day(self) -> date | None:
        """The day that decides about the tax year: of payment, or else the last of the period."""
        return self.pays_on or (self.period[1] if self.period else None)

    def as_json(self) -> dict[str, Any]:
        """As JSON values."""
        start, end = self.period or (None, None)
        return {
            "jurisdiction": self.jurisdiction,
            "period_start": start.isoformat() if start else None,
            "period_end": end.isoformat() if end else None,
            "pay_date": self.pays_on.isoformat() if self.pays_on else None,
            "variance": str(self.variance),
        }

    @classmethod
    def of_json(cls, given: Mapping[str, Any]) -> "Occasion":
        """From what `as_json` gave."""
        start, end = (day_of(str(given.get(key) or "")) for key in ("period_start", "period_end"))
        return cls(
            jurisdiction=str(given["jurisdiction"]),
            period=(start, end) if start and end else None,
            pays_on=day_of(str(given.get("pay_date") or "")),
            variance=Decimal(str(given.get("variance") or "0.25")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Timesheet:
    """Hours of one employee in one period."""

    period_start: date
    period_end: date
    regular_hours: Decimal
    overtime_hours: Decimal

    @property
    def hours(self) -> Decimal:
        """All of them."""
        return self.regular_hours + self.overtime_hours

    @property
    def days(self) -> int:
        """The days of the period, both ends counted."""
        return (self.period_end - self.period_start).days + 1

    @classmethod
    def of(cls, cells: Cells) -> "Timesheet":
        """From a row of the timesheets."""
        return cls(
            period_start=date.fromisoformat(cells["period_start"]),
            period_end=date.fromisoformat(cells["period_end"]),
            regular_hours=amount(cells, "regular_hours"),
            overtime_hours=amount(cells, "overtime_hours"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One employee with everything that was handed in about them. `row` is the number in the list of employees.

    `noted` are (code, evidence) that were found by comparing with other employees or by reading the rows. A case
    whose `employee` is empty is somebody of whom there is no readable row in the list.
    """

    employee_id: str
    row: int = 0
    employee: Cells = field(default_factory=dict)
    timesheets: tuple[Cells, ...] = ()
    adjustments: tuple[Cells, ...] = ()
    prior: str = ""
    noted: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.text('first_name')} {self.text('last_name')}".strip()

    @property
    def salaried(self) -> bool:
        """Paid by the year, not by the hour."""
        return self.text("pay_type") == "salary"

    @property
    def sheets(self) -> tuple[Timesheet, ...]:
        """The timesheets, as they were handed in."""
        return tuple(Timesheet.of(cells) for cells in self.timesheets)

    def text(self, key: str) -> str:
        """A cell of the employee's row, "" where there is none."""
        return self.employee.get(key, "")

    def amount(self, key: str) -> Decimal:
        """A cell as a number; nothing counts as zero."""
        return amount(self.employee, key)

    def yes(self, key: str) -> bool:
        """Whether a cell says yes."""
        return self.text(key) == "Y"

    def day(self, key: str) -> date | None:
        """A cell as a day, None for an empty one."""
        return day_of(self.text(key))

    def adjusted(self, *kinds: str) -> Decimal:
        """The sum of the adjustments of these kinds."""
        return sum((amount(each, "amount") for each in self.adjustments if each["kind"] in kinds), ZERO)

    def with_changes(self, changes: Mapping[str, str]) -> "Case":
        """The case with cells of the employee, or hours of the timesheet, put right.

        Hours make one timesheet of however many there were, and make one where there was none.
        """
        hours = {key: value for key, value in changes.items() if key in HOURS}
        own = {key: value for key, value in changes.items() if key not in HOURS and key != PERIOD}
        period = changes.get(PERIOD, "")
        sheets = self.timesheets
        if hours or period:
            first = dict(sheets[0]) if sheets else {"regular_hours": "0", "overtime_hours": "0"}
            if period:
                first["period_start"], _, first["period_end"] = period.partition("/")
            sheets = ({**first, **hours},)
        return replace(self, employee={**self.employee, **own}, timesheets=sheets)

    def as_json(self, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
        """As JSON values; `without` these columns of the employee."""
        return {
            "employee_id": self.employee_id,
            "row": self.row,
            "employee": {key: value for key, value in self.employee.items() if value and key not in without},
            "timesheets": [dict(each) for each in self.timesheets],
            "adjustments": [dict(each) for each in self.adjustments],
            "prior": self.prior,
            "noted": [list(each) for each in self.noted],
        }

    @classmethod
    def of_json(cls, given: Mapping[str, Any]) -> "Case":
        """From what `as_json` gave."""
        return cls(
            employee_id=str(given["employee_id"]),
            row=int(given["row"]),
            employee=given["employee"],
            timesheets=tuple(given["timesheets"]),
            adjustments=tuple(given["adjustments"]),
            prior=str(given["prior"]),
            noted=tuple((str(code), str(words)) for code, words in given["noted"]),
        )


HOURS = ("regular_hours", "overtime_hours")
PERIOD = "period"
"""A change of the timesheet's period: `2026-05-31/2026-06-13`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One employee's line of the register. `figures` are amounts by name, in the order of the slip; `why` explains
    each by its name, line by line."""

    employee_id: str
    figures: Mapping[str, Decimal]
    why: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def gross(self) -> Decimal:
        """All pay before anything comes off."""
        return self.figures["gross"]

    @property
    def net(self) -> Decimal:
        """What is paid out."""
        return self.figures["net"]

    def as_json(self) -> dict[str, Any]:
        """As JSON values; amounts are decimal strings."""
        return {
            "employee_id": self.employee_id,
            "figures": {key: str(value) for key, value in self.figures.items()},
            "why": {key: list(value) for key, value in self.why.items()},
        }

    @classmethod
    def of_json(cls, given: Mapping[str, Any]) -> "Line":
        """From what `as_json` gave."""
        return cls(
            employee_id=str(given["employee_id"]),
            figures={key: Decimal(value) for key, value in given["figures"].items()},
            why=given["why"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PayException:
    """One thing found about one employee; `evidence` is the sentence a person decides by."""

    employee_id: str
    code: str
    evidence: str


def amount(cells: Cells, key: str) -> Decimal:
    """A cell as a number; an empty or missing one counts as zero."""
    text = cells.get(key, "")
    return Decimal(text) if text else ZERO


def day_of(text: str) -> date | None:
    """A day in ISO form, None for an empty text."""
    return date.fromisoformat(text) if text else None
