"""Small invoices for tests: XML written out, PDFs drawn."""

import io
from collections.abc import Iterable, Mapping

from reportlab.pdfgen import canvas

UBL = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>RE-2026-7</cbc:ID>
<cbc:IssueDate>2026-03-02</cbc:IssueDate>
<cbc:DueDate>2026-04-01</cbc:DueDate>
<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:OrderReference>
<cbc:ID>PO-1</cbc:ID></cac:OrderReference>
<cac:AccountingSupplierParty>
<cac:Party>
<cac:PartyTaxScheme>
<cbc:CompanyID>DE136695976</cbc:CompanyID>
<cac:TaxScheme>
<cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity>
<cbc:RegistrationName>Mühle Hartmann KG</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>
</cac:AccountingSupplierParty>
<cac:AccountingCustomerParty>
<cac:Party>
<cac:PartyLegalEntity>
<cbc:RegistrationName>Contoso GmbH</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>
</cac:AccountingCustomerParty>
<cac:PaymentMeans>
<cbc:PaymentMeansCode>58</cbc:PaymentMeansCode>
<cac:PayeeFinancialAccount>
<cbc:ID>DE89370400440532013000</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:TaxTotal>
<cbc:TaxAmount currencyID="EUR">{vat}</cbc:TaxAmount>
<cac:TaxSubtotal>
<cbc:TaxableAmount currencyID="EUR">100.00</cbc:TaxableAmount>
<cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount>
<cac:TaxCategory>
<cbc:ID>S</cbc:ID>
<cbc:Percent>19</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal>
<cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">119.00</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="EUR">119.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine>
<cbc:ID>1</cbc:ID>
<cbc:InvoicedQuantity unitCode="HUR">4</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
<cac:Item>
<cbc:Name>{name}</cbc:Name></cac:Item>
<cac:Price>
<cbc:PriceAmount currencyID="EUR">25.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
</Invoice>"""


def ubl(*, vat: str = "19.00", name: str = "Consulting") -> bytes:
    """A UBL invoice over 119.00 EUR; with another `vat` its totals do not prove."""
    return UBL.format(vat=vat, name=name).encode()


Placed = Iterable[tuple[float, float, str]]


def pdf(*pages: Placed, size: int = 9) -> bytes:
    """A PDF with texts at (points from left, points from top); a minus left edge is a right edge."""
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    for page in pages:
        sheet.setFont("Helvetica", size)
        for x, y, text in page:
            if x < 0:
                sheet.drawRightString(-x, 842 - y, text)
            else:
                sheet.drawString(x, 842 - y, text)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def row(y: float, quantity: str, text: str, price: str, net: str) -> Placed:
    """A line of the table that `german` heads."""
    return ((40, y, text), (-340, y, quantity), (-430, y, price), (-550, y, net))


def german(
    *, gross: str = "236,81", extra: Placed = (), swap: Mapping[str, str] | None = None, times: int = 1
) -> bytes:
    """A German invoice with two lines, 19 % VAT and decoy dates.

    `swap` exchanges texts; with `times` the page follows again, numbered 2026-0816 and so on.
    """
    head: Placed = (
        (40, 50, "Kessler & Sohn Reinigung GmbH"),
        (40, 62, "Thomaskirchhof 7"),
        (40, 74, "04109 Leipzig"),
        (40, 86, "USt-IdNr.: DE136695976"),
        (40, 150, "Rechnungsempfänger"),
        (40, 162, "Contoso Handels GmbH"),
        (40, 174, "Friedrichstraße 100"),
        (40, 186, "10117 Berlin"),
        (350, 150, "Rechnungs-Nr."),
        (480, 150, "2026-0815"),
        (350, 162, "Rechnungsdatum"),
        (480, 162, "28. Mai 2026"),
        (350, 174, "Lieferdatum"),
        (480, 174, "24.05.2026"),
        (350, 186, "Zahlbar bis"),
        (480, 186, "27.06.2026"),
        (350, 198, "Ihre Bestellnummer"),
        (480, 198, "PO-4711"),
        (40, 250, "RECHNUNG"),
    )
    table: Placed = (
        (40, 290, "Bezeichnung"),
        (-340, 290, "Menge"),
        (-430, 290, "Einzelpreis"),
        (-550, 290, "Gesamt"),
    )
    sums: Placed = (
        (380, 350, "Nettobetrag"),
        (-550, 350, "199,00 €"),
        (380, 362, "USt 19 % auf 199,00"),
        (-550, 362, "37,81 €"),
        (380, 374, "Rechnungsbetrag"),
        (-550, 374, f"{gross} €"),
        (40, 420, "IBAN: DE89 3704 0044 0532 0130 00"),
    )
    lines = (
        *row(305, "2", "Fensterreinigung", "49,50", "99,00"),
        *row(318, "4", "Papierhandtücher", "25,00", "100,00"),
    )
    other = swap or {}
    page = [(x, y, other.get(text, text)) for x, y, text in (*head, *table, *lines, *sums, *extra)]
    following = [
        [(x, y, text.replace("2026-0815", f"2026-08{15 + number}")) for x, y, text in page]
        for number in range(times)
    ]
    return pdf(*following)
