"""What people and programs send about lists, and what programs are told."""

from marshmallow import Schema, fields, validate

from bpo.platform.forms import FormSchema, Line, Tick

MODES = ("merge", "replace")
MOST_ROWS = 10_000
"""Rows in one call; a file holds more."""
PAGE = 500


class ImportForm(FormSchema):
    """A file for a list."""

    mode = fields.String(load_default="merge", validate=validate.OneOf(MODES, error="Choose one of the two."))


class ConfirmForm(FormSchema):
    """Whether the good rows go in without those that are refused."""

    partly = Tick()


class ReasonForm(FormSchema):
    """Why something is changed, where somebody says so."""

    reason = Line(load_default="")


class RevealForm(FormSchema):
    """Why somebody needs to see what is hidden."""

    reveal_reason = Line(load_default="")


class RowsWanted(FormSchema):
    """Which rows of a list to show."""

    q = Line(load_default="")
    after = fields.String(load_default="")


class RowsQuery(Schema):
    """Which rows of a list a program wants."""

    after = fields.String(load_default="", metadata={"description": "`next` of the page before"})
    limit = fields.Integer(load_default=PAGE, validate=validate.Range(1, PAGE))


class RowsIn(Schema):
    """Rows of a list as JSON: every one by column key, all values as text, numbers plain with a point."""

    rows = fields.List(
        fields.Dict(keys=fields.String(), values=fields.String(allow_none=True)),
        required=True,
        validate=validate.Length(1, MOST_ROWS),
        metadata={"example": [{"vendor_id": "V101", "name": "Mühle Hartmann KG"}]},
    )
    mode = fields.String(
        load_default="merge",
        validate=validate.OneOf(MODES),
        metadata={"description": "replace closes every row that is not sent"},
    )
    partly = fields.Boolean(
        load_default=False, metadata={"description": "Take the good rows though others are refused"}
    )
    dry_run = fields.Boolean(load_default=False, metadata={"description": "Only say what would change"})


class ImportUpload(Schema):
    """A CSV or XLSX for a list."""

    files = fields.List(fields.Raw(metadata={"type": "string", "format": "binary"}), load_default=list)
    mode = fields.String(load_default="merge", validate=validate.OneOf(MODES))
    partly = fields.Boolean(load_default=False)
    dry_run = fields.Boolean(load_default=False)


class ColumnOut(Schema):
    """A column of a list."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    kind = fields.String(required=True)
    required = fields.Boolean(required=True)
    secret = fields.Boolean(required=True)
    usual = fields.String(required=True)
    choices = fields.List(fields.String(), required=True)


class ListOut(Schema):
    """A list and how it stands."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    single = fields.Boolean(required=True)
    identity = fields.List(fields.String(), required=True)
    columns = fields.List(fields.Nested(ColumnOut), required=True)
    rows = fields.Integer(required=True)
    changed_at = fields.String(required=True, allow_none=True)


class ListsOut(Schema):
    """All lists of the client."""

    lists = fields.List(fields.Nested(ListOut), required=True)


class RowOut(Schema):
    """A row in force."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    valid_from = fields.String(required=True)
    values = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class RowsOut(Schema):
    """A page of a list; secret columns are masked."""

    rows = fields.List(fields.Nested(RowOut), required=True)
    next = fields.String(required=True, allow_none=True)


class ProblemRowOut(Schema):
    """Why a row was refused: `row` counts from 1 (in a file: the row as the spreadsheet shows it)."""

    row = fields.Integer(required=True)
    column = fields.String(required=True)
    message = fields.String(required=True)


class ProgressOut(Schema):
    """How far a worker is with a large file."""

    phase = fields.String(required=True)
    done = fields.Integer(required=True)
    total = fields.Integer(required=True)


class ChangeOut(Schema):
    """What was changed, or with `dry_run` would be."""

    id = fields.UUID(required=True, allow_none=True)
    list = fields.String(required=True)
    state = fields.String(
        required=True,
        metadata={
            "description": "reading, going_in: a worker is at it, ask again; looked_at: a person has to confirm it;"
            " applied; refused; dropped: nothing was to be changed; undone"
        },
    )
    applied = fields.Boolean(required=True)
    waits_for_a_person = fields.Boolean(
        required=True,
        metadata={"description": "Bank accounts change: a person has to confirm it on the page"},
    )
    reason = fields.String(required=True, metadata={"description": "Why it was refused"})
    progress = fields.Nested(ProgressOut, required=True, allow_none=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    problems = fields.List(
        fields.Nested(ProblemRowOut), required=True, metadata={"description": "The first 1,000"}
    )
