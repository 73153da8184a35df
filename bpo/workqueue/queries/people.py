"""Who could work on a queue, and what they do now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text

from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.workqueue.models import WorkQueue

HANDS = text(
    """
    SELECT p.id, p.name, p.role,
           a.id IS NOT NULL AS assigned, a.minutes_a_day, a.expires_at AS assigned_until, c.id AS certification_id,
           c.expires_at AS certified_until,
           EXISTS (SELECT FROM certification o WHERE o.person_id = p.id AND o.work_type = :work_type
                      AND o.activity = :activity AND o.tenant_id <> :tenant
                      AND (o.expires_at IS NULL OR o.expires_at > :now)) AS certified_elsewhere,
           EXISTS (SELECT FROM pause s WHERE s.tenant_id = :tenant AND s.person_id = p.id
                      AND s.work_type = :work_type AND s.activity = :activity AND s.ended_at IS NULL) AS paused,
           work.client, work.reference, work.since
      FROM person p
      LEFT JOIN assignment a ON a.tenant_id = :tenant AND a.person_id = p.id
                            AND (a.expires_at IS NULL OR a.expires_at > :now)
      LEFT JOIN certification c ON c.tenant_id = :tenant AND c.person_id = p.id AND c.work_type = :work_type
                               AND c.activity = :activity AND (c.expires_at IS NULL OR c.expires_at > :now)
      LEFT JOIN LATERAL (
           SELECT n.name AS client, j.reference, t.started_at AS since
             FROM (SELECT t.tenant_id, t.job_id, b.started_at FROM task t
                     JOIN attempt b ON b.tenant_id = t.tenant_id AND b.task_id = t.id AND b.fence = t.fence
                    WHERE t.tenant_id = ANY(CAST(:tenants AS uuid[])) AND t.holder = p.id
                      AND t.state = 'in_progress' LIMIT 1) t
             JOIN job j ON j.tenant_id = t.tenant_id AND j.id = t.job_id
             JOIN tenant n ON n.id = t.tenant_id) work ON true
     WHERE p.tenant_id IS NULL AND p.state = 'active' AND p.role = ANY(:roles)
     ORDER BY c.id IS NULL, a.id IS NULL, p.name, p.id
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A member of staff as one queue sees them; `client`, `reference` and `since` of what they have in hand."""

    id: UUID
    name: str
    role: str
    assigned: bool
    minutes_a_day: int | None
    assigned_until: datetime | None
    certification_id: UUID | None
    certified_until: datetime | None
    certified_elsewhere: bool
    paused: bool
    client: str | None
    reference: str | None
    since: datetime | None

    @property
    def able(self) -> bool:
        """Whether they may work on the queue now."""
        return self.assigned and self.certification_id is not None


def get_queue(tenant_ids: Sequence[UUID], queue_id: UUID) -> WorkQueue:
    """A queue that people of ours work on, of one of the clients; NotFound otherwise."""
    found = db.session.scalar(
        select(WorkQueue).where(
            WorkQueue.tenant_id.in_(tenant_ids), WorkQueue.id == queue_id, WorkQueue.actor == "person"
        )
    )
    if found is None:
        raise NotFound
    return found


def workers_for(
    queue: WorkQueue, *, tenant_ids: Sequence[UUID], roles: Collection[str], now: datetime
) -> list[Worker]:
    """The staff of these roles, those first who may work on the queue now."""
    rows = db.session.execute(
        HANDS,
        {
            "tenant": queue.tenant_id,
            "tenants": list(tenant_ids),
            "work_type": queue.work_type,
            "activity": queue.activity,
            "roles": list(roles),
            "now": now,
        },
    ).mappings()
    return [Worker(**row) for row in rows]
