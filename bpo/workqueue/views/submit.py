"""Handing in, and the drafts that keep everything typed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.rules import Record
from bpo.jobs.service import flat
from bpo.platform.errors import Invalid, LeaseLost, NotFound
from bpo.platform.web import caller, problem, requires, wants_json
from bpo.workqueue import queries, rules, service
from bpo.workqueue.models import Task
from bpo.workqueue.schemas import HandIn, hand_in
from bpo.workqueue.views import bp
from bpo.workqueue.views.bench import mine, take_next
from bpo.workqueue.views.desk import Desk, Filled, desk_of, doubts_of, typed_record
from bpo.workqueue.views.keying import submit_part
from bpo.workqueue.views.sources import typed_places
from bpo.workqueue.views.task import desk_page

LONGEST_DRAFT = 1_000_000
"""Bytes of a draft."""


@bp.post("/work/<uuid:task_id>/submit")
@requires("task.work")
def submit(task_id: UUID) -> ResponseReturnValue:
    """Hand in and go home."""
    return _submit(task_id, go_on=False)


@bp.post("/work/<uuid:task_id>/submit-next")
@requires("task.work")
def submit_next(task_id: UUID) -> ResponseReturnValue:
    """Hand in and take the next task in one go."""
    return _submit(task_id, go_on=True)


def read_hand_in() -> HandIn:
    """The form or JSON that was sent."""
    return hand_in(None if request.is_json else request.form, request.get_json() if request.is_json else None)


def _submit(task_id: UUID, *, go_on: bool) -> ResponseReturnValue:
    who, task, sent = caller(), known_task(task_id), read_hand_in()
    desk = desk_of(task)
    if task.part is not None:
        answer = submit_part(desk, sent, go_on=go_on)
        return lost_page(task, sent, answer) if isinstance(answer, LeaseLost) else answer
    record: Record | None = None
    try:
        service.claimed_task(
            tenant_id=task.tenant_id, task_id=task.id, fence=sent.fence, person_id=who.id, now=g.now
        )
        record = typed_record(desk, sent)
        _demand_settled(desk, record, sent)
        service.submit(
            agent=who,
            tenant_id=task.tenant_id,
            task_id=task.id,
            fence=sent.fence,
            record=record,
            confirmed=sent.words,
            missing=sent.settled,
            evidence={**typed_places(desk, record), **sent.evidence},
            active_seconds=sent.active_seconds,
            effort=rules.effort(sent.keystrokes, sent.clicks, corrected=_corrected(desk.data.record, record)),
            now=g.now,
        )
    except LeaseLost as lost:
        return lost_page(task, sent, lost)
    except Invalid as invalid:
        return _not_taken(desk, sent, record, invalid)
    if go_on:
        return take_next(home="workqueue.bench", done=task.id)
    if wants_json():
        return jsonify(submitted=desk.job.reference)
    flash(f"{desk.job.reference} is handed in.", "ok")
    return redirect(url_for("workqueue.bench"), 303)


def _corrected(before: Record, after: Record) -> int:
    """How many values a person changed, added or took away."""
    read, left = dict(flat(before)), dict(flat(after))
    return sum((read.get(path) or None) != (left.get(path) or None) for path in read.keys() | left.keys())


def _demand_settled(desk: Desk, record: Record, sent: HandIn) -> None:
    """Every doubtful field was changed, or taken as read, or it was said why what is found of it may stand."""
    answered = {code for code, text in sent.words.items() if text.strip()} - desk.kind.never_stands
    left = rules.unsettled(doubts_of(desk), desk.data.record, record, sent.settled, answered)
    if left:
        raise Invalid(
            {path: ["Look at this: correct it, or take it as read."] for path in left},
            "Some fields are still to be checked.",
        )


def _not_taken(desk: Desk, sent: HandIn, record: Record | None, invalid: Invalid) -> ResponseReturnValue:
    """Nothing is handed in; all that was typed is kept and shown again with what is wrong."""
    keep_draft(desk.task, sent)
    if wants_json():
        return problem(invalid.status, invalid.code, invalid.title, invalid.message, errors=invalid.errors)
    return desk_page(
        desk, Filled.of(sent), errors=invalid.errors, record=record, status=invalid.status, saved_at=g.now
    )


def known_task(task_id: UUID) -> Task:
    """A task the caller has or had; NotFound for others, whether they exist or not."""
    task = mine(task_id)
    if not queries.once_held(task.tenant_id, task.id, caller().id):
        raise NotFound
    return task


def keep_draft(task: Task, sent: HandIn) -> datetime:
    """Keep what was typed; when."""
    service.save_draft(
        tenant_id=task.tenant_id, task_id=task.id, person_id=caller().id, data=sent.draft(), now=g.now
    )
    return g.now  # type: ignore[no-any-return]  # flask.g holds anything


def lost_page(task: Task, sent: HandIn, lost: LeaseLost) -> ResponseReturnValue:
    """The claim is gone: say so and what became of the task. What was typed is kept as a draft."""
    saved_at = keep_draft(task, sent)
    if wants_json():
        return problem(lost.status, lost.code, lost.title, lost.message, saved_at=saved_at.isoformat())
    return render_template("workqueue/lost.html", **lost_facts(task, lost, saved_at)), lost.status


def lost_facts(task: Task, lost: LeaseLost, saved_at: datetime) -> dict[str, Any]:
    """What the page about a lost claim says."""
    attempts = queries.attempts_of(task.tenant_id, task.id)
    own = [attempt for attempt in attempts if attempt.person_id == caller().id]
    return {
        "title": lost.title,
        "text": lost.message,
        "outcome": own[-1].outcome if own else None,
        "ended_at": own[-1].ended_at if own else None,
        "state": task.state,
        "saved_at": saved_at,
    }


@bp.route("/work/<uuid:task_id>/draft", methods=["PUT", "POST"])
@requires("task.work")
def draft(task_id: UUID) -> ResponseReturnValue:
    """Keep what is typed, and the claim alive."""
    return save_and_renew(task_id)


@bp.post("/work/<uuid:task_id>/lease")
@requires("task.work")
def lease(task_id: UUID) -> ResponseReturnValue:
    """Keep the claim alive."""
    return renew_only(task_id)


def save_and_renew(task_id: UUID) -> ResponseReturnValue:
    """Autosave and heartbeat in one: 200 {saved_at, lease_until}, or 409, with the draft kept in both."""
    task, sent = known_task(task_id), read_hand_in()
    if request.content_length is None or request.content_length > LONGEST_DRAFT:
        raise Invalid({"values": ["This is too much for a draft."]})
    saved_at = keep_draft(task, sent)
    try:
        until = service.renew(
            tenant_id=task.tenant_id, task_id=task.id, fence=sent.fence, person_id=caller().id, now=g.now
        )
    except LeaseLost as lost:
        return problem(lost.status, lost.code, lost.title, lost.message, saved_at=saved_at.isoformat())
    return jsonify(saved_at=saved_at.isoformat(), lease_until=until.isoformat())


def renew_only(task_id: UUID) -> ResponseReturnValue:
    """The heartbeat: 200 {lease_until}, or 409."""
    task, sent = known_task(task_id), read_hand_in()
    until = service.renew(
        tenant_id=task.tenant_id, task_id=task.id, fence=sent.fence, person_id=caller().id, now=g.now
    )
    return jsonify(lease_until=until.isoformat())
