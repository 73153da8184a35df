"""Reads an invoice off its pages: fields by label, parties by place, sums and lines by arithmetic."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bpo.catalog.rules import Evidence, Reading, Record

from .account_numbers import TaxId, ibans, repaired_ibans, tax_ids
from .amounts import currency_in, guess_decimal_mark
from .dates import PrintedDate
from .header_fields import DATES, Pair, pair_fields
from .identifiers import vat_is_valid
from .labels import Label, find_labels
from .layout import Document, Span, lay_out
from .lines import Lines, read_lines
from .money import numbers_in
from .parties import Parties, Party, belongs_to_buyer, find_parties
from .proof import prove
from .record import empty_record, money_text, number_text
from .title import document_type
from .totals import Totals, choose, labelled_amounts, tax_rows
from .words import PageWords
from .wordset import wordset

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
    unexplained_dates: int = 0
    mark: str | None = None


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.fuzzy = document.method == "ocr"
        self.record = empty_record()
        self.readings: dict[str, Reading] = {}
        self.labels: list[Label] = find_labels(document.rows, fuzzy=self.fuzzy)
        self.mark = guess_decimal_mark(token.text for row in document.rows for token in row.tokens)

    def put(
        self, path: str, value: Any, span: Span | None, confidence: float, *, derived: bool = False
    ) -> None:
        """Sets a field with its reading; recognised text is no surer than its worst letter."""
        if span is not None and self.fuzzy:
            confidence *= 0.6 + 0.4 * span.confidence
        evidence: Evidence | None = span.evidence() if span is not None else None
        method = "derived" if derived else self.document.method
        self.readings[path] = Reading(
            path=path, value=value, confidence=round(confidence, 3), method=method, evidence=evidence
        )
        if "." not in path:
            self.record[path] = value

    def put_exact(self, path: str, value: Any, span: Span, confidence: float) -> None:
        """Sets a field whose value arithmetic confirms: letters in doubt no longer count."""
        reading = Reading(
            path=path,
            value=value,
            confidence=round(confidence, 3),
            method=self.document.method,
            evidence=span.evidence(),
        )
        self.readings[path] = reading
        self.record[path] = value


def read_pages(pages: tuple[PageWords, ...]) -> PageReading:
    """The invoice on these pages, as far as it can be read. Never raises for odd content."""
    reader = _Reader(lay_out(pages))
    document = reader.document
    if not document.rows:
        return PageReading(reader.record)
    lines = read_lines(document, reader.labels, reader.mark, fuzzy=reader.fuzzy)
    code, sure, where = document_type(document)
    pairs = pair_fields(document, reader.labels, PAIRED)
    _codes(reader, pairs, where)
    _dates(reader, pairs, where)
    totals = _sums(reader, lines)
    _currency(reader, pairs, totals)
    _parties(reader, lines)
    sign = _type(reader, code, sure, where, totals)
    _write_totals(reader, totals, lines, sign)
    _write_lines(reader, lines, totals, sign)
    proof = prove(reader.record)
    return PageReading(
        reader.record, reader.readings, proven=totals.proven and proof.proven, title=code,
        unexplained_dates=_unexplained(reader, pairs), mark=reader.mark,
    )  # fmt: skip


def _codes(reader: _Reader, pairs: list[Pair], title: Span | None) -> None:
    """Number and order reference from their labels; the number also from the title's own row."""
    for name in ("number", "po_ref"):
        offers = [pair for pair in pairs if pair.field == name]
        if not offers:
            continue
        best = offers[0]
        rivals = {pair.value for pair in offers if pair.cost < best.cost + 1.0} - {best.value}
        confidence = best.sure - (0.25 if rivals else 0.0)
        if reader.fuzzy and _confusable(best.value):
            confidence = min(confidence, 0.8)
        reader.put(name, best.value, best.span, confidence)
    if reader.record["number"] is None and title is not None:
        _number_in_title(reader, title)


_PREFIXES = wordset("PO RE INV FA FC F R SI CN GS AB KR NR BE B BO ORD OR CR RG FV FT NC PI")


def _confusable(code: str) -> bool:
    """Whether a recognised code mixes letters and digits so that I and 1, O and 0, S and 5 cannot be told apart."""
    for run in re.findall(r"[^\W_]+", code):
        letters = re.match(r"[^\W\d_]*", run)
        rest = run[letters.end() :] if letters is not None else run
        if not rest:
            if re.search(r"[lI]", run) and not run.isalpha():
                return True
            continue
        if not rest.isdigit() or (letters is not None and letters[0] and letters[0] not in _PREFIXES):
            return True
        if (
            letters is not None
            and letters[0]
            and rest.startswith("0")
            and letters[0].endswith("O")
            and letters[0] != "PO"
        ):
            return True
    return False


