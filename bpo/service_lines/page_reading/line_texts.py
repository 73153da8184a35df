"""What a strip of a page says, letter by letter with their places: a neural reader of text lines."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .line_boxes import Strip

HEIGHT = 48
"""Pixels in height that the reader sees a line at."""
STEP = 8
"""Pixels of such a line to each of the reader's answers."""
WIDEST = 1920
"""A line wider than this in those pixels is read squeezed."""
GAP = 0.55
"""Share of a line's height from which white between two letters parts words without a blank being read."""

MARK_LOST = 0.8
"""Confidence of an amount whose decimal mark was not read."""
_WHOLE = re.compile(r"^\W?\d{1,3}(?:[.,]\d{3})*$")
_CENTS = re.compile(r"^\d{2}\W?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a line: text, left and right in pixels of the page, and how surely it was read."""

    text: str
    left: float
    right: float
    confidence: float


def read_strip(image: Any, strip: Strip, session: Any) -> list[Piece]:
    """The words of one line of a grey page, left to right."""
    import numpy as np
    from PIL import Image

    width = strip.right - strip.left
    wide = int(min(WIDEST, max(16, round(width * HEIGHT / max(strip.height, 1.0)))))
    across = width / wide
    line = image.transform(
        (wide, HEIGHT),
        Image.Transform.AFFINE,
        (
            across, 0.0, strip.left,
            strip.slope * across, strip.height / HEIGHT, strip.at(strip.left) - strip.height / 2,
        ),
        resample=Image.Resampling.BICUBIC,
        fillcolor=255,
    )  # fmt: skip
    pixels = (np.asarray(line, dtype=np.float32) / 255 - 0.5) / 0.5
    letters, columns = _alphabet(session)
    told = session.run(
        None, {session.get_inputs()[0].name: np.broadcast_to(pixels, (1, 3, HEIGHT, wide)).copy()}
    )
    likely = told[0][0][:, columns]
    step = wide / likely.shape[0]
    placed = _letters(likely, letters)
    pieces = [
        Piece(text, strip.left + start * across, strip.left + end * across, sure)
        for text, start, end, sure in _words(placed, step, wide, np.asarray(line))
    ]
    return _with_cents(pieces, strip.height)


def _with_cents(pieces: list[Piece], height: float) -> list[Piece]:
    """An amount that stands alone on its strip and whose decimal mark was read as a blank: "1,314 72"."""
    if len(pieces) != 2:
        return pieces
    whole, cents = pieces
    near = cents.left - whole.right < GAP * height
    if not (near and _WHOLE.match(whole.text) and _CENTS.match(cents.text)):
        return pieces
    sure = min(whole.confidence, cents.confidence, MARK_LOST)
    return [Piece(f"{whole.text}.{cents.text}", whole.left, cents.right, sure)]


@lru_cache(maxsize=1)
def _alphabet(session: Any) -> tuple[str, Any]:
    """The letters of Latin scripts that the reader knows, blank first, and their columns in its answers."""
    import numpy as np

    known = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    if known and not known[-1]:
        known = known[:-1]
    chosen = [(at + 1, letter) for at, letter in enumerate(known) if len(letter) == 1 and _latin(letter)]
    total = session.get_outputs()[0].shape[-1]
    columns = [0, *(at for at, _ in chosen)]
    letters = "\0" + "".join(letter for _, letter in chosen)
    if isinstance(total, int) and total == len(known) + 2:
        columns.append(total - 1)  # the blank between words comes last
        letters += " "
    return letters, np.array(columns)


def _latin(letter: str) -> bool:
    return ord(letter) < 0x180 or letter in "ȘșȚțẞ€№–—‘’“”„‚•…×§"


def _letters(likely: Any, letters: str) -> list[tuple[str, int, float]]:
    """(letter, step, likelihood): repeated answers run together, blanks dropped."""
    best = likely.argmax(axis=1)
    found: list[tuple[str, int, float]] = []
    last = 0
    for at, index in enumerate(best.tolist()):
        if index and index != last:
            found.append((letters[index], at, float(likely[at, index])))
        elif index and found:
            letter, where, sure = found[-1]
            found[-1] = (letter, where, max(sure, float(likely[at, index])))
        last = index
    return found


def _words(
    placed: list[tuple[str, int, float]], step: float, wide: int, line: Any
) -> list[tuple[str, float, float, float]]:
    """(text, left, right, likelihood) of each word, in pixels of the line as it was seen."""
    groups: list[list[tuple[str, int, float]]] = [[]]
    for entry in placed:
        if entry[0] == " ":
            groups.append([])
            continue
        if groups[-1] and (entry[1] - groups[-1][-1][1]) * step > (1 + GAP) * HEIGHT:
            groups.append([])
        groups[-1].append(entry)
    groups = [group for group in groups if group]
    ink = _inked(line)
    found = []
    for index, group in enumerate(groups):
        before = groups[index - 1][-1][1] if index else None
        after = groups[index + 1][0][1] if index + 1 < len(groups) else None
        left = 0.0 if before is None else (before + group[0][1] + 1) / 2 * step
        right = float(wide) if after is None else (group[-1][1] + 1 + after) / 2 * step
        left, right = _hugged(ink, left, right, group[0][1] * step, (group[-1][1] + 1) * step)
        found.append(
            ("".join(entry[0] for entry in group), left, right, _confidence([entry[2] for entry in group]))
        )
    return found


def _confidence(letters: list[float]) -> float:
    """A word is less sure than its letters on average, and surer than the worst of them."""
    return (sum(letters) / len(letters) + min(letters)) / 2


def _inked(line: Any) -> Any:
    """Which columns of a line bear ink."""
    import numpy as np

    core = line[6:-6].astype(np.float32)
    paper, dark = np.percentile(core, 85), np.percentile(core, 2)
    if paper - dark < 40:
        return np.ones(line.shape[1], dtype=bool)
    return (core < paper - 0.4 * (paper - dark)).sum(axis=0) > 1


def _hugged(ink: Any, left: float, right: float, first: float, last: float) -> tuple[float, float]:
    """A word's ends drawn in to its ink, but never past the letters that were read."""
    import numpy as np

    columns = np.flatnonzero(ink[int(left) : int(right) + 1])
    if len(columns) == 0:
        return first, last
    return min(left + float(columns[0]), first + STEP), max(left + float(columns[-1]) + 1, last - STEP)
