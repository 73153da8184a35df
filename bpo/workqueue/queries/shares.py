"""What each client has had of late: counted now and then, not for each claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from bpo.platform.db import ask, db

USAGE_KEPT = timedelta(seconds=1)
"""For how long a process trusts its count of claims: what it hands out itself in between it adds."""


@dataclass(slots=True)
class _Counted:
    """What a client has had of late, as counted `at`."""

    at: datetime
    claims: float


_KEPT: WeakKeyDictionary[Engine, dict[UUID, _Counted]] = WeakKeyDictionary()
"""What this process remembers, by database."""


def usage(
    tenant_ids: Sequence[UUID], now: datetime, span: timedelta = timedelta(hours=1)
) -> dict[object, float]:
    """How many claims each client has had of late: the measure of fair share, at most `USAGE_KEPT` old."""
    kept = _KEPT.setdefault(db.engine, {})
    old = [
        each
        for each in tenant_ids
        if each not in kept or not kept[each].at <= now < kept[each].at + USAGE_KEPT
    ]
    if old:
        rows = ask(
            "SELECT tenant_id, count(*) FROM attempt WHERE tenant_id = ANY (%s) AND started_at > %s GROUP BY 1",
            (old, now - span),
        )
        counts = {tenant_id: float(count) for tenant_id, count in rows}
        kept.update({each: _Counted(now, counts.get(each, 0.0)) for each in old})
    return {each: kept[each].claims for each in tenant_ids}


def count_claim(tenant_id: UUID) -> None:
    """Add a claim just made to what is remembered of the client."""
    if (counted := _KEPT.get(db.engine, {}).get(tenant_id)) is not None:
        counted.claims += 1
