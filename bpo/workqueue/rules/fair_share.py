"""Which queue the next claim is taken from, when several clients have work waiting.

Two lanes. Three claims in four (`1 - SHARE_PORTION`) look at what is pressing: heads that are overdue, past
their first warning, or urgent; where there are none, all heads. The fourth looks at all heads. In both the
client goes first that has had the least for its weight; the first lane settles ties by the most pressing
head, the second by lot in proportion to the weights.

The bound (`FAIR_BOUND`): a client with a single task waiting and nothing had of late, beside another that
has flooded any number of tasks of any urgency, gets its task among the next 32 claims with a probability
of 99.99 %: each claim is a fair one with 1/4, in which the client goes first that has had the least, and
0.75^32 = 0.0001. A flood that is no more pressing delays it by a single claim. With k such clients the
bound is k times as long. Where a caller knows no `usage` and one worker claims one task at a time, the lot
halves the chance and doubles the bound. `draw` comes from outside, so that a test or a simulation can
repeat every choice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bpo.contracts.rules import Priority
from bpo.workqueue.rules.order import Urgency, urgency

SHARE_PORTION = 0.25
"""The part of the claims that looks at shares alone."""
FAIR_BOUND = 32
"""Claims within which a client's single task is served beside any flood, with a probability of 99.99 %."""

_NEAR = timedelta(hours=1)
"""What counts as pressing where a head has no warning instant."""


class Because(StrEnum):
    """What decided a choice; `order.why` puts it in words."""

    DUE = "due"
    SHARE = "share"
    ONLY = "only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The first task of a queue and the state of the queue, as far as the choice needs them.

    `ready_at`: since when the head has waited. `risk_at`: when it becomes pressing, the first warning
    of its clock; being an instant it needs no calendar here. `waiting` and `in_progress` count the
    queue's tasks; `weight` is the client's, above 0.
    """

    tenant_id: object
    queue_id: object
    priority: Priority
    due_at: datetime
    ready_at: datetime
    waiting: int
    in_progress: int
    weight: float = 1.0
    risk_at: datetime | None = None

    def urgency(self, now: datetime) -> Urgency:
        """How pressing the head is at `now`."""
        slack = (self.due_at - now).total_seconds() / 60
        return urgency(self.priority, slack, (now - self.ready_at).total_seconds() / 60)

    def is_pressing(self, now: datetime) -> bool:
        """Overdue, past its first warning, or urgent by priority or by waiting."""
        risk_at = self.due_at - _NEAR if self.risk_at is None else min(self.risk_at, self.due_at)
        return now >= risk_at or self.urgency(now).rank == 0


@dataclass(frozen=True, slots=True)
class Choice:
    """The queue to claim from, and what decided."""

    head: Head
    because: Because


def choose_queue(
    heads: Iterable[Head],
    *,
    usage: Mapping[object, float],
    now: datetime,
    draw: float,
    caps: Mapping[object, int] | None = None,
) -> Choice | None:
    """The queue the next claim is taken from; None when nothing may be claimed.

    `usage` is what each client has had of late, by tenant id, in claims or standard minutes (the last
    hour is a good span; clients left out have had nothing); what is in progress is added. `caps` limit
    how many tasks of a client may be in progress at once. `draw` is a random number in [0, 1). Equal
    arguments give an equal choice, in whatever order the heads come.
    """
    waiting = [head for head in heads if head.waiting > 0]
    in_progress: dict[object, int] = {}
    for head in waiting:
        in_progress[head.tenant_id] = in_progress.get(head.tenant_id, 0) + head.in_progress
    full = {tenant for tenant, cap in (caps or {}).items() if in_progress.get(tenant, 0) >= cap}
    open_heads = sorted(
        (head for head in waiting if head.tenant_id not in full),
        key=lambda head: (head.urgency(now), str(head.tenant_id), str(head.queue_id)),
    )
    if not open_heads:
        return None
    if len(open_heads) == 1:
        return Choice(open_heads[0], Because.ONLY)

    def had(head: Head) -> float:
        return (usage.get(head.tenant_id, 0.0) + in_progress[head.tenant_id]) / head.weight

    if draw >= SHARE_PORTION:
        pressing = [head for head in open_heads if head.is_pressing(now)]
        return Choice(min(pressing or open_heads, key=had), Because.DUE)
    least = min(map(had, open_heads))
    tied = {head.tenant_id: head for head in reversed(open_heads) if had(head) == least}
    return Choice(_by_weight(list(reversed(tied.values())), draw / SHARE_PORTION), Because.SHARE)


def _by_weight(heads: Sequence[Head], draw: float) -> Head:
    """One head, each with the chance of its weight. `draw` in [0, 1)."""
    mark = draw * sum(head.weight for head in heads)
    for head in heads:
        mark -= head.weight
        if mark < 0:
            return head
    return heads[-1]
