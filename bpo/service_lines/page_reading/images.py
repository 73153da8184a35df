"""Images of pages made ready for recognition: turned upright, straightened, cleaned."""

import io
import math
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .words import MAX_PAGES, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PIXELS = 80_000_000
"""Larger pictures are refused before they are decoded."""
WORK_PIXELS = 9_500_000
"""Pages are worked on at no more than this many pixels (A4 at about 330 dpi)."""
MOST_ENLARGED = 12_000_000
"""Pixels beyond which no page is enlarged, whatever its shape."""
MOST_DECODED = 110_000_000
"""Bytes that a picture may take when it is decoded: A4 in colour at 600 dpi. Only JPEG is decoded smaller."""
LONGEST = 12
"""Times that a picture may be as long as it is wide, or as wide as it is long: a till's receipt is 8 times, at most."""
ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held."""
UPRIGHT = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""By that tag, the transposition (PIL's `Transpose`) that brings a picture upright; 1 lies upright already."""
LEAST_ANGLE = 0.05
"""Degrees below which a page counts as straight."""
STRIPE = 256
"""Rows of pixels worked on at a time, where a whole page in wider numbers would take too much memory."""
GOOD_WIDTH = 2400
"""Width in pixels at which letters of an A4 page are large enough for the engine."""


def open_pages(content: bytes) -> "Iterator[Any]":
    """The pages of an image file in grey, EXIF rotation applied. Raises `UnreadableFile`."""
    for number in range(count_pages(content)):
        yield open_page(content, number)


def count_pages(content: bytes) -> int:
    """How many pages of an image file are read. Raises `UnreadableFile`."""
    with _opened(content) as image:
        return min(int(getattr(image, "n_frames", 1)), MAX_PAGES)


def open_page(content: bytes, number: int) -> Any:
    """One page of an image file in grey, EXIF rotation applied. Raises `UnreadableFile`."""
    with _opened(content) as image:
        if number:
            image.seek(number)
        pixels = image.width * image.height
        small = image.format == "JPEG" and pixels > 2 * WORK_PIXELS
        if pixels > MAX_PIXELS or (not small and pixels * len(image.getbands()) > MOST_DECODED):
            raise UnreadableFile("UNREADABLE", "The picture is too large to be a page.")
        if max(image.size) > LONGEST * min(image.size):
            raise UnreadableFile("UNREADABLE", "The picture is too long and narrow to be a page.")
        if small:
            factor = (WORK_PIXELS / pixels) ** 0.5
            image.draft("L", (int(image.width * factor), int(image.height * factor)))
        turn = UPRIGHT.get(image.getexif().get(ORIENTATION))
        grey = flatten(image)
        return grey if turn is None else grey.transpose(turn)


def pages_apart(content: bytes, first: int, end: int) -> bytes:
    """Pages of an image file (from `first` to before `end`) as a TIFF of their own, not a point of them changed.

    Raises `UnreadableFile`.
    """
    with _opened(content) as image:
        out = io.BytesIO()
        pages = []
        for number in range(first, end):
            image.seek(number)
            pages.append(image.copy())
        bare = all(page.mode == "1" for page in pages)
        pages[0].save(
            out,
            "TIFF",
            save_all=True,
            append_images=pages[1:],
            compression="group4" if bare else "tiff_adobe_deflate",
            dpi=image.info.get("dpi", (0, 0)),
        )
        return out.getvalue()


@contextmanager
def _opened(content: bytes) -> "Iterator[Any]":
    from PIL import Image, UnidentifiedImageError

    if not content:
        raise UnreadableFile("UNREADABLE", "The file is empty.")
    try:
        with Image.open(io.BytesIO(content)) as image:
            yield image
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
        inked = image if image.mode in ("RGBA", "LA") else image.convert("RGBA")
        grey = Image.new("L", image.size, 255)
        grey.paste(inked.convert("L"), mask=inked.getchannel("A"))
    else:
        # A large picture is halved as it is: beside its colours there is no room for a grey copy of its size.
        halves = image.mode in ("RGB", "L") and image.width * image.height >= 3.5 * WORK_PIXELS
        grey = (image.reduce(2) if halves else image).convert("L")
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
    limit = _threshold(small)
    ink = small.point(lambda value: 0 if value > limit else 255)

    def sharpness(angle: float) -> float:
        rows = np.asarray(
            ink.rotate(angle, resample=Image.Resampling.NEAREST, fillcolor=0), dtype=np.float32
        ).sum(axis=1)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    best = max((step * 0.5 for step in range(-14, 15)), key=sharpness)
    best = max((best + step * 0.1 for step in range(-5, 6)), key=sharpness)
    return round(best, 2)


def _threshold(image: Any) -> float:
    """Otsu's threshold between ink and paper."""
    import numpy as np

    counts = np.array(image.histogram()[:256])
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

    if abs(angle) < LEAST_ANGLE:
        return image
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)


