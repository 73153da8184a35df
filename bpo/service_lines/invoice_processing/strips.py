"""Pages with a strip of data beside the line table: the strip is read by itself, before the table.

Rows go across a page, so without this the labels of a strip would stand in the rows of the table.
"""

from .labels import Label, find_labels
from .layout import Document, Row, Span, Token
from .tables import Header, find_headers

TELLING = frozenset(
    {"number", "issue_date", "due_date", "po_ref", "x_delivery_date", "x_order_date", "x_reference"}
)
LEAST = 2
"""So many labels beside a table make a strip; a single one may be a note."""


def unfold(document: Document) -> Document:
    """The document with the rows of each such page cut in two along the strip's edge; others as they are."""
    fuzzy = document.method == "ocr"
    headers = find_headers(document, fuzzy=fuzzy)
    if not headers:
        return document
    labels = [label for label in find_labels(document.rows, fuzzy=fuzzy) if label.fields & TELLING]
    for page in reversed(range(len(document.heights))):  # what is cut moves only the rows behind it
        header = max((h for h in headers if h.page == page), key=lambda h: h.score, default=None)
        edge = None if header is None else _edge(document, header, [x for x in labels if x.row.page == page])
        if header is not None and edge is not None:
            _cut(document, page, header, *edge)
    for index, row in enumerate(document.rows):
        row.index = index
    return document


def _edge(document: Document, header: Header, labels: list[Label]) -> tuple[float, bool] | None:
    """Where a strip beside the table ends or begins, and whether it stands on the left."""
    em = document.rows[header.rows[0]].tokens[0].em
    for stack in _stacks(labels):
        x = stack[0].span.left
        level = [label for label in stack if label.row.index >= header.rows[0] - 1]
        if len(level) < LEAST or not _beside(document, header, stack, x, em):
            continue
        rest = [c for c in header.columns if abs(c.left - x) > 0.7 * em and c.name != "other"]
        left, right = min((c.left for c in rest), default=0.0), max((c.right for c in rest), default=0.0)
        if len(rest) < 2:
            continue
        if max(label.span.right for label in level) < left - 0.6 * em:
            return left - 0.5 * em, True
        if x > right + 0.8 * em:
            return x - 0.5 * em, False
    return None


def _stacks(labels: list[Label]) -> list[list[Label]]:
    """Labels under each other at one left edge, without a wide gap."""
    stacks: list[list[Label]] = []
    for label in labels:
        if (label.generic and not label.fields & {"issue_date"}) or label.first > 0:
            continue
        em = label.span.tokens[0].em
        for stack in stacks:
            gap = label.span.top - stack[-1].span.bottom
            if abs(stack[-1].span.left - label.span.left) < 0.6 * em and 0 < gap < 9 * em:
                stack.append(label)
                break
        else:
            stacks.append([label])
    return [stack for stack in stacks if len(stack) > LEAST]


def _beside(document: Document, header: Header, stack: list[Label], x: float, em: float) -> bool:
    """Whether the table's head has no cell of its own at the stack's edge: only the stack's labels and values."""
    own = {id(label.segment) for label in stack}
    cells = [
        segment
        for index in header.rows
        for segment in document.rows[index].segments
        if abs(segment.left - x) < 0.7 * em
    ]
    return all(id(cell) in own or any(char.isdigit() for char in cell.text) for cell in cells)


def _cut(document: Document, page: int, header: Header, edge: float, on_left: bool) -> None:
    """Parts the rows around the table's head, as far up and down as nothing stands across the edge."""
    rows = document.page_rows(page)
    start = next(place for place, row in enumerate(rows) if row.index == header.rows[0])
    if _across(rows[start], edge):
        return
    first = last = start
    while first > 0 and not _across(rows[first - 1], edge):
        first -= 1
    while last + 1 < len(rows) and not _across(rows[last + 1], edge):
        last += 1
    strip: list[Row] = []
    table: list[Row] = []
    for row in rows[first : last + 1]:
        for home, inner in ((strip, on_left), (table, not on_left)):
            segments = [segment for segment in row.segments if (segment.right < edge) == inner]
            if segments:
                home.append(_row(row, segments))
    whole = [*rows[:first], *strip, *table, *rows[last + 1 :]]
    begin = document.rows.index(rows[0])
    document.rows[begin : begin + len(rows)] = whole
    for index, row in enumerate(document.rows):
        row.index = index


def _row(row: Row, segments: list[Span]) -> Row:
    tokens: list[Token] = [token for segment in segments for token in segment.tokens]
    return Row(row.index, row.page, tokens, segments)


def _across(row: Row, edge: float) -> bool:
    return any(segment.left < edge < segment.right for segment in row.segments)
