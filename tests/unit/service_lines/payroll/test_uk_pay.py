"""One UK employee's pay: what comes off whom, by which method, in which period, under which wage."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.service_lines.payroll.parameters import NotCovered, uk_year
from bpo.service_lines.payroll.pay_run import Case, Line, Occasion
from bpo.service_lines.payroll.pay_run.exceptions import exceptions_of, nino_is_possible
from bpo.service_lines.payroll.pay_run.uk_pay import tax_period, uk_line
from bpo.service_lines.payroll.scheme import UK

YEAR = uk_year("2026-27")
PAID = date(2026, 6, 30)
OCCASION = Occasion(jurisdiction="uk", period=(date(2026, 6, 1), PAID), pays_on=PAID)
USUAL = {
    "pay_type": "salary",
    "rate": "36000",
    "frequency": "monthly",
    "tax_code": "1257L",
    "ni_category": "A",
    "gross_ytd_before": "6000",
    "tax_ytd_before": "780.80",
    "nino": "AB123456C",
    "sort_code": "20-00-00",
    "account": "55779911",
}


def case(**cells: str) -> Case:
    return Case(employee_id="W1", employee={**USUAL, **cells})


def line(**cells: str) -> Line:
    return uk_line(case(**cells), pays_on=PAID, year=YEAR)


def codes(**cells: str) -> set[str]:
    one = case(**cells)
    return {each.code for each in exceptions_of(one, None, OCCASION, year=YEAR)}


def test_a_month_by_hand() -> None:
    figures = line().figures
    # 9,000 to date less 3 × 1,048.26 free = 5,855.22, whole pounds at 20 %, less 780.80 paid.
    assert figures["tax"] == Decimal("390.20")
    # 3,000 less 1,048 at 8 %; the employer's 15 % from 417.
    assert figures["ni_ee"] == Decimal("156.16")
    assert figures["ni_er"] == Decimal("387.45")
    assert figures["net"] == Decimal("3000") - Decimal("390.20") - Decimal("156.16")
    assert figures["taxable_to_date"] == 9000


def test_month_one_basis_looks_at_the_month_alone() -> None:
    assert line(w1m1="Y", tax_ytd_before="0", gross_ytd_before="0").figures["tax"] == Decimal("390.20")


@pytest.mark.parametrize(
    ("method", "taxable", "taken", "ni"),
    [
        # 5 % of 3,000 less 520 = 124.00
        ("net_pay", "2876.00", "124.00", "156.16"),
        ("relief_at_source", "3000.00", "99.20", "156.16"),
        ("salary_sacrifice", "2876.00", "0.00", "146.24"),
    ],
)
def test_a_pension_is_taken_by_its_method(method: str, taxable: str, taken: str, ni: str) -> None:
    figures = line(pension_pct="5", pension_employer_pct="3", pension_method=method).figures
    assert figures["taxable_pay"] == Decimal(taxable)
    assert figures["pension"] == Decimal(taken)
    assert figures["ni_ee"] == Decimal(ni)
    assert figures["pension_er"] == Decimal("74.40") + (Decimal(124) if method == "salary_sacrifice" else 0)


def test_a_pension_of_all_pay() -> None:
    assert line(pension_pct="5", pension_method="net_pay", pension_basis="all").figures["pension"] == 150


def test_a_pension_whose_method_is_not_said_is_refused() -> None:
    with pytest.raises(NotCovered, match="How the pension is taken"):
        line(pension_pct="5")


def test_a_plan_and_a_postgraduate_loan_are_taken_beside_each_other() -> None:
    figures = line(student_loan="2", postgraduate_loan="Y").figures
    assert figures["student_loan"] == Decimal(int((3000 - Decimal("2448.75")) * 9 / 100))
    assert figures["postgraduate_loan"] == Decimal(int((3000 - 1750) * 6 / 100))


def test_scottish_tax_is_not_the_rest_of_the_uks() -> None:
    assert line(tax_code="S1257L").figures["tax"] != line().figures["tax"]


@pytest.mark.parametrize(
    ("day", "frequency", "period"),
    [
        (date(2026, 4, 6), "monthly", 1),
        (date(2026, 5, 5), "monthly", 1),
        (date(2026, 5, 6), "monthly", 2),
        (date(2027, 4, 5), "monthly", 12),
        (date(2026, 4, 6), "weekly", 1),
        (date(2026, 4, 12), "weekly", 1),
        (date(2026, 4, 13), "weekly", 2),
        (date(2026, 4, 26), "fortnightly", 2),
        (date(2027, 4, 5), "weekly", 53),
    ],
)
def test_the_tax_period_of_a_pay_day(day: date, frequency: str, period: int) -> None:
    assert tax_period(day, frequency, YEAR) == period


def test_what_has_no_parameters_is_refused() -> None:
    for cells in ({"frequency": "quarterly"}, {"ni_category": "Q"}, {"director": "Y"}, {"student_loan": "9"}):
        with pytest.raises(NotCovered):
            line(**cells)


@pytest.mark.parametrize(
    ("born", "rate", "below"),
    [
        ("1990-01-01", "12.70", True),
        ("1990-01-01", "12.71", False),
        ("2006-07-01", "10.85", False),
        ("2006-07-01", "10.84", True),
        ("2009-01-01", "8.00", False),
        ("", "12.70", True),
        ("", "12.71", False),
    ],
)
def test_the_minimum_wage_goes_by_age(born: str, rate: str, below: bool) -> None:
    found = codes(pay_type="hourly", rate=rate, date_of_birth=born)
    assert ("BELOW_MINIMUM_WAGE" in found) is below


def test_an_apprentice_has_a_rate_of_their_own() -> None:
    assert "BELOW_MINIMUM_WAGE" not in codes(
        pay_type="hourly", rate="8.00", date_of_birth="2000-01-01", apprentice="Y"
    )


@pytest.mark.parametrize(
    ("nino", "possible"),
    [
        ("AB123456C", True),
        ("ab 12 34 56 c", True),
        ("QQ123456C", False),
        ("AO123456C", False),
        ("BG123456A", False),
        ("AB12345C", False),
        ("AB123456E", False),
        ("DA123456A", False),
    ],
)
def test_the_form_of_a_national_insurance_number(nino: str, possible: bool) -> None:
    assert nino_is_possible(nino) is possible


def test_numbers_of_banks_and_codes_that_are_none() -> None:
    found = codes(sort_code="20-00", account="123", tax_code="ABC", nino="", gross_ytd_before="")
    assert {"SORT_CODE_INVALID", "ACCOUNT_INVALID", "TAX_CODE_INVALID", "NINO_MISSING"} <= found


def test_a_cumulative_code_needs_what_was_paid_before() -> None:
    assert "YTD_MISSING" in codes(gross_ytd_before="")
    assert "YTD_MISSING" not in codes(gross_ytd_before="", w1m1="Y")
    assert "YTD_MISSING" not in codes(gross_ytd_before="", hire_date="2026-06-02")


@given(
    rate=st.integers(min_value=0, max_value=400_000),
    code=st.sampled_from(["1257L", "S1257L", "BR", "D0", "K120", "0T", "NT", "C1257L M1"]),
    category=st.sampled_from("ABCHJMZ"),
    frequency=st.sampled_from(["weekly", "fortnightly", "fourweekly", "monthly"]),
    pension=st.sampled_from(["", "net_pay", "relief_at_source", "salary_sacrifice"]),
    loan=st.sampled_from(["", "1", "2", "4", "5"]),
)
def test_whatever_somebody_earns_the_line_ties(
    rate: int, code: str, category: str, frequency: str, pension: str, loan: str
) -> None:
    cells = {"rate": str(rate), "tax_code": code, "ni_category": category, "frequency": frequency}
    cells |= {"student_loan": loan, "gross_ytd_before": "0", "tax_ytd_before": "0"}
    if pension:
        cells |= {"pension_pct": "5", "pension_employer_pct": "3", "pension_method": pension}
    found = line(**cells)
    assert found.net == UK.net_of(found)
    assert all(value == value.quantize(Decimal("0.01")) for value in found.figures.values())
    assert found.figures["tax"] <= found.gross / 2
    assert found.net >= 0
