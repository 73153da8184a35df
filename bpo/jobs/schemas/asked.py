"""What programs send. Whatever is not named here is refused."""

import base64
import binascii
import json
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from bpo.jobs.rules import NOTES_MAX, JobState, read_cursor
from bpo.jobs.schemas.forms import SearchText

_PRIORITY = {"description": "urgent, high, normal or low", "example": "normal"}
_MOMENT = {"description": "A day or an instant, ISO 8601", "example": "2026-10-06T14:00:00+02:00"}
MOST = 200
"""Jobs on one page."""


class Base64(fields.Field[bytes]):
    """Bytes as base64 in a string."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"type": "string", "format": "byte"}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bytes:
        if not isinstance(value, str):
            raise ValidationError("Send the file's bytes as base64.")
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValidationError("This is no base64.") from error


class FileIn(Schema):
    """One file."""

    name = fields.String(
        required=True, validate=validate.Length(1, 1000), metadata={"example": "invoice.pdf"}
    )
    content = Base64(required=True)


class WishesIn(Schema):
    """What is asked for a job or a batch."""

    work_type = fields.String(required=True, metadata={"example": "invoice_processing"})
    priority = fields.String(load_default="", metadata=_PRIORITY)
    notes = fields.String(load_default="", validate=validate.Length(max=NOTES_MAX))
    not_before = fields.String(load_default="", metadata=_MOMENT)
    wanted_by = fields.String(load_default="", metadata=_MOMENT)


class JobIn(WishesIn):
    """A job as JSON."""

    reference = fields.String(
        load_default="",
        metadata={"description": "Your own; the same one twice is the same job", "example": "RE-2026-0001"},
    )
    files = fields.List(fields.Nested(FileIn), load_default=list, validate=validate.Length(max=50))
    input = fields.Dict(
        keys=fields.String(),
        values=fields.String(validate=validate.Length(max=500)),
        load_default=dict,
        metadata={"description": "What you know of the record already, by field"},
    )


class JobUpload(WishesIn):
    """A job as a form; its file goes in the part `files`."""

    reference = fields.String(load_default="")
    files = fields.Raw(dump_only=True, metadata={"type": "string", "format": "binary"})


class HeaderField(fields.Field[dict[str, str]]):
    """A JSON object of texts, in a part of a form."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dict[str, str]:
        try:
            given = json.loads(value) if value else {}
        except (TypeError, ValueError) as error:
            raise ValidationError("Send a JSON object.") from error
        if not isinstance(given, dict) or len(given) > 100:
            raise ValidationError("Send a JSON object.")
        if not all(isinstance(text, str | int) and len(str(text)) <= 100 for text in given.values()):
            raise ValidationError("Send a text or a whole number for each field.")
        return {str(path): str(text) for path, text in given.items()}


class BatchUpload(WishesIn):
    """A batch as a form; its files, ZIPs and sheet go in parts named `files`."""

    name = fields.String(load_default="", validate=validate.Length(max=200))
    header = HeaderField(
        load_default=dict,
        metadata={
            "type": "string",
            "description": "For work whose batches must prove: its totals, as a JSON object of texts by field",
            "example": '{"records": "3", "total_amount": "1200.00"}',
        },
    )
    files = fields.List(fields.Raw(metadata={"type": "string", "format": "binary"}), dump_only=True)


class JobChange(Schema):
    """What may be changed of a job under way."""

    priority = fields.String(required=True, metadata=_PRIORITY)


class ApiCursor(fields.String):
    """Where a page of the list begins, as `next` said."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            return read_cursor(str(super()._deserialize(value, attr, data, **kwargs)))
        except ValueError as error:
            raise ValidationError("This is no cursor that was given out.") from error


class JobsAsked(Schema):
    """What the list of jobs is narrowed to."""

    state = fields.List(fields.String(validate=validate.OneOf([state.value for state in JobState])))
    work_type = SearchText(load_default="")
    text = SearchText(load_default="", metadata={"description": "In references and title"})
    batch = fields.UUID(load_default=None)
    received_from = fields.AwareDateTime(load_default=None, format="iso")
    received_to = fields.AwareDateTime(load_default=None, format="iso")
    limit = fields.Integer(load_default=50, validate=validate.Range(1, MOST))
    cursor = ApiCursor(load_default=None)
