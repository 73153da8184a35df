"""Results for programs: fetch, accept, send back; and what is asked of a job under way."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from flask import Response, g, request, url_for

from bpo.catalog.registry import kind_of
from bpo.catalog.rules.secrets import masked, secret_paths
from bpo.delivery import queries as results
from bpo.delivery import service as delivery
from bpo.delivery.models import Deliverable
from bpo.delivery.rules import told_of
from bpo.delivery.schemas import AnswerIn, CancelIn, DeliverablesOut, Nothing, ReturnIn
from bpo.events.queries import history_of_job
from bpo.jobs import queries
from bpo.jobs import service as jobs
from bpo.jobs.api.shown import instant, job_answer, version_of, whole_job
from bpo.jobs.models import Job
from bpo.jobs.rules import OPEN, BadPriorityError, parse_priority
from bpo.jobs.schemas import JobChange, JobOut, TimelineOut
from bpo.jobs.views.lists import stored_download
from bpo.platform.api import PREFIX, Door, answer, json_body, load
from bpo.platform.errors import Conflict, Invalid, NotFound, PreconditionFailed, PreconditionRequired
from bpo.platform.web import caller, requires
from bpo.quality import service as quality
from bpo.sla import service as sla
from bpo.sla.models import Hold
from bpo.sla.queries import get_hold
from bpo.workqueue import service as workqueue

bp = Door("delivery_api", __name__, url_prefix=PREFIX, description="Results, and jobs under way")

IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag that the job was read with",
}


@bp.route("/jobs/<uuid:job_id>", methods=["PATCH"])
@requires("job.prioritise")
@bp.response(200, JobOut)
@bp.doc(
    parameters=[IF_MATCH],
    requestBody={"required": True, "content": {"application/json": {"schema": JobChange}}},
)
def change_job(job_id: UUID) -> Response:
    """Give a job another priority. 428 without If-Match, 412 where the job has changed since."""
    who = caller()
    job = queries.get_job(who.tenants, job_id, lock=True)
    if "If-Match" not in request.headers:
        raise PreconditionRequired("Send If-Match with the ETag that you read the job with.")
    current = version_of(job, whole_job(job))
    if not request.if_match.contains(current):
        raise PreconditionFailed("Read the job again, then decide anew.")
    asked = load(JobChange(), json_body())
    try:
        priority = parse_priority(asked["priority"])
    except BadPriorityError as error:
        raise Invalid({"priority": [str(error)]}) from error
    if job.state not in OPEN:
        raise Conflict("This job is finished: there is nothing left to hurry.")
    jobs.reprioritise(job, priority, now=g.now, actor_id=None, actor_name=who.name)
    workqueue.follow_priority(job=job)
    return job_answer(job)


@bp.route("/jobs/<uuid:job_id>/timeline")
@requires("timeline.view")
@bp.response(200, TimelineOut)
def get_timeline(job_id: UUID) -> Response:
    """What happened to a job."""
    job = queries.get_job(caller().tenants, job_id)
    reasons = kind_of(job).reasons
    told = (
        (event, told_of(event.name, event.data, reasons, for_client=True))
        for event in history_of_job(job.tenant_id, job.id)
    )
    return answer(
        {
            "timeline": [
                {
                    "at": instant(event.occurred_at),
                    "event": event.name,
                    "words": words,
                    "who": event.actor_name,
                }
                for event, words in told
                if words
            ]
        }
    )


@bp.route("/jobs/<uuid:job_id>/deliverables")
@requires("job.view")
@bp.response(200, DeliverablesOut)
def list_deliverables(job_id: UUID) -> Response:
    """All versions of a job's result, the newest first."""
    job = queries.seen_job(caller(), job_id)
    found = results.deliverables_of(job.tenant_id, job.id)
    paths = secret_paths(kind_of(job))
    return answer({"deliverables": [_shown(version, paths) for version in found]})


def _shown(version: Deliverable, paths: Collection[str]) -> dict[str, Any]:
    """A result; its files hold what is secret, its record is masked."""
    return {
        "version": version.version,
        "created_at": instant(version.created_at),
        "record": masked(version.record, paths),
        "files": [
            {
                "id": str(file.id),
                "name": file.name,
                "media_type": file.media_type,
                "size": file.size,
                "sha256": file.sha256,
                "url": url_for("delivery_api.get_file", file_id=file.id),
            }
            for file in results.files_of(version.tenant_id, version.id)
        ],
    }


@bp.route("/files/<uuid:file_id>")
@requires("deliverable.download")
@bp.doc(responses={"200": {"description": "The file", "content": {"*/*": {}}}})
def get_file(file_id: UUID) -> Response:
    """One file of a result, as an attachment."""
    file = results.get_file(caller().tenants, file_id)
    return stored_download(file.tenant_id, file.storage_key, file.name, file.media_type)


