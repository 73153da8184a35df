"""Leaving a task without a record: on hold, back to the queue, or with the job rejected."""

from collections.abc import Callable
from datetime import UTC
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bpo.platform.caller import Caller
from bpo.platform.errors import DomainError, Invalid, LeaseLost
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.workqueue import rules, service
from bpo.workqueue.models import Task
from bpo.workqueue.schemas import HandBackForm, HoldForm, LeaveForm, RejectForm
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

    def do(task: Task, form: Form, who: Caller) -> None:
        service.reject(task, reason=form["reason"], note=form["note"], **_common(form, who))

    said = "Rejected. The client reads why, and can hand in again."
    return _leave(task_id, RejectForm, do, said=said, home="workqueue.bench")


def hold_task(task_id: UUID, *, home: str) -> ResponseReturnValue:
    """Hold a task of the caller's; home afterwards, or back to the task with what is wrong."""

    def do(task: Task, form: Form, who: Caller) -> None:
        reason = rules.HOLD[form["reason"]]
        until = form["until"]
        if until is not None:
            until = until.replace(tzinfo=ZoneInfo(who.zone)).astimezone(UTC)
            if until <= g.now:
                raise Invalid({"until": ["Choose a time in the future."]})
        service.hold(
            task,
            reason=reason.key,
            owes=reason.owes,
            question=form["question"],
            until=until,
            **_common(form, who),
        )

    said = "On hold. The task comes back with its age when the answer is there."
    return _leave(task_id, HoldForm, do, said=said, home=home)


def hand_back_task(task_id: UUID, *, home: str) -> ResponseReturnValue:
    """Hand back a task of the caller's; home afterwards, or back to the task with what is wrong."""

    def do(task: Task, form: Form, who: Caller) -> None:
        service.hand_back(task, reason=form["reason"], note=form["note"], **_common(form, who))

    said = "Handed back, with its age. What you typed stays yours as a draft."
    return _leave(task_id, HandBackForm, do, said=said, home=home)


Form = dict[str, Any]


def _common(form: Form, who: Caller) -> dict[str, Any]:
    """What every way of leaving is told: who leaves, when, and what it cost them."""
    return {
        "person_id": who.id,
        "worker": who.name,
        "active_seconds": form["active_seconds"],
        "effort": rules.effort(form["keystrokes"], form["clicks"]),
        "now": g.now,
    }


def _leave(
    task_id: UUID,
    schema: type[LeaveForm],
    do: Callable[[Task, Form, Caller], None],
    *,
    said: str,
    home: str,
) -> ResponseReturnValue:
    """Leave a task by the form that was sent; home afterwards, or back to the task with what is wrong."""
    who, known = caller(), known_task(task_id)
    try:
        form = load_form(schema, request.form)
        task = service.claimed_task(
            tenant_id=known.tenant_id, task_id=known.id, fence=form["fence"], person_id=who.id, now=g.now
        )
        do(task, form, who)
    except (Invalid, LeaseLost) as error:
        return _said(error, task_url(known))
    flash(said, "ok")
    return redirect(url_for(home), 303)


def _said(error: DomainError, back: str) -> ResponseReturnValue:
    """Say beside the task what was wrong; where the claim is gone, the error's own page says so."""
    if not isinstance(error, Invalid):
        raise error
    flash(" ".join(text for texts in error.errors.values() for text in texts), "bad")
    return redirect(back, 303)
