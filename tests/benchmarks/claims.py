"""The claim as the application issues it, beside a plain SQL claim on the same rows."""

import itertools
import random
from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

from bpo.platform.caller import Caller
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from bpo.workqueue import service as workqueue
from bpo.workqueue.rules import LEASE_PERSON
from bpo.workqueue.service.claim import claim_from
from tests.benchmarks import stock
from tests.benchmarks.ground import Ground, moment
from tests.benchmarks.measuring import Step, Tidy, crowd, turns
from tests.benchmarks.table import Line
from tests.factories.world import Client

PLAIN = """
    UPDATE task SET state = 'in_progress', fence = fence + 1, attempts = attempts + 1, lease_until = %s, holder = %s
     WHERE tenant_id = %s AND id = (
           SELECT id FROM task WHERE tenant_id = %s AND queue_id = %s AND state = 'queued' AND ready_at <= %s
            ORDER BY priority, due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, job_id, fence
"""
"""What a queue in PostgreSQL cannot do without."""
PLAIN_NOTED = f"""
    WITH claimed AS ({PLAIN}),
    noted AS (
        INSERT INTO attempt (tenant_id, id, task_id, fence, person_id, worker, started_at, active_seconds)
        SELECT %s, %s, id, fence, %s, 'a plain worker', %s, 0 FROM claimed),
    noted_too AS (
    INSERT INTO event (tenant_id, id, name, job_id, subject_id, actor_id, actor_name, data, occurred_at, due_at,
           handled_at, tries)
    SELECT %s, %s, 'task.claimed', job_id, id, %s, 'a plain worker', '{{"step": "check"}}', %s, %s, %s, 0 FROM claimed)
    SELECT id FROM claimed
"""
"""The same with the rows that the application writes beside it: the attempt and the event."""


def plain_step(ground: Ground, places: Sequence[tuple[UUID, UUID]], *, noted: bool = False) -> Step:
    """A plain claim from one of the (client, queue) places, one after the other."""
    connection, person, turn = ground.plain(), uuid4(), itertools.cycle(places)

    def step() -> UUID:
        now = moment()
        tenant, queue = next(turn)
        values: list[object] = [now + LEASE_PERSON, person, tenant, tenant, queue, now]
        if noted:
            values += [tenant, uuid4(), person, now, tenant, uuid4(), person, now, now, now]
        row = connection.execute(PLAIN_NOTED if noted else PLAIN, values).fetchone()
        if row is None:
            raise RuntimeError("nothing waits: the stock was too small")
        return row[0]  # type: ignore[no-any-return]

    return step


def chosen_step(ground: Ground, client: Client, person: Caller) -> Step:
    """The service's claim from one queue, in a unit of work of its own."""
    ground.after_fork()
    scope = only(client.id, actor=person.id)
    queue = ground.queue(client)

    def step() -> UUID:
        with unit_of_work(scope):
            claim = claim_from(
                client.id, queue, person_id=person.id, worker="an agent", now=moment(), lease=LEASE_PERSON
            )
        if claim is None:
            raise RuntimeError("nothing waits: the stock was too small")
        return claim.task_id

    return step


def next_step(ground: Ground, person: Caller) -> Step:
    """The service's get-next over all queues that the person may work in."""
    ground.after_fork()
    scope, draws = only(*person.tenants, actor=person.id), random.Random()

    def step() -> UUID:
        with unit_of_work(scope):
            return workqueue.claim_next(agent=person, now=moment(), draw=draws.random()).task_id

    return step


FINISHED = """
    UPDATE task SET state = 'done', lease_until = NULL, finished_at = now()
     WHERE id = ANY (%s) AND tenant_id = ANY (%s) AND state = 'in_progress'
"""


def finishing(ground: Ground, tenants: Sequence[UUID]) -> Tidy:
    """Finish what was claimed, as agents do; outside the clock, and alike for all sides."""
    connection = ground.plain()

    def tidy(taken: list[object]) -> None:
        connection.execute(FINISHED, [taken, list(tenants)])

    return tidy


def measure(ground: Ground) -> list[Line]:
    """One queue at 1 and 16 clients; then three clients with fair share at 16."""
    seconds, rounds = (1.0, 3) if ground.quick else (2.0, 5)
    clients = [ground.client(), ground.client(), ground.client()]
    for each in clients:
        stock.waiting(ground, each, 60_000 if ground.quick else 150_000)
    ground.settle()
    alone = ground.agent(clients[0])
    for_all = ground.agent(*clients)
    one_place = [(clients[0].id, ground.queue(clients[0]))]
    places = [(each.id, ground.queue(each)) for each in clients]
    lines = []

    def run(count: int, make: Callable[[int], Step]) -> float:
        tenants = [each.id for each in clients]
        return crowd(count, seconds, make, make_tidy=lambda: finishing(ground, tenants)).a_second

    for count in (1, 16):
        plain, noted, chosen = turns(
            rounds,
            lambda n=count: run(n, lambda _: plain_step(ground, one_place)),
            lambda n=count: run(n, lambda _: plain_step(ground, one_place, noted=True)),
            lambda n=count: run(n, lambda _: chosen_step(ground, clients[0], alone)),
        )
        lines.append(
            Line(
                what=f"claim as the app issues it / plain SQL claim, {count} at once",
                value=chosen / plain,
                must=0.75,
                stretch=0.90,
                detail=f"{chosen:,.0f} / {plain:,.0f} a second, Python on both sides",
            )
        )
        lines.append(
            Line(
                what=f"  … / plain SQL that writes the same rows, {count} at once",
                value=chosen / noted,
                detail=f"{chosen:,.0f} / {noted:,.0f} a second",
            )
        )
    plain, fair = turns(
        rounds,
        lambda: run(16, lambda _: plain_step(ground, places)),
        lambda: run(16, lambda _: next_step(ground, for_all)),
    )
    lines.append(
        Line(
            what="get-next over 3 clients with fair share / plain, 16 at once",
            value=fair / plain,
            must=0.45,
            stretch=0.65,
            detail=f"{fair:,.0f} / {plain:,.0f} a second",
        )
    )
    return lines