@bp.route("/batches/<uuid:batch_id>/results/<int:number>/<int:line>")
@requires("deliverable.download")
@bp.doc(responses={"200": {"description": "The file", "content": {"*/*": {}}}})
def get_batch_file(batch_id: UUID, number: int, line: int) -> Response:
    """Download one file of a batch's own result: of a version, by its place in the list."""
    tenant_id, file = results.batch_file(caller().tenants, batch_id, number, line)
    return stored_download(tenant_id, file["storage_key"], file["name"], file["media_type"])


@bp.route("/jobs/<uuid:job_id>/accept", methods=["POST"])
@requires("job.accept")
@bp.response(200, JobOut)
def accept_job(job_id: UUID) -> Response:
    """Accept the result."""
    who = caller()
    load(Nothing(), json_body())
    job = queries.get_job(who.tenants, job_id)
    return job_answer(
        delivery.accept(tenant_id=job.tenant_id, job_id=job.id, by_id=None, by_name=who.name, now=g.now)
    )


@bp.route("/jobs/<uuid:job_id>/return", methods=["POST"])
@requires("job.return")
@bp.response(200, JobOut)
@bp.doc(requestBody={"required": True, "content": {"application/json": {"schema": ReturnIn}}})
def return_job(job_id: UUID) -> Response:
    """Send the result back, with what is wrong with it: we put it right as a new version."""
    who = caller()
    given = load(ReturnIn(), json_body())
    job = queries.get_job(who.tenants, job_id)
    return job_answer(
        delivery.send_back(
            tenant_id=job.tenant_id,
            job_id=job.id,
            reason=given["reason"],
            by_id=None,
            by_name=who.name,
            now=g.now,
        )
    )


@bp.route("/jobs/<uuid:job_id>/dispute", methods=["POST"])
@requires("job.return")
@bp.response(200, JobOut)
@bp.doc(requestBody={"required": True, "content": {"application/json": {"schema": ReturnIn}}})
def dispute_job(job_id: UUID) -> Response:
    """Dispute a result that is accepted, or final: your account manager looks at it and answers."""
    who = caller()
    given = load(ReturnIn(), json_body())
    job = queries.get_job(who.tenants, job_id)
    quality.disputes.make(
        tenant_id=job.tenant_id,
        job_id=job.id,
        reason=given["reason"],
        by_id=None,
        by_name=who.name,
        now=g.now,
    )
    return job_answer(job)


@bp.route("/jobs/<uuid:job_id>/cancel", methods=["POST"])
@requires("job.cancel")
@bp.response(200, JobOut)
@bp.doc(requestBody={"content": {"application/json": {"schema": CancelIn}}})
def cancel_job(job_id: UUID) -> Response:
    """End a job that is not yet delivered."""
    who = caller()
    given = load(CancelIn(), json_body())
    job = queries.get_job(who.tenants, job_id)
    return job_answer(
        workqueue.cancel_job(
            tenant_id=job.tenant_id,
            job_id=job.id,
            reason=given["reason"] or "by the client",
            by_id=None,
            by_name=who.name,
            now=g.now,
        )
    )


def _question(job_id: UUID, question_id: UUID) -> tuple[Job, Hold]:
    """A job of the caller's, and what it waits for them to answer; NotFound for either."""
    job = queries.get_job(caller().tenants, job_id)
    hold = get_hold(caller().tenants, question_id)
    if hold.job_id != job.id or hold.owes != "client":
        raise NotFound
    return job, hold


@bp.route("/jobs/<uuid:job_id>/questions/<uuid:question_id>/answer", methods=["POST"])
@requires("job.answer")
@bp.response(200, JobOut)
@bp.doc(requestBody={"required": True, "content": {"application/json": {"schema": AnswerIn}}})
def answer_question(job_id: UUID, question_id: UUID) -> Response:
    """Answer a question that holds the job up: the work goes on."""
    who = caller()
    given = load(AnswerIn(), json_body())
    job, hold = _question(job_id, question_id)
    if not given["answer"]:
        raise Invalid({"answer": ["Write an answer."]})
    workqueue.resume_hold(
        tenant_id=job.tenant_id,
        hold_id=hold.id,
        answer=given["answer"],
        by_id=None,
        by_name=who.name,
        now=g.now,
    )
    return job_answer(queries.get_job(who.tenants, job_id))


@bp.route("/jobs/<uuid:job_id>/questions/<uuid:question_id>/contest", methods=["POST"])
@requires("hold.contest")
@bp.response(200, JobOut)
@bp.doc(requestBody={"required": True, "content": {"application/json": {"schema": ReturnIn}}})
def contest_question(job_id: UUID, question_id: UUID) -> Response:
    """Contest that a question stopped the clock: your account manager decides, and the timeline says why."""
    who = caller()
    given = load(ReturnIn(), json_body())
    job, hold = _question(job_id, question_id)
    try:
        sla.contest_hold(
            tenant_id=job.tenant_id,
            hold_id=hold.id,
            reason=given["reason"],
            by_id=None,
            by_name=who.name,
            now=g.now,
        )
    except Invalid as wrong:
        raise Invalid({"reason": wrong.errors["contest_reason"]}) from wrong
    return job_answer(job)
