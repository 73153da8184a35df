"""Numbers, dates and identifiers as printed, in the notations met on invoices."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.service_lines.invoice_processing.amounts import currency_in, guess_decimal_mark, parse_amount
from bpo.service_lines.invoice_processing.dates import find_dates, with_years_first
from bpo.service_lines.invoice_processing.identifiers import (
    iban_is_valid,
    is_placeholder,
    vat_has_form,
    vat_is_valid,
)
from bpo.service_lines.invoice_processing.record import money_text, number_text

AMOUNTS = [
    ("1.234,56", "1234.56"),
    ("1,234.56", "1234.56"),
    ("1 234,56", "1234.56"),
    ("1'234.56", "1234.56"),
    ("12,34,567.89", "1234567.89"),
    ("(45.00)", "-45.00"),
    ("45.00-", "-45.00"),
    ("\u221245", "-45"),
    ("€ 45,00", "45.00"),
    ("45.00 CR", "-45.00"),
    ("$23,111.34", "23111.34"),
    ("160.00 €", "160.00"),
    ("kr 1 234,50", "1234.50"),
    ("45,-", "45"),
    ("1.022.639", "1022639"),
    ("0,2586", "0.2586"),
    ("- 50,00 €", "-50.00"),
    ("19,00 %", "19.00"),
]


@pytest.mark.parametrize(("text", "value"), AMOUNTS)
def test_amounts_in_many_notations(text: str, value: str) -> None:
    assert parse_amount(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "PO123", "1.2.3", "12/2026", "1,23,4", "abc", "(45.00", "DE 12", "1 23,00"]
)
def test_what_is_no_amount(text: str) -> None:
    assert parse_amount(text) is None


def test_the_documents_own_mark_decides_about_three_digits() -> None:
    assert parse_amount("1.261", ",") == Decimal(1261)
    assert parse_amount("1.261", ".") == Decimal("1.261")
    assert parse_amount("1.261") == Decimal(1261)


def test_decimal_mark_is_learnt_from_clear_numbers() -> None:
    assert guess_decimal_mark(["1.261", "326,09", "19.278,14"]) == ","
    assert guess_decimal_mark(["1,684.15", "13.42"]) == "."
    assert guess_decimal_mark(["12", "2026-01-02"]) is None


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from([(".", ","), (",", "."), (" ", ","), ("'", ".")]),
)
def test_any_amount_reads_back_from_any_notation(amount: Decimal, marks: tuple[str, str]) -> None:
    grouping, mark = marks
    whole, fraction = f"{amount:,.2f}".split(".")
    printed = whole.replace(",", grouping) + mark + fraction
    assert parse_amount(printed) == amount
    assert parse_amount(printed + "-") == -amount


@given(st.text(max_size=30))
def test_no_text_makes_the_readers_raise(text: str) -> None:
    parse_amount(text)
    find_dates(text, compact=True)
    currency_in(text)
    is_placeholder(text)
    vat_is_valid(text)
    iban_is_valid(text)


DATES = [
    ("28. Mai 2026", "2026-05-28"),
    ("4 avril 2026", "2026-04-04"),
    ("Rechnung vom 05.03.2018", "2018-03-05"),
    ("2026-01-30", "2026-01-30"),
    ("Jan 29, 2026", "2026-01-29"),
    ("29 Jan 2026", "2026-01-29"),
    ("12 de marzo de 2026", "2026-03-12"),
    ("1er février 2026", "2026-02-01"),
    ("15 MAGGIO 2026", "2026-05-15"),
    ("12 mei 2026", "2026-05-12"),
    ("den 3 augusti 2026", "2026-08-03"),
    ("March 1st, 2026", "2026-03-01"),
    ("6 maja 2026", "2026-05-06"),
    ("30.06.26", "2026-06-30"),
]


@pytest.mark.parametrize(("text", "value"), DATES)
def test_dates_in_many_languages(text: str, value: str) -> None:
    (found,) = find_dates(text)
    assert found.day_first == date.fromisoformat(value)
    assert not found.ambiguous


def test_a_date_with_two_readings_keeps_both() -> None:
    (found,) = find_dates("02/08/2026")
    assert found.ambiguous
    assert found.resolve(month_first=True) == date(2026, 2, 8)
    assert found.resolve(month_first=False) == date(2026, 8, 2)


def test_a_number_above_twelve_settles_the_order() -> None:
    (found,) = find_dates("05/26/2026")
    assert found.resolve(month_first=False) == date(2026, 5, 26)


def test_the_year_comes_first_where_the_dates_then_lie_together() -> None:
    assert with_years_first(find_dates("25-12-11 till 26-01-10")) is True
    assert with_years_first(find_dates("11-12-25 till 10-01-26")) is False
    assert with_years_first(find_dates("11-12-13")) is None
    assert with_years_first(find_dates("11.12.2013")) is False


@pytest.mark.parametrize("text", ["12.III.2026", "12/3 2026", "12. 03. 2026", "2026. 03. 12.", "12/3-2026"])
def test_dates_with_roman_months_and_odd_strokes(text: str) -> None:
    (found,) = find_dates(text)
    assert found.resolve(month_first=False) == date(2026, 3, 12)


@pytest.mark.parametrize("text", ["31.02.2026", "version 1.2.3.4", "45/45/2026", "AB 2026"])
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_iban_check_digits_and_length() -> None:
    assert iban_is_valid("DE89 3704 0044 0532 0130 00")
    assert iban_is_valid("GB29NWBK60161331926819")
    assert not iban_is_valid("DE88370400440532013000")
    assert not iban_is_valid("DE8937040044053201300")
    assert not iban_is_valid("XX89370400440532013000")


def test_vat_id_form_and_check_digits() -> None:
    assert vat_is_valid("DE136695976") is True
    assert vat_is_valid("NL 0044.95.445 B01") is True
    assert vat_has_form("DE123456789")
    assert vat_is_valid("DE123456789") is False
    assert not vat_has_form("DE12")


@pytest.mark.parametrize("text", ["NA", "n/a", "Dummywert", "[Seller name]", "-", "XXX", ""])
def test_placeholders_are_no_values(text: str) -> None:
    assert is_placeholder(text)


def test_money_and_numbers_have_one_way_of_writing() -> None:
    assert money_text(Decimal("12.6")) == "12.60"
    assert money_text(Decimal("0.2586")) == "0.2586"
    assert money_text(Decimal("-0")) == "0.00"
    assert number_text(Decimal("10.000")) == "10"
    assert number_text(Decimal("1000")) == "1000"
