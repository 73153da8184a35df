"""Images of pages made ready for recognition: turned upright, straightened, cleaned."""

import io
from typing import TYPE_CHECKING, Any

from .words import MAX_PAGES, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PIXELS = 80_000_000
"""Larger pictures are refused before they are decoded."""
WORK_PIXELS = 9_500_000
"""Pages are worked on at no more than this many pixels (A4 at about 330 dpi)."""
GOOD_WIDTH = 2400
"""Width in pixels at which letters of an A4 page are large enough for the engine."""


def open_pages(content: bytes) -> "Iterator[Any]":
    """The pages of an image file in grey, EXIF rotation applied. Raises `UnreadableFile`."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if not content:
        raise UnreadableFile("UNREADABLE", "The file is empty.")
    try:
        image = Image.open(io.BytesIO(content))
        frames = min(getattr(image, "n_frames", 1), MAX_PAGES)
        for number in range(frames):
            image.seek(number)
            if image.width * image.height > MAX_PIXELS:
                raise UnreadableFile("UNREADABLE", "The picture is too large to be a page.")
            upright = ImageOps.exif_transpose(image)
            yield flatten(upright)
    except UnreadableFile:
        raise
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        Image.DecompressionBombError,
    ) as error:
        raise UnreadableFile("UNREADABLE", f"The picture is damaged: {type(error).__name__}.") from None


def flatten(image: Any) -> Any:
    """Any picture as grey on white, at a workable size."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        white = Image.new("RGBA", rgba.size, (255, 255, 255, 255))
        image = Image.alpha_composite(white, rgba)
    grey = image.convert("L")
    pixels = grey.width * grey.height
    if pixels > WORK_PIXELS:
        factor = (WORK_PIXELS / pixels) ** 0.5
        grey = grey.resize(
            (max(1, int(grey.width * factor)), max(1, int(grey.height * factor))), Image.Resampling.LANCZOS
        )
    return grey


def skew_angle(image: Any) -> float:
    """By how many degrees the text runs off the horizontal (positive: clockwise), within ±7.

    The right angle makes the rows' ink counts differ most (projection profile).
    """
    import numpy as np
    from PIL import Image

    small = image.copy()
    small.thumbnail((900, 1200))
    pixels = np.asarray(small, dtype=np.float32)
    ink = Image.fromarray(((pixels < _threshold(pixels)) * 255).astype("uint8"))

    def sharpness(angle: float) -> float:
        rows = np.asarray(
            ink.rotate(angle, resample=Image.Resampling.NEAREST, fillcolor=0), dtype=np.float32
        ).sum(axis=1)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    best = max((step * 0.5 for step in range(-14, 15)), key=sharpness)
    best = max((best + step * 0.1 for step in range(-5, 6)), key=sharpness)
    return round(best, 2)


def _threshold(pixels: Any) -> float:
    """Otsu's threshold between ink and paper."""
    import numpy as np

    counts, _ = np.histogram(pixels, bins=256, range=(0, 256))
    weights = np.cumsum(counts).astype(np.float64)
    means = np.cumsum(counts * np.arange(256)).astype(np.float64)
    total, mean = weights[-1], means[-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (mean * weights - means * total) ** 2 / (weights * (total - weights))
    between[~np.isfinite(between)] = 0
    return float(np.argmax(between)) + 0.5


def straighten(image: Any, angle: float) -> Any:
    """The picture turned by `angle` degrees about its centre, same size, white corners."""
    from PIL import Image

    if abs(angle) < 0.05:
        return image
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)


def to_width(image: Any, width: int = GOOD_WIDTH) -> Any:
    """The picture brought to a width at which small print is legible, at most three times its own."""
    from PIL import Image

    factor = min(width / image.width, 3.0)
    if abs(factor - 1) < 0.1:
        return image
    return image.resize((int(image.width * factor), int(image.height * factor)), Image.Resampling.LANCZOS)


def even_light(image: Any) -> Any:
    """Paper brought to white: each spot divided by the brightness around it (shadows, yellowing, grey)."""
    import numpy as np
    from PIL import Image, ImageFilter

    small = image.resize((max(1, image.width // 8), max(1, image.height // 8)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(6))
    background = np.asarray(paper.resize(image.size, Image.Resampling.BILINEAR), dtype=np.float32)
    pixels = np.asarray(image, dtype=np.float32)
    np.maximum(background, 40, out=background)
    np.divide(pixels, background, out=background)
    del pixels
    background *= 250
    return Image.fromarray(np.clip(background, 0, 255, out=background).astype("uint8"))


def remove_specks(image: Any) -> Any:
    """Single dark dots (salt-and-pepper noise) taken away by a median over 3 x 3."""
    from PIL import ImageFilter

    return image.filter(ImageFilter.MedianFilter(3))


def remove_rules(image: Any, least: float = 0.045) -> Any:
    """Table rules wiped out: dark runs longer than `least` of the width, along or across, turn white.

    Letters that touch a rule keep what stands beside it; runs that are thick are pictures and stay.
    """
    import numpy as np
    from PIL import Image

    pixels = np.asarray(image).copy()
    dark = pixels < 140
    length = max(40, int(image.width * least))
    for axis in (1, 0):
        runs = _long_runs(dark, length, axis)
        thick = _long_runs(runs, 14, 1 - axis)
        wipe = runs & ~thick
        spread = wipe | np.roll(wipe, 1, 1 - axis) | np.roll(wipe, -1, 1 - axis)
        pixels[spread] = 255
    return Image.fromarray(pixels)


def _long_runs(dark: Any, length: int, axis: int) -> Any:
    """The pixels that lie in dark runs of at least `length` along an axis."""
    import numpy as np

    if dark.shape[axis] <= length:
        return np.zeros_like(dark)
    turned = dark if axis == 1 else dark.T
    sums = np.zeros((turned.shape[0], turned.shape[1] + 1), dtype=np.int32)
    np.cumsum(turned, axis=1, out=sums[:, 1:])
    full = (sums[:, length:] - sums[:, :-length]) == length
    marks = np.zeros((turned.shape[0], turned.shape[1] + 1), dtype=np.int32)
    marks[:, : full.shape[1]] += full
    marks[:, length : length + full.shape[1]] -= full[:, : marks.shape[1] - length]
    covered = np.cumsum(marks, axis=1)[:, : turned.shape[1]] > 0
    return covered if axis == 1 else covered.T


def speckle(image: Any) -> float:
    """Share of ink pixels that stand alone: above about 0.02 the page is noisy."""
    import numpy as np

    pixels = np.asarray(image)
    ink = pixels < 128
    total = int(ink.sum())
    if total == 0:
        return 0.0
    near = np.zeros(ink.shape, dtype=np.uint8)
    for down, right in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        near += np.roll(ink, (down, right), axis=(0, 1)).astype(np.uint8)
    return float((ink & (near == 0)).sum()) / total


def binarise(image: Any) -> Any:
    """Black and white by Otsu's threshold."""
    import numpy as np

    limit = _threshold(np.asarray(image, dtype=np.float32))
    return image.point(lambda value: 255 if value > limit else 0)
