"""One US employee's pay of one period: gross, what comes off it and why, net, and what the employer owes beside it."""

from dataclasses import dataclass
from decimal import Decimal

from ..explained import Explained
from ..money import ZERO, cents
from ..parameters import UsYear
from ..us_federal import (
    W4,
    additional_medicare,
    allowances_of,
    futa,
    medicare,
    periods_a_year,
    social_security,
    withholding,
)
from .records import Case, Line

OVERTIME = Decimal("1.5")
"""Pay of an overtime hour against a regular one (Fair Labor Standards Act, 29 U.S.C. 207)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bases:
    """What each tax is reckoned of."""

    gross: Decimal
    bonus: Decimal
    pretax: Decimal
    health: Decimal

    @property
    def fica(self) -> Decimal:
        return self.gross - self.health

    @property
    def fit(self) -> Decimal:
        return self.fica - self.pretax


def us_line(case: Case, *, year: UsYear) -> Line:
    """Work out one employee's pay. NotCovered for a frequency or filing status without parameters.

    401(k) comes off before income tax only; premiums under section 125 before income tax and FICA. Supplemental wages
    are taxed flat, so the pre-tax deductions come off the regular ones.
    """
    regular = regular_pay(case, periods_a_year(case.text("frequency"), year))
    extra, bonus = case.adjusted("earning"), case.adjusted("bonus")
    gross = regular.amount + extra + bonus
    percent = case.amount("pretax_401k_pct")
    pretax = cents(gross * percent / 100) + case.adjusted("pretax_401k")
    health = case.amount("health_pretax_125") + case.adjusted("pretax_125")
    bases = _Bases(gross=gross, bonus=bonus, pretax=pretax, health=health)
    fit = _income_tax(case, bases, year)
    before = case.amount("ytd_fica_wages") if case.text("ytd_fica_wages") else case.amount("ytd_gross")
    ss = social_security(bases.fica, before=before, year=year)
    med = medicare(bases.fica, year=year)
    added = additional_medicare(bases.fica, before=before, year=year)
    unemployment = futa(bases.fica, before=before, year=year)
    garnishment, deductions = case.amount("garnishment"), case.adjusted("deduction")
    reimbursed = case.adjusted("reimbursement")
    off = pretax + health + fit.amount + ss.amount + med.amount + added.amount + garnishment + deductions
    return Line(
        employee_id=case.employee_id,
        figures={
            "gross": gross,
            "pretax_401k": pretax,
            "health_125": health,
            "fit_wages": bases.fit,
            "fica_wages": bases.fica,
            "fit": fit.amount,
            "ss": ss.amount,
            "medicare": med.amount,
            "addl_medicare": added.amount,
            "garnishment": garnishment,
            "deductions": deductions,
            "reimbursement": reimbursed,
            "net": gross - off + reimbursed,
            "er_ss": ss.amount,
            "er_medicare": med.amount,
            "er_futa": unemployment.amount,
        },
        why={
            "gross": (*regular.because, *_named("Earnings", extra), *_named("Supplemental wages", bonus)),
            "pretax_401k": (
                *((f"{gross} × {percent} %",) if percent else ()),
                *_named("Adjustments", case.adjusted("pretax_401k")),
            ),
            "health_125": (
                *_named("List of employees", case.amount("health_pretax_125")),
                *_named("Adjustments", case.adjusted("pretax_125")),
            ),
            "garnishment": _named("List of employees", garnishment),
            "deductions": _named("Adjustments", deductions),
            "reimbursement": _named("Adjustments", reimbursed),
            "fit_wages": (f"{gross} less section 125 {health} and 401(k) {pretax}",),
            "fica_wages": (f"{gross} less section 125 {health}",),
            "fit": fit.because,
            "ss": ss.because,
            "medicare": med.because,
            **({"addl_medicare": added.because} if added.amount else {}),
            "net": (f"{gross} less {off}" + (f" plus reimbursed {reimbursed}" if reimbursed else ""),),
            "er_ss": ss.because,
            "er_medicare": med.because,
            "er_futa": unemployment.because,
        },
    )


def regular_pay(case: Case, periods: int) -> Explained:
    """Salary of one period, or hours of the (first) timesheet at the rate with overtime at one and a half."""
    rate = case.amount("rate")
    if case.salaried:
        return Explained(cents(rate / periods), (f"{rate} a year ÷ {periods} periods",))
    if not case.timesheets:
        return Explained(ZERO, ("no timesheet",))
    sheet = case.sheets[0]
    regular, overtime = cents(sheet.regular_hours * rate), cents(sheet.overtime_hours * rate * OVERTIME)
    return Explained(
        regular + overtime,
        (
            f"{sheet.regular_hours} h × {rate} = {regular}",
            f"{sheet.overtime_hours} h × {rate} × {OVERTIME} = {overtime}",
        ),
    )


def _income_tax(case: Case, bases: _Bases, year: UsYear) -> Explained:
    if case.yes("exempt"):
        return Explained(ZERO, ("Form W-4 claims exemption from withholding",))
    w4 = W4(
        filing_status=case.text("filing_status"),
        step2=case.yes("step2"),
        step3_credits=case.amount("step3_credits"),
        step4a_other_income=case.amount("step4a"),
        step4b_deductions=case.amount("step4b"),
        step4c_extra=case.amount("step4c"),
        allowances=allowances_of(
            case.text("w4_year"), case.text("allowances"), nonresident_alien=case.yes("nonresident_alien")
        ),
    )
    regular = withholding(max(ZERO, bases.fit - bases.bonus), w4, frequency=case.text("frequency"), year=year)
    flat = _supplemental(bases.bonus, case.amount("ytd_supplemental"), year)
    return Explained(regular.amount + flat.amount, (*regular.because, *flat.because))


def _supplemental(bonus: Decimal, before: Decimal, year: UsYear) -> Explained:
    """Flat tax on supplemental wages; the higher rate is on what exceeds the limit of the year (Publication 15, 7)."""
    if not bonus:
        return Explained(ZERO, ())
    over = max(ZERO, before + bonus - max(before, year.supplemental_limit))
    tax = cents((bonus - over) * year.supplemental_rate) + cents(over * year.supplemental_rate_over)
    words = f"supplemental wages {bonus - over} × {year.supplemental_rate}"
    return Explained(
        tax, (words + (f", {over} × {year.supplemental_rate_over}" if over else "") + f" = {tax}",)
    )


def _named(what: str, amount: Decimal) -> tuple[str, ...]:
    return (f"{what}: {amount}",) if amount else ()
