"""The terms of one version of a contract, as a value. A version never changes: a change is a new one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from bpo.contracts.rules.priorities import Priority
from bpo.contracts.rules.quality_plan import QualityPlan
from bpo.contracts.rules.targets import Target
from bpo.platform.errors import Conflict

OWERS = ("client", "provider", "third_party", "force_majeure")
"""Who may owe the action that a hold waits for."""

_HUNDRED = Decimal(100)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How much finished work is reviewed, in percent: of people, of people who are new, of automation."""

    percent: Decimal = Decimal(5)
    new_agent_percent: Decimal = Decimal(50)
    automation_percent: Decimal = Decimal(5)


class Basis(StrEnum):
    """What decides whether a field goes straight through."""

    FIXED = "fixed"
    """The contract's threshold, whatever is measured."""
    MEASURED = "measured"
    """The contract's threshold to start with; as soon as enough is measured, what was measured."""
    PROVEN = "proven"
    """What was measured alone: until that reaches the target, a person sees everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomationPolicy:
    """What automation may let straight through.

    `threshold` is the confidence (0..1) every mandatory field needs; `fields` are others for single
    fields. `target_accuracy` in percent is what measured accuracy has to reach, by the lower bound of its interval
    and over `minimum_sample` reviewed values at least; `basis` says whether that moves the thresholds.
    """

    enabled: bool = True
    basis: Basis = Basis.MEASURED
    minimum_sample: int = 50
    threshold: Decimal = Decimal("0.90")
    fields: tuple[tuple[str, Decimal], ...] = ()
    target_accuracy: Decimal = Decimal("99.5")

    def threshold_of(self, path: str) -> Decimal:
        """The confidence this field needs."""
        return dict(self.fields).get(path, self.threshold)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevel:
    """The part of the jobs due in a period that must be on time, in percent: aimed at, and owed."""

    expected: Decimal = Decimal(98)
    minimum: Decimal = Decimal(95)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTypeTerms:
    """What is promised for one work type.

    `acceptance_days` are working days after which silence accepts. `credited_owers` are those (of
    `OWERS`) whose holds stop the client's clock. `return_keeps_clock`: a job sent back goes on on its
    clock; otherwise a new one runs, with `rework` as its target (none: the turnaround again).
    """

    turnaround: tuple[tuple[Priority, Target], ...]
    warn_percent: tuple[int, ...] = (75, 90)
    sampling: Sampling = field(default_factory=Sampling)
    automation: AutomationPolicy = field(default_factory=AutomationPolicy)
    service_level: ServiceLevel = field(default_factory=ServiceLevel)
    acceptance_days: int = 5
    credited_owers: tuple[str, ...] = ("client",)
    standard_minutes: Decimal = Decimal(5)
    return_keeps_clock: bool = True
    rework: Target | None = None
    quality: QualityPlan = field(default_factory=QualityPlan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All that one version of a client's contract promises.

    `weight` is the client's share of the provider's attention beside others (1 is usual). The caps limit
    how many of its tasks automation and people work on at once; None is no limit.
    """

    work_types: tuple[tuple[str, WorkTypeTerms], ...]
    weight: Decimal = Decimal(1)
    automation_cap: int | None = None
    people_cap: int | None = None

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

    def credits(self, work_type: str, owes: str) -> bool:
        """Whether a hold stops the client's clock when this one owes the action."""
        return owes in self.of(work_type).credited_owers

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
        return cls(
            work_types=tuple((str(key), _read_work_type(value)) for key, value in data["work_types"].items()),
            weight=_decimal(data, "weight", Decimal(1)),
            automation_cap=_cap(data, "automation_cap"),
            people_cap=_cap(data, "people_cap"),
        )

    def to_json(self) -> dict[str, Any]:
        """The form that is stored: decimals as strings, targets as their own form."""
        return {
            "work_types": {key: _write_work_type(terms) for key, terms in self.work_types},
            "weight": str(self.weight),
            "automation_cap": self.automation_cap,
            "people_cap": self.people_cap,
        }

    def validate(self) -> tuple[str, ...]:
        """Everything that is wrong with the terms, in sentences; empty when they may be saved."""
        return tuple(_problems(self))


