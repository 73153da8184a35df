"""Taking in many rows: the product, with everything that belongs to a job, beside COPY of the very same rows."""

import io
import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable

from bpo.catalog.registry import work_type
from bpo.jobs import service as jobs
from bpo.platform.caller import Caller
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from tests.benchmarks import stock
from tests.benchmarks.claims import next_step
from tests.benchmarks.ground import Ground, moment
from tests.benchmarks.measuring import Rate, Step, crowd, spell
from tests.benchmarks.table import Line
from tests.factories.world import INVOICES, Client
from workers import outbox

AT_ONCE = 5_000
"""Rows of one transaction."""
TABLES = ("job", "job_data", "job_clock", "task", "event", "tally")
"""Where the rows of a job lie, in the order in which they refer to one another."""
OTHERS = 4
"""Agents at work meanwhile, each asking fifty times a second at most."""


def take_in(ground: Ground, client: Client, count: int) -> None:
    """The whole of it: jobs, data, clocks and events, and by the outbox the first tasks and the rollups."""
    for first in range(0, count, AT_ONCE):
        submissions = [
            jobs.Submission(
                title=f"invoice {number}",
                client_reference=f"ref-{number}",
                input={"note": f"row {number} of a sheet", "amount": str(number)},
            )
            for number in range(first, min(first + AT_ONCE, count))
        ]
        with unit_of_work(only(client.id)):
            jobs.submit(
                tenant_id=client.id,
                work_type=work_type(INVOICES),
                submissions=submissions,
                batch_id=None,
                source="api",
                by_id=None,
                by_name="a program",
                now=moment(),
            )
    outbox.follow(moment)


def in_a_child(ground: Ground, work: Callable[[], None]) -> tuple[float, float]:
    """Seconds and peak memory (MB) of some work in a process of its own."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def run() -> None:
        ground.after_fork()
        seconds = spell(work)
        there.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))

    process = context.Process(target=run)
    process.start()
    there.close()
    answer: tuple[float, float] = here.recv()
    process.join()
    return answer


def copied_again(ground: Ground, client: Client) -> float:
    """Take the client's rows out and COPY them in again; the seconds of the latter, indexes and foreign keys on."""
    with ground.plain() as connection:
        kept: dict[str, tuple[str, bytes]] = {}
        for table in TABLES:
            columns = connection.execute(
                "SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'",
                [table],
            ).fetchall()[0][0]
            rows = io.BytesIO()
            with connection.cursor().copy(
                f"COPY (SELECT {columns} FROM {table} WHERE tenant_id = '{client.id}') TO STDOUT"
            ) as out:
                for piece in out:
                    rows.write(piece)
            kept[table] = columns, rows.getvalue()
        connection.execute("SET session_replication_role = replica")
        for table in reversed(TABLES):
            connection.execute(f"DELETE FROM {table} WHERE tenant_id = %s", [client.id])
        connection.execute("SET session_replication_role = origin")
        for table in TABLES:
            connection.execute(f"VACUUM {table}")
        connection.execute("CHECKPOINT")
        began = time.perf_counter()
        for table, (columns, content) in kept.items():
            with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                copy.write(content)
        return time.perf_counter() - began


def measure(ground: Ground) -> list[Line]:
    """Rows a second of both, memory, and what others feel."""
    count, rounds = (20_000, 2) if ground.quick else (100_000, 2)
    busy = [ground.client(), ground.client()]
    for each in busy:
        stock.waiting(ground, each, 20_000 if ground.quick else 60_000)
    agent = ground.agent(*busy)
    ground.settle()
    ours, copies, memory = [], [], 0.0
    for _ in range(rounds):
        client = ground.client()
        seconds, peak = in_a_child(ground, lambda c=client: take_in(ground, c, count))
        ours.append(seconds)
        memory = max(memory, peak)
        copies.append(copied_again(ground, client))
    taken, copied = statistics.median(ours), statistics.median(copies)
    idle, meanwhile = _felt_by_others(ground, agent, count)
    return [
        Line(
            what=f"bulk intake of {count:,} rows / COPY of the same rows",
            value=copied / taken,
            must=0.35,
            stretch=0.60,
            detail=f"{count / taken:,.0f} / {count / copied:,.0f} rows a second",
        ),
        Line(
            what="  … its memory at the peak",
            value=memory,
            unit="MB",
            must=300,
            stretch=150,
            least=False,
            detail="of the process that takes in, code included",
        ),
        Line(
            what="  … others' get-next meanwhile / idle, p95",
            value=meanwhile.percentile(95) / idle.percentile(95),
            must=1.5,
            stretch=1.2,
            least=False,
            detail=f"{meanwhile.percentile(95) * 1000:.0f} / {idle.percentile(95) * 1000:.0f} ms",
        ),
    ]


def _felt_by_others(ground: Ground, agent: Caller, count: int) -> tuple[Rate, Rate]:
    """How long get-next takes others: on an idle machine, and while rows come in."""

    def paced(_: int) -> Step:
        return next_step(ground, agent)

    pause, seconds = 0.02, 4.0 if ground.quick else 10.0
    idle = crowd(OTHERS, seconds, paced, pause=pause)
    client = ground.client()
    context = multiprocessing.get_context("fork")

    def flood() -> None:
        ground.after_fork()
        take_in(ground, client, count * 5)

    process = context.Process(target=flood)
    process.start()
    try:
        meanwhile = crowd(OTHERS, seconds, paced, pause=pause)
    finally:
        process.terminate()
        process.join()
    return idle, meanwhile
