"""The calculators against the law itself: marginal rates, standard deductions and thresholds, reckoned in fractions."""

import random
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest

from bpo.service_lines.payroll.parameters import NotCovered, uk_year, us_year
from bpo.service_lines.payroll.uk_paye import national_insurance, student_loan
from bpo.service_lines.payroll.us_federal import W4, allowances_of, withholding

US, UK = us_year(2026), uk_year("2026-27")
RATES = (10, 12, 22, 24, 32, 35, 37)
TAXED_FROM = {
    "single": (0, 12_400, 50_400, 105_700, 201_775, 256_225, 640_600),
    "mfj": (0, 24_800, 100_800, 211_400, 403_550, 512_450, 768_700),
    "hoh": (0, 17_700, 67_450, 105_700, 201_750, 256_200, 640_600),
}
"""Taxable income of 2026 above which each rate applies (26 U.S.C. 1(j), Revenue Procedure 2025-32)."""
DEDUCTION = {"single": 16_100, "mfj": 32_200, "hoh": 24_150}
PERIODS = {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12, "quarterly": 4, "daily": 260}


def tax_by_law(taxable: Fraction, status: str, *, share: int = 1) -> Fraction:
    """Tax of a year on taxable income; `share` 2 halves the brackets, as step 2 of Form W-4 does."""
    edges = [Fraction(each, share) for each in TAXED_FROM[status]]
    tops = [*edges[1:], None]
    slices = (
        max(Fraction(0), (taxable if top is None else min(taxable, top)) - low)
        for low, top in zip(edges, tops, strict=True)
    )
    return sum((Fraction(rate, 100) * part for rate, part in zip(RATES, slices, strict=True)), Fraction(0))


def withheld_by_law(wages: Decimal, w4: W4, frequency: str) -> Fraction:
    """What worksheet 1A comes to, from the law's own figures instead of its tables."""
    periods = PERIODS[frequency]
    annual = Fraction(wages) * periods
    deduction = Fraction(DEDUCTION[w4.filing_status])
    share = 2 if w4.step2 else 1
    if w4.allowances is not None:  # the tables leave 8,600 (12,900) of the deduction to the worksheet
        deduction -= 12_900 if w4.filing_status == "mfj" else 8_600
        annual -= 4300 * Fraction(w4.allowances)
    annual += Fraction(w4.step4a_other_income) - Fraction(w4.step4b_deductions)
    tax = tax_by_law(max(Fraction(0), annual - deduction / share), w4.filing_status, share=share)
    return max(Fraction(0), tax - Fraction(w4.step3_credits)) / periods + Fraction(w4.step4c_extra)


def some_w4(draw: random.Random) -> W4:
    status = draw.choice(sorted(DEDUCTION))
    extra = Decimal(draw.choice((0, 25, 150)))
    if status != "hoh" and draw.random() < 0.25:
        return W4(filing_status=status, step4c_extra=extra, allowances=Decimal(draw.randint(0, 9)))
    return W4(
        filing_status=status,
        step2=draw.random() < 0.4,
        step3_credits=Decimal(draw.choice((0, 500, 2200, 6600))),
        step4a_other_income=Decimal(draw.choice((0, 5000, 12_000))),
        step4b_deductions=Decimal(draw.choice((0, 3000, 9000))),
        step4c_extra=extra,
    )


@pytest.mark.parametrize("seed", range(8))
def test_withholding_is_what_the_law_comes_to(seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(400):
        w4, frequency = some_w4(draw), draw.choice(sorted(PERIODS))
        wages = Decimal(draw.randint(0, 90_000_000 // PERIODS[frequency])) / 100
        found = withholding(wages, w4, frequency=frequency, year=US).amount
        # step 2 halves brackets, and the published tables round half dollars up: 37 % of 50 cents a year
        off = (Fraction(37, 200) / PERIODS[frequency] if w4.step2 else 0) + Fraction(5, 1000)
        assert abs(Fraction(found) - withheld_by_law(wages, w4, frequency)) <= off, (wages, w4, frequency)


@pytest.mark.parametrize("status", sorted(DEDUCTION))
@pytest.mark.parametrize("step2", [False, True])
def test_every_published_row_is_the_tax_at_its_own_edge(status: str, step2: bool) -> None:
    table = (US.step2 if step2 else US.standard)[status]
    share = 2 if step2 else 1
    outside = 0 if step2 else (12_900 if status == "mfj" else 8_600)
    free = Fraction(DEDUCTION[status], share) - outside
    assert [row.percent * 100 for row in table] == [0, *RATES]
    for row, edge in zip(table[1:], TAXED_FROM[status], strict=True):
        low = free + Fraction(edge, share)
        assert abs(Fraction(row.at_least) - low) <= Fraction(1, 2)
        assert abs(Fraction(row.base) - tax_by_law(Fraction(edge, share), status, share=share)) <= Fraction(
            1, 200
        )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("", "3", False), "not of which year"),
        (("2024", "2", False), "has no allowances"),
        (("2019", "2", True), "nonresident aliens"),
    ],
)
def test_which_form_it_is_is_never_guessed(given: tuple[str, str, bool], words: str) -> None:
    with pytest.raises(NotCovered, match=words):
        allowances_of(given[0], given[1], nonresident_alien=given[2])
    assert allowances_of("2019", "", nonresident_alien=False) == 0
    assert allowances_of("2021", "0", nonresident_alien=False) is None


