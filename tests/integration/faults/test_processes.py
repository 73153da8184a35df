"""Real workers, schedules and a real Valkey, which are killed, halted, emptied and doubled while work comes in."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from psycopg import Connection

from bpo.platform import clock
from bpo.platform.embedded import Valkey
from bpo.platform.messages import AUTOMATION, DOORS, EVENTS, Messenger
from bpo.platform.web import House
from config.settings import Settings
from tests.factories.emptying import empty
from tests.factories.world import Client, World
from tests.integration.faults.ledger import count_of, faults_of, unfinished
from tests.integration.faults.plant import Plant, until_none_left

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc"),
]

TASKS, FAULTS = 300, 10


@pytest.fixture(scope="module")
def plant(
    admin_dsn: str, _house: House, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Plant]:
    """Two workers and two schedules, for all tests of this file."""
    empty(admin_dsn)
    folder = tmp_path_factory.mktemp("plant")
    with Valkey(folder / "valkey", durable=False) as valkey:
        plant = Plant(settings, valkey, folder)
        for name in ("worker-1", "worker-2", "schedule-1", "schedule-2"):
            plant.start(name)
        yield plant
        plant.stop()


@pytest.fixture
def shop(plant: Plant, _house: House) -> Iterator[World]:
    """Makers of clients and jobs beside the running processes."""
    plant.mend()
    with _house.app_context():
        yield World(_house)


@pytest.fixture
def client(shop: World, request: pytest.FixtureRequest) -> Client:
    """A client of this test's own."""
    shop.made = 10 * list(request.session.items).index(request.node) % 10_000
    return shop.client(now=clock.now())


def pass_time(admin: Connection[Any], client: Client, *, leases: bool = False) -> None:
    """The pauses between tries are over; with `leases`, so are the leases of automation that nobody renews."""
    admin.execute(
        "UPDATE task SET ready_at = now() WHERE tenant_id = %s AND state = 'queued' AND ready_at > now()",
        [client.id],
    )
    admin.execute(
        "UPDATE event SET due_at = now() WHERE tenant_id = %s AND handled_at IS NULL AND due_at > now()",
        [client.id],
    )
    if leases:
        admin.execute(
            "UPDATE task SET lease_until = now() WHERE tenant_id = %s AND state = 'in_progress'"
            " AND holder IS NULL AND lease_until < now() + interval '25 seconds'",
            [client.id],
        )


def finish(plant: Plant, admin: Connection[Any], client: Client) -> None:
    """Wait until automation and outbox have nothing left, with processes that ended started again."""
    began = time.monotonic()

    def meanwhile() -> None:
        plant.mend()
        pass_time(admin, client, leases=time.monotonic() > began + 5)

    until_none_left(lambda: unfinished(admin, client.id), said=plant.said, meanwhile=meanwhile)
    assert faults_of(admin, client.id) == {}


def test_work_is_done_when_nobody_sends_a_message(
    plant: Plant, shop: World, client: Client, admin: Connection[Any], good_xml: tuple[str, str, bytes]
) -> None:
    """Nothing here wakes the workers; the schedule sees what waits in PostgreSQL."""
    shop.job(client, files=[good_xml], now=clock.now())
    shop.jobs(client, 5, now=clock.now())
    finish(plant, admin, client)
    assert count_of(admin, "deliverable", client.id) == 1
    assert count_of(admin, "task", client.id, "step = 'check' AND state = 'queued'") == 5


def test_doubled_messages_and_two_schedules_have_no_double_effect(
    plant: Plant, shop: World, client: Client, admin: Connection[Any], good_xml: tuple[str, str, bytes]
) -> None:
    shop.job(client, files=[good_xml], now=clock.now())
    shop.jobs(client, 20, now=clock.now())
    messenger = Messenger(plant.valkey.url())
    for _ in range(15):
        for name in (EVENTS, AUTOMATION):
            messenger.queues[name].enqueue(DOORS[name], result_ttl=0)
    finish(plant, admin, client)
    assert count_of(admin, "deliverable", client.id) == 1
    assert count_of(admin, "tally", client.id, "measure LIKE 'received.%%' AND event_id IS NOT NULL") in (
        0,
        21,
    )


