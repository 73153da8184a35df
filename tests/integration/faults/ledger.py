"""What must be true of every job once the faults are over: nothing lost, nothing double, nothing stuck."""

from typing import Any
from uuid import UUID

from psycopg import Connection

QUESTIONS = {
    "jobs that never started": "SELECT j.id FROM job j WHERE j.tenant_id = %(t)s AND j.state = 'received'",
    "jobs started twice": """SELECT job_id FROM event WHERE tenant_id = %(t)s AND name = 'job.started'
        GROUP BY job_id HAVING count(*) > 1""",
    "jobs delivered twice": """SELECT job_id FROM deliverable WHERE tenant_id = %(t)s
        GROUP BY job_id HAVING count(*) > 1""",
    "deliveries told twice": """SELECT job_id FROM event WHERE tenant_id = %(t)s AND name = 'job.delivered'
        GROUP BY job_id HAVING count(*) > 1""",
    "deliveries without a word": """SELECT d.job_id FROM deliverable d WHERE d.tenant_id = %(t)s AND NOT EXISTS (
        SELECT 1 FROM event e WHERE e.tenant_id = d.tenant_id AND e.job_id = d.job_id
           AND e.name = 'job.delivered')""",
    "clients told twice": """SELECT event_id FROM notification WHERE tenant_id = %(t)s
        GROUP BY event_id HAVING count(*) > 1""",
    "steps opened twice": """SELECT job_id FROM task WHERE tenant_id = %(t)s
        GROUP BY job_id, step HAVING count(*) > 1""",
    "tasks finished twice": """SELECT task_id FROM attempt WHERE tenant_id = %(t)s
        AND outcome IN ('done', 'exception') GROUP BY task_id HAVING count(*) > 1""",
    "tasks finished without an attempt that did": """SELECT t.id FROM task t WHERE t.tenant_id = %(t)s
        AND t.state = 'done' AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.tenant_id = t.tenant_id
           AND a.task_id = t.id AND a.outcome IN ('done', 'exception'))""",
    "events counted twice": """SELECT event_id FROM tally WHERE tenant_id = %(t)s AND event_id IS NOT NULL
        GROUP BY event_id, measure, work_type, day HAVING count(*) > 1""",
    "jobs with nothing to be done and nothing delivered": """SELECT j.id FROM job j WHERE j.tenant_id = %(t)s
        AND j.finished_at IS NULL AND NOT EXISTS (SELECT 1 FROM task t WHERE t.tenant_id = j.tenant_id
           AND t.job_id = j.id AND t.finished_at IS NULL)""",
}
"""What may never be; each names the offenders."""

UNFINISHED = """
SELECT (SELECT count(*) FROM task t JOIN work_queue q ON q.tenant_id = t.tenant_id AND q.id = t.queue_id
         WHERE t.tenant_id = %(t)s AND q.actor = 'automation' AND t.state IN ('queued', 'in_progress'))
     + (SELECT count(*) FROM event WHERE tenant_id = %(t)s AND handled_at IS NULL)
"""
"""How much automation and the outbox still have to do."""


def faults_of(admin: Connection[Any], tenant_id: UUID) -> dict[str, int]:
    """What must never be and is, with how many there are of it."""
    found = {
        name: len(admin.execute(query, {"t": tenant_id}).fetchall()) for name, query in QUESTIONS.items()
    }
    return {name: count for name, count in found.items() if count}


def unfinished(admin: Connection[Any], tenant_id: UUID) -> int:
    """How many tasks of automation and events of the client are not done with."""
    row = admin.execute(UNFINISHED, {"t": tenant_id}).fetchone()
    assert row is not None
    return int(row[0])


def count_of(admin: Connection[Any], table: str, tenant_id: UUID, more: str = "true") -> int:
    """How many rows of the client there are in a table, of those for which `more` holds."""
    row = admin.execute(
        f"SELECT count(*) FROM {table} WHERE tenant_id = %s AND ({more})",  # type: ignore[arg-type]
        [tenant_id],
    ).fetchone()
    assert row is not None
    return int(row[0])
