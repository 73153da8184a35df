"""Invoices of a vendor with a form of its own: the number stands alone in a corner, under no label at all."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

SELLER = "Hafenkontor Brandt GmbH"
VAT_ID = "DE136695976"
IBAN = "DE89370400440532013000"


def odd_invoice(number: str, *, day: str = "06.10.2026", net: int = 100) -> bytes:
    """One such invoice as PDF, dated `day`, over `net` euros and 19 % of VAT."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4, invariant=True)
    page.setFont("Helvetica-Bold", 13)
    page.drawString(60, 790, SELLER)
    page.setFont("Helvetica", 10)
    page.drawString(60, 775, "Am Kai 4, 20457 Hamburg")
    page.drawString(60, 700, "Alder Foods GmbH")
    page.drawString(60, 686, "Kirchweg 12")
    page.drawString(60, 672, "50667 Köln")
    page.drawString(480, 745, number)
    page.setFont("Helvetica-Bold", 16)
    page.drawString(60, 620, "Rechnung")
    page.setFont("Helvetica", 10)
    page.drawString(360, 620, f"Rechnungsdatum: {day}")
    page.drawString(360, 606, f"USt-IdNr.: {VAT_ID}")
    for x, head in ((60, "Bezeichnung"), (320, "Menge"), (400, "Einzelpreis"), (500, "Betrag")):
        page.drawString(x, 570, head)
    page.drawString(60, 552, "Lagerung von Paletten")
    page.drawRightString(345, 552, "1")
    page.drawRightString(450, 552, f"{net},00")
    page.drawRightString(535, 552, f"{net},00")
    vat = f"{net * 19 // 100},00"
    gross = f"{net + net * 19 // 100},00"
    for y, label, amount in (
        (510, "Nettobetrag", f"{net},00"),
        (495, "USt 19 %", vat),
        (478, "Gesamtbetrag EUR", gross),
    ):
        page.drawString(380, y, label)
        page.drawRightString(535, y, amount)
    page.drawString(60, 80, f"IBAN {IBAN}")
    page.showPage()
    page.save()
    return out.getvalue()
