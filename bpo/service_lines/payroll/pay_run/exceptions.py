"""What must not be paid before a person has looked: each check names its code and its evidence."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..parameters import UsYear
from .gross_to_net import Slip
from .records import Employee, PayRun, Timesheet

REASONS: Mapping[str, str] = {
    "SSN_MISSING": "No Social Security number is given.",
    "SSN_INVALID": "The Social Security number cannot exist.",
    "DUPLICATE_SSN": "Two employees have the same Social Security number.",
    "DUPLICATE_EMPLOYEE": "The employee is in the list twice.",
    "DUPLICATE_BANK_ACCOUNT": "Two employees are paid into the same bank account.",
    "BANK_MISSING": "No bank account is given.",
    "ABA_INVALID": "The bank's routing number fails its check digit.",
    "TERMINATED_PAID": "Paid for a period after the employment ended.",
    "PAID_BEFORE_HIRE": "Paid for a period before the employment began.",
    "PART_PERIOD": "A salary for a period in which the employment began or ended: the part is to be agreed.",
    "BELOW_MINIMUM_WAGE": "The hourly rate is below the federal minimum wage.",
    "OVERTIME_NOT_SPLIT": "More regular hours than the period has, with overtime not split off.",
    "IMPOSSIBLE_HOURS": "More hours than can be, or fewer than none.",
    "MISSING_TIMESHEET": "Paid by the hour, and no timesheet is there.",
    "DUPLICATE_TIMESHEET": "More than one timesheet for the period.",
    "WRONG_PERIOD": "The timesheet is for another period.",
    "UNKNOWN_EMPLOYEE": "A timesheet or adjustment is for somebody who is not in the list.",
    "NEGATIVE_NET": "The deductions are more than the pay.",
    "VARIANCE": "Gross pay differs by more than a quarter from the period before.",
    "STATE_NOT_COVERED": "The employee works in a state with an income tax that is not covered here.",
}
VARIANCE = Decimal("0.25")
"""Part of the gross pay of the period before by which this one may differ."""
REGULAR_HOURS = {"weekly": Decimal(40), "biweekly": Decimal(80)}
"""Regular hours of a period (29 U.S.C. 207: forty a week)."""
POSSIBLE_HOURS = {
    "weekly": Decimal(84),
    "biweekly": Decimal(168),
    "semimonthly": Decimal(184),
    "monthly": Decimal(372),
}
"""More than twelve hours on each day of the period are taken to be a slip of the pen."""
NO_INCOME_TAX = frozenset({"", "AK", "FL", "NV", "NH", "SD", "TN", "TX", "WA", "WY"})
"""States without a tax on wages; for others the figures would be incomplete."""
_HOURS_IN_DOUBT = {"IMPOSSIBLE_HOURS", "MISSING_TIMESHEET", "DUPLICATE_TIMESHEET", "WRONG_PERIOD"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PayException:
    """One thing found about one employee; `evidence` is the sentence a person decides by."""

    employee_id: str
    code: str
    evidence: str


def exceptions_of(pay_run: PayRun, slips: Mapping[str, Slip], *, year: UsYear) -> tuple[PayException, ...]:
    """Everything that keeps an employee out of the payment file, in the order of the list."""
    found: list[PayException] = []
    sheets: dict[str, list[Timesheet]] = defaultdict(list)
    for sheet in pay_run.timesheets:
        sheets[sheet.employee_id].append(sheet)
    twice = _twice(pay_run.employees)
    for employee in pay_run.employees:
        own = sheets.get(employee.employee_id, [])
        codes: dict[str, str] = {**twice.get(employee.employee_id, {})}
        codes.update(_identity(employee))
        codes.update(_employment(employee, own, pay_run.period))
        codes.update(_hours(employee, own, pay_run.period))
        codes.update(_pay(employee, slips.get(employee.employee_id), pay_run.prior, codes, year))
        found.extend(
            PayException(employee_id=employee.employee_id, code=code, evidence=evidence)
            for code, evidence in codes.items()
        )
    found.extend(_unknown(pay_run))
    return tuple(found)


def aba_is_valid(number: str) -> bool:
    """Nine digits whose weighted sum (3, 7, 1) is a multiple of ten (American Bankers Association)."""
    if re.fullmatch(r"[0-9]{9}", number) is None:
        return False
    return sum(int(digit) * weight for digit, weight in zip(number, (3, 7, 1) * 3, strict=True)) % 10 == 0


def ssn_is_possible(ssn: str) -> bool:
    """Area not 000, 666 or 9xx, group not 00, serial not 0000 (Social Security Administration, since 2011)."""
    found = re.fullmatch(r"([0-9]{3})-?([0-9]{2})-?([0-9]{4})", ssn)
    if found is None:
        return False
    area, group, serial = found.groups()
    return area not in ("000", "666") and area[0] != "9" and group != "00" and serial != "0000"


def _twice(employees: Sequence[Employee]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    ids = Counter(employee.employee_id for employee in employees)
    accounts: dict[tuple[str, str], list[str]] = defaultdict(list)
    numbers: dict[str, list[str]] = defaultdict(list)
    for employee in {each.employee_id: each for each in employees}.values():
        if employee.account:
            accounts[employee.aba, employee.account.lstrip("0")].append(employee.employee_id)
        if employee.ssn:
            numbers[re.sub(r"\D", "", employee.ssn)].append(employee.employee_id)
    for employee_id, count in ids.items():
        if count > 1:
            found[employee_id]["DUPLICATE_EMPLOYEE"] = f"{count} rows of the list bear {employee_id}."
    for code, groups in (("DUPLICATE_BANK_ACCOUNT", accounts.values()), ("DUPLICATE_SSN", numbers.values())):
        for group in groups:
            for employee_id in group if len(group) > 1 else ():
                others = ", ".join(each for each in group if each != employee_id)
                found[employee_id][code] = f"The same as {others}."
    return found


def _identity(employee: Employee) -> Iterator[tuple[str, str]]:
    if not employee.ssn:
        yield "SSN_MISSING", "The cell is empty."
    elif not ssn_is_possible(employee.ssn):
        yield "SSN_INVALID", "No number of this form is ever given out."
    if not employee.account or not employee.aba:
        yield "BANK_MISSING", "Routing number or account is empty."
    elif not aba_is_valid(employee.aba):
        yield "ABA_INVALID", f"{employee.aba} fails its check digit."
    if employee.work_state not in NO_INCOME_TAX:
        yield "STATE_NOT_COVERED", f"Works in {employee.work_state}."


def _employment(
    employee: Employee, sheets: Sequence[Timesheet], period: tuple[date, date] | None
) -> Iterator[tuple[str, str]]:
    if not sheets and not employee.salaried:
        return
    start, end = period or (None, None)
    if employee.term_date is not None and start is not None and employee.term_date < start:
        yield "TERMINATED_PAID", f"Employed until {employee.term_date}, the period begins on {start}."
    elif employee.status == "terminated" and employee.term_date is None:
        yield "TERMINATED_PAID", "Terminated, without a last day."
    if employee.hire_date is not None and end is not None and employee.hire_date > end:
        yield "PAID_BEFORE_HIRE", f"Employed from {employee.hire_date}, the period ends on {end}."
    for day in (employee.hire_date, employee.term_date):
        if (
            employee.salaried
            and day is not None
            and start is not None
            and end is not None
            and start < day < end
        ):
            yield "PART_PERIOD", f"Employed from {employee.hire_date} until {employee.term_date or 'now'}."


def _hours(
    employee: Employee, sheets: Sequence[Timesheet], period: tuple[date, date] | None
) -> Iterator[tuple[str, str]]:
    if not sheets:
        if not employee.salaried and employee.status == "active":
            yield "MISSING_TIMESHEET", "No timesheet bears this number."
        return
    if len(sheets) > 1:
        yield "DUPLICATE_TIMESHEET", f"{len(sheets)} timesheets bear this number."
    for sheet in sheets:
        if (sheet.period_start, sheet.period_end) != period:
            yield "WRONG_PERIOD", f"From {sheet.period_start} to {sheet.period_end}."
        hours = sheet.regular_hours + sheet.overtime_hours
        usual = REGULAR_HOURS.get(employee.frequency)
        if (
            hours > POSSIBLE_HOURS.get(employee.frequency, hours)
            or min(sheet.regular_hours, sheet.overtime_hours) < 0
        ):
            yield "IMPOSSIBLE_HOURS", f"{hours} hours."
        elif usual is not None and not employee.salaried and sheet.regular_hours > usual:
            yield "OVERTIME_NOT_SPLIT", f"{sheet.regular_hours} regular hours, {usual} are regular."


def _pay(
    employee: Employee,
    slip: Slip | None,
    prior: Mapping[str, Decimal],
    codes: Mapping[str, str],
    year: UsYear,
) -> Iterator[tuple[str, str]]:
    if not employee.salaried and employee.rate < year.minimum_wage:
        yield "BELOW_MINIMUM_WAGE", f"{employee.rate} an hour, the minimum is {year.minimum_wage}."
    if slip is None:
        return
    if slip.net < 0:
        yield "NEGATIVE_NET", f"Net pay would be {slip.net}."
    before = prior.get(employee.employee_id)
    # Hours in doubt make the pay differ: the doubt is said once, where it comes from.
    if before and not _HOURS_IN_DOUBT & codes.keys() and abs(slip.gross - before) > VARIANCE * before:
        percent = (slip.gross - before) / before * 100
        yield "VARIANCE", f"{slip.gross} after {before}: {percent:+.1f} %."


def _unknown(pay_run: PayRun) -> Iterator[PayException]:
    known = {employee.employee_id for employee in pay_run.employees}
    given = [sheet.employee_id for sheet in pay_run.timesheets]
    given += [adjustment.employee_id for adjustment in pay_run.adjustments]
    for employee_id in dict.fromkeys(given):
        if employee_id not in known:
            yield PayException(
                employee_id=employee_id, code="UNKNOWN_EMPLOYEE", evidence="Not in the list of employees."
            )
