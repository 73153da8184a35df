"""A client contests that a hold stopped its clock; who answers for the account decides."""

from uuid import UUID

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bpo.delivery.schemas import ContestForm, DecideContestForm
from bpo.delivery.views import bp
from bpo.delivery.views.job import job_page
from bpo.jobs.queries import get_job
from bpo.platform.errors import Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.sla import service as sla
from bpo.sla.queries import get_contest, get_hold
from bpo.workqueue import service as workqueue


@bp.post("/jobs/holds/<uuid:hold_id>/contest")
@requires("hold.contest")
def contest_hold(hold_id: UUID) -> ResponseReturnValue:
    """The client says why a hold must not stop its clock."""
    who = caller()
    hold = get_hold(who.tenants, hold_id)
    job = get_job(who.tenants, hold.job_id)
    try:
        form = load_form(ContestForm, request.form)
        sla.contest_hold(
            tenant_id=job.tenant_id,
            hold_id=hold.id,
            reason=form["contest_reason"],
            by_id=who.id,
            by_name=who.name,
            now=g.now,
        )
    except Invalid as error:
        return job_page(job.id, errors=error.errors, status=422)
    flash("Contested. Your account manager decides, and you read here why.", "ok")
    return redirect(url_for("delivery.job", job_id=job.id), 303)


@bp.post("/jobs/contests/<uuid:hold_contest_id>/decide")
@requires("hold.decide")
def decide_contest(hold_contest_id: UUID) -> ResponseReturnValue:
    """Uphold or reject a contest, with a reason that the client reads."""
    who = caller()
    contest = get_contest(who.tenants, hold_contest_id)
    job = get_job(who.tenants, contest.job_id)
    try:
        form = load_form(DecideContestForm, request.form)
        workqueue.decide_contest(
            tenant_id=contest.tenant_id,
            contest_id=contest.id,
            uphold=form["decision"] == "uphold",
            answer=form["contest_answer"],
            by_id=who.id,
            by_name=who.name,
            now=g.now,
        )
    except Invalid as error:
        return job_page(job.id, errors=error.errors, status=422)
    flash(
        "Upheld: the job's clock is stated anew, and what it said before stays in its history."
        if form["decision"] == "uphold"
        else "Rejected. The client reads why.",
        "ok",
    )
    return redirect(url_for("delivery.job", job_id=job.id), 303)
