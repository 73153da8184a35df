"""Cells are read in one form; what could mean two things is refused with a sentence that says so."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.catalog.rules import MasterColumn
from bpo.masters.rules import Unreadable, decimal_mark_of, read_cell, read_date, read_number, tidy
from bpo.platform.sheets.writing import neutralise


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", "7"),
        ("-12", "-12"),
        ("1234.56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("1'234.50", "1234.5"),
        ("12.345.678", "12345678"),
        ("0.195", "0.195"),
        ("1234.567", "1234.567"),
        (".5", "0.5"),
        ("12,50-", "-12.5"),
        ("(3,5)", "-3.5"),
        ("−4", "-4"),
    ],
)
def test_numbers_that_can_be_read_one_way_only(text: str, value: str) -> None:
    column = MasterColumn(key="n", label="N", kind="number")
    assert read_cell(column, text, mark=None) == value


@pytest.mark.parametrize(
    ("text", "mark", "value"), [("1.234", ".", "1.234"), ("1.234", ",", "1234"), ("1,234", ",", "1.234")]
)
def test_three_digits_after_one_mark_are_read_as_the_rest_of_the_column(
    text: str, mark: str, value: str
) -> None:
    assert read_number(text, mark) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.234", "could be 1234 or 1.234"),
        ("1,234", "could be 1234 or 1.234"),
        ("1.23.45", "grouped in threes"),
        ("1,2,3", "grouped in threes"),
        ("1.234,5,6", "several decimal marks"),
        ("1E+05", "shortened by a spreadsheet"),
        ("5 EUR", "bears a currency"),
        ("€5", "bears a currency"),
        ("19%", "percent sign"),
        ("--1", "no number"),
        ("1_234", "no number"),
        ("1.234 567", "no number"),
        ("١٢", "no number"),
        ("twelve", "no number"),
        ("1234567890123456", "too many digits"),
    ],
)
def test_numbers_that_are_refused(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_number(text, None)


def test_amounts_have_two_places_at_least() -> None:
    column = MasterColumn(key="m", label="M", kind="money")
    assert [read_cell(column, text, mark=None) for text in ("5", "5.1", "0.1954", "0")] == [
        "5.00",
        "5.10",
        "0.1954",
        "0.00",
    ]


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.sampled_from([".", ","]))
def test_a_grouped_number_reads_back(number: Decimal, mark: str) -> None:
    other = "," if mark == "." else "."
    text = f"{number:,.4f}".translate(str.maketrans({",": other, ".": mark}))
    assert read_number(text, mark) == number


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["82.43", "1.234"], "."),
        (["82,43", "1.234"], ","),
        (["1.234.567", "1.234"], ","),
        (["0.195"], "."),
        (["1.234", "5"], None),
        (["82.43", "82,43"], None),
        ([], None),
    ],
)
def test_a_column_proves_its_decimal_mark(cells: list[str], mark: str | None) -> None:
    assert decimal_mark_of(cells) == mark


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-07", "2026-01-07"),
        ("20260107", "2026-01-07"),
        ("2026/01/07", "2026-01-07"),
        ("2026-01-07T00:00:00", "2026-01-07"),
        ("07.01.2026", "2026-01-07"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("04/04/2026", "2026-04-04"),
        ("7 Jan 2026", "2026-01-07"),
        ("07-January-2026", "2026-01-07"),
    ],
)
def test_days_that_can_be_one_only(text: str, day: str) -> None:
    assert read_date(text).isoformat() == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("03/04/2026", "2026-04-03 or 2026-03-04"),
        ("03-04-2026", "could be"),
        ("46029", "format the column as a date"),
        ("31.02.2026", "no day of the calendar"),
        ("07/01/26", "no date"),
        ("2026-13-01", "no day"),
        ("1026-01-01", "no likely date"),
        ("7 Jam 2026", "no date"),
    ],
)
def test_days_that_are_refused(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_date(text)


def test_yes_no_and_choices_are_read_by_their_words() -> None:
    yes = MasterColumn(key="y", label="Y", kind="yes_no")
    assert [read_cell(yes, text, mark=None) for text in ("y", "Ja", "TRUE", "0", "Nein")] == list("YYYNN")
    choice = MasterColumn(key="c", label="C", kind="choice", choices=(("open", "Still open"),))
    assert read_cell(choice, "STILL OPEN", mark=None) == "open"
    with pytest.raises(Unreadable, match="not one of open"):
        read_cell(choice, "shut", mark=None)


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")), max_size=40))
def test_what_was_neutralised_for_a_spreadsheet_comes_back(text: str) -> None:
    assert tidy(neutralise(tidy(text))) == tidy(text)


def test_invisible_characters_fall_away_and_lines_are_joined() -> None:
    assert tidy("\ufeff V\u200b101\u00a0\n x ") == "V101 x"
