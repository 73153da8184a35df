"""Each agent's own figures."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue

from bpo.platform.web import caller, requires
from bpo.quality.queries.figures import agent_figures
from bpo.reporting import queries, rules
from bpo.reporting.rules.own import own
from bpo.reporting.views import bp


@bp.get("/work/figures")
@requires("figures.own")
def own_figures() -> ResponseReturnValue:
    """What one did today and this month, and what reviews said of it. Nobody else's figures are here."""
    who = caller()
    zone = ZoneInfo(who.zone)
    today = g.now.astimezone(zone).date()
    day = datetime.combine(today, time.min, zone).astimezone(UTC)
    month = datetime.combine(today.replace(day=1), time.min, zone).astimezone(UTC)
    tries = queries.tries_of(who.id, who.tenants, month)
    minutes = queries.planned_minutes_of(who.id, who.tenants, g.now)
    weekdays = sum(
        (today - timedelta(days=back)).weekday() < 5
        for back in range((today - today.replace(day=1)).days + 1)
    )
    results = agent_figures(who.id, who.tenants, since=month, until=g.now)
    return render_template(
        "reporting/own.html",
        spans=[
            ("Today", own(tries, since=day, now=g.now, planned=timedelta(minutes=minutes))),
            ("This month", own(tries, since=month, now=g.now, planned=timedelta(minutes=minutes * weekdays))),
        ],
        results=results,
        feedback=url_for("quality.feedback") if who.can("feedback.view") else "",
        definitions=rules.DEFINITIONS,
    )
