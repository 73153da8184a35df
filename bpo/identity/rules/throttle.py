"""How often a sign-in may fail.

Counted over a sliding quarter of an hour, for three keys at once: an account from one address (guessing),
an address over all accounts (spraying), an account over all addresses (a distributed guess). A refused try
is not a failure, so waiting always helps: nobody can lock another person out for good (ASVS 5.0, 6.1.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
PAIR_LIMIT = 5
"""Failures of one account from one address."""
ADDRESS_LIMIT = 30
"""Failures from one address over all accounts: an office behind one address is more than one person."""
ACCOUNT_LIMIT = 20
"""Failures of one account from all addresses: above the pair's limit, so one attacker cannot shut it."""


@dataclass(frozen=True, slots=True)
class Throttle:
    """May a sign-in be tried now; if not, how long to wait."""

    allowed: bool
    retry_after: timedelta


def throttle(failures: Sequence[datetime], now: datetime, *, limit: int = PAIR_LIMIT) -> Throttle:
    """Decide on one key by the instants of its failures; older ones than `WINDOW` do not matter.

    Shortly before the limit a pause of 1 s, then 2 s follows a failure; at the limit the next try is open
    when the oldest of the last `limit` failures leaves the window.
    """
    recent = sorted(at for at in failures if at > now - WINDOW)
    if not recent:
        return Throttle(allowed=True, retry_after=timedelta(0))
    if len(recent) >= limit:
        opens = recent[-limit] + WINDOW
    elif len(recent) > limit - 3:
        opens = recent[-1] + timedelta(seconds=2 ** (len(recent) - (limit - 2)))
    else:
        opens = now
    wait = max(opens - now, timedelta(0))
    return Throttle(allowed=wait == timedelta(0), retry_after=wait)
