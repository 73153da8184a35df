"""Where a version of a closed month stands, and what may be done with it."""

from datetime import date
from enum import StrEnum
from types import MappingProxyType

REASON_MAX = 500
"""Characters of what either side says."""


class Standing(StrEnum):
    """Where a version stands."""

    CLOSED = "closed"
    """Made, and not yet shown to the client."""
    SENT = "sent"
    """The client has it and has said nothing yet."""
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    UPHELD = "upheld"
    """Disputed with reason: a newer version stands in its place."""
    DISMISSED = "dismissed"
    """Disputed, looked at again, and right as it is."""
    REPLACED = "replaced"
    """A newer version stands in its place, without a dispute."""


WORDS = MappingProxyType(
    {
        Standing.CLOSED: "Closed, not sent",
        Standing.SENT: "Sent, unanswered",
        Standing.CONFIRMED: "Confirmed",
        Standing.DISPUTED: "Disputed",
        Standing.UPHELD: "Disputed, restated",
        Standing.DISMISSED: "Disputed, left as it is",
        Standing.REPLACED: "Restated",
    }
)
CLIENT_SEES = frozenset(Standing) - {Standing.CLOSED}
MAY_BE_SENT = frozenset({Standing.CLOSED})
MAY_BE_ANSWERED = frozenset({Standing.SENT})
MAY_BE_SETTLED = frozenset({Standing.DISPUTED})
MAY_BE_RESTATED = frozenset(
    {Standing.CLOSED, Standing.SENT, Standing.CONFIRMED, Standing.DISPUTED, Standing.DISMISSED}
)


def month_of(text: str) -> date:
    """The month that `2026-10` names, as its first day. ValueError for anything else."""
    return date.fromisoformat(f"{text}-01")


def first_of_month(day: date) -> date:
    """The month of a day, as its first day."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    """The month before a month, both as their first days."""
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def month_after(month: date) -> date:
    """The month after a month, both as their first days."""
    return date(month.year + (month.month == 12), month.month % 12 + 1, 1)
