"""A batch that does not prove: its totals, the records in which the difference can lie, and what is done about it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.jobs.models import Batch
from bpo.jobs.queries import documents_of
from bpo.jobs.service import shown_header
from bpo.platform.errors import Invalid, NotFound
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.tenancy.queries import tenant
from bpo.workqueue import rules, service
from bpo.workqueue.models import Task
from bpo.workqueue.schemas import CorrectForm, SendBackForm, filled_form, local_of
from bpo.workqueue.views import bp
from bpo.workqueue.views.bench import take_next
from bpo.workqueue.views.desk import Desk, desk_of, head_facts, held_task, source_facts
from bpo.workqueue.views.sources import image_of
from bpo.workqueue.views.submit import known_task

MOST_SUSPECTS = 12
VALUE = "value."
"""What the names of a record's fields begin with in the form."""


@bp.get("/work/<uuid:task_id>/batch")
@requires("task.work")
def batch(task_id: UUID) -> ResponseReturnValue:
    """The batch of a task one holds; `record` is the one looked at, the likeliest suspect without."""
    return _page(held_task(task_id), request.args.get("record", ""))


def _page(
    task: Task,
    reference: str,
    *,
    errors: Mapping[str, Sequence[str]] | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    found = service.batch_of_task(task)
    members = service.members_of(task.tenant_id, found.id)
    desk = desk_of(task)
    chosen = _chosen(members, reference, found)
    theirs = Desk(task=task, job=chosen.job, kind=desk.kind)
    control = desk.kind.batch
    page = render_template(
        "workqueue/batch.html",
        **head_facts(desk),
        **source_facts(theirs, "workqueue.batch_page", "workqueue.words") | {"words_url": ""},
        batch=found,
        header=shown_header(control.header, found.header) if control else [],
        proof=found.proof or {"totals": [], "suspects": []},
        suspects=[
            {**each, "label": _label(desk, each["path"])}
            for each in (found.proof or {}).get("suspects", [])[:MOST_SUSPECTS]
        ],
        members=[(each.job, each.data.record) for each in members],
        chosen=chosen.job,
        record=chosen.data.record,
        readings=chosen.data.readings,
        fields=desk.kind.form.fields,
        typed=typed or {},
        errors=errors or {},
        hold_reasons=[(reason.key, reason.label) for reason in rules.HOLD.values()],
        hand_back_reasons=[(reason.key, reason.label) for reason in rules.HAND_BACK.values()],
    )
    return page, status


def _chosen(members: Sequence[service.Member], reference: str, found: Batch) -> service.Member:
    suspected = [str(each["reference"]) for each in (found.proof or {}).get("suspects", [])]
    by_reference = {each.job.reference: each for each in members}
    for name in (reference, *suspected):
        if name in by_reference:
            return by_reference[name]
    if not members:
        raise NotFound
    return members[0]


def _label(desk: Desk, path: str) -> str:
    return next((field.label for field in desk.kind.form.fields if field.path == path), path)


@bp.get("/work/<uuid:task_id>/batch/<uuid:document_id>/<int:page>.png")
@requires("task.work")
def batch_page(task_id: UUID, document_id: UUID, page: int) -> ResponseReturnValue:
    """One page of a document of a record of the batch of a task one holds."""
    task = held_task(task_id)
    found = service.batch_of_task(task)
    for member in service.members_of(task.tenant_id, found.id):
        for document in documents_of(task.tenant_id, member.job.id):
            if document.id == document_id:
                return image_of(document, page)
    raise NotFound


@bp.post("/work/<uuid:task_id>/batch/correct")
@requires("task.work")
def batch_correct(task_id: UUID) -> ResponseReturnValue:
    """Change what is wrong in one record, with a reason; where the batch proves then, on to the next task."""
    who, task = caller(), known_task(task_id)
    form = load_form(CorrectForm, _without_values(request.form))
    typed = {name.removeprefix(VALUE): text for name, text in request.form.items() if name.startswith(VALUE)}
    try:
        service.claimed_task(
            tenant_id=task.tenant_id, task_id=task.id, fence=form["fence"], person_id=who.id, now=g.now
        )
        proof = service.correct_in_batch(
            agent=who,
            tenant_id=task.tenant_id,
            task_id=task.id,
            fence=form["fence"],
            reference=form["record"],
            values=_values(task, form["record"], typed),
            reason=form["reason"],
            effort=rules.effort(form["keystrokes"], form["clicks"]),
            active_seconds=form["active_seconds"],
            now=g.now,
        )
    except Invalid as invalid:
        return _page(task, form["record"], errors=invalid.errors, typed=typed, status=invalid.status)
    if proof is not None and proof.proves:
        flash("The batch proves: all of it goes on.", "ok")
        return take_next(home="workqueue.bench", done=task.id)
    flash("Changed. The batch does not prove yet.", "warn")
    return redirect(url_for("workqueue.batch", task_id=task.id), 303)


def _without_values(sent: Any) -> Any:
    return type(sent)([(name, value) for name, value in sent.items(multi=True) if not name.startswith(VALUE)])


def _values(task: Task, reference: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """The single fields of the record's form, as they were typed."""
    desk = desk_of(task)
    member = next(
        (
            each
            for each in service.members_of(task.tenant_id, service.batch_of_task(task).id)
            if each.job.reference == reference
        ),
        None,
    )
    if member is None:
        raise Invalid({"record": ["This is no record of the batch."]})
    local = local_of(tenant(task.tenant_id).locale)
    known = {field.path for field in desk.kind.form.fields}
    filled = filled_form(desk.kind.form, typed, record=member.data.record, local=local)
    return {path: value for path, value in filled.items() if path in known and path in typed}


@bp.post("/work/<uuid:task_id>/batch/send-back")
@requires("task.work")
def batch_send_back(task_id: UUID) -> ResponseReturnValue:
    """Have records keyed again; the batch waits for them."""
    who, task = caller(), known_task(task_id)
    form = load_form(SendBackForm, request.form)
    try:
        service.send_back_from_batch(
            agent=who,
            tenant_id=task.tenant_id,
            task_id=task.id,
            fence=form["fence"],
            references=form["records"],
            reason=form["reason"],
            effort=rules.effort(form["keystrokes"], form["clicks"]),
            active_seconds=form["active_seconds"],
            now=g.now,
        )
    except Invalid as invalid:
        return _page(task, "", errors=invalid.errors, status=invalid.status)
    flash("Sent back for keying. The batch is proven again when they are in.", "ok")
    return take_next(home="workqueue.bench", done=task.id)
