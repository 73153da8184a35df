"""The provider's pages about a client's contract: its versions, one with its effect, a draft, who confirms."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import fields, validate

from bpo.administration.schemas import ReasonForm
from bpo.administration.views import bp
from bpo.administration.views.contracts import (
    contract_context,
    contract_fields,
    contract_labels,
    shown_version,
    typed,
)
from bpo.administration.views.offered import work_types
from bpo.contracts import queries, service
from bpo.contracts.models import ContractVersion
from bpo.contracts.rules import OpenJobs
from bpo.contracts.schemas import calendar_from, calendar_shown, terms_from, terms_shown, usual_terms
from bpo.identity.queries import name_of
from bpo.jobs.queries import effect_of
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.forms import FormSchema, load_form
from bpo.platform.web import caller, requires
from bpo.tenancy.models import Tenant
from bpo.tenancy.queries import tenant

OPEN_JOBS = (
    (OpenJobs.CALENDAR.value, "follow working time, holidays and cut-off; their turnaround stays"),
    (OpenJobs.ALL.value, "follow the turnaround as well"),
    (OpenJobs.KEEP.value, "go on as they were promised"),
)


@bp.get("/admin/clients/<uuid:tenant_id>/contract")
@requires("contract.view")
def contracts(tenant_id: UUID) -> ResponseReturnValue:
    """All versions of a client's contract, and how each stands."""
    company = _served(tenant_id)
    return render_template(
        "administration/contracts.html",
        company=company,
        versions=queries.all_versions(company.id),
        in_force=_in_force(company.id),
    )


