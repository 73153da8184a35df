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
    `recall` uses lessons on what was read; it parses the files again, so it runs in the limited child.
    """

    subject: Callable[[Record], str | None]
    subject_name: Callable[[Record], str]
    places: frozenset[str]
    values: frozenset[str]
    recall: Callable[[Sequence[Source], Outcome, Sequence[Lesson]], Outcome]
