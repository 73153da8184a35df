"""UK National Insurance, class 1: exact percentage method (HMRC, CWG2), of directors by the year (CA44).

All amounts in GBP. "To date" means since the start of the tax year, or since a director was appointed in it.
"""

from dataclasses import dataclass
from decimal import Decimal

from .explained import Explained
from .money import ZERO, ni_pennies, whole_pounds_up
from .parameters import NotCovered, UkYear
from .uk_paye import parts_of

WEEKS = 52
"""The weeks of a year that a director's limits are shared over, also where the year has 53 (HMRC, NIM12022)."""
_ANNUALLY = "annually"


@dataclass(frozen=True, slots=True, kw_only=True)
class Insured:
    """A director's pay liable to contributions before this period, and what was taken and paid of it."""

    pay: Decimal
    employee: Decimal
    employer: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    """From where the employee pays, up to where at the main rate, and from where the employer pays (None: never)."""

    primary: Decimal
    upper: Decimal
    employer: Decimal | None


def national_insurance(
    gross: Decimal, category: str, *, frequency: str, year: UkYear
) -> tuple[Explained, Explained]:
    """(employee's, employer's) contributions on the pay of one period; NotCovered for an unknown category."""
    parts_of(frequency)
    letter = _letter(category, year)
    return _contributions(gross, letter, _limits(letter, frequency, year), year)


def director_insurance(
    pay: Decimal, category: str, *, before: Insured, weeks: int, year: UkYear
) -> tuple[Explained, Explained]:
    """(employee's, employer's) contributions of a director: of all pay to date, less what was paid before.

    Either may be negative, where more was paid before than is due. `weeks` is the earnings period: 52, or those left
    of the year from the week of appointment on (Social Security (Contributions) Regulations 2001, regulation 8).
    """
    letter = _letter(category, year)
    limits = _limits(letter, _ANNUALLY, year)
    shared = _Limits(
        primary=_shared(limits.primary, weeks),
        upper=_shared(limits.upper, weeks),
        employer=None if limits.employer is None else _shared(limits.employer, weeks),
    )
    employee, employer = _contributions(before.pay + pay, letter, shared, year)
    words = f"director, earnings period of {weeks} weeks: {before.pay} before + {pay} = {before.pay + pay}"
    return (
        _less(employee, before.employee, words),
        _less(employer, before.employer, words),
    )


def _contributions(pay: Decimal, letter: str, limits: _Limits, year: UkYear) -> tuple[Explained, Explained]:
    if limits.employer is None:
        nothing = Explained(ZERO, (f"category {letter}: none",))
        return nothing, nothing
    main_rate, upper_rate = year.employee[letter]
    between = max(ZERO, min(pay, limits.upper) - limits.primary)
    above = max(ZERO, pay - limits.upper)
    employee = ni_pennies(between * main_rate) + ni_pennies(above * upper_rate)
    # The employer's part is reckoned in the same two pieces, each rounded by itself.
    below = max(ZERO, min(pay, limits.upper) - limits.employer)
    employer = ni_pennies(below * year.employer_rate) + ni_pennies(above * year.employer_rate)
    how = f"{between} from {limits.primary} to {limits.upper} × {main_rate}", f"{above} above × {upper_rate}"
    return (
        Explained(employee, how),
        Explained(employer, (f"{below + above} from {limits.employer} × {year.employer_rate}",)),
    )


def _limits(letter: str, frequency: str, year: UkYear) -> _Limits:
    starts = year.employer_from.get(letter, year.secondary_threshold)
    held = [year.primary_threshold, year.upper_earnings_limit, *([] if starts is None else [starts])]
    if any(frequency not in each for each in held):
        covered = ", ".join(each for each in held[-1] if each != _ANNUALLY)
        raise NotCovered(
            f"National Insurance category “{letter}” is covered for pay {covered}, not {frequency}."
        )
    return _Limits(
        primary=year.primary_threshold[frequency],
        upper=year.upper_earnings_limit[frequency],
        employer=None if starts is None else starts[frequency],
    )


def _letter(category: str, year: UkYear) -> str:
    letter = category.strip().upper()
    if letter not in year.employee:
        raise NotCovered(f"National Insurance category “{category}” is not covered.")
    return letter


def _shared(annual: Decimal, weeks: int) -> Decimal:
    """An annual limit for so many weeks, up to the next pound (regulation 11)."""
    return annual if weeks == WEEKS else whole_pounds_up(annual * weeks / WEEKS)


def _less(to_date: Explained, before: Decimal, words: str) -> Explained:
    due = to_date.amount - before
    return Explained(due, (words, *to_date.because, f"{to_date.amount} to date less {before} before = {due}"))
