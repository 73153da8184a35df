"""The team lead moves people: onto a queue in two clicks, off it, and work out of the hands of who is away."""

import re

from sqlalchemy import delete, select

from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from bpo.workforce.models import Assignment, Certification, Pause
from bpo.workqueue.models import Attempt, Task


def queue_of(page):
    """The first "move" link of the floor."""
    return re.search(r"/floor/queues/[0-9a-f-]{36}", page.text)[0]


def test_somebody_is_put_on_a_queue_for_today_and_taken_off(world, desk):
    client = world.client("Alder Foods")
    lead = desk(world.person("team_lead", serves=[client]))
    helper = world.person("agent", serves=[])
    world.to_person(client, now=clock.now())
    address = queue_of(lead.get("/floor"))
    page = lead.get(address)
    assert helper.name in page.text
    moved = lead.post(f"{address}/on", {"person": helper.id, "until": "today"})
    assert moved.status_code == 303
    with world.reading(only(client.id)):
        found = db.session.scalars(select(Certification).where(Certification.person_id == helper.id)).one()
        assigned = db.session.scalars(select(Assignment).where(Assignment.person_id == helper.id)).one()
        assert found.expires_at == assigned.expires_at
        assert found.expires_at > clock.now()
    planned = lead.post(f"{address}/plan", {"person": helper.id, "minutes": "240"})
    assert planned.status_code == 303
    assert 'value="240"' in lead.get(address).text
    assert lead.post(f"{address}/plan", {"person": helper.id, "minutes": "2000"}).status_code == 422
    agent = desk(world.caller(helper.id, now=clock.now()))
    agent.next()
    assert lead.post(f"{address}/off", {"person": helper.id}).status_code == 303
    world.settle(clock.now())
    assert "not yet" in lead.get(address).text or "not certified" in lead.get(address).text
    assert lead.post(f"{address}/off", {"person": helper.id}).status_code == 409


def test_who_was_paused_or_is_no_agent_is_not_put_on(world, desk):
    client, foreign = world.client("Alder Foods"), world.client("Brook Retail")
    lead = desk(world.person("team_lead", serves=[client]))
    paused, reviewer = world.person("agent"), world.person("reviewer")
    for each in (client, foreign):
        world.to_person(each, now=clock.now())
    address = queue_of(lead.get("/floor"))
    with world.reading(only(client.id)):
        db.session.add(
            Pause(
                tenant_id=client.id,
                person_id=paused.id,
                work_type="invoice_processing",
                activity="work",
                reason="below the mark",
                paused_at=clock.now(),
            )
        )
    assert lead.post(f"{address}/on", {"person": paused.id}).status_code == 409
    assert lead.post(f"{address}/on", {"person": reviewer.id}).status_code == 404
    with world.reading(only(foreign.id)):
        theirs = db.session.scalars(select(Task.queue_id)).first()
    assert lead.get(f"/floor/queues/{theirs}").status_code == 404
    assert lead.post(f"/floor/queues/{theirs}/on", {"person": paused.id}).status_code == 404


def test_a_task_goes_back_to_its_queue_out_of_the_hands_of_who_is_away(world, desk):
    client = world.client("Alder Foods")
    lead = desk(world.person("team_lead", serves=[client]))
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client, now=clock.now())
    url, _ = agent.next()
    task_id = url.rsplit("/", 1)[-1]
    assert "Back to the queue" in lead.get(f"/floor/{task_id}").text
    assert lead.post(f"/floor/{task_id}/back", {"reason": "holder_away"}).status_code == 303
    with world.reading(only(client.id)):
        task = db.session.scalars(select(Task).where(Task.id == task_id)).one()
        [ended] = db.session.scalars(
            select(Attempt.outcome).where(Attempt.task_id == task.id, Attempt.person_id == agent.person.id)
        )
        assert (task.state, task.holder, ended) == ("queued", None, "taken_over")
    assert lead.post(f"/floor/{task_id}/back", {"reason": "holder_away"}).status_code == 409


def test_the_floor_is_told_again_only_when_it_changed(world, desk):
    client = world.client("Alder Foods")
    lead = desk(world.person("team_lead", serves=[client]))
    other = desk(world.person("team_lead", serves=[client]))
    stranger = desk(world.person("team_lead", serves=[world.client("Brook Retail")]))
    world.to_person(client, now=clock.now())
    shown = lead.get("/floor/now")
    again = other.client.get("/floor/now", headers={"If-None-Match": shown.headers["ETag"]})
    assert (shown.status_code, again.status_code) == (200, 304)
    assert "Alder Foods" in shown.text
    assert "Alder Foods" not in stranger.get("/floor/now").text
    with unit_of_work(only(client.id)):
        db.session.execute(delete(Assignment).where(Assignment.person_id == other.person.id))
    assert "Alder Foods" not in other.get("/floor/now").text
    assert "Alder Foods" in lead.get("/floor/now").text
