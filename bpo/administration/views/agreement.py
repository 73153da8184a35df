"""The client's own page about its contract: what holds, what lies before it, its word."""

from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.administration.schemas import ReasonForm
from bpo.administration.views import bp
from bpo.administration.views.contracts import shown_version
from bpo.contracts import queries, service
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.tenancy.queries import tenant


@bp.get("/contract")
@requires("contract.confirm")
def own_contract() -> ResponseReturnValue:
    """The versions of one's own contract, those that wait for one's word first."""
    company = tenant(caller().tenant_id)
    try:
        in_force = queries.terms_in_force(company.id, g.now).version_id
    except Conflict:
        in_force = None
    return render_template(
        "administration/agreements.html",
        company=company,
        waiting=queries.waiting_for_client(company.id),
        versions=[row for row in queries.all_versions(company.id) if row.state != "draft"],
        in_force=in_force,
    )


@bp.get("/contract/<uuid:version_id>")
@requires("contract.confirm")
def own_version(version_id: UUID) -> ResponseReturnValue:
    """One version in full."""
    return _page(version_id)


def _page(
    version_id: UUID, *, errors: dict[str, list[str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    company = tenant(caller().tenant_id)
    row = queries.get_version(company.id, version_id)
    html = render_template(
        "administration/agreement.html",
        company=company,
        row=row,
        errors=errors or {},
        typed=request.form if errors else {},
        **shown_version(company.id, queries.contents_of(row), g.now),
    )
    return html, status


@bp.post("/contract/<uuid:version_id>/confirm")
@requires("contract.confirm")
def confirm_own(version_id: UUID) -> ResponseReturnValue:
    """Confirm a version for one's own company."""
    who = caller()
    done = service.confirm(
        tenant_id=who.tenant_id,
        version_id=version_id,
        for_client=True,
        by=who.id,
        by_name=who.name,
        now=g.now,
    )
    flash(
        f"Version {done.number} is agreed. Thank you."
        if done.state == "agreed"
        else "Confirmed for your company. It comes into force once we have confirmed it too.",
        "ok",
    )
    return redirect(url_for("administration.own_version", version_id=version_id), 303)


@bp.post("/contract/<uuid:version_id>/decline")
@requires("contract.confirm")
def decline_own(version_id: UUID) -> ResponseReturnValue:
    """Say that a version is not wanted, and why."""
    who = caller()
    try:
        form = load_form(ReasonForm, request.form)
        service.decline(
            tenant_id=who.tenant_id, version_id=version_id, reason=form["reason"], by=who.id, now=g.now
        )
    except Invalid as error:
        return _page(version_id, errors=error.errors, status=422)
    flash("Declined. Your account manager reads why.", "ok")
    return redirect(url_for("administration.own_version", version_id=version_id), 303)
