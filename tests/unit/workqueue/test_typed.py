"""What people type becomes what the record keeps, or a sentence that says why not."""

import pytest

from bpo.workqueue.rules import Local, NotTaken, nested, typed
from bpo.workqueue.schemas import local_of

GERMAN, BRITISH, AMERICAN = Local(decimal=","), Local(), Local(month_first=True)


@pytest.mark.parametrize(
    ("text", "local", "kept"),
    [
        ("1.234,56", GERMAN, "1234.56"),
        ("1,234.56", GERMAN, "1234.56"),
        ("1.234.567", GERMAN, "1234567.00"),
        ("1'234.50", GERMAN, "1234.50"),
        ("1 234,5", GERMAN, "1234.50"),
        ("1,234", BRITISH, "1234.00"),
        ("1,234", GERMAN, "1.234"),
        ("0.125", GERMAN, "0.125"),
        ("12,5", BRITISH, "12.50"),
        ("12.50", GERMAN, "12.50"),
        ("-3", GERMAN, "-3.00"),
        ("−3", GERMAN, "-3.00"),
        ("-0", GERMAN, "0.00"),
        ("  7 ", GERMAN, "7.00"),
    ],
)
def test_amounts(text, local, kept):
    assert typed("money", text, local, shown=None) == kept


def test_quantities_keep_the_places_they_have():
    assert typed("number", "2", GERMAN, shown=None) == "2"
    assert typed("number", "2,50", GERMAN, shown=None) == "2.50"


@pytest.mark.parametrize(
    "text",
    [
        "1.234",
        "12.34.56",
        "1,23,456",
        "1.2345,6",
        "€ 5",
        "5 EUR",
        "1e5",
        "٣",
        "NaN",
        ".5",
        "5.",
        "--5",
        "9" * 41,
    ],
)
def test_what_is_no_number_or_two_is_refused(text):
    with pytest.raises(NotTaken):
        typed("money", text, GERMAN, shown=None)


def test_an_ambiguous_number_says_what_to_write():
    with pytest.raises(NotTaken, match="Write 1234 or 1,234"):
        typed("money", "1.234", GERMAN, shown=None)


def test_what_stands_as_it_was_shown_is_taken_as_it_is():
    assert typed("money", "1.234", GERMAN, shown="1.234") == "1.234"
    assert typed("choice", "999", GERMAN, shown="999", choices=["380"]) == "999"


@pytest.mark.parametrize(
    ("text", "local", "kept"),
    [
        ("2026-07-14", GERMAN, "2026-07-14"),
        ("14.7.2026", GERMAN, "2026-07-14"),
        ("14. 07. 2026", GERMAN, "2026-07-14"),
        ("3/4/2026", BRITISH, "2026-04-03"),
        ("3/4/2026", AMERICAN, "2026-03-04"),
        ("14/7/2026", AMERICAN, "2026-07-14"),
        ("7/14/2026", BRITISH, "2026-07-14"),
    ],
)
def test_days(text, local, kept):
    assert typed("date", text, local, shown=None) == kept


@pytest.mark.parametrize("text", ["31.2.2026", "14.7.26", "13/13/2026", "yesterday", "2026-00-10"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(NotTaken):
        typed("date", text, GERMAN, shown=None)


def test_words_are_composed_and_stay_on_one_line():
    assert typed("text", " Mu\u0308hle ", GERMAN, shown=None) == "Mühle"
    assert typed("text", "   ", GERMAN, shown=None) is None
    assert typed("textarea", "a\nb", GERMAN, shown=None) == "a\nb"
    for text in ("a\nb", "a\x00b", "x" * 501):
        with pytest.raises(NotTaken):
            typed("text", text, GERMAN, shown=None)


def test_locales():
    assert local_of("de_DE") == Local(decimal=",")
    assert local_of("de-CH").decimal == "."
    assert local_of("en_US").month_first
    assert not local_of("en_GB").month_first
    assert local_of("nonsense") == Local()


def test_rows_are_gathered_in_order():
    flat = {"number": "1", "lines.1.net": "5", "lines.0.net": "4", "lines.0.text": "a"}
    assert nested(flat, ["lines", "taxes"]) == {
        "number": "1",
        "lines": [{"net": "4", "text": "a"}, {"net": "5"}],
        "taxes": [],
    }


@pytest.mark.parametrize(
    "name", ["lines.1.net", "lines.x.net", "lines.0", "lines.-1.net", "lines.01.net", "lines.²."]
)
def test_rows_with_holes_or_strange_numbers_are_refused(name):
    with pytest.raises(NotTaken):
        nested({name: "1"}, ["lines"])
