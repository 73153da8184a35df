"""The terms of one version of a contract, as a value. A version never changes: a change is a new one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from bpo.contracts.rules.levels import QUALITY, TIMELINESS
from bpo.contracts.rules.priorities import Priority
from bpo.contracts.rules.quality_plan import QualityPlan
from bpo.contracts.rules.reading import cap_of, decimal_of, integer_of, part_of
from bpo.contracts.rules.targets import Target
from bpo.contracts.rules.work_terms import (
    AutomationPolicy,
    Sampling,
    WorkTypeTerms,
    read_work_type,
    work_type_problems,
    write_work_type,
)
from bpo.platform.errors import Conflict

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All that one version of a client's contract promises.

    `weight` is the client's share of the provider's attention beside others (1 is usual). The caps limit
    how many of its tasks automation and people work on at once; None is no limit. `monthly_fee` is what a month
    costs beside the units, in `currency`. `at_risk_percent` of a month's invoice is the most that missed service
    levels cost; `categories` say how much of that stands for each category of levels. A credit is earned back
    where the level is at or above what is expected in each of the next `earn_back_months` (0: never).
    """

    work_types: tuple[tuple[str, WorkTypeTerms], ...]
    weight: Decimal = Decimal(1)
    automation_cap: int | None = None
    people_cap: int | None = None
    currency: str = "EUR"
    monthly_fee: Decimal = Decimal(0)
    at_risk_percent: Decimal = Decimal(0)
    categories: tuple[tuple[str, Decimal], ...] = ((TIMELINESS, Decimal(100)), (QUALITY, Decimal(100)))
    earn_back_months: int = 0

    def covers(self, work_type: str) -> bool:
        """Whether this work type is part of the contract."""
        return any(key == work_type for key, _ in self.work_types)

    def of(self, work_type: str) -> WorkTypeTerms:
        """What is promised for the work type. Conflict, in words, where the contract has none of it."""
        for key, terms in self.work_types:
            if key == work_type:
                return terms
        raise Conflict(f"The contract does not cover “{work_type}”.")

    def turnaround(self, work_type: str, priority: Priority) -> Target:
        """The promised turnaround; Conflict where the contract has none."""
        for rank, target in self.of(work_type).turnaround:
            if rank is priority:
                return target
        raise Conflict(f"The contract promises no turnaround for {priority.value} jobs.")

    def warnings(self, work_type: str) -> tuple[int, ...]:
        """At which percentages of the target to warn."""
        return self.of(work_type).warn_percent

    def credits(self, work_type: str, reason: str, owes: str) -> bool:
        """Whether a hold for this reason (a key of `HOLD`) stops the client's clock; never where the provider owes."""
        return owes != "provider" and reason in self.of(work_type).credited_reasons

    def receivers(self, work_type: str, percent: int) -> tuple[str, ...]:
        """The roles that are told at this percentage of the promised time; 100 is the breach."""
        return next((rung.to for rung in self.of(work_type).ladder if rung.percent == percent), ())

    def automation(self, work_type: str) -> AutomationPolicy:
        """What automation may let straight through."""
        return self.of(work_type).automation

    def sampling(self, work_type: str) -> Sampling:
        """How much finished work is reviewed."""
        return self.of(work_type).sampling

    def quality(self, work_type: str) -> QualityPlan:
        """How the work is checked beyond the usual rates, and what people have to reach."""
        return self.of(work_type).quality

    @classmethod
    def from_json(cls, data: Any) -> "Terms":
        """Read the form that `to_json` writes; what is left out has its usual value.

        ValueError, with a sentence, for a shape that cannot be read; sense is for `validate`.
        """
        if not isinstance(data, Mapping) or not isinstance(data.get("work_types"), Mapping):
            raise ValueError("Terms have work types.")
        categories = part_of(data, "categories")
        usual = cls(work_types=())
        return cls(
            work_types=tuple((str(key), read_work_type(value)) for key, value in data["work_types"].items()),
            weight=decimal_of(data, "weight", usual.weight),
            automation_cap=cap_of(data, "automation_cap"),
            people_cap=cap_of(data, "people_cap"),
            currency=str(data.get("currency") or usual.currency),
            monthly_fee=decimal_of(data, "monthly_fee", usual.monthly_fee),
            at_risk_percent=decimal_of(data, "at_risk_percent", usual.at_risk_percent),
            categories=tuple((str(name), decimal_of(categories, name, Decimal(0))) for name in categories)
            or usual.categories,
            earn_back_months=integer_of(data, "earn_back_months", usual.earn_back_months),
        )

    def to_json(self) -> dict[str, Any]:
        """The form that is stored: decimals as strings, targets as their own form."""
        return {
            "work_types": {key: write_work_type(terms) for key, terms in self.work_types},
            "weight": str(self.weight),
            "automation_cap": self.automation_cap,
            "people_cap": self.people_cap,
            "currency": self.currency,
            "monthly_fee": str(self.monthly_fee),
            "at_risk_percent": str(self.at_risk_percent),
            "categories": {name: str(percent) for name, percent in self.categories},
            "earn_back_months": self.earn_back_months,
        }

    def validate(self) -> tuple[str, ...]:
        """Everything that is wrong with the terms, in sentences; empty when they may be saved."""
        return tuple(_problems(self))


class OpenJobs(StrEnum):
    """What a new version does, from its day on, to the clocks of jobs that were taken in before."""

    KEEP = "keep"
    """Nothing: they go on as they were promised."""
    CALENDAR = "calendar"
    """Working time, holidays and cut-off follow; the turnaround stays that of their own version."""
    ALL = "all"
    """The turnaround follows too. Start and earned holds stay in any case."""


def version_in_force(versions: Iterable[tuple[datetime, _Value]], at: datetime) -> _Value | None:
    """Of (valid from, version) the one that holds at an instant: the latest begun; None before the first."""
    begun = [version for version in versions if version[0] <= at]
    return max(begun, key=lambda version: version[0])[1] if begun else None


def _problems(terms: Terms) -> Iterator[str]:
    if not terms.work_types:
        yield "The contract covers no work type; add one."
    if not 0 < terms.weight <= 1000:
        yield "The weight is above 0 and at most 1000."
    for cap, who in ((terms.automation_cap, "automation"), (terms.people_cap, "people")):
        if cap is not None and cap < 1:
            yield f"The limit for {who} is at least 1, or empty for none."
    yield from _money_problems(terms)
    for key, promised in terms.work_types:
        for problem in work_type_problems(promised):
            yield f"{key}: {problem}"
        levels = (promised.service_level, promised.accuracy, *dict(promised.by_priority).values())
        for category in {level.category for level in levels if level} - set(dict(terms.categories)):
            yield f"{key}: “{category}” is no category of service levels in this contract."


def _money_problems(terms: Terms) -> Iterator[str]:
    if not re.fullmatch(r"[A-Z]{3}", terms.currency):
        yield "The currency is a code of three letters, such as EUR."
    if not 0 <= terms.monthly_fee <= 1_000_000_000:
        yield "The monthly fee is not below 0."
    if any(not 0 <= percent <= 100 for percent in (terms.at_risk_percent, *dict(terms.categories).values())):
        yield "What is at risk, and what stands for a category, is 0 to 100 percent."
    if not 0 <= terms.earn_back_months <= 12:
        yield "Credits are earned back over 1 to 12 months, or 0 for never."
