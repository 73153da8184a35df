"""Bringing a job to its client without waiting for anybody."""

from datetime import timedelta
from uuid import UUID

from bpo.platform import clock
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from bpo.workqueue import service as workqueue
from tests.factories.world import Client, World
from tests.integration.test_chain import ALL_MAY_STAND, GOOD

FOUND = (*ALL_MAY_STAND, "DUPLICATE_FILE", "DUPLICATE_SUSPECTED")


def finish(world: World, client: Client, job_id: UUID | str) -> None:
    """Automation reads it, a person does it, it is delivered."""
    now = clock.now()
    agent = world.person("agent", serves=[client], now=now)
    world.settle(now)
    with unit_of_work(only(client.id)):
        claim = workqueue.claim_next(agent=agent, now=now, draw=0.5)
    assert str(claim.job_id) == str(job_id)
    with unit_of_work(only(client.id)):
        workqueue.submit(
            agent=agent,
            tenant_id=client.id,
            task_id=claim.task_id,
            fence=claim.fence,
            record=GOOD,
            confirmed=dict.fromkeys(FOUND, "as printed"),
            active_seconds=5,
            now=now + timedelta(seconds=1),
        )
    world.settle(now + timedelta(seconds=2))
