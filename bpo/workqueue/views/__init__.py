"""The agents' pages: the bench and the desk, holds, the floor."""

from flask import Blueprint

bp = Blueprint("workqueue", __name__)

from bpo.workqueue.views import bench, beside, findings, floor, holds, leave, sources, submit, take, task  # noqa: E402

__all__ = [
    "bench",
    "beside",
    "bp",
    "findings",
    "floor",
    "holds",
    "leave",
    "sources",
    "submit",
    "take",
    "task",
]
