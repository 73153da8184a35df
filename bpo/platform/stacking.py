"""Tables that stack their rows on a phone: there the column heads are gone, so each cell carries its column's name."""

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^>]*)>")
_SPAN = re.compile(r'\bcolspan="(\d+)"')


def labelled(rows: Markup, columns: Iterable[Mapping[str, object]]) -> Markup:
    """The body of a table with `data-label` on each cell: the label of its column.

    `rows` are `<tr>`s, `columns` what the table macro takes. The first cell, and a head, name the row and
    need no label, nor does a cell over several columns, one under a hidden head, or what is in a table inside a cell.
    """
    heads = ["" if column.get("hidden") else str(column.get("label", "")) for column in columns]
    at, depth = 0, 0

    def marked(tag: re.Match[str]) -> str:
        nonlocal at, depth
        closing, name, rest = tag.groups()
        if name == "table":
            depth += -1 if closing else 1
        if depth or closing or name == "table":
            return tag[0]
        if name == "tr":
            at = 0
            return tag[0]
        span = _SPAN.search(rest)
        column, at = at, at + (int(span[1]) if span else 1)
        label = heads[column] if column < len(heads) else ""
        if not column or name == "th" or span or not label or "data-label=" in rest:
            return tag[0]
        return f'<{name}{rest} data-label="{escape(label)}">'

    return Markup(_TAG.sub(marked, rows))  # noqa: S704 - rows are markup already, labels are escaped
