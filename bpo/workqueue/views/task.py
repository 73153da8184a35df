"""The desk: a task that the caller holds, document left and form right."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.rules import Record
from bpo.platform.errors import NotFound
from bpo.platform.web import caller, requires
from bpo.workqueue import queries, rules, service
from bpo.workqueue.queries.internal import internal_targets
from bpo.workqueue.schemas import local_of
from bpo.workqueue.views import bp
from bpo.workqueue.views.desk import (
    Desk,
    Filled,
    as_read,
    desk_of,
    form_facts,
    head_facts,
    held_task,
    source_facts,
)
from bpo.workqueue.views.findings import facts_of
from bpo.workqueue.views.keying import part_page, settle_page
from bpo.workqueue.views.learnt import learnt_facts
from bpo.workqueue.views.sources import originals


@bp.get("/work/<uuid:task_id>")
@requires("task.work")
def task(task_id: UUID) -> ResponseReturnValue:
    """The desk of a task one holds; a summary of others for those who run the floor, nothing for the rest."""
    try:
        held = held_task(task_id)
    except NotFound:
        queries.get_task(caller().tenants, task_id)
        if caller().can("floor.view"):
            return redirect(url_for("workqueue.summary", task_id=task_id))
        raise
    if held.step == service.REVIEW:
        return redirect(url_for("quality.review", task_id=task_id))
    desk = desk_of(held)
    if desk.kind.step(held.step).gathers:
        return redirect(url_for("workqueue.batch", task_id=task_id))
    if not desk.kind.step(held.step).works:
        return redirect(url_for("approvals.step", task_id=task_id))
    draft = queries.draft_of(held.tenant_id, held.id, caller().id)
    filled = Filled.of_draft(draft.data) if draft else None
    if held.part is not None:
        return part_page(desk, filled, saved_at=draft.saved_at if draft else None)
    return desk_page(desk, filled, saved_at=draft.saved_at if draft else None)


def desk_page(
    desk: Desk,
    filled: Filled | None,
    *,
    errors: Mapping[str, Sequence[str]] | None = None,
    record: Record | None = None,
    status: int = 200,
    saved_at: Any = None,
) -> ResponseReturnValue:
    """The page, with what stands in the form and what is wrong with it."""
    form = form_facts(desk, filled, record=record)
    step = desk.kind.step(desk.task.step)
    shown_errors = placed(errors or {}, form)
    settled = settle_page(desk, step, form, shown_errors) if step.compares else {}
    page = render_template(
        "workqueue/keying.html" if step.compares else "workqueue/task.html",
        **head_facts(desk),
        **source_facts(desk, "workqueue.page", "workqueue.words"),
        **{**form, **facts_of(desk.kind, form), **settled},
        internal=next(
            (each for each in internal_targets(desk.job, g.now) if each.task.id == desk.task.id), None
        ),
        originals=originals(desk, "workqueue.original"),
        learnt=learnt_facts(desk),
        job_record=as_read(desk),
        failed=queries.failed_lines(desk.task),
        lease_seconds=int(rules.LEASE_PERSON.total_seconds()),
        errors=shown_errors,
        labels=labels_of(desk),
        dates="month" if local_of(desk.client.locale).month_first else "day",
        saved_at=saved_at,
        returned=queries.returned_because(desk.task),
        hold_reasons=[(reason.key, reason.label) for reason in rules.HOLD.values()],
        reject_reasons=list(rules.reject_reasons(desk.kind.unit).items()),
        hand_back_reasons=[(reason.key, reason.label) for reason in rules.HAND_BACK.values()],
    )
    return page, status


def labels_of(desk: Desk) -> dict[str, str]:
    """What the fields are called, by path."""
    return {field.path: field.label for field in desk.kind.form.fields}


def placed(errors: Mapping[str, Sequence[str]], form: Mapping[str, Any]) -> dict[str, list[str]]:
    """Errors by the place they are shown at: those of a code beside its words, or at the fields it names."""
    by_code: dict[str, tuple[str, ...]] = {finding.code: finding.fields for finding in form["to_confirm"]}
    fields: dict[str, list[str]] = {}
    for name, texts in errors.items():
        if name in by_code:
            fields.setdefault(f"confirm.{name}", []).extend(texts)
            continue
        shown = [
            each.field.path
            for each in form["screen"].fields
            if any(finding.code == name and finding.message in texts for finding in each.findings)
        ]
        for path in shown or [name]:
            fields.setdefault(path, []).extend(
                ["Fill it in, or tick that the document does not say it."] if shown else texts
            )
    return fields
