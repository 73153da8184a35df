"""The part of a form about quality: how work is drawn for review, what people must reach, what automation proves."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from marshmallow import fields, validate

from bpo.contracts.rules import (
    AQLS,
    LEVELS,
    Basis,
    LotFormation,
    QualityPlan,
    SamplingMethod,
    WorkTypeTerms,
)
from bpo.contracts.schemas.deal import plain
from bpo.platform.forms import Tick

METHODS = (
    (SamplingMethod.PERCENTAGE.value, "each piece by itself, at the percentages above"),
    (SamplingMethod.LOTS.value, "in lots, accepted or rejected by a sample of each"),
)
FORMATIONS = ((LotFormation.DAY.value, "each day"), (LotFormation.SIZE.value, "when it is full"))
BASES = (
    (Basis.FIXED.value, "the figure beside, whatever is measured"),
    (Basis.MEASURED.value, "the figure beside, until enough is measured"),
    (Basis.PROVEN.value, "only what was measured and proven"),
)
PERCENTS = {
    "high_value_percent": "High value is reviewed",
    "risk_percent": "What shows a risk is reviewed",
    "known_answer_percent": "Known answers mixed in",
    "known_answer_pass": "Known answers to get right",
    "certify_score": "Certified from a score of",
    "pause_below": "Paused below a score of",
}
WHOLES = {
    "known_answer_window": "… over the last known answers",
    "certify_after": "… in so many reviews in a row",
    "pause_window": "… over the last reviews",
}
WORDS: Mapping[str, str] = {
    "method": "Drawn for review",
    "aql": "AQL",
    "level": "Inspection level",
    "formation": "A lot is closed",
    "size": "Pieces in a lot",
    "high_value_from": "High value from",
    "agreement": "Agreement of reviewers",
    "basis": "Automation goes by",
    "least": "Measured over",
    "target": "Accuracy to reach",
    **PERCENTS,
    **WHOLES,
}


def _one_of(choices: tuple[tuple[str, str], ...] | tuple[str, ...], usual: str) -> fields.String:
    known = [choice if isinstance(choice, str) else choice[0] for choice in choices]
    return fields.String(load_default=usual, validate=validate.OneOf(known, error="Choose one."))


def _number(highest: int | Decimal, usual: Decimal | None) -> fields.Decimal:
    said = f"Enter a number from 0 to {highest:,}."
    return fields.Decimal(
        load_default=usual,
        allow_nan=False,
        validate=validate.Range(0, highest, error=said),
        error_messages={"invalid": said, "special": said},
    )


def _whole(lowest: int, highest: int, usual: int) -> fields.Integer:
    said = f"Enter a whole number from {lowest} to {highest:,}."
    return fields.Integer(
        load_default=usual,
        validate=validate.Range(lowest, highest, error=said),
        error_messages={"invalid": said},
    )


def quality_fields() -> dict[str, fields.Field[Any]]:
    """The fields of one work type; an empty one has its usual value."""
    usual, automation = QualityPlan(), WorkTypeTerms(turnaround=()).automation
    return {
        "method": _one_of(METHODS, usual.method.value),
        "aql": _one_of(AQLS, usual.lots.aql),
        "level": _one_of(LEVELS, usual.lots.level),
        "formation": _one_of(FORMATIONS, usual.lots.formation.value),
        "size": _whole(2, 10_000, usual.lots.size),
        "waits": Tick(),
        "high_value_from": _number(1_000_000_000, None),
        "agreement": _number(1, usual.calibration_pass),
        "basis": _one_of(BASES, automation.basis.value),
        "least": _whole(1, 100_000, automation.minimum_sample),
        "target": _number(100, automation.target_accuracy),
        **{name: _number(100, getattr(usual, name)) for name in PERCENTS},
        **{name: _whole(1, 1000, getattr(usual, name)) for name in WHOLES},
    }


def quality_from(of: Callable[[str], Any], base: QualityPlan) -> QualityPlan:
    """The plan that these fields mean; what they do not ask stays as in `base`."""
    window = of("known_answer_window")
    return replace(
        base,
        method=SamplingMethod(of("method")),
        lots=replace(
            base.lots,
            aql=of("aql"),
            level=of("level"),
            formation=LotFormation(of("formation")),
            size=of("size"),
            waits=of("waits"),
        ),
        high_value_from=of("high_value_from"),
        calibration_pass=of("agreement"),
        known_answer_least=min(base.known_answer_least, window),
        **{name: of(name) for name in (*PERCENTS, *WHOLES)},
    )


def quality_shown(terms: WorkTypeTerms) -> dict[str, Any]:
    """The form in which they are filled in again."""
    plan, automation = terms.quality, terms.automation
    return {
        "method": plan.method.value,
        "aql": plan.lots.aql,
        "level": plan.lots.level,
        "formation": plan.lots.formation.value,
        "size": plan.lots.size,
        "waits": plan.lots.waits,
        "high_value_from": "" if plan.high_value_from is None else f"{plan.high_value_from:f}",
        "agreement": plain(plan.calibration_pass),
        "basis": automation.basis.value,
        "least": automation.minimum_sample,
        "target": plain(automation.target_accuracy),
        **{name: plain(getattr(plan, name)) for name in PERCENTS},
        **{name: getattr(plan, name) for name in WHOLES},
    }


def quality_said(terms: WorkTypeTerms) -> list[tuple[str, str]]:
    """The plan in words, for a page: (what, how)."""
    plan, lots = terms.quality, terms.quality.lots
    drawn = dict(METHODS)[plan.method.value].replace(" at the percentages above", " by percentage")
    if plan.method is SamplingMethod.LOTS:
        drawn = f"in lots of up to {lots.size}, level {lots.level}, AQL {lots.aql} %, after ISO 2859-1"
    said = [("Drawn for review", drawn)]
    if plan.high_value_from is not None:
        said.append(
            ("High value", f"from {plan.high_value_from:f}: {plain(plan.high_value_percent)} % reviewed")
        )
    if plan.known_answer_percent:
        said.append(
            (
                "Known answers",
                f"{plain(plan.known_answer_percent)} %, {plain(plan.known_answer_pass)} % to get right",
            )
        )
    said.append(("Paused", f"below {plain(plan.pause_below)} over the last {plan.pause_window} reviews"))
    said.append(("Reviewers agree", f"to {plain(plan.calibration_pass)} (kappa or alpha)"))
    measured = (
        f"{plain(terms.automation.target_accuracy)} %, over {terms.automation.minimum_sample} values at least"
    )
    said.append(("Automation proves", f"{measured}; it goes by {dict(BASES)[terms.automation.basis.value]}"))
    return said
