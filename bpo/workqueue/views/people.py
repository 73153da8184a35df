"""Moving people: who could work on a queue, and putting them on it."""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import name_of_step, name_of_work_type
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.tenancy.queries import tenant
from bpo.workqueue import queries, service
from bpo.workqueue.schemas import MovePersonForm, PlanForm
from bpo.workqueue.views import bp


@bp.get("/floor/queues/<uuid:queue_id>")
@requires("floor.move")
def queue_people(queue_id: UUID) -> ResponseReturnValue:
    """Who works on a queue, and who could."""
    who = caller()
    queue = queries.get_queue(who.tenants, queue_id)
    return render_template(
        "workqueue/people.html",
        queue=queue,
        client={"name": tenant(queue.tenant_id).name, "href": ""},
        work=name_of_work_type(queue.work_type),
        step=name_of_step(queue.step, queue.work_type),
        workers=queries.workers_for(
            queue, tenant_ids=who.tenants, roles=service.roles_for(queue.activity), now=g.now
        ),
    )


@bp.post("/floor/queues/<uuid:queue_id>/on")
@requires("floor.move")
def put_on(queue_id: UUID) -> ResponseReturnValue:
    """Put somebody on the queue: for today, or until further notice."""
    form = load_form(MovePersonForm, request.form)
    until = _end_of_day() if form["until"] == "today" else None
    worker = service.put_on(by=caller(), queue_id=queue_id, person_id=form["person"], until=until, now=g.now)
    flash(f"{worker.name} may work on this queue now.", "ok")
    return redirect(url_for("workqueue.queue_people", queue_id=queue_id), 303)


@bp.post("/floor/queues/<uuid:queue_id>/off")
@requires("floor.move")
def take_off(queue_id: UUID) -> ResponseReturnValue:
    """Take somebody off the queue."""
    form = load_form(MovePersonForm, request.form)
    worker = service.take_off(by=caller(), queue_id=queue_id, person_id=form["person"], now=g.now)
    flash(f"{worker.name} no longer works on this queue.", "ok")
    return redirect(url_for("workqueue.queue_people", queue_id=queue_id), 303)


@bp.post("/floor/queues/<uuid:queue_id>/plan")
@requires("floor.move")
def plan(queue_id: UUID) -> ResponseReturnValue:
    """Say how many minutes a day somebody is planned for the queue's client: what is predicted rests on it."""
    form = load_form(PlanForm, request.form)
    worker = service.plan(
        by=caller(), queue_id=queue_id, person_id=form["person"], minutes=form["minutes"], now=g.now
    )
    flash(f"{worker.name}: planned time kept.", "ok")
    return redirect(url_for("workqueue.queue_people", queue_id=queue_id), 303)


def _end_of_day() -> datetime:
    """When the day of whoever asks ends."""
    zone = ZoneInfo(caller().zone)
    return datetime.combine(g.now.astimezone(zone).date() + timedelta(days=1), time.min, zone)
