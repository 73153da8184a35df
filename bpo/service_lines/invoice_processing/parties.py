"""Who sells and who buys: every name on the first page is weighed by its surroundings."""

import re
from dataclasses import dataclass, field

from .account_numbers import TaxId
from .dates import fold
from .labelled_parties import Party, is_label, labelled_party
from .labels import Label
from .layout import Document, Span
from .names import (
    LEGAL_FORM,
    POSTAL,
    Block,
    blocks_of,
    clean_name,
    is_name,
    is_street,
    lines_on,
    may_go_on,
    parts_of_line,
)
from .title import is_title

_CONTACT = re.compile(
    r"(?i)@|www\.|https?:|\btel\b|\btel\.|telefon|téléphone|\bphone\b|\bfax\b|e-?mail|\biban\b|\bbic\b"
)
_THEIRS = re.compile(
    r"(?i)\b(client|kunde\w*|kund|kundens|kundes|cliente|customer|klant|buyer|käufer|your|ihre?|uw|vs\.?|votre|v/|vostr[oa]|su|"
    r"er|ert|deres|jeres|teidän|\w+nne|asiakkaan|ostajan|nabywc[ay]|klienta|vossa|vosso|sua|odběratele|zákazníka|vaše|"
    r"państwa)(?:\b|(?<=/))"
)

SMALL_PRINT = 0.85
"""Confidence in a seller named in one line of small print only: its letterhead, a picture, may say otherwise."""


LETTERHEAD = 0.92
"""Confidence in a company in large print at the head of the page that nothing else rivals."""


@dataclass(slots=True)
class Parties:
    """Seller and buyer as far as the pages tell."""

    seller: Party | None = None
    buyer: Party | None = None


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


def find_parties(document: Document, labels: list[Label], stop_row: int, taxes: list[TaxId]) -> Parties:
    """Seller and buyer of a document; either may stay None."""
    if not document.heights:
        return Parties()
    buyer = labelled_party(document, labels, "buyer")
    seller = labelled_party(document, labels, "seller")
    other = labelled_party(document, labels, "x_other_party")
    blocks = blocks_of(document, stop_row)
    labelled = {
        id(label.segment)
        for label in labels
        if label.first == 0 and (label.end >= len(label.segment.tokens) or _colon(label))
    }
    doubtful = seller if seller is not None and seller.confidence <= 0.8 else None
    if seller is None or doubtful is not None:
        away = [party for party in (buyer, other) if party is not None]
        seller = _weighed_seller(document, blocks, labelled, away, taxes)
        seller = seller or doubtful or _seller_in_foot(document, away, taxes)
    elif not _borne_out(document, seller, taxes):
        seller = _held_against_letterhead(document, seller, blocks, labelled, buyer, other, taxes)
    if buyer is None:
        buyer = _buyer_block(document, blocks, labelled, seller, other)
    for party in (seller, buyer):
        if party is not None:
            _continue_name(document, party)
    if seller is None:
        seller = _payee(document, labels, buyer)
    if seller is not None:
        _legal_name(document, seller, [party for party in (buyer, other) if party is not None])
        seller.name = _best_case(document, seller.name)
        if buyer is not None and fold(seller.name) == fold(buyer.name):
            seller.confidence = buyer.confidence = 0.5
    return Parties(seller, buyer)


def _borne_out(document: Document, seller: Party, taxes: list[TaxId]) -> bool:
    """Whether a tax number under it, a web address or its own name elsewhere says who it is besides the label."""
    plain = fold(seller.name)
    named = sum(plain in fold(row.text) for row in document.rows)
    numbered = any(_under(tax.span, seller.span) and not _THEIRS.search(tax.segment.text) for tax in taxes)
    return named > 1 or numbered or _in_address(document, seller.name)


def _held_against_letterhead(
    document: Document,
    seller: Party,
    blocks: list[Block],
    labelled: set[int],
    buyer: Party | None,
    other: Party | None,
    taxes: list[TaxId],
) -> Party:
    """A seller that only a label names ("Sender", who may have sent the goods) gives way to a letterhead."""
    away = [party for party in (buyer, other, seller) if party is not None]
    head = _weighed_seller(document, blocks, labelled, away, taxes)
    if head is None or not _borne_out(document, head, taxes):
        return seller
    head.confidence = min(head.confidence, SMALL_PRINT)
    return head


def _colon(label: Label) -> bool:
    return label.segment.tokens[label.end - 1].text.endswith(":")


def _continue_name(document: Document, party: Party) -> None:
    """A name set over several lines, made whole."""
    em = party.span.tokens[0].em
    last, below = party.span, list[Span]()
    homes = [
        segment.left
        for row in document.page_rows(party.span.page)
        for segment in row.segments
        if any(token is party.span.tokens[0] for token in segment.tokens)
    ]
    for row in document.page_rows(party.span.page):
        for segment in row.segments:
            if not 0.4 * em < segment.middle - last.tokens[-1].middle < 1.9 * em:
                continue
            level = any(abs(segment.left - left) < 0.6 * em for left in (party.span.left, *homes))
            level = level or abs(segment.right - party.span.right) < 0.4 * em
            if level and abs(segment.height - party.span.height) < 0.1 * em:
                below.append(segment)
                last = segment
                break
    count = lines_on(party.name, [segment.text for segment in below])
    if not count and below and may_go_on(party.name, below[0].text):
        party.confidence = min(party.confidence, 0.85)
    for segment in below[:count]:
        party.name = clean_name(f"{party.name} {segment.text}")
        party.span = Span([*party.span.tokens, *segment.tokens])


