"""One UK employee's pay of one period: gross, pension, PAYE, National Insurance, loans, net, the employer's part."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ..explained import Explained
from ..money import ZERO, cents
from ..parameters import NotCovered, UkYear
from ..uk_paye import TaxCode, income_tax, is_beyond_the_year, student_loan, tax_code
from .records import Case, Line
from .uk_director import insurance
from .us_pay import named, regular_pay

PERIODS = {"weekly": 52, "fortnightly": 26, "fourweekly": 13, "monthly": 12}
_WEEKS = {"weekly": 1, "fortnightly": 2, "fourweekly": 4}
_FREQUENCIES = {
    "week": "weekly",
    "biweekly": "fortnightly",
    "twoweekly": "fortnightly",
    "4weekly": "fourweekly",
    "lunar": "fourweekly",
    "month": "monthly",
}
_RELIEF = Decimal("0.20")
"""Basic-rate tax that a scheme with relief at source claims itself (Finance Act 2004, section 192)."""


@dataclass(frozen=True, slots=True)
class Pension:
    """What is taken for a pension: from the employee, by the employer, and by which method."""

    method: str
    employee: Explained
    employer: Explained

    def of(self, method: str) -> Decimal:
        """The employee's part where it is taken by this method, else nothing."""
        return self.employee.amount if self.method == method else ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pay:
    """One period's pay taken apart, each part with how it came about. `full` is what was earned."""

    case: Case
    regular: Explained
    extra: Decimal
    bonus: Decimal
    pension: Pension
    tax: Explained
    ni: Explained
    ni_er: Explained
    loans: tuple[Explained, Explained]

    @property
    def gross(self) -> Decimal:
        """What was earned, less salary given up for a pension."""
        return self.regular.amount + self.extra + self.bonus - self.pension.of("salary_sacrifice")

    @property
    def taxable(self) -> Decimal:
        return self.gross - self.pension.of("net_pay")

    @property
    def pensioned(self) -> Decimal:
        """What is taken from net pay for a pension; at source without the tax that the scheme claims itself."""
        return self.pension.of("net_pay") + cents(self.pension.of("relief_at_source") * (1 - _RELIEF))

    @property
    def attachment(self) -> Decimal:
        return self.case.amount("garnishment")

    @property
    def deductions(self) -> Decimal:
        return self.case.adjusted("deduction", "pretax_125", "pretax_401k")

    @property
    def reimbursed(self) -> Decimal:
        return self.case.adjusted("reimbursement")

    @property
    def off(self) -> Decimal:
        """All that comes off gross pay."""
        taken = self.pensioned + self.tax.amount + self.ni.amount + self.attachment + self.deductions
        return taken + sum((loan.amount for loan in self.loans), ZERO)


def uk_line(case: Case, *, pays_on: date, year: UkYear) -> Line:
    """Work out one employee's pay. NotCovered for what has no parameters: a frequency, a code, an NI category."""
    frequency = frequency_of(case.text("frequency"))
    regular = regular_pay(case, PERIODS[frequency])
    extra, bonus = case.adjusted("earning"), case.adjusted("bonus")
    full = regular.amount + extra + bonus
    pension = _pension(case, full, frequency, year)
    gross = full - pension.of("salary_sacrifice")
    ni, ni_er = insurance(
        case,
        max(ZERO, gross),
        frequency=frequency,
        pays_on=pays_on,
        last=tax_period(pays_on, frequency, year) >= PERIODS[frequency],
        year=year,
    )
    pay = _Pay(
        case=case,
        regular=regular,
        extra=extra,
        bonus=bonus,
        pension=pension,
        tax=_tax(case, gross - pension.of("net_pay"), frequency, pays_on, year),
        ni=ni,
        ni_er=ni_er,
        loans=_loans(case, gross, frequency, year),
    )
    return Line(employee_id=case.employee_id, figures=_figures(pay), why=_why(pay))


def _figures(pay: _Pay) -> dict[str, Decimal]:
    case = pay.case
    return {
        "gross": pay.gross,
        "pension": pay.pensioned,
        "taxable_pay": pay.taxable,
        "tax": pay.tax.amount,
        "ni_ee": pay.ni.amount,
        "student_loan": pay.loans[0].amount,
        "postgraduate_loan": pay.loans[1].amount,
        "garnishment": pay.attachment,
        "deductions": pay.deductions,
        "reimbursement": pay.reimbursed,
        "net": pay.gross - pay.off + pay.reimbursed,
        "ni_er": pay.ni_er.amount,
        "pension_er": pay.pension.employer.amount + pay.pension.of("salary_sacrifice"),
        "taxable_to_date": case.amount("gross_ytd_before") + pay.taxable,
        "tax_to_date": case.amount("tax_ytd_before") + pay.tax.amount,
    }


