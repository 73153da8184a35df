"""Names and address blocks: what a line of a letterhead or an address is, by its form."""

import re
from dataclasses import dataclass

from .identifiers import is_placeholder
from .layout import Document, Span

LEGAL_FORM = re.compile(
    r"(?<![\w])(?:GmbH|GMBH|LTD\.?|LIMITED|INC\.?|CORP\.?|Co\.|mbH|UG|AG|KG|OHG|e\.\s?K\.?|GbR|KGaA|Ltd\.?|Limited|PLC|plc|LLP|Inc\.?|LLC|Corp\.?|Coop|SARL|S\.?A\.?R\.?L\.?|SAS|SASU|EURL|"
    r"S\.?A\.?|SA|Sas|Snc|Spa|S\.?r\.?l\.?s?|S\.?R\.?L\.?|S\.?p\.?A\.?|S\.?P\.?A\.?|S\.?n\.?c\.?|S\.?A\.?S\.?|S\.?L\.?U?\.?|S\.?A\.?U\.?|B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|"
    r"UG \(haftungsbeschränkt\)|Pvt\.?|Oy Ab|Ekonomisk förening|Aktiebolag|SCOP|Soc\.? Coop\.?|S\.? ?Coop\.?|Sàrl|P/S|"
    r"Osk|VOF|BV|NV|spol\. s r\.\s?o\.|Unipessoal|"
    r"AB|HB|KB|A/S|I/S|K/S|P/S|ApS|AS|ASA|ANS|Oy|Oyj|Ky|Tmi|BVBA|CVBA|SNC|e\.\s?V\.|eG|sp\.\s?[jk]\.|k\.s\.|v\.o\.s\.|Bt\.|Nyrt\.|Lda\.?|Sp\.\s?z\s?o\.?\s?o\.?|s\.r\.o\.|a\.s\.|Kft\.?|Zrt\.?|d\.o\.o\.)\s*$"
)
"""Legal forms at the end of a name."""
POSTAL = re.compile(
    r"(?:^|[\s,·•|●-])(?:[A-Z]{1,2}[- ])?(?:\d{4,5}|\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{4} ?[A-Z]{2})"
    r"\s+[^\W\d_]{2,}|"
    r"^[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,2},?(?: ?[-–])? [1-8]\d{5}$|"
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
)
"""A postal code with its town, behind it in India, or one that needs none (GB, US with state, CA)."""
_CONTACT_LINE = re.compile(
    r"(?i)@|www\.|https?:|\btel\b|\btel\.|\bfax|telefon|phone|\bmob|e-?mail|\bseite\b|\bpage\b"
)
_DIVIDERS = re.compile(r"\s+[·•|●∙▪–—-]\s+|\s*[·•●∙▪|]\s*|,\s+(?=\S+.*\d)")


