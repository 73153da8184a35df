"""The agents' pages: the bench and the desk, holds, the floor."""

from flask import Blueprint

bp = Blueprint("workqueue", __name__)

from bpo.workqueue.views import (  # noqa: E402
    batch,
    bench,
    beside,
    findings,
    floor,
    holds,
    leave,
    listed,
    people,
    sources,
    submit,
    take,
    task,
)

__all__ = [
    "batch",
    "bench",
    "beside",
    "bp",
    "findings",
    "floor",
    "holds",
    "leave",
    "listed",
    "people",
    "sources",
    "submit",
    "take",
    "task",
]
