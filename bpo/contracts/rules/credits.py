"""What a period came to against its service levels, and what the missed ones cost: pure arithmetic.

A level's credit is the amount at risk of the month's invoice × what stands for its category × what the level
stands for in it; all missed levels are added up, to no more than the amount at risk. Shares are compared in whole
numbers: percentages are for display.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bpo.contracts.rules.levels import Measure, ServiceLevel, read_level, write_level
from bpo.contracts.rules.priorities import Priority
from bpo.contracts.rules.rates import money
from bpo.contracts.rules.terms import Terms

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedLevel:
    """One level of a contract: `key` names it in statements, for as long as contracts are renewed.

    `priorities` are those whose jobs count for it; empty for accuracy, which is that of all.
    """

    key: str
    work_type: str
    measure: Measure
    priorities: tuple[Priority, ...]
    level: ServiceLevel

    @property
    def words(self) -> str:
        """What it is called beside its work type: "On time, urgent and high"."""
        if self.measure is Measure.ACCURACY:
            return "Accuracy"
        if len(self.priorities) == len(Priority):
            return "On time"
        return f"On time, {' and '.join(priority.value for priority in self.priorities)}"


def promised_levels(terms: Terms) -> tuple[PromisedLevel, ...]:
    """The levels that a contract promises, in order: each job counts for exactly one of timeliness."""
    found: list[PromisedLevel] = []
    for key, promised in terms.work_types:
        own = dict(promised.by_priority)
        others = tuple(priority for priority in Priority if priority not in own)
        timely = [(f"{key}/on_time", others, promised.service_level)] if others else []
        timely += [(f"{key}/on_time/{priority.value}", (priority,), level) for priority, level in own.items()]
        found += [
            PromisedLevel(key=name, work_type=key, measure=Measure.ON_TIME, priorities=ranks, level=level)
            for name, ranks, level in timely
        ]
        if promised.accuracy is not None:
            found.append(
                PromisedLevel(
                    key=f"{key}/accuracy",
                    work_type=key,
                    measure=Measure.ACCURACY,
                    priorities=(),
                    level=promised.accuracy,
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a period came to: `excluded` jobs count for neither side, and are shown."""

    met: int
    missed: int
    excluded: int = 0

    @property
    def counted(self) -> int:
        """The jobs that the level is about."""
        return self.met + self.missed

    def reaches(self, percent: Decimal) -> bool:
        """Whether so many percent were met, exactly; so they were where nothing was counted."""
        return self.met * _HUNDRED >= percent * self.counted


class Verdict(StrEnum):
    """How a period stands against a level."""

    NOTHING_DUE = "nothing_due"
    EXPECTED = "expected"
    """At or above what is aimed at."""
    MINIMUM = "minimum"
    """Below what is aimed at, not below what is owed."""
    FEW = "few"
    """Below what is owed, but by no more misses than are allowed with so few jobs."""
    MISSED = "missed"


def verdict_of(level: ServiceLevel, measured: Measured) -> Verdict:
    """How the period stands against the level."""
    if not measured.counted:
        return Verdict.NOTHING_DUE
    if measured.reaches(level.expected):
        return Verdict.EXPECTED
    if measured.reaches(level.minimum):
        return Verdict.MINIMUM
    few = level.low_volume
    if few is not None and measured.counted < few.under and measured.missed <= few.misses:
        return Verdict.FEW
    return Verdict.MISSED


