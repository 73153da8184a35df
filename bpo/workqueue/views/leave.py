"""Leaving a task without a record: on hold, back to the queue, or with the job rejected."""

from datetime import UTC
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bpo.platform.errors import DomainError, Invalid, LeaseLost
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.workqueue import rules, service
from bpo.workqueue.schemas import HandBackForm, HoldForm, RejectForm
from bpo.workqueue.views import bp
from bpo.workqueue.views.bench import task_url
from bpo.workqueue.views.submit import known_task


@bp.post("/work/<uuid:task_id>/hold")
@requires("task.work")
def hold(task_id: UUID) -> ResponseReturnValue:
    """Put the task to sleep, with a question to the client or until a date."""
    return hold_task(task_id, home="workqueue.bench")


@bp.post("/work/<uuid:task_id>/hand-back")
@requires("task.work")
def hand_back(task_id: UUID) -> ResponseReturnValue:
    """Give the task back to the queue, with a reason."""
    return hand_back_task(task_id, home="workqueue.bench")


@bp.post("/work/<uuid:task_id>/reject")
@requires("task.work")
def reject(task_id: UUID) -> ResponseReturnValue:
    """Finish the task with the finding that nothing can be made of the job."""
    who, known = caller(), known_task(task_id)
    try:
        form = load_form(RejectForm, request.form)
        task = service.claimed_task(
            tenant_id=known.tenant_id, task_id=known.id, fence=form["fence"], person_id=who.id, now=g.now
        )
        service.reject(
            task,
            person_id=who.id,
            worker=who.name,
            reason=form["reason"],
            note=form["note"],
            active_seconds=form["active_seconds"],
            now=g.now,
        )
    except (Invalid, LeaseLost) as error:
        return _said(error, task_url(known))
    flash("Rejected. The client reads why, and can hand in again.", "ok")
    return redirect(url_for("workqueue.bench"), 303)


def hold_task(task_id: UUID, *, home: str) -> ResponseReturnValue:
    """Hold a task of the caller's; home afterwards, or back to the task with what is wrong."""
    who, known = caller(), known_task(task_id)
    try:
        form = load_form(HoldForm, request.form)
        reason = rules.HOLD[form["reason"]]
        until = form["until"]
        if until is not None:
            until = until.replace(tzinfo=ZoneInfo(who.zone)).astimezone(UTC)
            if until <= g.now:
                raise Invalid({"until": ["Choose a time in the future."]})
        task = service.claimed_task(
            tenant_id=known.tenant_id, task_id=known.id, fence=form["fence"], person_id=who.id, now=g.now
        )
        service.hold(
            task,
            person_id=who.id,
            worker=who.name,
            reason=reason.label,
            owes=reason.owes,
            question=form["question"],
            until=until,
            active_seconds=form["active_seconds"],
            effort=rules.effort(form["keystrokes"], form["clicks"]),
            now=g.now,
        )
    except (Invalid, LeaseLost) as error:
        return _said(error, task_url(known))
    flash("On hold. The task comes back with its age when the answer is there.", "ok")
    return redirect(url_for(home), 303)


def hand_back_task(task_id: UUID, *, home: str) -> ResponseReturnValue:
    """Hand back a task of the caller's; home afterwards, or back to the task with what is wrong."""
    who, known = caller(), known_task(task_id)
    try:
        form = load_form(HandBackForm, request.form)
        task = service.claimed_task(
            tenant_id=known.tenant_id, task_id=known.id, fence=form["fence"], person_id=who.id, now=g.now
        )
        service.hand_back(
            task,
            person_id=who.id,
            worker=who.name,
            reason=form["reason"],
            note=form["note"],
            active_seconds=form["active_seconds"],
            effort=rules.effort(form["keystrokes"], form["clicks"]),
            now=g.now,
        )
    except (Invalid, LeaseLost) as error:
        return _said(error, task_url(known))
    flash("Handed back, with its age. What you typed stays yours as a draft.", "ok")
    return redirect(url_for(home), 303)


def _said(error: DomainError, back: str) -> ResponseReturnValue:
    """Say beside the task what was wrong; where the claim is gone, the error's own page says so."""
    if not isinstance(error, Invalid):
        raise error
    flash(" ".join(text for texts in error.errors.values() for text in texts), "bad")
    return redirect(back, 303)
