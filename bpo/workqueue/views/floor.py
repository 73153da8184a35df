"""The floor: queues, people at work, what will be late."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from bpo.catalog.registry import kind_of, name_of_step, reason_in_words, work_type, work_types
from bpo.identity.queries import name_of
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job
from bpo.platform.errors import DomainError, Invalid
from bpo.platform.fragments import Fragment, Fragments
from bpo.platform.live import alike, renewed
from bpo.platform.web import caller, problem, requires, wants_json
from bpo.tenancy.queries import tenant
from bpo.workqueue import queries, rules
from bpo.workqueue.models import Attempt
from bpo.workqueue.views import bp
from bpo.workqueue.views.slack import slack

SHARED = Fragments(4)
"""What renews itself is made once in so many seconds, however many look at it."""
OUTLOOK = Fragments(30)
"""What will be late by the end of a working day, and what it was worked out from, move more slowly."""
TEAM = Fragments(60)
"""So does how busy people are, which reads everybody's day."""
EFFORT_DAYS = 30
"""Over how many days the effort of corrected documents is shown."""


@bp.get("/floor")
@requires("floor.view")
def floor() -> ResponseReturnValue:
    """The floor as it is now; the middle of the page renews itself."""
    return render_template("workqueue/floor.html", now_shown=Markup(_shown().html), effort=effort_of_all())  # noqa: S704 - our own template's


@bp.get("/floor/now")
@requires("floor.view")
def floor_now() -> ResponseReturnValue:
    """The part that renews itself; 304 while nothing changed."""
    return renewed(_shown())


def _shown() -> Fragment:
    """The floor's middle, shared for a moment by all who serve the same clients in the same role."""
    return alike(SHARED, "floor", _drawn)


def _drawn() -> Fragment:
    team = alike(
        TEAM, "team", lambda: Fragment.of(render_template("workqueue/_team.html", team=_team_today()))
    )
    outlook = alike(
        OUTLOOK,
        "outlook",
        lambda: Fragment.of(render_template("workqueue/_outlook.html", outlooks=_outlooks())),
    )
    return Fragment.of(
        render_template(
            "workqueue/_floor.html",
            team_shown=Markup(team.html),  # noqa: S704 - our own template's
            outlook_shown=Markup(outlook.html),  # noqa: S704 - our own template's
            **_facts(),
        )
    )


def _outlooks() -> Any:
    """What will be late, client by client."""
    return current_app.extensions["late_soon"](caller().tenants, now=g.now)


def _team_today() -> Any:
    """How busy everybody is since the beginning of the caller's day."""
    zone = ZoneInfo(caller().zone)
    today = datetime.combine(g.now.astimezone(zone).date(), time.min, zone).astimezone(UTC)
    return current_app.extensions["team_of"](caller().tenants, since=today, now=g.now)


def effort_of_all() -> dict[str, Any]:
    """What corrected documents cost lately, over all people: from the rollups, which a floor above keeps."""
    since = (g.now - timedelta(days=EFFORT_DAYS)).date()
    return _effort_shown(current_app.extensions["effort_of"](caller().tenants, since=since))


def effort_facts(*, person_id: UUID) -> dict[str, Any]:
    """The same of one person, from their own attempts."""
    kinds = {kind.source_key for kind in work_types(*caller().tenants)} - {""}
    since = g.now - timedelta(days=EFFORT_DAYS)
    return _effort_shown(queries.effort_of(caller().tenants, since=since, kinds=kinds, person_id=person_id))


def _effort_shown(found: Sequence[Any]) -> dict[str, Any]:
    known = {kind.key: kind for kind in work_types(*caller().tenants)}
    return {
        "days": EFFORT_DAYS,
        "rows": [
            (known[row.work_type].name, name_of_step(row.step, row.work_type), row)
            for row in found
            if row.work_type in known and row.step in {step.key for step in known[row.work_type].steps}
        ],
    }


