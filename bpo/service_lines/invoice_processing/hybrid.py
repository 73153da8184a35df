"""PDFs with an e-invoice inside (Factur-X, ZUGFeRD, XRechnung): the XML is read, the page must agree."""

import re
from decimal import Decimal
from typing import Any

from bpo.catalog.rules import Finding, Record, Severity
from bpo.service_lines.page_reading.words import PageWords

from .amounts import guess_decimal_mark
from .dates import find_dates, fold
from .identifiers import compact
from .layout import Document, lay_out
from .money import numbers_in
from .record import to_decimal
from .xml_safe import MAX_BYTES, RefusedXml, local_name, parse_xml

MAX_ATTACHMENTS = 30


def embedded_invoices(document: Any) -> list[bytes]:
    """The attachments of an opened PDF that are invoices in a syntax we read, the likeliest first."""
    import pypdfium2.raw as raw

    found: list[tuple[int, bytes]] = []
    for index in range(min(raw.FPDFDoc_GetAttachmentCount(document), MAX_ATTACHMENTS)):
        attachment = document.get_attachment(index)
        name = attachment.get_name() or ""
        if not name.lower().endswith(".xml"):
            continue
        content = bytes(attachment.get_data())
        if not 0 < len(content) <= MAX_BYTES:
            continue
        known = re.search(r"(?i)factur-x|zugferd|xrechnung|invoice", name) is not None
        if is_invoice_xml(content):
            found.append((0 if known else 1, content))
    return [content for _, content in sorted(found, key=lambda item: item[0])]


def is_invoice_xml(content: bytes) -> bool:
    """Whether bytes are an XML invoice in UBL or CII."""
    from . import cii_reader, ubl_reader

    try:
        return local_name(parse_xml(content)) in (*ubl_reader.ROOTS, *cii_reader.ROOTS)
    except RefusedXml:
        return False


def contradictions(record: Record, pages: tuple[PageWords, ...], page_record: Record | None) -> list[Finding]:
    """Where the page shows something else than its XML: amounts, number, dates, account, one finding each.

    A value that stands anywhere on the page agrees. One that does not is a contradiction only where the page
    was read to state another; else it is a note, for a page need not print everything.
    """
    document = lay_out(pages)
    if not document.rows:
        return []
    seen = _Seen(document)
    findings = []
    for name in CHECKED:
        value = record.get(name)
        if value is None or seen.shows(name, value):
            continue
        other = page_record.get(name) if page_record is not None else None
        if other is None or other == value:
            continue
        findings.append(
            Finding(
                code="XML_CONTRADICTS_PAGE",
                message=f"The XML says {value}, the page says {other}.",
                severity=Severity.STOP if name in ("gross", "payable", "iban") else Severity.ASK,
                fields=(name,),
            )
        )
    return findings


CHECKED = (
    "number", "issue_date", "due_date", "currency", "seller", "buyer", "seller_vat_id", "po_ref", "gross", "payable",
    "net", "vat", "iban",
)  # fmt: skip
"""What the page must not state otherwise."""


class _Seen:
    """Everything a page shows, for looking values up."""

    def __init__(self, document: Document) -> None:
        mark = guess_decimal_mark(token.text for row in document.rows for token in row.tokens)
        self.text = fold(" ".join(row.text for row in document.rows))
        self.dense = compact(self.text)
        self.numbers: set[Decimal] = {
            abs(n.value) for row in document.rows for n in numbers_in(row.tokens, mark)
        }
        self.currencies = {
            n.currency for row in document.rows for n in numbers_in(row.tokens, mark) if n.currency
        }
        self.dates: set[str] = set()
        for row in document.rows:
            for found in find_dates(row.text):
                self.dates |= {
                    d.isoformat()
                    for d in (found.day_first, found.month_first, found.year_first)
                    if d is not None
                }

    def shows(self, name: str, value: str) -> bool:
        """Whether the value stands on the page in any notation."""
        if name.endswith("_date"):
            return value in self.dates
        if name == "currency":
            return value in self.currencies or not self.currencies
        if name in ("seller", "buyer"):  # pages abridge names, and add legal forms to them
            return any(word in self.text for word in re.findall(r"[^\W\d_]{3,}", fold(value)))
        amount = to_decimal(value) if name in ("gross", "payable", "net", "vat") else None
        if amount is not None:
            return abs(amount) in self.numbers
        return compact(value) in self.dense
