"""Recognition of pages with Tesseract: always there, and the second opinion where it is not alone."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from . import images
from .words import PageWords, UnreadableFile, Word

MIN_CONFIDENCE = 0.15
"""Words below it are marks on the paper rather than letters."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One way of looking at a page; several are compared where a page does not prove itself."""

    name: str
    mode: int = 3
    """Tesseract's page segmentation: 3 automatic, 4 columns, 11 sparse."""
    width: int = images.GOOD_WIDTH
    even: bool = True
    specks: bool | None = None
    """Whether specks are removed; None decides by how noisy the page is."""
    binary: bool = False
    rules: bool = True
    """Whether table rules are wiped out first."""


SETTINGS = (
    Setting("plain", width=2200, rules=False),
    Setting("ruled", width=1900),
    Setting("columns", mode=4, width=2400),
    Setting("sparse", mode=11, width=2000, binary=True),
)


@lru_cache(maxsize=1)
def model_folder() -> Path:
    """Where the language models lie. Raises `UnreadableFile` where none is installed."""
    named = os.environ.get("TESSDATA_PREFIX")
    folders = [Path(named)] if named else []
    import sys

    folders += [Path(sys.prefix) / "share" / "tessdata", Path(sys.prefix) / "local" / "share" / "tessdata"]
    for folder in folders:
        if (folder / "eng.traineddata").is_file():
            return folder
    raise UnreadableFile("UNREADABLE", "No model for reading scanned pages is installed.")


def languages() -> str:
    """The models to load, English first: "eng", or "eng+deu" where the German one is there as well."""
    extra = [name for name in ("deu",) if (model_folder() / f"{name}.traineddata").is_file()]
    return "+".join(["eng", *extra])


@lru_cache(maxsize=1)
def _engine() -> Any:
    """The engine, loaded once a process (it takes some 70 MB and 0.1 s)."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    import tesserocr

    engine = tesserocr.PyTessBaseAPI(path=str(model_folder()), lang=languages())
    # Its remarks go to a file that the sandbox does not let it open, and it writes them unasked whether it could.
    engine.SetVariable("debug_file", "")
    return engine


@dataclass(frozen=True, slots=True)
class Pose:
    """How a page lies: anticlockwise quarter turns that bring it upright, then the skew left over in degrees."""

    turn: int
    angle: float


MOST_SECONDS = 20.0
"""Seconds by the clock after which the engine gives a page up."""
LEGIBLE = 150
"""Letters in words read surely from which a page is taken to lie upright."""


def first_look(image: Any, *, page: int, seconds: float = MOST_SECONDS) -> tuple[PageWords, Pose]:
    """The words of a page under the first setting, and how the page lies: found out where little was legible."""
    pose = Pose(0, images.skew_angle(image))
    words = recognise(image, page=page, pose=pose, seconds=seconds)
    seen = _legible((word.text, word.confidence) for word in words.words if _lies(word.box, words))
    if seen >= LEGIBLE:
        return words, pose
    glances = {turn: _glance(images.turned(image, turn)) for turn in (0, 90, 180, 270)}
    turn = max(glances, key=lambda way: glances[way])
    if turn == 0 or glances[turn] < max(2 * glances[0], 20):
        return words, pose
    pose = Pose(turn, images.skew_angle(images.turned(image, turn)))
    return recognise(image, page=page, pose=pose, seconds=seconds), pose


def read_place(image: Any, *, single: bool) -> str:
    """What stands in a place cut out of a page: a `single` line, or some."""
    found = _read(image, 7 if single else 6, milliseconds=2_000)
    return " ".join(text for text, _, confidence in found if confidence >= MIN_CONFIDENCE)


def _lies(box: images.Box, page: PageWords) -> bool:
    """Whether a word runs along the page: the engine also reads words that stand on end."""
    return (box[2] - box[0]) * page.width > (box[3] - box[1]) * page.height


def _legible(words: Iterable[tuple[str, float]]) -> int:
    """Letters in words of some length that are read surely."""
    return sum(
        len(text) for text, confidence in words if confidence > 0.75 and len(text) > 3 and text.isalpha()
    )


def _glance(image: Any) -> int:
    """What is legible on a small copy of the upper part of a page."""
    part = image.crop((0, 0, image.width, max(1, image.height * 3 // 5)))
    small = images.even_light(images.to_width(part, 1100))
    return _legible((text, sure) for text, _, sure in _read(small, 6, milliseconds=4_000))


def recognise(
    image: Any, *, page: int, pose: Pose, setting: Setting = SETTINGS[0], seconds: float = MOST_SECONDS
) -> PageWords:
    """The words of a page image that lies as `pose` says, under one setting; none where it takes longer."""
    upright = images.turned(image, pose.turn)
    width, height = upright.width, upright.height
    work = prepare(upright, setting, pose.angle)
    del upright
    placed = []
    for text, (left, top, right, bottom), confidence in _read(work, setting.mode, int(seconds * 1000)):
        if confidence < MIN_CONFIDENCE:
            continue
        box = (left / work.width, top / work.height, right / work.width, bottom / work.height)
        place = images.source_box(box, width=width, height=height, angle=pose.angle, turn=pose.turn)
        placed.append(Word(text, box, confidence, place))
    return PageWords(page, float(width), float(height), "ocr", tuple(placed))


def prepare(image: Any, setting: Setting, angle: float) -> Any:
    """The page image as this setting wants it."""
    work = image
    noisy = setting.specks if setting.specks is not None else images.speckle(work) > 0.02
    if noisy:
        work = images.remove_specks(work)
    work = images.to_width(work, setting.width)
    if setting.even:
        work = images.even_light(work)
    work = images.straighten(work, angle)
    if setting.rules:
        work = images.remove_rules(work)
    return images.binarise(work) if setting.binary else work


def _read(image: Any, mode: int, milliseconds: int) -> list[tuple[str, tuple[int, int, int, int], float]]:
    """(text, pixel box, confidence) of every word."""
    import tesserocr

    engine = _engine()
    engine.SetPageSegMode(mode)
    engine.SetVariable("user_defined_dpi", "300")
    engine.SetVariable("preserve_interword_spaces", "1")
    engine.SetImage(image)
    found: list[tuple[str, tuple[int, int, int, int], float]] = []
    try:
        if not engine.Recognize(milliseconds):
            return found
        iterator = engine.GetIterator()
        if iterator is None:
            return found
        level = tesserocr.RIL.WORD
        for item in tesserocr.iterate_level(iterator, level):
            try:
                text = item.GetUTF8Text(level).strip()
            except RuntimeError:
                continue
            box = item.BoundingBox(level)
            if text and box is not None:
                found.append((text, box, item.Confidence(level) / 100))
    finally:
        engine.Clear()
    return found
