"""A new client in one form, that works at once: people, calendar, contract, queues, who serves it."""

from collections.abc import Mapping
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.administration.schemas import new_client_schema
from bpo.administration.views import bp
from bpo.administration.views.contracts import (
    contract_context,
    contract_fields,
    contract_labels,
    open_contract_queues,
    typed,
)
from bpo.catalog.registry import work_types
from bpo.contracts import service
from bpo.contracts.rules import Calendar, Terms
from bpo.contracts.schemas import calendar_from, calendar_shown, terms_from, terms_shown, usual_terms
from bpo.identity import queries as identity
from bpo.identity.rules import ROLE_NAMES, Role
from bpo.identity.service import invite_person
from bpo.platform.db import db
from bpo.platform.errors import Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.tenancy.models import Tenant
from bpo.tenancy.rules import LOCALES, country_choices, zone_choices
from bpo.tenancy.service import create_tenant
from bpo.workforce.service import assign, certify

LABELS = {
    "name": "Name",
    "code": "Code",
    "country": "Country",
    "zone": "Time zone",
    "locale": "Numbers",
    "approver_name": "Client manager, name",
    "approver_email": "Client manager, mail address",
    "submitter_name": "Submitter, name",
    "submitter_email": "Submitter, mail address",
    "signed_by": "Signed for the client by",
}


@bp.get("/admin/clients/new")
@requires("admin.tenants")
def new_client() -> ResponseReturnValue:
    """The form, filled in with what is usual."""
    who = caller()
    week = calendar_shown(Calendar.weekdays(who.zone, "09:00", "17:00"))
    form = {"zone": who.zone, "locale": who.locale, "country": "", **week}
    return _page(form=form | terms_shown(usual_terms(work_types()), work_types()))


@bp.post("/admin/clients/new")
@requires("admin.tenants")
def create_client() -> ResponseReturnValue:
    """Make the client with everything it needs, or nothing at all."""
    try:
        form = load_form(new_client_schema(contract_fields(request.form)), request.form)
        _both_or_none(form)
        calendar = calendar_from(form, zone=form["zone"])
        terms = terms_from(form, work_types())
        with db.session.begin_nested():  # all of it or nothing: half a client is none
            company = _make(form, terms, calendar)
    except Invalid as error:
        return _page(status=422, errors=error.errors, form=typed(request.form))
    ready = f"{company.name} is ready: its users have their invitations"
    flash(
        f"{ready} and can hand in work."
        if form["signed_by"]
        else f"{ready}. Work can be handed in once its manager has confirmed the contract in the portal.",
        "ok",
    )
    return redirect(url_for("administration.client", tenant_id=company.id))


def _make(form: Mapping[str, Any], terms: Terms, calendar: Calendar) -> Tenant:
    who = caller()
    company = create_tenant(
        **{field: form[field] for field in ("code", "name", "country", "zone", "locale")},
        now=g.now,
        by=who.id,
        by_name=who.name,
    )
    _invite_users(company, form)
    _contract(company, form, terms, calendar)
    open_contract_queues(tenant_id=company.id, terms=terms)
    _let_staff_serve(company, terms, form)
    return company


def _contract(company: Tenant, form: Mapping[str, Any], terms: Terms, calendar: Calendar) -> None:
    """The first version: in force where it was signed elsewhere, else before the client's manager, with our word."""
    by = caller()
    facts: dict[str, Any] = {"tenant_id": company.id, "by": by.id, "now": g.now}
    said: dict[str, Any] = {"valid_from": g.now, "terms": terms, "calendar": calendar}
    if form["signed_by"]:
        service.agree(**facts, **said, signed_by=f"{form['signed_by']}, on paper")
        return
    version = service.draft(**facts, **said)
    service.propose(**facts, version_id=version.id)
    service.confirm(
        tenant_id=company.id, version_id=version.id, for_client=False, by=by.id, by_name=by.name, now=g.now
    )


def _both_or_none(form: Mapping[str, Any]) -> None:
    """A submitter is named with an address, or not at all; two users need two addresses."""
    name, email = form["submitter_name"], form["submitter_email"]
    if bool(name) != bool(email):
        missing = "submitter_email" if name else "submitter_name"
        raise Invalid({missing: ["Fill in both, or leave both empty."]})
    if email and email == form["approver_email"]:
        raise Invalid(
            {"submitter_email": ["This is the client manager's address, who may hand in work as well."]}
        )


def _invite_users(company: Tenant, form: Mapping[str, Any]) -> None:
    who = caller()
    for role in ("approver", "submitter"):
        if not form[f"{role}_email"]:
            continue
        try:
            invite_person(
                tenant_id=company.id,
                role=role,
                email=form[f"{role}_email"],
                name=form[f"{role}_name"],
                zone=company.zone,
                locale=company.locale,
                inviter=who.name,
                by=who.id,
                now=g.now,
            )
        except Invalid as error:
            raise Invalid({f"{role}_{field}": said for field, said in error.errors.items()}) from error


def _let_staff_serve(company: Tenant, terms: Terms, form: Mapping[str, Any]) -> None:
    by = caller().id
    working, reviewing = set(form["work"]), set(form["review"])
    for person_id in sorted({*form["staff"], *working, *reviewing}):
        assign(tenant_id=company.id, person_id=person_id, expires_at=None, by=by, now=g.now)
        for activity, people in (("work", working), ("review", reviewing)):
            if person_id not in people:
                continue
            for key, _ in terms.work_types:
                certify(
                    tenant_id=company.id,
                    person_id=person_id,
                    work_type=key,
                    activity=activity,
                    expires_at=None,
                    by=by,
                    now=g.now,
                )


def _page(*, status: int = 200, **more: Any) -> ResponseReturnValue:
    staff = [
        (person, ROLE_NAMES[Role(person.role)])
        for person in identity.people_of(None)
        if person.state != "disabled" and person.role != Role.ADMINISTRATOR
    ]
    facts: dict[str, Any] = {
        "staff": staff,
        "zones": zone_choices(),
        "locales": LOCALES,
        "countries": (("", "Choose a country"), *country_choices()),
        "errors": {},
        "labels": LABELS | contract_labels(),
        **contract_context(),
    }
    return render_template("administration/new_client.html", **{**facts, **more}), status
