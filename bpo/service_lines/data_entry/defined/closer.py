"""One place of a scanned page looked at closely: cut out as it would lie on the sample page, and read again."""

from collections.abc import Iterator, Sequence
from typing import Any

from .alignment import Box, Lie

_LETTERS = 28
"""Pixels that letters are high when they are read closely: a rule is longer, and can be told from them."""
_BESIDE, _ABOVE = 0.3, 0.3
"""Heights of the letters that are looked at beside and above what was seen: what is printed there stays out."""


def cut(picture: Any, lie: Lie, box: Box, size: float) -> Any:
    """The part of an upright page's picture that `box` of the sample page is, lying straight.

    `size` is the width in pixels that the whole page would have.
    """
    from PIL import Image

    left, top, right, bottom = box
    width, height = picture.size
    high = size * height / width
    wide_out, high_out = max(8, round((right - left) * size)), max(8, round((bottom - top) * high))
    return picture.transform(
        (wide_out, high_out),
        Image.Transform.AFFINE,
        (
            lie.a * width / size, lie.b * width / high, (lie.a * left + lie.b * top + lie.c) * width,
            lie.d * height / size, lie.e * height / high, (lie.d * left + lie.e * top + lie.f) * height,
        ),
        resample=Image.Resampling.BICUBIC,
        fillcolor=255,
    )  # fmt: skip


def looks(picture: Any, lie: Lie, words: Sequence[Box]) -> Iterator[tuple[str, str]]:
    """(engine, text) of the line that stands where `words` of the sample page do, look by look: each costs some time,
    so that who is content with the first ones takes no more."""
    from PIL import ImageOps

    from bpo.service_lines.page_reading import images, ocr

    tall = sorted(bottom - top for _, top, _, bottom in words)[len(words) // 2]
    left, top = min(box[0] for box in words), min(box[1] for box in words)
    right, bottom = max(box[2] for box in words), max(box[3] for box in words)
    single = bottom - top < 1.7 * tall
    width, height = picture.size
    size = _LETTERS / tall * width / height
    beside, above = _BESIDE * tall * height / width, _ABOVE * tall
    place = (left - beside, top - above, right + beside, bottom + above)
    line = images.even_light(cut(picture, lie, place, size))
    alone = ImageOps.expand(images.remove_rules(line), _LETTERS // 2, 255)
    yield from ocr.close_looks(alone, line, single=single)
