"""The account managers' pages, and the timeline of a job."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.events.rules import describe
from bpo.jobs.queries import get_job
from bpo.jobs.rules import staff_words
from bpo.platform.web import caller, requires
from bpo.quality.rules import wilson
from bpo.reporting import queries, rules
from bpo.sla import queries as sla_queries
from bpo.sla.rules import clock, sum_by_state
from bpo.tenancy.models import Tenant

bp = Blueprint("reporting", __name__)

WINDOW = 30
"""Days that the pages look back."""
PAGE = 50
LISTS = {
    "open": "Open",
    "late": "Past due",
    "on_hold": "On hold",
    "in_review": "In review",
    "missed": "Delivered late",
    "straight": "Straight through",
    "rejected": "Rejected",
}
"""The lists of jobs behind the figures."""


def _period(client: Tenant, now: datetime, days: int = WINDOW) -> tuple[Any, Any, datetime]:
    """(first day, today, end of today as an instant) in the client's zone."""
    zone = ZoneInfo(client.zone)
    today = now.astimezone(zone).date()
    return (
        today - timedelta(days=days - 1),
        today,
        datetime.combine(today + timedelta(days=1), time.min, zone),
    )


@bp.get("/accounts")
@requires("accounts.view")
def accounts() -> ResponseReturnValue:
    """All clients of the account manager at a glance."""
    who = caller()
    rows = [_glance(client, g.now) for client in queries.clients(who.tenants)]
    late = sum(row["open"].past_due for row in rows)
    return render_template("reporting/accounts.html", rows=rows, late=late, window=WINDOW)


def _glance(client: Tenant, now: datetime) -> dict[str, Any]:
    since, today, day_end = _period(client, now)
    days = queries.tallies([client.id], since, today).get(client.id, {})
    work = queries.open_work(client.id, now, day_end)
    contract = queries.contract_of(client.id, now)
    delivered = rules.total(days, "delivered", since, today)
    return {
        "client": client,
        "open": work,
        "attained": rules.attainment(days, since, today, work.past_due),
        "target": _target(contract),
        "straight": rules.Ratio(part=rules.total(days, "straight", since, today), whole=delivered),
        "delivered": delivered,
        "received": rules.total(days, "received", since, today),
        "spark": [days.get((day, "delivered"), 0) for day in rules.each_day(since, today)][-14:],
    }


def _target(contract: Any) -> float | None:
    """The expected service level in percent: the highest of the contract's work types."""
    if contract is None:
        return None
    return max((float(terms.service_level.expected) for _, terms in contract.terms.work_types), default=None)


@bp.get("/accounts/<uuid:tenant_id>")
@requires("accounts.view")
def account(tenant_id: UUID) -> ResponseReturnValue:
    """One client: attainment, backlog by age, straight-through rate, throughput, quality."""
    client = queries.get_client(caller().tenants, tenant_id)
    since, today, _ = _period(client, g.now)
    glance = _glance(client, g.now)
    days = queries.tallies([client.id], since, today).get(client.id, {})
    contract = queries.contract_of(client.id, g.now)
    aged = (
        queries.backlog_by_age(client.id, rules.age_edges(contract.calendar, g.now), g.now)
        if contract
        else []
    )
    reviewed = rules.total(days, "reviewed", since, today)
    defects = rules.total(days, "defects", since, today)
    return render_template(
        "reporting/account.html",
        **glance,
        window=WINDOW,
        contract=contract,
        aged=[
            (each.label, {"on_course": each.on_course, "held": each.held, "late": each.late}) for each in aged
        ],
        series=_series(days, since, today),
        reviewed=reviewed,
        defects=defects,
        right=wilson(reviewed - defects, reviewed),
        **_work_spent(days, since, today),
        returned=rules.total(days, "returned", since, today),
        rejected=rules.total(days, "rejected", since, today),
        breached=rules.total(days, "breached", since, today),
    )


def _work_spent(days: queries.Days, since: date, today: date) -> dict[str, Any]:
    """How much of the work needed people, how much met the client's orders at once, time and cost of a job."""
    delivered = rules.total(days, "delivered", since, today)
    seconds = rules.total(days, "people_seconds", since, today)
    settings = current_app.extensions["settings"]
    hour_cost: Decimal = settings.hour_cost
    return {
        "exceptions": rules.Ratio(
            part=rules.total(days, "exceptions", since, today),
            whole=rules.total(days, "received", since, today),
        ),
        "matched_first": rules.Ratio(
            part=rules.total(days, "matched_first", since, today),
            whole=rules.total(days, "matchable", since, today),
        ),
        "seconds_a_job": round(seconds / delivered) if delivered else None,
        "cost_a_job": (hour_cost * seconds / 3600 / delivered).quantize(Decimal("0.01"))
        if delivered
        else None,
        "hour_cost": hour_cost,
        "cost_currency": settings.hour_cost_currency,
    }


def _series(days: queries.Days, since: Any, today: Any) -> dict[str, list[Any]]:
    """The points of the charts, a day each."""
    attained, flow = [], []
    for day in rules.each_day(since, today):
        ratio = rules.attainment(days, day, day)
        label = f"{day.day}.{day.month}."
        attained.append((label, None if ratio.value is None else round(ratio.value * 100, 1), ratio.whole))
        straight = days.get((day, "straight"), 0)
        flow.append((label, {"straight": straight, "people": days.get((day, "delivered"), 0) - straight}))
    return {"attained": attained, "flow": flow}


@bp.get("/accounts/<uuid:tenant_id>/jobs")
@requires("accounts.view")
def jobs_behind(tenant_id: UUID) -> ResponseReturnValue:
    """The jobs behind a figure."""
    client = queries.get_client(caller().tenants, tenant_id)
    which = request.args.get("which", "open")
    after = request.args.get("after", type=UUID)
    found = queries.jobs_behind(client.id, which, now=g.now, limit=PAGE + 1, after=after)
    return render_template(
        "reporting/jobs.html",
        client=client,
        which=which,
        jobs=found[:PAGE],
        following=found[PAGE - 1].id if len(found) > PAGE else None,
        words=staff_words,
        tabs=[
            {
                "label": label,
                "href": url_for("reporting.jobs_behind", tenant_id=client.id, which=key),
                "current": key == which,
            }
            for key, label in LISTS.items()
        ],
        title=LISTS[which],
    )


@bp.get("/accounts/jobs/<uuid:job_id>")
@requires("timeline.view")
def timeline(job_id: UUID) -> ResponseReturnValue:
    """One job's history, and where every minute of it went."""
    job = get_job(caller().tenants, job_id)
    events = queries.history(job.tenant_id, job.id)
    happenings = [
        rules.Happening(
            name=event.name, at=event.occurred_at, by_person=event.actor_id is not None, data=event.data
        )
        for event in events
    ]
    parts = rules.explained(happenings, g.now)
    holds = sla_queries.holds_of(job.tenant_id, job.id)
    running = sla_queries.get_clock(job.tenant_id, job.id)
    return render_template(
        "reporting/timeline.html",
        job=job,
        client=queries.get_client(caller().tenants, job.tenant_id),
        state=staff_words(job.state),
        parts=parts,
        bars=[
            {"label": f"min {state}", "n": round(length.total_seconds() / 60), "tone": rules.STATES[state]}
            for state, length in sum_by_state(parts).items()
        ],
        moments=[(event, describe(event.name, event.data)) for event in events],
        holds=holds,
        clock=clock(sla_queries.facts_of(running, holds), g.now),
    )
