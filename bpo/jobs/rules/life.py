"""The life of a job: its states, the moves between them, and what each is called on pages."""

from enum import StrEnum
from types import MappingProxyType


class JobState(StrEnum):
    """Where a job stands. Tasks have states of their own: a job is `in_work` over all its steps."""

    RECEIVED = "received"
    IN_WORK = "in_work"
    IN_REVIEW = "in_review"
    ON_HOLD = "on_hold"
    DELIVERED = "delivered"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    BILLED = "billed"
    CANCELLED = "cancelled"
    REJECTED = "rejected"
    PLANTED = "planted"
    """A copy of a finished job with known answers: worked on, and nothing else. It never was a client's job."""


_S = JobState

MOVES = MappingProxyType(
    {
        (_S.RECEIVED, _S.IN_WORK): "started",
        (_S.RECEIVED, _S.REJECTED): "rejected",
        (_S.IN_WORK, _S.IN_REVIEW): "sent_to_review",
        (_S.IN_WORK, _S.DELIVERED): "delivered",
        # A file can turn out unfit only once it has been read, which is after receipt.
        (_S.IN_WORK, _S.REJECTED): "rejected",
        (_S.IN_REVIEW, _S.DELIVERED): "delivered",
        (_S.IN_REVIEW, _S.IN_WORK): "returned_by_review",
        # That it is unfit may be looked at by a second person, as any work.
        (_S.IN_REVIEW, _S.REJECTED): "rejected",
        (_S.DELIVERED, _S.ACCEPTED): "accepted",
        (_S.DELIVERED, _S.RETURNED): "returned",
        # An error that we find after delivery: the client sees it, and gets a further version.
        (_S.DELIVERED, _S.IN_WORK): "correction_opened",
        (_S.ACCEPTED, _S.IN_WORK): "correction_opened",
        (_S.RETURNED, _S.IN_WORK): "rework_started",
        (_S.ACCEPTED, _S.BILLED): "billed",
        **{(state, _S.ON_HOLD): "held" for state in (_S.RECEIVED, _S.IN_WORK, _S.IN_REVIEW, _S.RETURNED)},
        **{(_S.ON_HOLD, state): "resumed" for state in (_S.RECEIVED, _S.IN_WORK, _S.IN_REVIEW, _S.RETURNED)},
        **{
            (state, _S.CANCELLED): "cancelled"
            for state in (_S.RECEIVED, _S.IN_WORK, _S.IN_REVIEW, _S.ON_HOLD, _S.RETURNED)
        },
    }
)
"""(from, to) → the name of the move; the event is `job.<name>`. What is not here is not possible.

A resumed job goes back to the state it was held in: that state is a fact of its hold.
"""

TERMINAL = frozenset(state for state in JobState if not any(start is state for start, _ in MOVES))
"""States no job ever leaves: a correction is a new version of its deliverable."""

OPEN = frozenset({_S.RECEIVED, _S.IN_WORK, _S.IN_REVIEW, _S.ON_HOLD, _S.RETURNED})
"""States in which the provider still owes a result."""

CLOCK_STOPPED = frozenset(JobState) - OPEN
"""States in which the client's clock has finished (delivered) or no longer matters."""


def may_move(state: JobState | str, to: JobState | str) -> bool:
    """Whether a job may go from one state to the other. A state there is not may go nowhere."""
    return (state, to) in MOVES


def move_name(state: JobState | str, to: JobState | str) -> str:
    """The name of the move, for its event. KeyError where the move is not possible."""
    return MOVES[JobState(state), JobState(to)]


def moves_from(state: JobState | str) -> tuple[JobState, ...]:
    """Where a job in this state may go, in the order of the table."""
    return tuple(end for start, end in MOVES if start == state)


_STAFF_WORDS = MappingProxyType(
    {
        _S.RECEIVED: "Received",
        _S.IN_WORK: "In work",
        _S.IN_REVIEW: "In review",
        _S.ON_HOLD: "On hold",
        _S.DELIVERED: "Delivered",
        _S.RETURNED: "Returned by client",
        _S.ACCEPTED: "Accepted",
        _S.BILLED: "Billed",
        _S.CANCELLED: "Cancelled",
        _S.REJECTED: "Rejected",
        _S.PLANTED: "In work",
    }
)
# A client sees what matters to it: sampling and billing are the provider's affair.
_CLIENT_WORDS = _STAFF_WORDS | {
    _S.IN_WORK: "In progress",
    _S.IN_REVIEW: "In progress",
    _S.ON_HOLD: "Waiting",
    _S.DELIVERED: "Ready",
    _S.RETURNED: "Sent back by you",
    _S.BILLED: "Accepted",
    _S.REJECTED: "Not accepted",
}


def staff_words(state: JobState | str) -> str:
    """What the provider's people call the state."""
    return _STAFF_WORDS[JobState(state)]


def client_words(state: JobState | str, *, owed_by: str | None = None) -> str:
    """What the client's people call the state; `owed_by` is who owes the action of an open hold."""
    if state == JobState.ON_HOLD and owed_by == "client":
        return "Waiting for you"
    return _CLIENT_WORDS[JobState(state)]
