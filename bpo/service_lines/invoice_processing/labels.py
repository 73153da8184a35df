"""Finds labels on a page: known terms, exact on a text layer, nearly exact on recognised text."""

import re
from dataclasses import dataclass

from .dates import fold
from .dictionary import canonical, dictionary, long_keys, lookup
from .layout import Row, Span, Token
from .terms.stems import ideas_of
from .wordset import wordset

MAX_WORDS = 7
BLURRED = 77
"""Likeness in per cent from which a whole segment of a scan is taken for a label: two letters of nine."""
_PARTIES = frozenset({"seller", "buyer"})


@dataclass(slots=True, eq=False)
class Label:
    """A label found: what it may name, where it stands, and the words after it in its segment."""

    fields: frozenset[str]
    key: str
    row: Row
    segment: Span
    span: Span
    first: int
    end: int
    exact: bool
    generic: bool

    @property
    def rest(self) -> list[Token]:
        """The words of the segment behind the label."""
        return self.segment.tokens[self.end :]


def find_labels(rows: list[Row], *, fuzzy: bool) -> list[Label]:
    """All labels in rows, longest first at each place, none overlapping."""
    found: list[Label] = []
    wrapped = _wrapped(rows, fuzzy)
    lower = {id(under) for _, under in wrapped.values()}
    for row in rows:
        for segment in row.segments:
            if id(segment) in wrapped:
                found.append(wrapped[id(segment)][0])
            elif id(segment) not in lower:
                found.extend(_in_segment(row, segment, fuzzy))
    return found


def _wrapped(rows: list[Row], fuzzy: bool) -> dict[int, tuple[Label, Span]]:
    """Labels set over two lines of a narrow column ("Invoice" over "number"), by their upper segment."""
    found: dict[int, tuple[Label, Span]] = {}
    for row in rows:
        for segment in row.segments:
            if len(segment.tokens) > 3 or segment.text.endswith(":"):
                continue
            under = _right_under(rows, row, segment, fuzzy)
            if (
                under is None
                or len(under.tokens) > 3
                or (_has_value(rows, under) and _has_value(rows, segment))
            ):
                continue
            key = canonical(f"{segment.text} {under.text}")
            term = dictionary().get(key)
            if term is None or term.generic or lookup(canonical(under.text), fuzzy=False) == (term, True):
                continue
            span = Span([*segment.tokens, *under.tokens])
            found[id(segment)] = (
                Label(term.fields, key, row, segment, span, 0, len(segment.tokens), True, False), under
            )  # fmt: skip
    return found


def _has_value(rows: list[Row], segment: Span) -> bool:
    """Whether something with figures stands right of a text in its own line: then it is a label by itself."""
    row = next(row for row in rows if any(other is segment for other in row.segments))
    after = [other for other in row.segments if other.left > segment.right]
    return bool(after) and any(char.isdigit() for char in after[0].text)


def _right_under(rows: list[Row], row: Row, segment: Span, fuzzy: bool) -> Span | None:
    """The text at the same left edge, or centred alike, in the next line of print, if it is as large.

    Recognised boxes hug their letters, and are as high as these: the white between lines counts for more.
    """
    em = segment.tokens[0].em
    white, differs = (0.9, 0.35) if fuzzy else (0.4, 0.08)
    for other in rows[row.index + 1 : row.index + 4]:
        if other.page != row.page or other.top - segment.bottom > white * em:
            return None
        for below in other.segments:
            level = abs(below.left - segment.left) < 0.5 * em
            centred = abs(below.left + below.right - segment.left - segment.right) < 0.5 * em
            alike = abs(below.height - segment.height) < differs * segment.height
            if (level or centred) and alike and below.top > segment.middle:
                return below
    return None


