"""Who sells where no label says so: every name on the first page is weighed by its surroundings, then made whole."""

import re
from dataclasses import dataclass, field

from .account_numbers import TaxId
from .buyers import CONTACT, speaks_of_buyer
from .dates import fold
from .labelled_parties import Party, is_label, labelled_party, over_a_name
from .labels import Label
from .layout import Document, Span
from .names import LEGAL_FORM, POSTAL, Block, clean_name, is_name, is_street, parts_of_line
from .title import is_title

SMALL_PRINT = 0.85
"""Confidence in a seller named in one line of small print only: its letterhead, a picture, may say otherwise."""

LETTERHEAD = 0.92
"""Confidence in a company in large print at the head of the page that nothing else rivals."""


@dataclass(slots=True, eq=False)
class _Candidate:
    name: str
    span: Span
    block: Block | None
    score: float = 0.0
    reasons: set[str] = field(default_factory=set)

    def add(self, reason: str, weight: float) -> None:
        if reason not in self.reasons:
            self.reasons.add(reason)
            self.score += weight


def weighed_seller(
    document: Document, blocks: list[Block], labelled: set[int], away: list[Party], taxes: list[TaxId]
) -> Party | None:
    """The name that its surroundings speak for most, sure by its lead over the next; None where none stands out."""
    candidates = _candidates(document, blocks, labelled, away)
    if not candidates:
        return None
    lines = [segment for row in document.page_rows(0) for segment in row.segments]
    usual = sorted(line.height for line in lines)[len(lines) // 2]
    for candidate in candidates:
        _weigh(document, candidate, usual, taxes)
    candidates.sort(key=lambda candidate: -candidate.score)
    best = candidates[0]
    if best.score < 1.5:
        return None
    best = _in_full(best, candidates)
    rival = next((c for c in candidates[1:] if fold(c.name) != fold(best.name)), None)
    lead = best.score - (rival.score if rival is not None else 0.0)
    sure = min(0.96, 0.72 + 0.03 * min(best.score, 6.0) + 0.05 * min(lead, 3.0) / 1.5)
    if {"large", "legal form", "top"} <= best.reasons and lead >= 1.0:
        sure = max(sure, LETTERHEAD)
    if "line of details" in best.reasons and not best.reasons & {"large", "repeated"}:
        sure = min(sure, SMALL_PRINT)
    return Party(best.name, sure, best.span, best.block)


def _in_full(best: _Candidate, candidates: list[_Candidate]) -> _Candidate:
    """The candidate whose name is this one with its legal form, if there is one: a line of details may cut it."""
    if LEGAL_FORM.search(best.name):
        return best
    return next(
        (
            c
            for c in candidates
            if LEGAL_FORM.search(c.name) and fold(c.name).startswith(f"{fold(best.name)} ")
        ),
        best,
    )


def seller_in_foot(document: Document, away: list[Party], taxes: list[TaxId]) -> Party | None:
    """No letterhead: the name over an address or beside bank and tax numbers at the bottom of a page."""
    taken = {fold(party.name) for party in away}
    for page, high in enumerate(document.heights):
        rows = [row for row in document.page_rows(page) if row.top > high * 0.4]
        lowest = [row for row in rows if any(CONTACT.search(s.text) for s in row.segments)]
        for row in rows:
            near = any(0 <= other.top - row.top < 8 * row.tokens[0].em for other in lowest)
            first = row.segments[0]
            name = parts_of_line(first.text)[0] if parts_of_line(first.text) else ""
            if not near or not is_name(name) or is_street(name) or fold(name) in taken or is_title(name):
                continue
            if LEGAL_FORM.search(name) or in_address(document, name):
                return Party(clean_name(name), SMALL_PRINT, first.sub(0, len(name)))
    return None


def _candidates(
    document: Document, blocks: list[Block], labelled: set[int], away: list[Party]
) -> list[_Candidate]:
    """Names at the head of blocks, in headings, and at the start of lines that run a sender's details together."""
    found: list[_Candidate] = []
    taken = {fold(party.name) for party in away}
    for block in blocks:
        heading = block.heading()
        if heading is None or id(block.lines[0]) in labelled or is_title(heading.text):
            continue
        if over_a_name(document, heading):
            heading = block.lines[1]
        heading = _without_title(heading)
        if is_name(heading.text) and not is_street(heading.text):
            found.append(_Candidate(clean_name(heading.text), heading, block))
    for row in document.rows:
        if row.page > 0:
            break
        for segment in row.segments:
            parts = parts_of_line(segment.text)
            if (
                len(parts) >= 3
                and is_name(parts[0])
                and not is_street(parts[0])
                and id(segment) not in labelled
            ):
                candidate = _Candidate(clean_name(parts[0]), segment.sub(0, len(parts[0])), None)
                if POSTAL.search(segment.text) or CONTACT.search(segment.text):
                    candidate.add("line of details", 2.5)
                found.append(candidate)
    least = 0.5 if document.method == "ocr" else 0.0
    return [
        c
        for c in found
        if fold(c.name) not in taken
        and c.span.confidence >= least
        and _worth_a_name(c.name)
        and not is_label(c.name)
    ]


def _without_title(heading: Span) -> Span:
    """A name without the document's title that is printed close behind it: after its legal form, or in another size."""
    for cut in range(len(heading.tokens) - 1, 0, -1):
        name, rest = Span(heading.tokens[:cut]), Span(heading.tokens[cut:])
        ends = LEGAL_FORM.search(name.text) is not None or abs(name.height - rest.height) > 0.1 * name.height
        if ends and is_title(rest.text):
            return name
    return heading


def _worth_a_name(name: str) -> bool:
    """Whether a text is long enough to be a company rather than a mark on the paper."""
    return sum(char.isalpha() for char in name) >= 4


def _weigh(document: Document, candidate: _Candidate, usual: float, taxes: list[TaxId]) -> None:
    high = document.heights[0]
    size = candidate.span.height / max(usual, 1e-6)
    if size > 1.25:
        candidate.add("large", min(size - 0.25, 2.5))
    if candidate.span.top < high * 0.3:
        candidate.add("top", 1.0 * (1 - candidate.span.top / (high * 0.3)))
    if LEGAL_FORM.search(candidate.name):
        candidate.add("legal form", 0.7)
    if candidate.block is not None:
        _weigh_block(candidate, candidate.block, taxes)
    if in_address(document, candidate.name):
        candidate.add("net address", 1.5)
    plain = fold(candidate.name)
    if len(plain) > 4:
        elsewhere = sum(
            plain in fold(row.text) for row in document.rows if candidate.span.tokens[0] not in row.tokens
        )
        if elsewhere:
            candidate.add("repeated", min(1.5 * elsewhere, 2.0))
    if len(candidate.span.tokens) > 7:
        candidate.add("long", -1.0)


def in_address(document: Document, name: str) -> bool:
    """Whether an e-mail or web address on the pages is made of the name: billing@aire-valley.co.uk."""
    words = [
        word for word in re.findall(r"[^\W\d_]{3,}", fold(name)) if LEGAL_FORM.search(word.upper()) is None
    ]
    if not words:
        return False
    dense = "".join(words[:2])
    for row in document.rows:
        for token in row.tokens:
            if "@" in token.text or "www." in token.text.casefold() or "://" in token.text:
                domain = re.sub(r"[^a-z]", "", fold(token.text.rpartition("@")[2]))
                if dense in domain or (len(words[0]) >= 6 and words[0] in domain):
                    return True
    return False


def _weigh_block(candidate: _Candidate, block: Block, taxes: list[TaxId]) -> None:
    text = " ".join(line.text for line in block.lines[1:])
    if CONTACT.search(text):
        candidate.add("contact", 2.0)
    if block.is_address():
        candidate.add("address", 0.6)
    for tax in taxes:
        if block.holds(tax.span) and not speaks_of_buyer(tax.segment.text):
            candidate.add("tax number", 1.5)


def payee_as_seller(document: Document, labels: list[Label], buyer: Party | None) -> Party | None:
    """Nobody else is named but who is to be paid: mostly the seller, but it may be a bank that bought the claim."""
    payee = labelled_party(document, labels, "x_payee")
    if payee is None or (buyer is not None and fold(payee.name) == fold(buyer.name)):
        return None
    payee.confidence = min(payee.confidence, SMALL_PRINT)
    return payee


def give_legal_name(document: Document, seller: Party, away: list[Party]) -> None:
    """A seller named by its logo: the same name with its legal form, or a doubt where the foot names a company."""
    if LEGAL_FORM.search(seller.name):
        return
    taken = {fold(party.name) for party in away}
    start = re.sub(r"[^\w]+$", "", fold(seller.name))
    rivals = False
    for row in document.rows:
        for segment in row.segments:
            whole = _with_form(segment, start)
            if whole is not None and fold(whole.text) not in taken:
                seller.name, seller.span = clean_name(whole.text), whole
                return
            name = clean_name(next(iter(parts_of_line(segment.text)), ""))
            plain = fold(name)
            if not LEGAL_FORM.search(name) or plain in taken or not is_name(name) or _BANKS.search(plain):
                continue
            rivals = rivals or row.top > 0.6 * document.heights[row.page]
    if rivals:
        seller.confidence = min(seller.confidence, SMALL_PRINT)


def _with_form(segment: Span, start: str) -> Span | None:
    """The words at the head of a text that are a name with its legal form, whatever is printed behind it."""
    ends = [
        end
        for end in range(2, min(len(segment.tokens), MOST_WORDS) + 1)
        if LEGAL_FORM.search(Span(segment.tokens[:end]).text.rstrip(" ,·•|"))
        and re.match(rf"{re.escape(start)}\b", fold(Span(segment.tokens[:end]).text))
    ]
    near = [end for end in ends if end <= ends[0] + 3]  # "GmbH & Co. KG" has a form within its form
    return Span(segment.tokens[: near[-1]]) if near else None


MOST_WORDS = 9
_BANKS = re.compile(r"bank|banca|banco|banque|sparkasse|kasse|credit|caixa|raiffeisen|pankki|sporitelna")


def best_case(document: Document, name: str) -> str:
    """A name printed in capitals as it stands elsewhere in usual writing, if it does."""
    if not name.isupper():
        return name
    for row in document.rows:
        match = re.search(re.escape(name), row.text, re.IGNORECASE)
        if match is not None and not match[0].isupper():
            return match[0]
    return name
