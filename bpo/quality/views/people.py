"""People by their results: who is new, certified, paused; pausing and reinstating."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import name_of_work_type
from bpo.contracts import queries as contracts
from bpo.platform.errors import Conflict, DomainError, Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.quality import queries, rules, service
from bpo.quality.schemas import PauseForm, ReasonForm
from bpo.quality.views import bp
from bpo.quality.views.control import company_of, tabs, window, work_types_of
from bpo.tenancy import queries as tenancy
from bpo.tenancy.models import Tenant
from bpo.workforce import queries as workforce


@bp.get("/quality/<uuid:tenant_id>/people")
@requires("quality.view")
def people(tenant_id: UUID) -> ResponseReturnValue:
    """How everybody who works for a client does, and who is paused."""
    return _page(company_of(tenant_id))


def _page(company: Tenant, errors: Any = None, status: int = 200) -> ResponseReturnValue:
    kinds = dict(work_types_of(company))
    page = render_template(
        "quality/people.html",
        company=company,
        tabs=tabs(company, "people"),
        rows=_rows(company, set(kinds)),
        kinds=list(kinds.items()),
        pauses=[
            {
                "pause": each,
                "person": workforce.name_of(each.person_id),
                "by": workforce.name_of(each.ended_by),
            }
            for each in workforce.pauses([company.id])
        ],
        errors=errors or {},
        form=request.form,
    )
    return page, status


def _rows(company: Tenant, keys: Collection[str]) -> list[dict[str, Any]]:
    """How each person stands in each of these work types that they may do, by name."""
    since, until = window(company)
    does = [
        (person, key)
        for person in workforce.serving(company.id, g.now)
        for key in sorted({work for work, activity in person.certified if activity == "work"} & set(keys))
    ]
    figures = {
        key: queries.figures_of_people(
            [person.person_id for person, its in does if its == key],
            [company.id],
            since=since,
            until=until,
            work_type=key,
        )
        for key in {key for _, key in does}
    }
    proven = {
        (each.person_id, each.work_type): each.proven_at
        for each in workforce.certifications(tenant_id=company.id)
        if each.activity == "work"
    }
    return [
        {
            "person_id": person.person_id,
            "name": person.name,
            "key": key,
            "work": name_of_work_type(key),
            "proven": proven.get((person.person_id, key)),
            "to_go": _to_go(company, person.person_id, key),
            "figures": figures[key][person.person_id],
        }
        for person, key in does
    ]


def _to_go(company: Tenant, person_id: UUID, key: str) -> int:
    """How many good reviews somebody lacks until they are no longer new."""
    plan = contracts.terms_in_force(company.id, g.now).terms.quality(key)
    scores = queries.scores_of(
        company.id,
        person_id,
        key,
        since=workforce.last_reinstated(company.id, person_id, key),
        limit=3 * plan.certify_after,
    )
    return rules.reviews_to_go(scores, plan)


@bp.post("/quality/<uuid:tenant_id>/pause")
@requires("quality.manage")
def pause(tenant_id: UUID) -> ResponseReturnValue:
    """Take somebody off a kind of work until they are reinstated."""
    company, who = company_of(tenant_id), caller()
    try:
        form = load_form(PauseForm, request.form)
        done = service.people.pause(
            company.id, form["person"], form["work_type"], form["reason"], now=g.now, by=who.id
        )
        if done is None:
            raise Conflict("They are not on this work at the moment.")
    except Invalid as invalid:
        return _page(company, invalid.errors, 422)
    except DomainError as refused:
        return _page(company, {"person": [refused.message]}, refused.status)
    flash("Paused. What they held goes back to its queue; what they typed is kept.", "ok")
    return redirect(url_for("quality.people", tenant_id=company.id), 303)


@bp.post("/quality/pauses/<uuid:pause_id>/reinstate")
@requires("quality.manage")
def reinstate(pause_id: UUID) -> ResponseReturnValue:
    """Let somebody back to work, with what was retrained."""
    who = caller()
    found = queries.pause_by_id(who.tenants, pause_id)
    company = tenancy.tenant(found.tenant_id)
    try:
        form = load_form(ReasonForm, request.form)
        service.people.reinstate(
            tenant_id=found.tenant_id, pause_id=pause_id, reason=form["reason"], by=who.id, now=g.now
        )
    except Invalid as invalid:
        return _page(company, {str(pause_id): texts for texts in invalid.errors.values()}, 422)
    except DomainError as refused:
        return _page(company, {str(pause_id): [refused.message]}, refused.status)
    flash(
        "Reinstated. Their work is sampled like that of new people until they have proved themselves.", "ok"
    )
    return redirect(url_for("quality.people", tenant_id=company.id), 303)
