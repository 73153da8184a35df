"""Handing in, and one batch: its jobs, its refusals, its sheet with notes."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from bpo.catalog.registry import work_type
from bpo.catalog.rules import FormField
from bpo.jobs import queries
from bpo.jobs import service as jobs
from bpo.jobs.models import Batch
from bpo.jobs.rules import (
    TEMPLATE,
    BadWishesError,
    JobState,
    comparable,
    cursor,
    progress,
    read_cursor,
    read_wishes,
)
from bpo.jobs.schemas import HandInForm
from bpo.jobs.views import bp
from bpo.jobs.views.lists import ON_A_PAGE, table_response
from bpo.jobs.views.portal import home_page, services_of
from bpo.jobs.views.shown import batch_lines, job_lines
from bpo.platform.errors import Invalid, NotFound
from bpo.platform.forms import FormSchema, load_form
from bpo.platform.fragments import Fragment
from bpo.platform.live import renewed
from bpo.platform.sheets.writing import Cell
from bpo.platform.web import caller, requires
from bpo.tenancy.queries import tenant

TEMPLATE_EXAMPLES: list[tuple[Cell, ...]] = [
    ("invoice-1.pdf", "RE-2026-0001", "normal", "", "", ""),
    ("invoice-2.xml", "RE-2026-0002", "urgent", "Please book on 4210", "", ""),
]


@bp.post("/batches")
@requires("job.submit")
def hand_in() -> ResponseReturnValue:
    """Take in what was dropped; the batch's page says what became of each file."""
    who = caller()
    try:
        form = load_form(HandInForm, without_header(request.form))
        handed = jobs.hand_in(
            sender=jobs.Sender.of(who, "portal"),
            work_type=work_type(form["work_type"]),
            uploads=jobs.sent_files(request.files),
            wishes=_wishes(form, who.zone),
            name="",
            desk=jobs.Desk.of(current_app.extensions),
            header=typed_header(request.form, f"{jobs.PREFIX}{form['work_type']}."),
            now=g.now,
        )
    except Invalid as error:
        return home_page(who, errors=error.errors, form=dict(request.form))
    new = sum(not job.replayed for job in handed.jobs)
    flash(_said(new, handed.refused), "warn" if handed.refused else "ok")
    return redirect(url_for("jobs.batch", batch_id=handed.batch.id), 303)


def without_header(sent: MultiDict[str, str]) -> MultiDict[str, str]:
    """What was sent, less the fields of batch headers: which those are depends on the service."""
    return MultiDict(
        [(name, value) for name, value in sent.items(multi=True) if not name.startswith(jobs.PREFIX)]
    )


def typed_header(sent: MultiDict[str, str], prefix: str) -> dict[str, str]:
    """The header fields of one service, by path; what is empty was not typed."""
    return {
        name.removeprefix(prefix): value.strip()
        for name, value in sent.items()
        if name.startswith(prefix) and value.strip()
    }


@bp.post("/batches/<uuid:batch_id>/header")
@requires("job.submit")
def change_header(batch_id: UUID) -> ResponseReturnValue:
    """Mend the header of a batch that does not prove: it is proven again."""
    who = caller()
    found = queries.get_batch(who.tenants, batch_id)
    load_form(FormSchema, without_header(request.form))
    kind = queries.kind_of_batch(found)
    try:
        header = jobs.header_of(
            kind, typed_header(request.form, jobs.PREFIX), locale=tenant(found.tenant_id).locale
        )
    except Invalid as error:
        page = render_template("jobs/batch.html", **_facts(batch_id), header_errors=error.errors)
        return page, error.status
    if header is not None:
        jobs.change_header(
            batch=found,
            work_type=kind,
            header=header,
            by_id=None if who.role == "api_key" else who.id,
            by_name=who.name,
            now=g.now,
        )
    flash("The header is changed. The batch is held against it again.", "ok")
    return redirect(url_for("jobs.batch", batch_id=found.id), 303)


def _wishes(form: dict[str, Any], zone: str) -> Any:
    try:
        return read_wishes(form, zone=zone, now=g.now)
    except BadWishesError as error:
        raise Invalid({name: [text] for name, text in error.errors.items()}) from error


def _said(new: int, refused: int) -> str:
    taken = f"{new} job{'' if new == 1 else 's'} taken in."
    return taken if not refused else f"{taken} {refused} could not be taken in: see below."


@bp.get("/batches/<uuid:batch_id>")
@requires("job.view")
def batch(batch_id: UUID) -> ResponseReturnValue:
    """One batch: how far it is, each job with its promise, what was refused and why."""
    return render_template("jobs/batch.html", **_facts(batch_id))


@bp.get("/batches/<uuid:batch_id>/progress")
@requires("job.view")
def batch_progress(batch_id: UUID) -> ResponseReturnValue:
    """The bar and the jobs, asked for every few seconds."""
    facts = _facts(batch_id)
    html = render_template(
        f"jobs/_batch_{'bar' if request.args.get('part') == 'bar' else 'jobs'}.html", **facts
    )
    return renewed(Fragment.of(html, done=facts["line"].progress.finished))


