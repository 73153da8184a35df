"""A list cleaned: the sample to the cell, and single cells by their rules."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.service_lines.data_entry.cleaning import clean, names, values

SAMPLES = Path(__file__).parent / "samples"
TODAY = date(2026, 11, 22)


def table(name: str) -> list[dict[str, str]]:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_sample_to_the_cell() -> None:
    found = clean(table("messy_contacts_dirty.csv"), today=TODAY)
    assert list(found.rows) == table("messy_contacts_clean.csv")
    assert [(each.duplicate, each.of) for each in found.duplicates] == [
        ("DD0009", "D0009"),
        ("DD0031", "D0031"),
        ("DD0046", "D0046"),
    ]
    assert found.findings == ()
    assert all(change.before != change.after for change in found.changes)


def test_a_clean_list_stays_as_it_is() -> None:
    found = clean(table("messy_contacts_clean.csv"), today=TODAY)
    assert list(found.rows) == table("messy_contacts_clean.csv")
    assert found.changes == ()
    assert found.duplicates == ()


@pytest.mark.parametrize(
    ("text", "region", "clean_value", "in_doubt"),
    [
        ("7/12/1985", "AU", "1985-12-07", False),
        ("7/12/1985", "US", "1985-07-12", False),
        ("7/12/1985", "", "1985-12-07", True),
        ("25/12/1985", "US", "1985-12-25", False),
        ("7/7/1985", "", "1985-07-07", False),
        ("19951004", "GB", "1995-10-04", False),
        ("December 10, 1981", "IN", "1981-12-10", False),
        ("9-Jul-2006", "US", "2006-07-09", False),
        ("3. März 1990", "DE", "1990-03-03", False),
        ("4/4/95", "US", "1995-04-04", True),
        ("31.02.1990", "DE", "31.02.1990", True),
        ("soon", "DE", "soon", True),
        ("", "DE", "", False),
    ],
)
def test_dates(text: str, region: str, clean_value: str, in_doubt: bool) -> None:
    found = values.day(text, region, TODAY)
    assert (found.value, bool(found.doubt)) == (clean_value, in_doubt)


@pytest.mark.parametrize(
    ("text", "region", "clean_value", "in_doubt"),
    [
        ("$8,266.14", "US", "8266.14", False),
        ("128,54", "FR", "128.54", False),
        ("1.234.567,89", "DE", "1234567.89", False),
        ("1,234,567", "US", "1234567.00", False),
        ("50,508", "US", "50508.00", True),
        ("50.508", "DE", "50508.00", True),
        ("(12.50)", "US", "-12.50", False),
        ("1 234,50", "FR", "1234.50", False),
        ("twelve", "US", "twelve", True),
    ],
)
def test_amounts(text: str, region: str, clean_value: str, in_doubt: bool) -> None:
    found = values.amount(text, region)
    assert (found.value, bool(found.doubt)) == (clean_value, in_doubt)


@pytest.mark.parametrize(
    ("text", "region", "clean_value"),
    [
        ("06 12 31 97 92", "FR", "+33612319792"),
        ("33.6.12.36.60.52", "FR", "+33612366052"),
        ("0044 7400131584", "GB", "+447400131584"),
        ("49 1512 3452362", "DE", "+4915123452362"),
        ("01512 3452362", "DE", "+4915123452362"),
        ("(201) 558-6934", "US", "+12015586934"),
        ("0412 359 129", "AU", "+61412359129"),
        ("8123467019", "IN", "+918123467019"),
    ],
)
def test_telephone_numbers(text: str, region: str, clean_value: str) -> None:
    assert values.phone(text, region) == values.Cleaned(clean_value)


@pytest.mark.parametrize("text", ["12", "call me", "555-CALL"])
def test_what_is_no_telephone_number_goes_to_a_person(text: str) -> None:
    found = values.phone(text, "US")
    assert found.value == text
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (" Van Dyke,  Kwame", "Kwame", "Van Dyke"),
        ("st. clair, Tomas", "Tomas", "St. Clair"),
        ("URSULA O'BRIEN", "Ursula", "O'Brien"),
        ("Sofia GARCIA-LOPEZ", "Sofia", "Garcia-Lopez"),
        ("DeSantis, James ", "James", "DeSantis"),
        ("MCALLISTER, amara", "Amara", "McAllister"),
        ("XAVIER MÜLLER", "Xavier", "Müller"),
    ],
)
def test_names(text: str, first: str, last: str) -> None:
    assert [each.value for each in names.name(text)] == [first, last]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Deutschland", "DE"),
        ("USA", "US"),
        ("u.k.", "GB"),
        ("AUS", "AU"),
        ("Royaume-Uni", "GB"),
        ("India", "IN"),
    ],
)
def test_countries(text: str, code: str) -> None:
    assert values.country(text) == values.Cleaned(code)


def test_a_row_without_a_country_has_its_dates_asked_about() -> None:
    found = clean([{"id": "1", "name": "Ann Lee", "dob": "5/6/1980", "country": ""}], today=TODAY)
    assert [(each.id, each.column) for each in found.findings] == [("1", "date_of_birth")]


def test_likely_duplicates_are_shown_never_merged() -> None:
    rows = [
        {
            "id": "1",
            "name": "Ann Marie Lee",
            "email": "a@example.org",
            "phone": "+447400131584",
            "country": "GB",
        },
        {
            "id": "2",
            "name": "Anne Marie Lee",
            "email": "b@example.org",
            "phone": "07400 131584",
            "country": "GB",
        },
        {"id": "3", "name": "Bob Stone", "email": "c@example.org", "phone": "07400 131584", "country": "GB"},
    ]
    found = clean(rows, today=TODAY)
    assert len(found.rows) == 3
    assert [(each.duplicate, each.of) for each in found.suspected] == [("2", "1")]
    assert 0.9 <= found.suspected[0].score < 1


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["id", "name", "dob", "phone", "amount", "zip", "x"]), st.text())
    )
)
def test_no_cell_is_too_strange(rows: list[dict[str, str]]) -> None:
    clean(rows, today=TODAY)


@given(st.text(max_size=30), st.sampled_from(["US", "DE", "GB", ""]))
def test_what_is_clean_is_not_changed_again(text: str, region: str) -> None:
    once = values.amount(text, region)
    if not once.doubt:
        assert values.amount(once.value, "").value == once.value


@pytest.mark.parametrize(
    ("text", "region", "clean_value", "in_doubt"),
    [
        ("5 sep 01", "GB", "2001-09-05", True),
        ("3rd March 1990", "GB", "1990-03-03", False),
        ("13-03-1990 00:00:00", "GB", "1990-03-13", False),
        ("2090-01-01", "GB", "2090-01-01", True),
        ("1 Jan 1850", "GB", "1850-01-01", True),
        ("33000", "US", "33000", True),
        ("5 sep 011", "GB", "5 sep 011", True),
    ],
)
def test_dates_that_are_easily_taken_for_others(
    text: str, region: str, clean_value: str, in_doubt: bool
) -> None:
    found = values.day(text, region, TODAY)
    assert (found.value, bool(found.doubt)) == (clean_value, in_doubt)


@pytest.mark.parametrize(
    ("text", "region", "clean_value", "in_doubt"),
    [
        ("1.2E+3", "US", "1.2E+3", True),
        ("12 USD 13", "US", "12 USD 13", True),
        ("5%", "US", "5%", True),
        ("12.345.67", "US", "12.345.67", True),
        ("1,2,3", "US", "1,2,3", True),
        ("1.234,5678", "DE", "1234.57", True),
        ("1,23,456.50", "IN", "123456.50", False),
        ("45.00-", "DE", "-45.00", False),
        ("CHF 1'234.50", "CH", "1234.50", False),
        ("1 234,50 kr", "SE", "1234.50", False),
        ("0.125", "US", "0.12", True),
    ],
)
def test_amounts_that_are_easily_taken_for_others(
    text: str, region: str, clean_value: str, in_doubt: bool
) -> None:
    found = values.amount(text, region)
    assert (found.value, bool(found.doubt)) == (clean_value, in_doubt)


def test_an_extension_is_not_lost_silently() -> None:
    found = values.phone("(201) 555-0123 x45", "US")
    assert found.value == "+12015550123"
    assert "extension" in found.doubt
    assert values.phone("2015550123.0", "US").value == "+12015550123"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("SMITH, JOHN III", "John", "Smith III"),
        ("MACDONALD, FLORA", "Flora", "MacDonald"),
        ("MACHADO, ANA", "Ana", "Machado"),
        ("Mary Ann Smith", "Mary Ann", "Smith"),
    ],
)
def test_names_are_written_as_they_are(text: str, first: str, last: str) -> None:
    found = names.name(text)
    assert (found[0].value, found[1].value) == (first, last)


def test_only_american_postcodes_get_their_zeros_back() -> None:
    rows = [
        {"id": "1", "country": "US", "zip": "2134"},
        {"id": "2", "country": "AU", "state": "NSW", "zip": "2000"},
        {"id": "3", "country": "GB", "zip": "sw1a 1aa"},
        {"id": "4", "country": "DE", "state": "CA", "zip": "2134"},
    ]
    found = clean(rows, today=TODAY)
    assert [row["zip"] for row in found.rows] == ["02134", "2000", "SW1A 1AA", "02134"]
    assert found.findings == ()
