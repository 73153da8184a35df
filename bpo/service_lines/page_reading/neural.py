"""Recognition of pages by two neural models, where the extra `ocr` is installed: text lines found, then read.

The models (PP-OCR, Apache-2.0) come as files inside the package `rapidocr`; none of its code is run. They
read far more than Tesseract where a page is blurred, noisy or slanted, and know every accent of the Latin script.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from . import images
from .line_boxes import Strip, find_strips
from .line_texts import Piece, read_strip
from .marks import with_marks_agreed, without_rules
from .reading_time import ReadingTime, abreast
from .words import PageWords, Word

GLANCE = 8
"""Lines read both ways round to see whether a page stands on its head."""
PLAIN = 0.8
"""Mean confidence from which lines are taken to be read the right way round: upside down they come to 0.5 to 0.7."""
SOFT = 1.0
"""Blur in pixels that takes grain off a page: a third of the misread words of noisy pages less, none more on clean."""
LINE_IN_PLACE = 0.95
"""Share of a cut out place's height that its line takes up, with the white around it."""
CLOSER = 1344
"""Width in pixels that the second look at a page finds its lines at."""


@dataclass(frozen=True, slots=True)
class Lie:
    """How a page lies: quarter turns anticlockwise that bring it upright, then how its lines slope.

    The slope at (x, y), in shares of the page's width and height, is `base + across * x + down * y`: a page
    photographed from one side has lines that fan out.
    """

    turn: int = 0
    base: float = 0.0
    across: float = 0.0
    down: float = 0.0

    @property
    def degrees(self) -> float:
        """By how much the lines in the middle of the page lean; clockwise is positive."""
        return math.degrees(math.atan(self.base))


@lru_cache(maxsize=1)
def model_files() -> tuple[Path, Path] | None:
    """The detector's and the reader's model; None where they or their runtime are not installed."""
    from importlib.util import find_spec

    package = find_spec("rapidocr")
    if package is None or package.origin is None or find_spec("onnxruntime") is None:
        return None
    folder = Path(package.origin).parent / "models"
    finders, readers = sorted(folder.glob("*_det_small.onnx")), sorted(folder.glob("*_rec_small.onnx"))
    return (finders[-1], readers[-1]) if finders and readers else None


@lru_cache(maxsize=1)
def _sessions() -> tuple[Any, Any]:
    """Detector and reader on one core, giving back memory after each page rather than keeping it."""
    import onnxruntime

    found = model_files()
    if found is None:
        raise RuntimeError("The extra `ocr` is not installed.")
    _give_memory_back()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    detector, reader = (
        onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]) for path in found
    )
    return detector, reader


def _give_memory_back() -> None:
    """Has the C library return large blocks as soon as they are free: some 60 MB less at a page's worst moment.

    Where that library is not glibc nothing is done; only memory is at stake.
    """
    import ctypes

    try:
        tune = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    map_from, trim_from = -3, -1  # M_MMAP_THRESHOLD, M_TRIM_THRESHOLD of malloc.h
    tune(map_from, 1 << 20)
    tune(trim_from, 1 << 20)


@dataclass(frozen=True, slots=True)
class Sight:
    """An upright page at first sight: its lines, the picture they are on, and those lines that were read already."""

    strips: list[Strip]
    image: Any
    read: dict[Strip, list[Piece]]


def first_look(image: Any) -> tuple[Lie, Sight]:
    """How a page lies, and what is seen of it upright."""
    detector, reader = _sessions()
    turn = 0
    image = images.softened(images.even_light(image), SOFT)
    strips, standing = find_strips(image, detector)
    if standing > 0.5:
        turn, image = 90, images.turned(image, 90)
        strips, _ = find_strips(image, detector)
    longest = _longest(strips)
    pieces = abreast(lambda strip: read_strip(image, strip, reader), longest)
    read = dict(zip(longest, pieces, strict=True))
    if _on_its_head(image, read, reader):
        turn, image, read = turn + 180, images.turned(image, 180), {}
        strips = [_upside_down(strip, image) for strip in strips]
    return _lie(turn, strips, image), Sight(strips, image, read)


def _longest(strips: list[Strip]) -> list[Strip]:
    return sorted(strips, key=lambda strip: strip.left - strip.right)[:GLANCE]


def _on_its_head(image: Any, read: dict[Strip, list[Piece]], reader: Any) -> bool:
    """Whether the longest lines are read more surely upside down."""
    upright = [piece for pieces in read.values() for piece in pieces]
    if _sure(upright) > PLAIN * sum(len(piece.text) for piece in upright):
        return False
    flipped = images.turned(image, 180)
    upside_down = [_upside_down(strip, image) for strip in read]
    found = abreast(lambda strip: read_strip(flipped, strip, reader), upside_down)
    return _sure([piece for pieces in found for piece in pieces]) > _sure(upright)


