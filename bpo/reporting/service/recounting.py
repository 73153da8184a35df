"""Counting a client's whole history anew: rollups can be thrown away and built from the events."""

from uuid import UUID

from sqlalchemy import delete, select

from bpo.events.models import Event
from bpo.platform.db import db
from bpo.reporting.models import CountedJob, Tally
from bpo.reporting.service.counting import Countable, count

COUNTED = (
    "job.received",
    "job.accepted",
    "job.correction_opened",
    "job.returned",
    "job.delivered",
    "job.rejected",
    "job.cancelled",
    "clock.breached",
    "clock.restated",
    "hold.placed",
    "review.contest_decided",
    "review.done",
    "task.done",
    "task.exception",
    "task.rejected",
)
"""The events that rollups count."""

AT_ONCE = 500


def recount(*, tenant_id: UUID) -> int:
    """Throw a client's rollups away and count all its events; how many. What was handled meanwhile counts too.

    Those not yet handled are left to the outbox.
    """
    for table in (Tally, CountedJob):
        db.session.execute(delete(table).where(table.tenant_id == tenant_id))
    done = 0
    for name in COUNTED:
        after: UUID | None = None
        while True:
            found = select(Event).where(
                Event.tenant_id == tenant_id, Event.name == name, Event.handled_at.is_not(None)
            )
            if after is not None:
                found = found.where(Event.id > after)
            events = db.session.scalars(found.order_by(Event.id).limit(AT_ONCE)).all()
            if not events:
                break
            count(
                tenant_id=tenant_id,
                facts=[
                    Countable(
                        event_id=event.id,
                        name=event.name,
                        job_id=event.job_id,
                        subject_id=event.subject_id,
                        data=event.data,
                        at=event.occurred_at,
                    )
                    for event in events
                ],
            )
            done, after = done + len(events), events[-1].id
            db.session.expunge_all()
    return done