def is_name(text: str) -> bool:
    """Whether a line may be somebody's name: letters, not an address line, a contact or a number."""
    plain = text.strip(" :,;·•●|-")
    letters = sum(char.isalpha() for char in plain)
    if letters < 3 or len(plain) > 80 or (is_placeholder(plain) and not plain.startswith("[")):
        return False
    digits = sum(char.isdigit() for char in plain)
    if _CONTACT_LINE.search(plain) or digits > max(4, letters // 2):
        return False
    return not (POSTAL.search(plain) and not LEGAL_FORM.search(plain))


def is_street(text: str) -> bool:
    """Whether a text looks like a street, or like a label with its value, rather than like a name."""
    if re.match(r"^[^\d]{1,25}:", text):
        return True
    return re.search(r"\d", text) is not None and not LEGAL_FORM.search(clean_name(text))


def clean_name(text: str) -> str:
    """A name without what surrounds it on the page."""
    name = re.sub(
        r"^(?:firma|company|messrs\.?|spett\.?le|spettabile|to:|an:)\s+",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    return name.strip(" :;·•●|-–,").strip()


def parts_of_line(text: str) -> list[str]:
    """The pieces of a line that runs details together: "Name · Street 1 · 12345 Town"."""
    return [part.strip() for part in _DIVIDERS.split(text) if part.strip()]


def lines_on(name: str, following: list[str]) -> int:
    """How many of the next lines go on with a name: it broke off, or only there has its legal form."""
    for count, line in enumerate(following[:3], start=1):
        if _BRACKETED.fullmatch(line.strip()) or LEGAL_FORM.fullmatch(line.strip()):
            return count
        if _FORM_CUT.search(name) and _CUT_OFF.match(line.strip()):
            return count
        if not is_name(line) or is_street(line) or POSTAL.search(line):
            return 0
        if LEGAL_FORM.search(name):
            return 0
        if LEGAL_FORM.search(line.strip()):
            return count
        if count == 1 and _BREAKS_OFF.search(name):
            return 1
    return 0


def goes_on(name: str) -> bool:
    """Whether a name cannot end where its line does: it breaks off at "&", or within its legal form."""
    return _BREAKS_OFF.search(name) is not None or _FORM_CUT.search(name) is not None


def may_go_on(name: str, line: str) -> bool:
    """Whether it cannot be told if a line goes on with a name that has no legal form."""
    plain = is_name(line) and not is_street(line) and not POSTAL.search(line) and not re.search(r"\d", line)
    return plain and LEGAL_FORM.search(name) is None and len(name.split()) <= 3


_FORM_CUT = re.compile(r"\b(?:[Ss]p\. z|[Ss]p\.|s\.r\.|S\.[rR]\.|S\.p\.|S\.n\.|V\.O\.|GmbH & Co\.|& Co\.)$")
_CUT_OFF = re.compile(r"(?:z\s?o\.?\s?o\.|o\.\s?o\.|o\.|[lL]\.|A\.|c\.|F\.|KG)$")
"""A legal form broken between two lines: "Sp. z" over "o.o."."""
_BRACKETED = re.compile(r"\([^\W\d_]+\)")
_BREAKS_OFF = re.compile(r"(?:&|\+|\band|\bund|\bet|\be|\by|\ben|\boch|\bog|\bi|\bja|\ba|\bde|\bdi|\bvan|-)$")


@dataclass(slots=True, eq=False)
class Block:
    """Lines printed under each other at one left or right edge: an address, mostly."""

    lines: list[Span]
    large: float = 1e9
    """Height from which print counts as large, so that a name may be wrapped."""

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
        return any(POSTAL.search(line.text) for line in self.lines[1:] or self.lines)

    def has_figures(self) -> bool:
        """Whether two of its lines hold digits, as street and town do even where misread."""
        return sum(any(char.isdigit() for char in line.text) for line in self.lines[1:]) >= 2

    def holds(self, span: Span) -> bool:
        """Whether a text stands in the block, or right of one of its lines, or just under it."""
        em = self.lines[0].tokens[0].em
        if span.page != self.lines[0].page:
            return False
        left = min(line.left for line in self.lines)
        return self.top - em < span.top < self.bottom + 4.5 * em and left - em < span.left < left + 260

    def heading(self) -> Span | None:
        """The name at its head: the first line, with the next ones where it is set larger over several lines."""
        first = self.lines[0]
        rest = [line.height for line in self.lines]
        lines = [first]
        for line in self.lines[1:3]:
            same = abs(line.height - first.height) < 0.06 * first.height
            larger = min(rest) < 0.8 * first.height or len(self.lines) <= 3
            if (
                same
                and larger
                and first.height > self.large
                and is_name(line.text)
                and not is_street(line.text)
            ):
                lines.append(line)
            else:
                break
        return Span([token for line in lines for token in line.tokens])


def blocks_of(document: Document, stop_row: int) -> list[Block]:
    """Blocks of aligned lines on the first page above the line table."""
    blocks: list[Block] = []
    rows = [row for row in document.page_rows(0) if row.index < stop_row]
    heights = sorted(segment.height for row in rows for segment in row.segments)
    leading = 1.5 if document.method == "ocr" else 0.9  # recognised boxes hug their letters
    large = heights[len(heights) // 2] * 1.3 if heights else 1e9
    for row in rows:
        for segment in row.segments:
            home = next((b for b in reversed(blocks) if _joins(b, segment, leading)), None)
            if home is None:
                blocks.append(Block([segment], large))
            else:
                home.lines.append(segment)
    return blocks


def _joins(block: Block, segment: Span, leading: float) -> bool:
    last = block.lines[-1]
    em = max(segment.tokens[0].em, last.tokens[0].em)
    gap = segment.top - last.bottom
    aligned = abs(segment.left - last.left) < 0.8 * em or abs(segment.right - last.right) < 0.5 * em
    centred = abs((segment.left + segment.right) - (last.left + last.right)) < 1.0 * em
    return (aligned or centred) and -0.5 * em < gap < leading * em
