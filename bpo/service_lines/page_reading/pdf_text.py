"""The text layer of a PDF as words with boxes; pages without a usable one are recognised instead."""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from .words import MAX_PAGES, PageWords, UnreadableFile, Word

MAX_CHARS = 60_000
"""Characters read of one page; beyond it is no invoice page."""
OCR_DPI = 300
MOST_RULES = 40
"""Shapes on a page that may be the rules of tables; more may be letters turned into outlines."""


Box = tuple[float, float, float, float]
Transform = Callable[[float, float], tuple[float, float]]
SPACE = 0.12
"""Letters further apart than this share of their height stand in different words, where the reader of the PDF
put a space between them that the file does not have."""


@dataclass(slots=True)
class _Glyph:
    char: str
    left: float
    top: float
    right: float
    bottom: float
    turn: int = 0
    """Quarter turns, clockwise, by which the letter lies on the page as displayed."""
    loose: bool = False
    """Whether a space before it was guessed, not written."""


@contextmanager
def open_pdf(content: bytes) -> Iterator[Any]:
    """The opened document. Raises `UnreadableFile` for an encrypted, damaged or empty one."""
    import pypdfium2

    if b"%PDF-" not in content[:1024]:
        raise UnreadableFile("UNREADABLE", "The file is not a PDF, whatever its name says.")
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableFile("PASSWORD_PROTECTED", "The PDF is protected by a password.") from None
        raise UnreadableFile("UNREADABLE", "The PDF is damaged and cannot be opened.") from None
    with closing(document):
        if len(document) == 0:
            raise UnreadableFile("UNREADABLE", "The PDF has no pages.")
        yield document


def pdf_words(
    content: bytes, *, pages: Sequence[int] | None = None, recognise_scans: bool = True
) -> tuple[PageWords, ...]:
    """Words of a PDF's pages. Raises `UnreadableFile` as `open_pdf` does."""
    with open_pdf(content) as document:
        result = []
        for number in range(min(len(document), MAX_PAGES)):
            if pages is not None and number not in pages:
                continue
            page = document[number]
            with closing(page):
                result.append(_page(page, number, recognise_scans=recognise_scans))
        return tuple(result)


def _page(page: Any, number: int, *, recognise_scans: bool) -> PageWords:
    read = page_text(page, number)
    if usable(read) or not recognise_scans:
        return read
    from .ocr import first_look

    seen, _ = first_look(page_image(page), page=number)
    if not seen.words and read.words:
        return read
    return PageWords(number, read.width, read.height, seen.method, seen.words)


def page_image(page: Any, dpi: int = OCR_DPI) -> Any:
    """A page rendered in grey for recognition, at most about 12 megapixels."""
    width, height = page.get_size()
    scale = dpi / 72
    pixels = max(width * height * scale * scale, 1.0)
    if pixels > 12_000_000:
        scale *= (12_000_000 / pixels) ** 0.5
    return page.render(scale=scale, grayscale=True, may_draw_forms=True).to_pil().convert("L")


def only_words(page: Any, read: PageWords) -> bool:
    """Whether a page holds nothing that recognition could see and its text layer `read` does not say.

    It has no picture, no form, no shape beyond the rules of a table, and its words are of letters: a page whose
    content is lost or damaged, mostly. Recognising it would take seconds and find what is known.
    """
    import pypdfium2.raw as raw

    kinds = Counter(
        raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index))
        for index in range(min(raw.FPDFPage_CountObjects(page), MAX_CHARS))
    )
    shapes = kinds.pop(raw.FPDF_PAGEOBJ_PATH, 0)
    kinds.pop(raw.FPDF_PAGEOBJ_TEXT, 0)
    if kinds or shapes > MOST_RULES or raw.FPDFPage_GetAnnotCount(page):
        return False
    return not read.words or _of_letters("".join(word.text for word in read.words))


def usable(page: PageWords) -> bool:
    """Whether a text layer can be trusted: enough words, and made of letters rather than of codes."""
    text = "".join(word.text for word in page.words)
    return len(text) >= 25 and _of_letters(text)


def _of_letters(text: str) -> bool:
    good = sum(char.isalnum() or char in ".,:;-/€$£%&@+#()'\"" for char in text)
    strange = sum(unicodedata.category(char) in ("Co", "Cn", "Cc") or char == "\ufffd" for char in text)
    return good / len(text) > 0.75 and strange / len(text) < 0.1


