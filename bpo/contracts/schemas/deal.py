"""The part of a form about what is owed: service levels, credits, prices, and our own targets for single steps.

What has several figures is one line, written as people would on paper; what is shown is read back to the same.
"""

import re
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate

from bpo.contracts.rules import LowVolume, Priority, Rate, ServiceLevel, Target, Terms, Tier, WorkTypeTerms
from bpo.contracts.rules.work_terms import USUAL_ACCURACY
from bpo.contracts.schemas.finer import Written

LEVELS_LIKE = "Write a priority and percentages, such as urgent 99/97 for 40; low 90/85."
ACCURACY_LIKE = "Write aimed at / owed, such as 99.5/99 for 100; or leave it empty."
FEW_LIKE = "Write how few jobs and how many misses, such as under 20 jobs 1 miss."
TIERS_LIKE = "Write units and the price above them, such as above 1000: 0.95; above 5000: 0.80."
INTERNAL_LIKE = "Write steps and times, such as {example} 2 h."
CATEGORIES_LIKE = "Write categories and percentages, such as timeliness 60; quality 40."

_NUMBER = r"(\d{1,9}(?:\.\d{1,4})?)\s*%?"
_PAIR = re.compile(rf"{_NUMBER}\s*/\s*{_NUMBER}(?:\s*(?:for|at)?\s*{_NUMBER})?", re.ASCII)
_FEW = re.compile(r"(?:under\s+)?(\d{1,5})(?:\s*jobs?)?\s*[:,]?\s*(\d{1,5})(?:\s*miss(?:es)?)?", re.ASCII)
_TIER = re.compile(r"(?:above\s+)?(\d{1,9})\s*(?::|=|at)?\s+(\d{1,9}(?:\.\d{1,6})?)", re.ASCII)
_CATEGORY = re.compile(rf"([a-z][a-z ]{{0,30}}?)\s+{_NUMBER}", re.ASCII)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]


def plain(value: Decimal) -> str:
    """A number without needless zeros: 95, 99.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _pair(text: str, usual: ServiceLevel, says: str) -> ServiceLevel:
    match = _PAIR.fullmatch(text)
    if match is None:
        raise ValidationError(says)
    level = ServiceLevel(
        expected=Decimal(match[1]),
        minimum=Decimal(match[2]),
        category=usual.category,
        allocation=usual.allocation if match[3] is None else Decimal(match[3]),
        low_volume=usual.low_volume,
    )
    if max(level.expected, level.allocation) > 100:
        raise ValidationError(says)
    if level.minimum > level.expected:
        raise ValidationError("What is owed cannot be above what is aimed at.")
    return level


def read_levels(text: str) -> tuple[tuple[Priority, ServiceLevel], ...]:
    """Levels of single priorities, in the order of priorities. ValidationError for what says no such thing."""
    found: dict[Priority, ServiceLevel] = {}
    for part in _parts(text.lower()):
        name, _, rest = part.partition(" ")
        if name not in list(Priority) or Priority(name) in found:
            raise ValidationError(LEVELS_LIKE)
        found[Priority(name)] = _pair(rest.strip(), ServiceLevel(), LEVELS_LIKE)
    return tuple((priority, found[priority]) for priority in Priority if priority in found)


def levels_shown(levels: Collection[tuple[Priority, ServiceLevel]]) -> str:
    """As `read_levels` reads it."""
    return "; ".join(f"{priority.value} {level_shown(level)}" for priority, level in levels)


def level_shown(level: ServiceLevel | None) -> str:
    """Aimed at / owed, and what part of its category the level stands for."""
    if level is None:
        return ""
    return f"{plain(level.expected)}/{plain(level.minimum)} for {plain(level.allocation)}"


def read_accuracy(text: str) -> ServiceLevel:
    """A level of accuracy. ValidationError for what says no such thing."""
    return _pair(text, USUAL_ACCURACY, ACCURACY_LIKE)


def read_few(text: str) -> LowVolume:
    """The rule for few jobs. ValidationError for what says no such thing."""
    match = _FEW.fullmatch(text.lower())
    if match is None or not 1 <= int(match[2]) < int(match[1]) <= 10_000:
        raise ValidationError(FEW_LIKE)
    return LowVolume(int(match[1]), int(match[2]))


def few_shown(few: LowVolume | None) -> str:
    """As `read_few` reads it."""
    return f"under {few.under} jobs {few.misses} miss{'' if few.misses == 1 else 'es'}" if few else ""


def read_tiers(text: str) -> tuple[Tier, ...]:
    """Prices by volume, in order. ValidationError for what says no such thing."""
    found = []
    for part in _parts(text.lower()):
        match = _TIER.fullmatch(part)
        if match is None or not int(match[1]):
            raise ValidationError(TIERS_LIKE)
        found.append(Tier(int(match[1]), Decimal(match[2])))
    if len({tier.above for tier in found}) < len(found):
        raise ValidationError(TIERS_LIKE)
    return tuple(sorted(found, key=lambda tier: tier.above))


def tiers_shown(tiers: Collection[Tier]) -> str:
    """As `read_tiers` reads it."""
    return "; ".join(f"above {tier.above}: {tier.price:f}" for tier in tiers)


def internal_reader(
    steps: Collection[str], read_target: Callable[[str], Target]
) -> Callable[[str], tuple[tuple[str, Target], ...]]:
    """Reads our own targets of single steps; `steps` are the keys there are."""

    def read(text: str) -> tuple[tuple[str, Target], ...]:
        found: dict[str, Target] = {}
        for part in _parts(text):
            step, _, rest = part.partition(" ")
            if step not in steps or step in found:
                raise ValidationError(INTERNAL_LIKE.format(example=next(iter(steps), "check")))
            target = found[step] = read_target(rest)
            if problems := target.validate():
                raise ValidationError(problems[0])
        return tuple(found.items())

    return read


def internal_shown(internal: Collection[tuple[str, Target]]) -> str:
    """As `internal_reader` reads it."""
    return "; ".join(f"{step} {target.words}" for step, target in internal)


def read_categories(text: str) -> tuple[tuple[str, Decimal], ...]:
    """Categories of service levels with what stands for each, in percent."""
    found: dict[str, Decimal] = {}
    for part in _parts(text.lower().replace(",", ";")):
        match = _CATEGORY.fullmatch(part)
        if match is None or Decimal(match[2]) > 100 or match[1] in found:
            raise ValidationError(CATEGORIES_LIKE)
        found[match[1]] = Decimal(match[2])
    return tuple(found.items())


def categories_shown(categories: Collection[tuple[str, Decimal]]) -> str:
    """As `read_categories` reads it."""
    return "; ".join(f"{name} {plain(percent)}" for name, percent in categories)


def _decimal(highest: int, usual: Decimal) -> fields.Decimal:
    said = f"Enter a number from 0 to {highest:,}."
    return fields.Decimal(
        load_default=usual,
        allow_nan=False,
        validate=validate.Range(0, highest, error=said),
        error_messages={"invalid": said, "special": said},
    )


def deal_fields(steps: Collection[str], read_target: Callable[[str], Target]) -> dict[str, fields.Field[Any]]:
    """The fields of one work type; an empty one has its usual value."""
    said = "Enter a whole number from 1 to 100."
    return {
        "allocation": _decimal(100, Decimal(100)),
        "few": Written(read_few, load_default=None),
        "levels": Written(read_levels, load_default=()),
        "accuracy": Written(read_accuracy, load_default=None),
        "internal_percent": fields.Integer(
            load_default=50, validate=validate.Range(1, 100, error=said), error_messages={"invalid": said}
        ),
        "internal": Written(internal_reader(steps, read_target), load_default=()),
        "price": _decimal(1_000_000, Decimal(0)),
        "tiers": Written(read_tiers, load_default=()),
        "urgent_percent": _decimal(1000, Decimal(0)),
    }


def deal_from(of: Callable[[str], Any], base: WorkTypeTerms) -> dict[str, Any]:
    """The parts of a work type's terms that these fields mean."""
    level = ServiceLevel(
        expected=of("expected"),
        minimum=of("minimum"),
        category=base.service_level.category,
        allocation=of("allocation"),
        low_volume=of("few"),
    )
    return {
        "service_level": level,
        "by_priority": tuple(
            (
                priority,
                ServiceLevel(
                    expected=own.expected,
                    minimum=own.minimum,
                    category=level.category,
                    allocation=own.allocation,
                    low_volume=level.low_volume,
                ),
            )
            for priority, own in of("levels")
        ),
        "accuracy": of("accuracy"),
        "internal_percent": of("internal_percent"),
        "internal": of("internal"),
        "rate": Rate(price=of("price"), tiers=of("tiers"), urgent_percent=of("urgent_percent")),
    }


