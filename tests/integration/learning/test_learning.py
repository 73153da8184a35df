"""A vendor's second invoice is easier than its first; what was learnt is measured, undone, and nobody else's."""

from typing import Any
from uuid import UUID

import pytest

from bpo.jobs.queries import get_data, get_job
from bpo.jobs.service import flat
from bpo.learning import queries
from bpo.learning import service as learning
from bpo.learning.models import Lesson
from bpo.platform import clock
from bpo.platform.caller import Caller
from bpo.platform.db import unit_of_work
from bpo.platform.errors import Invalid, NotFound
from bpo.platform.scope import only
from bpo.platform.web import House
from bpo.workqueue import service as workqueue
from tests.factories.desk import Desk
from tests.factories.odd_form import SELLER, odd_invoice
from tests.factories.world import NOW, Client, World

WHERE = {"page": 0, "box": [0.80, 0.103, 0.94, 0.119]}
"""Where the number stands, as an agent marks it."""


@pytest.fixture
def client(world: World) -> Client:
    return world.client()


@pytest.fixture
def agent(world: World, client: Client) -> Caller:
    return world.person("agent", serves=[client], activities=["work"])


def read(world: World, client: Client, number: str, **more: Any) -> UUID:
    """Hand in an invoice and let automation read it."""
    files = [("invoice.pdf", "application/pdf", odd_invoice(number, **more))]
    job = world.job(client, files=files)
    world.settle()
    return job.job_id


def kept(client: Client, job_id: UUID) -> tuple[dict[str, Any], dict[str, Any]]:
    """The record, and how each field was read."""
    with unit_of_work(only(client.id)):
        data = get_data(client.id, job_id)
        return dict(data.record), {reading["path"]: dict(reading) for reading in data.readings}


def hand_in(world: World, client: Client, agent: Caller, job_id: UUID, **typed: Any) -> None:
    """Get the job's task, type, and submit; whatever the checks find may stand. Then everything follows."""
    evidence = dict.fromkeys(typed, WHERE)
    with unit_of_work(only(client.id, actor=agent.id)):
        claim = workqueue.claim_next(agent=agent, now=NOW, draw=0.5)
    assert claim.job_id == job_id
    record = kept(client, job_id)[0] | typed
    confirmed: dict[str, str] = {}
    for _ in range(3):
        try:
            with unit_of_work(only(client.id, actor=agent.id)):
                workqueue.submit(
                    agent=agent,
                    tenant_id=client.id,
                    task_id=claim.task_id,
                    fence=claim.fence,
                    record=record,
                    confirmed=confirmed,
                    active_seconds=5,
                    now=NOW,
                    evidence=evidence,
                )
            break
        except Invalid as invalid:
            confirmed = dict.fromkeys(invalid.errors, "as printed")
    world.settle()
    with unit_of_work(only(client.id)):
        assert get_job([client.id], job_id).state == "delivered"


def lessons(client: Client) -> list[queries.Tried]:
    with unit_of_work(only(client.id)):
        return queries.lessons_of(client.id)


def test_the_second_invoice_of_a_vendor_is_easier_than_the_first(
    world: World, client: Client, agent: Caller
) -> None:
    first = read(world, client, "HK-2026-0815")
    assert kept(client, first)[0]["number"] is None
    hand_in(world, client, agent, first, number="HK-2026-0815")
    (lesson,) = lessons(client)
    assert (lesson.lesson.path, lesson.lesson.kind, lesson.lesson.subject_name) == ("number", "place", SELLER)

    second = read(world, client, "HK-2026-0931", day="09.10.2026", net=300)
    record, readings = kept(client, second)
    assert record["number"] == "HK-2026-0931"
    assert readings["number"]["method"] == learning.LEARNT
    assert readings["number"]["evidence"]["page"] == 0
    with unit_of_work(only(client.id)):
        assert get_job([client.id], second).state == "in_work", "on trial: a person still sees it"
    hand_in(world, client, agent, second)
    (lesson,) = lessons(client)
    assert (lesson.right, lesson.wrong) == (1, 0)


def test_a_lesson_that_proves_itself_is_trusted_and_one_that_errs_is_given_up(
    world: World, client: Client, agent: Caller
) -> None:
    hand_in(world, client, agent, read(world, client, "HK-1001"), number="HK-1001")
    sure = []
    for step in range(3):
        job = read(world, client, f"HK-20{step}1", net=200 + step * 100)
        sure.append(kept(client, job)[1]["number"]["confidence"])
        hand_in(world, client, agent, job)
    job = read(world, client, "HK-3001", net=900)
    assert max(sure) < 0.9 < kept(client, job)[1]["number"]["confidence"]


