"""Columns of a line table without heads: the places at which quantity x price gives the amount, row after row.

What is read so counts only where every line proves and their sum is printed below; else a person is asked.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from .layout import Document, Row
from .line_rows import SLACK, Item
from .money import Printed, numbers_in
from .tables import Column, Header


@dataclass(slots=True, eq=False)
class _Proof:
    """A row whose numbers prove: how many, at what price, less which share, make what."""

    row: Row
    quantity: Printed
    price: Printed
    net: Printed
    share: Printed | None

    @property
    def telling(self) -> bool:
        """Whether it could hardly be chance: one times a price is the price."""
        return not {abs(self.quantity.value), abs(self.price.value)} & {Decimal(0), Decimal(1)}


def without_heads(document: Document, stops: set[int], mark: str | None) -> Header | None:
    """The head that a table without one would have; None where its rows do not tell the columns."""
    proofs = [proof for row in document.rows if row.index not in stops and (proof := _proof(row, mark))]
    level = max((_level(proofs, anchor) for anchor in proofs if anchor.telling), key=len, default=[])
    if not level:
        return None
    told = _quantities_told(level)
    columns = [
        _column("quantity", [proof.quantity for proof in level]),
        _column("unit_price", [proof.price for proof in level]),
        _column("line_net", [proof.net for proof in level]),
    ]
    shares = [proof.share for proof in level if proof.share is not None]
    columns += [_column("discount", shares)] if shares else []
    words = _words(level)
    columns += [words] if words is not None else []
    first = level[0].row
    head = max(0, first.index - 1)
    columns.sort(key=lambda column: column.left)
    return Header(first.page, [head], columns, score=3.0, guessed=not told)


def proves_throughout(document: Document, items: list[Item], mark: str | None) -> bool:
    """Whether every line proves from what was read, and the sum of all is printed below the last."""
    if not items or not all(item.proven and item.whole and not item.divided for item in items):
        return False
    total = sum((item.values["line_net"] for item in items), Decimal(0))
    below = document.rows[items[-1].row + 1 :]
    return any(number.value == total for row in below for number in numbers_in(row.tokens, mark))


def _proof(row: Row, mark: str | None) -> _Proof | None:
    every = numbers_in(row.tokens, mark)
    numbers = [number for number in every if not number.percent]
    if len(numbers) < 3:
        return None
    net, others = numbers[-1], numbers[:-1]
    shares: list[Printed | None] = [None, *(number for number in every if number.percent)]
    for share in shares:
        kept = 1 - abs(share.value) / 100 if share is not None else Decimal(1)
        for quantity, price in permutations(others, 2):
            exact = net.value != 0 and abs(quantity.value * price.value * kept - net.value) <= SLACK
            if exact and price.places >= quantity.places:
                return _Proof(row, quantity, price, net, share)
    return None


def _level(proofs: list[_Proof], anchor: _Proof) -> list[_Proof]:
    """The proofs whose numbers stand under those of one of them."""
    em = anchor.row.tokens[0].em

    def under(one: Printed, other: Printed) -> bool:
        edges = abs(one.span.left - other.span.left), abs(one.span.right - other.span.right)
        return min(edges) < em

    return [
        proof
        for proof in proofs
        if under(proof.quantity, anchor.quantity)
        and under(proof.price, anchor.price)
        and under(proof.net, anchor.net)
    ]


def _quantities_told(level: list[_Proof]) -> bool:
    """Whether quantities are told from prices: some of them are printed without cents, as no price is."""
    prices = min(proof.price.places for proof in level)
    return prices >= 2 and any(proof.quantity.places < 2 for proof in level)


def _column(name: str, numbers: list[Printed]) -> Column:
    return Column(name, min(n.span.left for n in numbers), max(n.span.right for n in numbers))


def _words(level: list[_Proof]) -> Column | None:
    """Where the words of the lines stand; None where most lines have none beside their numbers."""
    spans = []
    for proof in level:
        taken = {id(t) for n in (proof.quantity, proof.price, proof.net) for t in n.span.tokens}
        words = [
            token
            for token in proof.row.tokens
            if id(token) not in taken and sum(char.isalpha() for char in token.text) >= 2
        ]
        if len(" ".join(token.text for token in words)) >= 5:
            spans.append((words[0].left, words[-1].right))
    if 2 * len(spans) <= len(level):
        return None
    return Column("description", min(left for left, _ in spans), max(right for _, right in spans))
