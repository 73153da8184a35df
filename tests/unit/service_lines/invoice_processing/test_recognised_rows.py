"""Rows of recognised pages: names run into addresses, labels over two lines, heads of tables, codes cut short."""

from decimal import Decimal

import pytest

from bpo.service_lines.invoice_processing.account_numbers import repaired_ibans
from bpo.service_lines.invoice_processing.labels import find_labels
from bpo.service_lines.invoice_processing.layout import Document, lay_out
from bpo.service_lines.invoice_processing.letterheads import parted
from bpo.service_lines.invoice_processing.lines import read_lines
from bpo.service_lines.invoice_processing.money import numbers_in
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


@pytest.mark.parametrize(
    "line", ["VAT8 % 78.178,40", "MwSt.19% 78.178,40", "IVA21% 78.178,40", "moms 25% 78.178,40"]
)
def test_a_tax_run_into_its_rate_is_a_label_beside_a_rate(line: str) -> None:
    document = page([line])
    assert "vat" in set().union(*(label.fields for label in find_labels(document.rows, fuzzy=True)))
    assert [number.percent for number in numbers_in(document.rows[0].tokens, ",")] == [True, False]


@pytest.mark.parametrize("word", ["VATIN", "IVA2026", "UST12345", "GST-8"])
def test_numbers_that_begin_like_a_tax_stay_whole(word: str) -> None:
    assert [token.text for token in page([word]).rows[0].tokens] == [word]


def test_a_price_with_three_places_is_no_price_in_thousands() -> None:
    words = [(0.1, "Description"), (0.5, "Qty"), (0.6, "Price"), (0.75, "Amount")]
    rows = [
        words,
        *([(0.1, text), (0.51, "8"), (0.61, "1,985"), (0.76, "15.88")] for text in ("Paper", "Toner")),
    ]
    placed = tuple(
        Word(text, (left, top, left + 0.009 * len(text), top + 0.01))
        for top, row in zip((0.1, 0.12, 0.14), rows, strict=True)
        for left, text in row
    )
    document = lay_out((PageWords(0, 1000.0, 1414.0, "ocr", placed),))
    read = read_lines(document, find_labels(document.rows, fuzzy=True), ".", fuzzy=True)
    assert len(read.items) == 2
    for item in read.items:
        assert (item.values["quantity"], item.values["unit_price"]) == (Decimal(8), Decimal("1.985"))


@pytest.mark.parametrize(
    ("label", "field"),
    [("Notre commande", "x_reference"), ("Votre commande", "po_ref"), ("Nuestro pedido", "x_reference")],
)
def test_the_sellers_own_order_is_not_the_buyers(label: str, field: str) -> None:
    assert [label.fields for label in find_labels(page([f"{label} 954447"]).rows, fuzzy=True)] == [{field}]