def service_credit(*, invoice: Decimal, at_risk: Decimal, category: Decimal, level: Decimal) -> Decimal:
    """The credit of one missed level, to the cent; the last three in percent.

    100,000 at 10 %, 50 % and 40 % come to 2,000.
    """
    return money(invoice * at_risk * category * level / _HUNDRED**3)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelResult:
    """One level's line of a statement; `credit` is what the level alone would cost."""

    promised: PromisedLevel
    measured: Measured
    verdict: Verdict
    credit: Decimal

    @property
    def attained(self) -> Decimal | None:
        """In percent, for display only; None where nothing was counted."""
        if not self.measured.counted:
            return None
        return _HUNDRED * self.measured.met / self.measured.counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A period against its contract: every level, and the credit of all that were missed.

    `at_risk` is the most that they can cost; `credit` is what they cost, by no more than that.
    """

    invoice: Decimal
    currency: str
    at_risk: Decimal
    levels: tuple[LevelResult, ...]
    credit: Decimal

    def to_json(self) -> dict[str, Any]:
        """The form that is stored."""
        return {
            "invoice": str(self.invoice),
            "currency": self.currency,
            "at_risk": str(self.at_risk),
            "credit": str(self.credit),
            "levels": [_write_result(result) for result in self.levels],
        }

    def to_bytes(self) -> bytes:
        """The stored form in one spelling: the same statement has the same bytes."""
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return text.encode()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Statement":
        """Read the form that `to_json` writes."""
        return cls(
            invoice=Decimal(data["invoice"]),
            currency=str(data["currency"]),
            at_risk=Decimal(data["at_risk"]),
            credit=Decimal(data["credit"]),
            levels=tuple(_read_result(each) for each in data["levels"]),
        )


def statement_of(terms: Terms, *, invoice: Decimal, measured: Mapping[str, Measured]) -> Statement:
    """A period against a contract; `measured` by the levels' keys, a missing one counted nothing."""
    at_risk = money(invoice * terms.at_risk_percent / _HUNDRED)
    categories = dict(terms.categories)
    results = []
    for promised in promised_levels(terms):
        found = measured.get(promised.key, Measured(met=0, missed=0))
        verdict = verdict_of(promised.level, found)
        credit = Decimal(0)
        if verdict is Verdict.MISSED:
            credit = service_credit(
                invoice=invoice,
                at_risk=terms.at_risk_percent,
                category=categories.get(promised.level.category, Decimal(0)),
                level=promised.level.allocation,
            )
        results.append(LevelResult(promised=promised, measured=found, verdict=verdict, credit=credit))
    together = sum((result.credit for result in results), Decimal(0))
    return Statement(
        invoice=invoice,
        currency=terms.currency,
        at_risk=at_risk,
        levels=tuple(results),
        credit=min(together, at_risk),
    )


class EarnBack(StrEnum):
    """What became of a credit that may be earned back."""

    NOT_OFFERED = "not_offered"
    PENDING = "pending"
    EARNED = "earned"
    LOST = "lost"


def earn_back(months: int, following: Sequence[Verdict]) -> EarnBack:
    """Whether a level's credit is earned back: at or above what is expected in each of the next `months`.

    `following` are the level's verdicts in the months after, as far as they are closed, in order. A month in which
    nothing was due proves nothing: it neither earns nor loses, and a later one counts in its place.
    """
    if months == 0:
        return EarnBack.NOT_OFFERED
    proven = [verdict for verdict in following if verdict is not Verdict.NOTHING_DUE][:months]
    if any(verdict is not Verdict.EXPECTED for verdict in proven):
        return EarnBack.LOST
    return EarnBack.EARNED if len(proven) == months else EarnBack.PENDING


def earned_back(statement: Statement, months: int, following: Sequence[Statement]) -> dict[str, EarnBack]:
    """What became of each credit of a statement, by the level's key, given the statements of the months after."""
    verdicts = [{result.promised.key: result.verdict for result in each.levels} for each in following]
    return {
        result.promised.key: earn_back(
            months, [month.get(result.promised.key, Verdict.NOTHING_DUE) for month in verdicts]
        )
        for result in statement.levels
        if result.credit
    }


def credit_after(statement: Statement, states: Mapping[str, EarnBack]) -> Decimal:
    """The credit of a statement without the levels that were earned back, again by no more than is at risk."""
    owed = [
        result.credit for result in statement.levels if states.get(result.promised.key) is not EarnBack.EARNED
    ]
    return min(sum(owed, Decimal(0)), statement.at_risk)


def _write_result(result: LevelResult) -> dict[str, Any]:
    promised, measured = result.promised, result.measured
    return {
        "key": promised.key,
        "work_type": promised.work_type,
        "measure": promised.measure.value,
        "priorities": [priority.value for priority in promised.priorities],
        "level": write_level(promised.level),
        "met": measured.met,
        "missed": measured.missed,
        "excluded": measured.excluded,
        "verdict": result.verdict.value,
        "credit": str(result.credit),
    }


def _read_result(data: Mapping[str, Any]) -> LevelResult:
    promised = PromisedLevel(
        key=str(data["key"]),
        work_type=str(data["work_type"]),
        measure=Measure(data["measure"]),
        priorities=tuple(Priority(each) for each in data["priorities"]),
        level=read_level(data["level"], ServiceLevel()),
    )
    return LevelResult(
        promised=promised,
        measured=Measured(met=data["met"], missed=data["missed"], excluded=data["excluded"]),
        verdict=Verdict(data["verdict"]),
        credit=Decimal(data["credit"]),
    )
