"""What people say of payments."""

from marshmallow import fields, validate

from bpo.jobs.schemas.forms import Day
from bpo.payments.queries import SHOWN
from bpo.platform.forms import FormSchema, Line


class ChosenForm(FormSchema):
    """The lines to be paid by one file."""

    due = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=SHOWN))


class LinesWanted(FormSchema):
    """Which lines to show: those due until a day, or all."""

    until = Day(load_default=None)


class VoidForm(FormSchema):
    """Why a file must not be used."""

    reason = Line(longest=500, load_default="")
