"""Several looks at a scan: what two agree on is surer, what they differ on is asked, check digits decide."""

from typing import Any

import pytest

from bpo.catalog.rules import Evidence, Outcome, Reading
from bpo.service_lines.invoice_processing import looks as several
from bpo.service_lines.invoice_processing.looks import Look, need_another
from bpo.service_lines.invoice_processing.record import empty_record
from bpo.service_lines.invoice_processing.spelling import _spelt
from bpo.service_lines.page_reading.line_boxes import Strip
from bpo.service_lines.page_reading.line_texts import Piece
from bpo.service_lines.page_reading.marks import decimal_mark, with_marks_agreed, without_rules
from bpo.service_lines.page_reading.words import PageWords, Word


def look(*, sure: float = 0.9, proven: bool = True, **values: Any) -> Outcome:
    """What one look read, each field equally sure."""
    readings = tuple(
        Reading(path=name, value=value, confidence=sure, method="ocr") for name, value in values.items()
    )
    return Outcome(record={**empty_record(), **values}, readings=readings, findings=(), proven=proven)


def seen(outcome: Outcome, *words: Word) -> Look:
    """A look at one page that saw these words."""
    return Look(outcome, (PageWords(0, 1000.0, 1414.0, "ocr", words),))


def settled(outcomes: list[Outcome], looks: list[Outcome]) -> Outcome:
    return several.settled(outcomes, [seen(outcome) for outcome in looks])


def sureness(outcome: Outcome, name: str) -> float:
    return next(reading.confidence for reading in outcome.readings if reading.path == name)


def test_what_two_looks_agree_on_is_surer_and_what_none_confirms_is_asked() -> None:
    looks = [
        look(number="2026-1", po_ref="4500012", seller_vat_id="DE136695976"),
        look(number="2026-1", po_ref="4500019", seller_vat_id="DE136695976", sure=0.7),
    ]
    outcome = settled(looks, looks)
    assert sureness(outcome, "number") == 0.95
    assert (outcome.record["po_ref"], sureness(outcome, "po_ref")) == ("4500012", 0.6)
    assert [(finding.code, finding.fields) for finding in several.stated(outcome).findings] == [
        ("LOW_CONFIDENCE", ("po_ref",))
    ]


def test_two_looks_outvote_the_best_one_and_a_person_is_asked() -> None:
    looks = [
        look(number="2026-7", seller="A", sure=0.95),
        look(number="2026-1", sure=0.8),
        look(number="2026-1", sure=0.8),
    ]
    outcome = settled(looks, looks)
    assert (outcome.record["number"], sureness(outcome, "number")) == ("2026-1", 0.75)


def test_accents_are_left_to_the_engine_that_knows_them() -> None:
    looks = [look(seller="Gestoría Peña S.L."), look(seller="Gestoria Pena S.L.", sure=0.8)]
    outcome = settled(looks, looks)
    assert (outcome.record["seller"], sureness(outcome, "seller")) == ("Gestoría Peña S.L.", 0.95)


def test_a_name_is_spelt_as_the_first_look_spells_it_and_asked_where_that_saw_fewer_accents() -> None:
    for first, second, best, sure in (("Järvi Oy", "Jarvi Oy", 1, 0.95), ("Jarvi Oy", "Järvi Oy", 0, 0.85)):
        looks = [look(seller=first), look(seller=second)]
        outcome = settled([looks[best]], looks)
        assert outcome.record["seller"] == first
        assert sureness(outcome, "seller") == pytest.approx(sure)


def test_a_name_without_marks_is_asked_where_print_is_coarse() -> None:
    coarse, fine = (Word("Summa", (0.1, 0.1, 0.2, 0.11), sure) for sure in (0.95, 0.995))
    for seller, words, sure in (
        ("Akeri Hallberg HB", (coarse, coarse), 0.85),
        ("Åkeri Hallberg HB", (coarse, coarse), 0.95),
        ("Akeri Hallberg HB", (fine, coarse), 0.95),
    ):
        read = look(seller=seller)
        outcome = several.settled([read, read], [seen(read, word) for word in words])
        assert sureness(outcome, "seller") == pytest.approx(sure)


def test_a_name_without_marks_is_asked_where_the_page_is_seen_to_lose_them() -> None:
    read = look(seller="Akeri Hallberg HB")
    marked, bare = (Word(text, (0.1, 0.1, 0.2, 0.11), 0.995) for text in ("Förfallodag", "Forfallodag:"))
    for words, sure in (
        ((bare, marked), 0.85),
        ((marked, bare), 0.95),  # the second look knows no å: what it read bare tells nothing
        ((marked, marked, bare), 0.85),
        ((marked, marked, marked), 0.95),
    ):
        outcome = several.settled([read, read], [seen(read, word) for word in words])
        assert sureness(outcome, "seller") == pytest.approx(sure)