def _facts() -> dict[str, Any]:
    tenants = caller().tenants
    queues = queries.floor_queues(tenants, g.now)
    return {
        "queues": [
            {
                "row": row,
                "work": work_type(row.work_type).name,
                "step": name_of_step(row.step, row.work_type),
            }
            for row in queues
        ],
        "slack": slack,
        "deserted": [row for row in queues if row.deserted],
        "people": [(row, name_of_step(row.task.step, row.job.work_type)) for row in queries.at_work(tenants)],
        "pressing": [
            (row, name_of_step(row.task.step, row.job.work_type)) for row in queries.pressing(tenants, g.now)
        ],
        "totals": {name: sum(getattr(row, name) for row in queues) for name in queries.ON_FLOOR},
    }


WORDS = {
    "waiting": "Waiting",
    "in_progress": "In progress",
    "on_hold": "On hold",
    "soon": "Due within 1 h",
    "late": "Late",
}
"""What the floor counts, in words."""
SHOWN = 200
"""Tasks of a list; those due first."""


@bp.get("/floor/tasks")
@requires("floor.view")
def floor_tasks() -> ResponseReturnValue:
    """The tasks behind a number of the floor, of all queues or of one."""
    which, queue_id = request.args.get("which", "waiting"), request.args.get("queue", type=UUID)
    count, rows = queries.tasks_counted(caller().tenants, which, g.now, queue_id=queue_id, limit=SHOWN)
    return render_template(
        "workqueue/floor_tasks.html",
        title=WORDS[which],
        count=count,
        rows=[
            (row, work_type(row.job.work_type).name, name_of_step(row.task.step, row.job.work_type))
            for row in rows
        ],
        shown=SHOWN,
        tabs=[
            {
                "label": label,
                "href": url_for("workqueue.floor_tasks", which=key, queue=queue_id),
                "current": key == which,
            }
            for key, label in WORDS.items()
        ],
    )


@bp.get("/floor/<uuid:task_id>")
@requires("floor.view")
def summary(task_id: UUID) -> ResponseReturnValue:
    """One task, for those who run the floor: where it stands, and who may take it."""
    return summary_page(task_id)


def summary_page(task_id: UUID, *, error: DomainError | None = None) -> ResponseReturnValue:
    """The page of one task, with what was wrong with what was asked of it."""
    task = queries.get_task(caller().tenants, task_id)
    if error is not None and wants_json():
        errors = error.errors if isinstance(error, Invalid) else {}
        return problem(error.status, error.code, error.title, error.message, errors=errors)
    job = get_job([task.tenant_id], task.job_id)
    page = render_template(
        "workqueue/summary.html",
        task=task,
        job=job,
        kind=kind_of(job),
        step=name_of_step(task.step, job.work_type),
        client={"name": tenant(task.tenant_id).name, "href": ""},
        holder=name_of(task.holder) if task.holder else "",
        kept_for=name_of(task.reserved_for) if task.reserved_for else "",
        attempts=[(each, _why_ended(each, job)) for each in queries.attempts_of(task.tenant_id, task.id)],
        people=[
            (person.id, person.name)
            for person in queries.eligible_people(task.tenant_id, task.queue_id, g.now)
        ],
        pick=[(reason.key, reason.label) for reason in rules.PICK.values()],
        take_over=[(reason.key, reason.label) for reason in rules.TAKE_OVER.values()],
        reassign=[(reason.key, reason.label) for reason in rules.REASSIGN.values()],
        error=error,
        errors=error.errors if isinstance(error, Invalid) else {},
    )
    return page, error.status if error else 200


def _why_ended(attempt: Attempt, job: Job) -> str:
    if attempt.outcome == "exception":
        codes = (attempt.reason or "").split(", ")
        return " ".join(reason_in_words(code, [job.work_type]) for code in codes if code)
    return rules.why_ended(attempt.outcome, attempt.reason, unit=kind_of(job).unit)