def _seen(batch_id: UUID) -> Batch:
    """The batch; NotFound for who does not see work under way."""
    found = queries.get_batch(caller().tenants, batch_id)
    if not queries.watches(caller()):
        raise NotFound
    return found


def _facts(batch_id: UUID) -> dict[str, Any]:
    found = _seen(batch_id)
    states = queries.progress_of(found.tenant_id, found.id)
    (line,) = batch_lines([found.tenant_id], [found])
    before = _place(request.args.get("before"))
    rows = queries.jobs(
        [found.tenant_id], queries.Wanted(batch_id=found.id), limit=ON_A_PAGE + 1, before=before
    )
    page = rows[:ON_A_PAGE]
    more = len(rows) > len(page)
    return {
        "batch": found,
        "line": line,
        "lines": job_lines([found.tenant_id], page, now=g.now, with_same_files=True),
        "refusals": queries.refusals_of(found.tenant_id, found.id),
        "before": request.args.get("before", "") if before else "",
        "following": url_for(
            "jobs.batch", batch_id=found.id, before=cursor(page[-1].received_at, page[-1].id)
        )
        if more
        else "",
        "bar": progress(states),
        "miscounted": _miscounted(found, states),
        "releases": queries.releases_of(found.tenant_id, found.id),
        "header_fields": _header_fields(found),
    }


def _miscounted(found: Batch, states: Mapping[str, int]) -> tuple[str, int] | None:
    """How many records the header says there are, and how many came in, where these differ and nothing is proven."""
    control = queries.kind_of_batch(found).batch
    if control is None or not control.counted or found.header is None or found.proven_at is not None:
        return None
    said = str(found.header.get(control.counted) or "")
    came = sum(
        count for state, count in states.items() if state not in (JobState.CANCELLED, JobState.REJECTED)
    )
    return None if said == str(came) else (said, came)


def _header_fields(found: Batch) -> list[tuple[FormField, str]]:
    """The fields of the batch's header, with what stands in them; none where it has no header."""
    control = queries.kind_of_batch(found).batch
    if control is None or found.header is None:
        return []
    return [(field, str(found.header.get(field.path) or "")) for field in control.header.fields]


def _place(text: str | None) -> Any:
    try:
        return read_cursor(text) if text else None
    except ValueError:
        return None


@bp.post("/batches/<uuid:batch_id>/seen")
@requires("job.submit")
def refusals_seen(batch_id: UUID) -> ResponseReturnValue:
    """The client has read what could not be taken in: it needs them no longer."""
    found = _seen(batch_id)
    jobs.mark_refusals_seen(batch=found, now=g.now)
    return redirect(url_for("jobs.portal"), 303)


@bp.get("/batches/template.<kind>")
@requires("job.submit")
def sheet_template(kind: str) -> ResponseReturnValue:
    """The sheet to fill: one row a file; or a table that a service works from (`of` its key, `table` its own)."""
    key, table = request.args.get("of", ""), request.args.get("table", "")
    if not key:
        return table_response(kind, "sheet-template", TEMPLATE, TEMPLATE_EXAMPLES)
    for service in services_of(caller(), g.now):
        for each in service.templates if service.key == key else ():
            if each.key == table:
                return table_response(kind, each.key, each.header, list(each.rows))
    raise NotFound


@bp.get("/batches/<uuid:batch_id>/sheet.<kind>")
@requires("job.view")
def annotated_sheet(batch_id: UUID, kind: str) -> ResponseReturnValue:
    """The sheet that came with the batch, given back with our reference or the problem beside each row."""
    found = _seen(batch_id)
    references = {
        comparable(name): reference for name, reference in queries.files_of_batch(found.tenant_id, found.id)
    }
    refused = {comparable(each.name): each.message for each in queries.refusals_of(found.tenant_id, found.id)}
    header, rows = _annotated(found.sheet, references, refused)
    return table_response(kind, "sheet-with-notes", header, rows)


def _annotated(
    sheet: dict[str, Any] | None, references: dict[str, str], refused: dict[str, str]
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    header: tuple[str, ...]
    if sheet is None:
        header = (TEMPLATE[0], "Our reference", "Problem")
        lines = [(name, reference, "") for name, reference in references.items()]
        return header, [*lines, *((name, "", message) for name, message in refused.items())]
    width = max(len(line) for line in [sheet["header"], *(row["cells"] for row in sheet["rows"])])
    header = (*_wide(sheet["header"], width), "Our reference", "Problem")
    rows = [
        (
            *_wide(row["cells"], width),
            "" if row["problem"] else references.get(row["file"], ""),
            row["problem"] or ("" if row["file"] in references else refused.get(row["file"], "")),
        )
        for row in sheet["rows"]
    ]
    return header, list(rows)


def _wide(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))
