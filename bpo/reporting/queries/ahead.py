"""The jobs behind what is predicted: those that will be late, and those that wait for people."""

from uuid import UUID

from sqlalchemy import text

from bpo.platform.db import db
from bpo.reporting.queries.outlook import BIN, Outlook

WAITING_JOBS = text(
    """
    SELECT DISTINCT t.job_id
      FROM task t JOIN work_queue q ON q.tenant_id = t.tenant_id AND q.id = t.queue_id
     WHERE t.tenant_id = :tenant AND t.finished_at IS NULL AND t.state IN ('queued', 'in_progress')
       AND q.actor = 'person' AND t.due_at < :horizon AND :step IN ('', t.step)
    """
)

LAST_OF = text(
    """
    SELECT DISTINCT job.job_id
      FROM unnest(CAST(:work_types AS text[]), CAST(:steps AS text[]), CAST(:dues AS timestamptz[]),
                  CAST(:counts AS int[])) AS late(work_type, step, due, n)
      CROSS JOIN LATERAL (
           SELECT t.job_id, max(t.due_at) AS due_at
             FROM task t JOIN work_queue q ON q.tenant_id = t.tenant_id AND q.id = t.queue_id
            WHERE t.tenant_id = :tenant AND t.finished_at IS NULL AND t.state IN ('queued', 'in_progress')
              AND q.actor = 'person' AND q.work_type = late.work_type AND t.step = late.step
              AND t.due_at >= late.due AND t.due_at < late.due + :bin
            GROUP BY t.job_id ORDER BY 2 DESC, 1 DESC LIMIT late.n) job
    """
)


def jobs_predicted_late(tenant_id: UUID, found: Outlook) -> list[UUID]:
    """The jobs that an outlook counts as late."""
    if not found.late_bins:
        return []
    work_types, steps, dues, counts = zip(*found.late_bins, strict=True)
    asked = {
        "tenant": tenant_id,
        "bin": BIN,
        "work_types": list(work_types),
        "steps": list(steps),
        "dues": list(dues),
        "counts": list(counts),
    }
    return list(db.session.scalars(LAST_OF, asked))


def jobs_waiting(tenant_id: UUID, found: Outlook, step: str = "") -> list[UUID]:
    """The jobs that an outlook says wait for people, at one step or at any."""
    asked = {"tenant": tenant_id, "horizon": found.horizon, "step": step}
    return list(db.session.scalars(WAITING_JOBS, asked))
