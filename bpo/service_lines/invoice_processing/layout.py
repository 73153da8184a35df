"""The geometry of a page: words put into rows, rows cut into segments, texts found with their boxes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from bpo.catalog.rules import Evidence
from bpo.service_lines.page_reading.words import PageWords, Word

_TAX_WITH_RATE = re.compile(
    r"(?i)^((?:vat|mwst|ust|tva|iva|btw|moms|mva|alv|dph|áfa|afa|ptu|gst|hst|tps)\.?:?)"
    r"(\d{1,2}(?:[.,]\d{1,2})?%?)$"
)


@dataclass(slots=True, eq=False)
class Token:
    """A word in page units: the page is 1000 wide, and as high as its shape makes it."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    box: tuple[float, float, float, float]
    """Where it stands on the page as handed in, in fractions."""
    em: float = 10.0
    """Size of the print: what a word's gap is measured by."""

    @property
    def height(self) -> float:
        """Height of the word's box."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Vertical centre."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Horizontal centre."""
        return (self.left + self.right) / 2


@dataclass(slots=True, eq=False)
class Span:
    """Neighbouring words of one row."""

    tokens: list[Token]

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(token.text for token in self.tokens)

    @property
    def page(self) -> int:
        """Page, from 0."""
        return self.tokens[0].page

    @property
    def left(self) -> float:
        """Left edge."""
        return min(token.left for token in self.tokens)

    @property
    def right(self) -> float:
        """Right edge."""
        return max(token.right for token in self.tokens)

    @property
    def top(self) -> float:
        """Top edge."""
        return min(token.top for token in self.tokens)

    @property
    def bottom(self) -> float:
        """Bottom edge."""
        return max(token.bottom for token in self.tokens)

    @property
    def middle(self) -> float:
        """Vertical centre."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Median height of its words: the size of its print."""
        return median(token.height for token in self.tokens)

    @property
    def confidence(self) -> float:
        """The lowest confidence of its words."""
        return min(token.confidence for token in self.tokens)

    def evidence(self) -> Evidence:
        """Where it stands, as page fractions."""
        return evidence_of(self.tokens)

    def sub(self, start: int, end: int) -> "Span":
        """The words that characters start..end of `text` fall in."""
        offset = 0
        chosen = []
        for token in self.tokens:
            if offset < end and start < offset + len(token.text):
                chosen.append(token)
            offset += len(token.text) + 1
        return Span(chosen or self.tokens[:1])


def evidence_of(tokens: Sequence[Token]) -> Evidence:
    """The box around words of one page, as page fractions."""
    return Evidence(
        page=tokens[0].page,
        box=(
            round(min(token.box[0] for token in tokens), 5),
            round(min(token.box[1] for token in tokens), 5),
            round(max(token.box[2] for token in tokens), 5),
            round(max(token.box[3] for token in tokens), 5),
        ),
    )


@dataclass(slots=True, eq=False)
class Row:
    """Words on one base line, left to right, and the segments between its wide gaps."""

    index: int
    page: int
    tokens: list[Token]
    segments: list[Span] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """All words."""
        return Span(self.tokens)

    @property
    def text(self) -> str:
        """All words with single spaces."""
        return " ".join(token.text for token in self.tokens)

    @property
    def top(self) -> float:
        """Top edge."""
        return min(token.top for token in self.tokens)

    @property
    def bottom(self) -> float:
        """Bottom edge."""
        return max(token.bottom for token in self.tokens)

    @property
    def middle(self) -> float:
        """Vertical centre."""
        return median(token.middle for token in self.tokens)

    @property
    def height(self) -> float:
        """Median height of its words."""
        return median(token.height for token in self.tokens)


@dataclass(slots=True)
class Document:
    """All rows of a document in reading order. `heights` is each page's height in units."""

    rows: list[Row]
    heights: list[float]
    method: str

    def page_rows(self, page: int) -> list[Row]:
        """The rows of one page."""
        return [row for row in self.rows if row.page == page]