def page_text(page: Any, number: int) -> PageWords:
    """The page's text layer as words; empty where it has none. A page lying on its side is read turned upright."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    with closing(textpage):
        glyphs = _glyphs(page, textpage)
    turns = Counter(glyph.turn for glyph in glyphs if glyph is not None)
    turn = turns.most_common(1)[0][0] if turns else 0
    upright = [_upright(glyph, turn) for glyph in glyphs if glyph is None or glyph.turn == turn]
    if turn % 2:
        width, height = height, width
    words = [word for run in _runs(upright, width / height) for word in _split_labels(run)]
    if turn:
        words = [Word(word.text, word.box, word.confidence, _turned(word.box, turn)) for word in words]
    return PageWords(number, width, height, "text", tuple(words))


def _upright(glyph: _Glyph | None, turn: int) -> _Glyph | None:
    if glyph is None or turn == 0:
        return glyph
    left, top, right, bottom = _turned((glyph.left, glyph.top, glyph.right, glyph.bottom), 4 - turn)
    return _Glyph(glyph.char, left, top, right, bottom, turn, glyph.loose)


def _turned(box: Box, turn: int) -> Box:
    """A box on a page turned clockwise by that many quarters."""
    left, top, right, bottom = box
    for _ in range(turn % 4):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return left, top, right, bottom


def _glyphs(page: Any, textpage: Any) -> list[_Glyph | None]:
    """Characters with boxes in page fractions; None where a word ends."""
    import pypdfium2.raw as raw

    to_fraction = _page_transform(page)
    quarter = _quarters(to_fraction, *page.get_size())
    glyphs: list[_Glyph | None] = []
    rect = raw.FS_RECTF()
    loose = False
    for index in range(min(raw.FPDFText_CountChars(textpage), MAX_CHARS)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if char in ("\u0002", "\ufffe", "\u00ad"):
            char = "-"
        if char.isspace() and raw.FPDFText_IsGenerated(textpage, index) == 1:
            loose = True
            continue
        blank = char.isspace() or unicodedata.category(char) in ("Cc", "Cf") or char == "\u200b"
        if blank or not raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rect)):
            glyphs.append(None)
            continue
        left, top = to_fraction(rect.left, rect.top)
        right, bottom = to_fraction(rect.right, rect.bottom)
        turn = quarter(raw.FPDFText_GetCharAngle(textpage, index))
        box = min(left, right), min(top, bottom), max(left, right), max(top, bottom)
        glyphs.append(_Glyph(unicodedata.normalize("NFC", char), *box, turn, loose))
        loose = False
    return glyphs


def _quarters(to_fraction: Transform, width: float, height: float) -> Callable[[float], int]:
    """A function from a letter's angle on the page's own plane to its quarter turns as displayed."""
    origin = to_fraction(0, 0)

    def quarter(angle: float) -> int:
        x, y = to_fraction(1000 * math.cos(angle), 1000 * math.sin(angle))
        along, down = (x - origin[0]) * width, (y - origin[1]) * height
        if abs(along) >= abs(down):
            return 0 if along >= 0 else 2
        return 1 if down > 0 else 3

    return quarter


def _page_transform(page: Any) -> Transform:
    """A function from the page's own coordinates to fractions of the page as displayed.

    The mapping is affine, so three points give it, with rotation and crop box included.
    """
    import pypdfium2.raw as raw

    size = 100_000

    def device(x: float, y: float) -> tuple[int, int]:
        out_x, out_y = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, size, size, 0, x, y, ctypes.byref(out_x), ctypes.byref(out_y))
        return out_x.value, out_y.value

    origin, along, up = device(0, 0), device(1000, 0), device(0, 1000)
    ax, bx = (along[0] - origin[0]) / 1000 / size, (up[0] - origin[0]) / 1000 / size
    ay, by = (along[1] - origin[1]) / 1000 / size, (up[1] - origin[1]) / 1000 / size
    cx, cy = origin[0] / size, origin[1] / size
    return lambda x, y: (cx + ax * x + bx * y, cy + ay * x + by * y)


def _runs(glyphs: list[_Glyph | None], shape: float) -> Iterator[list[_Glyph]]:
    """Glyphs grouped to words: split at spaces, at jumps to another line and at gaps.

    `shape` is the page's width by its height, for gaps and heights are fractions of the one and the other.
    """
    run: list[_Glyph] = []
    for glyph in glyphs:
        if glyph is None or (run and _breaks(run[-1], glyph, shape)):
            if run:
                yield run
            run = []
        if glyph is not None:
            run.append(glyph)
    if run:
        yield run


def _breaks(last: _Glyph, glyph: _Glyph, shape: float) -> bool:
    height = max(last.bottom - last.top, 1e-6)
    if abs(glyph.bottom - last.bottom) > 0.6 * height:
        return True
    gap = glyph.left - last.right
    lower, higher = sorted((height, max(glyph.bottom - glyph.top, 1e-6)))
    touching = abs(gap) * shape < 0.05 * height  # ligatures come with boxes of their own
    if lower < 0.75 * higher and abs(glyph.bottom - last.bottom) > 0.12 * height and not touching:
        return True
    if glyph.loose and gap * shape > SPACE * height:
        return True
    width = max(last.right - last.left, glyph.right - glyph.left, 1e-6)
    return gap > 0.9 * width or gap < -3 * width


_GLUED_LABEL = re.compile(r"^([^\W\d_][^:]*:)(?!//)(\S+)$")


def _split_labels(run: list[_Glyph]) -> Iterator[Word]:
    """A word; or two where a label's colon is glued to its value ("Nr.:60728")."""
    text = "".join(glyph.char for glyph in run)
    match = _GLUED_LABEL.match(text)
    parts = [run] if match is None or len(text) != len(run) else [run[: match.end(1)], run[match.end(1) :]]
    for part in parts:
        box = (
            max(0.0, min(glyph.left for glyph in part)),
            max(0.0, min(glyph.top for glyph in part)),
            min(1.0, max(glyph.right for glyph in part)),
            min(1.0, max(glyph.bottom for glyph in part)),
        )
        if box[0] < box[2] and box[1] < box[3]:
            yield Word("".join(glyph.char for glyph in part), box)
