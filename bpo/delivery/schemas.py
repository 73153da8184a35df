"""What people and programs may say of a result."""

from typing import Any

from marshmallow import ValidationError, fields

from bpo.jobs.rules import clean_text
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
