"""Which task is more pressing, in one order that can be explained to the person who gets it.

Within one priority the least slack to the due time goes first. Waiting promotes: every `AGEING_MINUTES`
of age lift a task by one priority, so that a low one is served in the end however many urgent ones come.
A passed due time is only slack below zero: it does not stop work, nor does it beat a higher priority.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bpo.contracts.rules import Priority

AGEING_MINUTES = 480
"""Age that lifts a task by one priority: a working day."""


KEPT_AT_LEAST = timedelta(hours=1)


def kept_until(now: datetime, due_at: datetime) -> datetime:
    """Until when work that comes back is kept for who did it: they learn from it, but the promise must not wait for
    somebody who is away. The other half of the time left is for whoever comes then."""
    return now + max((due_at - now) / 2, KEPT_AT_LEAST)


@dataclass(frozen=True, slots=True, order=True)
class Urgency:
    """Sorts tasks, most pressing first. `rank` is the priority's after ageing, 0 is urgent."""

    rank: int
    slack_minutes: float
    age_first: float
    """The negative age: of two with equal slack the older goes first."""


def urgency(priority: Priority, slack_minutes: float, age_minutes: float) -> Urgency:
    """How pressing a task is. Slack and age in minutes of business time; slack may be negative."""
    lifted = int(max(age_minutes, 0) // AGEING_MINUTES)
    return Urgency(max(0, priority.rank - lifted), slack_minutes, -age_minutes)


@dataclass(frozen=True, slots=True)
class Why:
    """Why this task was given out: `parts` for a list, `sentence` for a line."""

    parts: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """All parts in one line, the first letter capital."""
        line = "; ".join(self.parts)
        return line[:1].upper() + line[1:]


_LANE_WORDS = {
    "due": "most pressing in your {queues}",
    "share": "this client's turn among your {queues}",
    "only": "the only work waiting in your {queues}",
}


def why(*, because: str, queues: int, priority: Priority, slack_minutes: float, age_minutes: float) -> Why:
    """Explain a choice: `because` as in `fair_share.Because`, `queues` that were compared.

    "Most pressing in your 3 queues; normal priority; due in 1 h 20 min; waited 2 h".
    """
    lane = _LANE_WORDS[because].format(queues=f"{queues} queues" if queues != 1 else "queue")
    lifted = urgency(priority, slack_minutes, age_minutes).rank < priority.rank
    parts = [lane, f"{priority.value} priority" + (", raised by waiting" if lifted else "")]
    if slack_minutes < 0:
        parts.append(f"overdue by {_span(-slack_minutes)}")
    else:
        parts.append(f"due in {_span(slack_minutes)}")
    parts.append(f"waited {_span(age_minutes)}")
    return Why(tuple(parts))


def _span(minutes: float) -> str:
    """Minutes in the two largest units that matter: "2 h 5 min", "3 days 4 h"; days of 24 hours."""
    whole = int(max(minutes, 0))
    if whole < 1:
        return "less than a minute"
    days, rest = divmod(whole, 24 * 60)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days} day{'s' * (days != 1)}" + (f" {hours} h" if hours else "")
    if hours:
        return f"{hours} h" + (f" {left} min" if left else "")
    return f"{left} min"