def test_a_wrong_lesson_is_counted_and_no_longer_used(world: World, client: Client, agent: Caller) -> None:
    hand_in(world, client, agent, read(world, client, "HK-1001"), number="HK-1001")
    for step in range(2):
        job = read(world, client, f"PAGE-{step}9", net=200 + step * 100)
        hand_in(world, client, agent, job, number=f"RIGHT-{step}7")
    right, wrong = max((tried.right, tried.wrong) for tried in lessons(client))
    assert (right, wrong) == (0, 2)
    assert kept(client, read(world, client, "HK-4001", net=700))[0]["number"] is None


def test_what_was_learnt_is_taken_back(world: World, client: Client, agent: Caller) -> None:
    hand_in(world, client, agent, read(world, client, "HK-1001"), number="HK-1001")
    (tried,) = lessons(client)
    by: dict[str, Any] = {"by_id": agent.id, "by_name": "Ingrid Vale", "now": NOW}
    with unit_of_work(only(client.id)):
        learning.undo(tenant_ids=[client.id], lesson_id=tried.lesson.id, **by)
    job = read(world, client, "HK-1002", net=200)
    assert kept(client, job)[0]["number"] is None
    with unit_of_work(only(client.id)), pytest.raises(NotFound):
        learning.undo(tenant_ids=[client.id], lesson_id=tried.lesson.id, **by)
    with unit_of_work(only(client.id)):
        lesson: Lesson = learning.restore(tenant_ids=[client.id], lesson_id=tried.lesson.id, **by)
        assert lesson.undone_at is None
    assert kept(client, read(world, client, "HK-1003", net=500))[0]["number"] == "HK-1003"


def test_nothing_is_learnt_for_another_client(world: World, client: Client, agent: Caller) -> None:
    other = world.client()
    hand_in(world, client, agent, read(world, client, "HK-1001"), number="HK-1001")
    assert kept(other, read(world, other, "HK-1002"))[0]["number"] is None
    (tried,) = lessons(client)
    with unit_of_work(only(other.id)), pytest.raises(NotFound):
        learning.undo(
            tenant_ids=[other.id], lesson_id=tried.lesson.id, by_id=agent.id, by_name="somebody", now=NOW
        )


def test_learning_twice_from_the_same_job_adds_nothing(world: World, client: Client, agent: Caller) -> None:
    job = read(world, client, "HK-1001")
    hand_in(world, client, agent, job, number="HK-1001")
    with unit_of_work(only(client.id)):
        assert learning.learn(tenant_id=client.id, job_id=job, now=NOW) == 0
    assert len(lessons(client)) == 1


def type_at_the_desk(web: House, client: Client, person: Caller, job_id: UUID, **typed: str) -> None:
    """Take the next task in the portal, type values without pointing at the page, and hand it in."""
    desk = Desk(web.test_client(), person)
    url, fence = desk.next()
    assert desk.get(f"{url}/words.json").status_code == 200
    values = {path: str(value) for path, value in flat(kept(client, job_id)[0]) if value is not None}
    sent: dict[str, Any] = {
        "fence": int(fence),
        "active_seconds": 5,
        "values": values | typed,
        "confirmed": [],
    }
    for _ in range(3):
        answer = desk.send(f"{url}/submit", sent)
        if answer.status_code == 200:
            break
        for name in answer.json["errors"]:
            if name.isupper():
                sent["values"][f"confirm.{name}"] = "as printed"
            else:
                sent["confirmed"] = [*sent["confirmed"], name]
    assert answer.status_code == 200, answer.text


def test_what_is_typed_fills_in_the_vendors_next_invoice(world: World, client: Client, web: House) -> None:
    person = world.person("agent", serves=[client], activities=["work"])
    first = read(world, client, "HK-2026-0815")
    type_at_the_desk(web, client, person, first, number="HK-2026-0815")
    world.settle(clock.now())  # the portal goes by the clock on the wall
    place = kept(client, first)[1]["number"]["evidence"]
    assert place["page"] == 0
    assert place["box"] == pytest.approx(WHERE["box"], abs=0.03)
    (lesson,) = lessons(client)
    assert (lesson.lesson.path, lesson.lesson.kind, lesson.lesson.subject_name) == ("number", "place", SELLER)

    second = read(world, client, "HK-2026-0931", day="09.10.2026", net=300)
    record, readings = kept(client, second)
    assert record["number"] == "HK-2026-0931"
    assert readings["number"]["method"] == learning.LEARNT
