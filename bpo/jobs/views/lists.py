"""Lists of jobs and batches, and their exports."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wsgi import FileWrapper

from bpo.catalog.registry import kind_of, work_types
from bpo.jobs import queries
from bpo.jobs.models import Job
from bpo.jobs.rules import TABS, client_words, cursor
from bpo.jobs.schemas import JobsFilter
from bpo.jobs.views import bp
from bpo.jobs.views.portal import PRIORITY_WORDS
from bpo.jobs.views.shown import batch_lines, job_lines
from bpo.platform.caller import Caller
from bpo.platform.errors import Invalid, NotFound
from bpo.platform.forms import load_form
from bpo.platform.sheets.writing import Cell, write_csv, write_xlsx
from bpo.platform.web import caller, requires
from bpo.tenancy.queries import tenants_of

ON_A_PAGE = 50
MOST_EXPORTED = 20_000
STREAMED = 1 << 18
"""Bytes of a stored file that are sent at once."""
EXPORT_HEADER = (
    "Our reference",
    "Your reference",
    "Title",
    "Service",
    "State",
    "Priority",
    "Received",
    "Due",
    "Delivered",
    "On time",
    "Amount",
    "Currency",
    "Notes",
)


@bp.get("/jobs")
@requires("job.view")
def list_jobs() -> ResponseReturnValue:
    """The client's jobs, searched and narrowed; staff see those of the clients they serve."""
    who = caller()
    try:
        asked, status, errors = load_form(JobsFilter, request.args), 200, {}
    except Invalid as error:
        asked, status, errors = load_form(JobsFilter, {}), 422, error.errors
    wanted, tenants = wanted_of(asked, who), _tenants(asked, who)
    found = queries.jobs(tenants, wanted, limit=ON_A_PAGE + 1, before=asked["before"], after=asked["after"])
    above, below, page = _edges(found, asked)
    keep: dict[str, Any] = {
        name: value for name, value in request.args.items() if name not in ("before", "after")
    }
    counts = queries.counts_by_state(tenants)
    html = render_template(
        "jobs/list.html",
        lines=job_lines(tenants, page, now=g.now, to_staff=not who.is_client),
        tabs=_tabs(asked["tab"], counts, keep),
        asked=asked,
        service_choices=[(kind.key, kind.name) for kind in work_types(*who.tenants)],
        client_choices=[] if who.is_client else [(each.id, each.name) for each in tenants_of(who.tenants)],
        errors=errors,
        narrowed=bool(
            asked["client"] or wanted.text or wanted.work_type or wanted.received_from or wanted.received_to
        ),
        previous=url_for("jobs.list_jobs", **keep, after=cursor(page[0].received_at, page[0].id))
        if above and page
        else "",
        following=url_for("jobs.list_jobs", **keep, before=cursor(page[-1].received_at, page[-1].id))
        if below and page
        else "",
        exports=[(kind, url_for("jobs.export_jobs", kind=kind, **keep)) for kind in ("csv", "xlsx")],
        search_text=wanted.text,
    )
    return html, status


def _tenants(asked: dict[str, Any], who: Caller) -> tuple[UUID, ...]:
    """Whose jobs are listed: all clients of the caller, or the one asked for. NotFound for somebody else's."""
    if asked["client"] is None:
        return who.tenants
    if asked["client"] not in who.tenants:
        raise NotFound
    return (asked["client"],)


def wanted_of(asked: dict[str, Any], who: Caller) -> queries.Wanted:
    """What the list is narrowed to; days are the reader's own."""
    first, last = asked["received_from"], asked["received_to"]
    return queries.Wanted(
        states=tuple(state.value for state in TABS[asked["tab"]][1]),
        work_type=asked["work_type"],
        text=asked["q"],
        received_from=_midnight(first, who.zone) if first else None,
        received_to=_midnight(last + timedelta(days=1), who.zone) if last else None,
        only_finished=not queries.watches(who),
    )


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _edges(found: list[Job], asked: dict[str, Any]) -> tuple[bool, bool, list[Job]]:
    """Whether there is a page above, one below, and this page; one row more than a page was asked for."""
    more = len(found) > ON_A_PAGE
    if asked["after"]:
        return more, True, found[-ON_A_PAGE:]
    return asked["before"] is not None, more, found[:ON_A_PAGE]


