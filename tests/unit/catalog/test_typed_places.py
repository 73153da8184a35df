"""A typed value teaches where it stands, if exactly one place on the pages reads as it."""

from bpo.catalog.rules import typed_place
from bpo.service_lines.invoice_processing.recall import LEARNING


def page(*lines: str) -> dict[str, list[list[object]]]:
    """A page of lines; each letter is a hundredth wide."""
    words: list[list[object]] = []
    for number, line in enumerate(lines):
        left = 0.05
        for word in line.split(" "):
            words.append([word, left, 0.1 + 0.03 * number, left + 0.01 * len(word), 0.12 + 0.03 * number])
            left += 0.01 * (len(word) + 1)
    return {"words": words}


def test_a_value_found_once_has_its_place() -> None:
    place = typed_place(LEARNING, "number", "R-2026/17", [page("Vorgang R-2026/17", "Kunde 4711")])
    assert place == {"page": 0, "box": [0.13, 0.1, 0.22, 0.12]}


def test_a_value_of_several_words_is_found_as_one() -> None:
    place = typed_place(
        LEARNING, "seller", "Nordlicht Gartenbau KG", [page("x"), page("bei Nordlicht Gartenbau KG")]
    )
    assert place is not None
    assert place["page"] == 1
    assert place["box"][0] == 0.09


def test_a_date_is_found_as_it_is_printed() -> None:
    place = typed_place(
        LEARNING, "issue_date", "2026-03-12", [page("Hamburg, den 12. März 2026", "Frist 26. März 2026")]
    )
    assert place is not None
    assert round(place["box"][0], 2) == 0.18


def test_a_value_that_stands_twice_teaches_nothing() -> None:
    assert typed_place(LEARNING, "number", "R-17", [page("Vorgang R-17", "Zweck R-17")]) is None


def test_a_value_that_stands_nowhere_teaches_nothing() -> None:
    assert typed_place(LEARNING, "number", "R-18", [page("Vorgang R-17")]) is None


def test_words_on_two_lines_are_no_value() -> None:
    assert typed_place(LEARNING, "seller", "Nordlicht KG", [page("Nordlicht", "KG")]) is None


def test_sums_teach_no_place() -> None:
    assert typed_place(LEARNING, "gross", "119.00", [page("Summe 119.00")]) is None
