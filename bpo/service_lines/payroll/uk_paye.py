"""UK PAYE income tax and student loans for one pay period (HMRC's routine "Calculation of PAYE tax by computer").

All amounts in GBP; "to date" means since the start of the tax year, in this employment.
"""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from .explained import Explained
from .money import ZERO, pennies_down, pennies_up, whole_pounds_down, whole_pounds_up
from .parameters import NotCovered, UkYear

_CODE = re.compile(
    r"(?P<nation>[SC])?(?:(?P<flat>BR|D[0-3]|NT)|(?P<k>K)?(?P<number>\d{1,6})[LMNPTVY]?)(?P<alone>W1|M1|X)?"
)
_FREQUENCIES = {
    "weekly": (52, 1),
    "fortnightly": (52, 2),
    "fourweekly": (52, 4),
    "monthly": (12, 1),
}
"""Frequency → (parts of the year that tax is reckoned in, how many of them one period is)."""
_FIVE_HUNDRED = {12: Decimal("416.67"), 52: Decimal("96.16")}
"""Free pay of a block of 500 in a code, a month and a week."""
_TEN_THOUSANDTH = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxCode:
    """A tax code taken apart. `number` is None for flat codes; `alone` taxes each period by itself (W1, M1, X)."""

    region: str
    number: int | None
    negative: bool
    flat: str | None
    alone: bool


def tax_code(text: str) -> TaxCode:
    """Read a code as `1257L`, `S1257L`, `K475`, `BR`, `D0`, `NT`, `0T`, `1257L W1`; NotCovered otherwise."""
    plain = re.sub(r"[\s/]", "", text.upper())
    found = _CODE.fullmatch(plain)
    if found is None:
        raise NotCovered(f"“{text}” is not a tax code.")
    return TaxCode(
        region="scotland" if found["nation"] == "S" else "rest_of_uk",
        number=int(found["number"]) if found["number"] is not None else None,
        negative=found["k"] is not None,
        flat=found["flat"],
        alone=found["alone"] is not None,
    )


def income_tax(
    gross: Decimal,
    code: TaxCode,
    *,
    frequency: str,
    period: int,
    gross_before: Decimal,
    tax_before: Decimal,
    year: UkYear,
) -> Explained:
    """PAYE tax of the period; negative for a refund. `period` counts pay periods from 1 in the tax year.

    Never more than the regulatory limit of the pay of the period. NotCovered for an unknown frequency.
    """
    parts, step = parts_of(frequency)
    if is_beyond_the_year(period, frequency):
        code = replace(code, alone=True)
    if code.flat == "NT":
        due = ZERO if code.alone else -tax_before
        return Explained(due, ("Code NT: no tax.",))
    # A code on week 1 or month 1 basis taxes each period as if it were the first of the year.
    n = step if code.alone else period * step
    pay = gross if code.alone else gross_before + gross
    so_far = ZERO if code.alone else tax_before
    to_date, how = (
        _flat_tax(pay, code, year) if code.flat else _banded_tax(pay, code, n=n, parts=parts, year=year)
    )
    due = to_date - so_far
    limit = pennies_down(gross * year.regulatory_limit)
    if due > limit:
        return Explained(
            limit, (*how, f"cut to {year.regulatory_limit * 100:f} % of the pay of the period: {limit}")
        )
    return Explained(due, (*how, f"less {so_far} so far = {due}"))


def student_loan(gross: Decimal, plan: str, *, frequency: str, year: UkYear) -> Explained:
    """Deduction for a student or postgraduate loan, in whole pounds; NotCovered for an unknown plan."""
    parts, step = parts_of(frequency)
    if plan not in year.student_loans:
        raise NotCovered(f"Student loan “{plan}” is not covered; covered: {', '.join(year.student_loans)}.")
    annual, rate = year.student_loans[plan]
    threshold = pennies_down(annual * step / parts)
    due = whole_pounds_down(max(ZERO, gross - threshold) * rate)
    return Explained(due.quantize(ZERO), (f"{rate} of {gross} over {threshold}, pence dropped",))


def free_pay(number: int, parts: int) -> Decimal:
    """Pay adjustment of a code's number for one week (`parts` 52) or month (12), in pounds and pence.

    (number × 10 + 9) ÷ parts, rounded up to a penny; numbers over 500 in blocks of 500 with their own fixed amount.
    """
    if number == 0:
        return ZERO
    blocks, rest = divmod(number - 1, 500)
    return blocks * _FIVE_HUNDRED[parts] + pennies_up(Decimal((rest + 1) * 10 + 9) / parts)


def parts_of(frequency: str) -> tuple[int, int]:
    """(52 weeks or 12 months that tax is reckoned in, how many of them a period is); NotCovered for another."""
    found = _FREQUENCIES.get(frequency)
    if found is None:
        raise NotCovered(f"Pay frequency “{frequency}” is not covered; covered: {', '.join(_FREQUENCIES)}.")
    return found


def is_beyond_the_year(period: int, frequency: str) -> bool:
    """Whether a pay period has no allowance left in the year: a 53rd week, or a 54th or 56th of two or four (CWG2)."""
    parts, step = parts_of(frequency)
    return period * step > parts


def _flat_tax(pay: Decimal, code: TaxCode, year: UkYear) -> tuple[Decimal, tuple[str, ...]]:
    rate = year.flat_codes[code.region].get(code.flat or "")
    if rate is None:
        raise NotCovered(f"Code {code.flat} does not exist there.")
    taxable = whole_pounds_down(pay)
    tax = pennies_down(taxable * rate)
    return tax, (f"{taxable} × {rate} (code {code.flat}) = {tax}",)


def _banded_tax(
    pay: Decimal, code: TaxCode, *, n: int, parts: int, year: UkYear
) -> tuple[Decimal, tuple[str, ...]]:
    adjustment = free_pay(code.number or 0, parts) * n
    taxable = pay + adjustment if code.negative else pay - adjustment
    if taxable <= 0:
        return ZERO, (f"{pay} less free pay {adjustment}: nothing to tax",)
    reckoned = whole_pounds_down(taxable)
    tax = below = at = ZERO
    for top, rate in year.bands[code.region]:
        limit = None if top is None else (top * n / parts).quantize(_TEN_THOUSANDTH, ROUND_DOWN)
        # The band is decided on the uncut figure against the limit rounded up to a pound.
        if limit is None or taxable <= whole_pounds_up(limit):
            tax = below + (reckoned - at) * rate
            break
        below += (limit - at) * rate
        at = limit
    return pennies_down(tax), (
        f"{pay} {'plus' if code.negative else 'less'} {adjustment} by the code = {taxable}, taxed {reckoned}",
        f"{below} on the bands below, {rate} of what is over {at} = {pennies_down(tax)} to date",
    )
