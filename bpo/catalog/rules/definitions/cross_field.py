"""Rules between the fields of a form: a small table of what may be asked, no language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from bpo.catalog.rules.field_rules import usual
from bpo.catalog.rules.reading import Finding, Record, Severity

MARKS = {"stop": "Must be mended", "ask": "Must be looked at", "note": "Is only said"}
"""How much a broken rule weighs, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossFieldRule:
    """One rule: `field` is held against `others` in the way of its `kind` (see `KINDS`).

    `minus` are those of `others` that a sum takes away. `values` are what the first of `others` must have for a
    conditional rule to bite; none: any value at all. `says` is what a person reads where it is broken, `weight` one of
    `MARKS`.
    """

    kind: str
    field: str
    others: tuple[str, ...]
    minus: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    says: str = ""
    weight: str = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleKind:
    """A kind of rule: in words, its finding's code, the kinds of fields it takes (empty: any), whether it is broken."""

    label: str
    code: str
    words: str
    """What the finding says by itself: `{field}` and `{others}` are labels."""
    kinds: tuple[str, ...]
    several: bool
    conditional: bool
    broken: Callable[[CrossFieldRule, Record], bool]


def _text(record: Record, path: str) -> str:
    value = record.get(path)
    return usual(str(value)) if value not in (None, "") else ""


def _number(record: Record, path: str) -> Decimal | None:
    try:
        number = Decimal(_text(record, path))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _day(record: Record, path: str) -> date | None:
    try:
        return date.fromisoformat(_text(record, path))
    except ValueError:
        return None


def _unequal(rule: CrossFieldRule, record: Record) -> bool:
    other = _text(record, rule.others[0])
    own = _text(record, rule.field)
    return bool(own and other) and own != other


def _off(rule: CrossFieldRule, record: Record) -> bool:
    """An empty summand is nothing; a sum that is not stated is not held to anything, unless something adds up."""
    summands = [
        -(number or Decimal(0)) if path in rule.minus else (number or Decimal(0))
        for path in rule.others
        for number in (_number(record, path),)
    ]
    if any(_text(record, path) and _number(record, path) is None for path in (rule.field, *rule.others)):
        return False  # no number: a matter of the field itself
    return sum(summands, Decimal(0)) != (_number(record, rule.field) or Decimal(0))


def _at_or_after(rule: CrossFieldRule, record: Record) -> bool:
    one, other = _day(record, rule.field), _day(record, rule.others[0])
    return one is not None and other is not None and one >= other


def _after(rule: CrossFieldRule, record: Record) -> bool:
    one, other = _day(record, rule.field), _day(record, rule.others[0])
    return one is not None and other is not None and one > other


def _above(rule: CrossFieldRule, record: Record) -> bool:
    one, other = _number(record, rule.field), _number(record, rule.others[0])
    return one is not None and other is not None and one > other


def _bites(rule: CrossFieldRule, record: Record) -> bool:
    """Whether the condition holds: the other field has one of the values, or any value at all."""
    other = _text(record, rule.others[0])
    return other in {usual(value) for value in rule.values} if rule.values else bool(other)


def _missing(rule: CrossFieldRule, record: Record) -> bool:
    return _bites(rule, record) and not _text(record, rule.field)


def _not_allowed(rule: CrossFieldRule, record: Record) -> bool:
    return bool(_text(record, rule.field)) and not _bites(rule, record)


KINDS: Mapping[str, RuleKind] = {
    "equal": RuleKind(
        label="is the same as",
        code="FIELDS_DIFFER",
        words="{field} and {others} are not the same.",
        kinds=(),
        several=False,
        conditional=False,
        broken=_unequal,
    ),
    "sum": RuleKind(
        label="is the sum of",
        code="SUM_OFF",
        words="{field} is not the sum of {others}.",
        kinds=("money", "number"),
        several=True,
        conditional=False,
        broken=_off,
    ),
    "before": RuleKind(
        label="is before",
        code="DATES_OUT_OF_ORDER",
        words="{field} is not before {others}.",
        kinds=("date",),
        several=False,
        conditional=False,
        broken=_at_or_after,
    ),
    "not_after": RuleKind(
        label="is not after",
        code="DATES_OUT_OF_ORDER",
        words="{field} is after {others}.",
        kinds=("date",),
        several=False,
        conditional=False,
        broken=_after,
    ),
    "not_above": RuleKind(
        label="is at most",
        code="VALUE_OUT_OF_BOUNDS",
        words="{field} is more than {others}.",
        kinds=("money", "number"),
        several=False,
        conditional=False,
        broken=_above,
    ),
    "required_if": RuleKind(
        label="must be filled if",
        code="FIELD_MISSING",
        words="{field} must be filled, given {others}.",
        kinds=(),
        several=False,
        conditional=True,
        broken=_missing,
    ),
    "allowed_if": RuleKind(
        label="may be filled only if",
        code="FIELD_NOT_ALLOWED",
        words="{field} must be empty, given {others}.",
        kinds=(),
        several=False,
        conditional=True,
        broken=_not_allowed,
    ),
}
"""By the word that a definition stores."""


def found_by(rule: CrossFieldRule, record: Record, labels: Mapping[str, str]) -> Finding | None:
    """The finding of a broken rule; None where it is kept, or says nothing of what is filled in."""
    kind = KINDS[rule.kind]
    if not kind.broken(rule, record):
        return None
    others = " and ".join(labels.get(path, path) for path in rule.others)
    return Finding(
        code=kind.code,
        message=rule.says or kind.words.format(field=labels.get(rule.field, rule.field), others=others),
        severity=Severity(rule.weight),
        fields=(rule.field, *rule.others),
    )
