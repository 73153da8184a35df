"""Readiness and metrics for machines, the health page for administrators."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, current_app, g, jsonify, render_template
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from redis import RedisError
from rq import Worker
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bpo.operations.service import PULSE, notes
from bpo.platform.db import db
from bpo.platform.messages import DOORS
from bpo.platform.web import public, requires

bp = Blueprint("operations", __name__)

STALE = timedelta(seconds=60)
"""A pulse older than this means that the schedule does not run."""


@bp.get("/readyz")
@public(gate=True)
def ready() -> ResponseReturnValue:
    """Whether requests can be served: the database answers. (Redis may be away: work waits, nothing is lost.)"""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return jsonify(status="database away"), 503
    return jsonify(status="ok", redis="ok" if redis_answers() else "away")


@bp.get("/metrics")
@public(gate=True)
def metrics() -> ResponseReturnValue:
    """The last measurement in Prometheus' text form; figures over all clients, none of one."""
    registry = CollectorRegistry()
    note = notes().get(PULSE)
    age = Gauge("bpo_pulse_age_seconds", "Age of the last measurement by the schedule", registry=registry)
    age.set((g.now - note.at).total_seconds() if note else -1)
    Gauge("bpo_redis_up", "Whether Redis answers", registry=registry).set(redis_answers())
    if note:
        _gauges(registry, note.value)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _gauges(registry: CollectorRegistry, pulse: dict[str, Any]) -> None:
    labels = ["work_type", "step", "actor"]
    depth = Gauge("bpo_queue_tasks", "Tasks by state", [*labels, "state"], registry=registry)
    oldest = Gauge("bpo_queue_oldest_seconds", "Age of the first waiting task", labels, registry=registry)
    for each in pulse["queues"]:
        of = [each[label] for label in labels]
        for state in ("waiting", "in_progress", "on_hold"):
            depth.labels(*of, state).set(each[state])
        oldest.labels(*of).set(each["oldest_seconds"])
    box = pulse["outbox"]
    Gauge("bpo_outbox_waiting", "Events to be followed up", registry=registry).set(box["waiting"])
    Gauge("bpo_outbox_failing", "Events that failed and were put off", registry=registry).set(box["failing"])
    Gauge("bpo_outbox_lag_seconds", "Age of the oldest waiting event", registry=registry).set(
        box["lag_seconds"]
    )
    trouble = Gauge(
        "bpo_trouble_last_day", "Lost leases, retries, exceptions, breaches", ["event"], registry=registry
    )
    for name, count in pulse["last_day"].items():
        trouble.labels(name).set(count)
    Gauge("bpo_oldest_transaction_seconds", "Age of the oldest open transaction", registry=registry).set(
        pulse["oldest_transaction_seconds"]
    )


@bp.get("/admin/health")
@requires("admin.health")
def health() -> ResponseReturnValue:
    """The health page."""
    known = notes()
    pulse = known.get(PULSE)
    return render_template(
        "operations/health.html",
        pulse=pulse,
        stale=pulse is None or g.now - pulse.at > STALE,
        redis=redis_answers(),
        messages=_messages(),
        workers=_workers(),
        demo=known.get("demo"),
    )


def redis_answers() -> bool:
    """Whether Redis answers at this moment."""
    try:
        return bool(current_app.extensions["messenger"].connection.ping())
    except RedisError:
        return False


def _messages() -> dict[str, int | None]:
    """Messages waiting by RQ queue; None where Redis is away."""
    queues = current_app.extensions["messenger"].queues
    try:
        return {name: queues[name].count for name in DOORS}
    except RedisError:
        return dict.fromkeys(DOORS)


def _workers() -> list[dict[str, Any]]:
    """The RQ workers that are alive: name, state, last sign of life."""
    try:
        return [
            {"name": worker.name[:12], "state": str(worker.get_state()), "seen": worker.last_heartbeat}
            for worker in Worker.all(connection=current_app.extensions["messenger"].connection)
        ]
    except RedisError:
        return []
