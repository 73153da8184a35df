"""What people and programs may ask of batches and jobs."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate

from bpo.jobs.rules import TABS, clean_text, read_cursor
from bpo.platform.forms import FormSchema, Line


class HandInForm(FormSchema):
    """What goes with the files on the portal; the rules of the room say what is wrong with a wish."""

    work_type = fields.String(required=True, error_messages={"required": "Choose a service."})
    reference = fields.String(load_default="")
    priority = fields.String(load_default="")
    notes = fields.String(load_default="")
    not_before = fields.String(load_default="")
    wanted = fields.String(load_default="")


class PriorityForm(FormSchema):
    """Another priority."""

    priority = fields.String(required=True, error_messages={"required": "Choose a priority."})


class SearchText(fields.String):
    """What somebody looks for: what cannot be seen falls away, since it finds nothing."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return clean_text(str(super()._deserialize(value, attr, data, **kwargs)), longest=100)


class Cursor(Line):
    """Where a page of a list begins: "instant~id" of the row beside it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            return read_cursor(super()._deserialize(value, attr, data, **kwargs))
        except ValueError as error:
            raise ValidationError("This page of the list is not there.") from error


class Day(fields.Date):
    """A day in a century in which there are jobs."""

    default_error_messages = {"invalid": "Write the day like 2026-10-06."}  # noqa: RUF012 - marshmallow's way

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        day: date = super()._deserialize(value, attr, data, **kwargs)
        if not 2000 <= day.year < 2200:
            raise self.make_error("invalid", input=value, obj_type="date")
        return day


class JobsFilter(FormSchema):
    """What a list of jobs is narrowed to."""

    tab = fields.String(load_default="", validate=validate.OneOf(list(TABS), error="There is no such view."))
    q = SearchText(load_default="")
    work_type = SearchText(load_default="")
    client = fields.UUID(load_default=None, error_messages={"invalid_uuid": "There is no such client."})
    """Of staff: one of the clients they serve; None for all."""
    received_from = Day(load_default=None)
    received_to = Day(load_default=None)
    before = Cursor(load_default=None)
    after = Cursor(load_default=None)
