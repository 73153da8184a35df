"""Holds: one's own, the client's answer, and ending one by hand."""

from uuid import UUID

from flask import current_app, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.jobs.queries import get_job
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires, wants_json
from bpo.sla.queries import get_hold
from bpo.workqueue import queries, service
from bpo.workqueue.schemas import AnswerForm, EndHoldForm
from bpo.workqueue.views import bp


@bp.get("/work/holds")
@requires("task.claim")
def holds() -> ResponseReturnValue:
    """What one has put on hold and is not answered yet."""
    who = caller()
    everybodys = queries.holds_open(who.tenants) if who.can("job.hold") else []
    return render_template(
        "workqueue/holds.html",
        holds=queries.holds_placed_by(who.id, who.tenants),
        others=[(hold, job) for hold, job in everybodys if hold.placed_by != who.id],
        clients=queries.client_names(who.tenants),
    )


@bp.post("/work/holds/<uuid:hold_id>/end")
@requires("task.work")
def end_hold(hold_id: UUID) -> ResponseReturnValue:
    """End a hold one placed oneself, or any as somebody who may hold jobs."""
    who = caller()
    hold = get_hold(who.tenants, hold_id)
    if hold.placed_by != who.id and not who.can("job.hold"):
        raise NotFound
    form = load_form(EndHoldForm, request.form)
    service.resume_hold(
        tenant_id=hold.tenant_id,
        hold_id=hold.id,
        answer=form["answer"],
        by_id=who.id,
        by_name=who.name,
        now=g.now,
    )
    if wants_json():
        return jsonify(ended=str(hold.id))
    flash("The hold is ended; the task is back in its queue with its age.", "ok")
    return redirect(url_for("workqueue.holds"), 303)


@bp.post("/jobs/<uuid:job_id>/holds/<uuid:hold_id>/answer")
@requires("job.answer")
def answer(job_id: UUID, hold_id: UUID) -> ResponseReturnValue:
    """The client answers a question; the work goes on."""
    who = caller()
    job = get_job(who.tenants, job_id)
    hold = get_hold(who.tenants, hold_id)
    if hold.job_id != job.id or hold.owes != "client":
        raise NotFound
    back = url_for("delivery.job", job_id=job.id) if "delivery.job" in current_app.view_functions else "/"
    try:
        text = load_form(AnswerForm, request.form)["answer"]
        service.resume_hold(
            tenant_id=hold.tenant_id,
            hold_id=hold.id,
            answer=text,
            by_id=who.id,
            by_name=who.name,
            now=g.now,
        )
    except (Invalid, Conflict) as error:
        if wants_json():
            raise
        said = error.errors.get("answer", [error.message]) if isinstance(error, Invalid) else [error.message]
        flash(" ".join(said), "bad")
        return redirect(back, 303)
    if wants_json():
        return jsonify(answered=str(hold.id))
    flash("Thank you. The work goes on.", "ok")
    return redirect(back, 303)
