"""Who sells and who buys: names from labelled blocks, address blocks, letterheads and tax numbers."""

import re
from dataclasses import dataclass

from .dates import fold
from .identifiers import VAT_COUNTRIES, compact, iban_has_form, iban_is_valid, is_placeholder, vat_has_form
from .labels import Label
from .layout import Document, Row, Span, Token

LEGAL_FORM = re.compile(
    r"(?<![\w])(?:gmbh(?:\s*&\s*co\.?(?:\s*kg(?:aa)?)?)?|mbh|ug|ag|kg|ohg|e\.?\s?k\.?|e\.?\s?v\.?|gbr|se|partg|kgaa|"
    r"ltd\.?|limited|plc|llp|inc\.?|incorporated|llc|corp\.?|corporation|co\.|company|coop|cooperative|"
    r"s\.?a\.?r\.?l\.?|sas|s\.a\.s\.?|sasu|eurl|s\.?a\.?|snc|sci|"
    r"s\.?r\.?l\.?s?|s\.?p\.?a\.?|s\.?n\.?c\.?|"
    r"s\.?l\.?u?\.?|s\.?a\.?u\.?|sociedad limitada|"
    r"b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|bvba|sprl|srl|"
    r"ab|hb|aktiebolag|a/s|aps|i/s|as|asa|ans|oy|oyj|ky|lda\.?|unipessoal|"
    r"sp\.?\s*z\s*o\.?\s*o\.?|s\.?r\.?o\.?|a\.?s\.?|kft\.?|zrt\.?|nyrt\.?|d\.?o\.?o\.?|s\.?c\.?)(?![\w])",
    re.IGNORECASE,
)  # fmt: skip
_STRICT = re.compile(
    r"(?:GmbH|mbH|UG|AG|KG|OHG|e\.\s?K\.?|GbR|KGaA|Ltd\.?|Limited|PLC|plc|LLP|Inc\.?|LLC|Corp\.?|Coop|SARL|S\.?A\.?R\.?L\.?|SAS|SASU|EURL|S\.?A\.?|SA|"
    r"S\.?r\.?l\.?s?|S\.?p\.?A\.?|S\.?n\.?c\.?|S\.?A\.?S\.?|S\.?L\.?U?\.?|S\.?A\.?U\.?|B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|AB|HB|A/S|ApS|AS|ASA|Oy|Oyj|Lda\.?|Sp\.\s?z\s?o\.?\s?o\.?|s\.r\.o\.|a\.s\.|Kft\.?|Zrt\.?)$"
)
_POSTAL = re.compile(
    r"(?:^|[\s,·•|●-])(?:[A-Z]{1,2}[- ])?(?:\d{4,5}|\d{3} \d{2}|\d{2}-\d{3}|\d{4} ?[A-Z]{2})\s+[^\W\d_]{2,}|"
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
)
_CONTACT = re.compile(r"(?i)@|www\.|https?:|\btel|\bfax|telefon|phone|\bmob|e-?mail|\bseite\b|\bpage\b")
_WINDOW_DIVIDERS = re.compile(r"\s+[·•|●∙▪–—-]\s+|\s*[·•●∙▪|]\s*|,\s+(?=\S+.*\d)")


@dataclass(slots=True, eq=False)
class Party:
    """A name with how sure it is and where it stands."""

    name: str
    confidence: float
    span: Span


@dataclass(slots=True, eq=False)
class TaxId:
    """A tax number found on a page: `kind` is vat, ein or tax."""

    value: str
    kind: str
    span: Span
    confidence: float


@dataclass(slots=True, eq=False)
class Block:
    """Lines printed under each other at one left edge: an address, mostly."""

    lines: list[Span]

    @property
    def top(self) -> float:
        """Top edge."""
        return self.lines[0].top

    @property
    def bottom(self) -> float:
        """Bottom edge."""
        return self.lines[-1].bottom

    def is_address(self) -> bool:
        """Whether one of its lines has a postal code with a town."""
        return any(_POSTAL.search(line.text) for line in self.lines[1:] or self.lines)