def test_a_form_from_before_2020_has_none_of_the_later_steps() -> None:
    for wrong in ({"step2": True}, {"step3_credits": Decimal(500)}, {"filing_status": "hoh"}):
        with pytest.raises(NotCovered, match="before 2020"):
            withholding(
                Decimal(1000),
                W4(**{"filing_status": "single", "allowances": Decimal(1), **wrong}),  # type: ignore[arg-type]
                frequency="weekly",
                year=US,
            )


EMPLOYEE = {"8": "AFHMNV", "1.85": "BEI", "2": "DJLZ", "0": "CKSX"}
EMPLOYER_FROM = {"ST": "ABCJ", "UEL": "HMVZ", "zone": "DEFIKLNS", "never": "X"}
MONTH = {"PT": 1048, "ST": 417, "UEL": 4189, "zone": 2083}


def ni_by_hand(pay: Decimal, letter: str) -> tuple[Decimal, Decimal]:
    """(employee's, employer's) of a month; each piece to the penny, a third decimal of 6 or more goes up."""

    def pennies(piece: Fraction) -> Decimal:
        thousandths = floor(piece * 1000)
        whole, rest = divmod(thousandths, 10)
        return Decimal(whole + (rest >= 6)) / 100

    main = Fraction(next(rate for rate, letters in EMPLOYEE.items() if letter in letters)) / 100
    upper = Fraction(2, 100) if main else Fraction(0)
    start = next(name for name, letters in EMPLOYER_FROM.items() if letter in letters)
    gross = Fraction(pay)
    to_upper, above = min(gross, Fraction(MONTH["UEL"])), max(Fraction(0), gross - MONTH["UEL"])
    employee = pennies(max(Fraction(0), to_upper - MONTH["PT"]) * main) + pennies(above * upper)
    if start == "never":
        return employee, Decimal(0)
    rate = Fraction(15, 100)
    return employee, pennies(max(Fraction(0), to_upper - MONTH[start]) * rate) + pennies(above * rate)


@pytest.mark.parametrize("letter", sorted("ABCDEFHIJKLMNSVXZ"))
def test_national_insurance_of_every_category(letter: str) -> None:
    draw = random.Random(letter)
    for pay in [Decimal(each) for each in (0, 417, 1048, 2083, 4189, 4190)] + [
        Decimal(draw.randint(0, 900_000)) / 100 for _ in range(300)
    ]:
        found = national_insurance(pay, letter, frequency="monthly", year=UK)
        assert (found[0].amount, found[1].amount) == ni_by_hand(pay, letter), pay
    if letter in EMPLOYER_FROM["zone"]:
        with pytest.raises(NotCovered, match="not fourweekly"):
            national_insurance(Decimal(2000), letter, frequency="fourweekly", year=UK)


@pytest.mark.parametrize(
    ("plan", "annual", "percent"),
    [
        ("plan1", 26_900, 9),
        ("plan2", 29_385, 9),
        ("plan4", 33_795, 9),
        ("plan5", 25_000, 9),
        ("postgraduate", 21_000, 6),
    ],
)
@pytest.mark.parametrize(
    ("frequency", "parts"), [("weekly", 52), ("fortnightly", 26), ("fourweekly", 13), ("monthly", 12)]
)
def test_loans_are_whole_pounds_of_what_is_over_the_threshold(
    plan: str, annual: int, percent: int, frequency: str, parts: int
) -> None:
    draw = random.Random(plan + frequency)
    threshold = Fraction(floor(Fraction(annual * 100, parts)), 100)
    for _ in range(300):
        pay = Decimal(draw.randint(0, 800_000)) / 100
        due = floor(max(Fraction(0), Fraction(pay) - threshold) * Fraction(percent, 100))
        assert student_loan(pay, plan, frequency=frequency, year=UK).amount == due, pay
