"""What a contract promises for one work type, as a value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bpo.contracts.rules.hold_reasons import CREDITABLE, reasons_owed_by
from bpo.contracts.rules.ladder import (
    AT_BREACH,
    USUAL_LADDER,
    Rung,
    ladder_problems,
    read_ladder,
    write_ladder,
)
from bpo.contracts.rules.levels import QUALITY, ServiceLevel, level_problems, read_level, write_level
from bpo.contracts.rules.priorities import Priority
from bpo.contracts.rules.quality_plan import QualityPlan
from bpo.contracts.rules.rates import Rate, rate_problems, read_rate, write_rate
from bpo.contracts.rules.reading import decimal_of, integer_of, list_of, part_of
from bpo.contracts.rules.targets import Target

USUAL_ACCURACY = ServiceLevel(expected=Decimal("99.5"), minimum=Decimal(99), category=QUALITY)
"""What a level of accuracy has where nothing else is said."""
_HUNDRED = Decimal(100)


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
class WorkTypeTerms:
    """What is promised for one work type.

    `ladder`: who is told at which part of the promised time. `service_level` is that of timeliness for all jobs
    but those of the priorities in `by_priority`, which are measured apart; `accuracy` is that of reviewed samples,
    None where none is promised. `acceptance_days` are working days after which silence accepts.
    `credited_reasons` are the reasons of holds (of `CREDITABLE`) that stop the client's clock.
    `return_keeps_clock`: a job sent back goes on on its clock; otherwise a new one runs, with `rework` as its
    target (none: the turnaround again). `internal` are our own targets of single steps, in business time from the
    hand-off to that step; a step without one has `internal_percent` of the client's time. `rate` is the price.
    """

    turnaround: tuple[tuple[Priority, Target], ...]
    ladder: tuple[Rung, ...] = USUAL_LADDER
    sampling: Sampling = field(default_factory=Sampling)
    quality: QualityPlan = field(default_factory=QualityPlan)
    automation: AutomationPolicy = field(default_factory=AutomationPolicy)
    service_level: ServiceLevel = field(default_factory=ServiceLevel)
    by_priority: tuple[tuple[Priority, ServiceLevel], ...] = ()
    accuracy: ServiceLevel | None = None
    acceptance_days: int = 5
    credited_reasons: tuple[str, ...] = reasons_owed_by(("client",))
    standard_minutes: Decimal = Decimal(5)
    return_keeps_clock: bool = True
    rework: Target | None = None
    internal: tuple[tuple[str, Target], ...] = ()
    internal_percent: int = 50
    rate: Rate = field(default_factory=Rate)

    @property
    def warn_percent(self) -> tuple[int, ...]:
        """The percentages at which somebody is warned, the breach itself left out."""
        return tuple(rung.percent for rung in self.ladder if rung.percent != AT_BREACH)

    def level_of(self, priority: Priority) -> ServiceLevel:
        """The service level of timeliness that jobs of this priority count for."""
        return dict(self.by_priority).get(priority, self.service_level)


def read_work_type(data: Any) -> WorkTypeTerms:
    """The terms of a work type from the form that `write_work_type` makes, or an older one.

    What is left out has its usual value. ValueError, with a sentence, for what cannot be read.
    """
    if not isinstance(data, Mapping):
        raise ValueError("A work type's terms have named values.")
    usual = WorkTypeTerms(turnaround=())
    return WorkTypeTerms(
        turnaround=_read_turnaround(part_of(data, "turnaround")),
        ladder=read_ladder(data),
        sampling=_read_sampling(part_of(data, "sampling"), usual.sampling),
        quality=QualityPlan.from_json(part_of(data, "quality")),
        automation=_read_automation(part_of(data, "automation"), usual.automation),
        **_read_levels(data, usual),
        acceptance_days=integer_of(data, "acceptance_days", usual.acceptance_days),
        credited_reasons=_read_credited(data, usual),
        standard_minutes=decimal_of(data, "standard_minutes", usual.standard_minutes),
        return_keeps_clock=data.get("return_keeps_clock", True) is True,
        rework=Target.from_json(data["rework"]) if data.get("rework") else None,
        internal=tuple(
            (str(step), Target.from_json(target)) for step, target in part_of(data, "internal").items()
        ),
        internal_percent=integer_of(data, "internal_percent", usual.internal_percent),
        rate=read_rate(data),
    )


def write_work_type(terms: WorkTypeTerms) -> dict[str, Any]:
    """The form that is stored."""
    return {
        "turnaround": {priority.value: target.to_json() for priority, target in terms.turnaround},
        "ladder": write_ladder(terms.ladder),
        "sampling": {
            "percent": str(terms.sampling.percent),
            "new_agent_percent": str(terms.sampling.new_agent_percent),
            "automation_percent": str(terms.sampling.automation_percent),
        },
        "quality": terms.quality.to_json(),
        "automation": {
            "enabled": terms.automation.enabled,
            "basis": terms.automation.basis.value,
            "minimum_sample": terms.automation.minimum_sample,
            "threshold": str(terms.automation.threshold),
            "fields": {path: str(threshold) for path, threshold in terms.automation.fields},
            "target_accuracy": str(terms.automation.target_accuracy),
        },
        "service_level": write_level(terms.service_level),
        "by_priority": {priority.value: write_level(level) for priority, level in terms.by_priority},
        "accuracy": write_level(terms.accuracy) if terms.accuracy else None,
        "acceptance_days": terms.acceptance_days,
        "credited_reasons": list(terms.credited_reasons),
        "standard_minutes": str(terms.standard_minutes),
        "return_keeps_clock": terms.return_keeps_clock,
        "rework": terms.rework.to_json() if terms.rework else None,
        "internal": {step: target.to_json() for step, target in terms.internal},
        "internal_percent": terms.internal_percent,
        "rate": write_rate(terms.rate),
    }


def work_type_problems(terms: WorkTypeTerms) -> Iterator[str]:
    """Everything that is wrong with the terms of a work type, in sentences."""
    yield from _target_problems(terms)
    yield from ladder_problems(terms.ladder)
    sampling, policy = terms.sampling, terms.automation
    percents = (
        *(sampling.percent, sampling.new_agent_percent, sampling.automation_percent),
        policy.target_accuracy,
    )
    if any(not 0 <= percent <= _HUNDRED for percent in percents):
        yield "percentages lie between 0 and 100."
    for level in filter(None, (terms.service_level, terms.accuracy, *dict(terms.by_priority).values())):
        yield from level_problems(level)
    yield from terms.quality.validate()
    if any(not 0 <= threshold <= 1 for threshold in (policy.threshold, *dict(policy.fields).values())):
        yield "a confidence lies between 0 and 1."
    if not 1 <= policy.minimum_sample <= 100_000:
        yield "automation is measured over at least one reviewed value."
    if not 1 <= terms.acceptance_days <= 260:
        yield "the acceptance window is 1 to 260 working days."
    for reason in terms.credited_reasons:
        if reason not in CREDITABLE:
            yield f"“{reason}” is none of {', '.join(CREDITABLE)}, for which a clock can stand still."
    if not 0 < terms.standard_minutes <= 10_000:
        yield "standard minutes are above 0."
    if not 1 <= terms.internal_percent <= _HUNDRED:
        yield "a step has 1 to 100 percent of the client's time."
    yield from rate_problems(terms.rate)


def _target_problems(terms: WorkTypeTerms) -> Iterator[str]:
    promised = {priority for priority, _ in terms.turnaround}
    missing = [priority.value for priority in Priority if priority not in promised]
    if missing:
        yield f"state a turnaround for {', '.join(missing)} jobs."
    targets = (*dict(terms.turnaround).values(), *dict(terms.internal).values())
    for target in (*targets, *filter(None, (terms.rework,))):
        yield from target.validate()


def _read_turnaround(data: Mapping[str, Any]) -> tuple[tuple[Priority, Target], ...]:
    _demand_priorities(data)
    return tuple((rank, Target.from_json(data[rank.value])) for rank in Priority if rank.value in data)


def _demand_priorities(data: Mapping[str, Any]) -> None:
    known = {priority.value for priority in Priority}
    for name in data:
        if name not in known:
            raise ValueError(f"There is no priority “{name}”.")


def _read_sampling(data: Mapping[str, Any], usual: Sampling) -> Sampling:
    return Sampling(
        percent=decimal_of(data, "percent", usual.percent),
        new_agent_percent=decimal_of(data, "new_agent_percent", usual.new_agent_percent),
        automation_percent=decimal_of(data, "automation_percent", usual.automation_percent),
    )


def _read_automation(data: Mapping[str, Any], usual: AutomationPolicy) -> AutomationPolicy:
    fields = part_of(data, "fields")
    return AutomationPolicy(
        enabled=data.get("enabled", True) is True,
        basis=_basis(data),
        minimum_sample=integer_of(data, "minimum_sample", usual.minimum_sample),
        threshold=decimal_of(data, "threshold", usual.threshold),
        fields=tuple((str(path), decimal_of(fields, path, Decimal(1))) for path in fields),
        target_accuracy=decimal_of(data, "target_accuracy", usual.target_accuracy),
    )


def _basis(policy: Mapping[str, Any]) -> Basis:
    # A version agreed before anything was measured says nothing of it: its threshold stays as it was agreed.
    if not policy:
        return Basis.MEASURED
    try:
        return Basis(policy.get("basis", Basis.FIXED))
    except ValueError:
        raise ValueError(f"Automation goes by {', '.join(Basis)}.") from None


def _read_levels(data: Mapping[str, Any], usual: WorkTypeTerms) -> dict[str, Any]:
    own = part_of(data, "by_priority")
    _demand_priorities(own)
    level = read_level(part_of(data, "service_level"), usual.service_level)
    return {
        "service_level": level,
        "by_priority": tuple(
            (rank, read_level(part_of(own, rank.value), level)) for rank in Priority if rank.value in own
        ),
        "accuracy": read_level(part_of(data, "accuracy"), USUAL_ACCURACY) if data.get("accuracy") else None,
    }


def _read_credited(data: Mapping[str, Any], usual: WorkTypeTerms) -> tuple[str, ...]:
    """The credited reasons; contracts of old said only who may owe the action."""
    if "credited_reasons" not in data and "credited_owers" in data:
        return reasons_owed_by(tuple(str(each) for each in list_of(data, "credited_owers", ())))
    return tuple(str(each) for each in list_of(data, "credited_reasons", usual.credited_reasons))
