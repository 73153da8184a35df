"""Recognition of scanned pages: which engine looks, and how often. Words with boxes as fractions of the page.

Where the extra `ocr` is installed, its neural models look first and Tesseract gives the second opinion: two
engines that share nothing seldom misread a letter alike. Without it Tesseract looks under several settings.
`OCR_ENGINE=tesseract` leaves the models aside.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from . import images, neural, tesseract
from .reading_time import ReadingTime, abreast
from .words import PageWords

Look = Callable[[Any, int, "Posture"], PageWords]
"""Another look at a page's picture: the picture, its number, how it lies."""


@dataclass(frozen=True, slots=True)
class Posture:
    """How a page lies, as the engine that looked first found it."""

    lie: neural.Lie
    angle: float
    """Degrees that the upright page leans; clockwise is positive."""

    @property
    def pose(self) -> tesseract.Pose:
        """The same for Tesseract."""
        return tesseract.Pose(self.lie.turn, self.angle)


def by_models() -> bool:
    """Whether the neural models look first."""
    return os.environ.get("OCR_ENGINE", "") != "tesseract" and neural.model_files() is not None


def first_look(image: Any, *, page: int, time: ReadingTime | None = None) -> tuple[PageWords, Posture]:
    """The words of a page at first sight, and how it lies."""
    if by_models():
        lie, sight = neural.first_look(image)
        words = neural.read_page(sight, page=page, lie=lie, time=time)
        return words, Posture(lie, lie.degrees)
    words, pose = tesseract.first_look(image, page=page, seconds=_seconds(time))
    return words, Posture(neural.Lie(pose.turn), pose.angle)


def second_look(image: Any, page: int, posture: Posture, time: ReadingTime | None = None) -> PageWords:
    """The words as another engine or setting sees them, for comparison."""
    setting = tesseract.SETTINGS[0 if by_models() else 1]
    return tesseract.recognise(image, page=page, pose=posture.pose, setting=setting, seconds=_seconds(time))


def two_looks(image: Any, page: int, time: ReadingTime) -> tuple[PageWords, PageWords, Posture]:
    """The first and the second look, side by side where there are two engines, and how the page lies."""
    if not by_models():
        words, posture = first_look(image, page=page, time=time)
        return words, second_look(image, page, posture, time), posture
    lie, sight = neural.first_look(image)
    posture = Posture(lie, lie.degrees)
    first, second = abreast(
        _taken,
        (
            partial(neural.read_page, sight, page=page, lie=lie, time=time),
            partial(second_look, image, page, posture, time),
        ),
    )
    return first, second, posture


def third_look(image: Any, page: int, posture: Posture, time: ReadingTime | None = None) -> PageWords:
    """One more look, for a page on which the first two proved nothing or differ."""
    if by_models():
        return neural.look_again(image, page=page, lie=posture.lie, time=time)
    setting = tesseract.SETTINGS[2]
    return tesseract.recognise(image, page=page, pose=posture.pose, setting=setting, seconds=_seconds(time))


def close_looks(line: Any, ruled: Any, *, single: bool) -> Iterator[tuple[str, str]]:
    """(engine, text) of a place cut out of a page, look by look; `ruled` is the same with the rules that cross it.

    `single` says that it is one line. Letters are some 28 pixels high.
    """
    yield "tesseract", tesseract.read_place(line, single=single)
    larger = line.resize((line.width * 3 // 2, line.height * 3 // 2))
    yield "tesseract", tesseract.read_place(images.binarise(images.softened(larger, 1.0)), single=single)
    if by_models() and single:
        yield "models", neural.read_place(ruled)


def _taken(look: Callable[[], PageWords]) -> PageWords:
    return look()


def _seconds(time: ReadingTime | None) -> float:
    return tesseract.MOST_SECONDS if time is None else min(tesseract.MOST_SECONDS, time.patience())
