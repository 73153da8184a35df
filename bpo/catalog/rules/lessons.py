"""What corrections teach about a source of documents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bpo.catalog.rules.reading import Outcome, Record, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What people's corrections taught about one source of documents: a vendor, a form.

    `kind` `place`: the field `path` stands there (`data`: `page` from 0, or -1 for the last; `box` as in
    `Evidence`). `kind` `value`: what is read as `data["read"]` (None: not found) is `data["right"]`.
    `sure` in 0..1 is what it has proved in later jobs.
    """

    id: str
    path: str
    kind: str
    data: Mapping[str, Any]
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """How a work type learns from corrections, for each client by itself.

    `subject` names the source of a record (the vendor by its VAT id or name), None where it cannot be told;
    `subject_name` is what people call it. `places` and `values` are the fields of which lessons are taken.
    `recall` uses lessons on what was read; it parses the files again, so it runs in the limited child. `reads` is what
    words at a learnt place are read as, for a field (path, text): with it, a typed value teaches where it stands.
    """

    subject: Callable[[Record], str | None]
    subject_name: Callable[[Record], str]
    places: frozenset[str]
    values: frozenset[str]
    recall: Callable[[Sequence[Source], Outcome, Sequence[Lesson]], Outcome]
    reads: Callable[[str, str], str | None] | None = None


MOST_WORDS = 8
"""A value of the head is no longer than this many words."""
MOST_LOOKED_AT = 1500
"""Words of a page that are looked through: a page of general terms has no value of ours."""
_PAGES = 3
Page = Mapping[str, Any]


def typed_place(learning: Learning, path: str, value: Any, pages: Sequence[Page]) -> dict[str, Any] | None:
    """Where on the pages a typed value stands ({page, box}), if exactly one place reads as it; None otherwise.

    `pages`: each {"words": [[text, left, top, right, bottom], …]}, in fractions of the page.
    """
    wanted = _squeezed(value)
    reads = learning.reads
    if reads is None or path not in learning.places or len(wanted) < 3:
        return None
    found: list[tuple[int, int, int, list[float]]] = []
    for number, page in enumerate(pages[:_PAGES]):
        words = page["words"][:MOST_LOOKED_AT]
        for first in range(len(words)):
            end = _end_of_match(words, first, lambda text: _squeezed(reads(path, text)) == wanted)
            if end is not None:
                found.append((number, first, end, _around(words[first:end])))
    places = [one for one in found if not any(_inside(other, one) for other in found if other is not one)]
    return {"page": places[0][0], "box": places[0][3]} if len(places) == 1 else None


def _end_of_match(words: Sequence[Any], first: int, fits: Callable[[str], bool]) -> int | None:
    """Behind which word the words from the first one on say the value, on their line; None where they do not."""
    text = ""
    for end in range(first, min(len(words), first + MOST_WORDS)):
        if end > first and not _follows(words[end - 1], words[end]):
            return None
        text = f"{text} {words[end][0]}".strip()
        if fits(text):
            return end + 1
    return None


def _follows(one: Any, other: Any) -> bool:
    """Whether a word stands right behind another on the same line."""
    middle = (other[2] + other[4]) / 2
    return bool(one[2] <= middle <= one[4] and -0.01 < other[1] - one[3] < 0.03)


def _around(words: Sequence[Any]) -> list[float]:
    return [
        min(word[1] for word in words), min(word[2] for word in words),
        max(word[3] for word in words), max(word[4] for word in words),
    ]  # fmt: skip


def _inside(one: tuple[int, int, int, Any], other: tuple[int, int, int, Any]) -> bool:
    """Whether the words of one match are among those of another, longer one."""
    return one[0] == other[0] and other[1] <= one[1] and one[2] <= other[2] and one[1:3] != other[1:3]


def _squeezed(value: Any) -> str:
    return "".join(char for char in str(value or "") if char.isalnum()).casefold()
