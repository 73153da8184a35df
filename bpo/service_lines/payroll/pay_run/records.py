"""What a client hands in for a pay run, read strictly: a cell that cannot be read is named, never guessed.

Tables come as rows of text (a header and cells), from whatever file they were in.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from ..money import ZERO

Cells = Mapping[str, str]
_Read = TypeVar("_Read")
_TRUE = {"1", "y", "yes", "true", "x"}
_FALSE = {"", "0", "n", "no", "false"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A row that cannot be used: `row` counts from 1 below the header."""

    table: str
    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """One employee of a US pay run. `rate` is USD an hour, or a year for salaries; credits and 4(a), 4(b) a year."""

    employee_id: str
    first_name: str
    last_name: str
    ssn: str
    status: str
    hire_date: date | None
    term_date: date | None
    salaried: bool
    rate: Decimal
    frequency: str
    filing_status: str
    step2: bool
    step3_credits: Decimal
    step4a: Decimal
    step4b: Decimal
    step4c: Decimal
    pretax_401k_pct: Decimal
    health_pretax_125: Decimal
    garnishment: Decimal
    ytd_gross: Decimal
    aba: str
    account: str
    work_state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timesheet:
    """Hours of one employee in one period."""

    employee_id: str
    period_start: date
    period_end: date
    regular_hours: Decimal
    overtime_hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """An amount beside the usual pay: `kind` is `bonus` (supplemental wages), `earning` or `deduction` (after tax)."""

    employee_id: str
    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PayRun:
    """Everything handed in for one period. `prior` is each employee's gross pay of the period before."""

    employees: tuple[Employee, ...]
    timesheets: tuple[Timesheet, ...]
    adjustments: tuple[Adjustment, ...]
    prior: Mapping[str, Decimal]
    problems: tuple[Problem, ...] = ()

    @property
    def period(self) -> tuple[date, date] | None:
        """The (first, last) day that most timesheets are for; None without any."""
        if not self.timesheets:
            return None
        counted = Counter((sheet.period_start, sheet.period_end) for sheet in self.timesheets)
        return max(counted, key=lambda period: (counted[period], period))


def read_pay_run(tables: Mapping[str, Sequence[Cells]]) -> PayRun:
    """Read the tables `employees`, `timesheets`, `prior_register`, `adjustments` (the last two may be missing).

    Rows that cannot be read are left out and named in `problems`.
    """
    problems: list[Problem] = []

    def table(name: str, read: Callable[[Cells], _Read]) -> tuple[_Read, ...]:
        found = []
        for number, cells in enumerate(tables.get(name, ()), start=1):
            try:
                found.append(read(cells))
            except _Unreadable as error:
                problems.append(Problem(table=name, row=number, column=error.column, message=error.message))
        return tuple(found)

    return PayRun(
        employees=table("employees", _employee),
        timesheets=table("timesheets", _timesheet),
        adjustments=table("adjustments", _adjustment),
        prior=dict(table("prior_register", _prior)),
        problems=tuple(problems),
    )


class _Unreadable(ValueError):
    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


def _employee(cells: Cells) -> Employee:
    pay_type = _one_of(cells, "pay_type", ("hourly", "salary"))
    return Employee(
        employee_id=_needed(cells, "employee_id"),
        first_name=_text(cells, "first_name"),
        last_name=_text(cells, "last_name"),
        ssn=_text(cells, "ssn"),
        status=_text(cells, "status").lower() or "active",
        hire_date=_date(cells, "hire_date"),
        term_date=_date(cells, "term_date"),
        salaried=pay_type == "salary",
        rate=_amount(cells, "rate", needed=True),
        frequency=_needed(cells, "frequency").lower(),
        filing_status=_needed(cells, "filing_status").lower(),
        step2=_yes(cells, "step2"),
        step3_credits=_amount(cells, "step3_credits"),
        step4a=_amount(cells, "step4a"),
        step4b=_amount(cells, "step4b"),
        step4c=_amount(cells, "step4c"),
        pretax_401k_pct=_amount(cells, "pretax_401k_pct"),
        health_pretax_125=_amount(cells, "health_pretax_125"),
        garnishment=_amount(cells, "garnishment"),
        ytd_gross=_amount(cells, "ytd_gross"),
        aba=_text(cells, "aba"),
        account=_text(cells, "account"),
        work_state=_text(cells, "work_state").upper(),
    )


def _timesheet(cells: Cells) -> Timesheet:
    return Timesheet(
        employee_id=_needed(cells, "employee_id"),
        period_start=_day(cells, "period_start"),
        period_end=_day(cells, "period_end"),
        regular_hours=_amount(cells, "regular_hours"),
        overtime_hours=_amount(cells, "overtime_hours"),
    )


def _adjustment(cells: Cells) -> Adjustment:
    return Adjustment(
        employee_id=_needed(cells, "employee_id"),
        kind=_one_of(cells, "kind", ("bonus", "earning", "deduction")),
        amount=_amount(cells, "amount", needed=True),
    )


def _prior(cells: Cells) -> tuple[str, Decimal]:
    return _needed(cells, "employee_id"), _amount(cells, "prior_gross", needed=True)


def _text(cells: Cells, column: str) -> str:
    return (cells.get(column) or "").strip()


def _needed(cells: Cells, column: str) -> str:
    text = _text(cells, column)
    if not text:
        raise _Unreadable(column, f"“{column}” is empty.")
    return text


def _one_of(cells: Cells, column: str, known: tuple[str, ...]) -> str:
    text = _needed(cells, column).lower()
    if text not in known:
        raise _Unreadable(column, f"“{text}” is none of {', '.join(known)}.")
    return text


def _yes(cells: Cells, column: str) -> bool:
    text = _text(cells, column).lower()
    if text not in _TRUE | _FALSE:
        raise _Unreadable(column, f"“{text}” is neither yes nor no.")
    return text in _TRUE


def _amount(cells: Cells, column: str, *, needed: bool = False) -> Decimal:
    text = _needed(cells, column) if needed else _text(cells, column)
    if not text:
        return ZERO
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or abs(amount) >= Decimal(10**9):
        raise _Unreadable(column, f"“{text}” is not a plain number such as 1234.56.")
    return amount


def _date(cells: Cells, column: str) -> date | None:
    text = _text(cells, column)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _Unreadable(column, f"“{text}” is not a date such as 2026-06-13.") from None


def _day(cells: Cells, column: str) -> date:
    _needed(cells, column)
    found = _date(cells, column)
    assert found is not None
    return found
