"""Rows in bulk, as the services would leave them: laid out by the database itself, behind the wall."""

from typing import Any
from uuid import UUID

import psycopg

from tests.benchmarks.ground import Ground
from tests.factories.world import Client

_JOBS = """
    WITH counted AS (
        UPDATE tenant SET next_number = next_number + %(count)s WHERE id = %(tenant)s
        RETURNING next_number - %(count)s AS first, code),
    contract AS (SELECT id FROM contract_version WHERE tenant_id = %(tenant)s LIMIT 1),
    made AS (
        SELECT n, now() - make_interval(mins => 5 * (n %% %(span)s)) AS at FROM generate_series(0, %(count)s - 1) n),
    jobs AS (
        INSERT INTO job (tenant_id, id, number, reference, work_type, contract_id, title, priority, state, notes,
               source, received_at, due_at, finished_at, touched)
        SELECT %(tenant)s, uuidv7(at - now()), first + n, code || '-' || to_char(first + n, 'FM000000'),
               'invoice_processing', contract.id, 'invoice ' || n, n %% 4,
               CASE WHEN %(done)s THEN 'accepted' ELSE 'in_work' END, '', 'api', at, at + interval '8 hours',
               CASE WHEN %(done)s THEN at + interval '5 hours' END, n %% 3 = 0
          FROM made, counted, contract
        RETURNING *)
    INSERT INTO task (tenant_id, id, job_id, queue_id, step, state, priority, due_at, ready_at, created_at, fence,
           attempts, rework, finished_at)
    SELECT tenant_id, uuidv7(), id, %(queue)s, 'check', CASE WHEN %(done)s THEN 'done' ELSE 'queued' END, priority,
           due_at, received_at, received_at, CASE WHEN %(done)s THEN 1 ELSE 0 END, CASE WHEN %(done)s THEN 1 ELSE 0 END,
           false, finished_at
      FROM jobs
"""
_DATA = """
    INSERT INTO job_data (tenant_id, id, input, record, readings, findings, proven, version, changed_at)
    SELECT t.tenant_id, t.job_id, '{}', '{}', '[]', '[]', false, 1, now() FROM task t
     WHERE t.tenant_id = %(tenant)s AND t.state = 'queued'
        ON CONFLICT DO NOTHING
"""
_CLOCKS = """
    INSERT INTO job_clock (tenant_id, id, contract_id, calendar_id, calendars, version, received_at, target, changes,
           rests, warn_at, fired, started_at, due_at, credited_seconds, paused)
    SELECT j.tenant_id, j.id, v.id, v.calendar_id, '[]', 1, j.received_at,
           '{"kind": "minutes", "minutes": 480}', '[]', '[]', '[]', '[]',
           j.received_at, j.due_at, 0, false
      FROM job j JOIN contract_version v ON v.tenant_id = j.tenant_id AND v.id = j.contract_id
     WHERE j.tenant_id = %(tenant)s AND j.finished_at IS NULL
        ON CONFLICT DO NOTHING
"""
_ATTEMPTS = """
    INSERT INTO attempt (tenant_id, id, task_id, fence, person_id, worker, started_at, ended_at, outcome,
           active_seconds)
    SELECT t.tenant_id, uuidv7(), t.id, 1, %(person)s, 'somebody', t.finished_at - interval '1 minute', t.finished_at,
           'done', 50
      FROM task t WHERE t.tenant_id = %(tenant)s AND t.state = 'done'
        ON CONFLICT DO NOTHING
"""
_TALLIES = """
    INSERT INTO tally (tenant_id, id, work_type, day, measure, amount)
    SELECT j.tenant_id, gen_random_uuid(), 'invoice_processing', j.received_at::date, m.measure, count(*)
      FROM job j CROSS JOIN (VALUES ('received'), ('delivered'), ('due_met'), ('straight')) m(measure)
     WHERE j.tenant_id = %(tenant)s AND j.finished_at IS NOT NULL GROUP BY j.tenant_id, j.received_at::date, m.measure
"""


def waiting(ground: Ground, client: Client, count: int, *, data: bool = False) -> None:
    """Open jobs of the client, each with a task that waits for a person; `data`: as automation
    leaves them that could not read the document."""
    with ground.plain() as connection:
        _jobs(ground, connection, client, count, done=False, span=90)
        if data:
            connection.execute(_DATA, {"tenant": client.id})
            connection.execute(_CLOCKS, {"tenant": client.id})


def history(ground: Ground, client: Client, count: int, person: UUID) -> None:
    """Jobs that came and were delivered over the last sixty days, with their tasks, attempts and rollups."""
    with ground.plain() as connection:
        _jobs(ground, connection, client, count, done=True, span=60 * 24 * 12)
        connection.execute(_ATTEMPTS, {"tenant": client.id, "person": person})
        connection.execute("DELETE FROM tally WHERE tenant_id = %s", [client.id])
        connection.execute(_TALLIES, {"tenant": client.id})


def _jobs(
    ground: Ground,
    connection: "psycopg.Connection[tuple[Any, ...]]",
    client: Client,
    count: int,
    *,
    done: bool,
    span: int,
) -> None:
    """Jobs with a task each, received five minutes apart over `span` steps."""
    connection.execute("SET session_replication_role = replica")  # the rows fit: no need to look up each key
    rows = {"tenant": client.id, "queue": ground.queue(client), "count": count, "done": done, "span": span}
    connection.execute(_JOBS, rows)
    connection.execute("ANALYZE job, task")
