"""Closed months: the account manager's list of a client's months, one version, and the client's reports."""

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.jobs.views.lists import stored_download
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.statements import queries, service
from bpo.statements.models import ClosedMonth
from bpo.statements.rules import (
    MAY_BE_ANSWERED,
    MAY_BE_RESTATED,
    MAY_BE_SENT,
    MAY_BE_SETTLED,
    WORDS,
    Report,
    Standing,
    first_of_month,
    month_before,
    month_of,
)
from bpo.statements.rules.document import headline
from bpo.statements.rules.said import month_name
from bpo.statements.rules.tables import tables_of
from bpo.statements.schemas import AnswerForm, CloseForm, ReasonForm
from bpo.tenancy.models import Tenant
from bpo.tenancy.queries import tenant

bp = Blueprint("statements", __name__)

LONGEST_BACK = 36
"""Months that are offered for closing."""


@bp.get("/reports")
@requires("report.answer")
def home() -> ResponseReturnValue:
    """The reports that the client was sent, the newest first."""
    who = caller()
    return render_template(
        "statements/home.html", versions=_shown(queries.versions_of(who.tenant_id, for_client=True))
    )


@bp.get("/accounts/<uuid:tenant_id>/months")
@requires("report.close")
def months(tenant_id: UUID) -> ResponseReturnValue:
    """A client's months: which are closed, in which versions, and which may be."""
    return _months(_client(tenant_id))


def _months(client: Tenant, *, error: str = "", status: int = 200) -> ResponseReturnValue:
    by_month: dict[date, list[dict[str, Any]]] = {}
    for line in _shown(queries.versions_of(client.id)):
        by_month.setdefault(line["version"].month, []).append(line)
    return render_template(
        "statements/months.html",
        client=client,
        months=[
            {
                "month": month,
                "name": month_name(month),
                "key": f"{month:%Y-%m}",
                "versions": by_month.get(month, []),
            }
            for month in _closable(client, g.now)
        ],
        error=error,
    ), status


def _closable(client: Tenant, now: datetime) -> list[date]:
    """The months that are over since the client came, the newest first."""
    zone = ZoneInfo(client.zone)
    month = month_before(first_of_month(now.astimezone(zone).date()))
    first = first_of_month(client.created_at.astimezone(zone).date())
    found: list[date] = []
    while month >= first and len(found) < LONGEST_BACK:
        found.append(month)
        month = month_before(month)
    return found


@bp.post("/accounts/<uuid:tenant_id>/months")
@requires("report.close")
def close(tenant_id: UUID) -> ResponseReturnValue:
    """Close a month."""
    client = _client(tenant_id)
    try:
        month = load_form(CloseForm, request.form)["month"]
        made = service.close(
            tenant_id=client.id,
            month=month,
            by=caller(),
            put=current_app.extensions["storage"].of(client.id).put,
            now=g.now,
        )
    except Invalid as error:
        return _months(client, error=str(error), status=422)
    except Conflict as error:
        return _months(client, error=error.message, status=409)
    flash(f"{month_name(month)} is closed. Look at it, then send it.", "ok")
    return redirect(url_for("statements.one", report_id=made.id), 303)


@bp.get("/accounts/<uuid:tenant_id>/months/<month>")
@requires("report.close")
def preview(tenant_id: UUID, month: str) -> ResponseReturnValue:
    """A month as it would be closed now; nothing is written."""
    client = _client(tenant_id)
    try:
        first = month_of(month)
    except ValueError as error:
        raise NotFound from error
    if first > g.now.astimezone(ZoneInfo(client.zone)).date():
        raise NotFound
    found = service.report_of(client.id, first, by=caller(), now=g.now)
    return render_template(
        "statements/preview.html",
        client=client,
        month=first,
        name=month_name(first),
        key=month,
        over=service.is_over(client.id, first, now=g.now),
        closed=queries.newest_of(client.id, first),
        **_said(found.report),
    )


@bp.get("/reports/<uuid:report_id>")
@requires("report.view")
def one(report_id: UUID) -> ResponseReturnValue:
    """One version of a month."""
    return _one(report_id)


