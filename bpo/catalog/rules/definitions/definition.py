"""A work type as data: its form, and the work around it. To JSON and back without loss."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from bpo.catalog.rules.definitions.cross_field import CrossFieldRule
from bpo.catalog.rules.definitions.field_types import FieldDefinition
from bpo.catalog.rules.forms import Region
from bpo.catalog.rules.results import ScorecardLine, Weight

OWN = "own-"
"""What the key of every client's own work type begins with."""
_AT = "@"

ACCEPTED: Mapping[str, tuple[str, str]] = {
    "pdf": ("PDF", "application/pdf"),
    "jpeg": ("JPEG", "image/jpeg"),
    "png": ("PNG", "image/png"),
    "tiff": ("TIFF", "image/tiff"),
    "text": ("Plain text", "text/plain"),
    "csv": ("CSV", "text/csv"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""Files that may be asked for: what people call them, and their media type."""


class Malformed(ValueError):
    """The JSON is not that of a definition; the message says where."""


class StepKind(StrEnum):
    """What a step of a defined work type may be."""

    READ = "read"
    """Automation fills in what it reads for certain."""
    KEY = "key"
    """One person keys the record."""
    DOUBLE = "double"
    """Two people key it blind; a third settles what differs."""
    WORK = "work"
    """Another person goes on with the record."""
    CHECK = "check"
    """Somebody who did not work on it approves the record as it stands, or sends it back."""
    APPROVE = "approve"
    """The client approves it before it is delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDefinition:
    """One step: what kind, what people call it, what they are told, and its standard time."""

    kind: StepKind
    name: str
    instructions: str = ""
    minutes: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A word printed on every copy of the form, and where its middle stands on the sample page, in fractions: by such
    words it is told how another copy lies."""

    text: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A work type as an administrator defines it.

    `pages_per_record` divides PDF files into records of so many pages each; 0 leaves a file one record, however long.
    `header`: batches have a header with their number of records and the totals of the fields that have one, entered
    before anybody keys, and are released only when it proves. `lists` are lists of the client that values must be on:
    key → name. `month_first` and `decimal_comma` say how the form is written, for reading it. `anchors` are what is
    printed on every copy. `title` are the fields a job is recognised by, `unique` those that no two jobs should share.
    `confidential`: only people cleared for it see its work.
    """

    name: str
    unit: str = "record"
    service_line: str = "Data entry"
    description: str = ""
    instructions: str = ""
    accepts: tuple[str, ...] = ("pdf", "jpeg", "png", "tiff")
    pages_per_record: int = 0
    fields: tuple[FieldDefinition, ...] = ()
    rules: tuple[CrossFieldRule, ...] = ()
    steps: tuple[StepDefinition, ...] = ()
    header: bool = False
    lists: tuple[tuple[str, str], ...] = ()
    scorecard: tuple[ScorecardLine, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    month_first: bool = False
    decimal_comma: bool = False
    anchors: tuple[Anchor, ...] = ()
    title: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    confidential: bool = False

    def has(self, kind: StepKind) -> bool:
        """Whether one of its steps is of this kind."""
        return any(step.kind is kind for step in self.steps)

    @property
    def labels(self) -> dict[str, str]:
        """Field key → label."""
        return {field.key: field.label for field in self.fields}

    def to_json(self) -> dict[str, Any]:
        """As JSON values; what stands as it is usual is left out."""
        written: dict[str, Any] = _written(self)
        return written

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """The definition that `to_json` wrote. Malformed for anything else."""
        where = "definition"
        made = {**_members(cls, data, where)}
        made["fields"] = _each(FieldDefinition, made.get("fields", ()), "fields", _field)
        made["rules"] = _each(CrossFieldRule, made.get("rules", ()), "rules", dict)
        made["steps"] = _each(StepDefinition, made.get("steps", ()), "steps", _step)
        made["anchors"] = _each(Anchor, made.get("anchors", ()), "anchors", dict)
        made["scorecard"] = _each(ScorecardLine, made.get("scorecard", ()), "scorecard", _line)
        whole: Self = _made(cls, made, where)
        return whole


def own_key(own_id: UUID, version: int | None = None) -> str:
    """The key of a client's own work type; with a version, that version of it."""
    return OWN + own_id.hex + (f"{_AT}{version}" if version else "")


def own_of(key: str) -> tuple[UUID, int | None] | None:
    """Which work type of a client's own a key means, and which version (None: that in force); None for other keys."""
    if not key.startswith(OWN):
        return None
    name, _, version = key.removeprefix(OWN).partition(_AT)
    try:
        found = UUID(hex=name), int(version) if version else None
    except ValueError:
        return None
    return found if own_key(*found) == key else None


def _written(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: _written(given) for each, given in pairs if given != each.default}
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    return value


def _members(cls: type[Any], data: Any, where: str) -> dict[str, Any]:
    if not isinstance(data, Mapping):
        raise Malformed(f"{where} is no object.")
    known = {each.name: each for each in fields(cls)}
    strange = sorted(str(name) for name in data if name not in known)
    if strange:
        raise Malformed(f"{where} has no “{strange[0]}”.")
    return {name: _as_asked(known[name].type, value, f"{where}.{name}") for name, value in data.items()}


def _as_asked(asked: Any, value: Any, where: str) -> Any:
    """The value where its shape is that of the member; lists become tuples. Malformed else."""
    kind = asked.__name__ if asked in (str, int, bool, float) else str(asked)
    if kind.startswith("tuple"):
        if not isinstance(value, list | tuple):
            raise Malformed(f"{where} is no list.")
        return _tuples(value, where) if "str" in kind else value
    fits = {
        "str": isinstance(value, str),
        "int": isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100_000,
        "bool": isinstance(value, bool),
        "bool | None": isinstance(value, bool | None),
        "float": isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10_000,
    }
    if kind in fits and not fits[kind]:
        raise Malformed(f"{where} is not what it should be.")
    return value


def _tuples(value: Sequence[Any], where: str) -> tuple[Any, ...]:
    if all(isinstance(each, str) for each in value):
        return tuple(value)
    pairs = [tuple(each) for each in value if isinstance(each, list | tuple)]
    if len(pairs) != len(value) or any(
        len(pair) != 2 or not all(isinstance(e, str) for e in pair) for pair in pairs
    ):
        raise Malformed(f"{where} is no list of texts.")
    return tuple(pairs)


def _each(cls: type[Any], value: Any, where: str, mend: Any) -> tuple[Any, ...]:
    made = []
    for number, each in enumerate(value):
        at = f"{where}.{number}"
        made.append(_made(cls, mend(_members(cls, each, at)), at))
    return tuple(made)


def _made(cls: Any, members: Mapping[str, Any], where: str) -> Any:
    try:
        return cls(**members)
    except (TypeError, ValueError) as error:
        raise Malformed(f"{where} lacks something.") from error


def _field(members: dict[str, Any]) -> dict[str, Any]:
    region = members.get("region")
    if region is None:
        return members
    if isinstance(region, Region):
        return members
    try:
        page, box = region["page"], tuple(float(edge) for edge in region["box"])
    except (KeyError, TypeError, ValueError) as error:
        raise Malformed("A region has a page and a box.") from error
    if not isinstance(page, int) or isinstance(page, bool) or len(box) != 4:
        raise Malformed("A region has a page and a box of four edges.")
    left, top, right, bottom = box
    return {**members, "region": Region(page=page, box=(left, top, right, bottom))}


def _step(members: dict[str, Any]) -> dict[str, Any]:
    try:
        return {**members, "kind": StepKind(members["kind"])}
    except (KeyError, ValueError) as error:
        raise Malformed("There is no such kind of step.") from error


def _line(members: dict[str, Any]) -> dict[str, Any]:
    try:
        return {**members, "weight": Weight(members["weight"])}
    except (KeyError, ValueError) as error:
        raise Malformed("There is no such weight of a scorecard line.") from error
