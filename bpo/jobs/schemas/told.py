"""What programs are answered."""

from marshmallow import Schema, fields


class QuestionOut(Schema):
    """A question that holds up a job, and its answer."""

    id = fields.String(required=True)
    question = fields.String(required=True)
    asked_at = fields.String(required=True)
    answer = fields.String(required=True, allow_none=True)
    answered_at = fields.String(required=True, allow_none=True)


class DocumentOut(Schema):
    """A file of a job, as it was taken in."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)


class RejectionOut(Schema):
    """Why nothing could be made of a job: a code, and words."""

    code = fields.String(required=True, allow_none=True, metadata={"example": "unreadable"})
    reason = fields.String(required=True)


class JobOut(Schema):
    """A job. Amounts are strings; `on_time` is null while it is open."""

    id = fields.String(required=True)
    reference = fields.String(required=True, metadata={"example": "ALD-000123"})
    client_reference = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    work_type = fields.String(required=True)
    state = fields.String(required=True)
    state_words = fields.String(required=True)
    priority = fields.String(required=True)
    received_at = fields.String(required=True)
    due_at = fields.String(required=True, allow_none=True)
    not_before = fields.String(required=True, allow_none=True)
    wanted_by = fields.String(required=True, allow_none=True)
    delivered_at = fields.String(required=True, allow_none=True)
    accept_by = fields.String(required=True, allow_none=True)
    on_time = fields.Boolean(required=True, allow_none=True)
    amount = fields.String(required=True, allow_none=True)
    currency = fields.String(required=True, allow_none=True)
    notes = fields.String(required=True)
    batch = fields.String(required=True, allow_none=True)
    documents = fields.List(fields.Nested(DocumentOut))
    cut_out_of = fields.List(
        fields.Nested(DocumentOut),
        metadata={"description": "The file as it was sent, where the job's document is a part of it."},
    )
    questions = fields.List(fields.Nested(QuestionOut))
    rejection = fields.Nested(RejectionOut, allow_none=True)
    remarks = fields.List(fields.String(), metadata={"description": "What should be known of this hand-in"})


class JobsOut(Schema):
    """A page of jobs, the last received first; `next` is the cursor of the following page, null on the last."""

    jobs = fields.List(fields.Nested(JobOut), required=True)
    next = fields.String(required=True, allow_none=True)


class RefusalOut(Schema):
    """A file that could not be taken in."""

    name = fields.String(required=True)
    code = fields.String(required=True)
    message = fields.String(required=True)


class TotalOut(Schema):
    """One control total of a batch: what you said, what its records come to, and by how much that differs."""

    label = fields.String(required=True)
    expected = fields.String(required=True)
    found = fields.String(required=True)
    difference = fields.String(required=True)


class BatchFileOut(Schema):
    """One file of a batch's own result."""

    name = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    url = fields.String(required=True)


class BatchResultOut(Schema):
    """One version of a batch's own result, made when its records prove."""

    version = fields.Integer(required=True)
    created_at = fields.String(required=True)
    files = fields.List(fields.Nested(BatchFileOut), required=True)


class BatchOut(Schema):
    """A batch: how many jobs are in which state, and what was refused."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    work_type = fields.String(required=True)
    created_at = fields.String(required=True)
    total = fields.Integer(required=True)
    done = fields.Integer(required=True)
    states = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    refused = fields.List(fields.Nested(RefusalOut), required=True)
    header = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    proven_at = fields.String(allow_none=True)
    totals = fields.List(fields.Nested(TotalOut))
    results = fields.List(fields.Nested(BatchResultOut))
    jobs = fields.List(fields.Nested(JobOut))


class MomentOut(Schema):
    """One thing that happened to a job."""

    at = fields.String(required=True)
    event = fields.String(required=True)
    words = fields.String(required=True)
    who = fields.String(required=True)


class TimelineOut(Schema):
    """What happened to a job, in order."""

    timeline = fields.List(fields.Nested(MomentOut), required=True)


class WorkTypeOut(Schema):
    """A service in your contract."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    service_line = fields.String(required=True)
    description = fields.String(required=True)
    unit = fields.String(required=True)
    accepts = fields.List(fields.String(), required=True)
    one_job_per_file = fields.Boolean(required=True)
    fields_ = fields.List(fields.String(), data_key="fields", required=True)


class WorkTypesOut(Schema):
    """The services in your contract."""

    work_types = fields.List(fields.Nested(WorkTypeOut), required=True)
