"""The forms by which a task is left, taken, given to another, and holds are answered."""

from marshmallow import fields, validate

from bpo.platform.forms import FormSchema, Line
from bpo.workqueue.rules import HAND_BACK, HOLD, PICK, REASSIGN, REJECT, TAKE_OVER

MOST_ACTIVE = 24 * 3600
"""Active seconds of one attempt that are believed."""


class LeaveForm(FormSchema):
    """What every way of leaving a task carries."""

    fence = fields.Integer(required=True)
    active_seconds = fields.Integer(load_default=0, validate=validate.Range(min=0, max=MOST_ACTIVE))
    keystrokes = fields.Integer(load_default=0)
    clicks = fields.Integer(load_default=0)


class HoldForm(LeaveForm):
    """Why a task waits, what is asked, and until when. `until` is in the caller's own zone."""

    reason = fields.String(
        required=True,
        validate=validate.OneOf(list(HOLD), error="Choose a reason from the list."),
        error_messages={"required": "Choose a reason from the list."},
    )
    question = fields.String(
        load_default="", validate=validate.Length(max=2000, error="Use at most 2000 characters.")
    )
    until = fields.NaiveDateTime(
        load_default=None, error_messages={"invalid": "Write a date and a time, or leave it empty."}
    )


class HandBackForm(LeaveForm):
    """Why a task is given back."""

    reason = fields.String(load_default="", validate=validate.OneOf([*HAND_BACK, ""]))
    note = Line(load_default="", longest=500)


class RejectForm(LeaveForm):
    """Why nothing can be made of a job; the client reads it."""

    reason = fields.String(load_default="", validate=validate.OneOf([*REJECT, ""]))
    note = Line(load_default="", longest=500)


class CorrectForm(LeaveForm):
    """Which record of a batch is changed, and why; what it is changed to goes in fields of its own."""

    record = Line(required=True, longest=50)
    reason = Line(load_default="", longest=500)


class SendBackForm(LeaveForm):
    """Which records of a batch are keyed again, and why."""

    records = fields.List(fields.String(), load_default=list, validate=validate.Length(max=10_000))
    reason = Line(load_default="", longest=500)


class TakeForm(FormSchema):
    """Why a certain task is taken."""

    reason = fields.String(load_default="", validate=validate.OneOf([*PICK, *TAKE_OVER, *REASSIGN, ""]))
    note = Line(load_default="", longest=500)


class ReassignForm(FormSchema):
    """Who is to get a task, and why."""

    person = fields.UUID(
        required=True, error_messages={"required": "Choose a person.", "invalid_uuid": "Choose a person."}
    )
    reason = fields.String(load_default="", validate=validate.OneOf([*REASSIGN, ""]))
    note = Line(load_default="", longest=500)


class MovePersonForm(FormSchema):
    """Who is put on a queue or taken off it, and for how long."""

    person = fields.UUID(
        required=True, error_messages={"required": "Choose a person.", "invalid_uuid": "Choose a person."}
    )
    until = fields.String(load_default="today", validate=validate.OneOf(["today", "further"]))


class PlanForm(FormSchema):
    """How many minutes a day somebody is planned for a client; empty where nobody says."""

    person = fields.UUID(
        required=True, error_messages={"required": "Choose a person.", "invalid_uuid": "Choose a person."}
    )
    minutes = fields.Integer(
        load_default=None, allow_none=True, error_messages={"invalid": "Write a whole number of minutes."}
    )


class AnswerForm(FormSchema):
    """The client's answer to a question."""

    answer = fields.String(
        required=True,
        validate=validate.Length(max=5000, error="Use at most 5000 characters."),
        error_messages={"required": "Write an answer."},
    )


class EndHoldForm(FormSchema):
    """Why a hold ends, in the words of staff."""

    answer = fields.String(
        load_default="", validate=validate.Length(max=5000, error="Use at most 5000 characters.")
    )
