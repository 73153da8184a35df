"""One job, as its client sees it: state, promise, documents, what was read, questions, history, result."""

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.approvals import queries as approval_queries
from bpo.approvals import service as approvals
from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Severity, WorkType
from bpo.contracts.rules import Priority
from bpo.delivery import queries as results
from bpo.delivery import service as delivery
from bpo.delivery.rules import told_of, told_to_client
from bpo.delivery.schemas import AcceptAllForm, CancelForm, ReturnForm, RevealForm
from bpo.delivery.views import bp
from bpo.delivery.views.documents import page_cache
from bpo.events import queries as history
from bpo.jobs import queries
from bpo.jobs import service as jobs
from bpo.jobs.models import Document, Job, JobData
from bpo.jobs.rules import OPEN, BadPriorityError, parse_priority
from bpo.jobs.schemas import PriorityForm
from bpo.jobs.views.listed import listing_of
from bpo.jobs.views.portal import PRIORITY_WORDS
from bpo.jobs.views.record import fields_of, has_secrets, tables_of
from bpo.jobs.views.shown import JobLine, job_lines
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.forms import load_form
from bpo.platform.fragments import Fragment
from bpo.platform.live import renewed
from bpo.platform.web import caller, requires
from bpo.quality.queries import disputes_of
from bpo.quality.rules import may_be_disputed
from bpo.sla import queries as clocks
from bpo.sla.models import FOR_DECISION
from bpo.workqueue import service as workqueue
from bpo.workqueue.service import THUMB_DPI

PAGES_SHOWN = 12
MOST_ACCEPTED_AT_ONCE = 500


@bp.get("/jobs/<uuid:job_id>")
@requires("job.view")
def job(job_id: UUID) -> ResponseReturnValue:
    """The job's page."""
    return job_page(job_id)


@bp.post("/jobs/<uuid:job_id>/reveal")
@requires("secret.reveal")
def reveal(job_id: UUID) -> ResponseReturnValue:
    """The job's page with what is hidden in its record, this once; that the caller saw it is written down."""
    found = queries.get_job(caller().tenants, job_id)
    data = queries.get_data(found.tenant_id, found.id)
    try:
        reason = load_form(RevealForm, request.form)["reveal_reason"]
        jobs.reveal(found, data, reason=reason, by=caller(), now=g.now)
    except Invalid as error:
        return job_page(job_id, errors=error.errors, status=422)
    return job_page(job_id, revealed=True)


def job_page(
    job_id: UUID, *, errors: dict[str, list[str]] | None = None, status: int = 200, revealed: bool = False
) -> ResponseReturnValue:
    """The job's page; with `errors`, as the answer to a form that could not be followed; `revealed`, with secrets."""
    who = caller()
    found = queries.seen_job(who, job_id)
    kind = kind_of(found)
    data = queries.get_data(found.tenant_id, found.id)
    documents = queries.documents_of(found.tenant_id, found.id)
    html = render_template(
        "delivery/job.html",
        **_standing(found),
        batch=queries.get_batch(who.tenants, found.batch_id) if found.batch_id else None,
        documents=documents,
        wholes=queries.wholes_of(found.tenant_id, found.id),
        pages=pages_of(documents),
        fields=fields_of(kind, data, revealed=revealed),
        tables=tables_of(kind, data, revealed=revealed),
        hidden=has_secrets(kind, data) and not revealed,
        findings=findings_of(kind, data, for_client=who.is_client),
        **rows_facts(found),
        **_stops(found),
        **_disputes(found, kind),
        awaiting=approval_queries.open_decisions(found.tenant_id, [found.id]),
        trail=approvals.trail_of(found),
        deliverables=[
            (version, results.files_of(found.tenant_id, version.id))
            for version in results.deliverables_of(found.tenant_id, found.id)
        ],
        priorities=[(priority.value, words) for priority, words in PRIORITY_WORDS.items()],
        is_open=found.state in OPEN,
        final=kind.final,
        rejection=history.rejection_of(found.tenant_id, found.id) if found.state == "rejected" else None,
        errors=errors or {},
        typed=request.form if errors else {},
    )
    return html, status


@bp.get("/jobs/<uuid:job_id>/standing")
@requires("job.view")
def standing(job_id: UUID) -> ResponseReturnValue:
    """State, promise and history, asked for every few seconds."""
    found = queries.seen_job(caller(), job_id)
    html = render_template("delivery/_standing.html", **_standing(found))
    return renewed(Fragment.of(html, done=found.state not in OPEN and found.state != "delivered"))


def _standing(found: Job) -> dict[str, Any]:
    who = caller()
    line: JobLine = job_lines(
        [found.tenant_id], [found], now=g.now, with_same_files=True, to_staff=not who.is_client
    )[0]
    reasons = kind_of(found).reasons
    told = (
        (event, told_of(event.name, event.data, reasons, for_client=who.is_client))
        for event in history.history_of_job(found.tenant_id, found.id)
    )
    return {
        "job": found,
        "line": line,
        "priority": Priority.of_rank(found.priority),
        "priority_words": list(PRIORITY_WORDS.values())[found.priority],
        "moments": [(event, words) for event, words in told if words] if who.can("timeline.view") else [],
    }


def _stops(job: Job) -> dict[str, Any]:
    """What holds the job up or has stopped its clock, and what the client contests of that."""
    holds = clocks.holds_of(job.tenant_id, job.id)
    contests = clocks.contests_of(job.tenant_id, job.id)
    asked = [hold for hold in holds if hold.kind != FOR_DECISION]
    return {
        "holds": [hold for hold in asked if hold.owes == "client" or not caller().is_client],
        "stopped": [hold for hold in holds if (hold.credited and hold in asked) or hold.id in contests],
        "contests": contests,
        "running": clocks.state_of_clock(clocks.get_clock(job.tenant_id, job.id), holds, g.now),
    }


def _disputes(job: Job, kind: WorkType) -> dict[str, Any]:
    """What was disputed of the result, and whether it may be disputed now."""
    made = disputes_of(job.tenant_id, job.id)
    is_open = any(each.decided_at is None for each in made)
    return {
        "disputes": made,
        "disputable": may_be_disputed(job.state, final=kind.final) and not is_open,
    }


def rows_facts(job: Job) -> dict[str, Any]:
    """Where the rows of a job are shown that are too many for its record, and their totals."""
    listing = listing_of(job)
    if listing is None:
        return {"rows_href": ""}
    record = queries.get_data(job.tenant_id, job.id).record
    return {
        "rows_href": url_for("delivery.job_rows", job_id=job.id),
        "rows_name": listing.name,
        "rows_totals": listing.totals(record),
    }


def pages_of(documents: list[Document]) -> list[dict[str, Any]]:
    """The first pages, to look at; sizes are worked out once for each content."""
    sheets = page_cache().sheets(documents)
    return [
        {
            "name": sheet.document.name,
            "number": sheet.number + 1,
            "width": sheet.width,
            "height": sheet.height,
            "thumb": url_for(
                "delivery.page_image", document_id=sheet.document.id, page=sheet.number, dpi=THUMB_DPI
            ),
            "href": url_for("delivery.page_image", document_id=sheet.document.id, page=sheet.number),
        }
        for sheet in sheets[:PAGES_SHOWN]
    ]


def findings_of(kind: WorkType, data: JobData, *, for_client: bool) -> list[dict[str, str]]:
    """What was found of a job, as its reader is told, and in whose words it may stand."""
    found = []
    for finding in data.findings:
        words = told_to_client(finding, kind.reasons) if for_client else str(finding.get("message", ""))
        if words:
            settled = finding.get("severity") == Severity.NOTE or finding.get("confirmed")
            found.append(
                {
                    "message": words,
                    "confirmed": str(finding.get("confirmed", "")),
                    "by": str(finding.get("by", "")),
                    "tone": "" if settled else "warn",
                }
            )
    return found


@bp.post("/jobs/<uuid:job_id>/accept")
@requires("job.accept")
def accept(job_id: UUID) -> ResponseReturnValue:
    """The client accepts the result."""
    who = caller()
    found = queries.get_job(who.tenants, job_id)
    done = delivery.accept(
        tenant_id=found.tenant_id, job_id=found.id, by_id=who.id, by_name=who.name, now=g.now
    )
    flash(f"{done.reference} is accepted. Thank you.", "ok")
    return redirect(url_for("delivery.job", job_id=job_id), 303)


@bp.post("/jobs/accept")
@requires("job.accept")
def accept_all() -> ResponseReturnValue:
    """The client accepts all that is ready at this moment and was ready when it looked."""
    who = caller()
    form = load_form(AcceptAllForm, request.form)
    ready = queries.jobs([who.tenant_id], queries.Wanted(states=("delivered",)), limit=MOST_ACCEPTED_AT_ONCE)
    known = [found for found in ready if found.finished_at and found.finished_at <= form["seen_at"]]
    for found in known:
        delivery.accept(tenant_id=found.tenant_id, job_id=found.id, by_id=who.id, by_name=who.name, now=g.now)
    flash(f"{len(known)} result{'' if len(known) == 1 else 's'} accepted. Thank you.", "ok")
    return redirect(url_for("jobs.portal"), 303)


@bp.post("/jobs/<uuid:job_id>/return")
@requires("job.return")
def send_back(job_id: UUID) -> ResponseReturnValue:
    """The client sends the result back, with what is wrong with it."""
    who = caller()
    found = queries.get_job(who.tenants, job_id)
    try:
        form = load_form(ReturnForm, request.form)
        delivery.send_back(
            tenant_id=found.tenant_id,
            job_id=found.id,
            reason=form["reason"],
            by_id=who.id,
            by_name=who.name,
            now=g.now,
        )
    except Invalid as error:
        return job_page(job_id, errors=error.errors, status=422)
    flash("Sent back. We start on it at once and tell you when the new version is ready.", "ok")
    return redirect(url_for("delivery.job", job_id=job_id), 303)


@bp.post("/jobs/<uuid:job_id>/cancel")
@requires("job.cancel")
def cancel(job_id: UUID) -> ResponseReturnValue:
    """The client no longer needs the job."""
    who = caller()
    found = queries.get_job(who.tenants, job_id)
    try:
        form = load_form(CancelForm, request.form)
    except Invalid as error:
        return job_page(job_id, errors=error.errors, status=422)
    workqueue.cancel_job(
        tenant_id=found.tenant_id,
        job_id=found.id,
        reason=form["cancel_reason"] or "by the client",
        by_id=who.id,
        by_name=who.name,
        now=g.now,
    )
    flash(f"{found.reference} is cancelled.", "ok")
    return redirect(url_for("delivery.job", job_id=job_id), 303)


@bp.post("/jobs/<uuid:job_id>/priority")
@requires("job.prioritise")
def prioritise(job_id: UUID) -> ResponseReturnValue:
    """Another priority: another promise from now on, what was earned by waiting stays."""
    who = caller()
    found = queries.get_job(who.tenants, job_id, lock=True)
    try:
        asked = parse_priority(load_form(PriorityForm, request.form)["priority"])
    except (Invalid, BadPriorityError) as error:
        errors = error.errors if isinstance(error, Invalid) else {"priority": [str(error)]}
        return job_page(job_id, errors=errors, status=422)
    if found.state not in OPEN:
        raise Conflict("This job is finished: there is nothing left to hurry.")
    jobs.reprioritise(found, asked, now=g.now, actor_id=who.id, actor_name=who.name)
    workqueue.follow_priority(job=found)
    flash(f"{found.reference} now has the priority “{PRIORITY_WORDS[asked].lower()}”.", "ok")
    return redirect(url_for("delivery.job", job_id=job_id), 303)
