"""A client's own work type that is confidential: for the cleared alone, also what came in before it was so."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bpo.catalog.queries import get_own
from bpo.catalog.registry import work_type
from bpo.catalog.rules.definitions import Definition, own_of
from bpo.definitions import service
from bpo.events.models import Event
from bpo.jobs.models import Batch, Job
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Invalid, NothingWaiting
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import compartment, only
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.factories.covered import cover, hand_in
from tests.factories.definitions import claims
from tests.factories.world import Client, World
from tests.integration.definitions.test_definitions import LATER, published

SECRET = replace(claims(), confidential=True)


@pytest.fixture
def manager(world: World) -> Caller:
    return world.person("account_manager")


def publish_again(client: Client, by: Caller, key: str, definition: Definition) -> None:
    own_id, _ = own_of(key) or (None, None)
    assert own_id is not None
    with unit_of_work(only(client.id, actor=by.id)):
        revision = get_own(client.id, own_id).revision
        own = service.save(
            tenant_id=client.id, own_id=own_id, revision=revision, definition=definition, by=by, now=LATER
        )
        service.publish(tenant_id=client.id, own_id=own_id, revision=own.revision, by=by, now=LATER)


def seen(who: Caller, client: Client) -> set[str]:
    """What of the client's work the person sees, by table."""
    scope = (
        client_scope(client.id, actor=who.id, cleared=who.cleared)
        if who.is_client
        else only(client.id, actor=who.id, cleared=who.cleared)
    )
    with unit_of_work(scope.reading()):
        found = {
            "job": db.session.scalars(select(Job.id)).all(),
            "task": db.session.scalars(select(Task.id)).all(),
            "history": db.session.scalars(select(Event.id).where(Event.job_id.is_not(None))).all(),
            "batch": db.session.scalars(select(Batch.id)).all(),
        }
        return {name for name, rows in found.items() if rows}


def claim(client: Client, agent: Caller) -> workqueue.Claim:
    with unit_of_work(only(client.id, actor=agent.id, cleared=agent.cleared)):
        return workqueue.claim_next(agent=agent, now=LATER, draw=0.5)


def test_it_is_seen_and_done_by_the_cleared_alone(world: World, manager: Caller) -> None:
    client = world.client()
    agent, submitter = world.person("agent", serves=[client]), world.person("submitter", tenant=client)
    key = published(client, manager, SECRET)
    other, (agent, submitter) = agent, world.clear(client, agent, submitter, key=key)
    cover(client, key, agent)
    hand_in(world, client, key, now=LATER)
    world.settle(LATER)
    stranger = world.person("submitter", tenant=client)
    assert seen(other, client) == seen(stranger, client) == set()
    with pytest.raises(NothingWaiting):
        claim(client, other)  # as the agent was before
    assert {"job", "task", "history"} <= seen(agent, client)
    assert {"job", "history"} <= seen(submitter, client)
    assert claim(client, agent).tenant_id == client.id


def test_what_came_in_before_is_closed_with_the_first_confidential_version(
    world: World, manager: Caller
) -> None:
    client = world.client()
    agent = world.person("agent", serves=[client])
    key = published(client, manager, claims())
    cover(client, key, agent)
    hand_in(world, client, key, now=LATER)
    world.settle(LATER)
    assert {"job", "task", "history"} <= seen(agent, client)
    claimed = claim(client, agent)
    publish_again(client, manager, key, SECRET)
    world.follow(LATER)
    assert seen(agent, client) == set()
    with unit_of_work(only(client.id)):
        job = db.session.scalars(select(Job)).one()
        assert (job.compartment, job.work_type_version) == (compartment(client.id, key), 1)
    (agent,) = world.clear(client, agent, key=key)
    with unit_of_work(only(client.id, actor=agent.id, cleared=agent.cleared)):
        assert db.session.get_one(Task, (client.id, claimed.task_id)).holder == agent.id


def test_confidential_work_stays_so(world: World, manager: Caller) -> None:
    client = world.client()
    key = published(client, manager, SECRET)
    with pytest.raises(Invalid) as refused:
        publish_again(client, manager, key, claims())
    assert list(refused.value.errors) == ["confidential"]
    with unit_of_work(only(client.id)):
        assert work_type(key).confidential
