"""A recognised line that runs a name and its address together is parted behind the legal form, and only there."""

import pytest

from bpo.service_lines.invoice_processing.labels import find_labels
from bpo.service_lines.invoice_processing.layout import Document, lay_out
from bpo.service_lines.invoice_processing.letterheads import parted
from bpo.service_lines.invoice_processing.words import PageWords, Word


def page(lines: list[str], method: str = "ocr") -> Document:
    """A page of lines whose letters are 9 units wide and 14 high, 24 units apart."""
    words = []
    for row, line in enumerate(lines):
        left = 0.1
        for text in line.split():
            right, top = left + 0.009 * len(text), (100 + 24 * row) / 1414
            words.append(Word(text, (left, top, right, top + 14 / 1414)))
            left = right + 0.009
    return lay_out((PageWords(0, 1000.0, 1414.0, method, tuple(words)),))


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "Haas Bau GmbH & Co. KG Am Hafen 3a, 20457 Hamburg",
            ["Haas Bau GmbH & Co. KG", "Am Hafen 3a, 20457 Hamburg"],
        ),
        ("Limpezas Lda Rua Augusta 45, 1100-048 Lisboa", ["Limpezas Lda", "Rua Augusta 45, 1100-048 Lisboa"]),
        ("Haas Bau GmbH Am Hafen", ["Haas Bau GmbH Am Hafen"]),
        ("Visita AG Panel 60", ["Visita AG Panel 60"]),
    ],
)
def test_a_name_is_parted_from_its_address(line: str, parts: list[str]) -> None:
    assert [segment.text for segment in parted(page([line])).rows[0].segments] == parts
    whole = parted(page([line], "text")).rows[0].segments
    assert sum(len(segment.tokens) for segment in whole) == len(line.split())
    assert len(whole) == len(page([line], "text").rows[0].segments)


def test_a_label_over_two_lines_is_found_on_a_scan() -> None:
    labels = find_labels(page(["Termin", "płatności"]).rows, fuzzy=True)
    assert [sorted(label.fields) for label in labels] == [["due_date"]]
