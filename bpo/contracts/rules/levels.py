"""Service levels: the part of the work that must be as promised, and what a missed one costs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bpo.contracts.rules.reading import decimal_of, integer_of, part_of

TIMELINESS, QUALITY = "timeliness", "quality"
"""The usual categories of service levels; a contract may name others."""


@dataclass(frozen=True, slots=True)
class LowVolume:
    """With fewer than `under` jobs in the period, `misses` of them are allowed whatever part of the whole they are."""

    under: int
    misses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevel:
    """The part that must be as promised, in percent: aimed at (`expected`), and owed (`minimum`).

    A period below the minimum costs `allocation` percent of what stands for its `category`.
    """

    expected: Decimal = Decimal(98)
    minimum: Decimal = Decimal(95)
    category: str = TIMELINESS
    allocation: Decimal = Decimal(100)
    low_volume: LowVolume | None = None


class Measure(StrEnum):
    """What a level is measured by."""

    ON_TIME = "on_time"
    """Jobs due in the period that were delivered by then; open and past due is missed."""
    ACCURACY = "accuracy"
    """Jobs of the period's random review samples that were right."""


def read_level(data: Mapping[str, Any], usual: ServiceLevel) -> ServiceLevel:
    """A level from the form that `write_level` makes; what is left out has its usual value."""
    few = part_of(data, "low_volume")
    return ServiceLevel(
        expected=decimal_of(data, "expected", usual.expected),
        minimum=decimal_of(data, "minimum", usual.minimum),
        category=str(data.get("category") or usual.category),
        allocation=decimal_of(data, "allocation", usual.allocation),
        low_volume=LowVolume(integer_of(few, "under", 0), integer_of(few, "misses", 0)) if few else None,
    )


def write_level(level: ServiceLevel) -> dict[str, Any]:
    """The form that is stored."""
    few = level.low_volume
    return {
        "expected": str(level.expected),
        "minimum": str(level.minimum),
        "category": level.category,
        "allocation": str(level.allocation),
        "low_volume": {"under": few.under, "misses": few.misses} if few else None,
    }


def level_problems(level: ServiceLevel) -> Iterator[str]:
    """What is wrong with a level, in sentences."""
    if any(not 0 <= percent <= 100 for percent in (level.expected, level.minimum, level.allocation)):
        yield "percentages lie between 0 and 100."
    if level.minimum > level.expected:
        yield "the minimum service level is not above the expected one."
    few = level.low_volume
    if few is not None and not 1 <= few.misses < few.under <= 10_000:
        yield "with few jobs at least one miss is allowed, and fewer than there are jobs."
