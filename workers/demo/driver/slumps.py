"""Bad stretches: somebody works without care, or all misread a client's papers, until reviews find it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from bpo.platform.db import db
from bpo.quality.models import Lot
from bpo.workforce.models import Pause
from workers.demo import cast
from workers.demo.driver.house import Stage
from workers.demo.driver.working import Held

SHORTEST = 10
"""Days of a month that is long enough for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slump:
    """Whose, in the work of which client, from which share (0..1) of the month on.

    A person's ends when reviews pause them; everybody's (`person` is "") when a lot of that work is rejected.
    """

    person: str
    client: str
    since: float


SLUMPS = (
    Slump(person="dakota.wells", client="cascadia", since=0.62),
    Slump(person="dakota.wells", client="cascadia", since=0.2),
    Slump(person="", client="alder", since=0.28),
)
"""The latest of a person first. One error in the sample of a lot rejects it, so everybody's at Alder's ends in that."""
NO_CARE = 0.0


def care_of(stage: Stage, person: cast.Person, held: Held, now: datetime) -> float:
    """The share of this piece of work that is without a slip. Needs a unit of work."""
    if (stage.story.now - stage.story.start).days < SHORTEST:
        return person.care
    for slump in SLUMPS:
        since = stage.moment(slump.since, 6, 0, person.zone)
        whose = slump.person in ("", person.key)
        if whose and slump.client == stage.client_of(held.job_id) and now >= since:
            found = _paused(stage, held, person, since) if slump.person else _rejected(held, since)
            return person.care if db.session.scalar(found.limit(1)) else NO_CARE
    return person.care


def _paused(stage: Stage, held: Held, person: cast.Person, since: datetime) -> Select[UUID]:
    return select(Pause.id).where(
        Pause.tenant_id == held.tenant_id,
        Pause.person_id == stage.world.callers[person.key].id,
        Pause.paused_at >= since,
    )


def _rejected(held: Held, since: datetime) -> Select[UUID]:
    return select(Lot.id).where(
        Lot.tenant_id == held.tenant_id,
        Lot.state.in_(("screening", "screened")),
        Lot.decided_at >= since,
    )
