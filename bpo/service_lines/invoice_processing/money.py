"""Numbers on a row of a page, put together from the words they were printed in."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from .amounts import CODES, MINUS, SYMBOLS, currency_in, parse_amount
from .layout import Span, Token


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """A number found on a row. `percent` where a % belongs to it; `places` its decimals as printed."""

    value: Decimal
    span: Span
    percent: bool
    places: int
    currency: str | None


def numbers_in(tokens: list[Token], mark: str | None) -> list[Printed]:
    """The numbers among neighbouring words, left to right, the longest reading first at each place."""
    found: list[Printed] = []
    start = 0
    while start < len(tokens):
        hit = _number_at(tokens, start, mark)
        if hit is None:
            start += 1
            continue
        found.append(hit)
        start += len(hit.span.tokens)
    return found


def _number_at(tokens: list[Token], start: int, mark: str | None) -> Printed | None:
    for end in range(min(len(tokens), start + 6), start, -1):
        group = tokens[start:end]
        if not _close(group):
            continue
        hit = _printed(group, mark)
        if hit is not None:
            return hit
    return None


def _close(group: list[Token]) -> bool:
    """Whether words stand near enough to be one number; digits nearer than signs."""
    for left, right in pairwise(group):
        gap = right.left - left.right
        size = min(left.em, right.em)
        digits = left.text[-1:].isdigit() and right.text[:1].isdigit()
        if gap > (0.8 if digits else 1.2) * size:
            return False
    return True


def _printed(group: list[Token], mark: str | None) -> Printed | None:
    first, last = group[0].text, group[-1].text
    if not any(char.isdigit() for char in "".join(token.text for token in group)):
        return None
    if len(group) > 1 and last in ("%", "-", "–", "−") and not group[-2].text[-1:].isdigit():
        return None
    text = " ".join(token.text for token in group).strip(";:").rstrip(",")
    percent = text.rstrip(")").endswith("%")
    value = parse_amount(text, mark)
    if value is None:
        return None
    if percent and text.startswith("("):
        value = abs(value)  # "(19 %)" is a remark, not a loss
    if len(group) > 1 and not _is_mark(first) and not any(char.isdigit() for char in first):
        return None
    body = re.sub(r"[^\d.,]", "", text).strip(".,")  # a currency's own point is no decimal mark: "7,50 kr."
    tail = re.search(r"[.,](\d+)$", body)
    places = (
        -int(value.as_tuple().exponent)
        if (tail and value != value.to_integral_value()) or (tail and "." in str(value))
        else 0
    )
    return Printed(value, Span(group), percent, max(places, 0), currency_in(text))


def _is_mark(text: str) -> bool:
    text = text.rstrip("".join(MINUS)) or text  # "€-" before the figures
    return (
        text in SYMBOLS
        or text in CODES
        or text in tuple(MINUS)
        or text in ("(", "+")
        or text.casefold().startswith("kr")
    )
