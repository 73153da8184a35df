"""Pages about a client's contract: its versions, one in full, a new one."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import fields

from bpo.administration.views import bp
from bpo.administration.views.offered import work_types
from bpo.catalog.registry import work_type
from bpo.contracts import queries
from bpo.contracts.rules import Terms, holidays_of
from bpo.contracts.schemas import (
    CREDITED,
    DAYS,
    PRIORITIES,
    calendar_fields,
    calendar_from,
    calendar_shown,
    credited_words,
    holiday_countries,
    ladder_shown,
    promised_words,
    sure_shown,
    terms_fields,
    terms_from,
    terms_labels,
    terms_shown,
    usual_terms,
)
from bpo.contracts.service import agree
from bpo.identity.queries import name_of
from bpo.platform.errors import Invalid
from bpo.platform.forms import FormSchema, load_form
from bpo.platform.web import caller, requires
from bpo.tenancy.models import Tenant
from bpo.tenancy.queries import tenant
from bpo.workqueue.service import open_queues


def contract_context() -> dict[str, Any]:
    """What the contract's part of a form needs beside its values."""
    return {
        "work_types": work_types(),
        "priorities": PRIORITIES,
        "credited": CREDITED,
        "days": DAYS,
        "holiday_countries": holiday_countries(),
    }


def contract_labels() -> dict[str, str]:
    """What the fields are called in the summary of what needs a change."""
    more = {"cut_off": "Cut-off", "holiday_country": "Public holidays", "holiday_part": "Part of the country"}
    more |= {"holidays_worked": "Holidays worked", "holidays_added": "Own holidays"}
    return {**dict(DAYS), **more, **terms_labels(work_types())}


def contract_fields(form: Mapping[str, Any]) -> dict[str, fields.Field[Any]]:
    """The contract's fields of a form, given what was submitted: only what is offered is judged."""
    offered = form.getlist("offered") if hasattr(form, "getlist") else form["offered"]
    return {**calendar_fields(), **terms_fields(work_types(), offered)}


def open_contract_queues(*, tenant_id: UUID, terms: Terms, only_new: tuple[str, ...] | None = None) -> None:
    """Make the queues of every work type in the terms, or give those there are the new share.

    `only_new`: the work types that hold today keep their share, since the terms begin later.
    """
    for key, _ in terms.work_types:
        if only_new is None or key not in only_new:
            open_queues(tenant_id=tenant_id, work_type=work_type(key), terms=terms)


@bp.get("/admin/clients/<uuid:tenant_id>/contract/<uuid:version_id>")
@requires("admin.contracts")
def contract(tenant_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """One version of a contract in full."""
    found = queries.terms_of_version(tenant_id, version_id)
    year = g.now.astimezone(ZoneInfo(found.calendar.zone)).year
    return render_template(
        "administration/contract.html",
        company=tenant(tenant_id),
        contract=found,
        agreed_by=name_of(found.created_by),
        shown=calendar_shown(found.calendar),
        holidays=holidays_of(found.calendar, year),
        year=year,
        promised_words=promised_words,
        ladder_shown=ladder_shown,
        credited_words=credited_words,
        sure_shown=lambda fields: sure_shown(dict(fields)),
        names={each.key: each.name for each in work_types()},
        **contract_context(),
    )


@bp.get("/admin/clients/<uuid:tenant_id>/contract/new")
@requires("admin.contracts")
def new_contract(tenant_id: UUID) -> ResponseReturnValue:
    """The form of a new version, filled in with the newest one."""
    company = tenant(tenant_id)
    newest = next(iter(queries.versions_of(tenant_id)), None)
    form = terms_shown(newest.terms if newest else usual_terms(work_types()), work_types())
    form |= calendar_shown(newest.calendar) if newest else {}
    form["valid_from"] = _today(company).isoformat()
    return _form_page(company, form=form)


@bp.post("/admin/clients/<uuid:tenant_id>/contract/new")
@requires("admin.contracts")
def agree_contract(tenant_id: UUID) -> ResponseReturnValue:
    """Agree on a new version from a day on; what was taken in before keeps its promise."""
    company = tenant(tenant_id)
    newest = next(iter(queries.versions_of(tenant_id)), None)
    try:
        form = load_form(_version_schema(request.form), request.form)
        calendar = calendar_from(form, zone=company.zone)
        terms = terms_from(form, work_types(), base=newest.terms if newest else None)
        at = _instant(form["valid_from"], company)
        in_force = queries.work_types_in_force(tenant_id, g.now)
        made = agree(
            tenant_id=tenant_id, valid_from=at, terms=terms, calendar=calendar, by=caller().id, now=g.now
        )
    except Invalid as error:
        return _form_page(company, status=422, errors=error.errors, form=typed(request.form))
    open_contract_queues(tenant_id=tenant_id, terms=terms, only_new=in_force if at > g.now else None)
    flash(f"Version {made.number} is agreed.", "ok")
    return redirect(url_for("administration.client", tenant_id=tenant_id, _anchor="contract"))


def typed(form: Any) -> dict[str, Any]:
    """What was typed, to be shown again: lists where several boxes share a name."""
    many = {"offered", "staff", "work", "review"} | {f"{each.key}-credited" for each in work_types()}
    return {name: form.getlist(name) if name in many else form[name] for name in form} | {
        name: form.getlist(name) for name in many
    }


def _version_schema(form: Mapping[str, Any]) -> type[FormSchema]:
    day = fields.Date(
        required=True, error_messages={"required": "Choose a day.", "invalid": "Enter a day like 2027-01-31."}
    )
    return FormSchema.from_dict({**contract_fields(form), "valid_from": day})  # type: ignore[return-value]


def _today(company: Tenant) -> Any:
    return g.now.astimezone(ZoneInfo(company.zone)).date()


def _instant(day: Any, company: Tenant) -> datetime:
    """The beginning of a day in the client's zone; of today, this moment."""
    if day == _today(company):
        moment: datetime = g.now
        return moment
    return datetime.combine(day, time(), ZoneInfo(company.zone)).astimezone(UTC)


def _form_page(company: Tenant, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    facts = {"company": company, "errors": {}, "labels": contract_labels(), **contract_context()}
    return render_template("administration/new_contract.html", **{**facts, **more}), status
