"""What people say of closed months."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate

from bpo.platform.forms import FormSchema
from bpo.statements.rules import REASON_MAX, month_of


class Month(fields.Field[date]):
    """A month as `2026-10`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        try:
            return month_of(str(value))
        except ValueError as error:
            raise ValidationError("Give a month as 2026-10.") from error


class CloseForm(FormSchema):
    """The month to close."""

    month = Month(required=True)


class ReasonForm(FormSchema):
    """Why a month is restated, or why a dispute changes nothing."""

    reason = fields.String(load_default="", validate=validate.Length(max=REASON_MAX))


class AnswerForm(FormSchema):
    """What the client says of a report."""

    answer = fields.String(required=True, validate=validate.OneOf(("confirm", "dispute")))
    reason = fields.String(load_default="", validate=validate.Length(max=REASON_MAX))
