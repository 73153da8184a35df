"""One client's figures."""

from collections.abc import Callable
from datetime import date
from itertools import accumulate
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import name_of_work_type, reason_in_words
from bpo.platform.web import caller, requires
from bpo.quality.rules import FOUND_BY
from bpo.reporting import queries, rules
from bpo.reporting.schemas import table_of
from bpo.reporting.schemas.asked import SPANS, Asked, asked_for, choices
from bpo.reporting.views import bp
from bpo.tenancy.models import Tenant

QUALITY = "quality.of_client"
"""Where lots, samples and what automation proved are shown."""
MONTHS = "statements.months"
"""Where the client's closed months are."""

OWERS = {
    "client": "The client",
    "provider": "We",
    "third_party": "Somebody else",
    "force_majeure": "Nobody: force majeure",
}


@bp.get("/accounts/<uuid:tenant_id>")
@requires("accounts.view")
def account(tenant_id: UUID) -> ResponseReturnValue:
    """One client: what was promised, what was kept, what will be late, and why."""
    client = queries.get_client(caller().tenants, tenant_id)
    asked = asked_for(request.args, zone=client.zone, now=g.now)
    parts = queries.read_tallies(client.id, asked.period)
    figures = queries.figures_of(client.id, asked.period, now=g.now, work_type=asked.work_type, counts=parts)
    settings = current_app.extensions["settings"]

    def behind(which: str, **more: Any) -> str:
        return url_for("reporting.jobs_behind", tenant_id=client.id, which=which, **asked.arguments | more)

    return render_template(
        "reporting/account.html",
        **shown(client, asked, figures, parts),
        ahead=_ahead(client, asked, figures, parts),
        **credits_of(client, asked, figures, parts),
        cost_a_job=figures.cost_a_job(settings.hour_cost),
        hour_cost=settings.hour_cost,
        quality_page=_elsewhere(QUALITY, "quality.view", client.id),
        months_page=_elsewhere(MONTHS, "report.close", client.id),
        cost_currency=settings.hour_cost_currency,
        behind=behind,
        days_behind=days_behind(behind, figures),
        file=lambda name, kind: url_for(
            "reporting.exported", tenant_id=client.id, name=name, kind=kind, **asked.arguments
        ),
    )


def _elsewhere(endpoint: str, permission: str, tenant_id: UUID) -> str:
    """A page of a room above about the same client; "" where it is not offered, or not to the caller."""
    if endpoint not in current_app.view_functions or not caller().can(permission):
        return ""
    return url_for(endpoint, tenant_id=tenant_id)


def shown(
    client: Tenant, asked: Asked, figures: queries.Figures, parts: dict[str, rules.Counts]
) -> dict[str, Any]:
    """What pages of a client's figures show, whoever reads them."""
    contract = figures.contract
    aged = (
        queries.backlog_by_age(client.id, rules.age_edges(contract.calendar, g.now), g.now, asked.work_type)
        if contract
        else []
    )
    return {
        "client": client,
        "asked": asked,
        "figures": figures,
        "definitions": rules.DEFINITIONS,
        "periods": choices(asked, zone=client.zone, now=g.now),
        "works": [(key, name_of_work_type(key)) for key in sorted(parts)],
        "target": _one_target(figures),
        "trend": trend(figures),
        "series": series(figures),
        "aged": [
            (each.label, {"on_course": each.on_course, "held": each.held, "late": each.late}) for each in aged
        ],
        "heat": [(row[0], row[1:]) for row in table_of("hours", figures).rows],
        "hours": [f"{hour:02d}" for hour in range(24)],
        "times": table_of("times", figures),
        "owers": OWERS,
        "found_by": FOUND_BY,
        "reason_words": lambda code: reason_in_words(code, sorted(parts)),
    }


def _one_target(figures: queries.Figures) -> float | None:
    """What all levels aim at, in percent, so that one line in the chart says it; None where they differ."""
    aims = {level.expected for level in figures.levels}
    only = aims.pop() if len(aims) == 1 else None
    return None if only is None else float(only)


