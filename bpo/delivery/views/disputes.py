"""A client disputes a result that it can no longer send back; who answers for the account decides."""

from uuid import UUID

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bpo.delivery.schemas import DecideDisputeForm, DisputeForm
from bpo.delivery.views import bp
from bpo.delivery.views.job import job_page
from bpo.jobs.queries import get_job
from bpo.platform.errors import Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.quality import service as quality
from bpo.quality.queries import dispute_of


@bp.post("/jobs/<uuid:job_id>/dispute")
@requires("job.return")
def dispute(job_id: UUID) -> ResponseReturnValue:
    """The client says what is wrong with a result that is accepted, or final."""
    who = caller()
    job = get_job(who.tenants, job_id)
    try:
        form = load_form(DisputeForm, request.form)
        quality.disputes.make(
            tenant_id=job.tenant_id,
            job_id=job.id,
            reason=form["reason"],
            by_id=who.id,
            by_name=who.name,
            now=g.now,
        )
    except Invalid as error:
        return job_page(job.id, errors=error.errors, status=422)
    flash("Disputed. Your account manager looks at it, and you read here what comes of it.", "ok")
    return redirect(url_for("delivery.job", job_id=job.id), 303)


@bp.post("/jobs/disputes/<uuid:dispute_id>/decide")
@requires("hold.decide")
def decide_dispute(dispute_id: UUID) -> ResponseReturnValue:
    """Uphold a dispute, or leave the result as it is, with a reason that the client reads."""
    who = caller()
    made = dispute_of(who.tenants, dispute_id)
    job = get_job(who.tenants, made.job_id)
    try:
        form = load_form(DecideDisputeForm, request.form)
        uphold = form["decision"] == "uphold"
        quality.disputes.decide(
            tenant_id=job.tenant_id,
            dispute_id=made.id,
            uphold=uphold,
            answer=form["dispute_answer"],
            by=who,
            now=g.now,
        )
    except Invalid as error:
        return job_page(job.id, errors=error.errors, status=422)
    flash(
        "Upheld: it stays a defect, and the client reads that it is put right."
        if uphold
        else "The result stands and counts as right again. The client reads why.",
        "ok",
    )
    return redirect(url_for("delivery.job", job_id=job.id), 303)
