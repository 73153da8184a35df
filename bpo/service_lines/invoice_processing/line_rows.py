"""One row of the line table: numbers sorted into columns, quantity x price proven, words to the description."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import permutations

from .layout import Row, Span, Token
from .money import Printed, numbers_in
from .record import money_text, number_text
from .tables import NUMERIC, Column, Header

SLACK = Decimal("0.011")
_THREE_PLACES = re.compile(r"\d{1,3}[.,]\d{3}$")


@dataclass(slots=True, eq=False)
class Item:
    """A line as read: values by column, where they stand, and whether quantity x price gives the net."""

    page: int
    row: int
    values: dict[str, Decimal] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    texts: list[list[Token]] = field(default_factory=list)
    unit: str | None = None
    proven: bool = False
    divided: bool = False
    """Whether the quantity was worked out, not read."""
    overruled: bool = False
    """Whether another quantity was printed than the one that was worked out."""

    @property
    def description(self) -> str:
        """The text of the line, rows joined; a word cut by a hyphen is left as printed."""
        return " ".join(token.text for row in self.texts for token in row).strip()

    @property
    def whole(self) -> bool:
        """Whether quantity, price and net were all read, so that they can be held against each other."""
        return {"quantity", "unit_price", "line_net"} <= self.values.keys()

    def as_row(self) -> dict[str, str | None]:
        """The line as the record writes it."""
        value = self.values
        return {
            "description": self.description or None,
            "quantity": number_text(value["quantity"]) if "quantity" in value else None,
            "unit": self.unit,
            "unit_price": money_text(value["unit_price"]) if "unit_price" in value else None,
            "price_base": None,
            "vat_rate": number_text(value["vat_rate"]) if "vat_rate" in value else None,
            "line_net": money_text(value["line_net"]) if "line_net" in value else None,
        }


def item_of(row: Row, header: Header, mark: str | None) -> Item | None:
    """The row as a line, if it has a net (or a price and a quantity) in the right columns."""
    sorted_numbers = _into_columns(row, header, mark)
    item = Item(row.page, row.index)
    for name, number in sorted_numbers.items():
        item.values[name] = number.value
        item.spans[name] = number.span
    columns = header.names
    if (
        "line_net" in columns
        and "line_net" not in item.values
        and not {"quantity", "unit_price"} <= item.values.keys()
    ):
        return None
    if not item.values.keys() & {"line_net", "unit_price"}:
        return None
    if {"quantity", "unit_price"} & columns and not item.values.keys() & {
        "quantity",
        "unit_price",
        "vat_rate",
    }:
        return None
    _prove(item, row, header, mark)
    taken = {id(token) for span in item.spans.values() for token in span.tokens}
    item.texts = [row_words(row, header, taken)]
    item.unit = _unit(row, header, taken, item)
    if not any(token for token in item.texts[0]) and not item.proven:
        item.texts = [[]]
    return item


def _into_columns(row: Row, header: Header, mark: str | None) -> dict[str, Printed]:
    """Numbers of a row to the numeric columns they stand in."""
    em = row.tokens[0].em
    description = header.column("description")
    best: dict[str, tuple[float, Printed]] = {}
    for number in numbers_in(row.tokens, mark):
        if description is not None and _inside_text(number, row, header, description, em):
            continue
        offers = [
            (gap_to(number.span, column), column)
            for column in header.columns
            if column.name in NUMERIC or column.name in ("position", "sku", "date", "other")
        ]
        if not offers:
            continue
        distance, column = min(offers, key=lambda offer: offer[0])
        if column.name not in NUMERIC or distance > 5 * em:
            continue
        if column.name not in best or distance < best[column.name][0]:
            best[column.name] = (distance, number)
    return {name: number for name, (_, number) in best.items()}


def gap_to(span: Span, column: Column) -> float:
    """How far a number is from a column: nothing where edges meet, less where it stands inside."""
    edge = min(
        abs(span.right - column.right),
        abs(span.left - column.left),
        abs((span.left + span.right) / 2 - column.centre),
    )
    overlap = min(span.right, column.right) - max(span.left, column.left)
    return edge if overlap > 0 else edge + max(0.0, -overlap)


def _inside_text(number: Printed, row: Row, header: Header, description: Column, em: float) -> bool:
    """Whether a number is part of the description's words ("box of 5 reams")."""
    segment = next(
        (s for s in row.segments if any(token is number.span.tokens[0] for token in s.tokens)), None
    )
    if segment is None or len(segment.tokens) == len(number.span.tokens):
        return False
    numeric = [column for column in header.columns if column.name in NUMERIC]
    under = any(min(number.span.right, c.right) - max(number.span.left, c.left) > 0 for c in numeric)
    following = [c.left for c in header.columns if c.left > description.left + em]
    limit = min(following, default=1000.0)
    within = number.span.left >= description.left - em and number.span.right < limit
    wordy = sum(any(char.isalpha() for char in token.text) for token in segment.tokens) >= 1
    return wordy and not under and within


def _prove(item: Item, row: Row, header: Header, mark: str | None) -> None:
    """Quantity x price = net, with or without the discount; else other numbers of the row, then division, are tried."""
    if holds(item.values):
        item.proven = True
        return
    net = item.values.get("line_net")
    columns = header.column("quantity"), header.column("unit_price")
    if net is None or columns[0] is None or columns[1] is None:
        return
    numbers = [n for n in numbers_in(row.tokens, mark) if not n.percent]
    others = [n for n in numbers if n.span.tokens[0] is not item.spans["line_net"].tokens[0]]
    em = row.tokens[0].em
    for quantity, price in permutations(others[:7], 2):
        if quantity.value == 0 or abs(quantity.value * price.value - net) > SLACK:
            continue
        if gap_to(quantity.span, columns[0]) < 6 * em and gap_to(price.span, columns[1]) < 6 * em:
            item.values.update(quantity=quantity.value, unit_price=price.value)
            item.spans.update(quantity=quantity.span, unit_price=price.span)
            item.proven = True
            return
    _divide(item, net)


