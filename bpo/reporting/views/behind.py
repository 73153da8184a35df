"""The jobs behind a figure."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import name_of_work_type, reason_in_words, work_types
from bpo.jobs.rules import staff_words
from bpo.platform.errors import NotFound
from bpo.platform.web import caller, requires
from bpo.reporting import queries, rules
from bpo.reporting.schemas.asked import Asked, asked_for
from bpo.reporting.views import bp
from bpo.tenancy.models import Tenant

PAGE = 50
NOW = {
    "open": "Open",
    "late": "Past due",
    "due_today": "Due today",
    "predicted": "Predicted late",
    "on_hold": "On hold",
    "in_review": "In review",
    "aged": "Open, by age",
}
"""Lists of what is open at this moment."""
PAST = {
    "received": "Received",
    "delivered": "Delivered",
    "due": "Due",
    "met": "On time",
    "missed": "Late",
    "excluded": "Left out",
    "straight": "Straight through",
    "by_people": "Touched by people",
    "exception": "Needed a person",
    "reason": "Needed a person",
    "matched": "Matched at once",
    "not_matched": "Did not match",
    "not_first_pass": "Not right first time",
    "fault": "With a defect",
    "returned": "Sent back",
    "held": "Held up",
    "rejected": "Rejected",
    "cancelled": "Cancelled",
}
"""Lists of a period."""
TABS = ("open", "late", "due_today", "on_hold", "missed", "delivered", "straight", "exception", "returned")


@bp.get("/accounts/<uuid:tenant_id>/jobs")
@requires("accounts.view")
def jobs_behind(tenant_id: UUID) -> ResponseReturnValue:
    """The jobs behind a figure, as many as it says."""
    client = queries.get_client(caller().tenants, tenant_id)
    asked = asked_for(request.args, zone=client.zone, now=g.now)
    which, detail = request.args.get("which", "open"), request.args.get("detail", "")
    if which not in NOW and which not in PAST:
        raise NotFound
    meant = meant_by(client, asked, which, detail, priorities=request.args.getlist("priority", type=int))
    found = queries.jobs_behind(client.id, meant, limit=PAGE + 1, after=request.args.get("after", type=UUID))
    same: dict[str, Any] = {
        "which": which,
        "detail": detail,
        "priority": list(meant.priorities),
        **asked.arguments,
    }
    return render_template(
        "reporting/jobs.html",
        client=client,
        jobs=found[:PAGE],
        count=queries.count_behind(client.id, meant),
        following=url_for("reporting.jobs_behind", tenant_id=client.id, after=found[PAGE - 1].id, **same)
        if len(found) > PAGE
        else "",
        words=staff_words,
        tabs=[
            {
                "label": (NOW | PAST)[key],
                "href": url_for("reporting.jobs_behind", tenant_id=client.id, which=key, **asked.arguments),
                "current": key == which,
            }
            for key in dict.fromkeys((*TABS, which))
        ],
        title=title_of(which, detail, (kind.key for kind in work_types(client.id))),
        sub=_sub(client, asked, meant),
    )


def meant_by(
    client: Tenant, asked: Asked, which: str, detail: str, *, priorities: Sequence[int] = ()
) -> queries.Behind:
    """What a list was asked for: the same conditions as its figure counts by."""
    contract = queries.contract_of(client.id, g.now)
    named: list[UUID] = []
    if which == "predicted" and contract is not None:
        prospect = queries.Prospect(
            tenant_id=client.id,
            contract=contract,
            counts=queries.read_tallies(client.id, asked.period),
            opened=(),
            period=asked.measured,
            work_type=asked.work_type,
        )
        named = queries.jobs_predicted_late(client.id, queries.outlook(prospect, now=g.now))
    return queries.Behind(
        which="named" if which == "predicted" else which,
        detail=detail,
        period=asked.period,
        now=g.now,
        day_end=queries.day_end(client.zone, g.now),
        work_type=asked.work_type,
        priorities=priorities,
        edges=rules.age_edges(contract.calendar, g.now) if contract and which == "aged" else (),
        ids=named,
    )


def title_of(which: str, detail: str, works: Iterable[str] = ()) -> str:
    """What the list is called, its detail included; a reason in the words of these work types."""
    title = (NOW | PAST)[which]
    if which == "aged" and detail.isdigit() and int(detail) < len(rules.AGES):
        return f"Open, {rules.AGES[int(detail)]} working days"
    said = reason_in_words(detail, works) if which == "reason" else detail
    return f"{title}: {said}" if detail and which in ("reason", "fault", "held") else title


def _sub(client: Tenant, asked: Asked, meant: queries.Behind) -> str:
    said = [client.name]
    if meant.which not in (*NOW, "named"):
        said.append(asked.words)
    if asked.work_type:
        said.append(name_of_work_type(asked.work_type))
    return " · ".join(said)
