"""How much of the client's working time is left: what a due time means when the client's office is closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import g

from bpo.contracts import queries as contracts
from bpo.platform.errors import Conflict
from bpo.sla.rules import business_between


@dataclass(frozen=True, slots=True)
class Slack:
    """A span of working time that is left until the due time or, `over` it, has passed since."""

    span: timedelta
    over: bool


def slack(tenant_id: UUID, due_at: datetime | None) -> Slack | None:
    """The slack to a due time by the calendar of the client's contract in force; None without either."""
    if due_at is None:
        return None
    try:
        calendar = contracts.terms_in_force(tenant_id, g.now).calendar
    except Conflict:
        return None
    over = due_at < g.now
    start, end = (due_at, g.now) if over else (g.now, due_at)
    return Slack(business_between(calendar, start, end), over)
