"""What is found about one employee by themselves: employment, hours, pay."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from ...parameters import UkYear, UsYear
from ..records import Case, Line, Occasion, PayException, Timesheet
from .identity import uk_identity, us_identity

HOURS_A_DAY = 12
"""More than this on each day of the period is taken to be a slip of the pen."""
HOURS_A_WEEK = Decimal(40)
"""Regular hours of a week (29 U.S.C. 207)."""
UK_HOURS_A_WEEK = Decimal(48)
"""The most hours of a week, where the contract names none (Working Time Regulations 1998, regulation 4)."""
_WHOLE_WEEKS = {7: 1, 14: 2, 28: 4}
_HOURS_IN_DOUBT = {
    "IMPOSSIBLE_HOURS",
    "MISSING_TIMESHEET",
    "DUPLICATE_TIMESHEET",
    "WRONG_PERIOD",
    "OVERTIME_NOT_SPLIT",
    "BELOW_MINIMUM_WAGE",
    "PART_PERIOD",
    "DUPLICATE_EMPLOYEE",
}
"""What makes the pay itself doubtful: that it differs is then said once, where it comes from."""
_HOURS_UNKNOWN = frozenset({"IMPOSSIBLE_HOURS", "MISSING_TIMESHEET", "WRONG_PERIOD"})
"""There may be more pay than the hours given come to: that it is negative says nothing yet."""


def exceptions_of(
    case: Case, line: Line | None, occasion: Occasion, *, year: UsYear | UkYear
) -> tuple[PayException, ...]:
    """Everything that keeps an employee out of the payment file. `line` None: there are no figures."""
    if not case.employee:
        return tuple(_exceptions(case, dict(case.noted)))
    codes = dict(case.noted)
    codes.update(us_identity(case, year=year) if isinstance(year, UsYear) else uk_identity(case))
    codes.update(_employment(case, occasion.period))
    codes.update(_hours(case, occasion.period, is_us=isinstance(year, UsYear)))
    codes.update(_wage(case, occasion, year))
    if isinstance(year, UkYear):
        codes.update(_so_far(case, occasion, year))
    if line is not None:
        codes.update(_pay(case, line, codes, occasion.variance))
    return tuple(_exceptions(case, codes))


def _exceptions(case: Case, codes: Mapping[str, str]) -> Iterator[PayException]:
    for code, evidence in codes.items():
        yield PayException(employee_id=case.employee_id, code=code, evidence=evidence)


def _employment(case: Case, period: tuple[date, date] | None) -> Iterator[tuple[str, str]]:
    if not case.timesheets and not case.salaried:
        return
    start, end = period or (None, None)
    hired, left = case.day("hire_date"), case.day("term_date")
    if left is not None and start is not None and left < start:
        yield "TERMINATED_PAID", f"Employed until {left}, the period begins on {start}."
    elif case.text("status") == "terminated" and left is None:
        yield "TERMINATED_PAID", "Terminated, without a last day."
    if hired is not None and end is not None and hired > end:
        yield "PAID_BEFORE_HIRE", f"Employed from {hired}, the period ends on {end}."
    if not case.salaried or start is None or end is None:
        return
    if (hired is not None and start < hired <= end) or (left is not None and start <= left < end):
        yield (
            "PART_PERIOD",
            f"Employed from {hired or 'before'} until {left or 'now'}, paid the whole period.",
        )


def _hours(case: Case, period: tuple[date, date] | None, *, is_us: bool) -> Iterator[tuple[str, str]]:
    sheets = case.sheets
    if not sheets:
        if not case.salaried and case.text("status") != "terminated":
            yield "MISSING_TIMESHEET", "No timesheet bears this number."
        return
    if len(sheets) > 1:
        yield (
            "DUPLICATE_TIMESHEET",
            f"{len(sheets)} timesheets bear this number; the figures are by the first.",
        )
    for sheet in sheets:
        other = (sheet.period_start, sheet.period_end) != period
        if other:
            yield "WRONG_PERIOD", f"From {sheet.period_start} to {sheet.period_end}."
        usual = most_regular_hours(sheet) if is_us else _most_uk_hours(case, sheet)
        if sheet.hours > HOURS_A_DAY * sheet.days or min(sheet.regular_hours, sheet.overtime_hours) < 0:
            yield "IMPOSSIBLE_HOURS", f"{sheet.hours} hours in {sheet.days} days."
        elif not other and not case.salaried and sheet.regular_hours > usual:
            yield "OVERTIME_NOT_SPLIT", f"{sheet.regular_hours} regular hours, at most {usual:f} are regular."


def most_regular_hours(sheet: Timesheet) -> Decimal:
    """The most hours of a period that can be regular: forty a week; where weeks are cut, eight on each weekday."""
    if sheet.days in _WHOLE_WEEKS:
        return HOURS_A_WEEK * _WHOLE_WEEKS[sheet.days]
    weekdays = sum(
        (sheet.period_start + timedelta(days=day)).weekday() < 5
        for day in range(min(max(sheet.days, 0), 400))
    )
    return max(Decimal(weekdays * 8), (HOURS_A_WEEK * sheet.days / 7).quantize(Decimal("0.01")))


def _most_uk_hours(case: Case, sheet: Timesheet) -> Decimal:
    weekly = case.amount("weekly_hours") or UK_HOURS_A_WEEK
    weekdays = sum(
        (sheet.period_start + timedelta(days=day)).weekday() < 5
        for day in range(min(max(sheet.days, 0), 400))
    )
    return max(weekly * weekdays / 5, weekly * sheet.days / 7).quantize(Decimal("0.01"))


def _wage(case: Case, occasion: Occasion, year: UsYear | UkYear) -> Iterator[tuple[str, str]]:
    rate = case.amount("rate")
    if case.salaried:
        return
    if isinstance(year, UsYear):
        if rate < year.minimum_wage:
            yield "BELOW_MINIMUM_WAGE", f"{rate} an hour, the minimum is {year.minimum_wage}."
        return
    minimum, words = _uk_minimum(case, occasion, year)
    if rate < minimum:
        yield "BELOW_MINIMUM_WAGE", f"{rate} an hour, the minimum is {minimum} {words}."


def _uk_minimum(case: Case, occasion: Occasion, year: UkYear) -> tuple[Decimal, str]:
    """The rate by age on the first day of the period (National Minimum Wage Regulations 2015, regulation 4A)."""
    if case.yes("apprentice"):
        return year.apprentice_wage, "for apprentices"
    born = case.day("date_of_birth")
    day = occasion.period[0] if occasion.period else occasion.day
    if born is None or day is None:
        return year.minimum_wage[0][1], "for adults, and no date of birth is given"
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return next((wage, f"at the age of {age}") for least, wage in year.minimum_wage if age >= least)


def _so_far(case: Case, occasion: Occasion, year: UkYear) -> Iterator[tuple[str, str]]:
    """A cumulative code needs what was paid before in the tax year; nothing before is a 0, not an empty cell."""
    given = case.text("gross_ytd_before") and case.text("tax_ytd_before")
    hired, start = case.day("hire_date"), occasion.period[0] if occasion.period else None
    new = hired is not None and start is not None and hired >= start
    first = occasion.pays_on is not None and (occasion.pays_on - year.begins).days < 28
    alone = case.yes("w1m1") or case.text("tax_code").upper().replace(" ", "").endswith(("W1", "M1", "X"))
    if not (given or new or first or alone):
        yield "YTD_MISSING", "Write the taxable pay and the tax so far this tax year; 0 where there was none."


def _pay(case: Case, line: Line, codes: Mapping[str, str], variance: Decimal) -> Iterator[tuple[str, str]]:
    doubtful = bool(_HOURS_IN_DOUBT & codes.keys())
    if line.net < 0 and not _HOURS_UNKNOWN & codes.keys():
        yield "NEGATIVE_NET", f"Net pay would be {line.net}."
    before = Decimal(case.prior) if case.prior else Decimal(0)
    if before > 0 and not doubtful and abs(line.gross - before) > variance * before:
        percent = (line.gross - before) / before * 100
        yield "VARIANCE", f"{line.gross} after {before}: {percent:+.1f} %."
