"""Invoice lines out of the line table: rows read over pages, descriptions over several rows."""

from dataclasses import dataclass, field
from decimal import Decimal

from .amounts import CODES, SYMBOLS
from .labels import Label
from .layout import Document, Row, Token
from .line_columns import by_arithmetic
from .line_heads import proves_throughout, without_heads
from .line_rows import Item, gap_to, holds, item_of, row_words
from .money import Printed, numbers_in
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
        return _without_heads(document, labels, mark)
    lines = _read(document, headers, labels, mark)
    if lines.items and not any(item.proven for item in lines.items):
        renamed = [by_arithmetic(document, header, mark) for header in headers]
        if any(new is not old for new, old in zip(renamed, headers, strict=True)):
            lines = _read(document, renamed, labels, mark)
            lines.guessed = any(header.guessed for header in renamed)
    return lines if lines.items else _without_heads(document, labels, mark)


def _without_heads(document: Document, labels: list[Label], mark: str | None) -> Lines:
    """The lines of a table whose columns only arithmetic names; none where it does not prove them all."""
    header = without_heads(document, _stops(labels), mark)
    if header is None:
        return Lines()
    lines = _read(document, [header], labels, mark)
    if not proves_throughout(document, lines.items, mark):
        return Lines()
    lines.header_rows, lines.guessed = set(), header.guessed
    return lines


def _stops(labels: list[Label]) -> set[int]:
    """The rows of sums, which end a table."""
    return {label.row.index for label in labels if label.fields & STOP_ROLES and label.first <= 1}


def _read(document: Document, headers: list[Header], labels: list[Label], mark: str | None) -> Lines:
    stops = _stops(labels)
    first = _main_header(document, headers, stops, mark)
    result = Lines()
    header = first
    repeated = {index for other in headers for index in other.rows}
    ended_page = -1
    for row in document.rows[first.rows[0] :]:
        if row.index in repeated:
            again = next((other for other in headers if row.index in other.rows), None)
            if again is not None and again.repeats(first) and row.page > ended_page:
                header = again if again.score >= 3 and again.page != header.page else header
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
    result.header_rows |= set(first.rows)
    _drop_strays(result, header)
    _join_wrapped(result)
    if header.column("description") is None:
        _take_from_above(document, result)
    return result


def _take_from_above(document: Document, lines: Lines) -> None:
    """Descriptions of a table that names no column for them: the words over the numbers of each line.

    Only where every line has such words, for else they may be anything.
    """
    ends = lines.header_rows | {item.row for item in lines.items}
    found = [_words_above(document, item, ends) for item in lines.items]
    if not all(found):
        return
    for item, rows in zip(lines.items, found, strict=True):
        item.texts = [words for _, words in rows]
        lines.rows |= {index for index, _ in rows}


def _words_above(document: Document, item: Item, ends: set[int]) -> list[tuple[int, list[Token]]]:
    """The rows of words between a line and the one before it or the table's head, the line's number left out."""
    below, found = document.rows[item.row], list[tuple[int, list[Token]]]()
    for row in reversed(document.rows[max(0, item.row - 3) : item.row]):
        apart = below.top - max(token.bottom for token in row.tokens)
        if row.index in ends or row.page != item.page or apart > row.tokens[0].em:
            break
        first = row.tokens[0].text.strip(".)")
        words = row.tokens[1:] if len(row.segments) > 1 and first.isdigit() else row.tokens
        if not any(char.isalpha() for token in words for char in token.text):
            break
        found.insert(0, (row.index, words))
        below = row
    return found


def _size_differs(row: list[Token], other: list[Token]) -> bool:
    """Whether two rows are printed in different sizes: no word of the one is as high as a word of the other.

    Accents make a word higher than its neighbours, so the nearest two are compared.
    """
    return all(
        abs(one.height - two.height) > 0.09 * max(one.height, two.height) for one in row for two in other
    )


def _join_wrapped(lines: Lines) -> None:
    """Rows that go on with a description, seen once all are read: the width of the column is that of its widest row.

    The word that begins such a row would have stood out beyond every other row of the column, or it begins
    small; and it is printed in the same size, unlike a note under the line.
    """
    own = [row for item in lines.items for row in item.texts if row]
    below = [words for item, words in lines.below if item.texts[-1] and _goes_on(item.texts[-1], words)]
    widest = max((row[-1].right for row in (*own, *below)), default=0.0)
    for item, words in lines.below:
        previous = item.texts[-1]
        if not previous or item not in lines.items or len(item.texts) > 6 or not _goes_on(previous, words):
            continue
        needed = words[0].right - words[0].left + 1.0 * words[0].em
        if previous[-1].right + needed > widest or words[0].text[:1].islower():
            item.texts.append(words)


def _goes_on(previous: list[Token], words: list[Token]) -> bool:
    """Whether a row is printed like the one above it: at the same edge and in the same size."""
    under = abs(words[0].left - previous[0].left) < words[0].em
    return under and not _size_differs(words, previous) and previous[-1].bottom <= words[0].bottom


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
    late = _late_net(item, row, header, mark)
    if late is None and all(_is_currency(token.text) for token in row.tokens):
        result.rows.add(row.index)
        return
    taken = {id(token) for token in late.span.tokens} if late is not None else set()
    words = row_words(row, header, taken)
    others = [token for token in row.tokens if not any(token is word for word in words)]
    alone = bool(words) and all(
        id(token) in taken or _is_currency(token.text) or not any(char.isalnum() for char in token.text)
        for token in others
    )
    waiting = bool(result.below) and result.below[-1][0] is item  # what comes later must not overtake it
    if alone and not waiting and _wraps(item, words, header):
        item.texts.append(words)
    elif alone:
        result.below.append((item, words))
    result.rows.add(row.index)


def _late_net(item: Item, row: Row, header: Header, mark: str | None) -> Printed | None:
    """The net of a line that had to go to the next row for want of room, put into the line."""
    numbers = numbers_in(row.tokens, mark)
    net = header.column("line_net")
    if "line_net" in item.values or len(numbers) != 1 or net is None:
        return None
    if gap_to(numbers[0].span, net) >= 5 * row.tokens[0].em:
        return None
    item.values["line_net"] = numbers[0].value
    item.spans["line_net"] = numbers[0].span
    item.proven = holds(item.values)
    return numbers[0]


def _is_currency(text: str) -> bool:
    return text in CODES or text in SYMBOLS or text.casefold().rstrip(".") == "kr"


def _wraps(item: Item, words: list[Token], header: Header) -> bool:
    """Whether words go on with a description that had no room: the last row was full, or broke off."""
    previous = item.texts[-1]
    if not previous:
        return True
    if min(words[0].confidence, previous[-1].confidence) == 1 and _size_differs(words, previous):
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
