"""National Insurance of directors: HMRC's own examples (NIM12028, NIM12031: the limits of 2026-27), and the year."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.service_lines.payroll.parameters import NotCovered, uk_year
from bpo.service_lines.payroll.pay_run import Case
from bpo.service_lines.payroll.pay_run.uk_director import insurance
from bpo.service_lines.payroll.uk_insurance import WEEKS, Insured, director_insurance

YEAR = uk_year("2026-27")
NOTHING = Insured(pay=Decimal(0), employee=Decimal(0), employer=Decimal(0))
DIRECTOR = {"director": "Y", "ni_category": "A", "hire_date": "2020-01-01"}


def year_of(pays: list[Decimal], *, monthly: bool, **cells: str) -> list[tuple[Decimal, Decimal]]:
    """What is due month by month, each month told what was before it."""
    before, found = NOTHING, []
    for month, pay in enumerate(pays, start=1):
        so_far = {
            "ni_pay_before": str(before.pay),
            "ni_ee_before": str(before.employee),
            "ni_er_before": str(before.employer),
        }
        day = date(2026 + (month > 9), (month + 2) % 12 + 1, 28)
        case = Case(employee_id="D1", employee={**DIRECTOR, **so_far, **cells})
        last = monthly and month == 12
        employee, employer = insurance(case, pay, frequency="monthly", pays_on=day, last=last, year=YEAR)
        found.append((employee.amount, employer.amount))
        before = Insured(
            pay=before.pay + pay,
            employee=before.employee + employee.amount,
            employer=before.employer + employer.amount,
        )
    return found


def test_a_regular_salary_by_the_year() -> None:
    found = year_of([Decimal(3000)] * 12, monthly=True)
    employee = [each[0] for each in found]
    employer = [each[1] for each in found]
    assert employee == [0, 0, 0, 0, Decimal("194.40"), *[Decimal("240.00")] * 7]
    assert employer == [0, Decimal("150.00"), *[Decimal("450.00")] * 10]


def test_the_alternative_method_is_put_right_with_the_last_pay() -> None:
    pays = [Decimal(3000)] * 6 + [Decimal(8000)] + [Decimal(3000)] * 5
    found = year_of(pays, monthly=True, director_method="alternative")
    assert found[0] == (Decimal("156.16"), Decimal("387.45"))
    assert found[6] == (Decimal("327.50"), Decimal("1137.45"))
    assert found[11] == (Decimal("385.30"), Decimal("388.05"))


def test_who_leaves_is_put_right_with_the_last_pay_too() -> None:
    so_far = {"ni_pay_before": "3000", "ni_ee_before": "156.16", "ni_er_before": "387.45"}
    case = Case(
        employee_id="D1",
        employee={**DIRECTOR, **so_far, "director_method": "alternative", "term_date": "2026-05-20"},
    )
    employee, _ = insurance(
        case, Decimal(3000), frequency="monthly", pays_on=date(2026, 5, 28), last=False, year=YEAR
    )
    assert employee.amount == Decimal("-156.16")


def test_limits_are_shared_over_the_weeks_from_the_appointment_on() -> None:
    # Appointed in week 30: 23 weeks, from 5,560 to 22,235 (as the rounding of regulation 11 has it).
    employee, _ = director_insurance(Decimal(30_000), "A", before=NOTHING, weeks=23, year=YEAR)
    assert employee.amount == Decimal("1334.00") + Decimal("155.30")
    for appointed, weeks in (("2026-04-06", 52), ("2026-10-28", 23), ("2027-04-05", 1)):
        case = Case(employee_id="D1", employee={**DIRECTOR, "director_since": appointed})
        paid = date(2027, 4, 5)
        begun = date.fromisoformat(appointed)
        if (paid - begun).days >= 28:
            case = case.with_changes(dict.fromkeys(("ni_pay_before", "ni_ee_before", "ni_er_before"), "0"))
        found, _ = insurance(case, Decimal(60_000), frequency="monthly", pays_on=paid, last=False, year=YEAR)
        assert f"{weeks} weeks" in found.because[0]


def test_what_was_before_is_asked_and_not_guessed() -> None:
    case = Case(employee_id="D1", employee={**DIRECTOR, "ni_pay_before": "9000"})
    with pytest.raises(NotCovered, match="0 where there were none"):
        insurance(case, Decimal(3000), frequency="monthly", pays_on=date(2026, 7, 28), last=False, year=YEAR)
    later = case.with_changes({"director_since": "2026-08-01"})
    with pytest.raises(NotCovered, match="after the pay day"):
        insurance(later, Decimal(3000), frequency="monthly", pays_on=date(2026, 7, 28), last=False, year=YEAR)


@given(
    pays=st.lists(st.decimals(min_value=0, max_value=20_000, places=2), min_size=12, max_size=12),
    method=st.sampled_from(["annual", "alternative"]),
)
def test_both_methods_take_the_same_in_the_year(pays: list[Decimal], method: str) -> None:
    found = year_of(pays, monthly=True, director_method=method)
    employee, employer = director_insurance(
        sum(pays, Decimal(0)), "A", before=NOTHING, weeks=WEEKS, year=YEAR
    )
    assert sum(each[0] for each in found) == employee.amount
    assert sum(each[1] for each in found) == employer.amount


def test_a_year_without_annual_limits_is_not_guessed() -> None:
    with pytest.raises(NotCovered, match="not annually"):
        director_insurance(Decimal(3000), "A", before=NOTHING, weeks=WEEKS, year=uk_year("2018-19"))