def to_width(image: Any, width: int = GOOD_WIDTH) -> Any:
    """The picture brought to a width at which small print is legible, at most three times its own."""
    from PIL import Image

    factor = min(width / image.width, 3.0, (MOST_ENLARGED / (image.width * image.height)) ** 0.5)
    if abs(factor - 1) < 0.1:
        return image
    size = max(1, int(image.width * factor)), max(1, int(image.height * factor))
    return image.resize(size, Image.Resampling.LANCZOS)


def even_light(image: Any) -> Any:
    """Paper brought to white: each spot divided by the brightness around it (shadows, yellowing, grey)."""
    import numpy as np
    from PIL import Image, ImageFilter

    small = image.resize((max(1, image.width // 8), max(1, image.height // 8)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(6))
    background = np.asarray(paper.resize(image.size, Image.Resampling.BILINEAR))
    pixels = np.array(image)
    for top in range(0, image.height, STRIPE):
        stripe = pixels[top : top + STRIPE]
        light = np.maximum(background[top : top + STRIPE], 40).astype(np.float32)
        stripe[:] = np.minimum(stripe / light * 250, 255)
    return Image.fromarray(pixels)


def softened(image: Any, radius: float) -> Any:
    """The picture blurred a little, so that grain and the steps of black-and-white pages melt away."""
    from PIL import ImageFilter

    return image.filter(ImageFilter.GaussianBlur(radius))


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

    found = np.zeros_like(dark)
    if dark.shape[axis] <= length:
        return found
    turned, out = (dark, found) if axis == 1 else (dark.T, found.T)
    for top in range(0, turned.shape[0], STRIPE):
        out[top : top + STRIPE] = _runs_in(turned[top : top + STRIPE], length)
    return found


def _runs_in(dark: Any, length: int) -> Any:
    """`_long_runs` along the rows of a stripe."""
    import numpy as np

    sums = np.zeros((dark.shape[0], dark.shape[1] + 1), dtype=np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:])
    full = (sums[:, length:] - sums[:, :-length]) == length
    marks = np.zeros_like(sums)
    marks[:, : full.shape[1]] += full
    marks[:, length : length + full.shape[1]] -= full[:, : marks.shape[1] - length]
    return np.cumsum(marks, axis=1, dtype=np.int32)[:, : dark.shape[1]] > 0


def speckle(image: Any) -> float:
    """Share of ink pixels that stand alone: above about 0.02 the page is noisy."""
    import numpy as np

    pixels = np.asarray(image)
    total = alone = 0
    for top in range(0, image.height, STRIPE):
        rows = pixels[max(0, top - 1) : top + STRIPE + 1] < 128
        ink = np.pad(rows, ((top == 0, top + STRIPE >= image.height), (1, 1)))
        near = ink[:-2, 1:-1] | ink[2:, 1:-1] | ink[1:-1, :-2] | ink[1:-1, 2:]
        here = ink[1:-1, 1:-1]
        total += int(here.sum())
        alone += int((here & ~near).sum())
    return alone / total if total else 0.0


def binarise(image: Any) -> Any:
    """Black and white by Otsu's threshold."""
    limit = _threshold(image)
    return image.point(lambda value: 255 if value > limit else 0)


Box = tuple[float, float, float, float]


def turned(image: Any, turn: int) -> Any:
    """The picture turned anticlockwise by 0, 90, 180 or 270 degrees."""
    from PIL import Image

    ways = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
    return image.transpose(ways[turn]) if turn else image


def turned_back(box: Box, turn: int) -> Box:
    """Where a box on a page that was `turned` stands on the page as handed in, in fractions of the page."""
    left, top, right, bottom = box
    if turn == 90:
        box = (1 - bottom, left, 1 - top, right)
    elif turn == 180:
        box = (1 - right, 1 - bottom, 1 - left, 1 - top)
    elif turn == 270:
        box = (top, 1 - right, bottom, 1 - left)
    return (max(0.0, box[0]), max(0.0, box[1]), min(1.0, box[2]), min(1.0, box[3]))


def source_box(box: Box, *, width: int, height: int, angle: float, turn: int) -> Box:
    """Where a box on the upright, straightened page stands on the page before `turned` and `straighten`.

    Boxes are fractions. A slanted box is given by its centre and its own size: it is to point at a word,
    and the box around its slanted corners would cover the neighbours. `width` and `height` are the upright
    page's in pixels.
    """
    left, top, right, bottom = box
    slant = math.radians(angle if abs(angle) >= LEAST_ANGLE else 0.0)
    across, down = ((left + right) / 2 - 0.5) * width, ((top + bottom) / 2 - 0.5) * height
    x = (across * math.cos(slant) - down * math.sin(slant)) / width + 0.5
    y = (across * math.sin(slant) + down * math.cos(slant)) / height + 0.5
    half_width, half_height = (right - left) / 2, (bottom - top) / 2
    if turn in (90, 270):
        x, y = (1 - y, x) if turn == 90 else (y, 1 - x)
        half_width, half_height = half_height, half_width
    elif turn == 180:
        x, y = 1 - x, 1 - y
    return (
        max(0.0, x - half_width),
        max(0.0, y - half_height),
        min(1.0, x + half_width),
        min(1.0, y + half_height),
    )