def blocks_of(document: Document, stop_row: int) -> list[Block]:
    """Blocks of left-aligned lines on the first page above the line table."""
    blocks: list[Block] = []
    for row in document.page_rows(0):
        if row.index >= stop_row:
            break
        for segment in row.segments:
            home = next((b for b in reversed(blocks) if _joins(b, segment)), None)
            if home is None:
                blocks.append(Block([segment]))
            else:
                home.lines.append(segment)
    return blocks


def _joins(block: Block, segment: Span) -> bool:
    last = block.lines[-1]
    em = segment.tokens[0].em
    gap = segment.top - last.bottom
    same_size = 0.7 < segment.height / max(last.height, 1e-6) < 1.45
    return abs(segment.left - last.left) < 0.8 * em and -0.4 * em < gap < 1.0 * em and same_size


def is_name(text: str) -> bool:
    """Whether a line may be somebody's name: letters, not an address line, a contact or a number."""
    plain = text.strip(" :,;·•●|-")
    letters = sum(char.isalpha() for char in plain)
    if letters < 2 or len(plain) > 80 or is_placeholder(plain) and not plain.startswith("["):
        return False
    if _CONTACT.search(plain) or sum(char.isdigit() for char in plain) > max(4, letters // 2):
        return False
    return not (_POSTAL.search(plain) and not LEGAL_FORM.search(plain))


def clean_name(text: str) -> str:
    """A name without what surrounds it on the page."""
    name = re.sub(
        r"^(?:firma|company|messrs\.?|spett\.?le|spettabile|to:|an:)\s+",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    return name.strip(" :;·•●|-–,").strip()


def labelled_party(document: Document, labels: list[Label], field: str) -> Party | None:
    """The name under, or right of, a label such as "Bill to"; a key-value block's "Name:" beats both."""
    best: Party | None = None
    for label in labels:
        if field not in label.fields or label.row.page > 0 or label.first > 0:
            continue
        for party in _after(document, label, labels):
            if best is None or party.confidence > best.confidence:
                best = party
    return best


def _after(document: Document, label: Label, labels: list[Label]) -> list[Party]:
    found: list[Party] = []
    rest = label.rest
    colon = label.segment.tokens[label.end - 1].text.endswith(":")
    if rest and (colon or not label.generic) and is_name(" ".join(token.text for token in rest)):
        span = Span(rest)
        if colon or label.end == 1 or _STRICT.search(span.text):
            found.append(Party(clean_name(span.text), 0.8 if colon else 0.7, span))
    if rest and not colon:
        return found if LEGAL_FORM.search(" ".join(t.text for t in rest)) else []
    if rest:
        return found
    starts = {(id(other.segment), other.first): other for other in labels}
    named = _named(document, label, starts)
    if named is not None:
        return [named]
    below = _first_below(document, label, starts)
    if below is not None:
        found.append(below)
    if not found or colon:
        right = _first_right(label, starts)
        if right is not None and below is None:
            found.append(right)
    return found


def _named(document: Document, label: Label, starts: dict[tuple[int, int], Label]) -> Party | None:
    """In a block of key-value rows under the label: the value of "Name:"."""
    for row in document.rows[label.row.index + 1 : label.row.index + 6]:
        if row.page != label.row.page:
            break
        for position, segment in enumerate(row.segments):
            if abs(segment.left - label.span.left) > 60 or fold(segment.tokens[0].text).strip(": ") not in (
                "name",
                "firma",
                "nom",
                "nome",
                "nombre",
                "naam",
                "namn",
                "navn",
                "nimi",
            ):
                continue
            tokens = segment.tokens[1:]
            if tokens and tokens[0].text == ":":
                tokens = tokens[1:]
            if not tokens and position + 1 < len(row.segments):
                tokens = row.segments[position + 1].tokens
            if tokens and is_name(" ".join(token.text for token in tokens)):
                span = Span(tokens)
                return Party(clean_name(span.text), 0.93, span)
    return None


def _first_below(document: Document, label: Label, starts: dict[tuple[int, int], Label]) -> Party | None:
    em = label.span.tokens[0].em
    limit = label.span.bottom + 3.2 * em
    for row in document.rows[label.row.index + 1 : label.row.index + 8]:
        if row.page != label.row.page or row.top > limit:
            return None
        for segment in row.segments:
            if (
                abs(segment.left - label.span.left) > 2.2 * em
                or (id(segment), 0) in starts
                and segment.text.endswith(":")
            ):
                continue
            if not is_name(segment.text):
                continue
            return Party(clean_name(segment.text), 0.92 if _STRICT.search(segment.text) else 0.85, segment)
    return None


def _first_right(label: Label, starts: dict[tuple[int, int], Label]) -> Party | None:
    segments = label.row.segments
    position = next(index for index, segment in enumerate(segments) if segment is label.segment)
    for segment in segments[position + 1 : position + 2]:
        if (id(segment), 0) not in starts and is_name(segment.text):
            return Party(clean_name(segment.text), 0.85, segment)
    return None


def window_line(document: Document) -> tuple[Party, Row] | None:
    """The sender's line over an address window: "Name · Street 1 · 12345 Town" in small print."""
    for row in document.page_rows(0):
        if row.top > document.heights[0] * 0.4:
            break
        for segment in row.segments:
            parts = [part for part in _WINDOW_DIVIDERS.split(segment.text) if part.strip()]
            if (
                len(parts) >= 3
                and _POSTAL.search(segment.text)
                and is_name(parts[0])
                and not is_street(parts[0])
            ):
                span = segment.sub(0, len(parts[0]))
                return Party(clean_name(parts[0]), 0.85, span), row
    return None


def is_street(text: str) -> bool:
    """Whether a text looks like a street or a label with its value rather than like a name."""
    if re.match(r"^[^\d]{1,20}:", text):
        return True
    return re.search(r"\d", text) is not None and not _STRICT.search(clean_name(text))


def letterhead(document: Document, stop_row: int, avoid: list[Span], labels: list[Label]) -> Party | None:
    """The seller's name as it heads the page: large, at the top, with a legal form or over an address."""
    if not document.heights:
        return None
    labelled = {id(label.segment) for label in labels if label.first == 0 and not label.fields <= {"seller"}}
    lines = [s for row in document.page_rows(0) if row.index < stop_row for s in row.segments]
    if not lines:
        return None
    usual = sorted(line.height for line in lines)[len(lines) // 2]
    blocks = {id(line): block for block in blocks_of(document, stop_row) for line in block.lines}
    best: tuple[float, Span] | None = None
    for line in lines:
        if (
            id(line) in labelled
            or is_street(line.text)
            or any(line is other or _same_place(line, other) for other in avoid)
            or not is_name(line.text)
        ):
            continue
        score = _letterhead_score(line, usual, document.heights[0], blocks.get(id(line)))
        if best is None or score > best[0]:
            best = (score, line)
    if best is None or best[0] < 1.0:
        return None
    parts = _WINDOW_DIVIDERS.split(best[1].text)
    name = clean_name(parts[0] if len(parts) > 2 else best[1].text)
    return Party(name, _sure_of_letterhead(document, name, best), best[1])


def _sure_of_letterhead(document: Document, name: str, best: tuple[float, Span]) -> float:
    """A heading is surer with a legal form, and where the name stands elsewhere on the pages as well."""
    sure = 0.7 + min(best[0], 3.0) * 0.05
    if _STRICT.search(name):
        sure += 0.08
    plain = fold(name)
    if len(plain) > 5 and sum(plain in fold(row.text) for row in document.rows) > 1:
        sure += 0.05
    return min(sure, 0.96)


def _same_place(one: Span, other: Span) -> bool:
    return one.page == other.page and abs(one.left - other.left) < 2 and abs(one.top - other.top) < 2


def _letterhead_score(line: Span, usual: float, high: float, block: Block | None) -> float:
    score = min(line.height / max(usual, 1e-6), 2.5) - 1
    score += 1.5 * (1 - min(line.top / (high * 0.35), 1.0))
    if _STRICT.search(clean_name(line.text)):
        score += 1.5
    if (
        block is not None
        and block.lines[0] is line
        and len(block.lines) >= 2
        and (block.is_address() or _POSTAL.search(block.lines[1].text))
    ):
        score += 1.0
    if len(line.tokens) > 7:
        score -= 1.0
    return score


def address_blocks(document: Document, stop_row: int) -> list[Block]:
    """Blocks that look like somebody's address."""
    return [block for block in blocks_of(document, stop_row) if len(block.lines) >= 3 and block.is_address()]


_VAT_RUN = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2}[A-Z0-9][0-9A-Z.\- ]{5,18}[0-9A-Z])(?![A-Za-z0-9])")
_EIN = re.compile(r"(?<![\d-])(\d{2}-\d{7})(?![\d-])")


def tax_ids(document: Document) -> list[TaxId]:
    """VAT ids (with country code) and EINs on the pages, with where they stand; IBANs left out."""
    found: list[TaxId] = []
    for row in document.rows:
        for segment in row.segments:
            text = segment.text
            for match in _VAT_RUN.finditer(text):
                hit = _vat_in(match[1])
                if hit is not None:
                    found.append(
                        TaxId(hit[0], "vat", segment.sub(match.start(1), match.start(1) + hit[1]), 0.9)
                    )
            for match in _EIN.finditer(text):
                if re.search(r"(?i)\b(EIN|FEIN|tax id|TIN|federal)", text):
                    found.append(TaxId(match[1], "ein", segment.sub(*match.span(1)), 0.9))
    return found


def _vat_in(run: str) -> tuple[str, int] | None:
    """The longest beginning of a run of letters, digits and spaces that has a VAT id's form."""
    if iban_has_form(run) and iban_is_valid(run):
        return None
    for length in range(len(run), 7, -1):
        piece = run[:length]
        if piece[-1] in " .-" or (length < len(run) and run[length] not in " .-"):
            continue
        if compact(piece)[:2] in VAT_COUNTRIES and vat_has_form(piece):
            return compact(piece), length
    return None


def ibans(document: Document) -> list[tuple[str, bool, Span]]:
    """(IBAN, valid, where) of all account numbers in IBAN form, valid ones first."""
    found: list[tuple[str, bool, Span]] = []
    for row in document.rows:
        for match in re.finditer(r"(?<![A-Za-z0-9])[A-Z]{2} ?\d{2}(?:[ ]?[A-Z0-9]){11,30}", row.text):
            hit = _iban_in(match[0])
            if hit is not None:
                start = match.start()
                found.append((hit[0], hit[1], row.span.sub(start, start + hit[2])))
    return sorted(found, key=lambda item: not item[1])


def _iban_in(run: str) -> tuple[str, bool, int] | None:
    from .identifiers import IBAN_LENGTHS

    length = IBAN_LENGTHS.get(run[:2].upper())
    if length is None:
        return None
    taken = ""
    for position, char in enumerate(run):
        if char.isalnum():
            taken += char
        if len(taken) == length:
            return taken, iban_is_valid(taken), position + 1
    return None


def near(one: Span, other: Span) -> float:
    """How far two texts of a page stand apart, rows counting more than columns."""
    if one.page != other.page:
        return 10_000.0
    horizontal = max(0.0, max(one.left, other.left) - min(one.right, other.right))
    return abs(one.top - other.top) * 1.5 + horizontal * 0.6


def words_of_name(tokens: list[Token]) -> str:
    """Words of a name joined."""
    return clean_name(" ".join(token.text for token in tokens))
