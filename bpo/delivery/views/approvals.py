"""What awaits the client's approval: the list, one job with everything to decide it by, and the decision."""

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.approvals import queries, service
from bpo.approvals.models import Proposal
from bpo.approvals.rules import Decision
from bpo.approvals.schemas import MOST_AT_ONCE, ChosenForm, DecisionForm
from bpo.catalog.registry import kind_of
from bpo.delivery.views import bp
from bpo.delivery.views.job import findings_of, pages_of, rows_facts
from bpo.jobs.models import Job, JobData
from bpo.jobs.queries import documents_of, get_data, get_job
from bpo.jobs.views.lists import stored_download
from bpo.jobs.views.record import fields_of, tables_of
from bpo.platform.errors import Conflict, DomainError, Invalid, NotFound
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.workqueue.models import Task
from bpo.workqueue.rules import TaskState

SAID = {
    Decision.APPROVE: "{} is approved.",
    Decision.SEND_BACK: "{} is sent back. Whoever did the work reads why.",
    Decision.REJECT: "{} is rejected.",
}


@bp.get("/approvals")
@requires("job.approve")
def approvals() -> ResponseReturnValue:
    """What the caller may decide now, the oldest first."""
    return approvals_page()


def approvals_page(*, error: str = "", status: int = 200) -> ResponseReturnValue:
    """The list; with `error`, as the answer to what could not be done."""
    who = caller()
    found = queries.awaiting(who.tenant_id, who.id, limit=MOST_AT_ONCE)
    job_ids = [job.id for _, job in found]
    proposed = queries.proposals_of(who.tenant_id, job_ids)
    data = queries.data_of(who.tenant_id, job_ids)
    lines = [_line(task, job, data[job.id], proposed.get(job.id)) for task, job in found]
    others = len(queries.open_decisions(who.tenant_id)) - len(found) if len(found) < MOST_AT_ONCE else 0
    return render_template(
        "delivery/approvals.html", lines=lines, others=others, most=MOST_AT_ONCE, error=error
    ), status


def _line(task: Task, job: Job, data: JobData, proposal: Proposal | None) -> dict[str, Any]:
    kind = kind_of(job)
    step = kind.step(task.step)
    return {
        "task": task,
        "job": job,
        "step": step.name,
        "service": kind.name,
        "why": [
            str(finding.get("message") or kind.reasons.get(str(finding["code"]), ""))
            for finding in data.findings
            if finding["code"] in step.when
        ],
        "digest": proposal.digest if proposal else "",
    }


@bp.post("/approvals")
@requires("job.approve")
def approve_chosen() -> ResponseReturnValue:
    """Approve several as they were looked at; each is a decision of its own, and what cannot be is named."""
    who = caller()
    try:
        chosen = load_form(ChosenForm, request.form)["chosen"]
    except Invalid:
        return approvals_page(error="What was chosen cannot be read. Choose again.", status=422)
    if not chosen:
        return approvals_page(error="Choose at least one.", status=422)
    done, left = 0, []
    for each in chosen:
        task_id, _, digest = each.partition(":")
        try:
            made = service.decide(
                who=who, task_id=UUID(task_id), digest=digest, decision="approve", reason="", now=g.now
            )
        except (DomainError, ValueError) as error:
            left.append(str(error) or "It is not there to be decided.")
            continue
        if made is None:
            left.append("It has changed, and is made ready to be looked at anew.")
        done += made is not None
    if done:
        flash(f"{done} {'job is' if done == 1 else 'jobs are'} approved.", "ok")
    for words in dict.fromkeys(left):
        flash(
            f"{left.count(words)} left as {'it was' if left.count(words) == 1 else 'they were'}: {words}",
            "warn",
        )
    return redirect(url_for("delivery.approvals"), 303)


@bp.get("/approvals/<uuid:task_id>")
@requires("job.approve")
def approval(task_id: UUID) -> ResponseReturnValue:
    """One job with everything to decide it by."""
    return approval_page(task_id)


def approval_page(
    task_id: UUID, *, errors: dict[str, list[str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    """The page; with `errors`, as the answer to a decision that could not be taken."""
    who = caller()
    task = queries.get_decision(who.tenant_id, task_id)
    job = get_job([who.tenant_id], task.job_id)
    kind, data = kind_of(job), get_data(job.tenant_id, job.id)
    documents = documents_of(job.tenant_id, job.id)
    proposal = queries.proposal_of(job.tenant_id, job.id)
    mine = [each for each, _ in queries.awaiting(who.tenant_id, who.id, limit=MOST_AT_ONCE)]
    line = _line(task, job, data, proposal)
    return render_template(
        "delivery/approval.html",
        **line,
        proposal=proposal,
        open=task.state == TaskState.QUEUED,
        may=any(each.id == task.id for each in mine),
        left=sum(each.id != task.id for each in mine),
        trail=service.trail_of(job),
        documents=documents,
        pages=pages_of(documents),
        **rows_facts(job),
        fields=fields_of(kind, data),
        tables=tables_of(kind, data),
        findings=[
            each for each in findings_of(kind, data, for_client=True) if each["message"] not in line["why"]
        ],
        errors=errors or {},
        typed=request.form if errors else {},
    ), status


@bp.get("/approvals/<uuid:task_id>/files/<int:number>")
@requires("job.approve")
def proposed_file(task_id: UUID, number: int) -> ResponseReturnValue:
    """One of the files that lie before the client, as it will be delivered."""
    who = caller()
    task = queries.get_decision(who.tenant_id, task_id)
    proposal = queries.proposal_of(who.tenant_id, task.job_id)
    if proposal is None or number >= len(proposal.files):
        raise NotFound
    file = proposal.files[number]
    return stored_download(who.tenant_id, file["storage_key"], file["name"], file["media_type"])


@bp.post("/approvals/<uuid:task_id>")
@requires("job.approve")
def decide(task_id: UUID) -> ResponseReturnValue:
    """Decide, and go on to the next."""
    who = caller()
    queries.get_decision(who.tenant_id, task_id)
    try:
        given = load_form(DecisionForm, request.form)
        made = service.decide(who=who, task_id=task_id, now=g.now, **given)
    except Invalid as error:
        return approval_page(task_id, errors=error.errors, status=422)
    except Conflict as error:
        return approval_page(task_id, errors={"decision": [error.message]}, status=409)
    if made is None:
        flash(
            "It has changed meanwhile, and is made ready to be looked at anew. Nothing was decided.", "warn"
        )
        return redirect(url_for("delivery.approvals"), 303)
    job = get_job([who.tenant_id], made.job_id)
    flash(SAID[Decision(made.decision)].format(job.reference), "ok")
    following = queries.awaiting(who.tenant_id, who.id, limit=1)
    if following:
        return redirect(url_for("delivery.approval", task_id=following[0][0].id), 303)
    return redirect(url_for("delivery.approvals"), 303)
