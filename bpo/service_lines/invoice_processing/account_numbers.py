"""Tax and bank numbers on the pages: found by their form, told apart by their surroundings."""

import re
from dataclasses import dataclass

from .identifiers import (
    IBAN_LENGTHS,
    VAT_COUNTRIES,
    compact,
    iban_has_form,
    iban_is_valid,
    vat_has_form,
    vat_is_valid,
)
from .layout import Document, Row, Span

_VAT_RUN = re.compile(r"(?<![A-Za-z0-9])(?=([A-Z]{2}[A-Z0-9\-. ][0-9A-Z.\- ]{5,20}[0-9A-Z]))")
_EIN = re.compile(r"(?<![\d-])(\d{2}-\d{7})(?![\d-])")
_EIN_WORD = re.compile(r"(?i)\b(f?ein|tax id|tin|federal)")
_IBAN_RUN = re.compile(r"(?<![A-Za-z0-9])(?=([A-Z]{2} ?\d{2}(?:[ ]?[A-Z0-9]){11,30}))")


_NORWEGIAN_VAT = re.compile(r"NO ?\d{3} ?\d{3} ?\d{3} ?MVA")
"""As long as an account number, with letters where none has any."""


@dataclass(slots=True, eq=False)
class TaxId:
    """A tax number found on a page: `kind` is vat or ein."""

    value: str
    kind: str
    span: Span
    row: Row
    segment: Span


def tax_ids(document: Document) -> list[TaxId]:
    """VAT ids (with country code) and EINs on the pages, with where they stand; IBANs left out."""
    found: list[TaxId] = []
    for row in document.rows:
        for segment in row.segments:
            hits = _in_segment(row, segment)
            if not hits and document.method == "ocr":
                hits = _repaired_in(row, segment)
            found.extend(hits)
    return found


def _repaired_in(row: Row, segment: Span) -> list[TaxId]:
    for token in segment.tokens:
        digits = sum(char.isdigit() for char in token.text)
        fixed = repaired_vat(token.text) if digits >= 5 else None
        if fixed is not None:
            return [TaxId(fixed, "vat", Span([token]), row, segment)]
    return []


def _in_segment(row: Row, segment: Span) -> list[TaxId]:
    text = segment.text
    found: list[TaxId] = []
    end = 0
    for match in _VAT_RUN.finditer(text):
        start = match.start(1)
        if start < end:
            continue
        account = _iban_in(text[start:])
        if account is not None and account[1]:
            end = start + account[2]
            continue
        hit = _vat_in(match[1])
        if hit is not None:
            end = start + hit[1]
            found.append(TaxId(hit[0], "vat", segment.sub(start, end), row, segment))
    for match in _EIN.finditer(text):
        before = " ".join(other.text for other in row.segments if other.left <= segment.left)
        if _EIN_WORD.search(before):
            found.append(TaxId(match[1], "ein", segment.sub(*match.span(1)), row, segment))
    return found


def _vat_in(run: str) -> tuple[str, int] | None:
    """(VAT id, characters) at the beginning of a run: the longest with right check digits, else the longest."""
    if iban_has_form(run) and iban_is_valid(run):
        return None
    fits: list[tuple[str, int]] = []
    for length in range(len(run), 7, -1):
        piece = run[:length]
        if piece[-1] in " .-" or (length < len(run) and run[length] not in " .-"):
            continue
        if compact(piece)[:2] in VAT_COUNTRIES and vat_has_form(piece):
            fits.append((compact(piece), length))
    return next((fit for fit in fits if vat_is_valid(fit[0])), fits[0] if fits else None)


def ibans(document: Document) -> list[tuple[str, bool, Span]]:
    """(IBAN, valid, where) of all account numbers in IBAN form, valid ones first."""
    found: list[tuple[str, bool, Span]] = []
    for row in document.rows:
        for span in [*row.segments, row.span]:
            found += _ibans_in(span)
    for upper, lower in _wrapped(document):
        found += [hit for hit in _ibans_in(Span([*upper.tokens, *lower.tokens])) if hit[1]]
    for row in document.rows[:-1]:
        after = document.rows[row.index + 1]
        if after.page == row.page and after.top - row.bottom < row.tokens[0].em:
            found += [hit for hit in _ibans_in(Span([*row.tokens, *after.tokens])) if hit[1]]
    whole = {value for value, valid, _ in found if valid}
    unique = {value: (value, valid, span) for value, valid, span in reversed(found)}
    return sorted(
        (hit for hit in unique.values() if hit[1] or not whole),
        key=lambda item: (not item[1], item[2].page, item[2].top),
    )