def deal_shown(terms: WorkTypeTerms) -> dict[str, Any]:
    """The form in which they are filled in again."""
    return {
        "allocation": plain(terms.service_level.allocation),
        "few": few_shown(terms.service_level.low_volume),
        "levels": levels_shown(terms.by_priority),
        "accuracy": level_shown(terms.accuracy),
        "internal_percent": terms.internal_percent,
        "internal": internal_shown(terms.internal),
        "price": f"{terms.rate.price:f}",
        "tiers": tiers_shown(terms.rate.tiers),
        "urgent_percent": plain(terms.rate.urgent_percent),
    }


DEAL_WORDS: Mapping[str, str] = {
    "allocation": "On time stands for",
    "few": "With few jobs",
    "levels": "Single priorities",
    "accuracy": "Accuracy",
    "internal_percent": "Each step",
    "internal": "Single steps",
    "price": "Price",
    "tiers": "Prices by volume",
    "urgent_percent": "Urgency adds",
}
MONEY_WORDS: Mapping[str, str] = {
    "currency": "Currency",
    "monthly_fee": "Monthly fee",
    "at_risk": "At risk",
    "categories": "Categories",
    "earn_back": "Earned back",
}


def money_fields() -> dict[str, fields.Field[Any]]:
    """The fields of the whole contract; an empty one has its usual value."""
    months = "Enter a whole number from 0 to 12."
    letters = validate.Regexp(r"[A-Z]{3}\Z", error="Enter a code of three letters, such as EUR.")
    return {
        "currency": fields.String(load_default="EUR", validate=letters),
        "monthly_fee": _decimal(1_000_000_000, Decimal(0)),
        "at_risk": _decimal(100, Decimal(0)),
        "categories": Written(read_categories, load_default=Terms(work_types=()).categories),
        "earn_back": fields.Integer(
            load_default=0, validate=validate.Range(0, 12, error=months), error_messages={"invalid": months}
        ),
    }


def money_from(form: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of the terms that these fields mean."""
    return {
        "currency": form["currency"],
        "monthly_fee": form["monthly_fee"],
        "at_risk_percent": form["at_risk"],
        "categories": form["categories"],
        "earn_back_months": form["earn_back"],
    }


def money_shown(terms: Terms) -> dict[str, Any]:
    """The form in which they are filled in again."""
    return {
        "currency": terms.currency,
        "monthly_fee": f"{terms.monthly_fee:f}",
        "at_risk": plain(terms.at_risk_percent),
        "categories": categories_shown(terms.categories),
        "earn_back": terms.earn_back_months,
    }