def _in_segment(row: Row, segment: Span, fuzzy: bool) -> list[Label]:
    labels: list[Label] = []
    tokens = segment.tokens
    start = 0
    while start < len(tokens):
        label = _longest(row, segment, start, fuzzy)
        if start == 0:
            label = _composed(row, segment, label) or label
        if label is None:
            start += 1
            continue
        twin = _longest(row, segment, label.end + 1, fuzzy) if _divided(tokens, label.end) else None
        if (
            twin is not None
            and twin.first == label.end + 1
            and "number" in twin.fields
            and label.fields <= _DECOYS
        ):
            label = twin  # "Our reference / Invoice no."
        if twin is not None and twin.first == label.end + 1 and twin.fields & label.fields:
            label = _in_two_languages(label, twin)
        labels.append(label)
        start = label.end
    if fuzzy and not labels:
        blurred = _blurred(row, segment)
        labels += [blurred] if blurred is not None else []
    return labels


def _blurred(row: Row, segment: Span) -> Label | None:
    """A segment that is a label with two letters misread and nothing else: "lovoice number"."""
    from rapidfuzz import fuzz, process

    key = canonical(segment.text)
    if len(key) < 8 or len(segment.tokens) > 4 or any(char.isdigit() for char in key):
        return None
    best = process.extractOne(key, long_keys(), scorer=fuzz.ratio, score_cutoff=BLURRED)
    if best is None or len(best[0]) != len(key):
        return None
    term, end = dictionary()[best[0]], len(segment.tokens)
    return Label(term.fields, term.key, row, segment, segment, 0, end, False, term.generic)


def _divided(tokens: list[Token], place: int) -> bool:
    """Whether a stroke stands at a place, with something behind it."""
    return place + 1 < len(tokens) and tokens[place].text in _STROKES


def _in_two_languages(label: Label, twin: Label) -> Label:
    """A label printed twice, "Kunde / Bill to", as one: what both may name."""
    span = Span([*label.span.tokens, *twin.span.tokens])
    return Label(
        label.fields & twin.fields, twin.key, label.row, label.segment, span, label.first, twin.end,
        label.exact and twin.exact, label.generic and twin.generic,
    )  # fmt: skip


def _longest(row: Row, segment: Span, start: int, fuzzy: bool) -> Label | None:
    tokens = segment.tokens
    for end in range(min(len(tokens), start + MAX_WORDS), start, -1):
        inner = tokens[start : end - 1]
        if any(token.text.endswith(":") for token in inner):
            continue
        key = canonical(" ".join(token.text for token in tokens[start:end]))
        if len(key) < 2 or key.isdigit() or tokens[end - 1].text in _STROKES:
            continue
        hit = lookup(key, fuzzy)
        if hit is None:
            continue
        term, exact = hit
        if term.generic and start > 0 and not _leads(tokens, start, end, term.key):
            continue
        if (
            term.fields <= _PARTIES
            and term.generic
            and end < len(tokens)
            and not tokens[end - 1].text.endswith(":")
            and not _divided(tokens, end)
        ):
            continue
        last = end
        while last < len(tokens) and tokens[last].text in _AFTER and not _divided(tokens, last):
            last += 1
        return Label(
            term.fields, term.key, row, segment, Span(tokens[start:end]), start, last, exact, term.generic
        )
    return None


_STROKES = ("/", "|", "·", "•", "-", "–")
_AFTER = (":", "-", "–", ".:", "#")
"""Marks between a label and its value."""


def _leads(tokens: list[Token], start: int, end: int, key: str) -> bool:
    """Whether a common word inside a text is a label there: only figures before it ("25 % moms"), or a colon after."""
    if not any(char.isalpha() for token in tokens[:start] for char in token.text):
        return True
    return tokens[end - 1].text.endswith(":") and key not in ("nr", "cislo", "termin")


