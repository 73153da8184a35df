"""Invoice lines out of the line table: rows read over pages, descriptions over several rows."""

from dataclasses import dataclass, field
from decimal import Decimal

from .amounts import CODES, SYMBOLS
from .labels import Label
from .layout import Document, Row, Token
from .line_columns import by_arithmetic
from .line_rows import Item, gap_to, holds, item_of, row_words
from .money import numbers_in
from .tables import Header, find_headers

STOP_ROLES = frozenset({"line_total", "net", "gross", "payable", "total", "vat", "x_carry"})


@dataclass(slots=True)
class Lines:
    """All lines read, the rows they took, and whether each one proves by itself."""

    items: list[Item] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    header_rows: set[int] = field(default_factory=set)
    guessed: bool = False
    below: list[tuple[Item, list[Token]]] = field(default_factory=list)
    """Rows of words under a line that seemed to have had room in the row above."""

    @property
    def sum(self) -> Decimal | None:
        """Sum of the line nets; None where there are no lines or one lacks its net."""
        nets = [item.values.get("line_net") for item in self.items]
        if not nets or None in nets:
            return None
        return sum((net for net in nets if net is not None), Decimal(0))


def read_lines(document: Document, labels: list[Label], mark: str | None, *, fuzzy: bool) -> Lines:
    """The lines of the document's table, whichever page it runs to."""
    headers = find_headers(document, fuzzy=fuzzy)
    if not headers:
        return Lines()
    lines = _read(document, headers, labels, mark)
    if lines.items and not any(item.proven for item in lines.items):
        renamed = [by_arithmetic(document, header, mark) for header in headers]
        if any(new is not old for new, old in zip(renamed, headers, strict=True)):
            lines = _read(document, renamed, labels, mark)
            lines.guessed = any(header.guessed for header in renamed)
    return lines


def _read(document: Document, headers: list[Header], labels: list[Label], mark: str | None) -> Lines:
    stops = {label.row.index for label in labels if label.fields & STOP_ROLES and label.first <= 1}
    first = _main_header(document, headers, stops, mark)
    result = Lines()
    header = first
    repeated = {index for other in headers for index in other.rows}
    ended_page = -1
    for row in document.rows[first.rows[0] :]:
        if row.index in repeated:
            again = next((other for other in headers if row.index in other.rows), None)
            if again is not None and again.repeats(first) and row.page > ended_page:
                header = again if again.score >= 3 else header
                result.header_rows.add(row.index)
            elif row.index in stops and result.items and row.page == result.items[-1].page:
                break  # sums side by side look like the head of a table
            continue
        if row.page <= ended_page:
            continue
        item = item_of(row, header, mark)
        if row.index in stops and (item is None or not item.proven):
            carried = _is_carry(row, labels)
            if carried and any(item.page == row.page for item in result.items):
                ended_page = row.page
            if not carried:
                ended_page = row.page if result.items else -1
                if result.items and row.page == result.items[-1].page:
                    break
            continue
        if item is not None:
            result.items.append(item)
            result.rows.add(row.index)
        else:
            _continue(result, row, header, mark)
    _drop_strays(result, header)
    _join_wrapped(result)
    return result


def _size_differs(one: Token, other: Token) -> bool:
    return abs(one.height - other.height) > 0.06 * max(one.height, other.height)


def _join_wrapped(lines: Lines) -> None:
    """Rows that go on with a description, seen once all are read: the width of the column is that of its widest row.

    The word that begins such a row would have stood out beyond every other row of the column; and it is printed
    in the same size, unlike a note under the line.
    """
    widest = max((row[-1].right for item in lines.items for row in item.texts if row), default=0.0)
    for item, words in lines.below:
        previous = item.texts[-1] if item.texts else []
        if not previous or item not in lines.items or len(item.texts) > 6:
            continue
        same = not _size_differs(words[0], previous[-1])
        needed = words[0].right - words[0].left + 1.0 * words[0].em
        under = abs(words[0].left - previous[0].left) < words[0].em
        if same and under and previous[-1].right + needed > widest and previous[-1].bottom <= words[0].bottom:
            item.texts.append(words)


def _is_carry(row: Row, labels: list[Label]) -> bool:
    return any(label.row is row and "x_carry" in label.fields for label in labels)


def _main_header(document: Document, headers: list[Header], stops: set[int], mark: str | None) -> Header:
    """The header under which most rows read as lines."""

    def worth(header: Header) -> tuple[int, float]:
        count = 0
        for row in document.rows[header.rows[-1] + 1 : header.rows[-1] + 40]:
            if row.index in stops and count:
                break
            item = item_of(row, header, mark)
            if item is not None:
                count += 2 if item.proven else 1
        return (min(count, 3), header.score)

    return max(headers, key=worth)


def _continue(result: Lines, row: Row, header: Header, mark: str | None) -> None:
    """A row without a net of its own: a late net of the line above, or more of its description."""
    if not result.items:
        return
    item = result.items[-1]
    last = max((token.bottom for line in item.texts for token in line), default=0.0)
    last = max([last, *(span.bottom for span in item.spans.values())])
    if row.page != item.page or row.top - last > 1.6 * row.tokens[0].em:
        return
    numbers = numbers_in(row.tokens, mark)
    net = header.column("line_net")
    if (
        "line_net" not in item.values
        and len(numbers) == 1
        and net is not None
        and gap_to(numbers[0].span, net) < 5 * row.tokens[0].em
    ):
        item.values["line_net"] = numbers[0].value
        item.spans["line_net"] = numbers[0].span
        item.proven = holds(item.values)
        result.rows.add(row.index)
        return
    if all(_is_currency(token.text) for token in row.tokens):
        result.rows.add(row.index)
        return
    words = row_words(row, header, set())
    others = [token for token in row.tokens if not any(token is word for word in words)]
    alone = bool(words) and not any(char.isalnum() for token in others for char in token.text)
    if alone and _wraps(item, words, header):
        item.texts.append(words)
    elif alone:
        result.below.append((item, words))
    result.rows.add(row.index)


def _is_currency(text: str) -> bool:
    return text in CODES or text in SYMBOLS or text.casefold().rstrip(".") == "kr"


def _wraps(item: Item, words: list[Token], header: Header) -> bool:
    """Whether words go on with a description that had no room: the last row was full, or broke off."""
    previous = item.texts[-1]
    if not previous:
        return True
    if min(words[0].confidence, previous[-1].confidence) == 1 and _size_differs(words[0], previous[-1]):
        return False  # a note in small print; recognised boxes are too rough to tell
    if previous[-1].text.endswith(("-", ",", "/")) or len(item.texts) > 6:
        return len(item.texts) <= 6
    description = header.column("description")
    after = [c.left for c in header.columns if description is not None and c.left > description.right]
    limit = min(
        [*after, *(span.left for span in item.spans.values() if span.left > previous[-1].right)],
        default=1000.0,
    )
    room = limit - previous[-1].right
    needed = words[0].right - words[0].left
    return room < needed + 1.5 * words[0].em


def _drop_strays(result: Lines, header: Header) -> None:
    """Rows read as lines without net, text or proof are none."""
    keep = [item for item in result.items if "line_net" in item.values and (item.proven or item.description)]
    if "line_net" in header.names:
        result.items = keep
