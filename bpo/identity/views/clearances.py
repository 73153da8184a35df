"""Who is cleared for a client's confidential work: its own people, by its manager; those of the provider, by a lead."""

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import name_of_work_type
from bpo.events.queries import latest
from bpo.events.rules import describe
from bpo.identity import queries
from bpo.identity.rules import ROLE_NAMES, Role
from bpo.identity.schemas import ClearanceForm
from bpo.identity.service import person_to_manage
from bpo.identity.views import bp
from bpo.platform.errors import NotFound
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.tenancy.queries import tenant, tenants
from bpo.workforce import queries as workforce
from bpo.workforce.service import clear, confidential_types, unclear

Line = dict[str, Any]

WATCHED = ("clearance.given", "clearance.taken", "secret.revealed", "masters.revealed")
SHOWN = 40


@bp.get("/clearances")
@requires("user.manage")
def clearances() -> ResponseReturnValue:
    """Which colleagues see what is confidential, and who of the provider does."""
    tenant_id = caller().tenant_id
    given = workforce.clearances(tenant_id)
    people = [
        _line(person.id, person.name, person.role)
        for person in queries.people_of(tenant_id)
        if person.state != "disabled"
    ]
    return render_template(
        "identity/clearances.html",
        kinds=confidential_types(tenant_id),
        people=people,
        cleared=_pairs(given),
        others=[(each.person_name, name_of_work_type(each.work_type), each) for each in given if each.staff],
        keys=[
            (key, [name_of_work_type(each) for each in key.cleared])
            for key, _ in queries.keys_of(tenant_id)
            if key.cleared and key.revoked_at is None
        ],
        log=_log(tenant_id),
        endpoint="identity.change_clearance",
        place={},
    )


@bp.post("/clearances/<uuid:person_id>/<any(give, take):change>")
@requires("user.manage")
def change_clearance(person_id: UUID, change: str) -> ResponseReturnValue:
    """Let a colleague see confidential work, or no longer."""
    who = caller()
    person = person_to_manage(person_id=person_id, tenant_id=who.tenant_id)
    _change(who.tenant_id, person.id, person.name, change)
    return redirect(url_for("identity.clearances"), 303)


@bp.get("/confidential")
@requires("clearance.manage")
def confidential() -> ResponseReturnValue:
    """The clients whose confidential work the caller clears staff for."""
    served = [each for each in tenants() if each.id in caller().tenants]
    lines = [
        (
            company,
            sum(each.staff for each in workforce.clearances(company.id)),
            [kind.name for kind in confidential_types(company.id)],
        )
        for company in served
        if company.state == "active"
    ]
    return render_template("identity/confidential.html", lines=lines)


@bp.get("/clients/<uuid:tenant_id>/clearances")
@requires("clearance.manage")
def staff_clearances(tenant_id: UUID) -> ResponseReturnValue:
    """Who of those who serve a client sees its confidential work."""
    company = _served(tenant_id)
    given = workforce.clearances(tenant_id)
    people = [_line(each.person_id, each.name, each.role) for each in workforce.serving(tenant_id, g.now)]
    return render_template(
        "identity/clearances.html",
        company=company,
        kinds=confidential_types(tenant_id),
        people=people,
        cleared=_pairs(given),
        others=[
            (each.person_name, name_of_work_type(each.work_type), each) for each in given if not each.staff
        ],
        keys=[],
        log=_log(tenant_id),
        endpoint="identity.change_staff_clearance",
        place={"tenant_id": tenant_id},
    )


@bp.post("/clients/<uuid:tenant_id>/clearances/<uuid:person_id>/<any(give, take):change>")
@requires("clearance.manage")
def change_staff_clearance(tenant_id: UUID, person_id: UUID, change: str) -> ResponseReturnValue:
    """Let somebody who serves the client see its confidential work, or no longer."""
    _served(tenant_id)
    person = next((one for one in workforce.serving(tenant_id, g.now) if one.person_id == person_id), None)
    if person is None:
        raise NotFound
    _change(tenant_id, person_id, person.name, change)
    return redirect(url_for("identity.staff_clearances", tenant_id=tenant_id), 303)


def _served(tenant_id: UUID) -> Any:
    """A client among the caller's own; NotFound for any other."""
    if tenant_id not in caller().tenants:
        raise NotFound
    return tenant(tenant_id)


def _change(tenant_id: UUID, person_id: UUID, name: str, change: str) -> None:
    key = load_form(ClearanceForm, request.form)["work_type"]
    act = clear if change == "give" else unclear
    act(tenant_id=tenant_id, person_id=person_id, work_type=key, by=caller().id, now=g.now)
    said = "sees" if change == "give" else "no longer sees"
    flash(f"{name} {said} {name_of_work_type(key).lower()} from their next click on.", "ok")


def _line(person_id: UUID, name: str, role: str) -> Line:
    return {"id": person_id, "name": name, "role": ROLE_NAMES[Role(role)]}


def _log(tenant_id: UUID) -> list[Line]:
    """Who was cleared and shown what, the newest first; of jobs only those the caller sees."""
    return [
        {
            "at": event.occurred_at,
            "words": describe(event.name, _named(event.data)),
            "job_id": event.job_id,
        }
        for event in latest(tenant_id, WATCHED, limit=SHOWN)
    ]


def _named(data: dict[str, Any]) -> dict[str, Any]:
    return data | ({"work_type": name_of_work_type(data["work_type"])} if "work_type" in data else {})


def _pairs(given: Any) -> set[tuple[UUID, str]]:
    return {(each.person_id, each.work_type) for each in given}
