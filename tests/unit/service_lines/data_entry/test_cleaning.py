"""A list cleaned: the sample to the cell, and single cells by their rules."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.service_lines.data_entry.cleaning import (
    addresses,
    clean,
    columns,
    dates,
    letters,
    names,
    postcodes,
    values,
)
from bpo.service_lines.data_entry.cleaning.contacts import Rules

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
        ("25/12/1985", "US", "1985-12-25", True),
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
    found = dates.day(text, region, TODAY)
    assert (found.value, bool(found.doubt)) == (clean_value, in_doubt)


@pytest.mark.parametrize(
    ("text", "region", "clean_value", "in_doubt"),
    [
        ("$8,266.14", "US", "8266.14", False),
        ("128,54", "FR", "128.54", False),
        ("1.234.567,89", "DE", "1234567.89", False),
        ("1,234,567", "US", "1234567.00", False),
        ("50,508", "US", "50508.00", False),
        ("50,508", "CA", "50508.00", True),
        ("50.508", "US", "50.51", True),
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
        ("33000", "US", "1990-05-07", True),
        ("5 sep 011", "GB", "5 sep 011", True),
    ],
)
def test_dates_that_are_easily_taken_for_others(
    text: str, region: str, clean_value: str, in_doubt: bool
) -> None:
    found = dates.day(text, region, TODAY)
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
        ("Jan ten Brink", "Jan", "ten Brink"),
        ("MARCO DALLA CHIESA", "Marco", "Dalla Chiesa"),
        ("Juan y Medio", "Juan", "y Medio"),
        ("Jan van der Berg", "Jan", "van der Berg"),
        ("st. clair, Tomas", "Tomas", "St. Clair"),
        ("john michael smith", "John Michael", "Smith"),
        ("Dr. Anna Berg", "Anna", "Berg"),
    ],
)
def test_names_are_written_as_they_are(text: str, first: str, last: str) -> None:
    found = names.name(text)
    assert (found[0].value, found[1].value) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Prince Rogers Nelson",
        "Lee (Ann) Wong",
        "Sarah & Tom Smith",
        "Sarah and Tom Smith",
        "Acme GmbH",
        "Acme Limited",
        "Jane Doe 2",
    ],
)
def test_a_name_that_may_be_something_else_is_asked(text: str) -> None:
    assert any(each.doubt for each in names.name(text))


def test_only_american_postcodes_get_their_zeros_back() -> None:
    rows = [
        {"id": "1", "country": "US", "zip": "2134"},
        {"id": "2", "country": "AU", "state": "NSW", "zip": "2000"},
        {"id": "3", "country": "GB", "zip": "sw1a 1aa"},
        {"id": "4", "country": "DE", "state": "CA", "zip": "2134"},
    ]
    found = clean(rows, today=TODAY)
    assert [row["zip"] for row in found.rows] == ["02134", "2000", "SW1A 1AA", "02134"]
    assert [each.message for each in found.findings] == ["“2134” is no ZIP code of CA."]


@pytest.mark.parametrize(
    ("text", "region", "us_state", "own_state", "clean_value", "in_doubt"),
    [
        ("2134", "AU", "MA", False, "02134", False),
        ("6000", "AU", "WA", True, "6000", False),
        ("98101", "AU", "WA", True, "98101", False),
        ("14800", "IN", "NY", False, "14800", False),
        ("501", "US", "NY", False, "00501", False),
        ("2134", "US", "WA", False, "02134", True),
        ("1067", "DE", "", False, "01067", False),
        ("118", "IT", "", False, "00118", True),
        ("sw1a1aa", "GB", "", False, "SW1A 1AA", False),
        ("m5v 3l9", "CA", "", False, "M5V 3L9", False),
        ("1012ab", "NL", "", False, "1012 AB", False),
        ("00950", "PL", "", False, "00-950", False),
        ("D-10115", "DE", "", False, "10115", False),
        ("110001.0", "IN", "", False, "110001", False),
        ("123456", "DE", "", False, "123456", True),
        ("1234", "GB", "", False, "1234", True),
        ("whatever 1", "BM", "", False, "WHATEVER 1", False),
    ],
)
def test_postcodes_have_the_shape_of_their_country(
    text: str, region: str, us_state: str, own_state: bool, clean_value: str, in_doubt: bool
) -> None:
    found = postcodes.postcode(text, region=region, us_state=us_state, own_state=own_state)
    assert (found.value, bool(found.doubt)) == (clean_value, in_doubt)


@pytest.mark.parametrize(
    ("text", "region", "clean_value", "in_doubt"),
    [
        ("new york", "US", "NY", False),
        ("n.y.", "US", "NY", False),
        ("Québec", "CA", "QC", False),
        ("new south wales", "AU", "NSW", False),
        ("id", "AU", "ID", False),
        ("ZZ", "US", "ZZ", True),
        ("Bayern", "DE", "Bayern", False),
        ("ca", "DE", "CA", False),
        ("", "US", "", False),
    ],
)
def test_states_have_their_codes(text: str, region: str, clean_value: str, in_doubt: bool) -> None:
    found = postcodes.state(text, region)
    assert (found.value, bool(found.doubt)) == (clean_value, in_doubt)


@pytest.mark.parametrize(
    ("region", "text", "clean_value"),
    [
        ("US", "123 MAIN STREET", "123 Main St"),
        ("US", "100 North Street", "100 North St"),
        ("US", "100 north main street apartment 4b", "100 N Main St Apt 4B"),
        ("US", "12 St. James Place", "12 St. James Pl"),
        ("US", "1 West 5th Street", "1 W 5th St"),
        ("US", "1600 Pennsylvania Avenue Northwest", "1600 Pennsylvania Ave NW"),
        ("US", "200 Avenue of the Americas", "200 Avenue of the Americas"),
        ("US", "9 MCDONALD DRIVE, SUITE 200", "9 McDonald Dr, Ste 200"),
        ("US", "P.O. BOX 12", "PO Box 12"),
        ("US", "12 Main Street, Springfield, IL 62704", "12 Main Street, Springfield, IL 62704"),
        ("GB", "Flat 3, 12 High St.", "Flat 3, 12 High Street"),
        ("GB", "St Mary's Rd", "St Mary's Road"),
        ("GB", "1 St", "1 St"),
        ("DE", "Hauptstr. 5", "Hauptstraße 5"),
        ("DE", "Berliner Str. 12a", "Berliner Straße 12a"),
        ("DE", "Str. des 17. Juni 135", "Straße des 17. Juni 135"),
        ("CH", "Bahnhofstr. 1", "Bahnhofstrasse 1"),
        ("NL", "Kerkstr. 5", "Kerkstraat 5"),
        ("FR", "12 bis, av. Foch", "12 bis, avenue Foch"),
        ("ES", "C/ Mayor 5", "Calle Mayor 5"),
        ("IT", "P.za Garibaldi 1", "Piazza Garibaldi 1"),
        ("", "12 some road", "12 some road"),
    ],
)
def test_streets_are_written_as_the_post_of_the_country_does(
    region: str, text: str, clean_value: str
) -> None:
    found = addresses.street(text, region)
    assert (found.value, found.doubt) == (clean_value, "")
    assert addresses.street(found.value, region).value == found.value, "what is clean stays"


def test_what_is_no_street_is_asked() -> None:
    assert addresses.street("a@b.example", "US").doubt
    assert addresses.street("12345", "DE").doubt


def test_a_street_may_stay_as_it_is_given() -> None:
    rows = [{"id": "1", "country": "US", "address": "123  MAIN STREET"}]
    assert clean(rows, today=TODAY).rows[0]["address"] == "123 Main St"
    assert clean(rows, today=TODAY, rules=Rules(streets="given")).rows[0]["address"] == "123 MAIN STREET"


@pytest.mark.parametrize(
    ("text", "region", "first", "last", "other", "kind"),
    [
        ("Nagy László", "HU", "Nagy", "László", ("László", "Nagy"), names.FAMILY_FIRST),
        ("Nagy, László", "HU", "László", "Nagy", ("", ""), ""),
        ("José García López", "ES", "José García", "López", ("José", "García López"), names.TWO_SURNAMES),
        ("José García", "MX", "José", "García", ("", ""), ""),
        ("John Michael Smith", "US", "John Michael", "Smith", ("", ""), ""),
    ],
)
def test_whose_name_is_which_is_asked_where_the_country_has_it_otherwise(
    text: str, region: str, first: str, last: str, other: tuple[str, str], kind: str
) -> None:
    found = names.name(text, region=region)
    assert (found[0].value, found[1].value) == (first, last)
    assert (found[0].other, found[1].other) == other
    assert {each.kind for each in found} == {kind}


def test_a_date_of_a_country_that_writes_both_orders_is_asked() -> None:
    found = dates.day("03/04/1985", "CA", TODAY)
    assert (found.value, found.other, found.kind) == ("1985-04-03", "1985-03-04", dates.DAY_OR_MONTH)


@pytest.mark.parametrize("nothing", ["N/A", "none", "TBC", "?", "Unknown", "(blank)"])
def test_a_word_for_nothing_is_nothing(nothing: str) -> None:
    row = {"id": "1", "email": nothing, "phone": nothing, "dob": nothing, "country": "GB"}
    found = clean([row], today=TODAY)
    assert not found.findings
    assert [found.rows[0][column] for column in ("email", "phone_e164", "date_of_birth")] == ["", "", ""]
    assert len(found.changes) == 3


def test_a_dash_for_an_amount_may_be_nought_and_is_asked() -> None:
    assert values.amount("-", "GB").doubt
    assert values.amount("N/A", "GB") == values.Cleaned("")


def test_what_is_no_address_makes_nobody_a_duplicate() -> None:
    rows = [{"id": str(n), "name": f"A{n} B{n}", "email": "see file"} for n in range(3)]
    assert not clean(rows, today=TODAY).duplicates


def test_other_people_under_one_address_are_asked_about() -> None:
    rows = [
        {"id": "1", "name": "Amelia Okonkwo", "email": "office@example.com", "phone": "+447400123456"},
        {"id": "2", "name": "Bartholomew Finch", "email": "office@example.com", "phone": "+447400123457"},
        {"id": "3", "name": "okonkwo, amelia", "email": "OFFICE@example.com", "phone": ""},
    ]
    found = clean(rows, today=TODAY)
    assert [(each.duplicate, each.of) for each in found.duplicates] == [("3", "1")]
    assert [(each.duplicate, each.of) for each in found.suspected] == [("2", "1")]


def test_a_number_of_a_day_is_asked_about_once_for_the_column() -> None:
    found = dates.day("28931", "GB", TODAY)
    assert (found.value, found.other, found.kind) == ("1979-03-17", "1983-03-18", dates.DAY_NUMBER)
    assert dates.day("0000-00-00", "GB", TODAY) == values.Cleaned("")


@pytest.mark.parametrize(
    ("text", "region", "clean_value", "in_doubt"),
    [
        ("4.47400127470E+11", "GB", "+447400127470", False),
        ("4.474E+11", "GB", "4.474E+11", True),
        ("07400 126973 (mob)", "GB", "+447400126973", False),
        ("Mobile: 07400 126973", "GB", "+447400126973", False),
        ("1-800-FLOWERS", "US", "+18003569377", True),
        ("call office", "US", "call office", True),
    ],
)
def test_telephone_numbers_with_something_beside_them(
    text: str, region: str, clean_value: str, in_doubt: bool
) -> None:
    found = values.phone(text, region)
    assert (found.value, bool(found.doubt)) == (clean_value, in_doubt)


@pytest.mark.parametrize(
    ("text", "region", "clean_value"),
    [
        ("A$1,234.50", "AU", "1234.50"),
        ("Rs. 500", "IN", "500.00"),
        ("-€5.20", "IE", "-5.20"),
        ("1 234,50 kr", "SE", "1234.50"),
        ("1e", "US", None),
        ("12 34", "US", None),
        ("12 boxes", "US", None),
    ],
)
def test_only_money_stands_beside_an_amount(text: str, region: str, clean_value: str | None) -> None:
    found = values.amount(text, region)
    assert (found.value, bool(found.doubt)) == (clean_value or text, clean_value is None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Harriet Mehta, MBA", "Harriet", "Mehta"),
        ("Lucía O'Sullivan MD", "Lucía", "O'Sullivan"),
        ("Jack Ma", "Jack", "Ma"),
        ("John Smith Jr.", "John", "Smith Jr."),
    ],
)
def test_degrees_fall_away_as_titles_do(text: str, first: str, last: str) -> None:
    assert tuple(cell.value for cell in names.name(text)) == (first, last)


def test_letters_of_a_wrong_encoding_are_put_right_and_said() -> None:
    row = {"id": "1", "name": "JÃ¼rgen LefÃ¨vre"}
    found = clean([row, {"id": "2", "name": "Marguerite N??ez"}], today=TODAY)
    assert (found.rows[0]["first_name"], found.rows[0]["last_name"]) == ("Jürgen", "Lefèvre")
    assert found.changes[0].before == "JÃ¼rgen LefÃ¨vre"
    assert {each.column for each in found.findings} == {"first_name", "last_name"}


@given(st.text())
def test_letters_that_are_meant_stay(text: str) -> None:
    assert letters.broken(text) or letters.mended(text) == text
    assert letters.mended("Ñandú, señor À Â ÃO “façade” naïve") == "Ñandú, señor À Â ÃO “façade” naïve"


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("D.O.B. (dd/mm/yyyy)", "date_of_birth"),
        ("Phone #", "phone_e164"),
        ("Country/Region", "country"),
        ("E-mailadres", "email"),
        ("Customer name", "full_name"),
        ("Cognome e nome", "full_name"),
        ("Kod pocztowy", "zip"),
        ("Țara", "country"),
        ("Kunden-Nr", "id"),
        ("S.No.", "id"),
        ("Member #", "id"),
        ("Nr", "id"),
        ("№", "id"),
    ],
)
def test_a_title_is_known_by_its_words(title: str, column: str) -> None:
    assert columns.roles_of([columns.title_of(title)])[column]


@pytest.mark.parametrize(
    ("titles", "first", "last", "whole"),
    [
        (("Name", "Vorname"), "vorname", "name", None),
        (("Prénom", "Nom"), "prénom", "nom", None),
        (("Nombre", "Email"), None, None, "nombre"),
        (("Nombre", "Apellidos"), "nombre", "apellidos", None),
        (("Full name", "First name", "Last name"), "first_name", "last_name", None),
    ],
)
def test_what_a_name_column_holds_depends_on_those_beside_it(
    titles: tuple[str, ...], first: str | None, last: str | None, whole: str | None
) -> None:
    found = columns.roles_of([columns.title_of(title) for title in titles])
    assert (found["first_name"], found["last_name"], found["full_name"]) == (first, last, whole)


def test_a_number_further_on_may_be_a_houses() -> None:
    assert columns.roles_of(["street", "nr", "city"])["id"] is None


def test_further_dates_and_amounts_are_cleaned_and_moments_left() -> None:
    row = {"id": "1", "country": "DE", "start date": "3.4.2031", "balance due": "1.234,50", "amount": "2"}
    (found,) = clean([{**row, "Fecha alta": "2024-03-01 14:22"}], today=TODAY).rows
    assert (found["start_date"], found["balance_due"]) == ("2031-04-03", "1234.50")
    assert found["fecha_alta"] == "2024-03-01 14:22"


def test_two_rows_of_one_number_are_told_apart_and_neither_is_lost() -> None:
    row = {"id": "7", "name": "Ann Lee", "email": "ann@x.org"}
    found = clean([row, row, {**row, "name": "Bo Fox", "email": "bo@x.org"}], today=TODAY)
    assert [each["id"] for each in found.rows] == ["7", "7 (3)"]
    assert [(each.duplicate, each.of) for each in found.duplicates] == [("7 (2)", "7")]
    assert [each.column for each in found.findings] == ["id", "id"]


def test_a_couple_with_one_address_and_telephone_is_two_people() -> None:
    pat = {"id": "1", "name": "Pat Orme", "email": "o@x.org", "phone": "07400 126973", "country": "GB"}
    found = clean([pat, {**pat, "id": "2", "name": "Lou Orme"}], today=TODAY)
    assert len(found.rows) == 2
    assert [each.duplicate for each in found.suspected] == ["2"]
    born = {"dob": "1970-01-02"}
    again = clean(
        [pat | born, {**pat, **born, "id": "2", "name": "P. Orme", "email": "p@x.org"}], today=TODAY
    )
    assert [each.duplicate for each in again.suspected] == ["2"]


def test_names_by_the_letters_and_customs_of_their_country() -> None:
    def read(text: str, region: str) -> tuple[str, ...]:
        return tuple(each.value for each in names.name(text, region=region))

    assert read("ŞAHİN, İSMAİL", "TR") == ("İsmail", "Şahin")
    assert read("YILDIZ, IRAZ", "TR") == ("Iraz", "Yıldız")
    assert read("ŞAHİN, İSMAİL", "DE") == ("Ismail", "Şahin")
    assert read("M. Jean-Baptiste Roy", "FR") == ("Jean-Baptiste", "Roy")
    assert read("M. Jean Roy", "US") == ("M. Jean", "Roy")
    first, last = names.name("LE GOFF Yann", region="FR")
    assert (first.other, last.other, last.kind) == ("Yann", "Le Goff", names.FAMILY_FIRST)
    assert names.name("Ann Lee (née Fox)")[1].doubt
    assert names.part("MUELLER").value == "Mueller"
    assert names.part("Na").doubt
    assert not names.part("n/a").value


def test_countries_are_known_by_what_they_call_themselves() -> None:
    assert [values.country(each).value for each in ("Ελλάδα", "Россия", "Éire", "Česká republika")] == [
        "GR", "RU", "IE", "CZ",
    ]  # fmt: skip


def test_a_second_number_is_cleaned_as_the_first_is() -> None:
    row = {"contact_id": "C1", "phone": "07400 126973", "work phone": "07400 126974", "country": "UK"}
    (found,) = clean([row], today=TODAY).rows
    assert (found["id"], found["phone_e164"], found["work_phone"]) == ("C1", "+447400126973", "+447400126974")


def test_marks_without_width_do_not_part_a_word() -> None:
    assert values.plain("Mül\u00adler\u200b \ufeffX") == "Müller X"
