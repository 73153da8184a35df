"""Recognition of scanned pages with Tesseract: words with boxes as fractions of the page."""

import os
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

    return tesserocr.PyTessBaseAPI(path=str(model_folder()), lang=languages())


def recognise(
    image: Any, *, page: int, setting: Setting = SETTINGS[0], angle: float | None = None
) -> PageWords:
    """The words of a page image under one setting. `angle` spares measuring the skew again.

    The page is turned about its centre and keeps its proportions, so a box is off by no more than the skew.
    """
    source_width, source_height = image.width, image.height
    if angle is None:
        angle = images.skew_angle(image)
    work = prepare(image, setting, angle)
    words = _read(work, setting.mode)
    placed = tuple(
        Word(
            text, (left / work.width, top / work.height, right / work.width, bottom / work.height), confidence
        )
        for text, (left, top, right, bottom), confidence in words
        if confidence >= MIN_CONFIDENCE
    )
    return PageWords(page, float(source_width), float(source_height), "ocr", placed)


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


def _read(image: Any, mode: int) -> list[tuple[str, tuple[int, int, int, int], float]]:
    """(text, pixel box, confidence) of every word."""
    import tesserocr

    engine = _engine()
    engine.SetPageSegMode(mode)
    engine.SetVariable("user_defined_dpi", "300")
    engine.SetVariable("preserve_interword_spaces", "1")
    engine.SetImage(image)
    found: list[tuple[str, tuple[int, int, int, int], float]] = []
    try:
        if not engine.Recognize(20_000):
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
