"""What programs are told of a client's figures: shares are parts of 1, times are seconds, every figure with its n."""

from typing import Any

from marshmallow import Schema, fields, validate

from bpo.reporting.queries import Figures
from bpo.reporting.rules import DEFINITIONS, Attained, Ratio, Spread


class FiguresAsked(Schema):
    """Which figures are asked for."""

    period = fields.String(
        load_default="30",
        validate=validate.Regexp(r"^(7|30|90|20\d\d-(0[1-9]|1[0-2]))$", error="Send 7, 30, 90 or a month."),
        metadata={"description": "7, 30 or 90 days up to today, or a month", "example": "2026-10"},
    )
    work_type = fields.String(load_default=None, allow_none=True)


class ShareOut(Schema):
    """A share: `part` of `whole`; `value` is null where there is nothing to share."""

    part = fields.Integer(required=True)
    whole = fields.Integer(required=True)
    value = fields.Float(required=True, allow_none=True)


class SpreadOut(Schema):
    """Business seconds over `n` jobs."""

    n = fields.Integer(required=True)
    mean = fields.Float(required=True, allow_none=True)
    median = fields.Float(required=True, allow_none=True)
    p90 = fields.Float(required=True, allow_none=True)
    p95 = fields.Float(required=True, allow_none=True)
    max = fields.Float(required=True, allow_none=True)


class LevelOut(Schema):
    """A service level: `expected` and `minimum` in percent, as the contract has them."""

    work_type = fields.String(required=True)
    name = fields.String(required=True)
    on_time = fields.Nested(ShareOut, required=True)
    excluded = fields.Integer(required=True)
    expected = fields.String(required=True, allow_none=True)
    minimum = fields.String(required=True, allow_none=True)
    stands = fields.String(required=True, allow_none=True)


class QualityOut(Schema):
    """Right at review, with the 95 % interval after Wilson; null where nothing was reviewed."""

    rate = fields.Float(required=True)
    low = fields.Float(required=True)
    high = fields.Float(required=True)
    n = fields.Integer(required=True)


class FiguresOut(Schema):
    """Your service levels, flow and quality over a period; what each counts stands in `definitions`."""

    period_from = fields.String(required=True)
    period_to = fields.String(required=True)
    work_type = fields.String(required=True, allow_none=True)
    on_time = fields.Nested(ShareOut, required=True)
    levels = fields.List(fields.Nested(LevelOut), required=True)
    open = fields.Integer(required=True)
    past_due = fields.Integer(required=True)
    due_today = fields.Integer(required=True)
    on_hold = fields.Integer(required=True)
    received = fields.Integer(required=True)
    delivered = fields.Integer(required=True)
    returned = fields.Integer(required=True)
    rejected = fields.Integer(required=True)
    first_pass = fields.Nested(ShareOut, required=True)
    turnaround = fields.Nested(SpreadOut, required=True)
    gross_turnaround = fields.Nested(SpreadOut, required=True)
    quality = fields.Nested(QualityOut, required=True, allow_none=True)
    definitions = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


TOLD = ("attainment", "past_due", "first_pass", "tat", "gross", "quality", "rework")


def figures_json(figures: Figures) -> dict[str, Any]:
    """A client's figures as its programs read them; nothing of how the provider works inside."""
    right = figures.quality.interval
    return {
        "period_from": figures.period.first.isoformat(),
        "period_to": figures.period.last.isoformat(),
        "work_type": figures.work_type,
        "on_time": _share(figures.attained.ratio),
        "levels": [_level(level) for level in figures.levels],
        "open": figures.open.open,
        "past_due": figures.open.past_due,
        "due_today": figures.open.due_today,
        "on_hold": figures.open.on_hold,
        "received": figures.received,
        "delivered": figures.delivered,
        "returned": figures.returned,
        "rejected": figures.rejected,
        "first_pass": _share(figures.first_pass),
        "turnaround": _spread(figures.tat),
        "gross_turnaround": _spread(figures.gross),
        "quality": {"rate": right.rate, "low": right.low, "high": right.high, "n": right.n}
        if right
        else None,
        "definitions": {key: DEFINITIONS[key][1] for key in TOLD},
    }


def _share(ratio: Ratio) -> dict[str, Any]:
    return {"part": ratio.part, "whole": ratio.whole, "value": ratio.value}


def _spread(spread: Spread) -> dict[str, Any]:
    names = ("n", "mean", "median", "p90", "p95")
    return {name: getattr(spread, name) for name in names} | {"max": spread.most}


def _level(level: Attained) -> dict[str, Any]:
    return {
        "work_type": level.work_type,
        "name": level.promised.words if level.promised else "On time",
        "on_time": _share(level.ratio),
        "excluded": level.excluded,
        "expected": None if level.expected is None else str(level.expected),
        "minimum": None if level.minimum is None else str(level.minimum),
        "stands": level.verdict.value if level.verdict else None,
    }
