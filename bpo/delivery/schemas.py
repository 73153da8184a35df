"""What people and programs may say of a result."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from bpo.jobs.rules import NOTES_MAX, clean_text
from bpo.platform.forms import FormSchema

REASON_MAX = 500


class FreeText(fields.String):
    """Several lines of text, what cannot be seen taken out; too long is an error, never cut off silently."""

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = str(super()._deserialize(value, attr, data, **kwargs))
        if len(text) > self.longest:
            raise ValidationError(f"Use at most {self.longest} characters.")
        return clean_text(text, longest=self.longest)


class ReturnForm(FormSchema):
    """Why a result is sent back."""

    reason = FreeText(longest=REASON_MAX, load_default="")


class CancelForm(FormSchema):
    """Why a job is no longer needed."""

    cancel_reason = FreeText(longest=REASON_MAX, load_default="")


class RevealForm(FormSchema):
    """Why somebody needs to see what is hidden."""

    reveal_reason = FreeText(longest=REASON_MAX, load_default="")


class AcceptAllForm(FormSchema):
    """All results that were ready at the instant at which they were shown."""

    seen_at = fields.AwareDateTime(required=True, format="iso")


class NoticesReadForm(FormSchema):
    """All notices that were there at the instant at which they were shown."""

    seen_at = fields.AwareDateTime(required=True, format="iso")


class ReturnIn(Schema):
    """Why a result is sent back."""

    reason = FreeText(longest=REASON_MAX, required=True)


class CancelIn(Schema):
    """Why a job is no longer needed."""

    reason = FreeText(longest=REASON_MAX, load_default="")


class AnswerIn(Schema):
    """The answer to a question."""

    answer = FreeText(longest=NOTES_MAX, required=True)


class Nothing(Schema):
    """There is nothing to say: every field is refused."""


class FileOut(Schema):
    """A file of a result."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    url = fields.String(required=True)


class DeliverableOut(Schema):
    """One version of a result. Amounts in the record are strings."""

    version = fields.Integer(required=True)
    created_at = fields.String(required=True)
    record = fields.Dict(required=True)
    files = fields.List(fields.Nested(FileOut), required=True)


class DeliverablesOut(Schema):
    """All versions, the newest first."""

    deliverables = fields.List(fields.Nested(DeliverableOut), required=True)


class ContestForm(FormSchema):
    """Why a hold must not stop the clock."""

    contest_reason = fields.String(load_default="", validate=validate.Length(max=1000))


class DisputeForm(FormSchema):
    """What is wrong with a result that can no longer be sent back."""

    reason = fields.String(load_default="", validate=validate.Length(max=500))


class DecideDisputeForm(FormSchema):
    """Whether a dispute is upheld, and why."""

    decision = fields.String(
        required=True, validate=validate.OneOf(["uphold", "dismiss"], error="Uphold or dismiss it.")
    )
    dispute_answer = fields.String(load_default="", validate=validate.Length(max=500))


class DecideContestForm(FormSchema):
    """Whether a contest of a hold is upheld, and why."""

    decision = fields.String(
        required=True, validate=validate.OneOf(["uphold", "reject"], error="Uphold or reject it.")
    )
    contest_answer = fields.String(load_default="", validate=validate.Length(max=1000))
