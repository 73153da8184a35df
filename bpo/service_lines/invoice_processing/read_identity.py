"""Number, order reference and dates of an invoice, from their labels or from the title's own row."""

import re
from datetime import date, timedelta

from .buyers import speaks_of_buyer
from .dates import PrintedDate, find_dates, settled, with_years_first
from .due_in_prose import SURE as TOLD
from .due_in_prose import due_in_prose
from .header_fields import DATES, Pair, code_at_start
from .identifiers import compact
from .layout import Span
from .reader import Reader
from .title import is_credit
from .wordset import wordset


def read_codes(reader: Reader, pairs: list[Pair], title: Span | None) -> None:
    """Number and order reference from their labels; the number also from the title's own row."""
    for name in ("number", "po_ref"):
        offers = [pair for pair in pairs if pair.field == name]
        if name == "po_ref":
            offers = buyers_own(offers)
        if not offers:
            continue
        best = offers[0]
        rivals = {
            pair.value
            for pair in offers
            if pair.cost < best.cost + 1.0 or (pair.label.exact and not pair.label.generic)
        } - {best.value}
        confidence = best.sure - (0.25 if rivals else 0.0)
        if name == "po_ref" and best.label.key in _EITHER:
            confidence = min(confidence, 0.8)
        if re.match(r"[a-z]{4,}\d", best.value):
            confidence = min(confidence, 0.8)  # a word of the label printed into the value
        if reader.fuzzy and _confusable(best.value):
            confidence = min(confidence, 0.8)
        reader.put(name, best.value, best.span, confidence)
    if reader.record["po_ref"] is None:
        _order_by_reference(reader, pairs)
    if title is not None:
        _held_against_title(reader, pairs, title)


_REFERENCES = wordset("yourreference yourref ihrereferenz ihrezeichen ihrzeichen")
"""Labels over what the buyer asked for: an order's number, a person, a project."""


def _order_by_reference(reader: Reader, pairs: list[Pair]) -> None:
    """The buyer's own reference, where nothing else names an order: mostly its number, which a person confirms."""
    for pair in pairs:
        if pair.label.key in _REFERENCES and sum(char.isdigit() for char in pair.value) >= 3:
            reader.put("po_ref", pair.value, pair.span, 0.8)
            return


def _held_against_title(reader: Reader, pairs: list[Pair], title: Span) -> None:
    """The code beside the title: the number where no label names one, else it has to be the same one.

    On a credit note a label that only speaks of an invoice may name the one that is corrected.
    """
    labelled = reader.record["number"]
    beside = code_beside(reader, title)
    if labelled is None:
        _number_in_title(reader, title)
    elif beside is not None and compact(beside[0]) != compact(labelled):
        best = next(pair for pair in pairs if pair.field == "number")
        if is_credit(title.text) and not is_credit(best.label.span.text):
            reader.put("number", beside[0], beside[1], 0.8)
        else:
            reader.put("number", labelled, best.span, 0.8)


def buyers_own(offers: list[Pair]) -> list[Pair]:
    """Order references whose labels say that they are the buyer's ("your order"), if any does; else all."""
    own = [
        pair
        for pair in offers
        if speaks_of_buyer(pair.label.span.text) or _PURCHASE.search(pair.label.span.text)
    ]
    return own or offers


_PURCHASE = re.compile(r"(?i)purchase|\bp\.?\s?o\b|ink[oö]o?p|indk|innkj|acquisto|compra|ostotilaus|bestell")
_EITHER = wordset("ordrenr ordernr ordrenr orderno ordre order")
"""Labels under which sellers print their own order's number as often as the buyer's."""
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


def _number_in_title(reader: Reader, title: Span) -> None:
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
        return
    beside = code_beside(reader, title)
    if beside is not None:
        reader.put("number", *beside, 0.9)


def code_beside(reader: Reader, title: Span) -> tuple[str, Span] | None:
    """The code printed right behind the title: "Credit note 10047906"."""
    row = next(
        (row for row in reader.document.rows if row.page == title.page and title.tokens[0] in row.tokens),
        None,
    )
    if row is None:
        return None
    behind = [token for token in row.tokens if token.left >= title.tokens[0].right]
    first = next((place for place, token in enumerate(behind) if any(c.isdigit() for c in token.text)), None)
    if first is not None and first <= 3 and behind[first].left - title.right < 3 * title.tokens[0].em:
        taken = code_at_start(Span(behind[first:]))
        if taken is not None and len(taken[0]) >= 4:
            return taken[0], Span(taken[1])
    return None


