"""What turns up among invoices and is none: a letter, an empty page."""

import random
from datetime import date

from workers.demo.documents import wording
from workers.demo.documents.sheet import Sheet
from workers.demo.documents.values import Buyer, MadeDocument, Seller

LETTERS = {
    "de": (
        "Neue Öffnungszeiten unseres Lagers",
        "Sehr geehrte Damen und Herren,",
        "ab dem kommenden Monat ist unsere Warenannahme bereits ab 6:30 Uhr geöffnet. Bitte geben Sie diese "
        "Information an Ihre Speditionen weiter. An den Preisen und Lieferbedingungen ändert sich nichts.",
        "Mit freundlichen Grüßen",
    ),
    "en": (
        "New opening hours at our warehouse",
        "Dear customer,",
        "from next month our goods-in desk opens at 6:30. Please pass this on to your carriers. Prices and "
        "terms of delivery stay as they are.",
        "Kind regards",
    ),
}


def make_letter(
    rng: random.Random, *, seller: Seller, buyer: Buyer, issue_date: date, language: str
) -> MadeDocument:
    """A letter of a vendor, with a date and a reference, that asks for no money."""
    subject, greeting, body, farewell = LETTERS["de" if language == "de" else "en"]
    letter = seller.address.country == "US"
    sheet = Sheet(family="times", letter=letter, title=subject, author=seller.name)
    right = sheet.width - 60
    sender = wording.address_lines(seller.address, seen_from=buyer.address.country, language=language)
    sheet.column(right, 64, (seller.name, *sender), 10, first_bold=True, align="right")
    receiver = wording.address_lines(buyer.address, seen_from=seller.address.country, language=language)
    sheet.column(60, 150, (buyer.name, *receiver), 11)
    sheet.text(60, 250, wording.show_date(issue_date, language, long=True), 11)
    sheet.text(60, 290, subject, 12, bold=True)
    sheet.text(60, 320, greeting, 11)
    y = sheet.column(60, 344, sheet.wrapped(body, 11, right - 60), 11, leading=1.5)
    sheet.column(60, y + 14, (farewell, "", "", seller.name), 11, leading=1.5)
    name = f"{rng.choice(('letter', 'notice', 'info'))}-{rng.randint(100, 999)}.pdf"
    return MadeDocument(name=name, media_type="application/pdf", content=sheet.finish())


def make_blank(rng: random.Random) -> MadeDocument:
    """A page with nothing on it, as a scanner makes of a separator sheet."""
    sheet = Sheet(family="helvetica", letter=False, title="", author="")
    name = f"scan_{rng.randint(1000, 9999)}.pdf"
    return MadeDocument(name=name, media_type="application/pdf", content=sheet.finish())


def other_documents(
    rng: random.Random, *, seller: Seller, buyer: Buyer, issue_date: date, language: str
) -> tuple[MadeDocument, MadeDocument]:
    """A letter and a blank page: neither is an invoice, both end with a person."""
    letter = make_letter(rng, seller=seller, buyer=buyer, issue_date=issue_date, language=language)
    return letter, make_blank(rng)
