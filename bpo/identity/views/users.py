"""The users of a client, for its manager; any user and the staff, for administrators."""

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.identity import queries
from bpo.identity.models import Person
from bpo.identity.rules import ROLE_NAMES, Kind, Role, roles_for
from bpo.identity.schemas import InviteForm, RoleForm
from bpo.identity.service import (
    change_role,
    invite_person,
    person_to_manage,
    send_invitation,
    switch_off,
    switch_on,
)
from bpo.identity.views import bp
from bpo.platform.errors import Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.tenancy.queries import tenant
from bpo.workforce.service import confidential_types

Choices = list[tuple[str, str]]


def role_choices(kind: Kind) -> Choices:
    """(role, words) of one side of the wall."""
    return [(role.value, ROLE_NAMES[role]) for role in roles_for(kind)]


# A client's own users


@bp.get("/users")
@requires("user.manage")
def client_users() -> ResponseReturnValue:
    """The users of the caller's company."""
    return _users_page()


@bp.post("/users")
@requires("user.manage")
def invite_user() -> ResponseReturnValue:
    """Invite a colleague."""
    who = caller()
    try:
        form = load_form(InviteForm, request.form)
        person = invite_person(
            tenant_id=who.tenant_id,
            **form,
            zone=who.zone,
            locale=who.locale,
            by=who.id,
            inviter=who.name,
            now=g.now,
        )
    except Invalid as error:
        return _users_page(status=422, errors=error.errors, form=request.form)
    flash(f"{person.name} is invited; the letter goes to {person.email}.", "ok")
    return redirect(url_for("identity.client_users"))


@bp.post("/users/<uuid:person_id>/<any(role, off, on, invite):change>")
@requires("user.manage")
def change_user(person_id: UUID, change: str) -> ResponseReturnValue:
    """Change a colleague's role, switch them off or on, or send the invitation again."""
    _change(person_to_manage(person_id=person_id, tenant_id=caller().tenant_id), change)
    return redirect(url_for("identity.client_users"))


def _users_page(*, status: int = 200, **more: Any) -> ResponseReturnValue:
    facts = {
        "people": queries.people_of(caller().tenant_id),
        "confidential": confidential_types(caller().tenant_id),
        "roles": role_choices(Kind.CLIENT),
        "role_names": ROLE_NAMES,
        "errors": {},
        "form": {},
    }
    return render_template("identity/users.html", **{**facts, **more}), status


# Staff, and everybody for administrators


@bp.get("/admin/staff")
@requires("admin.users")
def staff() -> ResponseReturnValue:
    """The provider's own people."""
    return _staff_page()


@bp.post("/admin/staff")
@requires("admin.users")
def invite_staff() -> ResponseReturnValue:
    """Invite a member of staff."""
    who = caller()
    try:
        form = load_form(InviteForm, request.form)
        person = invite_person(
            tenant_id=None, **form, zone=who.zone, locale=who.locale, by=who.id, inviter=who.name, now=g.now
        )
    except Invalid as error:
        return _staff_page(status=422, errors=error.errors, form=request.form)
    flash(f"{person.name} is invited. Now say whom they work for.", "ok")
    return redirect(_page_of(person))


@bp.post("/admin/clients/<uuid:tenant_id>/users")
@requires("admin.users")
def invite_client_user(tenant_id: UUID) -> ResponseReturnValue:
    """Invite a user of a client."""
    who, company = caller(), tenant(tenant_id)
    try:
        form = load_form(InviteForm, request.form)
        person = invite_person(
            tenant_id=company.id,
            **form,
            zone=company.zone,
            locale=company.locale,
            by=who.id,
            inviter=who.name,
            now=g.now,
        )
    except Invalid as error:
        sentences = [text for texts in error.errors.values() for text in texts]
        flash(f"Nobody was invited. {' '.join(sentences)}", "bad")
        return redirect(url_for("administration.client", tenant_id=tenant_id, _anchor="users"))
    flash(f"{person.name} is invited; the letter goes to {person.email}.", "ok")
    return redirect(_page_of(person))


@bp.post("/admin/people/<uuid:person_id>/<any(role, off, on, invite):change>")
@requires("admin.users")
def change_person(person_id: UUID, change: str) -> ResponseReturnValue:
    """Change anybody's role, switch them off or on, or send the invitation again."""
    person = queries.person(person_id)
    _change(person, change)
    return redirect(_page_of(person))


def _page_of(person: Person) -> str:
    if person.tenant_id is not None:
        return url_for("administration.client", tenant_id=person.tenant_id, _anchor="users")
    return url_for("administration.staff_member", person_id=person.id)


def _staff_page(*, status: int = 200, **more: Any) -> ResponseReturnValue:
    facts = {
        "people": queries.people_of(None),
        "roles": role_choices(Kind.STAFF),
        "role_names": ROLE_NAMES,
        "errors": {},
        "form": {},
    }
    return render_template("identity/staff.html", **{**facts, **more}), status


def _change(person: Person, change: str) -> None:
    who = caller()
    if change == "role":
        role = load_form(RoleForm, request.form)["role"]
        change_role(person=person, role=role, by=who.id, now=g.now)
        flash(f"{person.name} is now: {ROLE_NAMES[Role(role)].lower()}.", "ok")
    elif change == "off":
        switch_off(person=person, by=who.id, now=g.now)
        flash(f"{person.name} is switched off and signed out everywhere.", "ok")
    elif change == "on":
        switch_on(person=person, by=who.id, now=g.now)
        flash(f"{person.name} can sign in again.", "ok")
    else:
        send_invitation(person=person, inviter=who.name, now=g.now)
        flash(f"The invitation is sent again to {person.email}.", "ok")
