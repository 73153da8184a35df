"""In what state a job spent its time: parts that add up to the whole."""

from collections.abc import Iterable
from datetime import datetime

from bpo.reporting.rules.results import Happening
from bpo.sla.rules import Part, elapsed_parts

STATES = {
    "waiting for automation": "idle",
    "automation": "auto",
    "waiting for a person": "idle",
    "person at work": "acc",
    "waiting for review": "idle",
    "in review": "look",
    "waiting for the client": "warn",
    "waiting for others": "warn",
    "being delivered": "auto",
    "with the client": "ok",
}
"""What a job's time is spent in, with the tone it is drawn in."""


def explained(happenings: Iterable[Happening], now: datetime) -> tuple[Part, ...]:
    """Where a job's time went, from receipt to its end or `now`: parts that add up to the whole."""
    changes: list[tuple[datetime, str]] = []
    resting = "waiting for automation"
    end = now
    held: dict[object, str] = {}
    for each in happenings:
        state, resting = _state_after(each, resting)
        if each.name == "hold.placed":
            held[each.subject_id] = state
        elif each.name == "hold.ended":
            held.pop(each.subject_id, None)
            state = next(reversed(held.values()), state)  # it still waits for another reason
        if state == "ended":
            end = each.at
        elif state:
            if each.name == "job.correction_opened":
                end = now  # what was accepted is worked on again
            changes.append((each.at, state))
    return elapsed_parts(changes, end)


def _state_after(each: Happening, resting: str) -> tuple[str, str]:
    """(the state from this event on, or "" for none; where the job rests when nobody works on it)."""
    match each.name:
        case "job.received" | "task.lapsed" | "task.handed_back" | "task.failed":
            return resting, resting
        case "task.claimed" | "task.taken_over":
            if not each.by_person:
                return "automation", resting
            return ("in review" if each.data.get("step") == "review" else "person at work"), resting
        case "task.queued":
            rests = "waiting for review" if each.data.get("step") == "review" else "waiting for a person"
            return rests, rests
        case "task.exception":
            return "waiting for a person", "waiting for a person"
        case "task.done" | "task.rejected":
            return "being delivered", resting
        case "hold.placed":
            return (
                "waiting for the client" if each.data.get("owes") == "client" else "waiting for others"
            ), resting
        case "hold.ended":
            return resting, resting
        case "job.delivered":
            return "with the client", "waiting for a person"
        case "job.returned" | "job.correction_opened":
            return "waiting for a person", "waiting for a person"
        case "job.accepted" | "job.rejected" | "job.cancelled":
            return "ended", resting
    return "", resting
