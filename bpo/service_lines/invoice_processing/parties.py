"""Who sells and who buys: what labels say, held against names in their surroundings; whose a tax number is."""

from dataclasses import dataclass

from .account_numbers import TaxId
from .buyers import buyer_block, speaks_of_buyer
from .dates import fold
from .labelled_parties import Party, labelled_party
from .labels import Label
from .layout import Document, Span
from .names import Block, blocks_of, clean_name, goes_on, lines_on, may_go_on
from .sellers import (
    SMALL_PRINT,
    best_case,
    give_legal_name,
    in_address,
    payee_as_seller,
    seller_in_foot,
    weighed_seller,
)


@dataclass(slots=True)
class Parties:
    """Seller and buyer as far as the pages tell."""

    seller: Party | None = None
    buyer: Party | None = None


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
        seller = weighed_seller(document, blocks, labelled, away, taxes)
        foot = seller_in_foot(document, [*away, *([seller] if seller is not None else [])], taxes)
        if seller is not None and foot is not None and doubtful is None:
            seller = _held_against_foot(document, seller, foot, taxes)
        seller = seller or doubtful or foot
    elif not _borne_out(document, seller, taxes):
        seller = _held_against_letterhead(document, seller, blocks, labelled, buyer, other, taxes)
    if buyer is None:
        buyer = buyer_block(document, blocks, labelled, seller, other)
    for party in (seller, buyer):
        if party is not None:
            _continue_name(document, party)
    if seller is None:
        seller = payee_as_seller(document, labels, buyer)
    if seller is not None:
        give_legal_name(document, seller, [party for party in (buyer, other) if party is not None])
        seller.name = best_case(document, seller.name)
        if buyer is not None and fold(seller.name) == fold(buyer.name):
            seller.confidence = buyer.confidence = 0.5
    return Parties(seller, buyer)


def _borne_out(document: Document, seller: Party, taxes: list[TaxId]) -> bool:
    """Whether a tax number under it, a web address or its own name elsewhere says who it is besides the label."""
    plain = fold(seller.name)
    named = sum(plain in fold(row.text) for row in document.rows)
    numbered = any(_under(tax.span, seller.span) and not speaks_of_buyer(tax.segment.text) for tax in taxes)
    return named > 1 or numbered or in_address(document, seller.name)


def _held_against_foot(document: Document, seller: Party, foot: Party, taxes: list[TaxId]) -> Party:
    """A name that only its place at the head speaks for may be the buyer's, where the letterhead is at the foot."""
    em = foot.span.tokens[0].em
    numbered = any(
        tax.span.page == foot.span.page
        and abs(tax.span.top - foot.span.top) < 8 * em
        and not speaks_of_buyer(tax.segment.text)
        for tax in taxes
    )
    if _borne_out(document, seller, taxes) or not (numbered or _borne_out(document, foot, taxes)):
        return seller
    return foot


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
    head = weighed_seller(document, blocks, labelled, away, taxes)
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
    whole = " ".join([party.name, *(segment.text for segment in below[:count])])
    if count and not goes_on(party.name) and not _stands_whole(document, whole):
        party.confidence = min(party.confidence, 0.85)
    if not count and below and may_go_on(party.name, below[0].text):
        party.confidence = min(party.confidence, 0.85)
    for segment in below[:count]:
        party.name = clean_name(f"{party.name} {segment.text}")
        party.span = Span([*party.span.tokens, *segment.tokens])


def _stands_whole(document: Document, name: str) -> bool:
    """Whether a name put together from two lines stands in one line elsewhere."""
    return any(fold(name) in fold(row.text) for row in document.rows)


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
