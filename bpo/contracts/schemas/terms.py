"""The terms' part of a form: what is promised for each work type, and the client's share."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate

from bpo.catalog.rules import WorkType
from bpo.contracts.rules import (
    CREDITABLE,
    HOLD,
    Basis,
    Priority,
    Sampling,
    Target,
    TargetKind,
    Terms,
    WorkTypeTerms,
    minutes_of,
)
from bpo.contracts.schemas.deal import (
    DEAL_WORDS,
    MONEY_WORDS,
    deal_fields,
    deal_from,
    deal_shown,
    money_fields,
    money_from,
    money_shown,
    plain,
)
from bpo.contracts.schemas.finer import (
    NEW_CLOCK,
    Written,
    ladder_shown,
    read_ladder,
    rework_reader,
    rework_shown,
    sure_reader,
    sure_shown,
)
from bpo.contracts.schemas.quality import WORDS, quality_fields, quality_from, quality_shown
from bpo.platform.errors import Invalid
from bpo.platform.forms import Line, Tick

PRIORITIES = tuple((priority, priority.value.capitalize()) for priority in Priority)
CREDITED = tuple((key, HOLD[key].label) for key in CREDITABLE)
"""For which reasons of a hold the client's clock may stand still; never for what we owe."""
SHARE = "Enter a number from 0.1 to 100; 1 is usual."
HOW_LONG = "Write 4 h, 90 min, 2 days, or next day 12:00."

_DURATION = re.compile(r"(?:(\d+)\s*(?:h|hours?))?\s*(?:(\d+)\s*(?:m|min|minutes?))?", re.ASCII)
_WORKING_DAYS = re.compile(r"(\d+)\s*(?:working\s+)?(?:d|days?)", re.ASCII)
_CLOCK = re.compile(
    r"(?:(same|next)\s+(?:working\s+)?day|(\d+)\s*(?:working\s+)?days?\s+later)\s+(?:by\s+)?(\d{1,2}:\d\d)",
    re.ASCII,
)
_USUAL = {
    Priority.URGENT: "2 h",
    Priority.HIGH: "4 h",
    Priority.NORMAL: "8 h",
    Priority.LOW: "2 working days",
}