def test_a_word_of_a_label_that_is_printed_with_its_marks_keeps_them() -> None:
    assert _spelt(Word("Förfallodag", (0.1, 0.1, 0.2, 0.11), 0.7)).text == "Förfallodag"


def test_an_account_number_is_pieced_together_only_where_its_check_digits_say_how() -> None:
    right = "DE89370400440532013000"
    wrong_early, wrong_late = right.replace("8937", "8987"), right[:-2] + "60"
    looks = [look(iban=wrong_early), look(iban=wrong_late, sure=0.8)]
    outcome = settled(looks, looks)
    assert (outcome.record["iban"], sureness(outcome, "iban")) == (right, 0.75)
    alike = [look(iban=wrong_early), look(iban=wrong_early)]
    assert settled(alike, alike).record["iban"] == wrong_early


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("P0-83928", "PO-83928"),
        ("S1-23679-H", "SI-23679-H"),
        ("1NV-2026-4", "INV-2026-4"),
        ("50-12345", "50-12345"),
        ("80123456", "80123456"),
    ],
)
def test_a_known_prefix_read_with_a_digit_is_put_right_and_asked(read: str, meant: str) -> None:
    looks = [look(number=read), look(number=read)]
    outcome = settled(looks, looks)
    assert outcome.record["number"] == meant
    assert (sureness(outcome, "number") < 0.9) == (read != meant)


def test_a_letter_and_a_nought_before_figures_stay_in_a_number_and_are_asked_about() -> None:
    looks = [look(number="F037551", po_ref="P083928"), look(number="F037551", po_ref="P083928")]
    outcome = settled(looks, looks)
    assert (outcome.record["number"], outcome.record["po_ref"]) == ("F037551", "PO83928")
    assert max(sureness(outcome, "number"), sureness(outcome, "po_ref")) < 0.9


def test_a_name_without_legal_form_and_a_missing_tax_number_are_asked() -> None:
    looks = [look(seller="Muster GmbH", buyer="D. Moreau")] * 2
    outcome = settled(looks, looks)
    assert (sureness(outcome, "seller"), sureness(outcome, "buyer")) == (0.95, 0.85)
    assert {(finding.code, finding.fields) for finding in several.stated(outcome).findings} == {
        ("LOW_CONFIDENCE", ("buyer",)),
        ("VALUE_NOT_READ", ("seller_vat_id",)),
    }


def test_the_word_for_number_run_into_a_code_is_taken_off() -> None:
    looks = [look(number="Nr.R18-31"), look(number="Nr.R18-31")]
    outcome = settled(looks, looks)
    assert (outcome.record["number"], sureness(outcome, "number")) == ("R18-31", 0.95)
    looks = [look(number="NR-2026-4"), look(number="NR-2026-4")]
    assert settled(looks, looks).record["number"] == "NR-2026-4"


def test_sums_that_another_look_proves_otherwise_are_asked() -> None:
    sums = {"net": "100.00", "vat": "19.00", "gross": "119.00", "payable": "119.00"}
    looks = [look(number="1", **sums), look(**{**sums, "gross": "179.00"})]
    outcome = settled(looks, looks)
    assert sureness(outcome, "gross") == 0.6
    assert sureness(outcome, "net") == 0.9


def test_a_field_only_one_look_saw_is_filled_in_for_the_person() -> None:
    looks = [look(number="1", seller="Muster GmbH", buyer="Alder GmbH"), look(due_date="2026-05-01")]
    outcome = settled(looks, looks)
    assert (outcome.record["due_date"], sureness(outcome, "due_date")) == ("2026-05-01", 0.5)
    assert any("due_date" in finding.fields for finding in outcome.findings)


def test_a_third_look_is_taken_where_the_first_two_differ_or_prove_nothing() -> None:
    def open_after(first: Outcome, second: Outcome) -> bool:
        return need_another([first, second], [seen(first), seen(second)])

    assert not open_after(look(number="1"), look(number="1"))
    assert open_after(look(number="1"), look(number="7"))
    assert open_after(look(number="1", proven=False), look(number="1", proven=False))
    sums = {"net": "100.00", "vat": "19.00", "gross": "119.00"}
    assert not open_after(look(number="1", **sums), look(number="1", net="100.00", proven=False))
    assert open_after(look(number="1", **sums), look(number="1", net="700.00", proven=False))