def tokens_of(page: PageWords) -> list[Token]:
    """The words of a page in page units."""
    high = 1000 * page.height / page.width if page.width else 1414.0
    return [
        Token(
            word.text, page.page, word.box[0] * 1000, word.box[1] * high, word.box[2] * 1000, word.box[3] * high,
            word.confidence, word.shown,
        )
        for printed in page.words
        if not _is_leader(printed.text)
        for word in _rate_apart(printed)
    ]  # fmt: skip


def _rate_apart(word: Word) -> tuple[Word, ...]:
    """A tax and its rate as two words where they are printed, or were read, as one: "MwSt.19%", "VAT8"."""
    found = _TAX_WITH_RATE.match(word.text)
    if found is None:
        return (word,)
    left, top, right, bottom = word.box
    at = left + found.end(1) / len(word.text) * (right - left)
    return (
        replace(word, text=found[1], box=(left, top, at, bottom), place=word.shown),
        replace(word, text=found[2], box=(at, top, right, bottom), place=word.shown),
    )


def _is_leader(text: str) -> bool:
    """Dots or dashes that only lead the eye from a label to its value."""
    return len(text) > 2 and not text.strip("._…·-–")


def lay_out(pages: Iterable[PageWords]) -> Document:
    """Rows and segments of all pages."""
    rows: list[Row] = []
    heights: list[float] = []
    method = "text"
    for page in pages:
        heights.append(1000 * page.height / page.width if page.width else 1414.0)
        if page.method == "ocr":
            method = "ocr"
        for tokens in _rows(tokens_of(page)):
            _measure(tokens, page.method)
            row = Row(len(rows), page.page, tokens)
            row.segments = _segments(tokens, 1.05 if page.method == "ocr" else 0.8)
            rows.append(row)
    return Document(rows, heights, method)


def _rows(tokens: list[Token]) -> list[list[Token]]:
    """Words grouped by base line. A word joins the row it overlaps most; tall marks do not bind rows together."""
    if not tokens:
        return []
    usual = median(token.height for token in tokens)
    rows: list[list[Token]] = []
    middles: list[float] = []
    for token in sorted(tokens, key=lambda item: (item.middle, item.left)):
        slack = 0.5 * max(min(token.height, usual * 1.5), usual * 0.75)
        for index in range(len(rows) - 1, max(-1, len(rows) - 6), -1):
            if abs(middles[index] - token.middle) <= slack and not _collides(rows[index], token):
                rows[index].append(token)
                middles[index] = sum(item.middle for item in rows[index]) / len(rows[index])
                break
        else:
            rows.append([token])
            middles.append(token.middle)
    order = sorted(range(len(rows)), key=lambda index: middles[index])
    return [sorted(rows[index], key=lambda item: item.left) for index in order]


def _collides(row: list[Token], token: Token) -> bool:
    """Whether a word would lie over another of the row: then it is of the line above or below."""
    for other in row:
        overlap = min(other.right, token.right) - max(other.left, token.left)
        narrow = min(other.right - other.left, token.right - token.left)
        if overlap > 0.4 * narrow and abs(other.middle - token.middle) > 0.25 * min(
            other.height, token.height
        ):
            return True
    return False


def _measure(tokens: list[Token], method: str) -> None:
    """Sets the print size: a text layer's boxes are a line high, recognised ones hug their letters."""
    usual = median(token.height for token in tokens)
    for token in tokens:
        if method == "ocr":
            token.em = max(min(token.height, usual * 1.5), usual) / 0.74
        else:
            token.em = token.height / 1.12


def _segments(tokens: list[Token], widest: float) -> list[Span]:
    """A row cut where the gap is wider than words of one phrase stand apart."""
    segments: list[Span] = []
    current: list[Token] = []
    for token in tokens:
        if current:
            size = min(current[-1].em, token.em)
            if token.left - current[-1].right > max(widest * size, 3.0):
                segments.append(Span(current))
                current = []
        current.append(token)
    if current:
        segments.append(Span(current))
    return segments
