"""The calculators against the law itself: marginal rates, standard deductions and thresholds, reckoned in fractions."""

import random
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest

from bpo.service_lines.payroll.parameters import NotCovered, uk_year, us_year
from bpo.service_lines.payroll.uk_insurance import national_insurance
from bpo.service_lines.payroll.uk_paye import income_tax, student_loan, tax_code
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
        # 25,000 ÷ 52 × 4, up to the next pound: 1,924 (National Insurance Contributions Act 2022, section 8).
        _, employer = national_insurance(Decimal(2000), letter, frequency="fourweekly", year=UK)
        assert employer.amount == Decimal("11.40")


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


UK_BANDS = {
    "": ((0, 20), (37_700, 40), (125_140, 45)),
    "S": ((0, 19), (3_967, 20), (16_956, 21), (31_092, 42), (62_430, 45), (125_140, 48)),
}
FLAT = {
    "BR": 20,
    "D0": 40,
    "D1": 45,
    "SBR": 20,
    "SD0": 21,
    "SD1": 42,
    "SD2": 45,
    "SD3": 48,
    "CBR": 20,
    "CD0": 40,
}
PARTS = {"monthly": 12, "weekly": 52, "fortnightly": 26, "fourweekly": 13}


def year_by_law(pay: Fraction, code: str) -> Fraction:
    """Income tax of a whole year on the pay of one employment, by what the code stands for."""
    if code in FLAT:
        return pay * FLAT[code] / 100
    region = "S" if code.startswith("S") else ""
    plain = code.lstrip("SC")
    number = int("".join(filter(str.isdigit, plain)))
    allowance = Fraction(number * 10 + 9 if number else 0)
    taxable = max(Fraction(0), pay + allowance if plain.startswith("K") else pay - allowance)
    bands = UK_BANDS[region]
    tops = [*(low for low, _ in bands[1:]), None]
    return sum(
        (
            Fraction(rate, 100) * max(Fraction(0), (taxable if top is None else min(taxable, top)) - low)
            for (low, rate), top in zip(bands, tops, strict=True)
        ),
        Fraction(0),
    )


@pytest.mark.parametrize(
    "code", ["1257L", "S1257L", "C1257L", "0T", "S0T", "K100", "SK45", "45T", "1383M", "2600L", *FLAT]
)
@pytest.mark.parametrize("frequency", sorted(PARTS))
def test_a_year_of_paye_comes_to_the_tax_of_the_year(code: str, frequency: str) -> None:
    """Whatever is paid when, the last period of a cumulative code brings the year's tax to what is due on its pay."""
    draw = random.Random(code + frequency)
    usual = draw.choice((1_400, 2_900, 6_000, 14_000)) * 12 / PARTS[frequency]
    before = paid = Decimal(0)
    for period in range(1, PARTS[frequency] + 1):
        gross = Decimal(int(usual * draw.uniform(0.8, 1.3) * 100)) / 100
        paid += income_tax(
            gross,
            tax_code(code),
            frequency=frequency,
            period=period,
            gross_before=before,
            tax_before=paid,
            year=UK,
        ).amount
        before += gross
    # pence of pay are not taxed; free pay is rounded up to a penny a week or month, in blocks of 500 of the code
    assert abs(Fraction(paid) - year_by_law(Fraction(before), code)) <= Fraction(48, 100) * 3


@pytest.mark.parametrize("code", ["1257L W1", "S1257L M1", "K100 X", "0T M1", "BR W1"])
def test_a_code_on_its_own_period_forgets_what_was_before(code: str) -> None:
    draw = random.Random(code)
    for _ in range(200):
        gross = Decimal(draw.randint(0, 1_500_000)) / 100
        found = {
            income_tax(
                gross,
                tax_code(code),
                frequency="monthly",
                period=period,
                gross_before=before,
                tax_before=before / 5,
                year=UK,
            ).amount
            for period, before in ((1, Decimal(0)), (7, Decimal(31_000)), (12, Decimal("88000.55")))
        }
        assert len(found) == 1
        (tax,) = found
        assert 0 <= tax <= gross / 2
        limited = min(year_by_law(Fraction(gross) * 12, code.split()[0]) / 12, Fraction(gross) / 2)
        assert abs(Fraction(tax) - limited) <= Fraction(48, 100) * 2
