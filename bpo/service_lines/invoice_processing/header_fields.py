"""Single values beside or under their labels: numbers, dates, references, currency.

Every label on the pages, decoys included, competes for the values around it; the cheapest pairing wins
first and takes its value away from the others. So the date under "Order date" is never the invoice's.
"""

import re
from dataclasses import dataclass

from .amounts import CODES
from .around import Starts, below, over, right_of, until_label
from .dates import PrintedDate, day_names, find_dates, fold, short_date
from .identifiers import is_placeholder
from .labels import Label
from .layout import Document, Span, Token
from .names import POSTAL
from .wordset import wordset

DATES = frozenset({"issue_date", "due_date", "x_delivery_date", "x_order_date", "x_other_date"})
TITLES = wordset(
    "invoice taxinvoice creditnote creditmemo rechnung gutschrift facture avoir fattura factura factuur faktura lasku "
    "fatura fakturavat stornorechnung"
)
_FILLERS = wordset(
    "vom le del du of the is am den den: dated from zum bis on den, d issued at am: au al el dd"
)


@dataclass(slots=True, eq=False)
class Pair:
    """A label with a value that may be its own, and how unlikely that is."""

    label: Label
    field: str
    cost: float
    value: str
    span: Span
    date: PrintedDate | None = None

    @property
    def sure(self) -> float:
        """Confidence in the pairing: a plain label beside its value is as sure as text gets."""
        loss = 0.0 if self.label.exact else 0.08
        loss += 0.04 if self.label.generic else 0.0
        loss += 0.04 if self.label.row.page else 0.0
        loss += min(0.2, max(0.0, self.cost - 2.2) * 0.08)
        return 0.97 - loss


def pair_fields(
    document: Document, labels: list[Label], wanted: frozenset[str], skip: frozenset[int] = frozenset()
) -> list[Pair]:
    """The pairs that hold once every label has competed, cheapest first; `skip` are the rows of the line table."""
    starts = {(id(label.segment), label.first): label for label in labels}
    candidates: list[Pair] = []
    upward = over(document, [x for x in labels if x.fields & wanted and x.row.index not in skip], starts)
    for label in labels:
        if label.row.index in skip:
            continue
        for field in label.fields & wanted:
            candidates.extend(_candidates(document, label, field, starts, upward.get(id(label))))
    candidates.sort(key=lambda pair: pair.cost)
    taken: set[int] = set()
    served: set[int] = set()
    held: list[Pair] = []
    for pair in candidates:
        ids = {id(token) for token in pair.span.tokens}
        if id(pair.label) in served or ids & taken:
            continue
        served.add(id(pair.label))
        taken |= ids
        held.append(pair)
    return held


def _candidates(
    document: Document,
    label: Label,
    field: str,
    starts: Starts,
    above: list[tuple[Span, float]] | None = None,
) -> list[Pair]:
    base = (0.0 if label.exact else 0.3) + (0.4 if label.generic else 0.0) + min(label.row.page, 3) * 0.5
    if label.first > 0 and not label.segment.tokens[label.end - 1].text.endswith(":"):
        base += 0.5  # in running text
    found = []
    inline = until_label(label, starts)
    if inline:
        found.append(_pair(label, field, base, Span(inline)))
    if not inline or label.end + len(inline) == len(label.segment.tokens):
        right = right_of(label, starts)
        if right is not None:
            distance = right.left - label.segment.right
            found.append(_pair(label, field, base + 1 + min(distance / 400, 0.7), right))
    if label.key not in TITLES and not inline:
        near = above if above is not None else below(document, label, starts)
        for span, gap in near:
            found.append(_pair(label, field, base + 1.6 + gap / 60, span))
    return [pair for pair in found if pair is not None]


_DISCOUNT = re.compile(r"(?i)skonto|discount|escompte|sconto|descuento|korting|rabat|alennus|desconto|\d\s?%")


_MAY_BE_DATES = frozenset({"x_reference", "x_vat_id"})
"""Decoys that may take a date away; an account never is one, so a date behind it says something else."""


