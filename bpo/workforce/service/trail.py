"""Write down what was done to a person's part in a client's work."""

from datetime import datetime
from uuid import UUID

from bpo.events.service import record
from bpo.workforce.queries import name_of

HOUSE = "the provider"
"""Who acted, where nobody is named."""


def tell(name: str, tenant_id: UUID, person_id: UUID, by: UUID | None, now: datetime, **data: str) -> None:
    """Record the event for the client's history."""
    actor = name_of(by) or HOUSE
    record(
        name,
        tenant_id=tenant_id,
        subject_id=person_id,
        job_id=None,
        now=now,
        actor_id=by,
        actor_name=actor,
        by=actor,
        person=name_of(person_id),
        **data,
    )