def test_check_digits_make_another_look_needless_where_one_of_two_has_the_number() -> None:
    right, wrong = "DE89370400440532013000", "DE89370400440532013001"
    for first, second, needed in ((right, None, False), (wrong, None, True), (right, wrong, True)):
        looks = [look(number="1", iban=first), look(number="1", iban=second)]
        assert need_another(looks, [seen(each) for each in looks]) is needed


def test_a_look_that_missed_the_label_agrees_where_it_read_the_same_words() -> None:
    box = (0.1, 0.1, 0.2, 0.12)
    value = Reading(
        path="number", value="2026-41", confidence=0.9, method="ocr", evidence=Evidence(page=0, box=box)
    )
    first = Outcome(
        record={**empty_record(), "number": "2026-41"}, readings=(value,), findings=(), proven=True
    )
    for read, sure in (("2026-41", 0.95), ("2026-47", 0.6)):
        looks = [seen(first, Word("2026-41", box)), seen(look(), Word("Nurnber", box), Word(read, box))]
        outcomes = [each.outcome for each in looks]
        assert sureness(several.settled(outcomes, looks), "number") == sure
        assert need_another(outcomes, looks) is (sure < 0.9)


def test_what_another_look_read_elsewhere_in_a_field_is_no_agreement() -> None:
    box = (0.1, 0.1, 0.4, 0.12)
    name = Reading(
        path="seller", value="Haas GmbH", confidence=0.9, method="ocr", evidence=Evidence(page=0, box=box)
    )
    first = Outcome(
        record={**empty_record(), "seller": "Haas GmbH"}, readings=(name,), findings=(), proven=True
    )
    looks = [seen(first, Word("Haas GmbH", box)), seen(look(seller="Lindner AG"), Word("Haas GmbH", box))]
    assert sureness(several.settled([first], looks), "seller") == 0.6


def texts(*words: str) -> list[str]:
    return [word.text for word in with_marks_agreed([Word(text, (0, 0, 1, 1)) for text in words])]


def test_a_polish_legal_form_is_not_read_as_zeros() -> None:
    assert texts("Sp.", "z", "0.o.", "0.0.,") == ["Sp.", "z", "o.o.", "0.0.,"]
    assert texts("Sp.", "z", "0.0.,") == ["Sp.", "z", "o.o.,"]


def test_a_page_has_one_decimal_mark() -> None:
    assert decimal_mark(["9.809,68", "168.53", "12"]) == ","
    assert decimal_mark(["1,487.34", "20.40"]) == "."
    assert decimal_mark(["RE-2026", "12"]) is None
    assert texts("9.809,68", "168.53", "2.019.54", "0.2873", "05.03.2026", "3.520") == [
        "9.809,68", "168,53", "2.019,54", "0,2873", "05.03.2026", "3.520",
    ]  # fmt: skip
    assert texts("1,487.34", "1.527.94") == ["1,487.34", "1,527.94"]


def test_per_cent_and_legal_forms_are_put_right_by_the_rest_of_the_page() -> None:
    assert texts("21%", "2196", "1096", "21%6", "S.r.I.") == ["21%", "21%", "1096", "21%", "S.r.l."]


def test_a_sign_of_currency_read_as_a_figure_is_taken_off_where_the_amount_stands_alone_as_well() -> None:
    assert texts("2,078.11", "52,078.11", "1,100.00") == ["2,078.11", "2,078.11", "1,100.00"]
    assert texts("401.40", "6401.40", "1,100.00") == ["401.40", "401.40", "1,100.00"]
    assert texts("100.00", "5,100.00", "51") == ["100.00", "5,100.00", "51"]
    assert texts("52,078.11", "33.10") == ["52,078.11", "33.10"]


def test_a_word_of_a_label_read_unsurely_is_spelt_as_the_only_one_near_it() -> None:
    def spelt(text: str, sure: float) -> str:
        return _spelt(Word(text, (0, 0, 1, 1), sure)).text

    assert spelt("Imvoice", 0.6).casefold() == "invoice"
    assert spelt("Rechnongsnumner:", 0.6).casefold() == "rechnungsnummer:"
    assert spelt("Imvoice", 0.95) == "Imvoice"
    assert spelt("Hansewerk", 0.5) == "Hansewerk"


def test_table_rules_read_as_letters_part_words() -> None:
    pieces = list(without_rules(Piece("7|pack", 100, 160, 0.9)))
    assert [(piece.text, piece.left, piece.right) for piece in pieces] == [
        ("7", 100, 110),
        ("pack", 120, 160),
    ]


def test_the_middle_of_a_slanted_strip() -> None:
    strip = Strip(left=100, right=300, middle=50, slope=0.1, height=20)
    assert (strip.at(100), strip.at(200), strip.at(300)) == (40, 50, 60)
