"""Makes one document of one kind: the door to everything in this package."""

import random
import re
from collections.abc import Callable
from datetime import date

from workers.demo.documents import facts, scans
from workers.demo.documents.cii import cii_of
from workers.demo.documents.content import content_of
from workers.demo.documents.hybrid import hybrid_of
from workers.demo.documents.layouts import LAYOUTS, draw
from workers.demo.documents.ubl import ubl_of
from workers.demo.documents.values import DEFECTS, Buyer, Invoice, Kind, MadeDocument, Seller
from workers.demo.documents.wording import LANGUAGES, labels

SUFFIXES: dict[Kind, tuple[str, str]] = {
    "ubl": (".xml", "application/xml"),
    "cii": (".xml", "application/xml"),
    "text_pdf": (".pdf", "application/pdf"),
    "hybrid_pdf": (".pdf", "application/pdf"),
    "scan_pdf": (".pdf", "application/pdf"),
    "scan_jpg": (".jpg", "image/jpeg"),
    "scan_png": (".png", "image/png"),
    "scan_tif": (".tif", "image/tiff"),
}
ONE_PAGE_LINES = 10
"""Lines that fit on one page in every layout: JPEG and PNG have no second page."""


def _name(rng: random.Random, invoice: Invoice, kind: Kind) -> str:
    suffix = SUFFIXES[kind][0]
    number = re.sub(r"[^A-Za-z0-9-]+", "-", invoice.number or str(rng.randint(10000, 99999)))
    stem = re.sub(r"[^a-z]+", "", invoice.seller.name.lower().split()[0]) or "vendor"
    again = "-copy" if invoice.copy else ""
    if kind.startswith("scan"):
        return f"scan_{invoice.issue_date:%Y%m%d}_{rng.randint(100, 999)}{again}{suffix}"
    return f"{stem}-{number}{again}{suffix}"


def _paper(invoice: Invoice, layout: str) -> bytes:
    return draw(content_of(invoice), LAYOUTS[layout])


def _scanned(invoice: Invoice, layout: str, kind: Kind, rng: random.Random, *, heavy: bool) -> bytes:
    damage = scans.draw_damage(rng, heavy=heavy)
    stamp = labels(invoice.language)["received"]
    pages = scans.scan(_paper(invoice, layout), rng, damage=damage, stamp=stamp)
    forms: dict[Kind, Callable[[], bytes]] = {
        "scan_jpg": lambda: scans.as_jpeg(pages[0], damage),
        "scan_png": lambda: scans.as_png(pages[0], damage),
        "scan_tif": lambda: scans.as_tiff(pages, damage),
        "scan_pdf": lambda: scans.as_pdf(pages, damage),
    }
    return forms[kind]()


def _content(invoice: Invoice, layout: str, kind: Kind, rng: random.Random, *, heavy: bool) -> bytes:
    match kind:
        case "ubl":
            return ubl_of(invoice)
        case "cii":
            return cii_of(invoice)
        case "text_pdf":
            return _paper(invoice, layout)
        case "hybrid_pdf":
            return hybrid_of(
                _paper(invoice, layout),
                cii_of(invoice),
                title=f"{invoice.seller.name} {invoice.number or ''}".strip(),
                author=invoice.seller.name,
                day=invoice.issue_date,
            )
        case _:
            return _scanned(invoice, layout, kind, rng, heavy=heavy)


def make_invoice(
    rng: random.Random,
    *,
    seller: Seller,
    buyer: Buyer,
    issue_date: date,
    kind: Kind,
    language: str,
    layout: str,
    defects: frozenset[str] = frozenset(),
) -> MadeDocument:
    """One invoice as a document of `kind`, with the record that stands on it.

    `language` is one of `wording.LANGUAGES`, `layout` a name in `LAYOUTS` (XML has none and ignores
    it), `defects` a subset of `DEFECTS`. A random source in the same state gives the same bytes, and
    the same invoice in every kind and with every defect: so a `duplicate` is made by asking again
    with an equal source. (JPEG and PNG hold one page only: there a long invoice ends after its tenth
    line.) Raises ValueError for an unknown layout, language or defect.
    """
    if layout not in LAYOUTS or language not in LANGUAGES or defects - DEFECTS:
        wrong = [layout] * (layout not in LAYOUTS) + [language] * (language not in LANGUAGES)
        raise ValueError(
            f"no such layout, language or defect: {', '.join([*wrong, *sorted(defects - DEFECTS)])}"
        )
    most = ONE_PAGE_LINES if kind in ("scan_jpg", "scan_png") else 60
    drawn = facts.draw_invoice(
        rng, seller=seller, buyer=buyer, issue_date=issue_date, language=language, most_lines=most
    )
    invoice = facts.plant(drawn, defects, rng)
    content = _content(invoice, layout, kind, rng, heavy="low_quality" in defects)
    return MadeDocument(
        name=_name(rng, invoice, kind),
        media_type=SUFFIXES[kind][1],
        content=content,
        truth=facts.truth_of(invoice),
    )