def _tabs(current: str, counts: dict[str, int], keep: dict[str, Any]) -> list[dict[str, Any]]:
    rest: dict[str, Any] = {name: value for name, value in keep.items() if name != "tab"}
    return [
        {
            "label": label,
            "href": url_for("jobs.list_jobs", **rest, tab=key or None),
            "count": sum(counts.get(state, 0) for state in states)
            if key in ("with_us", "waiting", "ready", "returned")
            else None,
            "current": key == current,
        }
        for key, (label, states) in TABS.items()
    ]


@bp.get("/jobs/export.<kind>")
@requires("job.view")
def export_jobs(kind: str) -> ResponseReturnValue:
    """The list as a table for a spreadsheet: what is shown, from all pages, the newest first."""
    who = caller()
    asked = load_form(JobsFilter, request.args)
    rows = list(_rows(_tenants(asked, who), wanted_of(asked, who), who.zone))
    return table_response(kind, "jobs", EXPORT_HEADER, rows)


def _rows(tenants: tuple[UUID, ...], wanted: queries.Wanted, zone: str) -> Iterator[tuple[Cell, ...]]:
    before = None
    for _ in range(MOST_EXPORTED // 1000):
        page = queries.jobs(tenants, wanted, limit=1000, before=before)
        for job in page:
            yield _row(job, zone)
        if len(page) < 1000:
            return
        before = (page[-1].received_at, page[-1].id)


def _row(job: Job, zone: str) -> tuple[Cell, ...]:
    def local(instant: datetime | None) -> datetime | None:
        return instant.astimezone(ZoneInfo(zone)).replace(microsecond=0) if instant else None

    return (
        job.reference,
        job.client_reference,
        job.title,
        kind_of(job).name,
        client_words(job.state),
        list(PRIORITY_WORDS.values())[job.priority],
        local(job.received_at),
        local(job.due_at),
        local(job.finished_at),
        None if job.late is None else not job.late,
        job.amount,
        job.currency,
        job.notes,
    )


def table_response(
    kind: str, name: str, header: tuple[str, ...], rows: list[tuple[Cell, ...]]
) -> ResponseReturnValue:
    """A table as a download; 404 for a kind there is not."""
    if kind == "csv":
        return download(write_csv(header, rows), f"{name}.csv", "text/csv; charset=utf-8")
    if kind == "xlsx":
        content = write_xlsx([(name, header, rows)])
        return download(
            content, f"{name}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        )
    abort(404)


def download(content: bytes, name: str, media_type: str) -> Response:
    """Bytes as an attachment: never shown by the browser, whatever they are."""
    response = Response(content, mimetype=None, content_type=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def stored_download(tenant_id: UUID, key: str, name: str, media_type: str) -> Response:
    """A stored content of a client as an attachment, in parts as it is read; a range of it where one is asked for."""
    file = current_app.extensions["storage"].of(tenant_id).open(key)
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    response = Response(FileWrapper(file, STREAMED), mimetype=None, content_type=media_type)
    response.content_length = size
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.make_conditional(request, accept_ranges=True, complete_length=size)
    return response


@bp.get("/batches")
@requires("job.view")
def list_batches() -> ResponseReturnValue:
    """The client's batches, newest first."""
    who = caller()
    if not queries.watches(who):
        raise NotFound
    before = _batch_cursor(request.args.get("before"))
    found = queries.batches(who.tenants, limit=ON_A_PAGE // 2 + 1, before=before)
    page = found[: ON_A_PAGE // 2]
    return render_template(
        "jobs/batches.html",
        batches=batch_lines(who.tenants, page),
        first=before is None,
        following=url_for("jobs.list_batches", before=page[-1].id) if len(found) > len(page) else "",
    )


def _batch_cursor(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