def _composed(row: Row, segment: Span, listed: Label | None) -> Label | None:
    """A label that no dictionary lists, understood by its words: "Please settle before", "Uw inkooporder-nr".

    Only where it says more than the listed term at the same place, and where every word of it is understood.
    """
    end, ideas = 0, set[str]()
    for token in segment.tokens[:MAX_WORDS]:
        words = re.findall(r"[^\W\d_]+", fold(token.text))
        if any(char.isdigit() for char in token.text) or (not words and end == 0):
            break
        found = [ideas_of(word) for word in words]
        if not all(found):
            return None
        ideas |= set().union(*found)
        end += 1
        if token.text.endswith(":"):
            break
    field = _field_of(ideas)
    for start in range(1, end):  # two labels printed close together: "Your order  Document no."
        if _is_another(_longest(row, segment, start, fuzzy=False), end, field):
            words = re.findall(r"[^\W\d_]+", fold(Span(segment.tokens[:start]).text))
            ideas, end = set().union(*(ideas_of(word) for word in words)), start
            field = _field_of(ideas)
            break
    if listed is not None and listed.fields <= _DECOYS and field == "number" and listed.end < end:
        return None  # "Do faktury nr": the invoice that is corrected, whatever follows
    if field is None or (end < 2 and len(ideas) < 2) or (listed is not None and listed.end >= end):
        return None
    last = end
    while last < len(segment.tokens) and segment.tokens[last].text in (":", "-", "–", ".:", "#"):
        last += 1
    key = canonical(" ".join(token.text for token in segment.tokens[:end]))
    span = Span(segment.tokens[:end])
    return Label(frozenset({field}), key, row, segment, span, 0, last, True, False)


_DECOYS = frozenset({"x_reference"})


def _is_another(label: Label | None, end: int, field: str | None) -> bool:
    """Whether a label inside a composed one is one of its own, which names something else."""
    return (
        label is not None
        and label.end == end
        and not label.generic
        and len(label.key) > 5
        and field not in label.fields
    )


_COMPOSED: tuple[tuple[str, frozenset[str], frozenset[str]], ...] = (
    ("x_reference", wordset("document earlier"), frozenset()),
    ("x_other_party", wordset("deliver place"), wordset("date total pay")),
    ("buyer", wordset("document place"), wordset("date total pay deliver")),
    ("x_delivery_date", wordset("deliver date"), wordset("pay due total vat")),
    ("x_order_date", wordset("order date"), wordset("pay due total vat")),
    ("due_date", wordset("due date"), wordset("order total vat")),
    ("due_date", wordset("due until"), wordset("order total vat")),
    ("due_date", wordset("pay date"), wordset("order total vat")),
    ("due_date", wordset("pay until"), wordset("order total vat number document")),
    ("issue_date", wordset("document date"), wordset("order due pay total vat yours deliver")),
    ("issue_date", wordset("issue date"), wordset("order due pay total vat yours deliver")),
    ("issue_date", wordset("issue until"), wordset("order due pay total vat yours deliver")),
    ("x_reference", wordset("order ours"), wordset("yours")),
    ("po_ref", wordset("order yours"), wordset("date total vat pay")),
    ("po_ref", wordset("order number"), wordset("date total vat pay document")),
    ("x_reference", wordset("yours number"), wordset("order document date vat total pay")),
    ("number", wordset("document number"), wordset("date total vat pay yours order until")),
    ("allowance_total", wordset("discount filler"), wordset("pay date document order without with")),
    ("allowance_total", wordset("discount total"), wordset("pay date document order without with")),
    ("charge_total", wordset("freight filler"), wordset("pay date document order deliver vat")),
    ("charge_total", wordset("freight total"), wordset("pay date document order deliver vat")),
    ("prepaid", wordset("prepaid filler"), wordset("date order number")),
    ("payable", wordset("rest pay"), wordset("vat document date until")),
    ("payable", wordset("rest total"), wordset("vat document date until")),
    ("line_total", wordset("line total"), wordset("vat with document pay")),
    ("net", wordset("vat without"), wordset("with pay document")),
    ("gross", wordset("vat with"), wordset("without pay document")),
    ("payable", wordset("total pay"), wordset("vat document date until")),
    ("net", wordset("total without"), wordset("with vat pay document")),
    ("gross", wordset("total with"), wordset("without vat pay document")),
    ("vat", wordset("total vat"), wordset("with without pay document number")),
)
"""(field, ideas that make it, ideas that forbid it), the first that fits."""


def _field_of(ideas: set[str]) -> str | None:
    return next((f for f, needed, barred in _COMPOSED if needed <= ideas and not barred & ideas), None)
