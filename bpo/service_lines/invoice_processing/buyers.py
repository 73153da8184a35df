"""Who buys where no label says so, and the words that mark a text as the buyer's or as a sender's."""

import re

from .dates import fold
from .labelled_parties import Party, is_label, over_a_name
from .layout import Document, Span
from .names import LEGAL_FORM, Block, clean_name, is_name, is_street
from .title import is_title

CONTACT = re.compile(
    r"(?i)@|www\.|https?:|\btel\b|\btel\.|telefon|téléphone|\bphone\b|\bfax\b|e-?mail|\biban\b|\bbic\b"
)
"""Ways to reach whoever sends the invoice; a buyer's address is printed without them."""
_THEIRS = re.compile(
    r"(?i)\b(client|kunde\w*|kund|kundens|kundes|cliente|customer|klant|buyer|käufer|your|ihre?|uw|vs\.?|votre|v/|vostr[oa]|su|"
    r"er|ert|deres|jeres|teidän|\w+nne|asiakkaan|ostajan|nabywc[ay]|klienta|vossa|vosso|sua|odběratele|zákazníka|vaše|"
    r"państwa)(?:\b|(?<=/))"
)


def buyer_block(
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
                and not over_a_name(document, line)
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
        if CONTACT.search(" ".join(item.text for item in block.lines)):
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


def same_place(one: Span, other: Span) -> bool:
    """Whether two texts are the same one on the page."""
    return one.page == other.page and abs(one.left - other.left) < 2 and abs(one.top - other.top) < 2


def speaks_of_buyer(text: str) -> bool:
    """Whether words beside a number say that it is the buyer's: "your VAT id", "Kunden-USt-IdNr."."""
    return _THEIRS.search(text) is not None
