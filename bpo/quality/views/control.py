"""All clients' quality at a glance, and one client's: accuracy, control chart, defects."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import name_of_work_type
from bpo.contracts import queries as contracts
from bpo.platform.errors import DomainError, Invalid, NotFound
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.quality import queries, rules, service
from bpo.quality.schemas import ReviewWishForm
from bpo.quality.views import bp
from bpo.tenancy import queries as tenancy
from bpo.tenancy.models import Tenant


def company_of(tenant_id: UUID) -> Tenant:
    """A client that the caller serves; NotFound for any other."""
    if tenant_id not in caller().tenants:
        raise NotFound
    return tenancy.tenant(tenant_id)


def tabs(company: Tenant, at: str) -> list[dict[str, Any]]:
    """The pages of one client's quality, as far as the caller may open them: answers are not for everybody to see."""
    pages = [
        ("of_client", "Overview"),
        ("lots", "Lots"),
        ("people", "People"),
        ("known_answers", "Known answers"),
        ("calibrations", "Calibration"),
        ("automation", "Automation"),
    ]
    return [
        {"label": label, "href": url_for(f"quality.{name}", tenant_id=company.id), "current": name == at}
        for name, label in pages
        if name != "known_answers" or caller().can("quality.manage")
    ]


def work_types_of(company: Tenant) -> list[tuple[str, str]]:
    """(key, name) of the kinds of work in the client's contract."""
    return [(key, name_of_work_type(key)) for key in contracts.work_types_in_force(company.id, g.now)]


def window(company: Tenant) -> tuple[datetime, datetime]:
    """From the Monday of the first week shown, in the client's zone, to now."""
    zone = ZoneInfo(company.zone)
    monday = rules.first_day(g.now.astimezone(zone).date())
    return datetime.combine(monday, time.min, zone), g.now + timedelta(microseconds=1)


@bp.get("/quality")
@requires("quality.view")
def home() -> ResponseReturnValue:
    """Every client's quality at a glance."""
    rows, going = [], queries.under_way(caller().tenants)
    for company in tenancy.tenants_of(caller().tenants):
        since, until = window(company)
        found = queries.accuracy_by_work_type(company.id, since=since, until=until)
        for key, name in work_types_of(company):
            rows.append(
                {
                    "company": company,
                    "key": key,
                    "name": name,
                    "accuracy": found.get(key),
                    "inspection": going.inspection.get((company.id, key), "normal"),
                    "lots": going.lots.get((company.id, key), 0),
                    "paused": going.paused.get((company.id, key), 0),
                }
            )
    return render_template(
        "quality/home.html",
        rows=rows,
        calibrations=queries.waiting_calibrations(caller().id, caller().tenants),
        contests=queries.open_contests(caller().tenants, limit=50),
        weeks=rules.WEEKS_SHOWN,
    )


@bp.get("/quality/<uuid:tenant_id>")
@requires("quality.view")
def of_client(tenant_id: UUID) -> ResponseReturnValue:
    """One client's quality: accuracy with its intervals, the control chart, defects by reason."""
    return _page(company_of(tenant_id))


def _page(company: Tenant, errors: Any = None, status: int = 200) -> ResponseReturnValue:
    since, until = window(company)
    chosen = request.args.get("work_type", "")
    kinds = work_types_of(company)
    key = chosen if chosen in dict(kinds) else (kinds[0][0] if kinds else "")
    chart = queries.defect_chart(
        company.id, since=since, until=until, zone=company.zone, work_type=key or None
    )
    page = render_template(
        "quality/client.html",
        company=company,
        tabs=tabs(company, "of_client"),
        kinds=kinds,
        key=key,
        accuracy=queries.accuracy(company.id, since=since, until=until, work_type=key or None),
        strata=rules.STRATUM_WORDS,
        chart=chart,
        points=[
            (point.label, 100 * point.rate, 100 * point.limits.low, 100 * point.limits.high, point.n)
            for point in chart.points
            if point.rate is not None and point.limits is not None
        ],
        signals=[point for point in chart.points if point.signals],
        exact=any(point.limits and point.limits.exact for point in chart.points),
        defects=queries.defects_by_reason(
            company.id, since=since, until=until, work_type=key or None, limit=20
        ),
        origins=rules.FOUND_BY,
        weeks=rules.WEEKS_SHOWN,
        errors=errors or {},
        form=request.form,
    )
    return page, status


@bp.post("/quality/<uuid:tenant_id>/review")
@requires("quality.manage")
def ask_for_review(tenant_id: UUID) -> ResponseReturnValue:
    """Have a delivered job reviewed: what is found wrong opens a correction that the client sees."""
    company, who = company_of(tenant_id), caller()
    try:
        form = load_form(ReviewWishForm, request.form)
        job = queries.job_named(company.id, form["reference"])
        service.ask_for_review(
            tenant_id=company.id,
            job_id=job.id,
            reason=form["reason"],
            by_id=who.id,
            by_name=who.name,
            now=g.now,
        )
    except Invalid as invalid:
        return _page(company, invalid.errors, 422)
    except NotFound:
        return _page(company, {"reference": ["There is no job of this client with that reference."]}, 422)
    except DomainError as refused:
        return _page(company, {"reference": [refused.message]}, refused.status)
    flash(f"A review of {job.reference} waits in the queue.", "ok")
    return redirect(url_for("quality.of_client", tenant_id=company.id), 303)
