"""Page images of documents, made in the sandbox. Pages count from 0.

Who keeps images keeps them by the content's hash, page and resolution.
"""

from dataclasses import dataclass

from bpo.platform.files import media
from bpo.platform.sandbox import Payload, Sandbox

IMAGE_FORMATS = {
    media.JPEG: "JPEG",
    media.PNG: "PNG",
    media.TIFF: "TIFF",
    "image/gif": "GIF",
    "image/webp": "WEBP",
}
PAGED = frozenset({media.PDF, *IMAGE_FORMATS})
"""Media types that have page images."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as PNG, or as JPEG where that is how it came, with its size in pixels."""

    content: bytes
    width: int
    height: int


def page_image(sandbox: Sandbox, content: bytes, media_type: str, page: int, dpi: int = 150) -> PageImage:
    """One page's image, made in the sandbox; raises ParseFailed and SandboxUnavailable as that does."""
    order: Payload = {"json": {"media_type": media_type, "page": page, "dpi": dpi}, "blobs": [content]}
    answer = sandbox.call("bpo.platform.page_rendering:render_in_child", order)
    (picture,) = answer.get("blobs", ())
    return PageImage(picture, int(answer["json"]["width"]), int(answer["json"]["height"]))


def picture_type(content: bytes) -> str:
    """The media type of a page's image, by its first bytes."""
    return media.JPEG if content.startswith(b"\xff\xd8") else media.PNG


def count_pages(sandbox: Sandbox, content: bytes, media_type: str) -> int:
    """How many pages there are, counted in the sandbox; raises as `page_image` does."""
    order: Payload = {"json": {"media_type": media_type}, "blobs": [content]}
    return int(sandbox.call("bpo.platform.page_rendering:count_in_child", order)["json"])


def page_sizes(sandbox: Sandbox, content: bytes, media_type: str) -> list[tuple[int, int]]:
    """Width and height of each page, for their proportions, without drawing one; raises as `page_image` does."""
    order: Payload = {"json": {"media_type": media_type}, "blobs": [content]}
    answer = sandbox.call("bpo.platform.page_rendering:sizes_in_child", order)["json"]
    return [(int(width), int(height)) for width, height in answer]
