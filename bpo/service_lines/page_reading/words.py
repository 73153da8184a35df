"""Words with their boxes, page by page, whatever the file: text layer where there is one, OCR otherwise.

The page viewer uses the same words, so a click on a word fills a field with what automation saw.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bpo.catalog.rules import Source
from bpo.platform.sandbox import Payload

MAX_PAGES = 60
"""Pages read of one document; an invoice with more goes to a person."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box (left, top, right, bottom) as fractions of the page, top-left origin.

    `confidence` is 1 for a text layer, the engine's estimate in 0..1 for OCR. A recognised page is read
    turned upright and straightened: `box` is on that page, `place` where it is on the page as handed in.
    """

    text: str
    box: tuple[float, float, float, float]
    confidence: float = 1.0
    place: tuple[float, float, float, float] | None = None

    @property
    def shown(self) -> tuple[float, float, float, float]:
        """The box on the page as a viewer shows it."""
        return self.place or self.box


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page. `width` and `height` are in points; `method` is `text` or `ocr`."""

    page: int
    width: float
    height: float
    method: str
    words: tuple[Word, ...]

    def as_json(self) -> dict[str, Any]:
        """The page as JSON values, for the viewer."""
        return asdict(self)


class UnreadableFile(Exception):
    """The file cannot be read at all; `code` is the reason for the client."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def words_of(source: Source, *, pages: Sequence[int] | None = None) -> tuple[PageWords, ...]:
    """The words of a PDF or image, one entry a page (all, or those numbered, from 0).

    Raises `UnreadableFile` for a file that cannot be opened (encrypted, damaged, empty, not a page).
    """
    if source.media_type == "application/pdf":
        from .pdf_text import pdf_words

        return pdf_words(source.content, pages=pages)
    if source.media_type.startswith("image/"):
        from .images import open_pages
        from .ocr import first_look

        return tuple(
            first_look(image, page=number)[0]
            for number, image in enumerate(open_pages(source.content))
            if pages is None or number in pages
        )
    raise UnreadableFile("UNREADABLE", "This kind of file has no pages to read.")


def _glanced(source: Source) -> tuple[PageWords, ...]:
    """The words of a file by the faster engine where it is a picture."""
    if not source.media_type.startswith("image/"):
        return words_of(source)
    from .images import open_pages
    from .tesseract import first_look

    return tuple(first_look(image, page=number)[0] for number, image in enumerate(open_pages(source.content)))


def words_in_child(payload: Payload) -> Payload:
    """The sandbox's side of a page viewer: a file in, its pages' words as [text, left, top, right, bottom] out.

    A file without readable pages has none; that is no error here. `quick`: somebody waits for the answer, so pictures
    are looked at by the faster engine.
    """
    (content,) = payload.get("blobs", ())
    source = Source(name="", media_type=payload["json"]["media_type"], content=content)
    try:
        pages = _glanced(source) if payload["json"].get("quick") else words_of(source)
    except UnreadableFile:
        pages = ()
    return {
        "json": {"pages": [{"words": [[word.text, *word.shown] for word in page.words]} for page in pages]}
    }
