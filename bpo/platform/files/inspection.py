"""Opening a file to see if it can be worked with. Runs in the sandbox only: here parsers meet the bytes."""

import warnings
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

import pypdfium2
import python_calamine
from PIL import Image

from bpo.platform import page_rendering, pages
from bpo.platform.files import archives, media, zip_directory
from bpo.platform.files.uploads import CUT_OFF, DAMAGED, ENCRYPTED
from bpo.platform.sandbox import Payload
from bpo.platform.sheets import reading

MAX_PAGES = 500
MAX_DEPTH = 200
MAX_ELEMENTS = 500_000
MAX_ATTRIBUTES = 500
_DECODED_FRAMES = 10
_FPDF_ERR_PASSWORD, _FPDF_ERR_SECURITY = 4, 5


class _Refused(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def inspect_file(payload: Payload) -> Payload:
    """Open the one blob as the JSON's `media_type`; gives `code`, `message` (None when fit) and `pages`."""
    (content,) = payload.get("blobs", ())
    look = _LOOKS.get(payload["json"]["media_type"], _nothing_to_open)
    answer: dict[str, Any] = {"code": None, "message": None, "pages": None}
    try:
        answer["pages"] = look(content, payload["json"]["media_type"])
    except _Refused as refusal:
        answer |= {"code": refusal.code, "message": refusal.message}
    return {"json": answer}


def _nothing_to_open(content: bytes, media_type: str) -> None:
    del content, media_type


def _pdf(content: bytes, _: str) -> int:
    try:
        with pypdfium2.PdfDocument(content) as document:
            count = len(document)
            if not count:
                raise _Refused("FILE_DAMAGED", "The PDF has no pages. Please check it and send it again.")
            if count > MAX_PAGES:
                raise _Refused(
                    "FILE_TOO_MANY_PAGES",
                    f"The PDF has {count} pages; at most {MAX_PAGES} are taken at once. Please split it.",
                )
            # The first page as a thumbnail: what cannot be drawn here cannot be read later either.
            page = document[0]
            page.render(scale=min(1.0, 200 / max(*page.get_size(), 1)))
            return count
    except pypdfium2.PdfiumError as error:
        if error.err_code in (_FPDF_ERR_PASSWORD, _FPDF_ERR_SECURITY):
            raise _Refused("FILE_ENCRYPTED", ENCRYPTED) from error
        raise _Refused("FILE_DAMAGED", DAMAGED) from error


def _image(content: bytes, media_type: str) -> int:
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            page_rendering.open_image(content, media_type) as image,
        ):
            count = int(getattr(image, "n_frames", 1))
            if count > MAX_PAGES:
                raise _Refused(
                    "FILE_TOO_MANY_PAGES",
                    f"The image file has {count} pages; at most {MAX_PAGES} are taken. Please split it.",
                )
            for frame in range(count):
                image.seek(frame)
                _check_size(image.width * image.height)
                if frame < _DECODED_FRAMES:
                    image.draft("L", (200, 200))
                    image.load()
            return count
    except Image.DecompressionBombError:
        _check_size(page_rendering.MAX_IMAGE_PIXELS + 1)
        raise
    except EOFError as error:
        raise _Refused("FILE_DAMAGED", CUT_OFF) from error
    except (OSError, SyntaxError, ValueError, KeyError, TypeError) as error:  # what Pillow's readers raise
        truncated = "truncated" in str(error)
        raise _Refused("FILE_DAMAGED", CUT_OFF if truncated else DAMAGED) from error


def _check_size(pixels: int) -> None:
    if pixels > page_rendering.MAX_IMAGE_PIXELS:
        raise _Refused(
            "IMAGE_TOO_LARGE",
            f"The image has more than {page_rendering.MAX_IMAGE_PIXELS // 1_000_000} megapixels. "
            "Please scan at 300 dpi or make it smaller.",
        )


class _XmlGuard:
    """Counts what an XML file is made of and stops at what is never taken."""

    def __init__(self) -> None:
        self._depth = 0
        self._elements = 0

    def doctype(self, *_: object) -> None:
        """A document type may declare entities, which is how XML is made to explode or to read files."""
        raise _Refused(
            "FILE_UNSAFE",
            "The XML file has a document type (DTD), which is not taken. Please send it without one.",
        )

    def start(self, _: str, attributes: list[str]) -> None:
        """Another element opens."""
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH or self._elements > MAX_ELEMENTS or len(attributes) > 2 * MAX_ATTRIBUTES:
            raise _Refused(
                "FILE_TOO_COMPLEX",
                "The XML file is nested too deeply or has too many elements. Please check it.",
            )

    def end(self, _: str) -> None:
        """The innermost element closes."""
        self._depth -= 1


def _xml(content: bytes, _: str) -> None:
    guard = _XmlGuard()
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = guard.doctype
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise _Refused(
            "FILE_DAMAGED",
            f"The XML file is not well-formed (line {error.lineno}, column {error.offset + 1}). "
            "Please create it again.",
        ) from error
    except (ValueError, LookupError) as error:
        raise _Refused(
            "FILE_ENCODING", "The XML file's character encoding is not known. Please send it in UTF-8."
        ) from error


def _workbook(content: bytes, _: str) -> None:
    try:
        heads = archives.check_container(content)
    except archives.ArchiveRefused as refusal:
        raise _Refused(*_workbook_words(refusal)) from refusal
    if any(path.casefold().endswith("vbaproject.bin") for path in heads):
        raise _Refused("FILE_UNSAFE", "The workbook contains macros. Please save it as XLSX without macros.")
    if any(b"<!DOCTYPE" in head.upper() for head in heads.values()):
        raise _Refused("FILE_UNSAFE", "The workbook contains a document type (DTD), which is not taken.")
    try:
        reading.open_workbook(content)
    except (python_calamine.CalamineError, reading.SheetRefused) as error:
        raise _Refused("FILE_DAMAGED", DAMAGED) from error


def _workbook_words(refusal: archives.ArchiveRefused) -> tuple[str, str]:
    if refusal.code in ("ARCHIVE_DAMAGED", "FILE_DAMAGED"):
        return "FILE_DAMAGED", DAMAGED
    if refusal.code == "FILE_ENCRYPTED":
        return "FILE_ENCRYPTED", ENCRYPTED
    if refusal.code in ("ARCHIVE_TOO_LARGE", "ARCHIVE_TOO_MANY_FILES"):
        return "FILE_TOO_COMPLEX", "The workbook is too large when opened. Please split it."
    return "FILE_UNSAFE", "The workbook is built in a way that can do harm. Please save it again with Excel."


def _zip(content: bytes, _: str) -> None:
    try:
        zip_directory.read_directory(content, zip_directory.ArchiveLimits())
    except archives.ArchiveRefused as refusal:
        raise _Refused(refusal.code, refusal.message) from refusal


def _text(content: bytes, _: str) -> None:
    try:
        reading.decode_text(content)
    except reading.SheetRefused as refusal:
        raise _Refused("FILE_ENCODING", refusal.message) from refusal


_LOOKS: dict[str, Callable[[bytes, str], int | None]] = {
    media.PDF: _pdf,
    **dict.fromkeys(pages.IMAGE_FORMATS, _image),
    media.XML: _xml,
    media.XLSX: _workbook,
    media.ZIP: _zip,
    media.CSV: _text,
    media.TEXT: _text,
}
