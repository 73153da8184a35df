"""All clients, and one client with everything that belongs to it."""

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.administration.schemas import ClientForm
from bpo.administration.views import bp
from bpo.catalog.registry import name_of_work_type
from bpo.contracts import queries as contracts
from bpo.contracts.schemas import calendar_shown
from bpo.identity import queries as identity
from bpo.identity.rules import ROLE_NAMES, Kind, roles_for
from bpo.identity.service import revoke_api_key
from bpo.platform.errors import Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.tenancy import queries
from bpo.tenancy.rules import LOCALES, country_choices, zone_choices
from bpo.tenancy.service import change_tenant, set_state
from bpo.workforce import queries as workforce


@bp.get("/admin")
@requires("admin.tenants")
def home() -> ResponseReturnValue:
    """The administrator's home: every client and what it lacks."""
    rows = []
    for company in queries.tenants():
        users = [person for person in identity.people_of(company.id) if person.state != "disabled"]
        serving = workforce.serving(company.id, g.now)
        in_force = contracts.work_types_in_force(company.id, g.now)
        rows.append(
            {
                "company": company,
                "users": len(users),
                "work_types": [name_of_work_type(key) for key in in_force],
                "staff": len(serving),
                "lacks": _lacks(bool(users), bool(in_force), bool(serving)),
            }
        )
    waiting = sum(letter.sent_at is None for letter in identity.outbox())
    return render_template(
        "administration/clients.html",
        rows=rows,
        staff=[person for person in identity.people_of(None) if person.state != "disabled"],
        letters_waiting=waiting,
    )


@bp.get("/admin/clients/<uuid:tenant_id>")
@requires("admin.tenants")
def client(tenant_id: UUID) -> ResponseReturnValue:
    """One client: people, contract, who serves it, keys."""
    return _client_page(tenant_id)


@bp.post("/admin/clients/<uuid:tenant_id>")
@requires("admin.tenants")
def change_client(tenant_id: UUID) -> ResponseReturnValue:
    """Change a client's name and place."""
    who, company = caller(), queries.tenant(tenant_id)
    try:
        form = load_form(ClientForm, request.form)
        change_tenant(tenant=company, **form, by=who.id, by_name=who.name, now=g.now)
    except Invalid as error:
        return _client_page(tenant_id, status=422, errors=error.errors, form=request.form)
    flash("Saved.", "ok")
    return redirect(url_for("administration.client", tenant_id=tenant_id))


@bp.post("/admin/clients/<uuid:tenant_id>/<any(suspend, resume):change>")
@requires("admin.tenants")
def switch_client(tenant_id: UUID, change: str) -> ResponseReturnValue:
    """Shut a whole client out, or let it in again."""
    who, company = caller(), queries.tenant(tenant_id)
    set_state(tenant=company, active=change == "resume", by=who.id, by_name=who.name, now=g.now)
    if change == "resume":
        flash(f"{company.name} has access again.", "ok")
    else:
        flash(
            f"{company.name} is suspended: none of its people and programs gets in, and nothing of it is begun.",
            "warn",
        )
    return redirect(url_for("administration.client", tenant_id=tenant_id))


@bp.post("/admin/clients/<uuid:tenant_id>/keys/<uuid:key_id>/revoke")
@requires("admin.users")
def revoke_client_key(tenant_id: UUID, key_id: UUID) -> ResponseReturnValue:
    """End a client's API key."""
    key = revoke_api_key(tenant_id=tenant_id, key_id=key_id, by=caller().id, now=g.now)
    flash(f"The key “{key.name}” no longer works.", "ok")
    return redirect(url_for("administration.client", tenant_id=tenant_id, _anchor="keys"))


def _lacks(users: bool, contract: bool, staff: bool) -> list[str]:
    """What keeps a client from handing in work and getting it back."""
    missing = []
    if not contract:
        missing.append("no contract in force")
    if not users:
        missing.append("no users")
    if not staff:
        missing.append("nobody serves it")
    return missing


def _client_page(tenant_id: UUID, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    company = queries.tenant(tenant_id)
    versions = contracts.versions_of(tenant_id)
    in_force = next((version for version in versions if version.valid_from <= g.now), None)
    facts: dict[str, Any] = {
        "company": company,
        "client": {"name": company.name, "href": None},
        "people": identity.people_of(tenant_id),
        "roles": [(role.value, ROLE_NAMES[role]) for role in roles_for(Kind.CLIENT)],
        "role_names": ROLE_NAMES,
        "versions": versions,
        "in_force": in_force,
        "week": calendar_shown(in_force.calendar) if in_force else {},
        "serving": workforce.serving(tenant_id, g.now),
        "keys": identity.keys_of(tenant_id),
        "zones": zone_choices(),
        "locales": LOCALES,
        "countries": country_choices(),
        "errors": {},
        "form": {
            "name": company.name,
            "country": company.country,
            "zone": company.zone,
            "locale": company.locale,
        },
    }
    return render_template("administration/client.html", **{**facts, **more}), status