def trend(figures: queries.Figures) -> float | None:
    """How attainment changed against the half of the period before, in points; None where one half had nothing due."""
    days = figures.period.days
    half = len(days) // 2
    if not half:
        return None
    halves = (days[:half], days[half:])
    earlier, later = (
        rules.attained(
            figures.tallies, part[0], part[-1], open_past_due=sum(figures.overdue[day] for day in part)
        ).ratio.value
        for part in halves
    )
    return None if earlier is None or later is None else round((later - earlier) * 100, 1)


def series(figures: queries.Figures) -> dict[str, list[Any]]:
    """The points of the charts over time, a day each."""
    counts, days = figures.tallies, figures.period.days
    labels = [f"{day.day}.{day.month}." for day in days]
    attained = [rules.attained(counts, day, day, open_past_due=figures.overdue[day]).ratio for day in days]
    straight = [counts.total("straight", day, day) for day in days]
    delivered = [counts.total("delivered", day, day) for day in days]
    came = [counts.total("received", day, day) for day in days]
    done = [
        sum(counts.total(word, day, day) for word in ("delivered", "rejected", "cancelled")) for day in days
    ]
    return {
        "attained": [
            (label, None if each.value is None else round(each.value * 100, 1), each.whole)
            for label, each in zip(labels, attained, strict=True)
        ],
        "delivered": [
            (label, {"straight": some, "people": all_ - some})
            for label, some, all_ in zip(labels, straight, delivered, strict=True)
        ],
        "flow": list(zip(labels, accumulate(came), accumulate(done), strict=True)),
        "volume": [
            (label, each.came, None if each.expected is None else round(each.expected, 1))
            for label, each in zip(labels, figures.volume.days, strict=True)
        ],
        "control": _control(figures),
    }


FIRST_DAY = "2000-01-01"


def days_behind(behind: Callable[..., str], figures: queries.Figures) -> dict[str, list[str]]:
    """For the tables beside the charts: where the jobs of each day are listed, by what the chart counts."""
    pages = {which: behind(which, period=FIRST_DAY) for which in ("due", "received", "delivered")}
    days = [day.isoformat() for day in figures.period.days]
    return {which: [page.replace(FIRST_DAY, day) for day in days] for which, page in pages.items()}


def _control(figures: queries.Figures) -> list[tuple[Any, ...]]:
    """The control chart's points in percent, with limits that vary with the sample; without one there is no point."""
    return [
        (
            f"{date.fromisoformat(point.label):%d.%m.}",
            round(point.rate * 100, 1),
            round(point.limits.low * 100, 1),
            round(point.limits.high * 100, 1),
            point.n,
            bool(point.signals),
        )
        for point in figures.control.points
        if point.rate is not None and point.limits is not None
    ]


def _ahead(
    client: Tenant, asked: Asked, figures: queries.Figures, parts: dict[str, rules.Counts]
) -> queries.Outlook | None:
    """What will be late; None without a contract."""
    if figures.contract is None:
        return None
    prospect = queries.Prospect(
        tenant_id=client.id,
        contract=figures.contract,
        counts=parts,
        opened=[(part.work_type, part.open) for part in figures.open_parts],
        period=asked.measured,
        work_type=asked.work_type,
    )
    return queries.outlook(prospect, now=g.now)


def credits_of(
    client: Tenant, asked: Asked, figures: queries.Figures, parts: dict[str, rules.Counts]
) -> dict[str, Any]:
    """What this month, or the month asked for, would be credited as it stands; None without a contract."""
    today = g.now.astimezone(ZoneInfo(client.zone)).date()
    month = rules.Period.month(today.year, today.month, zone=client.zone)
    if asked.key not in SPANS:
        month = asked.period
    if figures.contract is None:
        return {"statement": None, "month": month}
    opened = queries.open_work({client.id: month}, now=g.now)[client.id]
    return {
        "statement": queries.statement_so_far(client.id, parts, opened, month, figures.contract),
        "month": month,
    }