def read_dates(reader: Reader, pairs: list[Pair], title: Span | None) -> None:
    """Issue and due date; the order of day and month is settled for the document as a whole."""
    dated = [pair for pair in pairs if pair.field in DATES and pair.date is not None]
    years = with_years_first([each for row in reader.document.rows for each in find_dates(row.text)])
    for dated_pair in dated:
        if dated_pair.date is not None:
            (dated_pair.date,) = settled([dated_pair.date], years)
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
        if (pair.date.ambiguous and not sure) or (years is None and pair.date.year_first is not None):
            confidence = min(confidence, 0.7)
        reader.put(name, value.isoformat(), pair.span, confidence)
    if issue is None:
        _issue_date_alone(reader, title, month_first, years)
    if due is None:
        _due_date_told(reader, pairs, month_first, sure, years)


def _due_date_told(
    reader: Reader, pairs: list[Pair], month_first: bool, sure: bool, years: bool | None
) -> None:
    """Without a label: the day by which a sentence asks for payment."""
    issued = reader.record["issue_date"]
    if issued is None:
        return
    used = [pair.span for pair in pairs]
    issue = date.fromisoformat(issued)
    told = due_in_prose(reader.document, issue, month_first=month_first, used=used, years=years)
    if told is not None:
        printed, day, where, certain = told
        open_ = (printed.ambiguous and not sure) or (years is None and printed.year_first is not None)
        reader.put("due_date", day.isoformat(), where, 0.7 if open_ else TOLD if certain else COLLECTED)
        return
    collected = next(
        (pair for pair in pairs if pair.label.key in _COLLECTED_ON and pair.date is not None), None
    )
    if collected is not None and collected.date is not None:
        when = collected.date.resolve(month_first=month_first)
        if when is not None and when >= issue:
            reader.put("due_date", when.isoformat(), collected.span, COLLECTED)


COLLECTED = 0.85
"""Confidence in the day on which money is collected as the day it is due: a person says whether it counts as that."""
_COLLECTED_ON = wordset(
    "directdebiton directdebitdate collectiondate abbuchungam lastschriftam einzugam prelevementle datedeprelevement "
    "addebitoil dataaddebito cargoencuentael fechadecargo incassoop incassodatum autogirodras debitoem"
)
"""Labels, by their key, over the day on which a direct debit is made."""


def _order(
    reader: Reader, dates: list[PrintedDate], issue: Pair | None, due: Pair | None
) -> tuple[bool, bool]:
    """(month comes first, sure) for a document's numeric dates."""
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


def _issue_date_alone(reader: Reader, title: Span | None, month_first: bool, years: bool | None) -> None:
    """Without a label: the date in the row of the title or the number, or the only one at the head of the page."""
    taken = reader.readings.get("number")
    rows = []
    for row in reader.document.page_rows(0):
        near_number = (
            taken is not None
            and taken.evidence is not None
            and taken.evidence.page == 0
            and any(_within(token.box, taken.evidence.box) for token in row.tokens)
        )
        if near_number or (title is not None and title.tokens[0] in row.tokens):
            rows.append((row, 0.88))
    if not any(find_dates(row.text) for row, _ in rows):
        head = [row for row in reader.document.page_rows(0) if row.top < reader.document.heights[0] * 0.4]
        rows = [(row, 0.6) for row in head]
    used = {reading.value for path, reading in reader.readings.items() if path == "due_date"}
    for segment, confidence in [(segment, sure) for row, sure in rows for segment in row.segments]:
        for found in settled(find_dates(segment.text), years):
            value = found.resolve(month_first=month_first)
            if value is not None and value.isoformat() not in used:
                reader.put("issue_date", value.isoformat(), segment.sub(found.start, found.end), confidence)
                return


Box = tuple[float, float, float, float]


def _within(inner: Box, outer: Box) -> bool:
    """Whether a box lies in another, give or take the rounding."""
    slack = 1e-4
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )
