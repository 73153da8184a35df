"""Calibration sessions: opened by a lead, answered blind by reviewers, and what they came to."""

import re
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import name_of_work_type, work_type
from bpo.catalog.rules.secrets import masked, secret_paths
from bpo.jobs.queries import documents_of
from bpo.jobs.service import flat
from bpo.platform.errors import DomainError, Invalid, NotFound
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.quality import queries, rules, service
from bpo.quality.models import Calibration, CalibrationItem
from bpo.quality.schemas import CalibrationForm, answers_in
from bpo.quality.service.calibrations import units_of
from bpo.quality.views import bp
from bpo.quality.views.automation import place_label
from bpo.quality.views.control import company_of, tabs, work_types_of
from bpo.tenancy import queries as tenancy
from bpo.tenancy.models import Tenant
from bpo.workforce import queries as workforce
from bpo.workqueue.views.desk import page_cache
from bpo.workqueue.views.sources import image_of

SHOWN = 60


@bp.get("/quality/<uuid:tenant_id>/calibrations")
@requires("quality.view")
def calibrations(tenant_id: UUID) -> ResponseReturnValue:
    """A client's sessions, latest first, and a form for a new one."""
    return _page(company_of(tenant_id))


def _page(company: Tenant, errors: Any = None, status: int = 200) -> ResponseReturnValue:
    reviewers = [
        (str(person.person_id), person.name)
        for person in workforce.serving(company.id, g.now)
        if any(activity == "review" for _, activity in person.certified)
    ]
    page = render_template(
        "quality/calibrations.html",
        company=company,
        tabs=tabs(company, "calibrations"),
        sessions=queries.calibrations([company.id], limit=SHOWN),
        kinds=work_types_of(company),
        reviewers=reviewers,
        errors=errors or {},
        form=request.form,
        chosen=request.form.getlist("reviewers"),
    )
    return page, status


@bp.post("/quality/<uuid:tenant_id>/calibrations")
@requires("quality.manage")
def open_calibration(tenant_id: UUID) -> ResponseReturnValue:
    """Lay finished jobs before several reviewers."""
    company = company_of(tenant_id)
    try:
        form = load_form(CalibrationForm, request.form)
        named = [name for name in re.split(r"[\s,;]+", form["jobs"]) if name]
        session = service.calibrations.open_session(
            tenant_id=company.id,
            work_type_key=form["work_type"],
            name=form["name"],
            job_ids=[queries.job_named(company.id, name).id for name in named],
            reviewers=form["reviewers"],
            by=caller(),
            now=g.now,
        )
    except Invalid as invalid:
        return _page(company, invalid.errors, 422)
    except NotFound:
        return _page(company, {"jobs": ["One of these is no job of this client."]}, 422)
    except DomainError as refused:
        return _page(company, {"jobs": [refused.message]}, refused.status)
    flash("The reviewers find it on their page.", "ok")
    return redirect(url_for("quality.calibration", calibration_id=session.id), 303)


@bp.get("/quality/calibrations/<uuid:calibration_id>")
@requires("quality.view")
def calibration(calibration_id: UUID) -> ResponseReturnValue:
    """One session: for who is asked, what is still to answer; once it is closed, what it came to."""
    session = queries.calibration_of(caller().tenants, calibration_id)
    mine = {given.item_id for given in queries.answers_of(session, caller().id)}
    items = queries.items_of(session)
    asked = str(caller().id) in session.reviewers
    return render_template(
        "quality/calibration.html",
        session=session,
        company=tenancy.tenant(session.tenant_id),
        work=name_of_work_type(session.work_type),
        reviewers=[workforce.name_of(UUID(each)) or "somebody" for each in session.reviewers],
        items=[(item, item.id in mine) for item in items],
        asked=asked,
        given=len(queries.answers_of(session)),
        of=len(items) * len(session.reviewers),
        lines=_lines(session) if session.closed_at else [],
        raw=rules.raw_agreement(units_of(session)) if session.closed_at else None,
    )