def _divide(item: Item, net: Decimal) -> None:
    """A quantity that is missing (or cannot be right) where net / price is a whole number: it can be nothing else."""
    price, quantity = item.values.get("unit_price"), item.values.get("quantity")
    if "discount" in item.values or price is None or abs(price) < 1 or net == 0:
        return
    ratio = net / price
    if quantity is not None and (_thousandths(item, quantity, net) or _lost_point(item, ratio, price, net)):
        return
    whole = ratio.quantize(Decimal(1))
    if (
        whole > 0
        and abs(whole * price - net) <= SLACK
        and whole != quantity
        and (quantity is None or whole > 1)
    ):
        item.overruled = quantity is not None
        item.values["quantity"] = whole
        item.spans.pop("quantity", None)
        item.proven = True
        item.divided = True


def _thousandths(item: Item, quantity: Decimal, net: Decimal) -> bool:
    """A price printed with three places that was taken for thousands: 8 at 1,985 make 15.88."""
    span = item.spans.get("unit_price")
    price = item.values["unit_price"] / 1000
    if span is None or not _THREE_PLACES.search(span.text) or abs(quantity * price - net) > SLACK:
        return False
    item.values["unit_price"] = price
    item.proven = True
    return True


def _lost_point(item: Item, ratio: Decimal, price: Decimal, net: Decimal) -> bool:
    """A quantity whose decimal point was not seen: 45 for 4.5, where 4.5 x price is the net."""
    read = str(item.values["quantity"]).replace(".", "").strip("0")
    for places in (Decimal("0.1"), Decimal("0.01"), Decimal("0.001")):
        value = ratio.quantize(places)
        if str(value).replace(".", "").strip("0") == read and abs(value * price - net) <= SLACK:
            item.values["quantity"] = value
            item.proven = item.divided = True
            return True
    return False


def holds(values: dict[str, Decimal]) -> bool:
    quantity, price, net = values.get("quantity"), values.get("unit_price"), values.get("line_net")
    if quantity is None or price is None or net is None:
        return False
    full = quantity * price
    if abs(full - net) <= SLACK:
        return True
    discount = values.get("discount")
    if discount is not None:
        return (
            abs(full * (1 - abs(discount) / 100) - net) <= SLACK or abs(full - abs(discount) - net) <= SLACK
        )
    return False


def row_words(row: Row, header: Header, taken: set[int]) -> list[Token]:
    """The words of the row that stand in the description column."""
    description = header.column("description")
    if description is None:
        return [
            token
            for token in row.tokens
            if id(token) not in taken and any(char.isalpha() for char in token.text)
        ]
    em = row.tokens[0].em
    before = [c for c in header.columns if c.right <= description.left]
    after = [c for c in header.columns if c.left > description.left and c is not description]
    lefts = [token.left for token in row.tokens if id(token) in taken and token.left > description.left]
    limit = min([c.left for c in after if c.name not in NUMERIC] + lefts, default=1000.0)
    limit = min(limit, min((c.right for c in after), default=1000.0))
    floor = max((c.right for c in before if c.name in NUMERIC), default=0.0)
    words = []
    for segment in row.segments:
        owner = _text_column(segment, description, before)
        for token in segment.tokens:
            if id(token) in taken or token.right > limit + 0.5 * em or token.left < floor - 0.5 * em:
                continue
            mine = _text_column(Span([token]), description, before) if owner is not None else None
            if owner is None or (mine is None and segment.right > description.left):
                words.append(token)
    return words


def _text_column(span: Span, description: Column, before: list[Column]) -> Column | None:
    """The column left of the description (position, code, date, unit) that a text stands in; None: the description."""
    if span.left >= description.left - 0.8 * span.tokens[0].em:
        return None
    for column in before:
        if column.name not in NUMERIC and min(span.right, column.right) - max(span.left, column.left) > 0:
            return column
    nearest = min(
        (column for column in before if column.name not in NUMERIC),
        key=lambda c: abs(c.left - span.left),
        default=None,
    )
    if (
        nearest is not None
        and abs(nearest.left - span.left) < abs(description.left - span.left)
        and abs(nearest.left - span.left) < 2 * span.tokens[0].em
    ):
        return nearest
    return None


def _unit(row: Row, header: Header, taken: set[int], item: Item) -> str | None:
    """The unit: in its own column, or right behind the quantity."""
    column = header.column("unit")
    if column is not None:
        em = row.tokens[0].em
        text = header.column("description")
        edge = text.left - 0.8 * em if text is not None and text.left > column.left else 1e9
        near = [
            t
            for t in row.tokens
            if id(t) not in taken and t.left < min(column.right + 2 * em, edge) and t.right > column.left - em
        ]
        near = [t for t in near if not any(t is word for word in item.texts[0]) or t.left >= column.left - em]
        if near:
            item.texts[0] = [word for word in item.texts[0] if not any(word is t for t in near)]
            return " ".join(token.text for token in near[:2])
    quantity = item.spans.get("quantity")
    text = header.column("description")
    if quantity is not None:
        for token in row.tokens:
            if text is not None and abs(token.left - text.left) < token.em:
                continue  # the description's first word, right of its quantity
            if (
                id(token) not in taken
                and 0 < token.left - quantity.right < 1.5 * token.em
                and re.fullmatch(r"[^\W\d_]{1,8}[.()\w²³]*", token.text)
            ):
                item.texts[0] = [word for word in item.texts[0] if word is not token]
                return token.text
    return None
