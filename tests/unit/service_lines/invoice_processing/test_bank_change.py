"""Texts that announce a new bank account, in the languages of the invoices; and those that do not."""

import pytest

from bpo.catalog.rules import Severity, Source
from bpo.service_lines.invoice_processing import automate
from bpo.service_lines.invoice_processing.bank_change import announces_bank_change, notes_of, pages_announce
from bpo.service_lines.invoice_processing.steps import BANK_CHANGED
from tests.unit.service_lines.invoice_processing.documents import german
from tests.unit.service_lines.invoice_processing.matching_cases import Maker, write_invoice


@pytest.mark.parametrize(
    "text",
    [
        "URGENT: our bank details have changed. Please update the vendor master.",
        "Please note our new bank account with immediate effect.",
        "Bitte beachten Sie unsere neue Bankverbindung!",
        "Unsere Kontoverbindung hat sich geändert.",
        "Nos coordonnées bancaires ont changé.",
        "Nouveau RIB ci-dessous",
        "Hemos cambiado nuestra cuenta bancaria",
        "Attenzione: nuove coordinate bancarie",
        "Let op: ons bankrekeningnummer / rekeningnummer is gewijzigd",
        "Vi har bytt bankkonto: nytt bankkonto enligt nedan",
        "Vores bankoplysninger er ændret, se nedenfor",
        "Vårt kontonummer er endret fra mai",
        "Tilinumeromme on muuttunut 1.3. alkaen",
        "Os nossos dados bancários foram alterados",
        "Informujemy o zmianie konta bankowego",
        "Upozorňujeme na nové číslo účtu",
    ],
)
def test_an_announced_change_is_heard(text: str) -> None:
    assert announces_bank_change([text], known=())


@pytest.mark.parametrize(
    "text",
    [
        "Net 30 days",
        "Please quote the invoice number with your payment to our bank account.",
        "Zahlbar innerhalb von 14 Tagen auf das unten genannte Konto.",
        "Virement sur le compte indiqué.",
        "Prices have changed since 1 January.",
        "Skonto 2 % bei Zahlung innerhalb 10 Tagen",
        "",
    ],
)
def test_usual_terms_are_not(text: str) -> None:
    assert not announces_bank_change([text], known=())


def test_another_account_in_a_text_is_a_change_where_one_is_known() -> None:
    assert announces_bank_change(["Pay to GB27 BARC 3860 3386 5862 36"], known=("IE83BOFI22922545546400",))
    assert not announces_bank_change(["Pay to IE83BOFI22922545546400"], known=("IE83BOFI22922545546400",))


def test_a_note_in_an_e_invoice_is_asked_about() -> None:
    case = Maker(1).case("clean")
    case.bill["note"] = "Our bank details have changed."
    content = write_invoice(case).encode()
    assert "Our bank details have changed." in notes_of(content)
    outcome = automate([Source(name="x", media_type="application/xml", content=content)], {})
    assert [finding.code for finding in outcome.findings if finding.code == "BANK_CHANGE_ANNOUNCED"]
    assert notes_of(b"no xml") == ()


def test_a_sentence_on_a_printed_page_is_asked_about_and_called_back() -> None:
    printed = german(
        extra=((40, 640, "Bitte beachten Sie: ab sofort gilt"), (40, 652, "unsere neue Bankverbindung."))
    )
    outcome = automate([Source(name="x", media_type="application/pdf", content=printed)], {})
    (found,) = [finding for finding in outcome.findings if finding.code == "BANK_CHANGE_ANNOUNCED"]
    assert found.severity is Severity.ASK
    assert found.code in BANK_CHANGED


@pytest.mark.parametrize(
    "row",
    [
        ["Bankverbindung", "Neue Sparkasse Göttingen"],
        ["Nova Conta Lda."],
        ["Neue Konten AG", "IBAN DE89 3704 0044 0532 0130 00"],
        ["Bank: Nordea", "Datum: 2026-05-01"],
    ],
)
def test_names_and_labels_beside_each_other_announce_nothing(row: list[str]) -> None:
    assert not pages_announce([row])
