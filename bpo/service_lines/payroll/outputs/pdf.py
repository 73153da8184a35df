"""PDF files of plain text and lines, page after page, thousands of them in seconds (ISO 32000-1).

Only what payslips need: two standard fonts, no images. The same pages give the same bytes.
"""

import hashlib
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

REGULAR, BOLD = "Helvetica", "Helvetica-Bold"
_FONTS = {REGULAR: "F1", BOLD: "F2"}
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "ı": "i", "−": "-"})


@dataclass
class Page:
    """A page that is written on; `y` counts from the bottom, in points."""

    width: float
    height: float

    def __post_init__(self) -> None:
        self._marks: list[bytes] = []

    def text(self, x: float, y: float, words: str, *, size: float = 10, font: str = REGULAR) -> None:
        """Words that begin at x."""
        shown = in_fonts(words).replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        self._marks.append(
            b"BT /%s %g Tf %.2f %.2f Td (%s) Tj ET" % (_FONTS[font].encode(), size, x, y, shown)
        )

    def text_to(self, x: float, y: float, words: str, *, size: float = 10, font: str = REGULAR) -> None:
        """Words that end at x."""
        self.text(x - stringWidth(words, font, size), y, words, size=size, font=font)

    def rule(self, x: float, y: float, to: float) -> None:
        """A line across."""
        self._marks.append(b"0.5 w %.2f %.2f m %.2f %.2f l S" % (x, y, to, y))

    @property
    def content(self) -> bytes:
        """What is on it, as PDF says it, compressed."""
        return zlib.compress(b"\n".join(self._marks), 6)


def in_fonts(words: str) -> bytes:
    """Text in the letters of the standard fonts (Windows-1252); others lose their marks, and what is left is `?`."""
    try:
        return words.encode("cp1252")
    except UnicodeEncodeError:
        pass
    shown = []
    for letter in words.translate(_LETTERS):
        bare = letter
        if letter.encode("cp1252", "replace") == b"?" and letter != "?":
            bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode() or "?"
        shown.append(bare)
    return "".join(shown).encode("cp1252", "replace")


def pdf_file(pages: Sequence[Page], *, title: str, author: str) -> bytes:
    """The file of the pages. ValueError for none."""
    if not pages:
        raise ValueError("a file has at least one page")
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    for name in _FONTS:
        objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % name.encode())
    objects.append(b"<</Title(%s)/Author(%s)>>" % (_literal(title), _literal(author)))
    kids = []
    for page in pages:
        content = page.content
        objects.append(b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>"
            b"/Contents %d 0 R>>" % (page.width, page.height, len(objects))
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    return _written(objects)


def _literal(words: str) -> bytes:
    return in_fonts(words).replace(b"\\", b"").replace(b"(", b"").replace(b")", b"")


def _written(objects: Sequence[bytes]) -> bytes:
    parts, at, places = [b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"], 15, []
    for number, body in enumerate(objects, start=1):
        whole = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        places.append(at)
        parts.append(whole)
        at += len(whole)
    identity = hashlib.sha256(b"".join(parts)).hexdigest()[:32].encode()
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts.append(b"".join(b"%010d 00000 n \n" % place for place in places))
    parts.append(
        b"trailer\n<</Size %d/Root 1 0 R/Info 5 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, identity, identity, at)
    )
    return b"".join(parts)
