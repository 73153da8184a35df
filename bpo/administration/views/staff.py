"""A member of staff: the account, the clients they serve, what they may do there."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.administration.schemas import AssignForm, CertifyForm
from bpo.administration.views import bp
from bpo.catalog.registry import work_types
from bpo.identity.models import Person
from bpo.identity.rules import ROLE_NAMES, Kind, Role, roles_for
from bpo.identity.service import person_to_manage
from bpo.platform.errors import Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.tenancy.queries import tenant, tenants
from bpo.workforce import queries
from bpo.workforce.service import ACTIVITIES, assign, certify, release, uncertify


@bp.get("/admin/staff/<uuid:person_id>")
@requires("admin.users")
def staff_member(person_id: UUID) -> ResponseReturnValue:
    """Everything about one member of staff."""
    return _page(_staff(person_id))


@bp.post("/admin/staff/<uuid:person_id>/assignments")
@requires("admin.users")
def assign_person(person_id: UUID) -> ResponseReturnValue:
    """Let them serve a client."""
    someone = _staff(person_id)
    try:
        form = load_form(AssignForm, request.form)
        company = tenant(form["tenant_id"])
        assign(
            tenant_id=company.id,
            person_id=someone.id,
            expires_at=_end_of(form["expires_on"]),
            by=caller().id,
            now=g.now,
        )
    except Invalid as error:
        return _page(someone, status=422, assign_errors=error.errors, assign_form=request.form)
    flash(f"{someone.name} serves {company.name} from their next click on.", "ok")
    return redirect(url_for("administration.staff_member", person_id=someone.id))


@bp.post("/admin/staff/<uuid:person_id>/assignments/<uuid:tenant_id>/end")
@requires("admin.users")
def release_person(person_id: UUID, tenant_id: UUID) -> ResponseReturnValue:
    """End their service for a client at once."""
    someone, company = _staff(person_id), tenant(tenant_id)
    release(tenant_id=company.id, person_id=someone.id, by=caller().id, now=g.now)
    flash(f"{someone.name} no longer serves {company.name}.", "ok")
    return redirect(url_for("administration.staff_member", person_id=someone.id))


@bp.post("/admin/staff/<uuid:person_id>/certifications")
@requires("admin.users")
def certify_person(person_id: UUID) -> ResponseReturnValue:
    """Let them do, or check, a kind of work."""
    someone = _staff(person_id)
    try:
        form = load_form(CertifyForm, request.form)
        certify(
            tenant_id=tenant(form["tenant_id"]).id,
            person_id=someone.id,
            work_type=form["work_type"],
            activity=form["activity"],
            expires_at=_end_of(form["expires_on"]),
            by=caller().id,
            now=g.now,
        )
    except Invalid as error:
        return _page(someone, status=422, certify_errors=error.errors, certify_form=request.form)
    flash(f"{someone.name} is certified.", "ok")
    return redirect(url_for("administration.staff_member", person_id=someone.id))


@bp.post("/admin/staff/<uuid:person_id>/certifications/<uuid:tenant_id>/<uuid:certification_id>/end")
@requires("admin.users")
def uncertify_person(person_id: UUID, tenant_id: UUID, certification_id: UUID) -> ResponseReturnValue:
    """End a certification at once."""
    someone = _staff(person_id)
    uncertify(tenant_id=tenant_id, certification_id=certification_id, by=caller().id, now=g.now)
    flash("The certification is ended.", "ok")
    return redirect(url_for("administration.staff_member", person_id=someone.id))


def _staff(person_id: UUID) -> Person:
    return person_to_manage(person_id=person_id, tenant_id=None)


def _end_of(day: date | None) -> datetime | None:
    """The midnight that ends a day in the administrator's zone."""
    if day is None:
        return None
    local = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(caller().zone))
    return local.astimezone(UTC)


def _page(someone: Person, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    companies = {company.id: company for company in tenants()}
    assigned = queries.assignments(person_id=someone.id)
    facts: dict[str, Any] = {
        "person": someone,
        "role": ROLE_NAMES[Role(someone.role)],
        "roles": [(role.value, ROLE_NAMES[role]) for role in roles_for(Kind.STAFF)],
        "companies": companies,
        "assigned": assigned,
        "serves": [one.tenant_id for one in assigned if one.expires_at is None or one.expires_at > g.now],
        "certified": queries.certifications(person_id=someone.id),
        "work_types": {each.key: each.name for each in work_types(*caller().tenants)},
        "activities": ACTIVITIES,
        "assign_errors": {},
        "assign_form": {},
        "certify_errors": {},
        "certify_form": {},
    }
    return render_template("administration/staff_member.html", **{**facts, **more}), status
