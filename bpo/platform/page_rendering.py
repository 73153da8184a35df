"""Drawing pages: PDF by PDFium, images by Pillow. Runs in the sandbox only: here parsers meet the bytes."""

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import pypdfium2
from PIL import Image, ImageOps

from bpo.platform.files import media
from bpo.platform.pages import IMAGE_FORMATS, PageImage
from bpo.platform.sandbox import Payload

MAX_WIDTH = 2000
MAX_HEIGHT = 8000
MAX_IMAGE_PIXELS = 200_000_000
# Pillow refuses to open images of more than twice this.
Image.MAX_IMAGE_PIXELS = MAX_IMAGE_PIXELS // 2

_POINTS_PER_INCH = 72
_ORIENTATION = 0x0112
_LYING = frozenset({5, 6, 7, 8})
"""EXIF orientations that turn an image by a quarter."""


def render_in_child(payload: Payload) -> Payload:
    """`render_page` as a function of the sandbox."""
    order = payload["json"]
    (content,) = payload.get("blobs", ())
    made = render_page(content, order["media_type"], order["page"], order["dpi"])
    return {"json": {"width": made.width, "height": made.height}, "blobs": [made.content]}


def count_in_child(payload: Payload) -> Payload:
    """`page_count` as a function of the sandbox."""
    (content,) = payload.get("blobs", ())
    return {"json": page_count(content, payload["json"]["media_type"])}


def sizes_in_child(payload: Payload) -> Payload:
    """`page_sizes` as a function of the sandbox."""
    (content,) = payload.get("blobs", ())
    return {"json": page_sizes(content, payload["json"]["media_type"])}


def page_sizes(content: bytes, media_type: str) -> list[list[int]]:
    """Width and height of each page in points or pixels, upright, without drawing it: its proportions.

    ValueError where the media type has no pages.
    """
    if media_type == media.PDF:
        with pypdfium2.PdfDocument(content) as document:
            return [[max(1, round(side)) for side in page.get_size()] for page in document]
    with open_image(content, media_type) as image:
        sizes = []
        for number in range(int(getattr(image, "n_frames", 1))):
            image.seek(number)
            turned = image.getexif().get(_ORIENTATION, 1) in _LYING
            sizes.append([image.height, image.width] if turned else [image.width, image.height])
        return sizes


def page_count(content: bytes, media_type: str) -> int:
    """How many pages the document has; ValueError where the media type has no pages."""
    if media_type == media.PDF:
        with pypdfium2.PdfDocument(content) as document:
            return len(document)
    with open_image(content, media_type) as image:
        return int(getattr(image, "n_frames", 1))


def render_page(content: bytes, media_type: str, page: int, dpi: int = 150) -> PageImage:
    """One page, upright, at most 2000 pixels wide and 8000 high.

    `dpi` counts for PDF; an image keeps its own pixels. What came as JPEG, a scan mostly, stays one: as PNG it would be
    three times as large and take twenty times as long. Raises IndexError where there is no such page and
    ValueError where the media type has no pages.
    """
    if media_type == media.PDF:
        return _png(_pdf_page(content, page, dpi))
    with open_image(content, media_type) as image:
        if not 0 <= page < getattr(image, "n_frames", 1):
            raise IndexError(f"no page {page}")
        image.seek(page)
        image.draft("RGB", (MAX_WIDTH, MAX_HEIGHT))  # a JPEG decodes straight to about this size
        upright = _fitted(ImageOps.exif_transpose(image))
        return _jpeg(upright) if media_type == media.JPEG else _png(upright)


@contextmanager
def open_image(content: bytes, media_type: str) -> Iterator[Image.Image]:
    """Open an image as the format its bytes showed and as no other; ValueError for other media types."""
    if media_type not in IMAGE_FORMATS:
        raise ValueError(f"{media_type} has no pages")
    with Image.open(io.BytesIO(content), formats=[IMAGE_FORMATS[media_type]]) as image:
        yield image


def _pdf_page(content: bytes, number: int, dpi: int) -> Image.Image:
    with pypdfium2.PdfDocument(content) as document:
        if not 0 <= number < len(document):
            raise IndexError(f"no page {number}")
        if document.get_formtype():
            document.init_forms()  # without it, filled-in form fields stay blank
        page = document[number]
        width, height = page.get_size()
        scale = min(dpi / _POINTS_PER_INCH, MAX_WIDTH / max(width, 1), MAX_HEIGHT / max(height, 1))
        image: Image.Image = page.render(scale=scale).to_pil()
        return image


def _fitted(image: Image.Image) -> Image.Image:
    """An image in grey or colour on white, made smaller where it is too large."""
    factor = max(1, math.ceil(image.width / (2 * MAX_WIDTH)))
    if factor > 1 and image.mode in ("L", "RGB", "RGBA", "CMYK"):
        image = image.reduce(factor)
    flat = _flattened(image)
    if flat.width > MAX_WIDTH or flat.height > MAX_HEIGHT:
        flat.thumbnail((MAX_WIDTH, MAX_HEIGHT), Image.Resampling.LANCZOS)
    return flat


def _flattened(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":  # 16 and 32 bit grey: spread over what is there
        grey = image.convert("F")
        low, high = cast(tuple[float, float], grey.getextrema())
        spread = 255 / ((high - low) or 1)
        return grey.point(lambda value: value * spread - low * spread).convert("L")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return image.convert("L" if image.mode in ("1", "L", "LA") else "RGB")


def _jpeg(image: Image.Image) -> PageImage:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return PageImage(out.getvalue(), image.width, image.height)


def _png(image: Image.Image) -> PageImage:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return PageImage(out.getvalue(), image.width, image.height)
