"""What follows when an attempt fails. Nothing is dropped: in the end a person decides."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

MAX_ATTEMPTS = 5
"""Attempts of automation at one task, the first included."""
_FIRST_PAUSE = timedelta(seconds=2)
_LONGEST_PAUSE = timedelta(minutes=5)


class FailureKind(StrEnum):
    """Why an attempt failed."""

    BUSINESS = "business"
    """The input or a rule: trying again gives the same."""
    SYSTEM = "system"
    """A crash, a time limit, a lost lease, something we depend on being down."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Back to the queue, not to be claimed before this pause is over."""

    pause: timedelta


@dataclass(frozen=True, slots=True)
class ToPerson:
    """An exception task for a person; `alert` when the provider's operators should know too."""

    alert: bool


def backoff(attempt: int, *, jitter: float) -> timedelta:
    """The pause after the `attempt`-th failure (from 1): 2 s, doubling, at most 5 min.

    `jitter` in [0, 1) spreads tries that failed together over the upper half of the pause.
    """
    # The exponent is bounded so that an absurd attempt number cannot overflow.
    pause = min(_FIRST_PAUSE * (1 << min(max(attempt, 1) - 1, 16)), _LONGEST_PAUSE)
    return pause * (0.5 + jitter / 2)


def after_failure(
    kind: FailureKind, attempt: int, *, jitter: float, max_attempts: int = MAX_ATTEMPTS
) -> Retry | ToPerson:
    """What follows the failure of the `attempt`-th attempt (from 1) of automation."""
    if kind is FailureKind.BUSINESS:
        return ToPerson(alert=False)
    if attempt >= max_attempts:
        return ToPerson(alert=True)
    return Retry(pause=backoff(attempt, jitter=jitter))
