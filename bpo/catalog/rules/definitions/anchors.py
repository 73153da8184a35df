"""What is printed on every copy of a form: by that a copy is laid against the sample page."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bpo.catalog.rules.definitions.definition import Anchor

Box = tuple[float, float, float, float]
Seen = tuple[str, Box]
"""A word on a page, and its box in fractions."""
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_MOST_ANCHORS = 150


def middle(box: Box) -> tuple[float, float]:
    """The middle of a box."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def anchors_on(page: int, words: Sequence[Seen], regions: Iterable[Box]) -> tuple[Anchor, ...]:
    """The words of a sample page by which others are laid against it: once on the page, and in no field's place."""
    regions = tuple(regions)
    counts = Counter(text for text, _ in words)
    found = []
    for text, box in words:
        x, y = middle(box)
        inside = any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in regions)
        if counts[text] == 1 and _LETTERS.fullmatch(text) and not inside:
            found.append(Anchor(text=text, page=page, x=round(x, 4), y=round(y, 4)))
    step = max(1, -(-len(found) // _MOST_ANCHORS))
    return tuple(found[::step])


def outside(anchors: Iterable[Anchor], regions: Iterable[tuple[int, Box]]) -> tuple[Anchor, ...]:
    """The anchors that lie in no field's place: what is filled in there is another word on each copy."""
    places = tuple(regions)
    return tuple(
        each
        for each in anchors
        if not any(
            each.page == page and left <= each.x <= right and top <= each.y <= bottom
            for page, (left, top, right, bottom) in places
        )
    )
