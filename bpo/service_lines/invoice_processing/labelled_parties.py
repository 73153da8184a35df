"""Parties under labels such as "Bill to": the name below or beside one, told from other labels and from people."""

import re
from dataclasses import dataclass

from .dates import fold
from .dictionary import canonical, lookup
from .labels import Label
from .layout import Document, Span, Token
from .names import LEGAL_FORM, POSTAL, Block, clean_name, is_name, is_street, parts_of_line
from .terms.stems import ideas_of
from .title import is_title
from .wordset import wordset

NAME_KEYS = wordset("name firma nom nome nombre naam namn navn nimi firmenname unternehmen company")
Starts = set[tuple[int, int]]
_SENDERS = wordset(
    "absender expediteur mittente expedidor remitente afzender avsandare afsender avsender lahettaja shipper shippedby"
)
"""Labels over whoever sends the invoice, or the goods: what else the page tells of the seller goes first."""


@dataclass(slots=True, eq=False)
class Party:
    """A name with how sure it is and where it stands."""

    name: str
    confidence: float
    span: Span
    block: Block | None = None


def labelled_party(document: Document, labels: list[Label], wanted: str) -> Party | None:
    """The name under, or right of, a label such as "Bill to"; a key-value block's "Name:" beats both."""
    best: Party | None = None
    starts = {(id(label.segment), label.first) for label in labels}
    for label in labels:
        if wanted not in label.fields or label.row.page > 0 or label.first > 0:
            continue
        party = _after(document, label, starts)
        if party is not None and (not _addressed(document, party) or label.key in _SENDERS):
            party.confidence = min(party.confidence, 0.8)
        if party is not None and (best is None or party.confidence > best.confidence):
            best = party
    return best


def _after(document: Document, label: Label, starts: Starts) -> Party | None:
    rest = _up_to_label(label, starts)
    colon = label.segment.tokens[label.end - 1].text.endswith(":")
    if rest:
        span = Span(rest)
        if not is_name(span.text) or not (colon or LEGAL_FORM.search(span.text)):
            return None
        return Party(clean_name(span.text), 0.92 if colon and label.exact else 0.8, span)
    named = _named(document, label)
    if named is not None:
        return named
    return _first_below(document, label, starts) or _first_right(label, starts)


def _addressed(document: Document, party: Party) -> bool:
    """Whether a name has a legal form, or an address beside or under it; a contact person has neither."""
    if LEGAL_FORM.search(party.name):
        return True
    em = party.span.tokens[0].em
    for row in document.page_rows(party.span.page):
        if not -0.5 * em < row.middle - party.span.middle < 7 * em:
            continue
        for segment in row.segments:
            if abs(segment.left - party.span.left) < 12 * em and (
                POSTAL.search(segment.text) or LEGAL_FORM.search(segment.text)
            ):
                return True
    return False


def _up_to_label(label: Label, starts: Starts) -> list[Token]:
    """The words behind a label, up to another label that ends in a colon."""
    tokens = label.segment.tokens
    for place in range(label.end + 1, len(tokens)):
        if tokens[place].text.endswith(":"):
            known = (f for f in range(label.end + 1, place + 1) if (id(label.segment), f) in starts)
            return tokens[label.end : next(known, place)]
    return tokens[label.end :]


def _named(document: Document, label: Label) -> Party | None:
    """In a block of key-value rows under the label: the value of "Name:"."""
    for row in document.rows[label.row.index + 1 : label.row.index + 6]:
        if row.page != label.row.page:
            break
        for position, segment in enumerate(row.segments):
            key = fold(segment.tokens[0].text).strip(": ")
            if abs(segment.left - label.span.left) > 60 or key not in NAME_KEYS:
                continue
            tokens = segment.tokens[1:]
            if tokens and tokens[0].text == ":":
                tokens = tokens[1:]
            if not tokens and position + 1 < len(row.segments):
                tokens = row.segments[position + 1].tokens
            if tokens and is_name(" ".join(token.text for token in tokens)):
                span = Span(tokens)
                return Party(clean_name(span.text), 0.94, span)
    return None


def _first_below(document: Document, label: Label, starts: Starts) -> Party | None:
    em = label.span.tokens[0].em
    limit = label.span.bottom + 3.2 * em
    for row in document.rows[label.row.index + 1 : label.row.index + 8]:
        if row.page != label.row.page or row.top > limit:
            return None
        for segment in row.segments:
            middle = abs(segment.left + segment.right - label.span.left - label.span.right) < 2 * em
            if (abs(segment.left - label.span.left) > 2.2 * em and not middle) or (
                (id(segment), 0) in starts and segment.text.endswith(":")
            ):
                continue
            if is_label(segment.text):
                return None  # what stands below that one is its own
            if is_name(segment.text) and not is_title(segment.text):
                sure = 0.95 if LEGAL_FORM.search(segment.text) else 0.8 if is_street(segment.text) else 0.92
                return Party(clean_name(segment.text), sure, segment)
            first = next(iter(parts_of_line(segment.text)), "")
            if (
                POSTAL.search(segment.text)
                and first != segment.text
                and is_name(first)
                and not is_street(first)
            ):
                sure = 0.92 if LEGAL_FORM.search(first) else 0.8  # name and address in one line
                return Party(clean_name(first), sure, segment.sub(0, len(first)))
    return None


def over_a_name(document: Document, line: Span) -> bool:
    """Whether a text without a legal form is the heading of the company right under it, printed larger or with a colon.

    A name set over two lines has one size.
    """
    if LEGAL_FORM.search(line.text.strip()):
        return False
    em = line.tokens[0].em
    for row in document.page_rows(line.page):
        for other in row.segments:
            under = 0 < other.top - line.top < 2.2 * em and abs(other.left - line.left) < 0.6 * em
            if under and LEGAL_FORM.search(other.text.strip()) and is_name(other.text):
                return (
                    line.text.endswith(":")
                    or line.tokens[0].em < (0.93 if document.method == "ocr" else 0.97) * other.tokens[0].em
                )
    return False


def _first_right(label: Label, starts: Starts) -> Party | None:
    segments = label.row.segments
    position = next(index for index, segment in enumerate(segments) if segment is label.segment)
    for segment in segments[position + 1 : position + 2]:
        if (id(segment), 0) not in starts and is_name(segment.text) and not is_label(segment.text):
            return Party(clean_name(segment.text), 0.88, segment)
    return None


def is_label(name: str) -> bool:
    """Whether a text is what forms print over an address or a value, not a name: "Delivery", "Billing address"."""
    parts = [part for part in re.split(r"\s[/|·•–-]\s", name) if part.strip()]
    if parts and all(lookup(canonical(part), fuzzy=False) is not None for part in parts):
        return True
    words = re.findall(r"[^\W\d_]+", fold(name))
    return _TOWARDS.search(name) is not None or (bool(words) and all(ideas_of(word) for word in words))


_TOWARDS = re.compile(r"(?i)\w\s+(?:à|to|an|til|till|aan|für|pour|para|per|dla|by)\s*:?$")
"""Words that wait for a name behind them: "Adressée à", "Invoiced to"."""
