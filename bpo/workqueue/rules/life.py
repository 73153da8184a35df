"""The life of a task, and how long it may be held before it goes back.

There is no state "failed": a system failure goes back to the queue with a pause, the last one becomes a
task for a person, so that nothing is ever dropped (see `retries`).
"""

from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from bpo.catalog.rules import Actor


class TaskState(StrEnum):
    """Where a task stands."""

    QUEUED = "queued"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    DONE = "done"
    CANCELLED = "cancelled"


_S = TaskState

MOVES = MappingProxyType(
    {
        (_S.QUEUED, _S.IN_PROGRESS): "claimed",
        (_S.QUEUED, _S.ON_HOLD): "held",
        (_S.QUEUED, _S.CANCELLED): "cancelled",
        (_S.IN_PROGRESS, _S.DONE): "done",
        # Handed back, lease lapsed, or failed and to be tried again: the event says which.
        (_S.IN_PROGRESS, _S.QUEUED): "returned",
        (_S.IN_PROGRESS, _S.ON_HOLD): "held",
        (_S.IN_PROGRESS, _S.CANCELLED): "cancelled",
        # Somebody else takes over: the task stays in progress under a new holder and a new lease token.
        (_S.IN_PROGRESS, _S.IN_PROGRESS): "taken_over",
        (_S.ON_HOLD, _S.QUEUED): "resumed",
        (_S.ON_HOLD, _S.CANCELLED): "cancelled",
    }
)
"""(from, to) → the name of the move. What is not here is not possible."""

TERMINAL = frozenset({_S.DONE, _S.CANCELLED})
OPEN = frozenset(TaskState) - TERMINAL

LEASE_PERSON = timedelta(minutes=15)
"""A person's claim; the work screen renews it while it is open."""
LEASE_AUTOMATION = timedelta(seconds=30)
"""A worker's claim: short, so that the work of a killed one goes on soon."""


def may_move(state: TaskState | str, to: TaskState | str) -> bool:
    """Whether a task may go from one state to the other. A state there is not may go nowhere."""
    return (state, to) in MOVES


def move_name(state: TaskState | str, to: TaskState | str) -> str:
    """The name of the move, for its event. KeyError where the move is not possible."""
    return MOVES[TaskState(state), TaskState(to)]


def moves_from(state: TaskState | str) -> tuple[TaskState, ...]:
    """Where a task in this state may go, in the order of the table."""
    return tuple(end for start, end in MOVES if start == state)


def lease_length(actor: Actor) -> timedelta:
    """How long a claim holds without being renewed."""
    return LEASE_AUTOMATION if actor is Actor.AUTOMATION else LEASE_PERSON


def renew_after(actor: Actor) -> timedelta:
    """When to renew a lease: at a quarter of it, so that three renewals may fail before it lapses."""
    return lease_length(actor) / 4