def version_in_force(versions: Iterable[tuple[datetime, _Value]], at: datetime) -> _Value | None:
    """Of (valid from, version) the one that holds at an instant: the latest begun; None before the first."""
    begun = [version for version in versions if version[0] <= at]
    return max(begun, key=lambda version: version[0])[1] if begun else None


def _decimal(data: Mapping[str, Any], name: str, usual: Decimal) -> Decimal:
    raw = data.get(name, usual)
    try:
        value = Decimal(str(raw))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValueError(f"“{raw}” is not a number ({name}).")
    return value


def _integer(data: Mapping[str, Any], name: str, usual: int) -> int:
    raw = data.get(name, usual)
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise ValueError(f"“{raw}” is not a whole number ({name}).")
    return raw


def _cap(data: Mapping[str, Any], name: str) -> int | None:
    return None if data.get(name) is None else _integer(data, name, 0)


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = data.get(name) or {}
    if not isinstance(part, Mapping):
        raise ValueError(f"“{name}” has named values.")
    return part


def _read_turnaround(data: Mapping[str, Any]) -> tuple[tuple[Priority, Target], ...]:
    known = {priority.value for priority in Priority}
    for name in data:
        if name not in known:
            raise ValueError(f"There is no priority “{name}”.")
    return tuple((rank, Target.from_json(data[rank.value])) for rank in Priority if rank.value in data)


def _read_work_type(data: Any) -> WorkTypeTerms:
    if not isinstance(data, Mapping):
        raise ValueError("A work type's terms have named values.")
    usual = WorkTypeTerms(turnaround=())
    sampling, policy, level = (_part(data, name) for name in ("sampling", "automation", "service_level"))
    warn = data.get("warn_percent", usual.warn_percent)
    owers = data.get("credited_owers", usual.credited_owers)
    if not isinstance(warn, list | tuple) or not isinstance(owers, list | tuple):
        raise ValueError("Warnings and credited holds are lists.")
    return WorkTypeTerms(
        turnaround=_read_turnaround(_part(data, "turnaround")),
        warn_percent=tuple(_integer({"warn_percent": each}, "warn_percent", 0) for each in warn),
        sampling=Sampling(
            percent=_decimal(sampling, "percent", usual.sampling.percent),
            new_agent_percent=_decimal(sampling, "new_agent_percent", usual.sampling.new_agent_percent),
            automation_percent=_decimal(sampling, "automation_percent", usual.sampling.automation_percent),
        ),
        automation=AutomationPolicy(
            enabled=policy.get("enabled", True) is True,
            basis=_basis(policy),
            minimum_sample=_integer(policy, "minimum_sample", usual.automation.minimum_sample),
            threshold=_decimal(policy, "threshold", usual.automation.threshold),
            fields=tuple(
                (str(path), _decimal(_part(policy, "fields"), path, Decimal(1)))
                for path in _part(policy, "fields")
            ),
            target_accuracy=_decimal(policy, "target_accuracy", usual.automation.target_accuracy),
        ),
        service_level=ServiceLevel(
            expected=_decimal(level, "expected", usual.service_level.expected),
            minimum=_decimal(level, "minimum", usual.service_level.minimum),
        ),
        acceptance_days=_integer(data, "acceptance_days", usual.acceptance_days),
        credited_owers=tuple(str(each) for each in owers),
        standard_minutes=_decimal(data, "standard_minutes", usual.standard_minutes),
        return_keeps_clock=data.get("return_keeps_clock", True) is True,
        rework=Target.from_json(data["rework"]) if data.get("rework") else None,
        quality=QualityPlan.from_json(_part(data, "quality")),
    )


