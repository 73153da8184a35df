"""Approvals for programs: what awaits one, and deciding it. A key decides for whoever made it."""

from typing import Any
from uuid import UUID

from flask import Response, g, jsonify

from bpo.approvals import queries, service
from bpo.approvals.models import Proposal
from bpo.approvals.schemas import MOST_AT_ONCE, AwaitingListOut, AwaitingOut, DecidedOut, DecisionIn
from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Record
from bpo.catalog.rules.secrets import masked, secret_paths
from bpo.jobs.api.shown import instant
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.platform.api import PREFIX, Door, answer, json_body, load
from bpo.platform.web import caller, problem, requires
from bpo.workqueue.models import Task

bp = Door("approvals_api", __name__, url_prefix=PREFIX, description="What awaits approval")


@bp.route("/approvals")
@requires("job.approve")
@bp.response(200, AwaitingListOut)
def list_awaiting() -> Response:
    """What awaits approval by the key's maker, the oldest first; at most 200."""
    who = caller()
    found = queries.awaiting(who.tenant_id, queries.answerable(who), limit=MOST_AT_ONCE)
    job_ids = [job.id for _, job in found]
    proposed, data = (
        queries.proposals_of(who.tenant_id, job_ids),
        queries.data_of(who.tenant_id, job_ids),
    )
    return answer(
        {"approvals": [_shown(task, job, data[job.id].record, proposed.get(job.id)) for task, job in found]}
    )


@bp.route("/approvals/<uuid:task_id>")
@requires("job.approve")
@bp.response(200, AwaitingOut)
def get_awaiting(task_id: UUID) -> Response:
    """One of them, decided or not. `digest` is null while it is being made ready."""
    who = caller()
    task = queries.get_decision(who.tenant_id, task_id)
    job = get_job([who.tenant_id], task.job_id)
    record = get_data(job.tenant_id, job.id).record
    return answer(_shown(task, job, record, queries.proposal_of(who.tenant_id, job.id)))


def _shown(task: Task, job: Job, record: Record, proposal: Proposal | None) -> dict[str, Any]:
    return {
        "id": str(task.id),
        "job_id": str(job.id),
        "reference": job.reference,
        "client_reference": job.client_reference,
        "title": job.title,
        "step": kind_of(job).step(task.step).name,
        "asked_at": instant(task.ready_at),
        "digest": proposal.digest if proposal else None,
        "record": masked(record, secret_paths(kind_of(job))),
        "files": [
            {key: file[key] for key in ("name", "media_type", "size", "sha256")}
            for file in (proposal.files if proposal else [])
        ],
    }


@bp.route("/approvals/<uuid:task_id>/decision", methods=["POST"])
@requires("job.approve")
@bp.response(200, DecidedOut)
@bp.doc(requestBody={"required": True, "content": {"application/json": {"schema": DecisionIn}}})
def decide(task_id: UUID) -> Response:
    """Decide: approve, send back or reject what has this digest. 409 where it is another by now."""
    who = caller()
    given = load(DecisionIn(), json_body())
    made = service.decide(who=who, task_id=task_id, now=g.now, **given)
    if made is None:
        changed = problem(
            409, "changed", "It has changed", "It is made ready anew; read it again, then decide."
        )
        return changed if isinstance(changed, Response) else jsonify()
    job = get_job([who.tenant_id], made.job_id)
    return answer(
        {
            "id": str(task_id),
            "decision": made.decision,
            "digest": made.digest,
            "job_state": job.state,
        }
    )