def _weighed_seller(
    document: Document, blocks: list[Block], labelled: set[int], away: list[Party], taxes: list[TaxId]
) -> Party | None:
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


def _seller_in_foot(document: Document, away: list[Party], taxes: list[TaxId]) -> Party | None:
    """No letterhead: the name over an address or beside bank and tax numbers at the bottom of a page."""
    taken = {fold(party.name) for party in away}
    for page, high in enumerate(document.heights):
        rows = [row for row in document.page_rows(page) if row.top > high * 0.4]
        lowest = [row for row in rows if any(_CONTACT.search(s.text) for s in row.segments)]
        for row in rows:
            near = any(0 <= other.top - row.top < 6 * row.tokens[0].em for other in lowest)
            first = row.segments[0]
            name = parts_of_line(first.text)[0] if parts_of_line(first.text) else ""
            if not near or not is_name(name) or is_street(name) or fold(name) in taken or is_title(name):
                continue
            if LEGAL_FORM.search(name) or _in_address(document, name):
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
                if POSTAL.search(segment.text) or _CONTACT.search(segment.text):
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
    if _in_address(document, candidate.name):
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


def _in_address(document: Document, name: str) -> bool:
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
    if _CONTACT.search(text):
        candidate.add("contact", 2.0)
    if block.is_address():
        candidate.add("address", 0.6)
    for tax in taxes:
        if block.holds(tax.span) and not _THEIRS.search(tax.segment.text):
            candidate.add("tax number", 1.5)


def _buyer_block(
    document: Document, blocks: list[Block], labelled: set[int], seller: Party | None, other: Party | None
) -> Party | None:
    """No label: the address block that is not the seller's; less sure where there are several."""
    found: list[Party] = []
    for block in blocks:
        usual = sorted(line.height for line in block.lines)[len(block.lines) // 2]
        line = next(
            (
                line
                for line in block.lines
                if is_name(line.text)
                and id(line) not in labelled
                and line.height > 0.88 * usual
                and not is_title(line.text)
                and not is_label(line.text)
            ),
            None,
        )
        loose = document.method == "ocr" and block.has_figures()
        if line is None or len(block.lines) < 3 or not (block.is_address() or loose):
            continue
        if block.top > document.heights[0] * 0.5:
            continue
        name = clean_name(line.text)
        if is_street(line.text) or is_title(line.text) or is_label(line.text) or _same_company(name, seller):
            continue
        if other is not None and same_place(line, other.span):
            continue
        if _CONTACT.search(" ".join(item.text for item in block.lines)):
            continue
        found.append(Party(name, 0.9, line, block))
    if not found:
        return None
    if len({fold(party.name) for party in found}) > 1:
        found[0].confidence = 0.7
    return found[0]


def _same_company(name: str, seller: Party | None) -> bool:
    """Whether a name is the seller's, or part of it; two names with different legal forms are two companies."""
    if seller is None:
        return False
    one, other = fold(name), fold(seller.name)
    if LEGAL_FORM.search(name) and LEGAL_FORM.search(seller.name):
        return one == other
    return one in other or other in one


def _payee(document: Document, labels: list[Label], buyer: Party | None) -> Party | None:
    """Nobody else is named but who is to be paid: mostly the seller, but it may be a bank that bought the claim."""
    payee = labelled_party(document, labels, "x_payee")
    if payee is None or (buyer is not None and fold(payee.name) == fold(buyer.name)):
        return None
    payee.confidence = min(payee.confidence, SMALL_PRINT)
    return payee


def _legal_name(document: Document, seller: Party, away: list[Party]) -> None:
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


def _best_case(document: Document, name: str) -> str:
    """A name printed in capitals as it stands elsewhere in usual writing, if it does."""
    if not name.isupper():
        return name
    for row in document.rows:
        match = re.search(re.escape(name), row.text, re.IGNORECASE)
        if match is not None and not match[0].isupper():
            return match[0]
    return name


def same_place(one: Span, other: Span) -> bool:
    """Whether two texts are the same one on the page."""
    return one.page == other.page and abs(one.left - other.left) < 2 and abs(one.top - other.top) < 2


def speaks_of_buyer(text: str) -> bool:
    """Whether words beside a number say that it is the buyer's: "your VAT id", "Kunden-USt-IdNr."."""
    return _THEIRS.search(text) is not None


def belongs_to_buyer(tax: TaxId, parties: Parties) -> bool:
    """Whether a tax number is the buyer's: by the words before it, or because it stands in the buyer's block."""
    own = " ".join(token.text for token in tax.segment.tokens if token.right <= tax.span.left)
    if sum(char.isalpha() for char in own) >= 3:
        return speaks_of_buyer(own) or _among_buyers(tax, parties)
    left = [other for other in tax.row.segments if other.left <= tax.segment.left]
    before = " ".join(other.text for other in left if tax.segment.left - other.right < 120)
    if speaks_of_buyer(before) or any(speaks_of_buyer(other.text) for other in left[-2:]):
        return True
    return _among_buyers(tax, parties)


def _among_buyers(tax: TaxId, parties: Parties) -> bool:
    buyer, seller = parties.buyer, parties.seller
    if buyer is None:
        return False
    if seller is not None and seller.block is not None and seller.block.holds(tax.span):
        return False
    return _under(tax.span, buyer.span)


def _under(span: Span, name: Span) -> bool:
    """Whether a text stands in the few lines below a name, at its left edge."""
    em = name.tokens[0].em
    below = 0 <= span.top - name.top < 9 * em
    return span.page == name.page and below and span.left - name.left < 220 and span.right > name.left - em
