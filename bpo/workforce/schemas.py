"""The forms about whom staff serve and what they may do."""

from marshmallow import fields

from bpo.platform.forms import FormSchema, Line

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
