"""The calculators against published and derived rows, and what must hold for any pay."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.service_lines.payroll.money import ni_pennies
from bpo.service_lines.payroll.parameters import NotCovered, uk_year, us_year
from bpo.service_lines.payroll.uk_insurance import national_insurance
from bpo.service_lines.payroll.uk_paye import free_pay, income_tax, student_loan, tax_code
from bpo.service_lines.payroll.us_federal import (
    W4,
    additional_medicare,
    futa,
    medicare,
    social_security,
    withholding,
)

SAMPLES = Path(__file__).parent / "samples"
US, UK = us_year(2026), uk_year("2026-27")
money = st.decimals(min_value=0, max_value=60_000, places=2, allow_nan=False)
statuses = st.sampled_from(["single", "mfj", "hoh"])
us_frequencies = st.sampled_from(["weekly", "biweekly", "semimonthly", "monthly", "daily"])
uk_frequencies = st.sampled_from(["weekly", "fortnightly", "fourweekly", "monthly"])


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("us_withholding.csv"), ids=lambda row: row["id"])
def test_withholding_of_worksheet_1a(row: dict[str, str]) -> None:
    w4 = W4(
        filing_status=row["filing_status"],
        step2=row["step2_checkbox"] == "1",
        step3_credits=Decimal(row["step3_credits_annual"]),
        step4a_other_income=Decimal(row["step4a_other_income_annual"]),
        step4b_deductions=Decimal(row["step4b_deductions_annual"]),
        step4c_extra=Decimal(row["step4c_extra_per_period"]),
    )
    found = withholding(Decimal(row["federal_taxable_wages"]), w4, frequency=row["frequency"], year=US)
    assert found.amount == Decimal(row["expected_withholding"])


@pytest.mark.parametrize("row", rows("uk_paye.csv"), ids=lambda row: row["id"])
def test_paye_and_national_insurance(row: dict[str, str]) -> None:
    year, gross = uk_year(row["tax_year"]), Decimal(row["gross"])
    tax = income_tax(
        gross,
        replace(tax_code(row["code"]), alone=row["w1m1"] == "True"),
        frequency=row["freq"],
        period=int(row["period"]),
        gross_before=Decimal(row["gross_ytd_before"]),
        tax_before=Decimal(row["tax_ytd_before"]),
        year=year,
    )
    employee, employer = national_insurance(gross, row["ni_cat"], frequency=row["freq"], year=year)
    assert tax.amount == Decimal(row["exp_tax"])
    assert (employee.amount, employer.amount) == (Decimal(row["exp_ni_ee"]), Decimal(row["exp_ni_er"]))


@given(wages=money, more=money, status=statuses, step2=st.booleans(), frequency=us_frequencies)
def test_more_wages_are_never_taxed_less_and_never_more_than_they_grew(
    wages: Decimal, more: Decimal, status: str, step2: bool, frequency: str
) -> None:
    w4 = W4(filing_status=status, step2=step2)
    less = withholding(wages, w4, frequency=frequency, year=US).amount
    greater = withholding(wages + more, w4, frequency=frequency, year=US).amount
    assert 0 <= less <= greater
    assert greater - less <= more * Decimal("0.37") + Decimal("0.01")


@given(wages=money, credit=money, status=statuses, frequency=us_frequencies)
def test_credits_lower_the_tax_but_never_below_nothing(
    wages: Decimal, credit: Decimal, status: str, frequency: str
) -> None:
    plain = withholding(wages, W4(filing_status=status), frequency=frequency, year=US).amount
    lowered = withholding(
        wages, W4(filing_status=status, step3_credits=credit), frequency=frequency, year=US
    ).amount
    assert 0 <= lowered <= plain


@given(parts=st.lists(money, min_size=1, max_size=30))
def test_social_security_of_a_year_stops_at_the_wage_base(parts: list[Decimal]) -> None:
    before, paid = Decimal(0), Decimal(0)
    for wages in parts:
        paid += social_security(wages, before=before, year=US).amount
        before += wages
    whole = min(before, US.ss_wage_base) * US.ss_rate
    assert abs(paid - whole) <= Decimal("0.005") * len(parts)


def test_fica_and_futa_at_their_limits() -> None:
    assert social_security(Decimal(1000), before=Decimal(184_000), year=US).amount == Decimal("31.00")
    assert social_security(Decimal(1000), before=Decimal(184_500), year=US).amount == 0
    assert medicare(Decimal("1234.56"), year=US).amount == Decimal("17.90")
    assert additional_medicare(Decimal(5000), before=Decimal(198_000), year=US).amount == Decimal("27.00")
    assert futa(Decimal(2000), before=Decimal(6000), year=US).amount == Decimal("6.00")


@given(
    gross=money, frequency=uk_frequencies, code=st.sampled_from(["1257L", "S1257L", "BR", "0T", "K200", "D1"])
)
def test_paye_never_takes_more_than_half_the_pay(gross: Decimal, frequency: str, code: str) -> None:
    tax = income_tax(
        gross,
        tax_code(code),
        frequency=frequency,
        period=1,
        gross_before=Decimal(0),
        tax_before=Decimal(0),
        year=UK,
    ).amount
    assert 0 <= tax <= gross / 2


@given(gross=money, more=money, frequency=uk_frequencies, category=st.sampled_from("ABCJHMZ"))
def test_national_insurance_grows_with_pay(
    gross: Decimal, more: Decimal, frequency: str, category: str
) -> None:
    less = national_insurance(gross, category, frequency=frequency, year=UK)
    greater = national_insurance(gross + more, category, frequency=frequency, year=UK)
    assert 0 <= less[0].amount <= greater[0].amount
    assert 0 <= less[1].amount <= greater[1].amount


def test_a_year_of_months_taxes_as_the_year_does() -> None:
    gross, tax = Decimal(0), Decimal(0)
    for month in range(1, 13):
        tax += income_tax(
            Decimal(5000),
            tax_code("1257L"),
            frequency="monthly",
            period=month,
            gross_before=gross,
            tax_before=tax,
            year=UK,
        ).amount
        gross += 5000
    # 60,000 less 12,579 of free pay: 37,700 at 20 %, the rest at 40 %.
    assert tax == pytest.approx(Decimal(7540) + (60_000 - Decimal("12579") - 37_700) * Decimal("0.4"), abs=1)


def test_a_refund_follows_when_pay_stops() -> None:
    refund = income_tax(
        Decimal(0),
        tax_code("1257L"),
        frequency="monthly",
        period=2,
        gross_before=Decimal(3000),
        tax_before=Decimal("390.20"),
        year=UK,
    )
    assert refund.amount < 0


@pytest.mark.parametrize(
    ("number", "parts", "free"),
    [(1257, 12, "1048.26"), (1257, 52, "241.92"), (0, 12, "0"), (500, 12, "417.42"), (501, 52, "96.53")],
)
def test_free_pay_of_a_code(number: int, parts: int, free: str) -> None:
    assert free_pay(number, parts) == Decimal(free)


@pytest.mark.parametrize(
    ("amount", "rounded"), [("1.005", "1.00"), ("1.006", "1.01"), ("1.0059", "1.00"), ("1.00", "1.00")]
)
def test_national_insurance_rounds_in_its_own_way(amount: str, rounded: str) -> None:
    assert ni_pennies(Decimal(amount)) == Decimal(rounded)


def test_student_loans_drop_the_pence() -> None:
    assert student_loan(Decimal(2600), "plan2", frequency="monthly", year=UK).amount == Decimal("13.00")
    assert student_loan(Decimal(1000), "plan1", frequency="monthly", year=UK).amount == 0


@pytest.mark.parametrize("text", ["", "12X7L", "D4", "L1257", "1257L1257L"])
def test_what_is_no_tax_code_is_refused(text: str) -> None:
    with pytest.raises(NotCovered, match="tax code"):
        tax_code(text)


def test_what_is_not_covered_is_refused_in_words() -> None:
    with pytest.raises(NotCovered, match="2031"):
        us_year(2031)
    with pytest.raises(NotCovered, match="2001-02"):
        uk_year("2001-02")
    with pytest.raises(NotCovered, match="fortnightlyish"):
        withholding(Decimal(1), W4(filing_status="single"), frequency="fortnightlyish", year=US)
    with pytest.raises(NotCovered, match="divorced"):
        withholding(Decimal(1), W4(filing_status="divorced"), frequency="weekly", year=US)
