"""A run worked out: employee by employee, in chunks that can be done apart and put together again."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..money import ZERO
from ..parameters import NotCovered, UkYear, UsYear, uk_year_on, us_year, us_years
from .exceptions import exceptions_of
from .records import Case, Line, Occasion, PayException
from .uk_pay import uk_line
from .us_pay import us_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """One employee worked out: no line where there are no figures."""

    case: Case
    line: Line | None
    exceptions: tuple[PayException, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The outcome of a run, in the order of the list of employees."""

    occasion: Occasion
    worked: tuple[Worked, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line there is, held ones too."""
        return tuple(each.line for each in self.worked if each.line is not None)

    @property
    def exceptions(self) -> tuple[PayException, ...]:
        """Everything found."""
        return tuple(found for each in self.worked for found in each.exceptions)

    @property
    def held(self) -> frozenset[str]:
        """Employees who are not paid before a person has dealt with what was found."""
        return frozenset(each.employee_id for each in self.exceptions)

    @property
    def paid(self) -> tuple[Line, ...]:
        """The lines of who is paid."""
        held = self.held
        return tuple(line for line in self.lines if line.employee_id not in held)


def year_of(occasion: Occasion) -> UsYear | UkYear:
    """The figures of the tax year that a run falls into; NotCovered, in words, where none are held."""
    day = occasion.day
    if occasion.jurisdiction == "uk":
        if occasion.pays_on is None:
            raise NotCovered(
                "UK pay is taxed by the day of payment: hand in a pay calendar with the period and its pay date."
            )
        return uk_year_on(occasion.pays_on)
    if day is None:
        return us_year(us_years()[-1])
    return us_year(day.year)


def work_out(case: Case, occasion: Occasion, *, year: UsYear | UkYear) -> Worked:
    """One employee's line and what was found about them. The same input gives the same outcome."""
    line, noted = None, case
    if case.employee:
        try:
            line = _line(case, occasion, year)
        except NotCovered as error:
            noted = _also(case, "NOT_COVERED", str(error))
    found = exceptions_of(noted, line, occasion, year=year)
    codes = {each.code for each in found}
    if "TAX_CODE_INVALID" in codes:  # said once
        found = tuple(each for each in found if each.code != "NOT_COVERED")
    return Worked(case=case, line=line, exceptions=found)


def work_out_all(cases: Iterable[Case], occasion: Occasion) -> tuple[Worked, ...]:
    """`work_out` for several; NotCovered where the tax year has no parameters."""
    year = year_of(occasion)
    return tuple(work_out(case, occasion, year=year) for case in cases)


def chunks_of(count: int, size: int) -> tuple[tuple[int, int], ...]:
    """(first, past the last) of the cases of each chunk."""
    return tuple((first, min(first + size, count)) for first in range(0, count, size))


def total(lines: Iterable[Line], figure: str) -> Decimal:
    """The sum of one figure over lines."""
    return sum((line.figures.get(figure, ZERO) for line in lines), ZERO)


def _line(case: Case, occasion: Occasion, year: UsYear | UkYear) -> Line:
    if isinstance(year, UsYear):
        return us_line(case, year=year)
    assert occasion.pays_on is not None  # or there would be no year
    return uk_line(case, pays_on=occasion.pays_on, year=year)


def _also(case: Case, code: str, evidence: str) -> Case:
    return Case.of_json({**case.as_json(), "noted": [*map(list, case.noted), [code, evidence]]})
