"""PDFs with an e-invoice inside: the XML is what counts, and a page that says otherwise is asked about."""

import io

import pypdfium2
import pytest

from bpo.catalog.rules import Outcome, Source
from bpo.service_lines.invoice_processing import automate, goes_straight_through
from tests.unit.service_lines.invoice_processing.documents import pdf
from tests.unit.service_lines.invoice_processing.e_invoices import cii_text, ubl_text, zugferd_1

PAGE = (
    (40, 50, "Mühle Hartmann KG"), (40, 62, "Am Bach 3"), (40, 74, "50667 Köln"), (40, 86, "USt-IdNr.: DE136695976"),
    (40, 150, "Rechnungsempfänger"), (40, 162, "Contoso GmbH"), (40, 174, "Ring 4"), (40, 186, "10117 Berlin"),
    (350, 150, "Rechnungs-Nr."), (480, 150, "R-7"), (350, 162, "Rechnungsdatum"), (480, 162, "02.03.2026"),
    (350, 174, "Zahlbar bis"), (480, 174, "01.04.2026"), (40, 250, "RECHNUNG"), (40, 290, "Bezeichnung"),
    (-340, 290, "Menge"), (-430, 290, "Einzelpreis"), (-550, 290, "Gesamt"), (40, 305, "Beratung"),
    (-340, 305, "4"), (-430, 305, "25,00"), (-550, 305, "100,00"), (380, 350, "Nettobetrag"), (-550, 350, "100,00 €"),
    (380, 362, "USt 19 %"), (-550, 362, "19,00 €"), (380, 374, "Rechnungsbetrag"), (-550, 374, "119,00 €"),
    (40, 420, "IBAN: DE89 3704 0044 0532 0130 00"),
)  # fmt: skip


def hybrid(xml: str | bytes, **swap: str) -> Outcome:
    """The outcome of the page above, some of its texts exchanged, with `xml` inside."""
    page = [(x, y, swap.get(text, text)) for x, y, text in PAGE]
    document = pypdfium2.PdfDocument(pdf(page))
    document.new_attachment("factur-x.xml").set_data(xml.encode() if isinstance(xml, str) else xml)
    whole = io.BytesIO()
    document.save(whole)
    source = Source(name="f.pdf", media_type="application/pdf", content=whole.getvalue())
    return automate([source], {})


@pytest.mark.parametrize("xml", [cii_text(), ubl_text(), zugferd_1()], ids=["CII", "UBL", "ZUGFeRD 1"])
def test_a_page_that_agrees_goes_straight_through(xml: str | bytes) -> None:
    outcome = hybrid(xml)
    assert outcome.record["gross"] == "119.00"
    assert goes_straight_through(outcome), outcome.findings


@pytest.mark.parametrize(
    ("text", "other", "field"),
    [
        ("R-7", "R-8", "number"),
        ("119,00 €", "219,00 €", "gross"),
        ("02.03.2026", "03.03.2026", "issue_date"),
        ("01.04.2026", "11.04.2026", "due_date"),
        ("USt-IdNr.: DE136695976", "USt-IdNr.: DE811128135", "seller_vat_id"),
        ("IBAN: DE89 3704 0044 0532 0130 00", "IBAN: DE02 1203 0000 0000 2020 51", "iban"),
        ("Contoso GmbH", "Fabrikam AG", "buyer"),
        ("Mühle Hartmann KG", "Bäckerei Lindner GmbH", "seller"),
    ],
)
def test_a_page_that_says_otherwise_is_asked_about(text: str, other: str, field: str) -> None:
    outcome = hybrid(cii_text(), **{text: other})
    contradicted = {name for f in outcome.findings if f.code == "XML_CONTRADICTS_PAGE" for name in f.fields}
    assert field in contradicted
    assert not goes_straight_through(outcome)


def test_a_name_printed_with_its_legal_form_is_no_contradiction() -> None:
    assert goes_straight_through(hybrid(cii_text(), **{"Contoso GmbH": "Contoso Handelsgesellschaft mbH"}))
