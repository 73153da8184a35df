"""Programs hand in work: one job, or a batch."""

from collections.abc import Callable
from typing import Any

from flask import Response, current_app, g, request, url_for

from bpo.catalog.registry import work_type
from bpo.catalog.rules import WorkType
from bpo.jobs import queries
from bpo.jobs import service as jobs
from bpo.jobs.api import bp
from bpo.jobs.api.shown import batch_json, whole_job
from bpo.jobs.rules import BadWishesError, Wishes, read_wishes
from bpo.jobs.schemas import BatchOut, BatchUpload, JobIn, JobOut, JobUpload
from bpo.platform.api import KEY, answer, fingerprint, idempotency_key, json_body, load, only_files
from bpo.platform.caller import Caller
from bpo.platform.errors import Invalid
from bpo.platform.web import caller, requires

MOST_LISTED = 1000


@bp.route("/jobs", methods=["POST"])
@requires("job.submit")
@bp.response(201, JobOut)
@bp.doc(
    parameters=[KEY],
    requestBody={
        "required": True,
        "content": {"application/json": {"schema": JobIn}, "multipart/form-data": {"schema": JobUpload}},
    },
)
def create_job() -> Response:
    """Hand in one job.

    201 for a new job. 200 where your reference is a job already: then it is that job, and nothing was taken in again.
    A file that beyond doubt holds several units, such as three invoices in one PDF, is a job for each unless you give
    values in `input`: you get the first, `remarks` names all, and your reference goes on as REFERENCE/2 and so on.
    """
    who = caller()
    if request.mimetype == "multipart/form-data":
        given = load(JobUpload(), request.form.to_dict())
        only_files()
        files = list(jobs.sent_files(request.files))
    else:
        given = load(JobIn(), json_body())
        files = [jobs.Upload(name=each["name"], content=each["content"]) for each in given["files"]]
    return _once(who, lambda: _create_job(who, given, files))


def _create_job(who: Caller, given: dict[str, Any], files: list[jobs.Upload]) -> jobs.Answer:
    kind = work_type(given["work_type"])
    made, remarks = jobs.hand_in_one(
        sender=jobs.Sender.of(who, "api"),
        work_type=kind,
        uploads=files,
        wishes=_wishes(given, who),
        given=_known_fields(given.get("input", {}), kind),
        desk=jobs.Desk.of(current_app.extensions),
        now=g.now,
    )
    job = queries.get_job(who.tenants, made.job_id)
    same = queries.same_files(who.tenants, [job.id]).get(job.id, [])
    said = list(remarks)
    if made.replayed:
        said.append(f"“{job.client_reference}” is already {job.reference}. It was not taken in again.")
    elif same:
        said.append(f"The same file was handed in as {', '.join(same)}. We will ask which one counts.")
    return jobs.Answer(status=200 if made.replayed else 201, body=whole_job(job) | {"remarks": said})


@bp.route("/batches", methods=["POST"])
@requires("job.submit")
@bp.response(201, BatchOut)
@bp.doc(
    parameters=[KEY],
    requestBody={"required": True, "content": {"multipart/form-data": {"schema": BatchUpload}}},
)
def create_batch() -> Response:
    """Hand in many files: loose, in ZIPs, with a sheet of references.

    Each becomes a job, or is refused with a reason beside the others.
    """
    who = caller()
    given = load(BatchUpload(), request.form.to_dict())
    only_files()

    def produce() -> jobs.Answer:
        handed = jobs.hand_in(
            sender=jobs.Sender.of(who, "api"),
            work_type=work_type(given["work_type"]),
            uploads=jobs.sent_files(request.files),
            wishes=_wishes(given, who),
            name=given["name"],
            header=given["header"],
            desk=jobs.Desk.of(current_app.extensions),
            now=g.now,
        )
        made = queries.jobs(who.tenants, queries.Wanted(batch_id=handed.batch.id), limit=MOST_LISTED)
        return jobs.Answer(status=201, body=batch_json(handed.batch, made))

    return _once(who, produce)


def _once(who: Caller, produce: Callable[[], jobs.Answer]) -> Response:
    """The answer, once for an Idempotency-Key; without one every call counts."""
    key = idempotency_key()
    made = (
        produce()
        if key is None
        else jobs.once(
            tenant_id=who.tenant_id, key=key, fingerprint=fingerprint(), now=g.now, produce=produce
        )
    )
    response = answer(made.body, made.status)
    kind = "job" if "client_reference" in made.body else "batch"
    response.headers["Location"] = url_for(f"jobs_api.get_{kind}", **{f"{kind}_id": made.body["id"]})
    if made.replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return response


def _wishes(given: dict[str, Any], who: Caller) -> Wishes:
    asked = {
        "reference": given.get("reference", ""),
        "priority": given["priority"],
        "notes": given["notes"],
        "not_before": given["not_before"],
        "wanted": given["wanted_by"],
    }
    try:
        return read_wishes(asked, zone=who.zone, now=g.now)
    except BadWishesError as error:
        names = {"wanted": "wanted_by"}
        raise Invalid({names.get(name, name): [text] for name, text in error.errors.items()}) from error


def _known_fields(given: dict[str, str], kind: WorkType) -> dict[str, str]:
    known = {field.path for field in kind.form.fields}
    unknown = {f"input.{name}": ["Unknown field."] for name in sorted(set(given) - known)}
    if unknown:
        raise Invalid(unknown)
    return given
