"""Our own steps in which the record is read and not changed: a form of their own, a decision, or both."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, url_for
from flask.blueprints import Blueprint
from flask.typing import ResponseReturnValue

from bpo.approvals import service
from bpo.approvals.rules import REASON_MAX, digest_of
from bpo.catalog.rules import Form, Step
from bpo.catalog.rules.secrets import masked, secret_paths
from bpo.jobs.views.record import fields_of, tables_of
from bpo.platform.errors import Conflict, Invalid, LeaseLost, NotFound
from bpo.platform.web import caller, requires
from bpo.tenancy.queries import tenant
from bpo.workqueue import queries as workqueue_queries
from bpo.workqueue import rules as workqueue_rules
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from bpo.workqueue.schemas import HandIn, filled_form, local_of
from bpo.workqueue.views.bench import take_next
from bpo.workqueue.views.desk import (
    Desk,
    Filled,
    as_read,
    desk_of,
    head_facts,
    held_task,
    source_facts,
)
from bpo.workqueue.views.submit import keep_draft, known_task, lost_page, read_hand_in
from bpo.workqueue.views.texts import blocks_of

bp = Blueprint("approvals", __name__)

DECISION, REASON, DIGEST = "step.decision", "step.reason", "step.digest"
"""What is sent beside the fields of a step's form."""
EMPTY = Form(fields=())


@bp.get("/work/<uuid:task_id>/step")
@requires("task.work")
def step(task_id: UUID) -> ResponseReturnValue:
    """A step one holds in which the record is not changed: source left, record and what is to be done right."""
    desk = desk_of(_of_these_steps(held_task(task_id)))
    draft = workqueue_queries.draft_of(desk.task.tenant_id, desk.task.id, caller().id)
    filled = Filled.of_draft(draft.data) if draft else None
    return _page(desk, filled.values if filled else {}, saved_at=draft.saved_at if draft else None)


def _of_these_steps(task: Task) -> Task:
    """The task, if its record is not changed in its step; NotFound else."""
    if task.step == workqueue.REVIEW or desk_of(task).kind.step(task.step).works:
        raise NotFound
    return task


def _page(
    desk: Desk,
    typed: Mapping[str, str],
    *,
    errors: Mapping[str, Sequence[str]] | None = None,
    status: int = 200,
    saved_at: Any = None,
) -> ResponseReturnValue:
    this = desk.kind.step(desk.task.step)
    facts = head_facts(desk) | {"instructions": blocks_of(this.instructions or desk.kind.instructions)}
    page = render_template(
        "approvals/step.html",
        **facts,
        **source_facts(desk, "workqueue.page", "workqueue.words"),
        this=this,
        form_fields=(this.form or EMPTY).fields,
        typed=typed,
        digest=digest_of(desk.data.record),
        readings=desk.data.readings,
        job_record=masked(as_read(desk), secret_paths(desk.kind)),
        fields=fields_of(desk.kind, desk.data),
        tables=tables_of(desk.kind, desk.data),
        findings=_findings(desk),
        trail=service.trail_of(desk.job),
        errors=dict(errors or {}),
        labels={field.path: field.label for field in (this.form or EMPTY).fields},
        returned=workqueue_queries.returned_because(desk.task),
        lease_seconds=int(workqueue_rules.LEASE_PERSON.total_seconds()),
        saved_at=saved_at,
        reason_max=REASON_MAX,
        hold_reasons=[(reason.key, reason.label) for reason in workqueue_rules.HOLD.values()],
        hand_back_reasons=[(reason.key, reason.label) for reason in workqueue_rules.HAND_BACK.values()],
        reject_reasons=list(workqueue_rules.reject_reasons(desk.kind.unit).items()),
    )
    return page, status


def _findings(desk: Desk) -> list[dict[str, str]]:
    return [
        {
            "message": str(finding.get("message") or desk.kind.reasons.get(str(finding["code"]), "")),
            "confirmed": str(finding.get("confirmed", "")),
            "by": str(finding.get("by", "")),
            "tone": "" if finding.get("confirmed") or finding.get("severity") == "note" else "warn",
        }
        for finding in desk.data.findings
    ]


@bp.post("/work/<uuid:task_id>/step")
@requires("task.work")
def finish(task_id: UUID) -> ResponseReturnValue:
    """The step is done: go home."""
    return _finish(task_id, go_on=False)


@bp.post("/work/<uuid:task_id>/step-next")
@requires("task.work")
def finish_next(task_id: UUID) -> ResponseReturnValue:
    """The step is done: take the next task."""
    return _finish(task_id, go_on=True)


def _finish(task_id: UUID, *, go_on: bool) -> ResponseReturnValue:
    who, task, sent = caller(), _of_these_steps(known_task(task_id)), read_hand_in()
    desk = desk_of(task)
    this = desk.kind.step(task.step)
    try:
        workqueue.claimed_task(
            tenant_id=task.tenant_id, task_id=task.id, fence=sent.fence, person_id=who.id, now=g.now
        )
        service.finish_step(
            agent=who,
            tenant_id=task.tenant_id,
            task_id=task.id,
            fence=sent.fence,
            values=_values(desk, this, sent),
            digest=sent.values.get(DIGEST, ""),
            decision=sent.values.get(DECISION, ""),
            reason=sent.values.get(REASON, ""),
            active_seconds=sent.active_seconds,
            now=g.now,
        )
    except LeaseLost as lost:
        return lost_page(task, sent, lost)
    except Invalid as invalid:
        keep_draft(task, sent)
        return _page(desk, sent.values, errors=invalid.errors, status=invalid.status, saved_at=g.now)
    except Conflict as conflict:
        return _page(desk, sent.values, errors={"decision": [conflict.message]}, status=conflict.status)
    if go_on:
        return take_next(home="workqueue.bench", done=task.id)
    flash(f"{desk.job.reference}: {this.name.lower()} is done.", "ok")
    return redirect(url_for("workqueue.bench"), 303)


def _values(desk: Desk, this: Step, sent: HandIn) -> dict[str, Any]:
    """The step's own form as it was filled; Invalid by path, and for a field it has not."""
    own = {name: text for name, text in sent.values.items() if name not in (DECISION, REASON, DIGEST)}
    local = local_of(tenant(desk.job.tenant_id).locale)
    return filled_form(this.form or EMPTY, own, record={}, local=local)