class Turnaround(Line):
    """A turnaround as people write it: see `HOW_LONG`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        target = read_target(text)
        if problems := target.validate():
            raise ValidationError(problems[0])
        return target


def read_target(text: str) -> Target:
    """The turnaround a text means; reads whatever `Target.words` writes. ValidationError else."""
    text = " ".join(text.lower().split())
    if (match := _DURATION.fullmatch(text)) and (match[1] or match[2]):
        return Target.in_minutes(int(match[1] or 0) * 60 + int(match[2] or 0))
    if match := _WORKING_DAYS.fullmatch(text):
        return Target.in_working_days(int(match[1]))
    if match := _CLOCK.fullmatch(text):
        at = match[3].zfill(5)
        try:
            minutes_of(at)
        except ValueError as problem:
            raise ValidationError(str(problem)) from None
        return Target.at_time({"same": 0, "next": 1}[match[1]] if match[1] else int(match[2]), at)
    raise ValidationError(HOW_LONG)


def _percent(*, lowest: int = 0) -> fields.Decimal:
    said = f"Enter a number from {lowest} to 100."
    return fields.Decimal(
        required=True,
        allow_nan=False,
        validate=validate.Range(lowest, 100, error=said),
        error_messages={"required": "Fill this in.", "invalid": said, "special": said},
    )


def _whole(lowest: int, highest: int, **more: Any) -> fields.Integer:
    said = f"Enter a whole number from {lowest} to {highest}."
    return fields.Integer(
        strict=False,
        validate=validate.Range(lowest, highest, error=said),
        error_messages={"required": "Fill this in.", "invalid": said},
        **more,
    )


def _work_type_fields(work_type: WorkType) -> dict[str, fields.Field[Any]]:
    paths = {field.path for field in work_type.form.fields}
    return {
        **{priority.value: Turnaround(required=True, longest=40) for priority in Priority},
        "expected": _percent(),
        "minimum": _percent(),
        "sampling": _percent(),
        "sampling_new": _percent(),
        "sampling_auto": _percent(),
        "automation": Tick(),
        "threshold": _percent(),
        "acceptance_days": _whole(1, 260, required=True),
        "minutes": fields.Decimal(
            required=True,
            allow_nan=False,
            validate=validate.Range(Decimal("0.1"), 10_000, error="Enter minutes above 0."),
            error_messages={"required": "Fill this in.", "invalid": "Enter a number of minutes."},
        ),
        "credited": fields.List(Line(longest=20), load_default=list),
        "warnings": Written(read_ladder, load_default=None),
        "sure": Written(sure_reader(paths), load_default=()),
        "rework": Written(rework_reader(read_target), load_default=None),
        **quality_fields(),
        **deal_fields([step.key for step in work_type.steps], read_target),
    }


def terms_fields(work_types: Sequence[WorkType], offered: Sequence[str]) -> dict[str, fields.Field[Any]]:
    """The fields of the terms, to be part of a form; those of a work type only where it is `offered`."""
    found: dict[str, fields.Field[Any]] = {
        "offered": fields.List(Line(longest=80), load_default=list),
        "weight": fields.Decimal(
            required=True,
            allow_nan=False,
            validate=validate.Range(Decimal("0.1"), 100, error=SHARE),
            error_messages={"required": "Fill this in.", "invalid": SHARE, "special": SHARE},
        ),
        "people_cap": _whole(1, 100_000, load_default=None),
        "automation_cap": _whole(1, 100_000, load_default=None),
        **money_fields(),
    }
    for work_type in work_types:
        for name, field in _work_type_fields(work_type).items():
            # what stands in the form of a work type that is not offered is neither needed nor judged
            found[f"{work_type.key}-{name}"] = field if work_type.key in offered else fields.Raw()
    return found


def terms_from(
    form: Mapping[str, Any], work_types: Sequence[WorkType], *, base: Terms | None = None
) -> Terms:
    """The terms that a form means; what it does not ask stays as in `base`.

    Invalid, with the sentences beside their fields.
    """
    offered = [work_type.key for work_type in work_types if work_type.key in form["offered"]]
    if not offered:
        raise Invalid({"offered": ["Choose what the client may hand in."]})
    usual = usual_terms(work_types)
    terms = replace(
        base or usual,
        work_types=tuple(
            (key, _promised(form, key, (base if base and base.covers(key) else usual).of(key)))
            for key in offered
        ),
        weight=form["weight"],
        automation_cap=form["automation_cap"],
        people_cap=form["people_cap"],
        **money_from(form),
    )
    for key in offered:
        if form[f"{key}-minimum"] > form[f"{key}-expected"]:
            raise Invalid({f"{key}-minimum": ["What is owed cannot be above what is aimed at."]})
    if problems := terms.validate():
        raise Invalid({"offered": list(problems)})
    return terms


def _promised(form: Mapping[str, Any], key: str, base: WorkTypeTerms) -> WorkTypeTerms:
    def of(name: str) -> Any:
        return form[f"{key}-{name}"]

    return replace(
        base,
        turnaround=tuple((priority, of(priority.value)) for priority in Priority),
        sampling=Sampling(
            percent=of("sampling"),
            new_agent_percent=of("sampling_new"),
            automation_percent=of("sampling_auto"),
        ),
        automation=replace(
            base.automation,
            enabled=of("automation"),
            threshold=of("threshold") / 100,
            fields=of("sure"),
            basis=Basis(of("basis")),
            minimum_sample=of("least"),
            target_accuracy=of("target"),
        ),
        quality=quality_from(of, base.quality),
        **deal_from(of, base),
        acceptance_days=of("acceptance_days"),
        credited_reasons=tuple(reason for reason, _ in CREDITED if reason in of("credited")),
        standard_minutes=of("minutes"),
        ladder=base.ladder if of("warnings") is None else of("warnings"),
        return_keeps_clock=of("rework") is None,
        rework=None if of("rework") == NEW_CLOCK else of("rework"),
    )


def usual_terms(work_types: Sequence[WorkType]) -> Terms:
    """What a new contract begins with, before anybody has changed a figure."""
    turnaround = tuple((priority, read_target(text)) for priority, text in _USUAL.items())
    return Terms(
        work_types=tuple(
            (
                work_type.key,
                WorkTypeTerms(
                    turnaround=turnaround,
                    standard_minutes=Decimal(str(sum(step.minutes for step in work_type.steps) or 5)),
                ),
            )
            for work_type in work_types
        )
    )


def terms_shown(terms: Terms, work_types: Sequence[WorkType]) -> dict[str, Any]:
    """The form in which terms are filled in again; what is not offered yet begins with the usual figures."""
    shown: dict[str, Any] = {
        "offered": [key for key, _ in terms.work_types],
        "weight": plain(terms.weight),
        "people_cap": terms.people_cap if terms.people_cap is not None else "",
        "automation_cap": terms.automation_cap if terms.automation_cap is not None else "",
        **money_shown(terms),
    }
    usual = usual_terms(work_types)
    for work_type in work_types:
        promised = (terms if terms.covers(work_type.key) else usual).of(work_type.key)
        figures = {
            **{priority.value: target.words for priority, target in promised.turnaround},
            "expected": plain(promised.service_level.expected),
            "minimum": plain(promised.service_level.minimum),
            "sampling": plain(promised.sampling.percent),
            "sampling_new": plain(promised.sampling.new_agent_percent),
            "sampling_auto": plain(promised.sampling.automation_percent),
            "automation": promised.automation.enabled,
            "threshold": plain(promised.automation.threshold * 100),
            "acceptance_days": promised.acceptance_days,
            "minutes": plain(promised.standard_minutes),
            "credited": list(promised.credited_reasons),
            "warnings": ladder_shown(promised.ladder),
            "sure": sure_shown(dict(promised.automation.fields)),
            "rework": rework_shown(keeps_clock=promised.return_keeps_clock, rework=promised.rework),
            **quality_shown(promised),
            **deal_shown(promised),
        }
        shown |= {f"{work_type.key}-{name}": value for name, value in figures.items()}
    return shown


def terms_labels(work_types: Sequence[WorkType]) -> dict[str, str]:
    """What each field is called in the summary of what needs a change."""
    labels = {"offered": "Offered", "weight": "Share", "people_cap": "People at once"}
    labels["automation_cap"] = "Automation at once"
    labels |= MONEY_WORDS
    words = {
        **{priority.value: f"{name} jobs" for priority, name in PRIORITIES},
        "expected": "Aimed at",
        "minimum": "Owed",
        "sampling": "Reviewed",
        "threshold": "Sure enough",
        "sampling_new": "Reviewed of new people",
        "sampling_auto": "Reviewed of automation",
        "acceptance_days": "Accepted after",
        "minutes": "Standard time",
        "credited": "Clock stops",
        "warnings": "Warnings",
        "sure": "Single fields",
        "rework": "Returned work",
        **WORDS,
        **DEAL_WORDS,
    }
    for work_type in work_types:
        labels |= {f"{work_type.key}-{name}": f"{work_type.name}, {word}" for name, word in words.items()}
    return labels


def promised_words(target: Target) -> str:
    """A turnaround in a table: "2 h in business time" says what the hours are."""
    return f"{target.words} of working time" if target.kind is TargetKind.MINUTES else target.words


def credited_words(reasons: Sequence[str]) -> str:
    """For which holds the clock stands still, in a table."""
    return "; ".join(label for key, label in CREDITED if key in reasons)
