"""Known-answer items: made of accepted jobs, and how people did on them."""

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import work_type
from bpo.platform.errors import DomainError, Invalid, NotFound
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.quality import queries, service
from bpo.quality.schemas import KnownAnswerForm
from bpo.quality.views import bp
from bpo.quality.views.automation import place_label
from bpo.quality.views.control import company_of, tabs
from bpo.tenancy.models import Tenant
from bpo.workforce import queries as workforce

SHOWN = 60


@bp.get("/quality/<uuid:tenant_id>/known-answers")
@requires("quality.manage")
def known_answers(tenant_id: UUID) -> ResponseReturnValue:
    """A client's items and their latest results; answers are shown to nobody."""
    return _page(company_of(tenant_id))


def _page(company: Tenant, errors: Any = None, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "quality/known_answers.html",
        company=company,
        tabs=tabs(company, "known_answers"),
        items=queries.known_answers_of(company.id, limit=SHOWN),
        results=[
            {
                "score": score,
                "person": workforce.name_of(score.person_id),
                "wrong": [
                    (place_label(work_type(score.work_type), path), entered) for path, entered in score.wrong
                ],
            }
            for score in queries.known_answer_log(company.id, limit=SHOWN)
        ],
        errors=errors or {},
        form=request.form,
        shown=SHOWN,
    )
    return page, status


@bp.post("/quality/<uuid:tenant_id>/known-answers")
@requires("quality.manage")
def make_known_answer(tenant_id: UUID) -> ResponseReturnValue:
    """Make an item of an accepted job."""
    company = company_of(tenant_id)
    try:
        form = load_form(KnownAnswerForm, request.form)
        job = queries.job_named(company.id, form["reference"])
        service.known_answers.make(tenant_id=company.id, job_id=job.id, by=caller(), now=g.now)
    except Invalid as invalid:
        return _page(company, invalid.errors, 422)
    except NotFound:
        return _page(company, {"reference": ["There is no job of this client with that reference."]}, 422)
    except DomainError as refused:
        return _page(company, {"reference": [refused.message]}, refused.status)
    flash(f"Copies of {job.reference} are mixed into the work from now on.", "ok")
    return redirect(url_for("quality.known_answers", tenant_id=company.id), 303)


@bp.post("/quality/known-answers/<uuid:known_answer_id>/retire")
@requires("quality.manage")
def retire_known_answer(known_answer_id: UUID) -> ResponseReturnValue:
    """Mix an item in no more."""
    who = caller()
    item = queries.known_answer_by_id(who.tenants, known_answer_id)
    service.known_answers.retire(tenant_id=item.tenant_id, known_answer_id=item.id, by=who, now=g.now)
    flash("Retired.", "ok")
    return redirect(url_for("quality.known_answers", tenant_id=item.tenant_id), 303)