def _lines(session: Calibration) -> list[dict[str, Any]]:
    """Agreement by line of the scorecard."""
    return [
        {
            "text": line.text,
            "raw": rules.raw_agreement(units_of(session, line.key)),
            "beyond": rules.agreement(units_of(session, line.key)),
        }
        for line in work_type(session.work_type).scorecard
    ]


@bp.post("/quality/calibrations/<uuid:calibration_id>/close")
@requires("quality.manage")
def close_calibration(calibration_id: UUID) -> ResponseReturnValue:
    """Close a session with the answers there are."""
    session = queries.calibration_of(caller().tenants, calibration_id)
    service.calibrations.close(tenant_id=session.tenant_id, calibration_id=session.id, by=caller(), now=g.now)
    return redirect(url_for("quality.calibration", calibration_id=session.id), 303)


def _asked_about(item_id: UUID) -> tuple[CalibrationItem, Calibration]:
    """An item that the caller is asked about; NotFound for anybody else."""
    item = queries.item_of(caller().tenants, item_id)
    session = queries.calibration_of(caller().tenants, item.calibration_id)
    certified = queries.may_review(caller().id, session.tenant_id, session.work_type, g.now)
    if str(caller().id) not in session.reviewers or not certified:
        raise NotFound
    return item, session


@bp.get("/quality/calibrations/items/<uuid:item_id>")
@requires("review.score")
def calibration_item(item_id: UUID) -> ResponseReturnValue:
    """One item to review: the source beside the work, and the scorecard."""
    return _item_page(*_asked_about(item_id))


def _item_page(
    item: CalibrationItem, session: Calibration, errors: Any = None, status: int = 200
) -> ResponseReturnValue:
    kind = work_type(session.work_type)
    sheets = page_cache().sheets(documents_of(item.tenant_id, item.job_id))
    page = render_template(
        "quality/calibration_item.html",
        item=item,
        session=session,
        kind=kind,
        values=[
            (place_label(kind, path), value)
            for path, value in flat(masked(item.record, secret_paths(kind)))
            if value not in (None, "")
        ],
        pages=[
            url_for(
                "quality.calibration_page",
                item_id=item.id,
                document_id=sheet.document.id,
                page=sheet.number,
            )
            for sheet in sheets[:20]
        ],
        errors=errors or {},
        form=request.form,
    )
    return page, status


@bp.get("/quality/calibrations/items/<uuid:item_id>/pages/<uuid:document_id>/<int:page>.png")
@requires("review.score")
def calibration_page(item_id: UUID, document_id: UUID, page: int) -> ResponseReturnValue:
    """One page of an item's document."""
    item, _ = _asked_about(item_id)
    for document in documents_of(item.tenant_id, item.job_id):
        if document.id == document_id:
            return image_of(document, page)
    raise NotFound


@bp.post("/quality/calibrations/items/<uuid:item_id>")
@requires("review.score")
def answer_calibration(item_id: UUID) -> ResponseReturnValue:
    """Answer an item, and go on to the next."""
    item, session = _asked_about(item_id)
    answers, comment = answers_in(request.form)
    try:
        service.calibrations.answer(
            reviewer=caller(),
            tenant_id=item.tenant_id,
            item_id=item_id,
            answers=answers,
            comment=comment,
            now=g.now,
        )
    except Invalid as invalid:
        return _item_page(item, session, invalid.errors, 422)
    except DomainError as refused:
        return _item_page(item, session, {"comment": [refused.message]}, refused.status)
    done = {given.item_id for given in queries.answers_of(session, caller().id)}
    for other in queries.items_of(session):
        if other.id not in done:
            return redirect(url_for("quality.calibration_item", item_id=other.id), 303)
    flash("Thank you, that was the last one.", "ok")
    return redirect(url_for("quality.calibration", calibration_id=session.id), 303)