def _sure(pieces: list[Piece]) -> float:
    return sum(len(piece.text) * piece.confidence for piece in pieces)


def _upside_down(strip: Strip, image: Any) -> Strip:
    return Strip(
        image.width - strip.right,
        image.width - strip.left,
        image.height - strip.middle,
        strip.slope,
        strip.height,
    )


def _lie(turn: int, strips: list[Strip], image: Any) -> Lie:
    """The slope of the page's long lines, by least squares; what is far off the others has no say."""
    import numpy as np

    long = [strip for strip in strips if strip.right - strip.left > 5 * strip.height]
    if not long:
        return Lie(turn)
    slopes = np.array([strip.slope for strip in long])
    usual = float(np.median(slopes))
    near = np.abs(slopes - usual) < 0.05
    long = [strip for strip, fits in zip(long, near.tolist(), strict=True) if fits]
    if len(long) < 8:
        return Lie(turn, usual)
    weights = np.sqrt([strip.right - strip.left for strip in long])
    places = np.array(
        [
            (1.0, (strip.left + strip.right) / 2 / image.width - 0.5, strip.middle / image.height - 0.5)
            for strip in long
        ]
    )
    # A little resistance keeps the fan shut where lines stand at one side of the page only.
    held = np.vstack([places * weights[:, None], np.diag([0.0, 3.0, 3.0]) * float(weights.mean())])
    aimed = np.concatenate([(slopes[near] - usual) * weights, np.zeros(3)])
    base, across, down = np.linalg.lstsq(held, aimed, rcond=None)[0].tolist()
    return Lie(turn, usual + base, across, down)


def read_page(sight: Sight, *, page: int, lie: Lie, time: ReadingTime | None = None) -> PageWords:
    """The words of an upright picture on its lines; boxes as if the page lay straight, places as it lies.

    Lines that are left when the `time` is up are not read, and `time` says so.
    """
    _, reader = _sessions()
    image = sight.image

    def pieces(strip: Strip) -> list[Piece]:
        if strip in sight.read:
            return sight.read[strip]
        if time is not None and time.is_up():
            time.cut = True
            return []
        return read_strip(image, strip, reader)

    words = [
        _word(piece, strip, image, lie)
        for strip, found in zip(sight.strips, abreast(pieces, sight.strips), strict=True)
        for read in found
        for piece in without_rules(read)
    ]
    return PageWords(page, float(image.width), float(image.height), "ocr", with_marks_agreed(words))


def read_place(image: Any) -> str:
    """What the line in a place cut out of a page says."""
    _, reader = _sessions()
    height = image.height * LINE_IN_PLACE
    strip = Strip(0.0, float(image.width), image.height / 2, 0.0, height)
    return " ".join(piece.text for piece in read_strip(image, strip, reader))


def look_again(image: Any, *, page: int, lie: Lie, time: ReadingTime | None = None) -> PageWords:
    """The words of a page at another size and in its own light: what is doubtful comes out otherwise."""
    upright = images.softened(images.turned(image, lie.turn), SOFT / 2)
    detector, _ = _sessions()
    strips, _ = find_strips(upright, detector, width=CLOSER)
    return read_page(Sight(strips, upright, {}), page=page, lie=lie, time=time)


def _word(piece: Piece, strip: Strip, image: Any, lie: Lie) -> Word:
    width, height = image.width, image.height
    middle = strip.at((piece.left + piece.right) / 2)
    half = strip.height * 0.31  # the strip has white above and below the letters
    left, right = piece.left / width, piece.right / width
    top, bottom = (middle - half) / height, (middle + half) / height
    across, down = _straightened((left + right) / 2, (top + bottom) / 2, width / height, lie)
    half_width, half_height = (right - left) / 2, (bottom - top) / 2
    box = (across - half_width, down - half_height, across + half_width, down + half_height)
    return Word(piece.text, box, piece.confidence, images.turned_back((left, top, right, bottom), lie.turn))


def _straightened(x: float, y: float, shape: float, lie: Lie) -> tuple[float, float]:
    """Where a point of the page (shares of width and height) would be if its lines were level."""
    across, down = x - 0.5, y - 0.5
    rise = (lie.base + lie.across * across / 2 + lie.down * down) * across * shape
    lean = (lie.base + lie.down * down / 2) * down / shape
    return across + lean + 0.5, down - rise + 0.5