def _one(
    report_id: UUID, *, errors: dict[str, list[str]] | None = None, error: str = "", status: int = 200
) -> ResponseReturnValue:
    who = caller()
    version = queries.get_version(who.tenants, report_id, for_client=who.is_client)
    standing = Standing(version.standing)
    others = [
        line
        for line in _shown(queries.versions_of(version.tenant_id, for_client=who.is_client))
        if line["version"].month == version.month and line["version"].id != version.id
    ]
    staff = who.can("report.close")
    return render_template(
        "statements/version.html",
        version=version,
        name=month_name(version.month),
        words=WORDS[standing],
        others=others,
        may_send=staff and standing in MAY_BE_SENT,
        may_restate=staff and standing in MAY_BE_RESTATED,
        may_settle=staff and standing in MAY_BE_SETTLED,
        may_answer=who.can("report.answer") and standing in MAY_BE_ANSWERED,
        errors=errors or {},
        error=error,
        **_said(Report.from_json(version.report)),
    ), status


def _said(report: Report) -> dict[str, Any]:
    return {"report": report, "headline": headline(report), "tables": tables_of(report)}


@bp.get("/reports/<uuid:report_id>/files/<int:number>")
@requires("report.view")
def file(report_id: UUID, number: int) -> ResponseReturnValue:
    """The PDF or the workbook of a version, as it was made."""
    who = caller()
    version = queries.get_version(who.tenants, report_id, for_client=who.is_client)
    if number >= len(version.files):
        raise NotFound
    found = version.files[number]
    return stored_download(version.tenant_id, found["storage_key"], found["name"], found["media_type"])


@bp.post("/reports/<uuid:report_id>/<any(send, restate, dismiss):deed>")
@requires("report.close")
def settle(report_id: UUID, deed: str) -> ResponseReturnValue:
    """Send a version, restate the month, or leave a disputed version as it is."""
    who = caller()
    version = queries.get_version(who.tenants, report_id)
    try:
        reason = load_form(ReasonForm, request.form)["reason"]
        made = _done(deed, version, reason)
    except Invalid as error:
        return _one(report_id, errors={deed: error.errors.get("reason", [])}, status=422)
    except Conflict as error:
        return _one(report_id, error=error.message, status=409)
    flash(
        {
            "send": "Sent. The client's managers were written to.",
            "restate": f"Version {made.version} is made. Look at it, then send it.",
            "dismiss": "The version stands. The client reads why.",
        }[deed],
        "ok",
    )
    return redirect(url_for("statements.one", report_id=made.id), 303)


def _done(deed: str, version: ClosedMonth, reason: str) -> ClosedMonth:
    who = caller()
    if deed == "send":
        return service.send(version_id=version.id, by=who, now=g.now)
    if deed == "dismiss":
        return service.dismiss(version_id=version.id, words=reason, by=who, now=g.now)
    put = current_app.extensions["storage"].of(version.tenant_id).put
    return service.restate(version_id=version.id, reason=reason, by=who, put=put, now=g.now)


@bp.post("/reports/<uuid:report_id>/answer")
@requires("report.answer")
def answer(report_id: UUID) -> ResponseReturnValue:
    """The client confirms or disputes a report."""
    who = caller()
    queries.get_version(who.tenants, report_id, for_client=True)
    try:
        given = load_form(AnswerForm, request.form)
        service.answer(
            version_id=report_id,
            agrees=given["answer"] == "confirm",
            words=given["reason"],
            by=who,
            now=g.now,
        )
    except Invalid as error:
        return _one(report_id, errors=error.errors, status=422)
    except Conflict as error:
        return _one(report_id, error=error.message, status=409)
    flash("Thank you. We read what you wrote and answer here.", "ok")
    return redirect(url_for("statements.one", report_id=report_id), 303)


def _client(tenant_id: UUID) -> Tenant:
    if tenant_id not in caller().tenants:
        raise NotFound
    return tenant(tenant_id)


def _shown(versions: list[ClosedMonth]) -> list[dict[str, Any]]:
    return [
        {"version": each, "name": month_name(each.month), "words": WORDS[Standing(each.standing)]}
        for each in versions
    ]
