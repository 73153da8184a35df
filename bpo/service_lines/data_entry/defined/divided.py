"""Files of many pages divided into records of so many pages each."""

import io
from collections.abc import Callable
from pathlib import PurePath

from bpo.catalog.rules import Source
from bpo.catalog.rules.definitions import Definition

PDF, TIFF = "application/pdf", "image/tiff"
MOST_PARTS = 2_000


def divider(definition: Definition) -> Callable[[Source], tuple[Source, ...]] | None:
    """How a file is divided; None where a file is one record, however long."""
    per_record = definition.pages_per_record
    if not per_record:
        return None

    def divide(source: Source) -> tuple[Source, ...]:
        """The records in a file; none where it is one, or where its pages do not come out even."""
        parts = _pages(source, per_record)
        name = PurePath(source.name)
        return tuple(
            Source(
                name=f"{name.stem} {number:03d}{name.suffix}", media_type=source.media_type, content=content
            )
            for number, content in enumerate(parts, start=1)
        )

    return divide


def _pages(source: Source, per_record: int) -> list[bytes]:
    if source.media_type == PDF:
        return _of_pdf(source.content, per_record)
    return _of_tiff(source.content, per_record) if source.media_type == TIFF else []


def _even(pages: int, per_record: int) -> bool:
    return pages > per_record and pages % per_record == 0 and pages // per_record <= MOST_PARTS


def _of_pdf(content: bytes, per_record: int) -> list[bytes]:
    import pypdfium2

    parts: list[bytes] = []
    with pypdfium2.PdfDocument(content) as document:
        if not _even(len(document), per_record):
            return parts
        for first in range(0, len(document), per_record):
            part = pypdfium2.PdfDocument.new()
            part.import_pages(document, list(range(first, first + per_record)))
            out = io.BytesIO()
            part.save(out)
            part.close()
            parts.append(out.getvalue())
    return parts


def _of_tiff(content: bytes, per_record: int) -> list[bytes]:
    from PIL import Image

    parts: list[bytes] = []
    with Image.open(io.BytesIO(content), formats=["TIFF"]) as image:
        pages = int(getattr(image, "n_frames", 1))
        if not _even(pages, per_record):
            return parts
        for first in range(0, pages, per_record):
            kept = []
            for number in range(first, first + per_record):
                image.seek(number)
                kept.append(image.copy())
            out = io.BytesIO()
            kept[0].save(out, "TIFF", save_all=True, append_images=kept[1:], compression="tiff_deflate")
            parts.append(out.getvalue())
    return parts
