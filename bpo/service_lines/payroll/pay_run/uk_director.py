"""National Insurance of who is, or is not, a director: by the period, or by the year (HMRC, CA44)."""

from datetime import date
from decimal import Decimal

from ..explained import Explained
from ..parameters import NotCovered, UkYear
from ..uk_insurance import WEEKS, Insured, director_insurance, national_insurance
from .records import Case

_SO_FAR = ("ni_pay_before", "ni_ee_before", "ni_er_before")


def insurance(
    case: Case, pay: Decimal, *, frequency: str, pays_on: date, last: bool, year: UkYear
) -> tuple[Explained, Explained]:
    """(employee's, employer's) contributions on `pay`. `last`: the last regular period of the tax year.

    Under the alternative method a director pays as employees do, until the last pay of the year or of the
    employment puts it right by the year. NotCovered where what was paid before in the year is not said.
    """
    category = case.text("ni_category")
    if not case.yes("director"):
        return national_insurance(pay, category, frequency=frequency, year=year)
    left = case.day("term_date")
    closes = last or (left is not None and left <= pays_on)
    if case.text("director_method") == "alternative" and not closes:
        return national_insurance(pay, category, frequency=frequency, year=year)
    weeks = _weeks(case.day("director_since"), pays_on, year)
    return director_insurance(pay, category, before=_before(case, pays_on, year), weeks=weeks, year=year)


def _before(case: Case, pays_on: date, year: UkYear) -> Insured:
    appointed, hired = case.day("director_since"), case.day("hire_date")
    begins = max(day for day in (year.begins, appointed, hired) if day is not None)
    # Within four weeks of the beginning there may be nothing before; later on, nothing is a 0 and not an empty cell.
    if not all(case.text(key) for key in _SO_FAR) and (pays_on - begins).days >= 28:
        raise NotCovered(
            "A director's National Insurance is reckoned by the year: write the pay liable to it so far this tax"
            " year, and the director's and the employer's contributions so far; 0 where there were none."
        )
    pay, employee, employer = (case.amount(key) for key in _SO_FAR)
    return Insured(pay=pay, employee=employee, employer=employer)


def _weeks(appointed: date | None, pays_on: date, year: UkYear) -> int:
    """The weeks of the earnings period: all, or from the week of appointment on; of a 53rd week, one (NIM12022)."""
    if appointed is None or appointed < year.begins:
        return WEEKS
    if appointed > pays_on:
        raise NotCovered(f"Director since {appointed}, which is after the pay day.")
    return max(1, WEEKS - (appointed - year.begins).days // 7)