def _pair(label: Label, field: str, cost: float, span: Span) -> Pair | None:
    if field in DATES:
        return _date_pair(label, field, cost, span)
    if field == "currency":
        word = span.tokens[0].text.strip("():;,.").upper()
        return Pair(label, field, cost, word, Span(span.tokens[:1])) if word in CODES else None
    if field in ("number", "po_ref") and POSTAL.match(span.text):
        return None  # the town of an address in the next column
    taken = code_at_start(span, date_ok=field in _MAY_BE_DATES)
    if taken is None:
        return None
    value, tokens = taken
    if field == "number":
        if label.key in TITLES:
            cost += 1.2
        if len(value) < 3 and (label.generic or not value.isdigit()):
            return None
    return Pair(label, field, cost, value, Span(tokens))


def _date_pair(label: Label, field: str, cost: float, span: Span) -> Pair | None:
    text = span.text
    dates = find_dates(text, compact=True) or (short_date(span.tokens[0].text) if label.exact else [])
    if not dates:
        return None
    first = dates[0]
    if field == "due_date" and label.first > 0 and _DISCOUNT.search(label.row.text):
        return None  # "2 % discount if paid by": the day up to which less is due, not the day it is due
    lead = [
        word
        for word in text[: first.start].replace(":", " ").split()
        if fold(word).strip(".,") not in day_names()
    ]
    if len(lead) > 3 or any(
        word.casefold().strip(",.") not in _FILLERS for word in lead if len(lead) > 1 or not word.isalpha()
    ):
        return None
    if lead and field == "issue_date" and label.generic and lead[0].casefold().strip(",.") not in _FILLERS:
        return None
    return Pair(
        label,
        field,
        cost + 0.2 * len(lead),
        text[first.start : first.end],
        span.sub(first.start, first.end),
        first,
    )


_CUT_DATE = re.compile(r"(?:19|20)\d\d\s+[-–]\s*\d{1,2}|(?:19|20)\d\d\s*[-–]\s+\d{1,2}")
"""What is left of a period whose first date was cut off: "2025 - 11"."""
_CODE = re.compile(r"^[\w(#][\w./#\\()\-–+&]*$")


def code_at_start(span: Span, *, date_ok: bool = False) -> tuple[str, list[Token]] | None:
    """An identifier at the start of some words: it has a digit, and is no date and no placeholder."""
    tokens = span.tokens
    first = tokens[0].text.strip(",;:")
    if first.startswith("(") and len(tokens) > 1 and first.endswith(")"):
        tokens = tokens[1:]
        first = tokens[0].text.strip(",;:")
    chosen = tokens[:1]
    value = first
    if not any(char.isdigit() for char in first):
        short = re.fullmatch(r"[A-Z]{1,5}[-/.:]?|[A-Z][a-z]?\.?|#|[Nn][°ºro.]+\.?", first)
        if short is None or len(tokens) < 2 or not any(char.isdigit() for char in tokens[1].text):
            return None
        second = tokens[1].text.strip(",;:")
        chosen = tokens[:2]
        bare = re.fullmatch(r"#|[Nn][°ºro.]+\.?", first) is not None
        value = second if bare else f"{first} {second}"
    value, chosen = _with_tail(value, chosen, tokens)
    value = value.strip(".,;:#")
    if _CODE.match(value.replace(" ", "")) is None or is_placeholder(value) or _CUT_DATE.fullmatch(value):
        return None
    if not date_ok:
        dates = find_dates(span.text)
        if dates and dates[0].start == 0 and dates[0].end >= len(value):
            return None
    return value, chosen


def _with_tail(value: str, chosen: list[Token], tokens: list[Token]) -> tuple[str, list[Token]]:
    """An identifier printed with spaces goes on: "2026 / 1187", "RE 2026 1187"."""
    index = len(chosen)
    while index < len(tokens) and len(chosen) < 6:
        text = tokens[index].text
        follows = tokens[index + 1].text if index + 1 < len(tokens) else ""
        ends, bare = index == len(tokens) - 1 or text.endswith(";"), text.rstrip(";")
        if index and tokens[index - 1].text.endswith((";", ",")):
            break
        if text in ("/", "-", "–") and follows[:1].isdigit():
            value += f" {text} {follows}"
            chosen = tokens[: index + 2]
            index += 2
        elif value[-1:] in "/-" and text[:1].isalnum():
            value += text
            chosen = tokens[: index + 1]
            index += 1
        elif (
            re.fullmatch(r"\d{2,}[\d/.\-]*", bare)
            and re.search(r"\d$", value)
            and len(bare) <= 6
            and ends
            and not find_dates(bare)
        ):
            value += f" {bare}"
            chosen = tokens[: index + 1]
            index += 1
        else:
            break
    return value, chosen
