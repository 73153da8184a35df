"""What people's hands did on completed tasks."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from bpo.catalog.registry import work_types
from bpo.platform.db import db
from bpo.reporting.rules import Handled

HANDLED = text(
    """
    SELECT t.id, t.step, sum(a.active_seconds)::int AS seconds, own.active_seconds AS own_seconds,
           own.keystrokes, own.clicks,
           (SELECT EXISTS (SELECT 1 FROM job_key k WHERE k.tenant_id = source.tenant_id AND k.kind = source.kind
                               AND k.value = source.value AND k.job_id < source.job_id)
              FROM job_key source WHERE source.tenant_id = t.tenant_id AND source.job_id = t.job_id
               AND source.kind = ANY(:kinds) ORDER BY source.value LIMIT 1) AS again
      FROM task t
      JOIN attempt a ON a.tenant_id = t.tenant_id AND a.task_id = t.id AND a.person_id IS NOT NULL
      LEFT JOIN LATERAL (
           SELECT d.active_seconds, d.keystrokes, d.clicks FROM attempt d
            WHERE d.tenant_id = t.tenant_id AND d.task_id = t.id AND d.outcome = 'done' AND d.corrected > 0
              AND d.keystrokes IS NOT NULL ORDER BY d.fence DESC LIMIT 1) own ON true
     WHERE t.tenant_id = :tenant AND t.id = ANY(CAST(:tasks AS uuid[]))
     GROUP BY t.tenant_id, t.id, t.step, t.job_id, own.active_seconds, own.keystrokes, own.clicks
    """
)


def handled_tasks(tenant_id: UUID, task_ids: Sequence[UUID]) -> dict[UUID, Handled]:
    """Of these completed tasks, those that people worked on, by id."""
    kinds = sorted({kind.source_key for kind in work_types(tenant_id)} - {""})
    rows = db.session.execute(HANDLED, {"tenant": tenant_id, "tasks": list(task_ids), "kinds": kinds})
    return {
        row.id: Handled(
            step=row.step,
            seconds=row.seconds,
            corrected=row.own_seconds is not None,
            own_seconds=row.own_seconds or 0,
            keystrokes=row.keystrokes or 0,
            clicks=row.clicks or 0,
            again=row.again,
        )
        for row in rows
    }
