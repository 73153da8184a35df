"""Programs look at jobs and batches, and hurry them."""

from typing import Any
from uuid import UUID

from flask import Response, g, request

from bpo.catalog.registry import work_type
from bpo.contracts import queries as contracts
from bpo.jobs import queries
from bpo.jobs.api import bp
from bpo.jobs.api.shown import batch_json, job_answer, job_json
from bpo.jobs.rules import cursor
from bpo.jobs.schemas import BatchOut, JobOut, JobsAsked, JobsOut, WorkTypesOut
from bpo.platform.api import answer
from bpo.platform.errors import NotFound
from bpo.platform.web import caller, requires


@bp.route("/jobs")
@requires("job.view")
@bp.response(200, JobsOut)
@bp.arguments(JobsAsked, location="query")
def list_jobs(asked: dict[str, Any]) -> Response:
    """Your jobs, the last received first."""
    wanted = queries.Wanted(
        states=tuple(asked.get("state", ())),
        work_type=asked["work_type"],
        text=asked["text"],
        batch_id=asked["batch"],
        received_from=asked["received_from"],
        received_to=asked["received_to"],
        only_finished=not queries.watches(caller()),
    )
    limit = asked["limit"]
    found = queries.jobs(caller().tenants, wanted, limit=limit + 1, before=asked["cursor"])
    page = found[:limit]
    more = len(found) > limit
    return answer(
        {
            "jobs": [job_json(job) for job in page],
            "next": cursor(page[-1].received_at, page[-1].id) if more else None,
        }
    )


@bp.route("/jobs/<uuid:job_id>")
@requires("job.view")
@bp.response(200, JobOut)
def get_job(job_id: UUID) -> Response:
    """One job. Its ETag is what a change must name."""
    response = job_answer(queries.seen_job(caller(), job_id))
    response.make_conditional(request)
    return response


@bp.route("/batches/<uuid:batch_id>")
@requires("job.view")
@bp.response(200, BatchOut)
def get_batch(batch_id: UUID) -> Response:
    """One batch: how far it is, and what of it was refused. Its jobs are listed by `/jobs?batch=…`."""
    if not queries.watches(caller()):
        raise NotFound
    return answer(batch_json(queries.get_batch(caller().tenants, batch_id)))


@bp.route("/work-types")
@requires("job.view")
@bp.response(200, WorkTypesOut)
def list_work_types() -> Response:
    """The services in your contract."""
    keys = contracts.work_types_in_force(caller().tenant_id, g.now)
    return answer(
        {
            "work_types": [
                {
                    "key": kind.key,
                    "name": kind.name,
                    "service_line": kind.service_line,
                    "description": kind.description,
                    "unit": kind.unit,
                    "accepts": list(kind.accepts),
                    "one_job_per_file": kind.one_job_per_file,
                    "fields": [field.path for field in kind.form.fields],
                }
                for kind in map(work_type, keys)
            ]
        }
    )
