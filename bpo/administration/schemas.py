"""The forms of the administrator: clients, whom staff serve and what they may do."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

from bpo.platform.forms import Email, FormSchema, Line
from bpo.tenancy.rules import code_problems


class Code(Line):
    """A client's code, in capitals however it was typed."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs).upper()
        if problems := code_problems(text):
            raise ValidationError(problems[0])
        return text


class ClientForm(FormSchema):
    """What a client is called and where it is."""

    name = Line(required=True)
    country = Line(required=True, longest=2)
    zone = Line(required=True)
    locale = Line(required=True)


class NewClientForm(ClientForm):
    """A new client with its first people and ours; the contract's fields are added to it."""

    code = Code(required=True)
    approver_name = Line(required=True)
    approver_email = Email(required=True)
    submitter_name = Line(load_default="")
    submitter_email = Email(load_default="")
    signed_by = Line(load_default="")
    staff = fields.List(fields.UUID(), load_default=list)
    work = fields.List(fields.UUID(), load_default=list)
    review = fields.List(fields.UUID(), load_default=list)


def new_client_schema(contract: Mapping[str, fields.Field[Any]]) -> type[FormSchema]:
    """The whole guided form: client, people, and the contract's fields."""
    return type("WholeClientForm", (NewClientForm,), dict(contract))


_DAY = "Enter a day like 2027-01-31, or leave it empty."


class AssignForm(FormSchema):
    """A client to serve, until the end of a day or without end."""

    tenant_id = fields.UUID(
        required=True, error_messages={"required": "Choose a client.", "invalid_uuid": "Choose a client."}
    )
    expires_on = fields.Date(load_default=None, error_messages={"invalid": _DAY})


class CertifyForm(AssignForm):
    """What of a client's work a person may do."""

    work_type = Line(required=True, longest=80)
    activity = Line(required=True, longest=20)


class ReasonForm(FormSchema):
    """Why something is declined or taken back."""

    reason = Line(required=True, longest=1000)
