"""Moving people: onto a queue, and off it."""

from datetime import datetime
from uuid import UUID

from bpo.identity.rules import ROLES, Role
from bpo.platform.caller import Caller
from bpo.platform.errors import Conflict, NotFound
from bpo.workforce import service as workforce
from bpo.workqueue import queries
from bpo.workqueue.models import WorkQueue
from bpo.workqueue.service.claim import CLAIMS


def roles_for(activity: str) -> tuple[str, ...]:
    """The roles whose people may take tasks of an activity."""
    return tuple(role.value for role in Role if CLAIMS.get(activity) in ROLES[role])


def put_on(
    *, by: Caller, queue_id: UUID, person_id: UUID, until: datetime | None, now: datetime
) -> queries.Worker:
    """A member of staff may work on a queue from now on, until then: assigned to its client and certified for it.

    What they have already stays as it is. NotFound for a queue of a client not served, or somebody who does not do
    such work; Conflict for somebody who was paused from it.
    """
    queue, worker = _asked(by, queue_id, person_id, now)
    if worker.paused:
        raise Conflict(f"{worker.name} is paused from this work because of results: reinstate them first.")
    if not worker.assigned:
        workforce.assign(tenant_id=queue.tenant_id, person_id=person_id, expires_at=until, now=now, by=by.id)
    if worker.certification_id is None:
        workforce.certify(
            tenant_id=queue.tenant_id,
            person_id=person_id,
            work_type=queue.work_type,
            activity=queue.activity,
            expires_at=until,
            now=now,
            by=by.id,
        )
    return worker


def take_off(*, by: Caller, queue_id: UUID, person_id: UUID, now: datetime) -> queries.Worker:
    """They no longer work on the queue: a task of it in their hands goes back, its draft is kept."""
    queue, worker = _asked(by, queue_id, person_id, now)
    if worker.certification_id is None:
        raise Conflict(f"{worker.name} does not work on this queue.")
    workforce.uncertify(
        tenant_id=queue.tenant_id, certification_id=worker.certification_id, now=now, by=by.id
    )
    return worker


def plan(
    *, by: Caller, queue_id: UUID, person_id: UUID, minutes: int | None, now: datetime
) -> queries.Worker:
    """Say how many minutes a day somebody is planned for the queue's client."""
    queue, worker = _asked(by, queue_id, person_id, now)
    workforce.plan(tenant_id=queue.tenant_id, person_id=person_id, minutes=minutes, now=now, by=by.id)
    return worker


def _asked(by: Caller, queue_id: UUID, person_id: UUID, now: datetime) -> tuple[WorkQueue, queries.Worker]:
    queue = queries.get_queue(by.tenants, queue_id)
    roles = roles_for(queue.activity)
    for worker in queries.workers_for(queue, tenant_ids=by.tenants, roles=roles, now=now):
        if worker.id == person_id:
            return queue, worker
    raise NotFound("There is no such member of staff for this work.")
