"""The agent's home: what waits, what is under way, and the next task."""

import random
from contextlib import suppress
from typing import Any
from uuid import UUID

from flask import flash, g, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import name_of_step, work_type
from bpo.platform.caller import Caller
from bpo.platform.errors import NothingWaiting
from bpo.platform.sandbox import ParseFailed, SandboxUnavailable
from bpo.platform.web import caller, requires, wants_json
from bpo.workqueue import queries, service
from bpo.workqueue.models import Task, WorkQueue
from bpo.workqueue.service.page_cache import DPI
from bpo.workqueue.views import bp
from bpo.workqueue.views.desk import page_cache
from bpo.workqueue.views.floor import effort_facts
from bpo.workqueue.views.slack import slack

LOOKED_AHEAD = 20
"""Waiting tasks of each queue whose first page should be drawn before somebody takes them."""
DRAWN_AHEAD = 2
"""Pages that one request draws of those."""


@bp.get("/work")
@requires("task.claim")
def bench() -> ResponseReturnValue:
    """The agent's home."""
    return render_template(
        "workqueue/bench.html", **bench_facts("work"), effort=effort_facts(person_id=caller().id)
    )


@bp.post("/work/next")
@requires("task.claim")
def next_task() -> ResponseReturnValue:
    """Take the most pressing task, or go on with the one under way."""
    return take_next(home="workqueue.bench")


@bp.get("/work/ahead")
@requires("task.claim")
def ahead() -> ResponseReturnValue:
    """Draw the first page of what is likely to come next, so that it is there when it comes. Nothing is answered."""
    draw_ahead("work")
    return "", 204


def own_queues(who: Caller, activity: str = "") -> list[WorkQueue]:
    """The queues the caller may claim from at this moment, of one activity or of all."""
    return [
        queue
        for queue in queries.queues_for_person(who.id, who.tenants, g.now)
        if who.can(service.CLAIMS[queue.activity]) and activity in ("", queue.activity)
    ]


def bench_facts(activity: str) -> dict[str, Any]:
    """What the home of an agent (`work`) or a reviewer (`review`) shows."""
    who = caller()
    waiting = queries.waiting_of(own_queues(who, activity), person_id=who.id, now=g.now)
    under_way = queries.held_by(who.tenants, who.id)
    holds = queries.holds_placed_by(who.id, who.tenants)
    jobs = queries.jobs_by_id(who.tenants, [task.job_id for task in under_way])
    return {
        "activity": activity,
        "waiting": [
            {
                "client": row.client,
                "work": work_type(row.queue.work_type).name,
                "step": name_of_step(row.queue.step, row.queue.work_type),
                "count": row.waiting,
                "most": row.waiting >= queries.COUNTED,
                "head": row.head.head if row.head else None,
                "slack": slack(row.queue.tenant_id, row.head.head.due_at) if row.head else None,
            }
            for row in waiting
        ],
        "total": sum(row.waiting for row in waiting),
        "slack": slack,
        "under_way": [(task, jobs[task.job_id], task_url(task)) for task in under_way],
        "holds": holds,
        "clients": queries.client_names(who.tenants),
    }


def task_url(task: Task) -> str:
    """Where a task is worked on: reviews have a page of their own."""
    return _url(task.id, task.step)


def claim_url(claim: service.Claim) -> str:
    """The same for a task just claimed."""
    return _url(claim.task_id, claim.step)


def _url(task_id: UUID, step: str) -> str:
    return url_for("quality.review" if step == service.REVIEW else "workqueue.task", task_id=task_id)


def take_next(*, home: str, done: UUID | None = None) -> ResponseReturnValue:
    """Claim the next task and go to it; with nothing waiting, home. `done` is the task just finished, if any."""
    who = caller()
    held, seen = queries.at_the_desk(who.id, who.tenants, service.activities_of(who), g.now)
    others = [(task_id, step) for task_id, step in held if task_id != done]
    if others:
        url = _url(*others[0])
    else:
        try:
            url = claim_url(service.claim_next(agent=who, now=g.now, draw=random.random(), seen=seen))
        except NothingWaiting:
            if wants_json():
                return jsonify(next=None)
            words = "Nothing else is waiting for you." if done else "Nothing is waiting for you right now."
            flash(("Handed in. " if done else "") + words, "ok" if done else "")
            return redirect(url_for(home), 303)
    if wants_json():
        return jsonify(next=url)
    return redirect(url, 303)


def draw_ahead(activity: str) -> None:
    """Make what the desk shows first of the next likely documents; what fails now fails again later.

    Words that must be recognised take seconds: those of the most likely one are read while nobody waits for them,
    unless it is keyed from the image alone.
    """
    who = caller()
    cache = page_cache()
    likely = queries.next_documents(
        own_queues(who, activity), person_id=who.id, now=g.now, ahead=LOOKED_AHEAD
    )
    waiting = [each.document for each in likely if not cache.has_image(each.document, 0, DPI)]
    # the first is likely mine; which of the others comes to whom is chance, so two of us seldom draw the same
    chosen = waiting[:1] + random.sample(waiting[1:], min(len(waiting[1:]), DRAWN_AHEAD - 1))
    for document in chosen:
        with suppress(ParseFailed, SandboxUnavailable, KeyError):
            if cache.sheets([document]):
                cache.image(document, 0, DPI)
    if likely and likely[0].whole:
        with suppress(ParseFailed, SandboxUnavailable, KeyError):
            cache.words(likely[0].document)


def mine(task_id: UUID) -> Task:
    """A task of a client the caller serves; NotFound else."""
    return queries.get_task(caller().tenants, task_id)
