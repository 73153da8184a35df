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
_COUNTED = """
    INSERT INTO counted_job (tenant_id, id, work_type, priority, ended, ended_at, ended_on, due_at, due_on, verdict,
           straight, first_pass, exception, matched, tat_seconds, gross_seconds, wait_seconds, people_seconds, reworks,
           reasons, faults)
    SELECT tenant_id, id, work_type, priority, 'delivered', finished_at, finished_at::date, due_at, due_at::date,
           CASE WHEN number %% 25 = 0 THEN 'missed' ELSE 'met' END, NOT touched, number %% 20 <> 0, touched,
           number %% 9 <> 0, 600 + number %% 9000, 900 + number %% 9000, CASE WHEN touched THEN number %% 3000 END,
           CASE WHEN touched THEN 90 ELSE 0 END, '[]',
           CASE WHEN touched THEN jsonb_build_array('CODE_' || number %% 11) ELSE '[]' END, '[]'
      FROM job WHERE tenant_id = %(tenant)s AND finished_at IS NOT NULL
        ON CONFLICT DO NOTHING
"""
_TALLIES = """
    INSERT INTO tally (tenant_id, id, work_type, day, measure, amount)
    SELECT %(tenant)s, gen_random_uuid(), 'invoice_processing', day, measure, sum(amount) FROM (
        SELECT received_at::date AS day, 'received.' || to_char(received_at, 'HH24') AS measure, 1 AS amount
          FROM job WHERE tenant_id = %(tenant)s
         UNION ALL
        SELECT ended_on, said.measure, said.amount FROM counted_job k CROSS JOIN LATERAL (
            VALUES ('delivered', 1), ('straight', straight::int), ('first_pass', first_pass::int),
                   ('with_exception', exception::int), ('matchable', 1), ('matched_first', matched::int),
                   ('people_seconds', people_seconds), ('tat_seconds', tat_seconds), ('gross_seconds', gross_seconds),
                   ('handled.check', exception::int), ('handle_seconds.check', people_seconds),
                   ('exception_reason.' || coalesce(reasons ->> 0, ''), exception::int),
                   ('effort.check.any.seconds.' || (20 + wait_seconds %% 90), exception::int),
                   ('effort.check.any.keystrokes.' || (20 + wait_seconds %% 80), exception::int),
                   ('effort.check.any.clicks.' || (20 + wait_seconds %% 30), exception::int)) said(measure, amount)
         WHERE tenant_id = %(tenant)s
         UNION ALL
        SELECT due_on, 'due_' || verdict || '.' || priority, 1 FROM counted_job WHERE tenant_id = %(tenant)s) counted
     WHERE amount <> 0 AND measure IS NOT NULL GROUP BY day, measure
"""
_EVENTS = """
    INSERT INTO event (tenant_id, id, name, job_id, subject_id, actor_id, actor_name, data, occurred_at, due_at,
           handled_at, tries)
    SELECT j.tenant_id, uuidv7(), said.name, j.id, j.id, NULL, 'automation', '{}', said.at, said.at, said.at, 0
      FROM job j CROSS JOIN LATERAL (
           VALUES ('job.received', j.received_at), ('job.started', j.received_at), ('task.claimed', j.received_at),
                  ('job.delivered', j.finished_at), ('job.accepted', j.finished_at)) said(name, at)
     WHERE j.tenant_id = %(tenant)s AND j.finished_at IS NOT NULL
       AND NOT EXISTS (SELECT FROM event e WHERE e.tenant_id = j.tenant_id AND e.job_id = j.id)
"""


_EVENTS = """
    INSERT INTO event (tenant_id, id, name, job_id, subject_id, actor_name, data, occurred_at, due_at, handled_at,
           tries)
    SELECT j.tenant_id, uuidv7(), e.name, j.id, j.id, 'automation',
           CASE e.name WHEN 'job.received' THEN jsonb_build_object('reference', j.reference, 'title', j.title,
                  'work_type', j.work_type, 'contract', j.contract_id,
                  'priority', (ARRAY['urgent', 'high', 'normal', 'low'])[j.priority + 1])
                WHEN 'job.delivered' THEN jsonb_build_object('version', 1, 'on_time', true, 'straight', false)
                WHEN 'hold.placed' THEN '{"credited": true, "owes": "client", "reason": "Which cost centre?"}'::jsonb
                ELSE '{"step": "check", "worker": "somebody"}'::jsonb END,
           j.received_at + e.after, j.received_at, j.received_at, 0
      FROM job j JOIN (VALUES ('job.received', interval '0'), ('job.started', interval '1 second'),
             ('task.queued', interval '2 minutes'), ('hold.placed', interval '10 minutes'),
             ('hold.ended', interval '40 minutes'), ('task.done', interval '4 hours'),
             ('job.delivered', interval '5 hours')) e(name, after)
        ON (e.name LIKE 'hold.%%') <= (j.number %% 4 = 0)
       AND (j.finished_at IS NOT NULL OR e.name NOT IN ('task.done', 'job.delivered'))
     WHERE j.tenant_id = %(tenant)s
"""
"""What happened to each job: five events, and a hold of half an hour for every fourth."""


def events(ground: Ground, client: Client) -> int:
    """The events of all the client's jobs; how many."""
    with ground.plain() as connection:
        connection.execute("SET session_replication_role = replica")
        made = connection.execute(_EVENTS, {"tenant": client.id}).rowcount
        connection.execute("ANALYZE event")
    return made


def waiting(ground: Ground, client: Client, count: int, *, data: bool = False) -> None:
    """Open jobs of the client, each with a task that waits for a person; `data`: as automation
    leaves them that could not read the document."""
    with ground.plain() as connection:
        _jobs(ground, connection, client, count, done=False, span=90)
        if data:
            connection.execute(_DATA, {"tenant": client.id})
            connection.execute(_CLOCKS, {"tenant": client.id})


def history(ground: Ground, client: Client, count: int, person: UUID, *, events: bool = False) -> None:
    """Jobs that came and were delivered over the last sixty days, with their tasks, attempts and rollups, and five
    `events` each."""
    with ground.plain() as connection:
        _jobs(ground, connection, client, count, done=True, span=60 * 24 * 12)
        connection.execute(_ATTEMPTS, {"tenant": client.id, "person": person})
        connection.execute(_COUNTED, {"tenant": client.id})
        if events:
            connection.execute(_EVENTS, {"tenant": client.id})
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