def _ibans_in(span: Span) -> list[tuple[str, bool, Span]]:
    found = []
    end = 0
    for match in _IBAN_RUN.finditer(span.text):
        start = match.start(1)
        if _NORWEGIAN_VAT.match(match[1]):
            continue
        hit = _iban_in(match[1]) if start >= end else None
        if hit is not None:
            end = start + hit[2]
            found.append((hit[0], hit[1], span.sub(start, end)))
    return found


def _wrapped(document: Document) -> list[tuple[Span, Span]]:
    """Texts in narrow columns with the one right under each: an account number may go on there."""
    pairs = []
    for upper in document.rows:
        for span in upper.segments:
            if sum(char.isdigit() for char in span.text) < 6:
                continue
            for lower in document.rows[upper.index + 1 : upper.index + 3]:
                below = [
                    s
                    for s in lower.segments
                    if s.page == span.page and abs(s.left - span.left) < span.tokens[0].em
                ]
                if below and lower.top - span.bottom < span.tokens[0].em:
                    pairs.append((span, below[0]))
                    break
    return pairs


_TO_DIGIT = str.maketrans("OQDILZSBGT", "0001125867")
_TO_LETTER = str.maketrans("015826", "OISBZG")
_LETTER_PLACES = {
    "GB": (4, 8),
    "NL": (4, 8),
    "IE": (4, 8),
    "IT": (4, 5),
    "LV": (4, 8),
    "RO": (4, 8),
    "BG": (4, 8),
}
"""Where an IBAN has letters (from, to); elsewhere misread letters are digits."""
_FIRST_LOST = re.compile(r"^[A-Z]\d{2}")
_IBAN_SAID = re.compile(r"[IBANM1]{3,5}\W*$")
"""The word before an account number whose first letter was taken for the word's last."""


def repaired_ibans(document: Document) -> list[tuple[str, bool, Span]]:
    """IBANs on recognised pages with letters and digits confused: put right where the check digits then agree."""
    found = []
    for row in document.rows:
        for first in range(len(row.tokens)):
            hit = _repaired_from(row, first)
            if hit is not None:
                found.append(hit)
                break
    return found


def _repaired_from(row: Row, first: int) -> tuple[str, bool, Span] | None:
    begin = compact(row.tokens[first].text)
    country = begin[:2].translate(_TO_LETTER)
    if country in IBAN_LENGTHS:
        return _repaired_as(country, 2, row, first)
    if _FIRST_LOST.match(begin) is None or first == 0 or not _IBAN_SAID.search(row.tokens[first - 1].text):
        return None
    hits = [_repaired_as(code, 1, row, first) for code in IBAN_LENGTHS if code[1] == begin[0]]
    right = [hit for hit in hits if hit is not None]
    return right[0] if len(right) == 1 else None


def _repaired_as(country: str, skipped: int, row: Row, first: int) -> tuple[str, bool, Span] | None:
    """An IBAN of this country from a word on, the first `skipped` letters being what was seen of its code."""
    length, taken, end = IBAN_LENGTHS[country], "", first
    for end in range(first, len(row.tokens)):
        taken += compact(row.tokens[end].text)
        if len(taken) >= length - 2 + skipped:
            break
    taken = country + taken[skipped:]
    if len(taken) != length:
        return None
    start, stop = _LETTER_PLACES.get(country, (4, 4))
    fixed = country + taken[2:4].translate(_TO_DIGIT) + taken[4:start].translate(_TO_DIGIT)
    fixed += taken[start:stop].translate(_TO_LETTER)
    tail = taken[stop:]
    fixed += tail if country in ("IT", "FR") else tail.translate(_TO_DIGIT)
    for option in (fixed, country + taken[2:].translate(_TO_DIGIT)):
        if iban_is_valid(option):
            return option, True, Span(row.tokens[first : end + 1])
    return None


def repaired_vat(text: str) -> str | None:
    """A VAT id with letters and digits confused, put right where its check digits then agree."""
    plain = compact(text)
    country = plain[:2].replace("0", "O").replace("1", "I").replace("5", "S")
    if country not in VAT_COUNTRIES or not 9 <= len(plain) <= 15:
        return None
    body = plain[2:]
    options = [body.translate(_TO_DIGIT)]
    if country == "NL" and len(body) == 12:
        options.append(body[:9].translate(_TO_DIGIT) + "B" + body[10:].translate(_TO_DIGIT))
    if country in ("ES", "AT", "FR"):
        options += [
            body[:1] + body[1:].translate(_TO_DIGIT),
            body[:1] + body[1:-1].translate(_TO_DIGIT) + body[-1:],
        ]
    return next((country + option for option in options if vat_is_valid(country + option)), None)


def _iban_in(run: str) -> tuple[str, bool, int] | None:
    length = IBAN_LENGTHS.get(run[:2])
    if length is None:
        return None
    taken = ""
    for position, char in enumerate(run):
        if char.isalnum():
            taken += char
        if len(taken) == length:
            return taken, iban_is_valid(taken), position + 1
    return None
