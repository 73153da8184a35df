"""What a contract says about checking the work: what is sampled and how, and what people have to reach."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

_HUNDRED = Decimal(100)

AQLS = ("0.10", "0.15", "0.25", "0.40", "0.65", "1.0", "1.5", "2.5", "4.0", "6.5")
"""Acceptable quality limits (percent) of the preferred series for which plans are known."""
LEVELS = ("I", "II", "III")
"""General inspection levels: how large the sample is for a lot's size."""


class SamplingMethod(StrEnum):
    """How finished work comes to be reviewed."""

    PERCENTAGE = "percentage"
    """Each piece by itself, at the rate of its stratum."""
    LOTS = "lots"
    """Work of people and automation is gathered in lots, which are accepted or rejected by a sample of each."""


class LotFormation(StrEnum):
    """When a lot is full."""

    DAY = "day"
    """What was finished on a day, in the zone of the contract's calendar, or `size` pieces, whichever is first."""
    SIZE = "size"
    """`size` pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LotPlan:
    """Acceptance sampling by attributes, after ISO 2859-1: single sampling with switching.

    `waits`: the jobs of a lot are released when it is accepted; otherwise at once, and what a rejected lot turns up
    afterwards opens a correction which the client sees. `reduced`: reduced inspection may be switched to. `size` is
    the most pieces in a lot, `hours` after which one that is not full is closed all the same.
    """

    level: str = "II"
    aql: str = "1.0"
    formation: LotFormation = LotFormation.DAY
    size: int = 150
    hours: int = 24
    waits: bool = True
    reduced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPlan:
    """How one work type of one client is checked. Percentages are 0..100; the three usual rates are `Sampling`.

    `high_value_from`: jobs of this amount and more (None for none) are sampled at `high_value_percent`; jobs with a
    sign of risk (a finding somebody let stand, a suspected duplicate, a source never seen before) at `risk_percent`;
    neither where that is no more than their usual rate.
    Known-answer items are mixed into an agent's work at `known_answer_percent`; who is below `known_answer_pass`
    over the last `known_answer_window` of them is paused, once `known_answer_least` are scored. New agents are
    certified after `certify_after` reviews in a row of `certify_score` or more. Who is below `pause_below` on average
    over the last `pause_window` reviews is paused. `calibration_pass` (0..1) is the agreement reviewers must reach.
    """

    method: SamplingMethod = SamplingMethod.PERCENTAGE
    lots: LotPlan = field(default_factory=LotPlan)
    high_value_from: Decimal | None = None
    high_value_percent: Decimal = Decimal(100)
    risk_percent: Decimal = Decimal(0)
    known_answer_percent: Decimal = Decimal(0)
    known_answer_pass: Decimal = Decimal(90)
    known_answer_window: int = 10
    known_answer_least: int = 3
    certify_after: int = 20
    certify_score: Decimal = Decimal(95)
    pause_below: Decimal = Decimal(80)
    pause_window: int = 10
    calibration_pass: Decimal = Decimal("0.8")

    @classmethod
    def from_json(cls, data: Any) -> "QualityPlan":
        """Read the form that `to_json` writes; what is left out has its usual value.

        ValueError, with a sentence, for a shape that cannot be read; sense is for `validate`.
        """
        if not isinstance(data, Mapping):
            raise ValueError("A quality plan has named values.")
        usual = cls()
        try:
            method = SamplingMethod(data.get("method", usual.method))
        except ValueError:
            raise ValueError("Work is sampled by percentage or in lots.") from None
        high_value_from = data.get("high_value_from")
        figures: dict[str, Any] = {name: _decimal(data, name, getattr(usual, name)) for name in _DECIMALS}
        figures |= {name: _whole(data, name, getattr(usual, name)) for name in _WHOLES}
        return cls(
            method=method,
            lots=_read_lots(data.get("lots") or {}),
            high_value_from=None
            if high_value_from is None
            else _decimal(data, "high_value_from", Decimal(0)),
            **figures,
        )

    def to_json(self) -> dict[str, Any]:
        """The form that is stored: decimals as strings."""
        lots = self.lots
        return {
            "method": self.method.value,
            "lots": {
                "level": lots.level,
                "aql": lots.aql,
                "formation": lots.formation.value,
                "size": lots.size,
                "hours": lots.hours,
                "waits": lots.waits,
                "reduced": lots.reduced,
            },
            "high_value_from": None if self.high_value_from is None else str(self.high_value_from),
            **{name: str(getattr(self, name)) for name in _DECIMALS},
            **{name: getattr(self, name) for name in _WHOLES},
        }

    def validate(self) -> tuple[str, ...]:
        """Everything that is wrong with the plan, in sentences; empty when it may be saved."""
        return tuple(_problems(self))


_PERCENTS = (
    "high_value_percent",
    "risk_percent",
    "known_answer_percent",
    "known_answer_pass",
    "certify_score",
    "pause_below",
)
_DECIMALS = (*_PERCENTS, "calibration_pass")
_WHOLES = ("known_answer_window", "known_answer_least", "certify_after", "pause_window")


def _problems(plan: QualityPlan) -> Iterator[str]:
    if any(not 0 <= getattr(plan, name) <= _HUNDRED for name in _PERCENTS):
        yield "percentages of the quality plan lie between 0 and 100."
    if not 0 <= plan.calibration_pass <= 1:
        yield "the agreement that reviewers must reach lies between 0 and 1."
    if plan.high_value_from is not None and plan.high_value_from < 0:
        yield "high value begins at 0 or more, or is left empty."
    if not 1 <= plan.known_answer_least <= plan.known_answer_window <= 1000:
        yield "known answers are judged over 1 to 1000 items, of which at least one is scored."
    if not 1 <= plan.certify_after <= 1000 or not 1 <= plan.pause_window <= 1000:
        yield "people are judged over 1 to 1000 reviews."
    lots = plan.lots
    if lots.level not in LEVELS:
        yield f"the inspection level is {', '.join(LEVELS[:-1])} or {LEVELS[-1]}."
    if lots.aql not in AQLS:
        yield f"the AQL is one of {', '.join(AQLS)}."
    if not 2 <= lots.size <= 10_000:
        yield "a lot has 2 to 10,000 pieces."
    if not 1 <= lots.hours <= 24 * 31:
        yield "a lot is closed after one hour to 31 days."


def _read_lots(data: Any) -> LotPlan:
    if not isinstance(data, Mapping):
        raise ValueError("A plan for lots has named values.")
    usual = LotPlan()
    try:
        formation = LotFormation(data.get("formation", usual.formation))
    except ValueError:
        raise ValueError("Lots are formed by day or by size.") from None
    return LotPlan(
        level=str(data.get("level", usual.level)),
        aql=str(data.get("aql", usual.aql)),
        formation=formation,
        size=_whole(data, "size", usual.size),
        hours=_whole(data, "hours", usual.hours),
        waits=data.get("waits", usual.waits) is True,
        reduced=data.get("reduced", usual.reduced) is True,
    )


def _decimal(data: Mapping[str, Any], name: str, usual: Decimal) -> Decimal:
    try:
        value = Decimal(str(data.get(name, usual)))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValueError(f"“{data.get(name)}” is not a number ({name}).")
    return value


def _whole(data: Mapping[str, Any], name: str, usual: int) -> int:
    raw = data.get(name, usual)
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise ValueError(f"“{raw}” is not a whole number ({name}).")
    return raw
