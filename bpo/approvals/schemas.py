"""What people and programs may say when they decide."""

from marshmallow import Schema, ValidationError, fields, validate

from bpo.approvals.rules import REASON_MAX, Decision
from bpo.jobs.rules import clean_text
from bpo.platform.forms import FormSchema

DIGEST = validate.Regexp(r"[0-9a-f]{64}\Z", error="This is no SHA-256 in hexadecimal.")
MOST_AT_ONCE = 200


class _Reason(fields.String):
    """Why, in several lines; too long is an error, never cut off silently."""

    def _deserialize(self, value: object, attr: object, data: object, **kwargs: object) -> str:
        text = str(super()._deserialize(value, attr, data, **kwargs))
        if len(text) > REASON_MAX:
            raise ValidationError(f"Use at most {REASON_MAX} characters.")
        return clean_text(text, longest=REASON_MAX)


class DecisionForm(FormSchema):
    """One decision, with the digest of what was looked at."""

    digest = fields.String(required=True, validate=DIGEST)
    decision = fields.String(load_default="")
    reason = _Reason(load_default="")


class ChosenForm(FormSchema):
    """Several to approve: each a task and the digest of what was looked at, joined by a colon."""

    chosen = fields.List(
        fields.String(validate=validate.Regexp(r"[0-9a-f-]{36}:[0-9a-f]{64}\Z")),
        load_default=list,
        validate=validate.Length(max=MOST_AT_ONCE),
    )


class DecisionIn(Schema):
    """A decision about one job."""

    digest = fields.String(required=True, validate=DIGEST)
    decision = fields.String(required=True, validate=validate.OneOf([each.value for each in Decision]))
    reason = _Reason(load_default="")


class ProposedFileOut(Schema):
    """A file as it will be delivered."""

    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)


class AwaitingOut(Schema):
    """Something that awaits approval. `digest` is what a decision must bear."""

    id = fields.String(required=True)
    job_id = fields.String(required=True)
    reference = fields.String(required=True)
    client_reference = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    step = fields.String(required=True)
    asked_at = fields.String(required=True)
    digest = fields.String(required=True, allow_none=True)
    record = fields.Dict(required=True)
    files = fields.List(fields.Nested(ProposedFileOut), required=True)


class AwaitingListOut(Schema):
    """What awaits approval, the oldest first."""

    approvals = fields.List(fields.Nested(AwaitingOut), required=True)


class DecidedOut(Schema):
    """What was decided."""

    id = fields.String(required=True)
    decision = fields.String(required=True)
    digest = fields.String(required=True)
    job_state = fields.String(required=True)
