"""Rows of recognised pages: names run into addresses, labels over two lines, heads of tables, codes cut short."""

import pytest

from bpo.service_lines.invoice_processing.account_numbers import repaired_ibans
from bpo.service_lines.invoice_processing.labels import find_labels
from bpo.service_lines.invoice_processing.layout import Document, lay_out
from bpo.service_lines.invoice_processing.letterheads import parted
from bpo.service_lines.invoice_processing.tables import find_headers
from bpo.service_lines.page_reading.words import PageWords, Word


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


def test_a_line_of_the_table_is_no_part_of_its_head() -> None:
    cells = {0.10: "Beskrivelse", 0.42: "Antal", 0.50: "Enhed", 0.60: "Stk. pris", 0.75: "Linjetotal (DKK)"}
    below = {0.10: "Vinduespolering", 0.43: "180", 0.50: "h", 0.62: "583,80", 0.77: "105.084,00 kr."}
    words = [
        Word(text, (left, top, left + 0.009 * len(text), top + 0.01))
        for top, row in ((0.1, cells), (0.116, below))
        for left, text in row.items()
    ]
    document = lay_out((PageWords(0, 1000.0, 1414.0, "ocr", tuple(words)),))
    (header,) = find_headers(document, fuzzy=True)
    assert header.rows == [0]
    assert {"description", "quantity", "unit", "unit_price", "line_net"} <= header.names


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("IBAN T60 X054 2811 1010 0000 0123 456", "IT60X0542811101000000123456"),
        ("IBAN G829 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819"),
        ("IBAN T61 X054 2811 1010 0000 0123 456", None),
        ("Ref. T60 X054 2811 1010 0000 0123 456", None),
    ],
)
def test_an_account_number_whose_country_was_misread_is_pieced_together_by_its_check_digits(
    printed: str, read: str | None
) -> None:
    assert [iban for iban, _, _ in repaired_ibans(page([printed]))] == ([read] if read else [])
