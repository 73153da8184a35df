"""Labels, months and dates of further languages, on the layout of the German page (written without accents)."""

import io

import pytest

from bpo.catalog.rules import Source
from bpo.service_lines.invoice_processing import automate, goes_straight_through
from tests.unit.service_lines.invoice_processing.documents import german

GERMAN = (
    "Rechnungsempfänger; Rechnungs-Nr.; Rechnungsdatum; 28. Mai 2026; Lieferdatum; Zahlbar bis; Ihre Bestellnummer; "
    "RECHNUNG; Bezeichnung; Menge; Einzelpreis; Gesamt; Nettobetrag; USt 19 % auf 199,00; Rechnungsbetrag; 27.06.2026"
)
OTHERS = {
    "pt": (
        "Cliente; Fatura n.º; Data de emissao; 28 de maio de 2026; Data de entrega; Data de vencimento; Encomenda n.º; "
        "FATURA; Descricao; Quantidade; Preco unitario; Total; Total sem IVA; IVA 19 %; Total com IVA; 27/06/2026"
    ),
    "pl": (
        "Nabywca; Numer faktury; Data wystawienia; 28 maja 2026; Data sprzedazy; Termin platnosci; Nr zamowienia; "
        "FAKTURA VAT; Nazwa towaru; Ilosc; Cena netto; Wartosc netto; Razem netto; VAT 19 %; Razem brutto; 27-06-2026"
    ),
    "da": (
        "Kunde; Fakturanr.; Fakturadato; 28. maj 2026; Leveringsdato; Forfaldsdato; Deres ordrenr.; FAKTURA; "
        "Beskrivelse; Antal; Enhedspris; Belob; Subtotal ekskl. moms; Moms 19 %; Total inkl. moms; 27.06.2026"
    ),
    "no": (
        "Kunde; Fakturanummer; Fakturadato; 28. mai 2026; Leveringsdato; Forfallsdato; Deres ordrenr.; FAKTURA; "
        "Beskrivelse; Antall; Enhetspris; Belop; Sum eks. mva; MVA 19 %; Sum inkl. mva; 27.06.2026"
    ),
    "fi": (
        "Asiakas; Laskun numero; Laskun paivamaara; 28. toukokuuta 2026; Toimituspaiva; Erapaiva; Tilausnumero; "
        "LASKU; Kuvaus; Maara; Yksikkohinta; Summa; Veroton yhteensa; ALV 19 %; Yhteensa sis. ALV; 27.6.2026"
    ),
    "cs": (
        "Odberatel; Cislo faktury; Datum vystaveni; 28. kvetna 2026; Datum dodani; Datum splatnosti; Cislo objednavky; "
        "FAKTURA; Popis; Mnozstvi; Cena za jednotku; Celkem; Celkem bez DPH; DPH 19 %; Celkem s DPH; 27. 6. 2026"
    ),
}


@pytest.mark.parametrize("language", OTHERS)
def test_a_page_in_another_language_is_read_and_goes_straight_through(language: str) -> None:
    swap = dict(zip(GERMAN.split("; "), OTHERS[language].split("; "), strict=True))
    outcome = automate([Source(name="file", media_type="application/pdf", content=german(swap=swap))], {})
    record = outcome.record
    assert (record["number"], record["po_ref"]) == ("2026-0815", "PO-4711")
    assert (record["issue_date"], record["due_date"]) == ("2026-05-28", "2026-06-27")
    assert (record["net"], record["vat"], record["gross"]) == ("199.00", "37.81", "236.81")
    assert (record["buyer"], len(record["lines"])) == ("Contoso Handels GmbH", 2)
    assert goes_straight_through(outcome), outcome.findings


def test_a_page_on_its_side_is_read_upright() -> None:
    import pypdfium2

    for quarter in (90, 180, 270):
        document = pypdfium2.PdfDocument(german())
        document[0].set_rotation(quarter)
        out = io.BytesIO()
        document.save(out)
        record = automate([Source(name="f", media_type="application/pdf", content=out.getvalue())], {}).record
        assert (record["number"], record["gross"], record["buyer"]) == (
            "2026-0815",
            "236.81",
            "Contoso Handels GmbH",
        )


def test_a_label_nobody_listed_is_understood_by_its_words() -> None:
    page = german(swap={"Zahlbar bis": "Bitte bezahlen bis", "Nettobetrag": "Gesamtbetrag ohne Umsatzsteuer"})
    record = automate([Source(name="f", media_type="application/pdf", content=page)], {}).record
    assert (record["due_date"], record["net"]) == ("2026-06-27", "199.00")
