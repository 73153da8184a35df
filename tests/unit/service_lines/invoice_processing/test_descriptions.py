"""Descriptions of lines: wrapped, standing over their numbers, missing; and values strung together in one line."""

import pytest

from bpo.catalog.rules import Outcome, Source
from bpo.service_lines.invoice_processing import automate, goes_straight_through
from bpo.service_lines.invoice_processing.names import lines_on
from tests.unit.service_lines.invoice_processing.documents import pdf

Placed = tuple[float, float, str]
HEAD: tuple[Placed, ...] = (
    (40, 60, "Kessler Reinigung GmbH"), (40, 72, "Gewerbestr. 12"), (40, 84, "70565 Stuttgart"),
    (40, 96, "USt-IdNr. DE136695976"), (40, 130, "Rechnung an"), (40, 142, "Contoso Handels GmbH"),
    (40, 154, "Hauptstr. 1"), (40, 166, "10115 Berlin"), (40, 200, "Rechnung"),
    (350, 130, "Rechnungsnummer"), (480, 130, "2026-0815"), (350, 144, "Rechnungsdatum"), (480, 144, "28.05.2026"),
)  # fmt: skip
SUMS: tuple[Placed, ...] = (
    (350, 400, "Nettobetrag"), (-560, 400, "199,00 EUR"), (350, 414, "MwSt. 19 %"), (-560, 414, "37,81 EUR"),
    (350, 428, "Gesamtbetrag"), (-560, 428, "236,81 EUR"), (40, 470, "IBAN DE89 3704 0044 0532 0130 00"),
)  # fmt: skip
COLUMNS: tuple[Placed, ...] = (
    (40, 230, "Pos."), (80, 230, "Bezeichnung"), (-380, 230, "Menge"), (-470, 230, "Einzelpreis"),
    (-560, 230, "Betrag"),
)  # fmt: skip


def numbers(top: float, quantity: str, price: str, net: str) -> tuple[Placed, ...]:
    return (-380, top, quantity), (-470, top, price), (-560, top, net)


def outcome_of(*table: Placed, head: tuple[Placed, ...] = HEAD) -> Outcome:
    content = pdf((*head, *table, *SUMS))
    return automate([Source(name="f", media_type="application/pdf", content=content)], {})


def descriptions(outcome: Outcome) -> list[str | None]:
    return [row["description"] for row in outcome.record["lines"]]


def test_a_row_that_begins_small_goes_on_with_the_description() -> None:
    outcome = outcome_of(
        *COLUMNS, (40, 250, "1"), (80, 250, "Reinigung der"), *numbers(250, "2", "49,50", "99,00"),
        (80, 262, "oberen Etagen"), (40, 282, "2"), (80, 282, "Fensterreinigung im ganzen Haus"),
        *numbers(282, "4", "25,00", "100,00"),
    )  # fmt: skip
    assert descriptions(outcome) == ["Reinigung der oberen Etagen", "Fensterreinigung im ganzen Haus"]
    assert goes_straight_through(outcome)


def over_their_numbers(*first: Placed) -> Outcome:
    bare = tuple(cell for cell in COLUMNS if cell[2] != "Bezeichnung")
    return outcome_of(
        *bare, *first, *numbers(262, "2", "49,50", "99,00"), (40, 282, "2"), (80, 282, "Fenster"),
        *numbers(294, "4", "25,00", "100,00"),
    )  # fmt: skip


def test_descriptions_over_their_numbers_are_read() -> None:
    assert descriptions(over_their_numbers((40, 250, "1"), (80, 250, "Treppenhaus"))) == [
        "Treppenhaus",
        "Fenster",
    ]


def test_a_line_without_description_is_asked_about() -> None:
    outcome = over_their_numbers()
    assert None in descriptions(outcome)
    assert not goes_straight_through(outcome)


@pytest.mark.parametrize("cell", ["Artikel / Description", "Bezeichnung / Item"])
def test_a_column_named_in_two_languages_is_one(cell: str) -> None:
    columns = tuple((x, y, cell if text == "Bezeichnung" else text) for x, y, text in COLUMNS)
    outcome = outcome_of(
        *columns, (40, 250, "1"), (80, 250, "Treppenhaus reinigen"), *numbers(250, "2", "49,50", "99,00"),
        (40, 264, "2"), (80, 264, "Fenster"), *numbers(264, "4", "25,00", "100,00"),
    )  # fmt: skip
    assert descriptions(outcome)[0] == "Treppenhaus reinigen"


def test_a_number_with_blanks_in_a_string_of_values_is_read_whole() -> None:
    head = (
        *HEAD[:9],
        (40, 212, "Rechnungsnummer: RE 2026 4711; Rechnungsdatum: 28.05.2026; Kundennummer: 815"),
    )
    table = (*COLUMNS, (40, 250, "1"), (80, 250, "Fenster"), *numbers(250, "1", "199,00", "199,00"))
    assert outcome_of(*table, head=head).record["number"] == "RE 2026 4711"


def test_an_order_by_a_name_on_no_list_is_asked_about() -> None:
    table = (*COLUMNS, (40, 250, "1"), (80, 250, "Fenster"), *numbers(250, "1", "199,00", "199,00"))
    plain = outcome_of(*table)
    assert goes_straight_through(plain)
    odd = outcome_of(*table, head=(*HEAD, (350, 172, "Aus Bestellwesen"), (480, 172, "778812")))
    strung = outcome_of(*table, head=(*HEAD, (40, 212, "Ihr Zeichen: AB; B/Bestellvorgang: 778812; Team: X")))
    for outcome in (odd, strung):
        assert outcome.record["po_ref"] == "778812" or not goes_straight_through(outcome)


@pytest.mark.parametrize(
    ("name", "below", "count"),
    [
        ("Nørrebro Teknik", ["I/S", "Havnegade 4"], 1),
        ("Biuro Plus Sp. z", ["o.o.", "ul. Długa 12"], 1),
        ("Servizi Puliti S.p.", ["A.", "Via Roma 1"], 1),
        ("Havenlicht B.V.", ["Havenweg 8"], 0),
        ("Anna Berg", ["A.", "Storgatan 1"], 0),
    ],
)
def test_a_legal_form_broken_between_lines_belongs_to_the_name(
    name: str, below: list[str], count: int
) -> None:
    assert lines_on(name, below) == count


def test_a_buyer_named_in_one_line_with_its_address_is_read() -> None:
    head = tuple(cell for cell in HEAD if cell[:2] not in {(40, 142), (40, 154), (40, 166)})
    head = (*head, (40, 142, "Contoso Handels GmbH, Hauptstr. 1, 10115 Berlin"))
    table = (*COLUMNS, (40, 250, "1"), (80, 250, "Fenster"), *numbers(250, "1", "199,00", "199,00"))
    assert outcome_of(*table, head=head).record["buyer"] == "Contoso Handels GmbH"
