"""Where the lines of text stand on a page: a neural detector's map, cut into slanted strips."""

from dataclasses import dataclass
from typing import Any

from .reading_time import abreast

DETECT_WIDTH = 1024
"""Width in pixels that the detector sees a page at."""
TALLEST = 3.0
"""Heights to widths of the longest page seen at that width, as a till's receipt is; what is longer is seen smaller."""
BLANK = 24
"""Shades by which the darkest point of a tile is below its paper, where nothing is printed."""
TILE = (256, 544)
"""Rows and columns of the page that the detector sees at a time: its memory grows with them."""
MARGIN = 32
"""Pixels at a tile's edge that are left to its neighbour, which sees more around them."""
INK = 0.3
"""Likelihood from which a point belongs to a text."""
SURE = 0.5
"""Mean likelihood below which a patch is no text."""
GROWTH = 1.6
"""The detector marks the core of a line; by this share of its area to its edge it is grown back."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text in pixels of the page: left and right ends, the middle's height at both, its height."""

    left: float
    right: float
    middle: float
    slope: float
    height: float

    def at(self, x: float) -> float:
        """How far down the middle of the line is at `x`."""
        return self.middle + self.slope * (x - (self.left + self.right) / 2)


def find_strips(image: Any, session: Any, *, width: int = DETECT_WIDTH) -> tuple[list[Strip], float]:
    """The lines of text on a grey page, in no order, and the share of text that stands on end."""
    import numpy as np
    from PIL import Image

    factor = min(width / image.width, TALLEST * width / image.height)
    width = max(32, round(image.width * factor))
    height = max(32, round(image.height * factor))
    small = image.resize((width, height), Image.Resampling.BOX if factor < 1 else Image.Resampling.BICUBIC)
    likelihood = _likelihood(np.asarray(small), session)
    strips = []
    lying = standing = 0.0
    for patch in _patches(likelihood > INK, likelihood):
        wide, high = patch.right - patch.left, patch.bottom - patch.top
        lying += patch.points if wide > 2 * high else 0.0
        standing += patch.points if high > 2 * wide else 0.0
        strip = _strip(patch)
        if strip is not None:
            strips.append(
                Strip(
                    max(0.0, strip.left / factor),
                    min(float(image.width), strip.right / factor),
                    strip.middle / factor,
                    strip.slope,
                    strip.height / factor,
                )
            )
    return strips, standing / (lying + standing) if standing else 0.0


def _likelihood(grey: Any, session: Any) -> Any:
    """How likely each point of the page is text, looked at tile by tile."""
    import numpy as np

    rows, columns = grey.shape
    whole = np.zeros((rows, columns), dtype=np.float32)
    name = session.get_inputs()[0].name
    high, wide = TILE
    corners = [
        (top, left)
        for top in range(0, max(1, rows - 2 * MARGIN), high - 2 * MARGIN)
        for left in range(0, max(1, columns - 2 * MARGIN), wide - 2 * MARGIN)
    ]

    def seen_at(corner: tuple[int, int]) -> Any:
        top, left = corner
        part = grey[top : top + high, left : left + wide]
        if int(np.median(part)) - int(part.min()) < BLANK:
            return np.zeros(part.shape, dtype=np.float32)
        tile = np.full((high, wide), 255, dtype=np.float32)
        tile[: part.shape[0], : part.shape[1]] = part
        scaled = (tile / 255 - 0.5) / 0.5
        return session.run(None, {name: np.broadcast_to(scaled, (1, 3, high, wide)).copy()})[0][0, 0]

    for (top, left), seen in zip(corners, abreast(seen_at, corners), strict=True):
        first_row, first_column = (MARGIN if top else 0), (MARGIN if left else 0)
        bottom, right = min(high, rows - top), min(wide, columns - left)
        # The edge towards the next tile is written over by that tile, which sees more around it.
        whole[top + first_row : top + bottom, left + first_column : left + right] = seen[
            first_row:bottom, first_column:right
        ]
    return whole


@dataclass(slots=True)
class _Patch:
    """A patch of neighbouring points: how many, their likelihood, moments and ends."""

    points: float = 0.0
    likely: float = 0.0
    x: float = 0.0
    y: float = 0.0
    xx: float = 0.0
    xy: float = 0.0
    left: int = 1 << 30
    right: int = 0
    top: int = 1 << 30
    bottom: int = 0

    def add(self, row: int, start: int, end: int, likely: float) -> None:
        """One run of points in a row, `end` not included."""
        count = end - start
        total = count * (start + end - 1) / 2
        self.points += count
        self.likely += likely
        self.x += total
        self.y += count * row
        self.xx += ((end - 1) * end * (2 * end - 1) - (start - 1) * start * (2 * start - 1)) / 6
        self.xy += row * total
        self.left = min(self.left, start)
        self.right = max(self.right, end)
        self.top = min(self.top, row)
        self.bottom = max(self.bottom, row + 1)

    def join(self, other: "_Patch") -> None:
        """Takes another patch's points in."""
        for name in ("points", "likely", "x", "y", "xx", "xy"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        self.top, self.bottom = min(self.top, other.top), max(self.bottom, other.bottom)


def _patches(mask: Any, likelihood: Any) -> list[_Patch]:
    """Connected patches of a mask, found run by run from the top down."""
    import numpy as np

    sums = np.cumsum(likelihood, axis=1, dtype=np.float64)
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    parents: list[int] = []
    patches: list[_Patch] = []

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    above: list[tuple[int, int, int]] = []
    for row in range(mask.shape[0]):
        starts, ends = np.flatnonzero(edges[row] == 1), np.flatnonzero(edges[row] == -1)
        here: list[tuple[int, int, int]] = []
        first = 0
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            while first < len(above) and above[first][1] < start:
                first += 1
            own = -1
            for upper_start, _, label in above[first:]:
                if upper_start > end:
                    break
                label = root(label)
                if own < 0:
                    own = label
                elif label != own:
                    patches[own].join(patches[label])
                    parents[label] = own
            if own < 0:
                own = len(parents)
                parents.append(own)
                patches.append(_Patch())
            before = sums[row, start - 1] if start else 0.0
            patches[own].add(row, start, end, float(sums[row, end - 1] - before))
            here.append((start, end, own))
        above = here
    return [patch for index, patch in enumerate(patches) if parents[index] == index]


def _strip(patch: _Patch) -> Strip | None:
    """The strip a patch stands for, grown back to the line's full height; None for what is no text."""
    width = patch.right - patch.left
    if patch.points < 12 or width < 3 or patch.likely / patch.points < SURE:
        return None
    x, y = patch.x / patch.points, patch.y / patch.points
    spread = patch.xx / patch.points - x * x
    thickness = patch.points / width
    slope = (patch.xy / patch.points - x * y) / spread if spread > 0 and width > 3 * thickness else 0.0
    slope = max(-0.15, min(0.15, slope))
    grown = width * thickness * GROWTH / (2 * (width + thickness))
    left, right = patch.left - grown, patch.right + grown
    middle = y + slope * ((left + right) / 2 - x) + 0.5
    return Strip(left, right, middle, slope, thickness + 2 * grown)