_NUMBER_MARK = re.compile(
    r"(?i)(?:\bn[ro]?\.?\s?[°ºo]?|#|№|nummer|number)\s*:?\s*([A-Z0-9][\w./\-]*\d[\w./\-]*)"
)


def _number_in_title(reader: _Reader, title: Span) -> None:
    """ "Final invoice (877) No. 1813 of 25 April": the code after the word for number."""
    row = next(
        (row for row in reader.document.rows if row.page == title.page and title.tokens[0] in row.tokens),
        None,
    )
    if row is None:
        return
    match = _NUMBER_MARK.search(row.text)
    if match is not None:
        reader.put("number", match[1].strip(".,"), row.span.sub(*match.span(1)), 0.85)


def _dates(reader: _Reader, pairs: list[Pair], title: Span | None) -> None:
    """Issue and due date; the order of day and month is settled for the document as a whole."""
    dated = [pair for pair in pairs if pair.field in DATES and pair.date is not None]
    issue = next((pair for pair in dated if pair.field == "issue_date"), None)
    due = next((pair for pair in dated if pair.field == "due_date"), None)
    month_first, sure = _order(reader, [pair.date for pair in dated if pair.date is not None], issue, due)
    for name, pair in (("issue_date", issue), ("due_date", due)):
        if pair is None or pair.date is None:
            continue
        value = pair.date.resolve(month_first=month_first)
        if value is None:
            continue
        confidence = pair.sure
        if pair.date.ambiguous and not sure:
            confidence = min(confidence, 0.7)
        reader.put(name, value.isoformat(), pair.span, confidence)
    if issue is None:
        _issue_date_alone(reader, title, month_first)


def _order(
    reader: _Reader, dates: list[PrintedDate], issue: Pair | None, due: Pair | None
) -> tuple[bool, bool]:
    """(month comes first, sure) for a document's numeric dates."""
    from .dates import find_dates

    every = [date_ for row in reader.document.rows for date_ in find_dates(row.text)]
    if any(d.month_first is None for d in every):
        return False, True
    if any(d.day_first is None for d in every):
        return True, True
    if not any(d.ambiguous for d in dates):
        return False, True
    text = " ".join(row.text for row in reader.document.rows)
    by_terms = _order_by_terms(text, issue, due)
    if by_terms is not None:
        return by_terms, True
    american = (
        bool(re.search(r"\b[A-Z]{2} \d{5}(?:-\d{4})?\b", text))
        or "US$" in text
        or re.search(r"\bUSD\b|\bEIN\b|Sales Tax|ZIP", text) is not None
    )
    european = re.search(r"\b(?:VAT|USt|MwSt|TVA|IVA|BTW|[Mm]oms|MVA|ALV|IBAN)\b", text) is not None
    if american and not european:
        return True, True
    if european and not american:
        return False, True
    return "$" in text and not european, False


def _order_by_terms(text: str, issue: Pair | None, due: Pair | None) -> bool | None:
    """The order under which due date less issue date is the term of payment the page states."""
    if issue is None or due is None or issue.date is None or due.date is None:
        return None
    terms = {
        int(days)
        for days in re.findall(
            r"(?<!\d)(\d{1,3})\s*(?:days|tage|jours|giorni|dias|días|dagen|dagar|dage|dager|dní|dni|päivää|pv|gg|d\b|j\b|nap)",
            text,
            re.IGNORECASE,
        )
    }
    terms |= {int(days) for days in re.findall(r"(?i)\bnet\s*(\d{1,3})\b", text)}
    fits = []
    for month_first in (False, True):
        first, second = issue.date.resolve(month_first=month_first), due.date.resolve(month_first=month_first)
        if (
            first is not None
            and second is not None
            and second - first in {timedelta(days=days) for days in terms}
        ):
            fits.append(month_first)
    return fits[0] if len(fits) == 1 else None


