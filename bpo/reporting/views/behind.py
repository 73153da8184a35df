"""The jobs behind a figure."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import name_of_work_type, reason_in_words, work_types
from bpo.jobs.rules import staff_words
from bpo.platform.errors import NotFound
from bpo.platform.web import caller, requires
from bpo.quality.queries.figures import reason_label
from bpo.quality.rules import FOUND_BY, STRATUM_WORDS
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
    "awaiting": "Waiting for people",
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
    "waited": "Waited for a person",
    "matched": "Matched at once",
    "not_matched": "Did not match",
    "not_first_pass": "Not right first time",
    "overdue": "Due, and still open",
    "returned": "Sent back",
    "held": "Held up",
    "holds": "Held up",
    "holds_open": "Held up now",
    "holds_credited": "Held up, credited",
    "finished": "Finished, before the draw",
    "sampled": "Drawn and reviewed",
    "defective": "Drawn, with a defect",
    "wrong": "With a defect",
    "rejected": "Rejected",
    "cancelled": "Cancelled",
}
"""Lists of a period."""
TABS = ("open", "late", "due_today", "on_hold", "missed", "delivered", "straight", "exception", "returned")
AHEAD = ("predicted", "awaiting")
"""Lists of what is worked out for the moment ahead, job by job."""
OF_QUALITY = ("finished", "sampled", "defective", "wrong")
OF_THE_FLOOR = ("open", "late", "due_today", "predicted", "awaiting", "on_hold", "in_review")


@bp.get("/accounts/<uuid:tenant_id>/jobs")
@requires("accounts.view")
def jobs_behind(tenant_id: UUID) -> ResponseReturnValue:
    """The jobs behind a figure of a client's page, as many as it says."""
    return _listed(tenant_id, "reporting.jobs_behind", TABS, {*NOW, *PAST})


@bp.get("/quality/<uuid:tenant_id>/jobs")
@requires("quality.view")
def quality_jobs(tenant_id: UUID) -> ResponseReturnValue:
    """The same of the pages of quality."""
    return _listed(tenant_id, "reporting.quality_jobs", OF_QUALITY, set(OF_QUALITY))


@bp.get("/floor/clients/<uuid:tenant_id>/jobs")
@requires("floor.view")
def floor_jobs(tenant_id: UUID) -> ResponseReturnValue:
    """The same of what the floor is told of a client."""
    return _listed(tenant_id, "reporting.floor_jobs", OF_THE_FLOOR, set(OF_THE_FLOOR))


BACK: Mapping[str, Callable[[Tenant], str]] = {
    "reporting.jobs_behind": lambda client: url_for("reporting.account", tenant_id=client.id),
    "reporting.quality_jobs": lambda client: url_for("quality.of_client", tenant_id=client.id),
    "reporting.floor_jobs": lambda _: url_for("workqueue.floor"),
}
"""Where the numbers stand that a list is opened from."""


def _listed(tenant_id: UUID, here: str, tabs: Sequence[str], offered: Set[str]) -> ResponseReturnValue:
    client = queries.get_client(caller().tenants, tenant_id)
    asked = asked_for(request.args, zone=client.zone, now=g.now)
    which, detail = request.args.get("which", "open"), request.args.get("detail", "")
    if which not in offered:
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
        pieces=queries.count_pieces(client.id, meant),
        back=BACK[here](client),
        following=url_for(here, tenant_id=client.id, after=found[PAGE - 1].id, **same)
        if len(found) > PAGE
        else "",
        words=staff_words,
        tabs=[
            {
                "label": (NOW | PAST)[key],
                "href": url_for(here, tenant_id=client.id, which=key, **asked.arguments),
                "current": key == which,
            }
            for key in dict.fromkeys((*tabs, which))
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
    if which in AHEAD and contract is not None:
        prospect = queries.Prospect(
            tenant_id=client.id,
            contract=contract,
            counts=queries.read_tallies(client.id, asked.period),
            opened=(),
            period=asked.measured,
            work_type=asked.work_type,
        )
        found = queries.outlook(prospect, now=g.now)
        if which == "predicted":
            named = queries.jobs_predicted_late(client.id, found)
        else:
            named = queries.jobs_waiting(client.id, found, detail)
    return queries.Behind(
        which="named" if which in AHEAD else which,
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
    said = _in_words(which, detail, list(works))
    return f"{title}: {said}" if said else title


def _in_words(which: str, detail: str, works: Sequence[str]) -> str:
    """What a list is narrowed down to."""
    if which == "reason":
        return reason_in_words(detail, works)
    if which == "wrong" and detail:
        origin, _, reason = detail.partition(".")
        label = next((said for key in works if (said := reason_label(key, reason)) != reason), reason)
        return f"{label}, found by {FOUND_BY.get(origin, origin)}"
    if which in ("finished", "sampled", "defective"):
        return STRATUM_WORDS.get(detail, "one person" if detail else "")
    return detail.replace("_", " ") if which.startswith(("held", "holds", "awaiting")) else ""


def _sub(client: Tenant, asked: Asked, meant: queries.Behind) -> str:
    said = [client.name]
    if meant.which not in (*NOW, "named"):
        said.append(asked.words)
    if asked.work_type:
        said.append(name_of_work_type(asked.work_type))
    return " · ".join(said)