@bp.get("/admin/clients/<uuid:tenant_id>/contract/<uuid:version_id>")
@requires("contract.view")
def contract(tenant_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """One version in full, who confirmed it, and what it would do."""
    return _version_page(tenant_id, version_id)


def _version_page(
    tenant_id: UUID, version_id: UUID, *, errors: dict[str, list[str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    company = _served(tenant_id)
    row = queries.get_version(company.id, version_id)
    found = queries.contents_of(row)
    effect = effect_of(company.id, found, g.now) if row.state in ("draft", "proposed") else None
    html = render_template(
        "administration/contract.html",
        company=company,
        row=row,
        drafted_by=name_of(row.created_by),
        in_force=_in_force(company.id),
        effect=effect,
        open_jobs=dict(OPEN_JOBS)[row.open_jobs],
        errors=errors or {},
        typed=request.form if errors else {},
        **shown_version(company.id, found, g.now),
    )
    return html, status


@bp.get("/admin/clients/<uuid:tenant_id>/contract/new")
@requires("contract.draft")
def new_contract(tenant_id: UUID) -> ResponseReturnValue:
    """The form of a new version, filled in with the newest one."""
    company = _served(tenant_id)
    newest = next(iter(queries.versions_of(company.id)), None)
    form = terms_shown(newest.terms if newest else usual_terms(work_types()), work_types())
    form |= calendar_shown(newest.calendar) if newest else {}
    form |= {"valid_from": _today(company).isoformat(), "open_jobs": OpenJobs.CALENDAR.value, "note": ""}
    return _form_page(company, form=form)


@bp.post("/admin/clients/<uuid:tenant_id>/contract/new")
@requires("contract.draft")
def draft_contract(tenant_id: UUID) -> ResponseReturnValue:
    """Write a draft down; its page shows what it would do."""
    return _save(_served(tenant_id), None)


@bp.get("/admin/clients/<uuid:tenant_id>/contract/<uuid:version_id>/edit")
@requires("contract.draft")
def edit_contract(tenant_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """The form of a draft, to go on with."""
    company = _served(tenant_id)
    row = _draft(company, version_id)
    found = queries.contents_of(row)
    form = terms_shown(found.terms, work_types()) | calendar_shown(found.calendar)
    begins = found.valid_from.astimezone(ZoneInfo(company.zone)).date()
    form |= {
        "valid_from": max(begins, _today(company)).isoformat(),
        "open_jobs": row.open_jobs,
        "note": row.note,
    }
    return _form_page(company, form=form, row=row)


@bp.post("/admin/clients/<uuid:tenant_id>/contract/<uuid:version_id>/edit")
@requires("contract.draft")
def save_contract(tenant_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """Keep what was changed in a draft."""
    company = _served(tenant_id)
    return _save(company, _draft(company, version_id))


@bp.post("/admin/clients/<uuid:tenant_id>/contract/<uuid:version_id>/propose")
@requires("contract.draft")
def propose_contract(tenant_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """Lay a draft before the client."""
    company = _served(tenant_id)
    service.propose(tenant_id=company.id, version_id=version_id, by=caller().id, now=g.now)
    flash(f"It lies before {company.name}: its managers can confirm it in the portal.", "ok")
    return _back(company, version_id)


@bp.post("/admin/clients/<uuid:tenant_id>/contract/<uuid:version_id>/confirm")
@requires("contract.agree")
def confirm_contract(tenant_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """Confirm a version for the provider."""
    company, who = _served(tenant_id), caller()
    done = service.confirm(
        tenant_id=company.id, version_id=version_id, for_client=False, by=who.id, by_name=who.name, now=g.now
    )
    flash(
        f"Version {done.number} is agreed."
        if done.state == "agreed"
        else "Confirmed for us. It comes into force once the client has confirmed it.",
        "ok",
    )
    return _back(company, version_id)


@bp.post("/admin/clients/<uuid:tenant_id>/contract/<uuid:version_id>/withdraw")
@requires("contract.draft")
def withdraw_contract(tenant_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """Take a draft or proposal back."""
    company = _served(tenant_id)
    try:
        form = load_form(ReasonForm, request.form)
        service.withdraw(
            tenant_id=company.id, version_id=version_id, reason=form["reason"], by=caller().id, now=g.now
        )
    except Invalid as error:
        return _version_page(tenant_id, version_id, errors=error.errors, status=422)
    flash("Taken back.", "ok")
    return _back(company, version_id)


def _served(tenant_id: UUID) -> Tenant:
    """The client, if the caller serves it or sets up all of them; NotFound otherwise."""
    return tenant(tenant_id)


def _draft(company: Tenant, version_id: UUID) -> ContractVersion:
    row = queries.get_version(company.id, version_id)
    if row.state != "draft":
        raise Conflict("This version lies before the client: withdraw it and draft another one.")
    return row


def _in_force(tenant_id: UUID) -> UUID | None:
    try:
        return queries.terms_in_force(tenant_id, g.now).version_id
    except Conflict:
        return None


def _save(company: Tenant, row: ContractVersion | None) -> ResponseReturnValue:
    newest = next(iter(queries.versions_of(company.id)), None)
    base = queries.contents_of(row).terms if row else newest.terms if newest else None
    try:
        form = load_form(_version_schema(request.form), request.form)
        version = service.draft(
            tenant_id=company.id,
            version_id=row.id if row else None,
            valid_from=_instant(form["valid_from"], company),
            terms=terms_from(form, work_types(), base=base),
            calendar=calendar_from(form, zone=company.zone),
            open_jobs=OpenJobs(form["open_jobs"]),
            note=form["note"],
            by=caller().id,
            now=g.now,
        )
    except Invalid as error:
        return _form_page(company, status=422, errors=error.errors, form=typed(request.form), row=row)
    flash("Kept as a draft. See below what it would do, then lay it before the client.", "ok")
    return _back(company, version.id)


def _back(company: Tenant, version_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("administration.contract", tenant_id=company.id, version_id=version_id), 303)


def _version_schema(form: Mapping[str, Any]) -> type[FormSchema]:
    day = fields.Date(
        required=True, error_messages={"required": "Choose a day.", "invalid": "Enter a day like 2027-01-31."}
    )
    kept = validate.OneOf(list(OpenJobs), error="Choose one.")
    more: dict[str, fields.Field[Any]] = {
        "valid_from": day,
        "open_jobs": fields.String(load_default=OpenJobs.CALENDAR.value, validate=kept),
        "note": fields.String(load_default="", validate=validate.Length(max=2000)),
    }
    return FormSchema.from_dict({**contract_fields(form), **more})  # type: ignore[return-value]


def _today(company: Tenant) -> Any:
    return g.now.astimezone(ZoneInfo(company.zone)).date()


def _instant(day: Any, company: Tenant) -> datetime:
    """The beginning of a day in the client's zone; of today, this moment."""
    if day == _today(company):
        moment: datetime = g.now
        return moment
    return datetime.combine(day, time(), ZoneInfo(company.zone)).astimezone(UTC)


def _form_page(company: Tenant, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    labels = {
        "valid_from": "Valid from",
        "open_jobs": "Open jobs",
        "note": "What changes",
        **contract_labels(),
    }
    facts = {
        "company": company,
        "row": None,
        "errors": {},
        "labels": labels,
        "open_jobs": OPEN_JOBS,
        **contract_context(),
    }
    return render_template("administration/new_contract.html", **{**facts, **more}), status
