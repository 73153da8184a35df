"""Taking a certain task: picked from the queue, or from the person who holds it; giving it to somebody."""

from uuid import UUID

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bpo.platform.errors import Conflict, Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.workqueue import service
from bpo.workqueue.schemas import ReassignForm, TakeForm
from bpo.workqueue.views import bp
from bpo.workqueue.views.bench import task_url
from bpo.workqueue.views.floor import summary_page


@bp.post("/work/pick/<uuid:task_id>")
@requires("task.pick")
def pick(task_id: UUID) -> ResponseReturnValue:
    """Take a waiting task out of turn, with a reason."""
    try:
        form = load_form(TakeForm, request.form)
        task = service.claim_task(
            agent=caller(), task_id=task_id, reason=form["reason"], note=form["note"], now=g.now
        )
    except (Invalid, Conflict) as error:
        return summary_page(task_id, error=error)
    return redirect(task_url(task), 303)


@bp.post("/work/<uuid:task_id>/take-over")
@requires("task.take_over")
def take_over(task_id: UUID) -> ResponseReturnValue:
    """Take a task from the person who holds it, with a reason."""
    try:
        form = load_form(TakeForm, request.form)
        task = service.take_over(
            agent=caller(), task_id=task_id, reason=form["reason"], note=form["note"], now=g.now
        )
    except (Invalid, Conflict) as error:
        return summary_page(task_id, error=error)
    return redirect(task_url(task), 303)


@bp.post("/floor/<uuid:task_id>/reassign")
@requires("floor.move")
def reassign(task_id: UUID) -> ResponseReturnValue:
    """Keep a task for a certain person, with a reason."""
    try:
        form = load_form(ReassignForm, request.form)
        service.reassign(
            by=caller(),
            task_id=task_id,
            person_id=form["person"],
            reason=form["reason"],
            note=form["note"],
            now=g.now,
        )
    except (Invalid, Conflict) as error:
        return summary_page(task_id, error=error)
    flash("It is kept for them and comes with their next task.", "ok")
    return redirect(url_for("workqueue.floor"), 303)


@bp.post("/floor/<uuid:task_id>/back")
@requires("floor.move")
def return_to_queue(task_id: UUID) -> ResponseReturnValue:
    """Give a task that somebody holds back to its queue, with a reason."""
    try:
        form = load_form(TakeForm, request.form)
        service.return_to_queue(
            by=caller(), task_id=task_id, reason=form["reason"], note=form["note"], now=g.now
        )
    except (Invalid, Conflict) as error:
        return summary_page(task_id, error=error)
    flash("It is back in its queue, with its age; what was typed is kept.", "ok")
    return redirect(url_for("workqueue.floor"), 303)
