"""RQ's two queues take turns: a flood on one never starves the other."""

import pytest
from redis import Redis
from rq import SimpleWorker, Worker
from rq.worker import RoundRobinWorker

from bpo.platform.messages import AUTOMATION, DOORS, EVENTS
from bpo.platform.web import House
from workers.run import worker_on

FLOOD, FEW = 30, 3
PAIRS = [(EVENTS, AUTOMATION), (AUTOMATION, EVENTS)]


def served(worker: Worker, connection: Redis, flooded: str, other: str) -> list[str]:
    """From which queue each message was taken, in order. The messages' own work is not done here."""
    for queue in worker.queues:
        for _ in range(FLOOD if queue.name == flooded else FEW):
            queue.enqueue(DOORS[queue.name], result_ttl=0)
    order = []

    def note(job, queue):
        order.append(queue.name)
        job.delete()
        return True

    worker.execute_job = note
    worker.work(burst=True, logging_level="WARNING")
    return order


@pytest.mark.parametrize(("flooded", "other"), PAIRS)
def test_a_flood_on_one_queue_does_not_starve_the_other(house: House, flooded: str, other: str) -> None:
    connection = house.extensions["messenger"].connection
    worker = worker_on(connection)
    assert isinstance(worker, RoundRobinWorker)
    order = served(worker, connection, flooded, other)
    assert order.count(flooded) == FLOOD
    assert order.count(other) == FEW
    assert other not in order[FEW * 2 + 1 :], order


def test_the_measure_finds_a_worker_that_serves_one_queue_wholly_before_the_other(house: House) -> None:
    connection = house.extensions["messenger"].connection
    plain = SimpleWorker(
        worker_on(connection).queues, connection=connection, serializer=worker_on(connection).serializer
    )
    order = served(plain, connection, EVENTS, AUTOMATION)
    assert order == [EVENTS] * FLOOD + [AUTOMATION] * FEW
