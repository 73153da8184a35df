"""The forms of the pages for those who answer for quality."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from bpo.platform.forms import FormSchema, Line
from bpo.quality.schemas.scored import ANSWER, LONGEST_COMMENT

_NEEDED: Any = {"required": "Fill this in."}


class ReasonForm(FormSchema):
    """A reason in words."""

    reason = Line(required=True, longest=500, error_messages=_NEEDED)


class ResumeForm(ReasonForm):
    """Sampling lots of a kind of work again."""

    work_type = Line(required=True, longest=80, error_messages=_NEEDED)


class PauseForm(ResumeForm):
    """Taking somebody off a kind of work."""

    person = fields.UUID(required=True, error_messages={"required": "Choose somebody."})


class KnownAnswerForm(FormSchema):
    """Making a known-answer item of a job."""

    reference = Line(required=True, longest=40, error_messages=_NEEDED)


class ReviewWishForm(ReasonForm):
    """Having a delivered job reviewed."""

    reference = Line(required=True, longest=40, error_messages=_NEEDED)


class ContestForm(FormSchema):
    """Why a review is wrong."""

    words = fields.String(required=True, validate=validate.Length(max=2000), error_messages=_NEEDED)


class DecisionForm(FormSchema):
    """What is decided of a contested review."""

    decision = fields.String(
        required=True,
        validate=validate.OneOf(["stands", "wrong"], error="Choose what is decided."),
        error_messages={"required": "Choose what is decided."},
    )
    reason = fields.String(required=True, validate=validate.Length(max=2000), error_messages=_NEEDED)


class CalibrationForm(FormSchema):
    """A new calibration: jobs by their references, one a line or parted by blanks."""

    name = Line(required=True, longest=120, error_messages=_NEEDED)
    work_type = Line(required=True, longest=80, error_messages=_NEEDED)
    jobs = fields.String(required=True, validate=validate.Length(max=4000), error_messages=_NEEDED)
    reviewers = fields.List(fields.UUID(), load_default=list)


def answers_in(form: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """(answers by line of the scorecard, comment) of a sent scorecard."""
    given = {name.removeprefix(ANSWER): text for name, text in form.items() if name.startswith(ANSWER)}
    return given, str(form.get("comment", ""))[:LONGEST_COMMENT]
