"""A due date told in a sentence: heard in every language read, and not where the day is another's."""

from datetime import date

import pytest

from bpo.service_lines.invoice_processing.due_in_prose import due_in_prose
from bpo.service_lines.invoice_processing.layout import lay_out
from bpo.service_lines.page_reading.words import PageWords, Word

ISSUED = date(2026, 4, 3)


def told(*lines: str, certain: bool = True, years: bool = False) -> date | None:
    """The day that lines of text tell; `certain` is whether payment is asked for, rather than collected."""
    words = []
    for number, line in enumerate(lines):
        left = 0.05
        for text in line.split(" "):
            wide = 0.008 * len(text)
            words.append(Word(text, (left, 0.1 + number * 0.02, left + wide, 0.112 + number * 0.02), 1.0))
            left += wide + 0.006
    page = PageWords(page=0, words=tuple(words), width=600, height=850, method="text")
    found = due_in_prose(lay_out([page]), ISSUED, month_first=False, used=[], years=years)
    assert found is None or found[3] is certain
    return None if found is None else found[1]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bitte überweisen Sie 120,00 EUR bis zum 3. Mai 2026 auf unser Konto.",
        "Der Betrag ist am 03.05.2026 fällig.",
        "Please pay 120.00 by 3 May 2026 to the account below.",
        "Merci de régler 120,00 € avant le 3 mai 2026.",
        "Vi preghiamo di versare 120,00 entro il 3 maggio 2026.",
        "Rogamos abonen 120,00 antes del 03/05/2026.",
        "Gelieve € 120,00 uiterlijk 3 mei 2026 over te maken.",
        "Vänligen betala 120,00 kr senast 2026-05-03.",
        "Beløbet 120,00 kr. bedes indbetalt senest 03-05-2026.",
        "Pyydämme maksamaan 120,00 viimeistään 3.5.2026.",
        "Agradecemos o pagamento de 120,00 até 03/05/2026.",
        "Prosimy o wpłatę 120,00 do dnia 3 maja 2026.",
        "Prosíme o úhradu 120,00 do 3. května 2026.",
    ],
)
def test_is_heard(sentence: str) -> None:
    assert told("Invoice 4711", sentence) == date(2026, 5, 3)


@pytest.mark.parametrize(
    "sentence",
    [
        "Wir ziehen den Betrag am 3. Mai 2026 von Ihrem Konto ein.",
        "We will collect this amount from your account on 3 May 2026.",
        "El importe se cargará en su cuenta el 03.05.2026.",
    ],
)
def test_the_day_of_a_direct_debit_is_less_sure(sentence: str) -> None:
    assert told("Invoice 4711", sentence, certain=False) == date(2026, 5, 3)


def test_the_year_may_come_first() -> None:
    assert told("Vänligen betala 120,00 kr senast 26-05-03.", years=True) == date(2026, 5, 3)


@pytest.mark.parametrize(
    "sentence",
    [
        "2 % Skonto bei Zahlung bis zum 10.04.2026",
        "Anzahlung dankend erhalten am 10.04.2026, bitte bis dahin nichts zahlen",
        "This offer to pay later is valid until 3 May 2026.",
        "Interest falls due from 3 May 2026 on unpaid sums",
        "Geliefert bis zum 03.05.2026 nach Zahlung",
        "Please pay by 3 May 2025 to the account below.",
    ],
)
def test_another_day_is_not(sentence: str) -> None:
    assert told("Invoice 4711", sentence) is None


def test_a_sentence_goes_on_in_the_next_line() -> None:
    assert told("Please pay the sum of 120.00 by", "3 May 2026 to the account below.") == date(2026, 5, 3)


def test_two_days_are_none() -> None:
    assert told("Please pay 60.00 by 3 May 2026 to us.", "", "Please pay 60.00 by 3 June 2026 to us.") is None
