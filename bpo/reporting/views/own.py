"""Each agent's own figures."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import current_app, g, render_template, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import name_of_work_type, work_type
from bpo.platform.web import caller, requires
from bpo.quality.queries.figures import agent_figures
from bpo.quality.rules import Answer
from bpo.reporting import queries, rules
from bpo.reporting.rules.own import own
from bpo.reporting.views import bp

SHOWN = 20
EVIDENCE = "quality.feedback_on"
"""Where a review is shown with its evidence, and contested."""


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
    reviews = queries.feedback_for(who.id, who.tenants, month)
    results = agent_figures(who.id, who.tenants, since=month, until=g.now)
    return render_template(
        "reporting/own.html",
        spans=[
            ("Today", own(tries, since=day, now=g.now, planned=timedelta(minutes=minutes))),
            ("This month", own(tries, since=month, now=g.now, planned=timedelta(minutes=minutes * weekdays))),
        ],
        results=results,
        reviews=reviews[:SHOWN],
        count=len(reviews),
        failed=failed_lines,
        evidence=_evidence,
        work_name=name_of_work_type,
        definitions=rules.DEFINITIONS,
    )


def failed_lines(review: queries.Feedback) -> list[str]:
    """The scorecard's lines that the review found broken, in words."""
    lines = {line.key: line.text for line in work_type(review.work_type).scorecard}
    return [lines.get(key, key) for key, answer in review.answers.items() if answer == Answer.NO]


def _evidence(review_id: UUID) -> str:
    """Where a review is shown with its evidence; "" where that is not offered."""
    return url_for(EVIDENCE, review_id=review_id) if EVIDENCE in current_app.view_functions else ""
