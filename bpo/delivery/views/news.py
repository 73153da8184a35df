"""What the client was told, newest first, until somebody has read it."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.delivery import queries as results
from bpo.delivery import service as delivery
from bpo.delivery.views import bp
from bpo.jobs import queries
from bpo.platform.errors import NotFound
from bpo.platform.fragments import Fragment
from bpo.platform.live import renewed
from bpo.platform.web import caller, requires

SHOWN = 8


@bp.get("/news")
@requires("job.view")
def news() -> ResponseReturnValue:
    """What was told and not read yet: a page, or with `part` the card of the home page."""
    who = caller()
    if not who.is_client:
        raise NotFound
    card = request.args.get("part") == "card"
    told = results.unread(who.tenant_id, limit=SHOWN if card else 200)
    jobs = {job.id: job for job in queries.jobs_of_ids([who.tenant_id], [each.job_id for each in told])}
    lines = [(each, jobs[each.job_id]) for each in told if each.job_id in jobs]
    if card:
        return renewed(Fragment.of(render_template("delivery/_news.html", lines=lines)))
    return render_template("delivery/news.html", lines=lines)


@bp.post("/news/read")
@requires("job.view")
def news_read() -> ResponseReturnValue:
    """All of it was read."""
    who = caller()
    if not who.is_client:
        raise NotFound
    delivery.mark_read(tenant_id=who.tenant_id, now=g.now)
    return redirect(url_for("delivery.news"), 303)