def _issue_date_alone(reader: _Reader, title: Span | None, month_first: bool) -> None:
    """Without a label: the date in the row of the title or the number, or the only one at the head of the page."""
    from .dates import find_dates

    taken = reader.readings.get("number")
    rows = []
    for row in reader.document.page_rows(0):
        box = row.span.evidence().box
        near_number = (
            taken is not None
            and taken.evidence is not None
            and taken.evidence.page == 0
            and abs(box[1] - taken.evidence.box[1]) < 0.012
        )
        if near_number or (title is not None and title.tokens[0] in row.tokens):
            rows.append((row, 0.88))
    if not any(find_dates(row.text) for row, _ in rows):
        head = [row for row in reader.document.page_rows(0) if row.top < reader.document.heights[0] * 0.4]
        rows = [(row, 0.6) for row in head]
    used = {reading.value for path, reading in reader.readings.items() if path == "due_date"}
    for row, confidence in rows:
        for found in find_dates(row.text):
            value = found.resolve(month_first=month_first)
            if value is not None and value.isoformat() not in used:
                reader.put("issue_date", value.isoformat(), row.span.sub(found.start, found.end), confidence)
                return


def _sums(reader: _Reader, lines: Lines) -> Totals:
    skip = lines.rows | lines.header_rows
    amounts = labelled_amounts(reader.document, reader.labels, reader.mark, skip)
    taxes = tax_rows(reader.document, reader.mark, skip, reader.labels)
    others = {
        number.value: number.span
        for row in reader.document.rows
        if row.index not in skip
        for number in numbers_in(row.tokens, reader.mark)
        if number.places == 2 and not number.percent
    }
    return choose(amounts, taxes, lines.sum, others)


def _currency(reader: _Reader, pairs: list[Pair], totals: Totals) -> None:
    labelled = next((pair for pair in pairs if pair.field == "currency"), None)
    if labelled is not None:
        reader.put("currency", labelled.value, labelled.span, 0.98)
        return
    votes: dict[str, list[Span]] = {}
    for row in reader.document.rows:
        for number in numbers_in(row.tokens, reader.mark):
            code = number.currency
            if code is not None:
                votes.setdefault(code, []).append(number.span)
    for row in reader.document.rows:
        for segment in row.segments:
            for match in re.finditer(
                r"(?<![A-Za-z])(EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|CAD|AUD|JPY|ISK|€|£|\$)(?![A-Za-z])",
                segment.text,
            ):
                code = currency_in(match[1])
                if code is not None:
                    votes.setdefault(code, []).append(segment.sub(*match.span()))
    if votes:
        code = max(votes, key=lambda key: len(votes[key]))
        contested = len(votes) > 1 and sorted(len(v) for v in votes.values())[-2] * 2 > len(votes[code])
        dollars = "$" in votes[code][0].text and code == "USD"
        reader.put("currency", code, votes[code][0], 0.6 if contested else 0.9 if dollars else 0.96)
        return
    _currency_by_country(reader)


_BY_COUNTRY = {
    "GB": "GBP",
    "SE": "SEK",
    "DK": "DKK",
    "NO": "NOK",
    "CH": "CHF",
    "PL": "PLN",
    "CZ": "CZK",
    "HU": "HUF",
    "RO": "RON",
}


def _currency_by_country(reader: _Reader) -> None:
    """No currency is printed: that of the countries on the page, surer where they all have the same."""
    places = [(value[:2], span) for value, _, span in ibans(reader.document)]
    places += [(tax.value[:2], tax.span) for tax in tax_ids(reader.document) if tax.kind == "vat"]
    if places:
        named = {_BY_COUNTRY.get(country, "EUR") for country, _ in places}
        currency = _BY_COUNTRY.get(places[0][0], "EUR")
        reader.put(
            "currency",
            currency,
            places[0][1],
            0.92 if len(named) == 1 and len(places) > 1 else 0.8,
            derived=True,
        )


def _parties(reader: _Reader, lines: Lines) -> None:
    document = reader.document
    stop = min(lines.header_rows | lines.rows, default=len(document.rows))
    taxes = tax_ids(document)
    found = find_parties(document, reader.labels, stop, taxes)
    for name, party in (("seller", found.seller), ("buyer", found.buyer)):
        if party is not None:
            reader.put(name, party.name, party.span, min(party.confidence, _name_ceiling(reader, party)))
    _tax_ids(reader, found, taxes)
    accounts = ibans(document)
    if reader.fuzzy and not any(valid for _, valid, _ in accounts):
        accounts = repaired_ibans(document) or accounts
    if accounts:
        value, valid, span = accounts[0]
        distinct = {item[0] for item in accounts}
        reader.put("iban", value, span, (0.99 if valid else 0.6) if len(distinct) == 1 else 0.85)


def _name_ceiling(reader: _Reader, party: Party) -> float:
    """No sum proves a name: recognised letters need to be beyond doubt, and typical misreadings stay in doubt."""
    if not reader.fuzzy:
        return 1.0
    if re.search(r"ii|[|°~_{}<>\\]|\d[^\W\d]|[^\W\d]\d", party.name):
        return 0.6
    return 0.94 if party.span.confidence >= 0.9 else 0.8


