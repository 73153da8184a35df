"""Steps that a work type was given later get their queues for the clients there are."""

from sqlalchemy import delete, select

from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone, only
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import WorkQueue
from bpo.workqueue.queries import queues_for_person
from tests.factories.world import NOW


def test_new_steps_get_their_queues_and_those_of_the_client_are_nobodys_to_claim(world):
    client = world.client()
    agent = world.person("agent", serves=[client])
    with unit_of_work(everyone(reason="the test goes back in time")):
        db.session.execute(delete(WorkQueue).where(WorkQueue.step.not_in(("capture", "check", "review"))))
    with unit_of_work(everyone(reason="the schedule applies contracts")):
        workqueue.apply_contracts(now=NOW)
    with unit_of_work(only(client.id)):
        found = {queue.step: (queue.actor, queue.activity) for queue in db.session.scalars(select(WorkQueue))}
        assert found == {
            "capture": ("automation", "work"),
            "check": ("person", "work"),
            "call_back": ("person", "work"),
            "call_back_check": ("person", "work"),
            "approve": ("client", "approval"),
            "approve_second": ("client", "approval"),
            "review": ("person", "review"),
        }
        mine = {queue.step for queue in queues_for_person(agent.id, [client.id], NOW)}
    assert mine == {"check", "call_back", "call_back_check"}
