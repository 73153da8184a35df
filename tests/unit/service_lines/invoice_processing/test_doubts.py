"""What pages state and a record does not: each is asked about, and nothing else is."""

import pytest

from bpo.catalog.rules import Outcome, Source
from bpo.service_lines.invoice_processing import automate, goes_straight_through
from bpo.service_lines.invoice_processing.capture import capture_pdf
from tests.unit.service_lines.invoice_processing.documents import Placed, german, pdf, ubl


def captured(content: bytes) -> Outcome:
    return automate([Source(name="file", media_type="application/pdf", content=content)], {})


def asked(outcome: Outcome, code: str) -> set[str]:
    return {name for finding in outcome.findings if finding.code == code for name in finding.fields}


UNREAD = {
    "a due date in ruins": ({"27.06.2026": "27.O6.2O26"}, "due_date"),
    "an order with an odd number": ({"PO-4711": "*4711-22*"}, "po_ref"),
    "an account with a digit too few": (
        {"IBAN: DE89 3704 0044 0532 0130 00": "IBAN: DE89 3704 0044 0532 01"},
        "iban",
    ),
    "a VAT id without its country": ({"USt-IdNr.: DE136695976": "USt-IdNr.: 136695976"}, "seller_vat_id"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_label_whose_value_was_not_read_is_asked_about(name: str) -> None:
    swap, field = UNREAD[name]
    outcome = captured(german(swap=swap))
    assert outcome.record[field] is None
    assert field in asked(outcome, "VALUE_NOT_READ")
    assert not goes_straight_through(outcome)


ABSENT = {
    "no due date but days": {"27.06.2026": "30 Tage netto"},
    "an order that was not filled in": {"PO-4711": "NA"},
    "an order left empty": {"PO-4711": "-"},
}


@pytest.mark.parametrize("name", ABSENT)
def test_what_is_not_stated_stays_missing_without_a_question(name: str) -> None:
    outcome = captured(german(swap=ABSENT[name]))
    assert None in (outcome.record["due_date"], outcome.record["po_ref"])
    assert goes_straight_through(outcome), outcome.findings


def test_two_due_dates_compete() -> None:
    second: Placed = ((350, 210, "Zahlbar bis"), (480, 210, "15.07.2026"))
    outcome = captured(german(extra=second))
    assert asked(outcome, "VALUES_COMPETE") == {"due_date"}
    assert not goes_straight_through(outcome)


def test_an_amount_beside_a_total_that_is_no_sum_of_the_record_is_asked_about() -> None:
    second: Placed = ((380, 386, "Zahlbetrag"), (-550, 386, "263,81 €"))
    outcome = captured(german(extra=second))
    assert not goes_straight_through(outcome)
    assert outcome.record["gross"] == "236.81"
    other: Placed = ((380, 386, "Gesamtbetrag"), (-550, 386, "263,81 €"))
    assert "gross" in asked(captured(german(extra=other)), "VALUES_COMPETE")


def test_a_date_that_nothing_explains_may_be_the_due_date() -> None:
    outcome = captured(german(swap={"Zahlbar bis": "Irgendwas"}))
    assert outcome.record["due_date"] is None
    assert asked(outcome, "VALUE_NOT_READ") == {"due_date"}


def test_two_invoices_in_one_file_are_told_from_one_over_two_pages() -> None:
    assert any(finding.code == "SEVERAL_DOCUMENTS" for finding in capture_pdf(german(times=2)).findings)
    assert not any(finding.code == "SEVERAL_DOCUMENTS" for finding in captured(german()).findings)
    numbered: Placed = ((40, 700, "Seite 1 von 1"),)
    letter: Placed = ((40, 60, "Allgemeine Geschäftsbedingungen der Kessler & Sohn Reinigung GmbH"),)
    twice = captured(pdf((*letter, *numbered), (*letter, *numbered)))
    assert any(finding.code == "SEVERAL_DOCUMENTS" for finding in twice.findings)


def test_the_bank_under_remit_to_is_not_the_seller() -> None:
    payee: Placed = ((40, 440, "Remit to"), (40, 452, "Leipzig Trust Bank"))
    assert captured(german(extra=payee)).record["seller"] == "Kessler & Sohn Reinigung GmbH"


def test_a_vat_id_labelled_as_ours_is_the_buyers() -> None:
    ours: Placed = ((350, 210, "Ihre USt-IdNr."), (480, 210, "DE811128135"))
    record = captured(german(extra=ours)).record
    assert (record["seller_vat_id"], record["buyer_vat_id"]) == ("DE136695976", "DE811128135")


def changed(*pairs: tuple[str, str]) -> Outcome:
    """The outcome of the small UBL invoice with some of its text exchanged."""
    text = ubl().decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return automate([Source(name="file", media_type="application/xml", content=text.encode())], {})


BROKEN = {
    "an allowance no total speaks of": (
        "<cac:TaxTotal>",
        "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>"
        "<cbc:Amount>5.00</cbc:Amount></cac:AllowanceCharge><cac:TaxTotal>",
    ),
    "a line in another currency": (
        '<cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>\n<cac:Item>',
        '<cbc:LineExtensionAmount currencyID="USD">100.00</cbc:LineExtensionAmount>\n<cac:Item>',
    ),
    "a rate none of whose lines make its base": (
        "<cbc:Name>Consulting</cbc:Name></cac:Item>",
        "<cbc:Name>Consulting</cbc:Name><cac:ClassifiedTaxCategory><cbc:Percent>7</cbc:Percent>"
        "</cac:ClassifiedTaxCategory></cac:Item>",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_e_invoice_that_breaks_a_rule_of_money_is_asked_about(name: str) -> None:
    outcome = changed(BROKEN[name])
    assert "XML_RULE_BROKEN" in {finding.code for finding in outcome.findings}, outcome.findings
    assert not goes_straight_through(outcome)


def test_what_an_e_invoice_leaves_unsaid_is_told_and_holds_nothing_up() -> None:
    outcome = changed(
        ("<cbc:DueDate>2026-04-01</cbc:DueDate>\n", ""), ("<cbc:CompanyID>DE136695976</cbc:CompanyID>", "")
    )
    messages = [finding.message for finding in outcome.findings if finding.code == "XML_RULE_BROKEN"]
    assert [message[:8] for message in messages] == ["BR-CO-25", "BR-CO-26"]
    assert goes_straight_through(outcome)


def test_an_account_that_is_no_iban_and_a_foreign_tax_number_are_only_told() -> None:
    outcome = changed(("DE89370400440532013000", "12345678"), ("DE136695976", "US12-3456789"))
    assert {finding.code for finding in outcome.findings} == {"IBAN_INVALID", "VAT_ID_INVALID"}
    assert goes_straight_through(outcome)
    wrong = changed(("DE89370400440532013000", "DE89370400440532013001"))
    assert not goes_straight_through(wrong)


def test_a_seller_named_in_one_line_of_small_print_only_is_asked_about() -> None:
    line = "Au bon moulin SARL - 12 rue du Four - 84340 Malaucène - contact@exemple.fr"
    gone = {"Kessler & Sohn Reinigung GmbH": line, "Thomaskirchhof 7": "", "04109 Leipzig": ""}
    outcome = captured(german(swap=gone))
    assert outcome.record["seller"] == "Au bon moulin SARL"
    assert asked(outcome, "LOW_CONFIDENCE") == {"seller"}


def test_a_title_with_another_number_is_asked_about() -> None:
    outcome = captured(german(swap={"RECHNUNG": "RECHNUNG 2026-0999"}))
    assert outcome.record["number"] == "2026-0815"
    assert not goes_straight_through(outcome)


def test_a_credit_notes_own_title_names_it_rather_than_a_label_of_an_invoice() -> None:
    swap = {"RECHNUNG": "GUTSCHRIFT 2026-0999"}
    outcome = captured(german(swap=swap))
    assert (outcome.record["type_code"], outcome.record["number"]) == ("381", "2026-0999")
    assert not goes_straight_through(outcome)


def test_your_reference_may_be_the_order() -> None:
    outcome = captured(german(swap={"Ihre Bestellnummer": "Ihre Referenz"}))
    assert outcome.record["po_ref"] == "PO-4711"
    assert not goes_straight_through(outcome)


def test_a_quantity_that_is_not_the_one_printed_is_asked_about() -> None:
    outcome = captured(german(swap={"4": "5"}))
    assert "lines" in {name.split(".")[0] for name in asked(outcome, "LINES_NOT_READ")}
    assert not goes_straight_through(outcome)


def test_what_was_paid_is_taken_off_where_another_sum_is_called_due_as_well() -> None:
    paid: Placed = (
        (380, 386, "Anzahlung"), (-550, 386, "-37,81 €"), (380, 398, "Zahlbetrag"), (-550, 398, "199,00 €"),
    )  # fmt: skip
    record = captured(german(swap={"Rechnungsbetrag": "Zu zahlen inkl. USt"}, extra=paid)).record
    assert (record["prepaid"], record["payable"]) == ("37.81", "199.00")


def test_the_heading_of_a_company_is_not_its_name() -> None:
    heading: Placed = ((300, 60, "Vendu par :"), (300, 72, "Autre SAS"))
    assert captured(german(extra=heading)).record["seller"] == "Kessler & Sohn Reinigung GmbH"


def test_the_town_of_an_address_in_the_next_column_is_no_number() -> None:
    beside: Placed = ((40, 450, "Belegnummer"), (200, 450, "04109 Leipzig"))
    assert captured(german(extra=beside)).record["number"] == "2026-0815"


def test_what_tax_is_charged_on_is_not_the_tax() -> None:
    cells = {"USt 19 % auf 199,00": "USt 19 % auf", "37,81 €": "37,81 €"}
    record = captured(german(swap=cells)).record
    assert (record["net"], record["vat"]) == ("199.00", "37.81")
