"""What every page is given: who reads it, in which zone, and where they can go from here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_login import current_user

from bpo.approvals.queries import count_awaiting
from bpo.catalog.registry import name_of_step, name_of_work_type
from bpo.contracts.queries import waiting_for_client
from bpo.delivery.queries import count_notices
from bpo.identity.rules import ROLE_NAMES
from bpo.platform import assets, charts, clock, display
from bpo.platform.caller import Caller
from bpo.platform.db import NoScope, scope_of_session
from bpo.statements.queries import count_unanswered


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One entry of the navigation: shown to those who carry the permission."""

    endpoint: str
    label: str
    icon: str
    permission: str
    kind: str = ""
    """`client` or `staff`; "" for both."""
    count: Callable[[Caller], int] | None = None
    """How much waits there for the caller; None where nothing is counted."""
    section: str = ""
    """The blueprint all of whose pages belong to this place."""


PLACES = (
    Place(
        endpoint="reporting.accounts",
        label="Accounts",
        icon="chart",
        permission="accounts.view",
        kind="staff",
        section="reporting",
    ),
    Place(endpoint="jobs.list_jobs", label="Jobs", icon="jobs", permission="accounts.view", kind="staff"),
    Place(
        endpoint="administration.home",
        label="Clients",
        icon="inbox",
        permission="admin.tenants",
        kind="staff",
    ),
    Place(endpoint="workqueue.floor", label="Floor", icon="people", permission="floor.view", kind="staff"),
    Place(endpoint="jobs.portal", label="Home", icon="home", permission="job.view", kind="client"),
    Place(endpoint="jobs.list_jobs", label="Jobs", icon="jobs", permission="job.view", kind="client"),
    Place(
        endpoint="delivery.approvals",
        label="To approve",
        icon="check",
        permission="job.approve",
        kind="client",
        count=lambda who: count_awaiting(who.tenant_id, who.id),
    ),
    Place(
        endpoint="payments.home",
        label="Payments",
        icon="doc",
        permission="payment.view",
        kind="client",
        section="payments",
    ),
    Place(
        endpoint="statements.home",
        label="Reports",
        icon="chart",
        permission="report.answer",
        kind="client",
        count=lambda who: count_unanswered(who.tenant_id),
        section="statements",
    ),
    Place(endpoint="jobs.list_batches", label="Batches", icon="inbox", permission="job.view", kind="client"),
    Place(
        endpoint="reporting.service_levels",
        label="Service",
        icon="chart",
        permission="figures.view",
        kind="client",
        section="reporting",
    ),
    Place(
        endpoint="masters.home",
        label="Master data",
        icon="layers",
        permission="master.view",
        section="masters",
    ),
    Place(
        endpoint="quality.own_automation",
        label="Automation",
        icon="bolt",
        permission="job.view",
        kind="client",
    ),
    Place(
        endpoint="identity.client_users",
        label="People",
        icon="people",
        permission="user.manage",
        kind="client",
    ),
    Place(
        endpoint="administration.own_contract",
        label="Contract",
        icon="doc",
        permission="contract.confirm",
        kind="client",
        count=lambda who: len(waiting_for_client(who.tenant_id)),
    ),
    Place(endpoint="identity.keys", label="API keys", icon="key", permission="apikey.manage", kind="client"),
    Place(endpoint="workqueue.bench", label="Work", icon="doc", permission="task.claim", kind="staff"),
    Place(endpoint="quality.bench", label="Review", icon="check", permission="review.claim", kind="staff"),
    Place(
        endpoint="reporting.own_figures",
        label="My figures",
        icon="chart",
        permission="figures.own",
        kind="staff",
    ),
    Place(
        endpoint="quality.feedback", label="Feedback", icon="star", permission="feedback.view", kind="staff"
    ),
    Place(endpoint="quality.home", label="Quality", icon="scale", permission="quality.view", kind="staff"),
    Place(endpoint="workqueue.holds", label="Holds", icon="q", permission="task.claim", kind="staff"),
    Place(
        endpoint="delivery.notices",
        label="Notices",
        icon="warn",
        permission="floor.view",
        kind="staff",
        count=lambda who: count_notices(who.id, who.tenants),
    ),
    Place(
        endpoint="definitions.home",
        label="Work types",
        icon="layers",
        permission="definition.edit",
        kind="staff",
        section="definitions",
    ),
    Place(endpoint="identity.staff", label="Staff", icon="people", permission="admin.users", kind="staff"),
    Place(
        endpoint="identity.confidential",
        label="Confidential",
        icon="key",
        permission="clearance.manage",
        kind="staff",
    ),
    Place(endpoint="identity.outbox", label="Mail", icon="doc", permission="outbox.view", kind="staff"),
    Place(
        endpoint="operations.health", label="Health", icon="clock", permission="admin.health", kind="staff"
    ),
)


def navigation(who: Caller) -> list[dict[str, Any]]:
    """The places the caller may go, the one they are at marked."""
    return [
        {
            "href": url_for(place.endpoint),
            "label": place.label,
            "icon": place.icon,
            "current": request.endpoint == place.endpoint
            or (place.section != "" and request.blueprint == place.section),
            "count": _count(place, who),
        }
        for place in PLACES
        if who.can(place.permission)
        and place.kind in ("", who.kind)
        and place.endpoint in current_app.view_functions
    ]


class Navigation:
    """Where the caller may go, worked out for pages that show it: parts that renew themselves do not."""

    def __init__(self, who: Caller | None) -> None:
        self.who = who

    @cached_property
    def places(self) -> list[dict[str, Any]]:
        """One entry for each; none for a visitor."""
        return navigation(self.who) if self.who else []

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.places)


def _count(place: Place, who: Caller) -> int | None:
    """How much waits for the caller at a place; None where that is not counted, or this page may not look."""
    if place.count is None:
        return None
    try:
        scope = scope_of_session()
    except NoScope:  # an error's own page: its transaction has ended
        return None
    return place.count(who) if scope.role in ("bpo_tenant", "bpo_staff") else None


def reader() -> display.Reader:
    """In whose zone and language times and amounts are shown."""
    if current_user.is_authenticated:
        return display.Reader(
            now=g.get("now") or clock.now(), zone=current_user.zone, locale=current_user.locale
        )
    return display.Reader(now=g.get("now") or clock.now(), zone="UTC", locale="en_GB")


def register_pages(app: Flask) -> None:
    """Give templates their globals, filters and context."""
    app.register_blueprint(assets.bp)
    app.jinja_env.globals.update(charts=charts, static_url=assets.static_url)
    app.jinja_env.filters.update(display.filters(reader), work_name=name_of_work_type, step_name=name_of_step)

    @app.context_processor
    def page() -> dict[str, Any]:
        if not has_request_context():
            return {}  # a letter, written by a worker
        who = current_user._get_current_object() if current_user.is_authenticated else None
        seen = reader()
        return {
            "caller": who,
            "me": who,
            "now": seen.now,
            "zone": seen.zone,
            "nav": Navigation(who),
            "site_name": "Northgate",
            "role_label": ROLE_NAMES.get(who.role, who.role) if who else "",
            "search_href": url_for("jobs.list_jobs")
            if who and (who.is_client or who.can("accounts.view")) and "jobs.list_jobs" in app.view_functions
            else "",
        }
