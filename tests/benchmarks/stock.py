"""Rows in bulk, as the services would leave them: laid out by the database itself, behind the wall."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg

from tests.benchmarks.ground import Ground, moment
from tests.factories.world import Client

_JOBS = """
    WITH counted AS (
        UPDATE tenant SET next_number = next_number + %(count)s WHERE id = %(tenant)s RETURNING code),
    contract AS (SELECT id FROM contract_version WHERE tenant_id = %(tenant)s LIMIT 1),
    made AS (
        SELECT n, %(until)s - make_interval(secs => %(seconds)s * (n + 0.5) / %(count)s) AS at
          FROM generate_series(0, %(count)s - 1) n),
    jobs AS (
        INSERT INTO job (tenant_id, id, number, reference, work_type, contract_id, title, priority, state, notes,
               source, received_at, due_at, finished_at, touched)
        SELECT %(tenant)s, uuidv7(at - now()), %(first)s + n, code || '-' || to_char(%(first)s + n, 'FM000000'),
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
    SELECT tenant_id, id, '{}', '{}', '[]', '[]', false, 1, received_at FROM job
     WHERE tenant_id = %(tenant)s AND number >= %(first)s
"""
_CLOCKS = """
    INSERT INTO job_clock (tenant_id, id, contract_id, calendar_id, calendars, version, received_at, target, changes,
           rests, warn_at, fired, started_at, due_at, credited_seconds, paused, finished_at, met)
    SELECT j.tenant_id, j.id, v.id, v.calendar_id, '[]', 1, j.received_at,
           '{"kind": "minutes", "minutes": 480}', '[]', '[]', '[]', '[]',
           j.received_at, j.due_at, 0, false, j.finished_at, CASE WHEN j.finished_at IS NOT NULL THEN true END
      FROM job j JOIN contract_version v ON v.tenant_id = j.tenant_id AND v.id = j.contract_id
     WHERE j.tenant_id = %(tenant)s AND j.number >= %(first)s
"""
_ATTEMPTS = """
    INSERT INTO attempt (tenant_id, id, task_id, fence, person_id, worker, started_at, ended_at, outcome,
           active_seconds, keystrokes, clicks, corrected)
    SELECT t.tenant_id, uuidv7(), t.id, 1, (%(people)s::uuid[])[1 + j.number %% cardinality(%(people)s::uuid[])],
           'somebody', t.finished_at - interval '1 minute', t.finished_at, 'done', 50, 40, 9, j.number %% 3
      FROM task t JOIN job j ON j.tenant_id = t.tenant_id AND j.id = t.job_id
     WHERE j.tenant_id = %(tenant)s AND j.number >= %(first)s
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
      FROM job WHERE tenant_id = %(tenant)s AND number >= %(first)s
"""
_TALLIES = """
    WITH counted AS (
        SELECT k.* FROM counted_job k JOIN job j ON j.tenant_id = k.tenant_id AND j.id = k.id
         WHERE j.tenant_id = %(tenant)s AND j.number >= %(first)s)
    INSERT INTO tally (tenant_id, id, work_type, day, measure, amount)
    SELECT %(tenant)s, gen_random_uuid(), 'invoice_processing', day, measure, sum(amount) FROM (
        SELECT received_at::date AS day, 'received.' || to_char(received_at, 'HH24') AS measure, 1 AS amount
          FROM job WHERE tenant_id = %(tenant)s AND number >= %(first)s
         UNION ALL
        SELECT ended_on, said.measure, said.amount FROM counted CROSS JOIN LATERAL (
            VALUES ('delivered', 1), ('straight', straight::int), ('first_pass', first_pass::int),
                   ('with_exception', exception::int), ('matchable', 1), ('matched_first', matched::int),
                   ('people_seconds', people_seconds), ('tat_seconds', tat_seconds), ('gross_seconds', gross_seconds),
                   ('handled.check', exception::int), ('handle_seconds.check', people_seconds),
                   ('exception_reason.' || coalesce(reasons ->> 0, ''), exception::int),
                   ('effort.check.any.seconds.' || (20 + wait_seconds %% 90), exception::int),
                   ('effort.check.any.keystrokes.' || (20 + wait_seconds %% 80), exception::int),
                   ('effort.check.any.clicks.' || (20 + wait_seconds %% 30), exception::int)) said(measure, amount)
         UNION ALL
        SELECT due_on, 'due_' || verdict || '.' || priority, 1 FROM counted) said
     WHERE amount <> 0 AND measure IS NOT NULL GROUP BY day, measure
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
     WHERE j.tenant_id = %(tenant)s AND j.number >= %(first)s
"""
"""What happened to each job: five events, and a hold of half an hour for every fourth."""


_HOLDS = """
    INSERT INTO hold (tenant_id, id, job_id, job_state, kind, reason, owes, credited, question, placed_by_name,
           placed_at, ended_by_name, ended_at, answer)
    SELECT tenant_id, uuidv7(), id, 'in_work', 'question', 'A question', 'client', true, 'Which cost centre?',
           'somebody', received_at + interval '10 minutes', 'somebody', received_at + interval '40 minutes', '4711'
      FROM job WHERE tenant_id = %(tenant)s AND number >= %(first)s AND number %% 4 = 0
"""
_DRAWINGS = """
    INSERT INTO drawing (tenant_id, id, job_id, task_id, work_type, stratum, percent, drawn, worker_id, finished_at,
           good)
    SELECT t.tenant_id, uuidv7(), j.id, t.id, j.work_type, CASE WHEN j.touched THEN 'people' ELSE 'automation' END,
           5, j.number %% 20 = 0, CASE WHEN j.touched THEN a.person_id END, t.finished_at,
           CASE WHEN j.number %% 20 = 0 THEN j.number %% 700 <> 0 END
      FROM task t JOIN job j ON j.tenant_id = t.tenant_id AND j.id = t.job_id
      JOIN attempt a ON a.tenant_id = t.tenant_id AND a.task_id = t.id
     WHERE j.tenant_id = %(tenant)s AND j.number >= %(first)s
"""
_REVIEWS = """
    INSERT INTO review (tenant_id, id, job_id, task_id, worked_task_id, worker_id, reviewer_id, stratum, drawn_at,
           answers, score, outcome, comment, done_at)
    SELECT d.tenant_id, uuidv7(), d.job_id, d.task_id, d.task_id, d.worker_id, NULL, d.stratum, d.finished_at, '{}',
           CASE WHEN d.good THEN 100 ELSE 80 END, CASE WHEN d.good THEN 'accept' ELSE 'fix' END, '', d.finished_at
      FROM drawing d JOIN job j ON j.tenant_id = d.tenant_id AND j.id = d.job_id
     WHERE j.tenant_id = %(tenant)s AND j.number >= %(first)s AND d.drawn
"""
_DEFECTS = """
    INSERT INTO defect (tenant_id, id, job_id, review_id, work_type, origin, reason, words, worker_id, found_at)
    SELECT d.tenant_id, uuidv7(), d.job_id, NULL, d.work_type, 'review', 'other', 'wrong', d.worker_id, d.finished_at
      FROM drawing d JOIN job j ON j.tenant_id = d.tenant_id AND j.id = d.job_id
     WHERE j.tenant_id = %(tenant)s AND j.number >= %(first)s AND NOT d.good
"""
_SAMPLES = """
    INSERT INTO automation_sample (tenant_id, id, job_id, work_type, path, source, method, confidence, "right", origin,
           at)
    SELECT d.tenant_id, uuidv7(), d.job_id, d.work_type, path, 'vendor ' || j.number / 20 %% 50, 'read',
           0.9 + (j.number / 20 %% 100) / 1000.0, d.good OR path <> 'total', 'review', d.finished_at
      FROM drawing d JOIN job j ON j.tenant_id = d.tenant_id AND j.id = d.job_id
     CROSS JOIN unnest(ARRAY['total', 'invoice_number', 'invoice_date']) path
     WHERE j.tenant_id = %(tenant)s AND j.number >= %(first)s AND d.drawn
"""
_RESULTS = """
    INSERT INTO deliverable (tenant_id, id, job_id, version, record, created_at)
    SELECT tenant_id, uuidv7(), id, 1, '{}', finished_at
      FROM job WHERE tenant_id = %(tenant)s AND number >= %(first)s
"""
_BATCHES = (
    """
    INSERT INTO batch (tenant_id, id, name, work_type, source, created_at)
    SELECT %(tenant)s, uuidv7(), 'batch ' || n, 'invoice_processing', 'portal', now() FROM generate_series(1, 4) n
    """,
    """
    UPDATE job SET batch_id = b.id
      FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM batch WHERE tenant_id = %(tenant)s) b
     WHERE job.tenant_id = %(tenant)s AND job.finished_at IS NULL AND job.number %% 4 = b.place
    """,
)
_PUT_BACK = (
    "DELETE FROM event WHERE name = 'task.claimed'",
    "DELETE FROM attempt WHERE ended_at IS NULL",
    "UPDATE task SET state = 'queued', holder = NULL, lease_until = NULL WHERE state = 'in_progress'",
)
BESIDE = (_DATA, _HOLDS, _DRAWINGS, _REVIEWS, _DEFECTS, _SAMPLES, _RESULTS, _CLOCKS, _EVENTS)
"""What else hangs off finished jobs."""


def events(ground: Ground, client: Client) -> int:
    """The events of all the client's jobs; how many."""
    with ground.plain() as connection:
        connection.execute("SET session_replication_role = replica")
        made = connection.execute(_EVENTS, {"tenant": client.id, "first": 0}).rowcount
        connection.execute("ANALYZE event")
    return made


