"""A suspended client: nothing of it is begun, nothing is lost, and its silence is not taken for consent."""

from uuid import UUID

from sqlalchemy import select, update

from bpo.events.models import Event
from bpo.jobs.models import Job
from bpo.jobs.rules import JobState
from bpo.platform.db import db
from bpo.tenancy import queries as tenancy
from bpo.workqueue.models import WorkQueue

CHANGES = ("client.suspended", "client.resumed")


def rest_or_go_on(*, tenant_id: UUID) -> None:
    """Close the client's queues while it is suspended; open them again when it is not. Safe to repeat.

    What somebody has in hand is finished, and waits at the next queue. Clocks go on: a suspension is ours to answer
    for, as long as nobody grants a hold for it. Results that waited for the client's word when it was shut out wait as
    much longer as it could not be given.
    """
    suspended = tenancy.tenant(tenant_id).state == "suspended"
    changed = db.session.scalars(
        update(WorkQueue)
        .where(WorkQueue.tenant_id == tenant_id, WorkQueue.paused.is_not(suspended))
        .values(paused=suspended)
        .returning(WorkQueue.id),
        execution_options={"synchronize_session": False},
    ).all()
    if changed and not suspended:
        _give_back_time(tenant_id)


def _give_back_time(tenant_id: UUID) -> None:
    """Move the end of acceptance windows by as long as the client was shut out."""
    last = db.session.execute(
        select(Event.name, Event.occurred_at)
        .where(Event.tenant_id == tenant_id, Event.name.in_(CHANGES))
        .order_by(Event.occurred_at.desc(), Event.id.desc())
        .limit(2)
    ).all()
    if [name for name, _ in last] != ["client.resumed", "client.suspended"]:
        return
    until, since = last[0].occurred_at, last[1].occurred_at
    for job in db.session.scalars(
        select(Job)
        .where(Job.tenant_id == tenant_id, Job.state == JobState.DELIVERED, Job.accept_by > since)
        .with_for_update()
    ):
        assert job.accept_by is not None
        begun = max(since, job.finished_at) if job.finished_at is not None else since
        job.accept_by += until - begun
