"""US federal withholding and payroll taxes.

Income tax: IRS Publication 15-T, worksheet 1A (percentage method for automated payroll systems, Form W-4 of any
year). Social Security, Medicare, FUTA: IRS Publication 15. All amounts in USD for one pay period unless named annual.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .explained import Explained
from .money import ZERO, cents
from .parameters import Bracket, NotCovered, UsYear

STATUSES = {
    "single": "single",
    "mfs": "single",
    "marriedseparately": "single",
    "marriedfilingseparately": "single",
    "singleormarriedfilingseparately": "single",
    "marriedatsinglerate": "single",
    "marriedbutwithholdathighersinglerate": "single",
    "mfj": "mfj",
    "married": "mfj",
    "marriedjointly": "mfj",
    "marriedfilingjointly": "mfj",
    "marriedfilingjointlyorqualifyingsurvivingspouse": "mfj",
    "qualifyingsurvivingspouse": "mfj",
    "qss": "mfj",
    "hoh": "hoh",
    "headofhousehold": "hoh",
}
"""Filing status as given, or as Forms W-4 have it, without spaces and marks → column of the tables."""
_FREQUENCIES = {"semiannually": "semiannual", "everytwoweeks": "biweekly", "twiceamonth": "semimonthly"}


@dataclass(frozen=True, slots=True, kw_only=True)
class W4:
    """What an employee states on Form W-4: step 3 and 4(a), 4(b) a year, 4(c) a pay period.

    `allowances` are those of a form from before 2020, None for a later form; the steps are of later forms only, but
    for 4(c), which is line 6 of an earlier one.
    """

    filing_status: str
    step2: bool = False
    step3_credits: Decimal = ZERO
    step4a_other_income: Decimal = ZERO
    step4b_deductions: Decimal = ZERO
    step4c_extra: Decimal = ZERO
    allowances: Decimal | None = None


def withholding(wages: Decimal, w4: W4, *, frequency: str, year: UsYear) -> Explained:
    """Federal income tax to withhold from the taxable wages of one pay period, to the cent.

    NotCovered for a frequency or filing status the tables do not have.
    """
    status = _status(w4.filing_status)
    periods = _periods(frequency, year)
    if w4.allowances is None:
        adjusted, how = _adjusted(wages, w4, status, periods, year)
    else:
        adjusted, how = _adjusted_before_2020(wages, w4, status, periods, year)
    table = (year.step2 if w4.step2 else year.standard)[status]
    row = bracket_of(table, adjusted)
    tax = row.base + (adjusted - row.at_least) * row.percent
    a_period = max(ZERO, tax / periods - w4.step3_credits / periods)
    schedule = "step 2 checked" if w4.step2 else "standard"
    return Explained(
        cents(a_period + w4.step4c_extra),
        (
            *how,
            f"2: {schedule}, {status}: {row.base} + {row.percent * 100:f} % over {row.at_least} = {tax} a year",
            f"3: ÷ {periods}, less credits {w4.step3_credits} ÷ {periods} = {cents(a_period)}",
            f"4: plus 4(c) {w4.step4c_extra} = {cents(a_period + w4.step4c_extra)}",
        ),
    )


def _adjusted(
    wages: Decimal, w4: W4, status: str, periods: int, year: UsYear
) -> tuple[Decimal, tuple[str, ...]]:
    """Adjusted annual wage (lines 1c to 1i) of a form of 2020 or later, and how it came about."""
    lump = ZERO if w4.step2 else year.unchecked_1g[status]
    annual = wages * periods + w4.step4a_other_income
    adjusted = max(ZERO, annual - w4.step4b_deductions - lump)
    return adjusted, (
        f"1e: {wages} × {periods} periods + 4(a) {w4.step4a_other_income} = {annual} a year",
        f"1i: less 4(b) {w4.step4b_deductions} and line 1g {lump} = {adjusted}",
    )


def _adjusted_before_2020(
    wages: Decimal, w4: W4, status: str, periods: int, year: UsYear
) -> tuple[Decimal, tuple[str, ...]]:
    """Adjusted annual wage (lines 1j to 1l) of a form from before 2020. NotCovered where it says what only later
    forms have."""
    if w4.step2 or w4.step3_credits or w4.step4a_other_income or w4.step4b_deductions:
        raise NotCovered("A Form W-4 from before 2020 has allowances, and no steps 2, 3, 4(a) and 4(b).")
    if status == "hoh":
        raise NotCovered("A Form W-4 from before 2020 has no head of household: single or married.")
    allowances = w4.allowances or ZERO
    if allowances < 0 or allowances != allowances.to_integral_value():
        raise NotCovered(f"{allowances} allowances: a whole number from 0 is needed.")
    less = allowances * year.allowance_before_2020
    adjusted = max(ZERO, wages * periods - less)
    return adjusted, (
        f"1c: {wages} × {periods} periods = {wages * periods} a year",
        f"1l: less {allowances} allowances × {year.allowance_before_2020} = {adjusted}",
    )


def allowances_of(w4_year: str, allowances: str, nonresident_alien: bool) -> Decimal | None:
    """The allowances of a Form W-4 from before 2020, None for a later form; all as given, "" for nothing.

    NotCovered where it is not said which form it is, and for nonresident aliens, whose tables are not held.
    """
    if nonresident_alien:
        raise NotCovered(
            "Withholding of nonresident aliens (Publication 15-T, tables 1 and 2) is not covered."
        )
    given = Decimal(allowances or 0)
    if not w4_year:
        if given:
            raise NotCovered(
                "Allowances are given, but not of which year the Form W-4 is: only forms from before 2020 have them."
            )
        return None
    if Decimal(w4_year) < _REDESIGNED:
        return given
    if given:
        raise NotCovered(f"A Form W-4 of {w4_year} has no allowances.")
    return None


_REDESIGNED = 2020


def bracket_of(table: Sequence[Bracket], annual: Decimal) -> Bracket:
    """The row of a percentage table that an annual amount (0 or more) falls into."""
    return max((row for row in table if row.at_least <= annual), key=lambda row: row.at_least)


def social_security(wages: Decimal, *, before: Decimal, year: UsYear) -> Explained:
    """Employee's (and equally employer's) Social Security on wages of a period after `before` in the year."""
    room = max(ZERO, year.ss_wage_base - before)
    liable = min(max(ZERO, wages), room)
    return Explained(
        cents(liable * year.ss_rate),
        (
            f"{liable} of {wages} below the wage base {year.ss_wage_base} (so far {before})",
            f"× {year.ss_rate}",
        ),
    )


def medicare(wages: Decimal, *, year: UsYear) -> Explained:
    """Employee's (and equally employer's) Medicare tax, without the additional part."""
    liable = max(ZERO, wages)
    return Explained(cents(liable * year.medicare_rate), (f"{liable} × {year.medicare_rate}",))


def additional_medicare(wages: Decimal, *, before: Decimal, year: UsYear) -> Explained:
    """Additional Medicare tax, employee only: on wages of the year past the threshold, whatever the filing status."""
    over = max(ZERO, before + wages - max(before, year.additional_medicare_threshold))
    return Explained(
        cents(over * year.additional_medicare_rate),
        (
            f"{over} over {year.additional_medicare_threshold} (so far {before})",
            f"× {year.additional_medicare_rate}",
        ),
    )


def futa(wages: Decimal, *, before: Decimal, year: UsYear) -> Explained:
    """Employer's federal unemployment tax, with the full credit for state unemployment tax."""
    liable = min(max(ZERO, wages), max(ZERO, year.futa_wage_base - before))
    return Explained(
        cents(liable * year.futa_net_rate),
        (f"{liable} below {year.futa_wage_base}", f"× {year.futa_net_rate}"),
    )


def periods_a_year(frequency: str, year: UsYear) -> int:
    """How many pay periods a year has; NotCovered for a frequency the tables do not have."""
    return _periods(frequency, year)


def _periods(frequency: str, year: UsYear) -> int:
    word = re.sub(r"[\W_]+", "", frequency.lower())
    found = year.periods.get(_FREQUENCIES.get(word, word))
    if found is None:
        raise NotCovered(f"Pay frequency “{frequency}” is not covered; covered: {', '.join(year.periods)}.")
    return found


def _status(given: str) -> str:
    found = STATUSES.get(re.sub(r"[\W_]+", "", given.lower()))
    if found is None:
        raise NotCovered(
            f"Filing status “{given}” is not covered; covered: single, mfs, mfj, qss, hoh, or in the words of Form W-4."
        )
    return found
