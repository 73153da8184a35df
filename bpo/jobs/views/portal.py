"""The client's home: what needs them, handing in work, what is under way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.queries import is_open
from bpo.catalog.registry import work_type
from bpo.catalog.rules import WorkType
from bpo.contracts import queries as contracts
from bpo.contracts.rules import Priority
from bpo.jobs import queries
from bpo.jobs.views import bp
from bpo.jobs.views.shown import batch_lines
from bpo.platform.caller import Caller
from bpo.platform.display import format_due
from bpo.platform.files import media
from bpo.platform.fragments import Fragment, Fragments
from bpo.platform.live import alike, renewed
from bpo.platform.web import caller, requires
from bpo.sla import queries as clocks
from bpo.sla import service as sla
from bpo.sla.models import Hold

LATEST = 4
"""Batches on the home page."""
SHARED = Fragments(4)
"""Their progress is looked up once in so many seconds, however many people of a client look on."""
PRIORITY_WORDS = {
    Priority.URGENT: "Urgent",
    Priority.HIGH: "High",
    Priority.NORMAL: "Normal",
    Priority.LOW: "Low",
}

SHORT = {
    media.PDF: "PDF",
    media.XML: "XML",
    media.JPEG: "JPG",
    media.PNG: "PNG",
    media.TIFF: "TIFF",
    media.CSV: "CSV",
    media.XLSX: "Excel",
    media.TEXT: "text",
}
"""What people call the kinds of file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that holds up a job."""

    hold: Hold
    reference: str
    title: str


@bp.get("/portal")
@requires("job.view")
def portal() -> ResponseReturnValue:
    """What needs the client, a place to hand in work, and how far the rest is."""
    who = caller()
    if not who.is_client:
        return redirect(url_for("jobs.list_jobs"))
    return home_page(who)


def home_page(
    who: Caller, *, errors: dict[str, list[str]] | None = None, form: dict[str, Any] | None = None
) -> ResponseReturnValue:
    """The home page; with `errors`, the form of handing in as it was sent, and status 422."""
    tenant_id = who.tenant_id
    questions = questions_of(who)
    counts = queries.counts_by_state([tenant_id])
    to_approve = clocks.count_for_decision(tenant_id) if who.can("job.approve") else 0
    unseen = queries.unseen_refusals(tenant_id, limit=5)
    ready = counts.get("delivered", 0)
    now_ready = queries.jobs([tenant_id], queries.Wanted(states=("delivered",)), limit=5) if ready else []
    services = services_of(who, g.now)
    page = render_template(
        "jobs/portal.html",
        questions=questions,
        ready=ready,
        ready_jobs=now_ready,
        unseen=unseen,
        to_approve=to_approve,
        needs=len(questions) + to_approve + ready + sum(each.count for each in unseen),
        with_us=sum(counts.get(state, 0) for state in ("received", "in_work", "in_review", "returned")),
        services=services,
        service_choices=[(service.key, service.name) for service in services],
        priorities=priorities_of(who, services[0].key if services else "", g.now),
        batches=batch_lines([tenant_id], queries.batches([tenant_id], limit=LATEST)),
        kept=_kept(who, g.now),
        most_bytes=current_app.extensions["settings"].upload_max_bytes,
        most_files=current_app.extensions["settings"].batch_max_files,
        takes=", ".join(
            sorted({SHORT.get(kind, "") for service in services for kind in service.accepts} - {""})
        ),
        errors=errors or {},
        form=form or {},
    )
    return page, 422 if errors else 200


@bp.get("/portal/progress")
@requires("job.view")
def portal_progress() -> ResponseReturnValue:
    """The latest batches' progress, asked for every few seconds."""
    return renewed(alike(SHARED, "portal", _progress))


def _progress() -> Fragment:
    lines = batch_lines([caller().tenant_id], queries.batches([caller().tenant_id], limit=LATEST))
    return Fragment.of(
        render_template("jobs/_batches.html", batches=lines),
        done=all(line.progress.finished for line in lines),
    )


def questions_of(who: Caller) -> list[Question]:
    """What the client is asked, oldest first, each with its job's names."""
    holds = clocks.open_questions(who.tenant_id)
    jobs = {job.id: job for job in queries.jobs_of_ids([who.tenant_id], [hold.job_id for hold in holds])}
    return [
        Question(hold=hold, reference=jobs[hold.job_id].reference, title=jobs[hold.job_id].title)
        for hold in holds
        if hold.job_id in jobs
    ]


def services_of(who: Caller, now: datetime) -> list[WorkType]:
    """The services in the client's contract that are open to the caller."""
    services = [work_type(key) for key in contracts.work_types_in_force(who.tenant_id, now)]
    return [each for each in services if is_open(who.tenant_id, each)]


def priorities_of(who: Caller, key: str, now: datetime) -> list[tuple[str, str]]:
    """The priorities to choose from, each with the promise for a job that came in now: (value, words)."""
    if not key:
        return [(priority.value, words) for priority, words in PRIORITY_WORDS.items()]
    contract = contracts.terms_in_force(who.tenant_id, now)
    choices = []
    for priority, words in PRIORITY_WORDS.items():
        begun = sla.begin(
            calendar=contract.calendar, target=contract.terms.turnaround(key, priority), received_at=now
        )
        due = format_due(begun.due_at, now, who.zone).partition(",")[0]
        choices.append((priority.value, f"{words} · {due[0].lower()}{due[1:]}"))
    return choices


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """A promise and how often it was kept this month."""

    name: str
    on_time: int
    due: int
    expected: Any

    @property
    def share(self) -> float | None:
        """On time among those due."""
        return self.on_time / self.due if self.due else None


def _kept(who: Caller, now: datetime) -> list[KeptLine]:
    """The month's service level so far, in the client's zone."""
    promises_kept = current_app.extensions[
        "promises_kept"
    ]  # from the rollups, which are kept on a floor above
    found: list[queries.Kept] = promises_kept(who.tenant_id, zone=who.zone, now=now)
    if not found:
        return []
    terms = contracts.terms_in_force(who.tenant_id, now).terms
    return [
        KeptLine(
            name=work_type(each.work_type).name,
            on_time=each.on_time,
            due=each.due,
            expected=terms.of(each.work_type).service_level.expected
            if terms.covers(each.work_type)
            else None,
        )
        for each in found
    ]
