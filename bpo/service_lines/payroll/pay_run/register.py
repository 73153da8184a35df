"""The pay register of a run: every employee's slip, who is held and why, and totals that tie."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..money import ZERO
from ..parameters import us_year
from .exceptions import PayException, exceptions_of
from .gross_to_net import Slip, slip_of
from .records import Adjustment, Employee, PayRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Sums over who is paid (held employees stay out). `aba_hash`: the routing numbers' first eight digits, 10 kept."""

    entries: int
    net: Decimal
    aba_hash: str
    gross: Decimal
    fit: Decimal
    ss: Decimal
    medicare: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The outcome of a run."""

    slips: tuple[Slip, ...]
    exceptions: tuple[PayException, ...]
    totals: Totals

    @property
    def held(self) -> frozenset[str]:
        """Employees who are not paid before a person has dealt with what was found."""
        return frozenset(each.employee_id for each in self.exceptions)


def run(pay_run: PayRun, *, year: int) -> Register:
    """Work out a whole run by the parameters of a calendar year; NotCovered where they are not held.

    The same input gives the same register, byte for byte.
    """
    parameters = us_year(year)
    sheets = {sheet.employee_id: sheet for sheet in reversed(pay_run.timesheets)}
    adjustments: dict[str, list[Adjustment]] = defaultdict(list)
    for each in pay_run.adjustments:
        adjustments[each.employee_id].append(each)
    slips = {
        employee.employee_id: slip_of(
            employee,
            sheets.get(employee.employee_id),
            adjustments[employee.employee_id],
            year=parameters,
        )
        for employee in pay_run.employees
        if _is_on_payroll(employee, employee.employee_id in sheets, pay_run.prior)
    }
    found = exceptions_of(pay_run, slips, year=parameters)
    held = {each.employee_id for each in found}
    by_id = {employee.employee_id: employee for employee in pay_run.employees}
    paid = {employee_id: slip for employee_id, slip in slips.items() if employee_id not in held}
    return Register(slips=tuple(slips.values()), exceptions=found, totals=_totals(paid, by_id))


def _is_on_payroll(employee: Employee, has_timesheet: bool, prior: Mapping[str, Decimal]) -> bool:
    """Who left and has no hours, or no salary of the period before, is not part of the run."""
    if employee.status != "terminated" or has_timesheet:
        return True
    return employee.salaried and employee.employee_id in prior


def _totals(paid: Mapping[str, Slip], employees: Mapping[str, Employee]) -> Totals:
    slips = paid.values()
    hashed = sum(int(employees[employee_id].aba[:8]) for employee_id in paid)
    return Totals(
        entries=len(paid),
        net=sum((slip.net for slip in slips), ZERO),
        aba_hash=str(hashed)[-10:],
        gross=sum((slip.gross for slip in slips), ZERO),
        fit=sum((slip.fit for slip in slips), ZERO),
        ss=sum((slip.ss for slip in slips), ZERO),
        medicare=sum((slip.medicare for slip in slips), ZERO),
    )