def waiting(ground: Ground, client: Client, count: int, *, data: bool = False) -> None:
    """Open jobs of the client, each with a task that waits for a person; `data`: as automation
    leaves them that could not read the document."""
    with ground.plain() as connection:
        rows = _jobs(ground, connection, client, count, done=False, after=timedelta(0), days=0.3)
        if data:
            connection.execute(_DATA, rows)
            connection.execute(_CLOCKS, rows)
        connection.execute("ANALYZE job, task")


def history(
    ground: Ground,
    client: Client,
    count: int,
    people: Sequence[UUID],
    *,
    days: float = 60,
    before: float = 0.25,
    whole: bool = False,
) -> None:
    """Jobs that came and were delivered evenly over so many `days` up to so many days `before` now, with their tasks,
    attempts and rollups; `whole`: with everything else, and five to seven events each."""
    with ground.plain() as connection:
        rows = _jobs(ground, connection, client, count, done=True, after=timedelta(days=before), days=days)
        rows |= {"people": list(people)}
        for each in (_ATTEMPTS, _COUNTED, _TALLIES, *(BESIDE if whole else ())):
            connection.execute(each, rows)


def in_batches(ground: Ground, client: Client) -> None:
    """Let the client's open jobs have come in four batches, which its people watch; once."""
    with ground.plain() as connection:
        if not connection.execute("SELECT 1 FROM batch WHERE tenant_id = %s LIMIT 1", [client.id]).fetchone():
            for each in _BATCHES:
                connection.execute(each, {"tenant": client.id})


def put_back(ground: Ground) -> None:
    """Let what an earlier measurement claimed wait again, as if nobody had."""
    with ground.plain() as connection:
        connection.execute("SET session_replication_role = replica")
        for each in _PUT_BACK:
            connection.execute(each)
        connection.execute("VACUUM (ANALYZE) task, attempt")


def _jobs(
    ground: Ground,
    connection: "psycopg.Connection[tuple[Any, ...]]",
    client: Client,
    count: int,
    *,
    done: bool,
    after: timedelta,
    days: float,
) -> dict[str, Any]:
    """Jobs with a task each, received evenly over so many days; what the other statements need to know of them."""
    connection.execute("SET session_replication_role = replica")  # the rows fit: no need to look up each key
    [(first,)] = connection.execute("SELECT next_number FROM tenant WHERE id = %s", [client.id])
    rows = {"tenant": client.id, "queue": ground.queue(client), "count": count, "done": done, "first": first}
    connection.execute(_JOBS, rows | {"until": moment() - after, "seconds": days * 86_400})
    return rows
