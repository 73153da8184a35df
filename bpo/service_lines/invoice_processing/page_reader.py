"""Reads an invoice off its pages: fields by label, parties by place, sums and lines by arithmetic."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from bpo.catalog.rules import Finding, Reading, Record
from bpo.service_lines.page_reading.words import PageWords

from .bank_change import change_announced, pages_announce
from .dates import fold
from .header_fields import pair_fields
from .labels import Label
from .layout import Span, lay_out
from .letterheads import parted
from .lines import read_lines
from .overlooked import overlooked
from .proof import prove
from .read_identity import read_codes, read_dates
from .read_parties import read_parties
from .read_sums import read_currency, read_sums, write_lines, write_totals
from .reader import Reader
from .several import several_documents
from .strips import unfold
from .terms.stems import ideas_of
from .title import document_type, heads_itself
from .totals import Totals

PAIRED = frozenset(
    {
        "number",
        "issue_date",
        "due_date",
        "po_ref",
        "currency",
        "x_delivery_date",
        "x_order_date",
        "x_other_date",
        "x_reference",
        "x_vat_id",
        "x_account",
    }
)


@dataclass(slots=True)
class PageReading:
    """What was read off the pages: the record, a reading for each field, and facts checks need."""

    record: Record
    readings: dict[str, Reading] = field(default_factory=dict)
    proven: bool = False
    title: str | None = None
    doubts: tuple[Finding, ...] = ()
    mark: str | None = None
    lines_hold: bool = True
    """Whether quantity x price gives the net of every line that states all three."""
    lines_proven: bool = False
    """Whether all three were read on every line, and quantity x price, less its discount, gives the net."""


def read_pages(pages: tuple[PageWords, ...]) -> PageReading:
    """The invoice on these pages, as far as it can be read. Never raises for odd content."""
    reader = Reader(unfold(parted(lay_out(pages))))
    document = reader.document
    if not document.rows:
        return PageReading(reader.record)
    lines = read_lines(document, reader.labels, reader.mark, fuzzy=reader.fuzzy)
    code, sure, where = document_type(document)
    pairs = pair_fields(document, reader.labels, PAIRED, frozenset(lines.header_rows | lines.rows))
    read_codes(reader, pairs, where)
    read_dates(reader, pairs, where)
    totals = read_sums(reader, lines)
    read_currency(reader, pairs)
    read_parties(reader, lines)
    sign = _type(reader, code, sure, where, totals)
    write_totals(reader, totals, lines, sign)
    write_lines(reader, lines, totals, sign)
    proof = prove(reader.record)
    table = lines.rows | lines.header_rows
    doubts = (*several_documents(reader, pairs), *overlooked(reader, pairs, totals, table))
    if pages_announce([[segment.text for segment in row.segments] for row in document.rows]):
        doubts = (*doubts, change_announced())
    return PageReading(
        reader.record, reader.readings, proven=totals.proven and proof.proven, title=code,
        doubts=doubts, mark=reader.mark,
        lines_hold=not lines.guessed
        and not any(item.overruled for item in lines.items)
        and all(item.proven or not item.whole for item in lines.items),
        lines_proven=not lines.guessed
        and all(item.proven and item.whole and not item.divided for item in lines.items),
    )  # fmt: skip


def _of_an_earlier_one(label: Label) -> bool:
    """Whether a label names another invoice that this one corrects: then it may be a credit note under any title."""
    words = re.findall(r"[^\W\d_]+", fold(label.span.text))
    return {"document", "earlier"} <= set().union(*(ideas_of(word) for word in words))


def _type(reader: Reader, code: str | None, sure: float, where: Span | None, totals: Totals) -> int:
    """Sets the type; returns -1 where a credit note prints its amounts negative."""
    gross = totals.values.get("gross", Decimal(0))
    credit = code == "381"
    if not credit and any(
        label.key.startswith(
            (
                "creditnote",
                "gutschrift",
                "avoir",
                "notadicredito",
                "creditnota",
                "kreditnota",
                "kreditfaktura",
            )
        )
        and "number" in label.fields
        for label in reader.labels
    ):
        credit = True
    if not credit and any(_of_an_earlier_one(label) for label in reader.labels):
        sure = min(sure, 0.8)
    if not heads_itself(reader.document, (reader.record["seller"], reader.record["buyer"])):
        sure = min(sure, 0.8)
    if gross < 0 and not credit:
        sure = 0.6
        credit = True
    reader.put("type_code", "381" if credit else "380", where, sure if code else 0.8)
    return -1 if gross < 0 else 1
