"""The client's own figures: the same service levels and quality, of its own work and of nobody else's."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.jobs.rules import client_words
from bpo.platform.errors import NotFound
from bpo.platform.web import caller, requires
from bpo.reporting import queries
from bpo.reporting.schemas.asked import asked_for
from bpo.reporting.views import bp
from bpo.reporting.views.account import credits_of, days_behind, shown
from bpo.reporting.views.behind import NOW, PAGE, meant_by, title_of
from bpo.reporting.views.exports import file_of

OPEN_TO_CLIENTS = {
    *("open", "late", "due_today", "on_hold", "aged", "received", "delivered", "due", "met", "missed"),
    *("excluded", "overdue", "waited", "not_first_pass", "returned", "rejected", "cancelled"),
    *("held", "holds", "holds_open", "holds_credited", "sampled"),
}
"""Lists that say nothing of how the provider works inside."""


@bp.get("/service")
@requires("figures.view")
def service_levels() -> ResponseReturnValue:
    """What was promised to the client, and what was kept."""
    client = queries.get_client(caller().tenants, caller().tenant_id)
    asked = asked_for(request.args, zone=client.zone, now=g.now)
    parts = queries.read_tallies(client.id, asked.period)
    figures = queries.figures_of(client.id, asked.period, now=g.now, work_type=asked.work_type, counts=parts)

    def behind(which: str, **more: Any) -> str:
        return url_for("reporting.own_jobs", which=which, **asked.arguments | more)

    def file(name: str, kind: str) -> str:
        return url_for("reporting.own_file", name=name, kind=kind, **asked.arguments)

    return render_template(
        "reporting/service.html",
        **shown(client, asked, figures, parts),
        **credits_of(client, asked, figures, parts),
        behind=behind,
        days_behind=days_behind(behind, figures),
        file=file,
    )


@bp.get("/service/jobs")
@requires("figures.view")
def own_jobs() -> ResponseReturnValue:
    """The client's jobs behind one of its figures."""
    client = queries.get_client(caller().tenants, caller().tenant_id)
    asked = asked_for(request.args, zone=client.zone, now=g.now)
    which, detail = request.args.get("which", "open"), request.args.get("detail", "")
    if which not in OPEN_TO_CLIENTS:
        raise NotFound
    meant = meant_by(client, asked, which, detail, priorities=request.args.getlist("priority", type=int))
    found = queries.jobs_behind(client.id, meant, limit=PAGE + 1, after=request.args.get("after", type=UUID))
    same: dict[str, Any] = {"which": which, "detail": detail, "priority": list(meant.priorities)}
    return render_template(
        "reporting/own_jobs.html",
        jobs=found[:PAGE],
        count=queries.count_behind(client.id, meant),
        pieces=queries.count_pieces(client.id, meant),
        following=url_for("reporting.own_jobs", after=found[PAGE - 1].id, **same, **asked.arguments)
        if len(found) > PAGE
        else "",
        words=client_words,
        title=title_of(which, detail),
        sub="" if which in NOW else asked.words.capitalize(),
    )


@bp.get("/service/tables/<any(levels, days, hours, times, holds):name>.<any(csv, xlsx):kind>")
@requires("figures.view")
def own_file(name: str, kind: str) -> ResponseReturnValue:
    """One of the client's tables as a file."""
    client = queries.get_client(caller().tenants, caller().tenant_id)
    asked = asked_for(request.args, zone=client.zone, now=g.now)
    figures = queries.figures_of(client.id, asked.period, now=g.now, work_type=asked.work_type)
    return file_of(figures, name, kind, stem=f"{client.code.lower()}-{asked.key}")
