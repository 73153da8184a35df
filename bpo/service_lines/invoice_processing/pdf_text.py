"""The text layer of a PDF as words with boxes; pages without a usable one are recognised instead."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from .words import MAX_PAGES, PageWords, UnreadableFile, Word

MAX_CHARS = 60_000
"""Characters read of one page; beyond it is no invoice page."""
OCR_DPI = 300


@dataclass(slots=True)
class _Glyph:
    char: str
    left: float
    top: float
    right: float
    bottom: float


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


def usable(page: PageWords) -> bool:
    """Whether a text layer can be trusted: enough words, and made of letters rather than of codes."""
    text = "".join(word.text for word in page.words)
    if len(text) < 25:
        return False
    good = sum(char.isalnum() or char in ".,:;-/€$£%&@+#()'\"" for char in text)
    strange = sum(unicodedata.category(char) in ("Co", "Cn", "Cc") or char == "\ufffd" for char in text)
    return good / len(text) > 0.75 and strange / len(text) < 0.1


def page_text(page: Any, number: int) -> PageWords:
    """The page's text layer as words; empty where it has none."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    with closing(textpage):
        glyphs = _glyphs(page, textpage)
    words = [word for run in _runs(glyphs) for word in _split_labels(run)]
    return PageWords(number, width, height, "text", tuple(words))


def _glyphs(page: Any, textpage: Any) -> list[_Glyph | None]:
    """Characters with boxes in page fractions; None where a word ends."""
    import pypdfium2.raw as raw

    to_fraction = _page_transform(page)
    glyphs: list[_Glyph | None] = []
    rect = raw.FS_RECTF()
    count = min(raw.FPDFText_CountChars(textpage), MAX_CHARS)
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if char in ("\u0002", "\ufffe", "\u00ad"):
            char = "-"
        if char.isspace() or unicodedata.category(char) in ("Cc", "Cf") or char == "\u200b":
            glyphs.append(None)
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rect)):
            glyphs.append(None)
            continue
        left, top = to_fraction(rect.left, rect.top)
        right, bottom = to_fraction(rect.right, rect.bottom)
        glyphs.append(
            _Glyph(
                unicodedata.normalize("NFC", char),
                min(left, right),
                min(top, bottom),
                max(left, right),
                max(top, bottom),
            )
        )
    return glyphs


def _page_transform(page: Any) -> Any:
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


def _runs(glyphs: list[_Glyph | None]) -> Iterator[list[_Glyph]]:
    """Glyphs grouped to words: split at spaces, at jumps to another line and at gaps."""
    run: list[_Glyph] = []
    for glyph in glyphs:
        if glyph is None or (run and _breaks(run[-1], glyph)):
            if run:
                yield run
            run = []
        if glyph is not None:
            run.append(glyph)
    if run:
        yield run


def _breaks(last: _Glyph, glyph: _Glyph) -> bool:
    height = max(last.bottom - last.top, 1e-6)
    if abs(glyph.bottom - last.bottom) > 0.6 * height:
        return True
    gap = glyph.left - last.right
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