def _basis(policy: Mapping[str, Any]) -> Basis:
    # A version agreed before anything was measured says nothing of it: its threshold stays as it was agreed.
    if not policy:
        return Basis.MEASURED
    try:
        return Basis(policy.get("basis", Basis.FIXED))
    except ValueError:
        raise ValueError(f"Automation goes by {', '.join(Basis)}.") from None


def _write_work_type(terms: WorkTypeTerms) -> dict[str, Any]:
    return {
        "turnaround": {priority.value: target.to_json() for priority, target in terms.turnaround},
        "warn_percent": list(terms.warn_percent),
        "sampling": {
            "percent": str(terms.sampling.percent),
            "new_agent_percent": str(terms.sampling.new_agent_percent),
            "automation_percent": str(terms.sampling.automation_percent),
        },
        "automation": {
            "enabled": terms.automation.enabled,
            "basis": terms.automation.basis.value,
            "minimum_sample": terms.automation.minimum_sample,
            "threshold": str(terms.automation.threshold),
            "fields": {path: str(threshold) for path, threshold in terms.automation.fields},
            "target_accuracy": str(terms.automation.target_accuracy),
        },
        "service_level": {
            "expected": str(terms.service_level.expected),
            "minimum": str(terms.service_level.minimum),
        },
        "acceptance_days": terms.acceptance_days,
        "credited_owers": list(terms.credited_owers),
        "standard_minutes": str(terms.standard_minutes),
        "return_keeps_clock": terms.return_keeps_clock,
        "rework": terms.rework.to_json() if terms.rework else None,
        "quality": terms.quality.to_json(),
    }


def _problems(terms: Terms) -> Iterator[str]:
    if not terms.work_types:
        yield "The contract covers no work type; add one."
    if not 0 < terms.weight <= 1000:
        yield "The weight is above 0 and at most 1000."
    for cap, who in ((terms.automation_cap, "automation"), (terms.people_cap, "people")):
        if cap is not None and cap < 1:
            yield f"The limit for {who} is at least 1, or empty for none."
    for key, promised in terms.work_types:
        for problem in _work_type_problems(promised):
            yield f"{key}: {problem}"


def _work_type_problems(terms: WorkTypeTerms) -> Iterator[str]:
    promised = {priority for priority, _ in terms.turnaround}
    missing = [priority.value for priority in Priority if priority not in promised]
    if missing:
        yield f"state a turnaround for {', '.join(missing)} jobs."
    for target in (*(target for _, target in terms.turnaround), *filter(None, (terms.rework,))):
        yield from target.validate()
    if any(not 1 <= percent <= 99 for percent in terms.warn_percent):
        yield "a warning comes at 1 to 99 percent of the target."
    if list(terms.warn_percent) != sorted(set(terms.warn_percent)):
        yield "warnings come one after the other, each once."
    sampling, policy, level = terms.sampling, terms.automation, terms.service_level
    percents = (
        *(sampling.percent, sampling.new_agent_percent, sampling.automation_percent),
        *(policy.target_accuracy, level.expected, level.minimum),
    )
    if any(not 0 <= percent <= _HUNDRED for percent in percents):
        yield "percentages lie between 0 and 100."
    if level.minimum > level.expected:
        yield "the minimum service level is not above the expected one."
    if any(not 0 <= threshold <= 1 for threshold in (policy.threshold, *dict(policy.fields).values())):
        yield "a confidence lies between 0 and 1."
    if not 1 <= policy.minimum_sample <= 100_000:
        yield "automation is measured over at least one reviewed value."
    yield from terms.quality.validate()
    if not 1 <= terms.acceptance_days <= 260:
        yield "the acceptance window is 1 to 260 working days."
    for ower in terms.credited_owers:
        if ower not in OWERS:
            yield f"“{ower}” is none of {', '.join(OWERS)}."
    if not 0 < terms.standard_minutes <= 10_000:
        yield "standard minutes are above 0."
