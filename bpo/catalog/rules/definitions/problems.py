"""What of a definition cannot be offered, in sentences that say where."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from bpo.catalog.rules.check_digits import CHECK_DIGITS
from bpo.catalog.rules.definitions.cross_field import KINDS, MARKS
from bpo.catalog.rules.definitions.definition import ACCEPTED, Definition, StepKind
from bpo.catalog.rules.definitions.field_types import FIELD_TYPES, FieldDefinition
from bpo.catalog.rules.field_rules import COMPARISONS
from bpo.catalog.rules.patterns import trouble

MOST_FIELDS = 200
MOST_RULES = 200
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
_TEXTS = {"name": 80, "unit": 40, "service_line": 60, "description": 500, "instructions": 10_000}
_TAKEN = frozenset({"reference", "client_reference", "confirm", "fence", "csrf_token"})
"""Names that columns of the result, or forms, have already."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: `name`, `fields.2.mask`, `rules.0`, `steps`."""

    where: str
    says: str


def problems(definition: Definition) -> tuple[Problem, ...]:
    """Everything that keeps a definition from being published; empty where it can be."""
    return (
        *_texts(definition),
        *_fields(definition),
        *_rules(definition),
        *_steps(definition),
        *_header(definition),
        *_rest(definition),
    )


def _texts(definition: Definition) -> Iterator[Problem]:
    for name, most in _TEXTS.items():
        text = getattr(definition, name)
        if name in ("name", "unit", "service_line") and not text.strip():
            yield Problem(name, "Give it a name." if name == "name" else "Fill this in.")
        if len(text) > most:
            yield Problem(name, f"Use at most {most} characters.")


def _fields(definition: Definition) -> Iterator[Problem]:
    if not definition.fields:
        yield Problem("fields", "A form needs at least one field.")
    if len(definition.fields) > MOST_FIELDS:
        yield Problem("fields", f"A form has at most {MOST_FIELDS} fields.")
    counts = Counter(field.key for field in definition.fields)
    lists = {key for key, _ in definition.lists}
    for number, field in enumerate(definition.fields[:MOST_FIELDS]):
        at = f"fields.{number}"
        if not _KEY.fullmatch(field.key) or field.key in _TAKEN:
            said = "is taken" if field.key in _TAKEN else "is not a short name like last_name"
            yield Problem(f"{at}.key", f"“{field.key}” {said}.")
        elif counts[field.key] > 1:
            yield Problem(f"{at}.key", f"Two fields are called “{field.key}”.")
        if not 0 < len(field.label.strip()) <= 80:
            yield Problem(f"{at}.label", "Give the field a label of at most 80 characters.")
        if field.list_key and field.list_key not in lists:
            yield Problem(f"{at}.list_key", f"There is no list “{field.list_key}” below.")
        yield from (Problem(f"{at}.{where}", says) for where, says in _field(field))


def _field(field: FieldDefinition) -> Iterator[tuple[str, str]]:
    if field.type not in FIELD_TYPES:
        yield "type", f"There is no type “{field.type}”."
        return
    if len(field.help) > 300:
        yield "help", "Use at most 300 characters."
    if field.longest and field.shortest > field.longest:
        yield "longest", "The longest is shorter than the shortest."
    if field.pattern and (said := trouble(field.pattern)):
        yield "pattern", said
    if field.check and field.check not in CHECK_DIGITS:
        yield "check", f"There is no check “{field.check}”."
    if field.normalise and field.normalise not in COMPARISONS:
        yield "normalise", f"There is no comparison “{field.normalise}”."
    if len(field.mask) > 40 or (field.mask and not any(mark in field.mask for mark in "9A*")):
        yield (
            "mask",
            "A mask has a 9 for each digit, an A for each letter, a * for either, at most 40 in all.",
        )
    yield from _choices(field)
    yield from _bounds(field)
    yield from _place(field)


def _choices(field: FieldDefinition) -> Iterator[tuple[str, str]]:
    if field.type == "choice" and not field.choices:
        yield "choices", "Name at least one choice."
    if field.choices and field.type != "choice":
        yield "choices", "Only a choice of a list has choices."
    values = [value for value, _ in field.choices]
    if len(values) != len(set(values)) or any(not 0 < len(value) <= 80 for value in values):
        yield "choices", "Each choice stands once and is not empty."
    if len(values) > 500:
        yield "choices", "At most 500 choices; longer lists are lists of the client."


def _bounds(field: FieldDefinition) -> Iterator[tuple[str, str]]:
    kind = field.known_type.kind
    given = {name: getattr(field, name) for name in ("least", "most") if getattr(field, name)}
    if given and kind not in ("money", "number", "date"):
        yield "least", "Only numbers, amounts and dates have bounds."
        return
    read = {}
    for name, text in given.items():
        try:
            read[name] = date.fromisoformat(text).toordinal() if kind == "date" else Decimal(text)
        except (ValueError, InvalidOperation):
            yield (
                name,
                f"“{text}” is no {'date like 2026-01-31' if kind == 'date' else 'number like 100.50'}.",
            )
    if len(read) == 2 and read["least"] > read["most"]:
        yield "most", "The most is less than the least."
    if field.total not in ("", "amount", "hash"):
        yield "total", f"There is no total “{field.total}”."
    if field.total == "amount" and kind not in ("money", "number"):
        yield "total", "Only amounts and numbers can be added up; a hash total takes any field's digits."