def test_redis_emptied_again_and_again_loses_nothing(
    plant: Plant, shop: World, client: Client, admin: Connection[Any]
) -> None:
    connection = redis.Redis.from_url(plant.valkey.url())
    for _ in range(10):
        shop.jobs(client, 4, now=clock.now())
        connection.flushall()
    finish(plant, admin, client)
    assert count_of(admin, "task", client.id, "step = 'check' AND state = 'queued'") == 40


def test_redis_killed_and_started_again_empty_needs_no_hand(
    plant: Plant, shop: World, client: Client, admin: Connection[Any]
) -> None:
    plant.valkey.stop()
    shop.jobs(client, 10, now=clock.now())
    messenger = Messenger(plant.valkey.url())
    assert messenger.wake(EVENTS) is False
    assert unfinished(admin, client.id) == 10
    plant.valkey.start()
    shop.jobs(client, 10, now=clock.now())
    finish(plant, admin, client)
    assert count_of(admin, "task", client.id, "step = 'check' AND state = 'queued'") == 20


def test_redis_that_hangs_holds_up_no_submission(
    plant: Plant, shop: World, client: Client, admin: Connection[Any]
) -> None:
    process = plant.valkey.process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    try:
        shop.jobs(client, 5, now=clock.now())
        assert Messenger(plant.valkey.url()).wake(AUTOMATION) is False
    finally:
        os.kill(process.pid, signal.SIGCONT)
    finish(plant, admin, client)
    assert count_of(admin, "task", client.id, "step = 'check'") == 5


def test_a_worker_killed_at_random_moments_has_one_effect_each_time(
    plant: Plant, shop: World, client: Client, admin: Connection[Any], good_xml: tuple[str, str, bytes]
) -> None:
    """The moments that nobody thought of."""
    rng = random.Random(11)
    for number in range(8):
        shop.job(client, files=[good_xml], reference=f"try {number}", now=clock.now())
        Messenger(plant.valkey.url()).wake(EVENTS)
        time.sleep(rng.uniform(0.05, 0.6))
        victim = rng.choice(plant.workers())
        if rng.random() < 0.5 or not plant.kill_horse(victim):
            plant.kill(victim)
        plant.mend()
    finish(plant, admin, client)
    delivered = count_of(admin, "deliverable", client.id)
    with_people = count_of(admin, "task", client.id, "step = 'check' AND state = 'queued'")
    assert delivered + with_people == 8


def test_chaos(plant: Plant, shop: World, client: Client, admin: Connection[Any]) -> None:
    """Hundreds of tasks under faults of every kind: none lost, none double, none stuck."""
    rng = random.Random(7)
    connection = redis.Redis.from_url(plant.valkey.url())

    def restart_redis() -> None:
        plant.valkey.stop()
        plant.valkey.start()

    def halt_a_worker() -> None:
        with plant.halted(rng.choice(plant.workers())):
            pass_time(admin, client, leases=True)
            time.sleep(0.5)

    def end_sessions() -> None:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename = 'bpo_worker' AND pid <> pg_backend_pid() AND client_port <> ALL (%s)",
            [_own_ports()],
        )

    faults: list[Callable[[], object]] = [
        lambda: plant.kill(rng.choice(plant.workers())),
        lambda: plant.kill_horse(rng.choice(plant.workers())),
        lambda: plant.kill("schedule-1"),
        lambda: connection.flushall(),
        restart_redis,
        halt_a_worker,
        end_sessions,
    ]
    plan = [*faults, *rng.choices(faults, k=FAULTS - len(faults))]
    rng.shuffle(plan)
    for fault in plan:
        shop.jobs(client, TASKS // FAULTS, now=clock.now())
        time.sleep(rng.uniform(0.1, 0.4))
        fault()
        plant.mend()
    finish(plant, admin, client)
    assert count_of(admin, "job", client.id) == TASKS
    assert count_of(admin, "task", client.id, "step = 'check' AND state = 'queued'") == TASKS


def _own_ports() -> list[int]:
    """The local ports of this process's connections, which are not what is to be cut."""
    sockets = {str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()}
    inodes = {name[8:-1] for name in sockets if name.startswith("socket:[")}
    rows = Path("/proc/self/net/tcp").read_text().splitlines()[1:]
    return [int(row.split()[1].split(":")[1], 16) for row in rows if row.split()[9] in inodes]
