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

WITHOUT_W4 = "single"
"""How who gave no Form W-4 is withheld from: single, and nothing in steps 2 to 4 (Publication 15, section 9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wages:
    """One period's wages and what each tax is reckoned of. `before` are the FICA wages so far this year."""

    case: Case
    regular: Explained
    extra: Decimal
    bonus: Decimal
    pretax: Decimal
    health: Decimal
    before: Decimal

    @property
    def gross(self) -> Decimal:
        return self.regular.amount + self.extra + self.bonus

    @property
    def fica(self) -> Decimal:
        return self.gross - self.health

    @property
    def fit(self) -> Decimal:
        return self.fica - self.pretax


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taxes:
    fit: Explained
    ss: Explained
    medicare: Explained
    added: Explained
    futa: Explained

    @property
    def taken(self) -> Decimal:
        """What the employee pays of them."""
        return self.fit.amount + self.ss.amount + self.medicare.amount + self.added.amount


def us_line(case: Case, *, year: UsYear) -> Line:
    """Work out one employee's pay. NotCovered for a frequency or filing status without parameters.

    401(k) comes off before income tax only; premiums under section 125 before income tax and FICA. Supplemental wages
    are taxed flat, so the pre-tax deductions come off the regular ones.
    """
    wages = _wages(case, year)
    taxes = _Taxes(
        fit=_income_tax(case, wages, year),
        ss=social_security(wages.fica, before=wages.before, year=year),
        medicare=medicare(wages.fica, year=year),
        added=additional_medicare(wages.fica, before=wages.before, year=year),
        futa=futa(wages.fica, before=wages.before, year=year),
    )
    own = case.amount("garnishment") + case.adjusted("deduction")
    off = wages.pretax + wages.health + taxes.taken + own
    return Line(
        employee_id=case.employee_id, figures=_figures(wages, taxes, off), why=_why(wages, taxes, off)
    )


def _wages(case: Case, year: UsYear) -> _Wages:
    regular = regular_pay(case, periods_a_year(case.text("frequency"), year))
    extra, bonus = case.adjusted("earning"), case.adjusted("bonus")
    deferred = (regular.amount + extra + bonus) * case.amount("pretax_401k_pct") / 100
    return _Wages(
        case=case,
        regular=regular,
        extra=extra,
        bonus=bonus,
        pretax=cents(deferred) + case.adjusted("pretax_401k"),
        health=case.amount("health_pretax_125") + case.adjusted("pretax_125"),
        before=case.amount("ytd_fica_wages") if case.text("ytd_fica_wages") else case.amount("ytd_gross"),
    )


def _figures(wages: _Wages, taxes: _Taxes, off: Decimal) -> dict[str, Decimal]:
    case = wages.case
    reimbursed = case.adjusted("reimbursement")
    return {
        "gross": wages.gross,
        "pretax_401k": wages.pretax,
        "health_125": wages.health,
        "fit_wages": wages.fit,
        "fica_wages": wages.fica,
        "fit": taxes.fit.amount,
        "ss": taxes.ss.amount,
        "medicare": taxes.medicare.amount,
        "addl_medicare": taxes.added.amount,
        "garnishment": case.amount("garnishment"),
        "deductions": case.adjusted("deduction"),
        "reimbursement": reimbursed,
        "net": wages.gross - off + reimbursed,
        "er_ss": taxes.ss.amount,
        "er_medicare": taxes.medicare.amount,
        "er_futa": taxes.futa.amount,
    }


def _why(wages: _Wages, taxes: _Taxes, off: Decimal) -> dict[str, tuple[str, ...]]:
    """By figure, how it came about."""
    case, gross = wages.case, wages.gross
    percent, reimbursed = case.amount("pretax_401k_pct"), case.adjusted("reimbursement")
    net = f"{gross} less {off}" + (f" plus reimbursed {reimbursed}" if reimbursed else "")
    return {
        "gross": (
            *wages.regular.because,
            *named("Earnings", wages.extra),
            *named("Supplemental wages", wages.bonus),
        ),
        "pretax_401k": (
            *((f"{gross} × {percent} %",) if percent else ()),
            *named("Adjustments", case.adjusted("pretax_401k")),
        ),
        "health_125": (
            *named("List of employees", case.amount("health_pretax_125")),
            *named("Adjustments", case.adjusted("pretax_125")),
        ),
        "garnishment": named("List of employees", case.amount("garnishment")),
        "deductions": named("Adjustments", case.adjusted("deduction")),
        "reimbursement": named("Adjustments", reimbursed),
        "fit_wages": (f"{gross} less section 125 {wages.health} and 401(k) {wages.pretax}",),
        "fica_wages": (f"{gross} less section 125 {wages.health}",),
        "fit": taxes.fit.because,
        "ss": taxes.ss.because,
        "medicare": taxes.medicare.because,
        **({"addl_medicare": taxes.added.because} if taxes.added.amount else {}),
        "net": (net,),
        "er_ss": taxes.ss.because,
        "er_medicare": taxes.medicare.because,
        "er_futa": taxes.futa.because,
    }


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


def named(what: str, amount: Decimal) -> tuple[str, ...]:
    """A line that says where an amount comes from; none for nothing."""
    return (f"{what}: {amount}",) if amount else ()


def _income_tax(case: Case, wages: _Wages, year: UsYear) -> Explained:
    if case.yes("exempt"):
        return Explained(ZERO, ("Form W-4 claims exemption from withholding",))
    taxed = max(ZERO, wages.fit - wages.bonus)
    regular = withholding(taxed, _w4(case), frequency=case.text("frequency"), year=year)
    flat = _supplemental(wages.bonus, case.amount("ytd_supplemental"), year)
    return Explained(regular.amount + flat.amount, (*regular.because, *flat.because))


def _w4(case: Case) -> W4:
    nonresident = case.yes("nonresident_alien")
    if not case.text("filing_status"):
        return W4(filing_status=WITHOUT_W4, allowances=allowances_of("", "", nonresident_alien=nonresident))
    return W4(
        filing_status=case.text("filing_status"),
        step2=case.yes("step2"),
        step3_credits=case.amount("step3_credits"),
        step4a_other_income=case.amount("step4a"),
        step4b_deductions=case.amount("step4b"),
        step4c_extra=case.amount("step4c"),
        allowances=allowances_of(
            case.text("w4_year"), case.text("allowances"), nonresident_alien=nonresident
        ),
    )


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
