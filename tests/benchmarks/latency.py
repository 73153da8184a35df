"""From a fact to the worker that follows it, and how many facts a second."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from bpo.catalog.registry import work_type
from bpo.jobs import service as jobs
from bpo.platform import spawn
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from tests.benchmarks.ground import ROOT, Ground, moment
from tests.benchmarks.measuring import percentile, spell, turns
from tests.benchmarks.table import Line
from tests.factories.world import INVOICES, Client
from workers import outbox


def measure(ground: Ground) -> list[Line]:
    """Idle latencies with two real workers; then the outbox worked off in bulk and one by one."""
    facts = 25 if ground.quick else 80
    client = ground.client()
    with workers(ground):
        waited = [_one(ground, client) for _ in range(facts)]
        started = _starts_of_automation(ground, client, facts)
    bulk, single = _outbox(ground)
    events = [each * 1000 for each in waited]
    starts = [each * 1000 for each in started]
    return [
        Line(
            what="event → its worker starts, idle, p95",
            value=percentile(events, 95),
            unit="ms",
            must=100,
            stretch=30,
            least=False,
            detail=f"median {percentile(events, 50):.0f} ms; RQ forks for each message",
        ),
        Line(
            what="task for automation ready → automation starts, idle, p95",
            value=percentile(starts, 95),
            unit="ms",
            detail=f"median {percentile(starts, 50):.0f} ms",
        ),
        Line(
            what="outbox worked off in bulk / one by one",
            value=bulk / single,
            must=4,
            stretch=5,
            detail=f"{bulk:,.0f} / {single:,.0f} events a second, receipts with all that follows",
        ),
    ]


@contextmanager
def workers(ground: Ground) -> Iterator[None]:
    """Two RQ workers as `up` runs them."""
    program = [sys.executable, "-P", "-m", "workers.run"]
    running = [subprocess.Popen(spawn.command(program), env=ground.environment(), cwd=ROOT) for _ in range(2)]
    try:
        _until(lambda: len(ground.house.extensions["messenger"].connection.smembers("rq:workers")) == 2, 60)
        time.sleep(0.5)
        yield
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(60)


def _until(done, patience: float) -> None:  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + patience
    while not done():
        if time.monotonic() > deadline:
            raise RuntimeError("it did not happen in time")
        time.sleep(0.05)


def _submit(ground: Ground, client: Client, count: int = 1, *, wake: bool = True) -> list[UUID]:
    with unit_of_work(
        only(client.id), after_commit=ground.house.extensions["after_commit"] if wake else None
    ):
        made = jobs.submit(
            tenant_id=client.id,
            work_type=work_type(INVOICES),
            submissions=[jobs.Submission(title="an invoice")] * count,
            batch_id=None,
            source="api",
            by_id=None,
            by_name="a program",
            now=moment(),
        )
    return [each.job_id for each in made]


def _one(ground: Ground, client: Client) -> float:
    """Seconds from the commit of a receipt (and its wake-up) to the handler's start."""
    [job] = _submit(ground, client)
    committed = moment()
    query = "SELECT handled_at FROM event WHERE job_id = %s AND name = 'job.received'"
    _until(lambda: ground.sql(query, [job])[0][0] is not None, 30)
    handled = ground.sql(query, [job])[0][0]
    _until(lambda: not ground.sql("SELECT 1 FROM event WHERE handled_at IS NULL LIMIT 1"), 30)
    time.sleep(0.2)
    return max(0.0, (handled - committed).total_seconds())


def _starts_of_automation(ground: Ground, client: Client, count: int) -> list[float]:
    """Seconds from a task's readiness to its claim, of the last jobs."""
    rows = ground.sql(
        "SELECT a.started_at - e.handled_at FROM attempt a"
        " JOIN task t ON t.tenant_id = a.tenant_id AND t.id = a.task_id"
        " JOIN event e ON e.tenant_id = t.tenant_id AND e.job_id = t.job_id AND e.name = 'job.received'"
        " WHERE t.tenant_id = %s AND t.step = 'capture' AND a.fence = 1",
        [client.id],
    )
    return [row[0].total_seconds() for row in rows]


def _outbox(ground: Ground) -> tuple[float, float]:
    """Events a second: hundreds in one transaction, and each in its own."""
    many, few, rounds = (4000, 200, 2) if ground.quick else (10_000, 400, 3)
    usual = outbox.AT_ONCE

    def follow(count: int, at_once: int) -> float:
        _submit(ground, ground.client(), count, wake=False)
        outbox.AT_ONCE = at_once
        try:
            return count / spell(lambda: outbox.follow(moment))
        finally:
            outbox.AT_ONCE = usual

    bulk, single = turns(rounds, lambda: follow(many, usual), lambda: follow(few, 1))
    return bulk, single