def _why(pay: _Pay) -> dict[str, tuple[str, ...]]:
    """By figure, how it came about."""
    case, pension, loans = pay.case, pay.pension, pay.loans
    sacrificed = pension.of("salary_sacrifice")
    net = f"{pay.gross} less {pay.off}" + (f" plus reimbursed {pay.reimbursed}" if pay.reimbursed else "")
    return {
        "gross": (
            *pay.regular.because,
            *named("Earnings", pay.extra),
            *named("Bonus", pay.bonus),
            *((f"less {sacrificed} of salary given up for pension",) if sacrificed else ()),
        ),
        **({"pension": pension.employee.because} if pension.method else {}),
        "taxable_pay": (f"{pay.gross} less pension by net pay {pension.of('net_pay')}",),
        "garnishment": named("List of employees", pay.attachment),
        "deductions": named("Adjustments", pay.deductions),
        "reimbursement": named("Adjustments", pay.reimbursed),
        "taxable_to_date": (f"{case.amount('gross_ytd_before')} before + {pay.taxable}",),
        "tax_to_date": (f"{case.amount('tax_ytd_before')} before + {pay.tax.amount}",),
        "tax": pay.tax.because,
        "ni_ee": pay.ni.because,
        **({"student_loan": loans[0].because} if loans[0].because else {}),
        **({"postgraduate_loan": loans[1].because} if loans[1].because else {}),
        "net": (net,),
        "ni_er": pay.ni_er.because,
        "pension_er": (*pension.employer.because, *named("salary given up", sacrificed)),
    }


def frequency_of(given: str) -> str:
    """The frequency by the name that the tables have; NotCovered for others."""
    word = re.sub(r"[\W_]+", "", given.lower())
    found = _FREQUENCIES.get(word, word)
    if found not in PERIODS:
        raise NotCovered(f"Pay frequency “{given}” is not covered; covered: {', '.join(PERIODS)}.")
    return found


def tax_period(pays_on: date, frequency: str, year: UkYear) -> int:
    """The tax period of a pay day, from 1: months begin on the 6th, weeks count from 6 April (HMRC, CWG2)."""
    if frequency == "monthly":
        months = (pays_on.year - year.begins.year) * 12 + pays_on.month - year.begins.month
        return months + (1 if pays_on.day >= year.begins.day else 0)
    week = (pays_on - year.begins).days // 7
    return week // _WEEKS[frequency] + 1


def _tax(case: Case, taxable: Decimal, frequency: str, pays_on: date, year: UkYear) -> Explained:
    code: TaxCode = tax_code(case.text("tax_code"))
    period = tax_period(pays_on, frequency, year)
    alone = code.alone or case.yes("w1m1")
    found = income_tax(
        taxable,
        replace(code, alone=alone),
        frequency=frequency,
        period=period,
        gross_before=case.amount("gross_ytd_before"),
        tax_before=case.amount("tax_ytd_before"),
        year=year,
    )
    basis = "week 1/month 1" if alone or is_beyond_the_year(period, frequency) else "cumulative"
    return replace(
        found, because=(f"code {case.text('tax_code')}, {basis}, tax period {period}", *found.because)
    )


def _pension(case: Case, pay: Decimal, frequency: str, year: UkYear) -> Pension:
    percent, employer = case.amount("pension_pct"), case.amount("pension_employer_pct")
    if not percent and not employer:
        return Pension("", Explained(ZERO, ()), Explained(ZERO, ()))
    method = case.text("pension_method")
    if percent and not method:
        raise NotCovered(
            "How the pension is taken is not said: net_pay, relief_at_source or salary_sacrifice."
        )
    if case.text("pension_basis") == "all":
        base, words = max(ZERO, pay), f"all pay {pay}"
    else:
        lower, upper = year.qualifying_earnings[frequency]
        base = max(ZERO, min(pay, upper) - lower)
        words = f"{base} of pay between {lower} and {upper}"
    return Pension(
        method,
        Explained(cents(base * percent / 100), (f"{words} × {percent} %, {method.replace('_', ' ')}",)),
        Explained(cents(base * employer / 100), (f"{words} × {employer} %",) if employer else ()),
    )


def _loans(case: Case, pay: Decimal, frequency: str, year: UkYear) -> tuple[Explained, Explained]:
    """(student loan, postgraduate loan)."""
    nothing = Explained(ZERO, ())
    plan = re.sub(r"[\W_]+", "", case.text("student_loan").lower())
    plan = (
        ""
        if plan in ("none", "no", "n", "0")
        else plan
        if plan.startswith("plan") or not plan
        else f"plan{plan}"
    )
    student = student_loan(pay, plan, frequency=frequency, year=year) if plan else nothing
    postgraduate = (
        student_loan(pay, "postgraduate", frequency=frequency, year=year)
        if case.yes("postgraduate_loan")
        else nothing
    )
    return student, postgraduate