def _tax_ids(reader: _Reader, found: Parties, taxes: list[TaxId]) -> None:
    """VAT ids to seller or buyer by what stands around them."""
    theirs = [tax for tax in taxes if tax.kind == "vat" and belongs_to_buyer(tax, found)]
    own = [tax for tax in taxes if tax.kind == "vat" and tax not in theirs]
    if own:
        values = {tax.value for tax in own}
        first = next((tax for tax in own if vat_is_valid(tax.value)), own[0])
        reader.put("seller_vat_id", first.value, first.span, 0.96 if len(values) == 1 else 0.7)
    if theirs:
        reader.put("buyer_vat_id", theirs[0].value, theirs[0].span, 0.9)
    ein = next((tax for tax in taxes if tax.kind == "ein"), None)
    if ein is not None:
        reader.put("seller_tax_id", ein.value, ein.span, 0.9)


def _type(reader: _Reader, code: str | None, sure: float, where: Span | None, totals: Totals) -> int:
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
    if gross < 0 and not credit:
        sure = 0.6
        credit = True
    reader.put("type_code", "381" if credit else "380", where, sure if code else 0.8)
    return -1 if gross < 0 else 1


def _write_totals(reader: _Reader, totals: Totals, lines: Lines, sign: int) -> None:
    """Sums into the record. What arithmetic ties together is surer than any of its parts."""
    base = 0.5
    if totals.proven:
        base = 0.985 if totals.with_lines else 0.95
        if totals.rivals and not totals.with_lines:
            base -= 0.05
    for name, value in totals.values.items():
        value = abs(value) if name in ("allowance_total", "charge_total", "prepaid") else value * sign
        span = totals.spans.get(name)
        derived = span is None
        confidence = base - (0.02 if derived and totals.with_lines else 0.06 if derived else 0.0)
        if totals.proven and span is not None:
            reader.put_exact(name, money_text(value), span, confidence)
        else:
            reader.put(name, money_text(value), span, confidence, derived=derived)
    rows = []
    for index, tax in enumerate(totals.taxes):
        taxable = None if tax.taxable is None else money_text(tax.taxable * sign)
        rows.append(
            {
                "category": "S" if tax.rate else None,
                "rate": number_text(tax.rate),
                "taxable": taxable,
                "tax": money_text(tax.tax * sign),
            }
        )
        reader.put(f"vat_breakdown.{index}.tax", rows[-1]["tax"], tax.span, base)
    reader.record["vat_breakdown"] = rows


def _write_lines(reader: _Reader, lines: Lines, totals: Totals, sign: int) -> None:
    rows = []
    for index, item in enumerate(lines.items):
        if sign < 0:
            for name in ("line_net", "quantity", "unit_price"):
                if name in item.values and (name == "line_net" or item.values[name] < 0):
                    item.values[name] = -item.values[name]
        row = item.as_row()
        rows.append(row)
        base = (0.85 if item.divided else 0.97) if item.proven else 0.75
        if totals.with_lines:
            base += 0.015
        for name in ("description", "quantity", "unit_price", "line_net"):
            span = item.spans.get(name)
            if name == "description" and item.texts and item.texts[0]:
                span = Span([token for line in item.texts for token in line])
            if row[name] is not None:
                reader.put(f"lines.{index}.{name}", row[name], span, base if name != "description" else 0.9)
    reader.record["lines"] = rows


def _unexplained(reader: _Reader, pairs: list[Pair]) -> int:
    """Dates at the head of the first page that no label accounts for: one may be a due date we do not know."""
    from .dates import find_dates

    used = {id(token) for pair in pairs for token in pair.span.tokens}
    for name in ("issue_date", "due_date"):
        reading = reader.readings.get(name)
        if reading is not None and reading.evidence is not None:
            box = reading.evidence.box
            used |= {
                id(t)
                for row in reader.document.page_rows(0)
                for t in row.tokens
                if t.box[0] >= box[0] - 1e-4
                and t.box[2] <= box[2] + 1e-4
                and t.box[1] >= box[1] - 1e-4
                and t.box[3] <= box[3] + 1e-4
            }
    count = 0
    for row in reader.document.page_rows(0):
        if row.top > reader.document.heights[0] * 0.5:
            break
        for found in find_dates(row.text):
            span = row.span.sub(found.start, found.end)
            if not any(id(token) in used for token in span.tokens):
                count += 1
    return count


def sane_date(value: date) -> bool:
    """Whether a date can stand on a business document of our days."""
    return date(1990, 1, 1) <= value <= date(2100, 1, 1)
