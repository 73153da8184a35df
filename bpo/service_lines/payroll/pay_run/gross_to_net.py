"""One employee's pay of one period: gross, what comes off it and why, net."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..explained import Explained
from ..money import ZERO, cents
from ..parameters import UsYear
from ..us_federal import (
    W4,
    additional_medicare,
    medicare,
    periods_a_year,
    social_security,
    withholding,
)
from .records import Adjustment, Employee, Timesheet

OVERTIME = Decimal("1.5")
"""Pay of an overtime hour against a regular one (Fair Labor Standards Act, 29 U.S.C. 207)."""
SUPPLEMENTAL_RATE = Decimal("0.22")
"""Flat rate on supplemental wages up to a million a year (IRS Publication 15, section 7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """An employee's figures, in USD; `why` explains each by its name."""

    employee_id: str
    gross: Decimal
    pretax_401k: Decimal
    health_125: Decimal
    fit_wages: Decimal
    fica_wages: Decimal
    fit: Decimal
    ss: Decimal
    medicare: Decimal
    addl_medicare: Decimal
    garnishment: Decimal
    deductions: Decimal
    net: Decimal
    why: tuple[tuple[str, tuple[str, ...]], ...]


def slip_of(
    employee: Employee, timesheet: Timesheet | None, adjustments: Sequence[Adjustment], *, year: UsYear
) -> Slip:
    """Work out one employee's pay. NotCovered for a frequency or filing status without parameters.

    401(k) comes off before income tax only; health premiums under section 125 before income tax and FICA.
    """
    regular = regular_pay(employee, timesheet, year)
    extra = _sum(adjustments, "earning")
    bonus = _sum(adjustments, "bonus")
    deductions = _sum(adjustments, "deduction")
    gross = regular.amount + extra + bonus
    pretax = cents(gross * employee.pretax_401k_pct / 100)
    health = employee.health_pretax_125
    fica_wages = gross - health
    fit_wages = fica_wages - pretax
    # Supplemental wages are taxed flat; the pre-tax deductions come off the regular ones.
    fit = withholding(max(ZERO, fit_wages - bonus), _w4(employee), frequency=employee.frequency, year=year)
    flat = cents(bonus * SUPPLEMENTAL_RATE)
    ss = social_security(fica_wages, before=employee.ytd_gross, year=year)
    med = medicare(fica_wages, year=year)
    added = additional_medicare(fica_wages, before=employee.ytd_gross, year=year)
    off = pretax + health + fit.amount + flat + ss.amount + med.amount + added.amount
    return Slip(
        employee_id=employee.employee_id,
        gross=gross,
        pretax_401k=pretax,
        health_125=health,
        fit_wages=fit_wages,
        fica_wages=fica_wages,
        fit=fit.amount + flat,
        ss=ss.amount,
        medicare=med.amount,
        addl_medicare=added.amount,
        garnishment=employee.garnishment,
        deductions=deductions,
        net=gross - off - employee.garnishment - deductions,
        why=(
            ("gross", (*regular.because, *_named("earning", extra), *_named("bonus", bonus))),
            ("fit", (*fit.because, *_named(f"bonus × {SUPPLEMENTAL_RATE}", flat))),
            ("ss", ss.because),
            ("medicare", med.because),
            ("addl_medicare", added.because),
        ),
    )


def regular_pay(employee: Employee, timesheet: Timesheet | None, year: UsYear) -> Explained:
    """Salary of one period, or hours at the rate with overtime at one and a half."""
    if employee.salaried:
        periods = periods_a_year(employee.frequency, year)
        return Explained(cents(employee.rate / periods), (f"{employee.rate} a year ÷ {periods} periods",))
    if timesheet is None:
        return Explained(ZERO, ("no timesheet",))
    regular = cents(timesheet.regular_hours * employee.rate)
    overtime = cents(timesheet.overtime_hours * employee.rate * OVERTIME)
    return Explained(
        regular + overtime,
        (
            f"{timesheet.regular_hours} h × {employee.rate} = {regular}",
            f"{timesheet.overtime_hours} h × {employee.rate} × {OVERTIME} = {overtime}",
        ),
    )


def _w4(employee: Employee) -> W4:
    return W4(
        filing_status=employee.filing_status,
        step2=employee.step2,
        step3_credits=employee.step3_credits,
        step4a_other_income=employee.step4a,
        step4b_deductions=employee.step4b,
        step4c_extra=employee.step4c,
    )


def _sum(adjustments: Sequence[Adjustment], kind: str) -> Decimal:
    return sum((each.amount for each in adjustments if each.kind == kind), ZERO)


def _named(what: str, amount: Decimal) -> tuple[str, ...]:
    return (f"{what}: {amount}",) if amount else ()
