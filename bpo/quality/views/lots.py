"""Lots: their state, the plan each was inspected by, what that plan can tell."""

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import name_of_work_type
from bpo.contracts import queries as contracts
from bpo.platform.errors import DomainError, Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.quality import queries, rules, service
from bpo.quality.models import Lot
from bpo.quality.schemas import ResumeForm
from bpo.quality.views import bp
from bpo.quality.views.control import company_of, tabs, work_types_of
from bpo.tenancy import queries as tenancy
from bpo.tenancy.models import Tenant

SHOWN = 60
STATES = {
    "open": ("queued", "Open"),
    "inspecting": ("in_review", "Being inspected"),
    "accepted": ("accepted", "Accepted"),
    "screening": ("late", "Rejected: checked whole"),
    "screened": ("returned", "Rejected, checked whole"),
}
"""A lot's state: the chip it is drawn as, and its words."""
INSPECTIONS = {
    "normal": "normal",
    "tightened": "tightened",
    "reduced": "reduced",
    "discontinued": "discontinued: everything is checked",
    "": "",
}


@bp.get("/quality/<uuid:tenant_id>/lots")
@requires("quality.view")
def lots(tenant_id: UUID) -> ResponseReturnValue:
    """A client's lots, latest first, and how strictly the next ones are inspected."""
    return _page(company_of(tenant_id))


def _page(company: Tenant, errors: Any = None, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "quality/lots.html",
        company=company,
        tabs=tabs(company, "lots"),
        lots=queries.lots_of(company.id, limit=SHOWN),
        states=STATES,
        inspections=INSPECTIONS,
        work=[_standing(company, key, name) for key, name in work_types_of(company)],
        errors=errors or {},
        shown=SHOWN,
    )
    return page, status


def _standing(company: Tenant, key: str, name: str) -> dict[str, Any]:
    plan = contracts.terms_in_force(company.id, g.now).terms.quality(key)
    return {
        "key": key,
        "name": name,
        "plan": plan,
        "inspection": service.switching_of(company.id, key).inspection.value,
    }


@bp.get("/quality/lots/<uuid:lot_id>")
@requires("quality.view")
def lot(lot_id: UUID) -> ResponseReturnValue:
    """One lot: its pieces, its plan, and the plan's operating characteristic."""
    found = queries.lot_of(caller().tenants, lot_id)
    plan = _plan(found)
    return render_template(
        "quality/lot.html",
        lot=found,
        company=tenancy.tenant(found.tenant_id),
        work=name_of_work_type(found.work_type),
        state=STATES[found.state],
        inspection=INSPECTIONS.get(found.inspection, found.inspection),
        plan=plan,
        figures=rules.oc_figures(plan) if plan else None,
        curve=[(f"{100 * rate:.1f} %", round(100 * chance, 1)) for rate, chance in rules.oc_curve(plan)]
        if plan
        else [],
        pieces=queries.pieces_of(found, limit=500),
    )


def _plan(found: Lot) -> rules.Plan | None:
    if not found.sample or found.accept is None or found.reject is None:
        return None
    return rules.Plan(found.letter, found.sample, found.accept, found.reject)


@bp.post("/quality/<uuid:tenant_id>/resume")
@requires("quality.manage")
def resume(tenant_id: UUID) -> ResponseReturnValue:
    """Sample lots again after sampling was discontinued, with what was done about the causes."""
    company, who = company_of(tenant_id), caller()
    try:
        form = load_form(ResumeForm, request.form)
        service.resume_sampling(
            tenant_id=company.id,
            work_type_key=form["work_type"],
            reason=form["reason"],
            by_id=who.id,
            by_name=who.name,
            now=g.now,
        )
    except Invalid as invalid:
        return _page(company, invalid.errors, 422)
    except DomainError as refused:
        return _page(company, {"reason": [refused.message]}, refused.status)
    flash("Lots are sampled again, tightened.", "ok")
    return redirect(url_for("quality.lots", tenant_id=company.id), 303)
