"""Bad stretches: somebody works without care until their reviews take them off the work; it happens to good people."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bpo.platform.db import db
from bpo.workforce.models import Pause
from workers.demo import cast
from workers.demo.driver.house import Stage
from workers.demo.driver.working import Held

SHORTEST = 10
"""Days of a month that is long enough for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slump:
    """Whose, in the work of which client, from which share (0..1) of the month on."""

    person: str
    client: str
    since: float


SLUMPS = (
    Slump(person="dakota.wells", client="cascadia", since=0.62),
    Slump(person="dakota.wells", client="cascadia", since=0.2),
    Slump(person="samira.haddad", client="alder", since=0.28),
)
"""The latest of a person first. The ones at Alder's have a lot rejected; whoever does it is paused by their reviews."""
NO_CARE = 0.0


def care_of(stage: Stage, person: cast.Person, held: Held, now: datetime) -> float:
    """The share of this piece of work that is without a slip. Needs a unit of work."""
    if (stage.story.now - stage.story.start).days < SHORTEST:
        return person.care
    for slump in SLUMPS:
        since = stage.moment(slump.since, 6, 0, person.zone)
        if (slump.person, slump.client) == (person.key, stage.client_of(held.job_id)) and now >= since:
            return person.care if _paused_since(stage, held, person, since) else NO_CARE
    return person.care


def _paused_since(stage: Stage, held: Held, person: cast.Person, since: datetime) -> bool:
    found = select(Pause.id).where(
        Pause.tenant_id == held.tenant_id,
        Pause.person_id == stage.world.callers[person.key].id,
        Pause.paused_at >= since,
    )
    return db.session.scalar(found.limit(1)) is not None
