"""What a correction teaches, when it is trusted, and when it is dropped. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from bpo.catalog.rules import Learning, Record

CANDIDATE = 0.75
"""Confidence of what is filled in by a lesson that has not proved itself: below any policy, so a person sees it."""
TRUSTED = 0.97
PROVED = 3
"""Times a lesson must have been right, and never wrong lately, before what it fills in counts as sure."""
GIVEN_UP = 2
"""Wrong more often than right, and at least so often: the lesson is no longer used."""
_MISREAD = 70
"""How alike (0-100) two names of a source are at least, where one is the other misread."""
_SAME_PLACE = 0.03
"""Boxes whose middles are this near (fractions of the page) are the same place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """One lesson as a finished job teaches it."""

    path: str
    kind: str
    data: Mapping[str, Any]


def sureness(right: int, wrong: int) -> float:
    """The confidence (0..1) of what a lesson fills in, after so many trials."""
    return TRUSTED if right >= PROVED and wrong == 0 else CANDIDATE


def is_given_up(right: int, wrong: int) -> bool:
    """Whether a lesson failed too often to be used again."""
    return wrong >= GIVEN_UP and wrong > right


def subjects_of(as_read: str | None, right: str | None) -> list[str]:
    """Under whom a job's lessons are kept: the source as it is, and as it was read where that is a misreading of it.

    What was read instead of a name, such as a word of the form, may stand on anybody's documents.
    """
    known = {right} if right is not None else set()
    if as_read is not None and (right is None or fuzz.ratio(as_read, right) >= _MISREAD):
        known.add(as_read)
    return sorted(known)


def taught_by(
    learning: Learning,
    readings: Sequence[Mapping[str, Any]],
    changes: Mapping[str, tuple[Any, Any]],
    record: Record,
) -> tuple[Taught, ...]:
    """The lessons of a finished job.

    `readings` as kept with the job; `changes` path → (as automation had it, as it went out). A field that a
    person took from the page teaches its place; one that a person changed teaches what it is read as.
    """
    return (*_places(learning, readings), *_values(learning, changes, record))


def is_same(one: Mapping[str, Any], other: Mapping[str, Any], kind: str) -> bool:
    """Whether two lessons of the same kind about the same field say the same."""
    if kind == "value":
        return bool(one == other)
    if one["page"] != other["page"]:
        return False
    return all(
        abs(a - b) <= _SAME_PLACE for a, b in zip(_middle(one["box"]), _middle(other["box"]), strict=True)
    )


def _places(learning: Learning, readings: Sequence[Mapping[str, Any]]) -> Iterator[Taught]:
    for reading in readings:
        evidence = reading.get("evidence")
        if reading["method"] == "person" and evidence and reading["path"] in learning.places:
            yield Taught(
                path=reading["path"],
                kind="place",
                data={
                    "page": int(evidence["page"]),
                    "box": [round(float(edge), 4) for edge in evidence["box"]],
                },
            )


def _values(learning: Learning, changes: Mapping[str, tuple[Any, Any]], record: Record) -> Iterator[Taught]:
    for path, (before, after) in changes.items():
        if (
            path in learning.values
            and after not in (None, "")
            and before != after
            and record.get(path) == after
        ):
            yield Taught(path=path, kind="value", data={"read": before or None, "right": after})


def _middle(box: Sequence[float]) -> tuple[float, float]:
    left, top, right, bottom = box
    return (left + right) / 2, (top + bottom) / 2
