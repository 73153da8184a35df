"""What is counted, from which event."""

from collections.abc import Iterator, Mapping
from typing import Any

SIMPLE = {
    "job.received": "received",
    "job.accepted": "accepted",
    "job.returned": "returned",
    "job.rejected": "rejected",
    "job.cancelled": "cancelled",
    "clock.breached": "breached",
}


def measures_of(name: str, data: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """(measure, amount) that an event adds. A first delivery counts once; a corrected one is told apart."""
    if name in SIMPLE:
        yield SIMPLE[name], 1
    elif name == "job.delivered":
        if data.get("version", 1) != 1:
            yield "delivered_again", 1
            return
        yield "delivered", 1
        yield "due_met" if data.get("on_time") else "due_missed", 1
        if data.get("straight"):
            yield "straight", 1
    elif name == "review.done":
        yield "reviewed", 1
        if data.get("outcome") != "accept":
            yield "defects", 1