def _place(field: FieldDefinition) -> Iterator[tuple[str, str]]:
    if field.region is None:
        return
    left, top, right, bottom = field.region.box
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1) or not 0 <= field.region.page < 100:
        yield (
            "region",
            "The place lies on the page: its left edge before its right, its top above its bottom.",
        )


def _rules(definition: Definition) -> Iterator[Problem]:
    known = {field.key: field.known_type.kind for field in definition.fields}
    if len(definition.rules) > MOST_RULES:
        yield Problem("rules", f"A form has at most {MOST_RULES} rules.")
    for number, rule in enumerate(definition.rules[:MOST_RULES]):
        at = f"rules.{number}"
        kind = KINDS.get(rule.kind)
        if kind is None or rule.weight not in MARKS:
            yield Problem(at, "There is no such rule.")
            continue
        strange = [path for path in (rule.field, *rule.others, *rule.minus) if path not in known]
        if strange:
            yield Problem(at, f"There is no field “{strange[0]}”.")
        elif not rule.others or (len(rule.others) > 1 and not kind.several):
            yield Problem(at, "Name the other field." if not rule.others else "Name one other field.")
        elif rule.field in rule.others or not set(rule.minus) <= set(rule.others):
            yield Problem(at, "A field is not held against itself, and only summands are taken away.")
        elif kind.kinds and any(known[path] not in kind.kinds for path in (rule.field, *rule.others)):
            yield Problem(at, f"“{kind.label}” is for {' and '.join(kind.kinds)} fields only.")
        if rule.values and not kind.conditional:
            yield Problem(at, f"“{kind.label}” asks for no values.")


def _steps(definition: Definition) -> Iterator[Problem]:
    kinds = [step.kind for step in definition.steps]
    keyed = [kind for kind in kinds if kind in (StepKind.KEY, StepKind.DOUBLE)]
    if len(keyed) != 1:
        yield Problem("steps", "Exactly one step keys the record: by one person, or by two blind.")
    if kinds.count(StepKind.READ) > 1 or (StepKind.READ in kinds and kinds[0] is not StepKind.READ):
        yield Problem("steps", "Automatic reading comes first, once.")
    if keyed and kinds.index(keyed[0]) != (1 if kinds[0] is StepKind.READ else 0):
        yield Problem("steps", "Keying comes first, or right after automatic reading.")
    if kinds.count(StepKind.APPROVE) > 2:
        yield Problem("steps", "The client approves once or twice.")
    if StepKind.APPROVE in kinds and set(kinds[kinds.index(StepKind.APPROVE) :]) != {StepKind.APPROVE}:
        yield Problem("steps", "What the client does comes last.")
    if len(kinds) > 12:
        yield Problem("steps", "At most 12 steps.")
    for number, step in enumerate(definition.steps):
        if not 0 < len(step.name.strip()) <= 60:
            yield Problem(f"steps.{number}.name", "Give the step a name of at most 60 characters.")


def _header(definition: Definition) -> Iterator[Problem]:
    totals = [field for field in definition.fields if field.total]
    if totals and not definition.header:
        yield Problem("header", f"“{totals[0].label}” has a total, but batches have no header.")


def _rest(definition: Definition) -> Iterator[Problem]:
    keys = set(definition.labels)
    if not definition.accepts or any(name not in ACCEPTED for name in definition.accepts):
        yield Problem("accepts", "Choose at least one kind of file.")
    if definition.pages_per_record > 100:
        yield Problem("pages_per_record", "A record has at most 100 pages.")
    for name in ("title", "unique"):
        strange = [key for key in getattr(definition, name) if key not in keys]
        if strange:
            yield Problem(name, f"There is no field “{strange[0]}”.")
    if len(definition.title) > 4:
        yield Problem("title", "At most four fields.")
    for number, (key, name) in enumerate(definition.lists):
        if not _KEY.fullmatch(key) or not 0 < len(name.strip()) <= 60:
            yield Problem(
                f"lists.{number}", "A list has a short name like plan_codes, and a name for people."
            )
    for number, (code, words) in enumerate(definition.reasons):
        if not _CODE.fullmatch(code) or not 0 < len(words.strip()) <= 300:
            yield Problem(
                f"reasons.{number}", "A reason has a code like PAGE_TORN, and words for the client."
            )
    for number, line in enumerate(definition.scorecard):
        if (
            not _KEY.fullmatch(line.key)
            or not 0 < len(line.text.strip()) <= 200
            or not 0 < line.points <= 100
        ):
            yield Problem(f"scorecard.{number}", "A line has a short name, a question, and 1 to 100 points.")
    if len({line.key for line in definition.scorecard}) != len(definition.scorecard):
        yield Problem("scorecard", "Two lines have the same short name.")
    if not definition.scorecard:
        yield Problem("scorecard", "A review needs at least one question.")
