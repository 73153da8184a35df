"""Where the value of a label may stand: behind it, right of it, under it, or over it."""

import re

from .dates import find_dates, fold
from .labels import Label
from .layout import Document, Span, Token
from .wordset import wordset

Starts = dict[tuple[int, int], Label]
_ENDINGS = wordset("il lo la le el los am zum den det dnia dne op om on at by the des du av af") | {""}
"""Words that may end a label without being known as part of it."""


def values_around(document: Document, label: Label, starts: Starts) -> list[Span]:
    """The words that may be a label's value: behind it, right of it, or else under it; nearest first."""
    inline = until_label(label, starts)
    found = [Span(inline)] if inline else []
    if not inline or label.end + len(inline) == len(label.segment.tokens):
        right = right_of(label, starts)
        if right is not None:
            found.append(right)
    if not inline:
        found += [span for span, _ in below(document, label, starts)]
    return found


def until_label(label: Label, starts: Starts) -> list[Token]:
    """The words behind a label up to the next one; none where they only end the label: "Da pagare entro il"."""
    tokens: list[Token] = []
    for index in range(label.end, len(label.segment.tokens)):
        if (id(label.segment), index) in starts:
            break
        tokens.append(label.segment.tokens[index])
    ends = label.end + len(tokens) == len(label.segment.tokens)
    if ends and 0 < len(tokens) <= 2 and all(fold(t.text).strip(" .:") in _ENDINGS for t in tokens):
        return []
    return tokens


def right_of(label: Label, starts: Starts) -> Span | None:
    """The next segment of the row, unless a label begins it; a lone colon between is passed over."""
    segments = label.row.segments
    position = next(index for index, segment in enumerate(segments) if segment is label.segment)
    for segment in segments[position + 1 : position + 3]:
        if (id(segment), 0) in starts:
            return None
        if segment.text in (":", "-", "#", "|"):
            continue
        tokens = segment.tokens[1:] if segment.tokens[0].text in (":", "-") else segment.tokens
        cut = next((i for i in range(1, len(segment.tokens)) if (id(segment), i) in starts), None)
        if cut is not None:
            tokens = segment.tokens[:cut]
        return Span(tokens)
    return None


def below(document: Document, label: Label, starts: Starts) -> list[tuple[Span, float]]:
    """Segments under the label, nearest first, with the gap between in page units."""
    found = []
    box = label.span
    size = label.span.tokens[0].em
    for row in document.rows[label.row.index + 1 : label.row.index + 6]:
        if row.page != label.row.page or row.middle - box.bottom > 3.5 * size:
            break
        for segment in row.segments:
            gap = segment.top - box.bottom
            if (id(segment), 0) in starts or not -0.5 * size < gap < 3.0 * size:
                continue
            overlap = min(segment.right, box.right) - max(segment.left, box.left)
            if overlap > 0 or abs(segment.left - box.left) < 1.5 * size:
                tokens = _column(segment, label, starts)
                if tokens:
                    found.append((Span(tokens), max(0.0, gap) + abs(segment.left - box.left) / 20))
    return found[:2]


def _column(segment: Span, label: Label, starts: Starts) -> list[Token]:
    """The words of a segment that stand under the label: those under a label left of it are that one's."""
    before = [
        other.span.right
        for (_, _), other in starts.items()
        if other.row is label.row and other.span.right <= label.span.left
    ]
    if not before or segment.left >= label.span.left - 2 * label.span.tokens[0].em:
        return segment.tokens
    edge = max(before)
    return [token for token in segment.tokens if token.left >= edge]


def over(document: Document, labels: list[Label], starts: Starts) -> dict[int, list[tuple[Span, float]]]:
    """The values of labels that stand under theirs, as on forms filled in on a line, by label.

    Seen where labels stand in a column, or side by side: a value over the first and none under the last. A value
    at both ends is the one that stands nearer.
    """
    waiting = [
        label
        for label in labels
        if label.first == 0 and not until_label(label, starts) and right_of(label, starts) is None
    ]
    found: dict[int, list[tuple[Span, float]]] = {}
    for group in (*_columns(waiting), *_side_by_side(waiting)):
        first, last = group[0], group[-1]
        above = _above(document, first, starts)
        if not above:
            continue
        under = [(span, gap) for span, gap in below(document, last, starts) if _is_value(span)]
        if under and under[0][1] <= above[0][1] + 0.25 * first.span.tokens[0].em:
            continue
        tops = [_above(document, label, starts) for label in group]
        if 2 * sum(bool(top) for top in tops) > len(group):
            found.update({id(label): top for label, top in zip(group, tops, strict=True)})
    return found


def _columns(labels: list[Label]) -> list[list[Label]]:
    """Two labels or more under each other at one left edge."""
    groups: list[list[Label]] = []
    for label in labels:
        em = label.span.tokens[0].em
        home = next(
            (
                group
                for group in groups
                if group[-1].row.page == label.row.page
                and abs(group[-1].span.left - label.span.left) < 0.6 * em
                and 0 < label.span.top - group[-1].span.bottom < 10 * em
            ),
            None,
        )
        if home is None:
            groups.append([label])
        else:
            home.append(label)
    return [group for group in groups if len(group) > 1]


def _side_by_side(labels: list[Label]) -> list[list[Label]]:
    rows: dict[int, list[Label]] = {}
    for label in labels:
        rows.setdefault(label.row.index, []).append(label)
    return [group for group in rows.values() if len(group) > 1]


def _above(document: Document, label: Label, starts: Starts) -> list[tuple[Span, float]]:
    """The value right over a label at its left edge, with the gap between."""
    box, em = label.span, label.span.tokens[0].em
    for row in reversed(document.rows[max(0, label.row.index - 4) : label.row.index]):
        if row.page != label.row.page or box.top - row.middle > 3 * em:
            break
        for segment in row.segments:
            gap = box.top - segment.bottom
            level = abs(segment.left - box.left) < 0.8 * em
            if level and -0.6 * em < gap < 1.5 * em:
                return (
                    [(segment, max(0.0, gap))]
                    if (id(segment), 0) not in starts and _is_value(segment)
                    else []
                )
    return []


def _is_value(span: Span) -> bool:
    """Whether a text has figures in it: a number, a code or a date."""
    return bool(re.search(r"\d", span.text)) or bool(find_dates(span.text))
