"""The catalogue of events: every name, what it says to people, and whether workers follow it up."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of event.

    `words` is the line of the timeline; `{name}` places are filled from the event's data. `client` is the line that
    the client reads, or "" where it is not the client's concern. `followed` events go through the outbox to what
    `workers/subscriptions.py` lists.
    """

    words: str
    client: str = ""
    followed: bool = False


KINDS: Mapping[str, Kind] = {
    "job.received": Kind(words="Received", client="We received it", followed=True),
    "job.rejected": Kind(words="Rejected at intake: {reason}", client="Not taken in: {reason}"),
    "job.cancelled": Kind(words="Cancelled: {reason}", client="Cancelled: {reason}"),
    "job.in_review": Kind(words="In review", client="Being checked by a second person"),
    "job.released": Kind(words="Work finished, ready to deliver", client="Work finished", followed=True),
    "job.delivered": Kind(words="Delivered, version {version}", client="Delivered, version {version}", followed=True),
    "job.accepted": Kind(words="Accepted by {by}", client="Accepted by {by}", followed=True),
    "job.returned": Kind(words="Returned by the client: {reason}", client="Returned by you: {reason}", followed=True),
    "job.priority_changed": Kind(words="Priority changed to {priority}", client="Priority changed to {priority}"),
    "task.queued": Kind(words="Waiting in {step}"),
    "task.claimed": Kind(words="{worker} started on {step}", client="Work under way"),
    "task.done": Kind(words="{step} finished", followed=True),
    "task.handed_back": Kind(words="Handed back: {reason}"),
    "task.skipped": Kind(words="Skipped: {reason}"),
    "task.taken_over": Kind(words="Taken over by {worker}: {reason}"),
    "task.lapsed": Kind(words="Lease lapsed, back in the queue"),
    "task.failed": Kind(words="Automation failed ({error}), will try again"),
    "task.exception": Kind(words="To a person: {reason}", followed=True),
    "task.cancelled": Kind(words="{step} no longer needed"),
    "hold.placed": Kind(words="On hold, {owes} owes: {reason}", client="On hold: {reason}", followed=True),
    "hold.ended": Kind(words="Hold ended: {how}", client="Hold ended: {how}", followed=True),
    "review.drawn": Kind(words="Drawn for review ({stratum})"),
    "review.done": Kind(words="Reviewed, score {score}: {outcome}", followed=True),
    "clock.warned": Kind(words="{mark} % of the promised time is used", followed=True),
    "clock.breached": Kind(words="Past the promised time", client="Past the promised time", followed=True),
    "duplicate.suspected": Kind(words="Looks like {other}", client="Looks like {other}"),
}


def describe(name: str, data: Mapping[str, object], *, for_client: bool = False) -> str:
    """The timeline's line for an event; "" where the client need not read it. KeyError for an unknown name."""
    kind = KINDS[name]
    words = kind.client if for_client else kind.words
    return words.format_map(_Blank({key: value for key, value in data.items() if value is not None}))


class _Blank(dict[str, object]):
    """Leaves out what an older event did not record."""

    def __missing__(self, key: str) -> str:
        return "—"
