"""Which of the boxes printed in a field's place are ticked: found by their four edges, told by the ink inside."""

from typing import Any

from bpo.catalog.rules.definitions import FieldDefinition

SIZE = 1700
"""Width in pixels of the whole page that a place is looked at: a box is some 20 to 40 of them, small print less."""
_SMALLEST, _LARGEST = 18, 48
_ALIKE = 0.8
"""Share of the largest box's side that the others have at least."""
_EDGE = 0.8
"""Share of an edge that must be dark."""
_EMPTY, _TICKED = 0.03, 0.10
"""Share of ink inside up to which a box is empty, and from which it is ticked; between them nobody can say."""
_BESIDE = 0.06
"""Share of ink close by from which somebody may have ticked beside the box."""

Square = tuple[int, int, int]
"""Left, top and length of a side, in pixels."""


def ticked(field: FieldDefinition, picture: Any) -> str:
    """The value that the ticks in a field's place say; "" where it is not certain.

    `picture` is the grey place as it would lie on the sample page. A choice has a box for each of its values, in their
    order from the top, and exactly one is ticked; a yes or no has one box. Two thresholds of ink have to say the same.
    """
    choices = field.form_field.choices
    wanted = 1 if field.type == "yes_no" else len(choices)
    found = {_said(picture, share, wanted) for share in (0.4, 0.6)}
    marks = found.pop() if len(found) == 1 else ()
    if len(marks) != wanted or None in marks:
        return ""
    if field.type == "yes_no":
        return choices[0 if marks[0] else 1][0]
    return choices[marks.index(True)][0] if marks.count(True) == 1 else ""


def _said(picture: Any, share: float, wanted: int) -> tuple[bool | None, ...]:
    """For each box from the top whether it is ticked, None where that cannot be told; none at all where there are more
    or fewer boxes than `wanted`."""
    import numpy as np

    grey = np.asarray(picture, dtype=np.float32)
    paper, ink = np.percentile(grey, 90), np.percentile(grey, 1)
    if paper - ink < 60:
        return ()
    squares = _squares(grey < ink + 0.6 * (paper - ink))
    if len(squares) != wanted:
        return ()
    dark = grey < ink + share * (paper - ink)
    return tuple(_mark(dark, square) for square in squares)


def _mark(dark: Any, square: Square) -> bool | None:
    left, top, side = square
    inset, around = max(3, round(side * 0.2)), max(4, round(side * 0.25))
    inside = float(dark[top + inset : top + side - inset, left + inset : left + side - inset].mean())
    if inside >= _TICKED:
        return True
    far = max(0, left - around), max(0, top - around)
    beside = dark[far[1] : top + side, far[0] : max(1, left - 2)]
    if inside <= _EMPTY and (beside.size == 0 or float(beside.mean()) < _BESIDE):
        return False
    return None


def _squares(dark: Any) -> list[Square]:
    """Printed boxes from the top: four straight edges of one length; of boxes within one another the outermost."""
    import numpy as np

    # an edge may lie a pixel higher at its end than at its beginning
    across = dark | np.roll(dark, 1, 0) | np.roll(dark, -1, 0)
    down = dark | np.roll(dark, 1, 1) | np.roll(dark, -1, 1)
    rows = np.pad(np.cumsum(across, axis=1, dtype=np.int32), ((0, 0), (1, 0)))
    columns = np.pad(np.cumsum(down, axis=0, dtype=np.int32), ((1, 0), (0, 0)))
    high, wide = dark.shape
    found: list[Square] = []
    for side in range(min(_LARGEST, high - 1, wide - 1), _SMALLEST - 1, -1):
        least = _EDGE * side
        level = rows[:, side:] - rows[:, :-side] >= least
        upright = columns[side:, :] - columns[:-side, :] >= least
        corners = (
            level[: high - side, : wide - side]
            & level[side:high, : wide - side]
            & upright[: high - side, : wide - side]
            & upright[: high - side, side:wide]
        )
        for top, left in zip(*np.nonzero(corners), strict=True):
            square = (int(left), int(top), side)
            if _hollow(dark, square) and not any(_meet(square, other) for other in found):
                found.append(square)
    largest = max((side for _, _, side in found), default=0)
    boxes = [square for square in found if square[2] >= _ALIKE * largest]  # the others are letters
    return sorted(boxes, key=lambda square: square[1])


def _hollow(dark: Any, square: Square) -> bool:
    """Whether the box has an inside: a patch of ink has edges too."""
    left, top, side = square
    inset = max(3, round(side * 0.2))
    return bool(dark[top + inset : top + side - inset, left + inset : left + side - inset].mean() < 0.75)


def _meet(one: Square, other: Square) -> bool:
    return all(one[at] < other[at] + other[2] and other[at] < one[at] + one[2] for at in (0, 1))


def has_boxes(field: FieldDefinition) -> bool:
    """Whether a field is one that forms have boxes to tick for."""
    return field.known_type.kind == "choice" and bool(field.form_field.choices)
