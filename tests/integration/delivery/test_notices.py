"""Notices to the provider's people: who gets one, once, in the product and by mail; read until then."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import select

from bpo.automation import service as automation
from bpo.delivery import queries
from bpo.delivery import service as delivery
from bpo.delivery.models import Notice
from bpo.delivery.service.warnings import KEPT_READ
from bpo.identity.models import Mail
from bpo.platform import clock
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone, only
from bpo.platform.web import House
from bpo.sla import service as sla
from tests.factories.desk import Desk
from tests.factories.world import NOW
from workers.automation import worker_name

MONDAY = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)
"""09:00 in Berlin, when the calendar opens: normal work has 480 minutes from here."""


@pytest.fixture
def desk(web: House) -> Callable[[Caller], Desk]:
    numbers = count(1)
    return lambda person: Desk(web.test_client(), person, address=f"192.0.2.{next(numbers)}")


def pass_time(world, at: datetime) -> None:
    """The clock's sweep, and what follows from it."""
    with unit_of_work(everyone(reason="a sweep in a test")):
        sla.sweep(now=at)
    world.follow(at)


def told(*people: Caller) -> list[list[str]]:
    with unit_of_work(everyone(reason="a test looks")):
        return [
            list(
                db.session.scalars(select(Notice.kind).where(Notice.person_id == who.id).order_by(Notice.id))
            )
            for who in people
        ]


def test_a_warning_goes_to_the_lead_and_a_breach_to_the_manager_too(world):
    client, other = world.client(), world.client()
    lead = world.person("team_lead", serves=[client])
    manager = world.person("account_manager", serves=[client])
    agent = world.person("agent", serves=[client])
    strangers = world.person("team_lead", serves=[other]), world.person("account_manager", serves=[other])
    world.job(client, now=MONDAY)
    world.follow(MONDAY)
    pass_time(world, MONDAY + timedelta(minutes=360))
    assert told(lead, manager, agent, *strangers) == [[], [], [], [], []]
    pass_time(world, MONDAY + timedelta(minutes=432))
    assert told(lead, manager, agent, *strangers) == [["warned"], [], [], [], []]
    pass_time(world, MONDAY + timedelta(minutes=480))
    assert told(lead, manager, agent, *strangers) == [["warned", "breached"], ["breached"], [], [], []]
    with unit_of_work(everyone(reason="a test looks")):
        written = sorted(db.session.scalars(select(Mail.to)))
    assert written == sorted([lead.email, lead.email, manager.email])


def test_an_event_that_is_followed_twice_is_told_once(world):
    client = world.client()
    lead = world.person("team_lead", serves=[client])
    job = world.job(client)
    with unit_of_work(everyone(reason="a test looks")):
        event_id = job.job_id  # any id will do
        for _ in range(2):
            delivery.warn_of_clock(
                tenant_id=client.id, job_id=job.job_id, event_id=event_id, mark="breach", now=NOW
            )
    assert told(lead) == [["breached"]]
    with unit_of_work(everyone(reason="a test looks")):
        assert len(db.session.scalars(select(Mail.id)).all()) == 1


def test_what_automation_gave_up_is_told_to_the_lead(world):
    client = world.client()
    lead = world.person("team_lead", serves=[client])
    manager = world.person("account_manager", serves=[client])
    world.job(client, files=[("a.pdf", "application/pdf", b"%PDF-")])
    world.follow(NOW)
    with unit_of_work(everyone(reason="automation claims")):
        claim = automation.claim(worker=worker_name(), now=NOW, draw=0.5)
    with unit_of_work(only(client.id)):
        automation.give_to_person(claim, error="the disk is full", worker=worker_name(), now=NOW)
    world.follow(NOW)
    assert told(lead, manager) == [["gave_up"], []]
    with unit_of_work(only(client.id)):
        [(notice, _, _)] = queries.notices_of(lead.id, [client.id], limit=5)
        assert notice.text == "Automation gave up: the disk is full"


def test_the_page_shows_them_until_they_are_read_and_the_rail_counts(world, desk):
    client = world.client("Alder Foods")
    lead = world.person("team_lead", serves=[client])
    reader, agent = desk(lead), desk(world.person("agent", serves=[client]))
    job = world.job(client)
    with unit_of_work(only(client.id)):
        delivery.warn_of_clock(
            tenant_id=client.id, job_id=job.job_id, event_id=job.job_id, mark="90", now=clock.now()
        )
    page = reader.get("/notices").text
    assert "Alder Foods · 90 % of the promised time is used" in page
    assert job.reference in page
    assert "Notices (1)" in reader.get("/floor").text
    assert agent.get("/notices").status_code == 403
    done = reader.post("/notices/read", {"seen_at": clock.now().isoformat()})
    assert (done.status_code, done.location) == (303, "/notices")
    assert "Nothing to see to" in reader.get("/notices").text
    assert "Notices (1)" not in reader.get("/floor").text


def test_nobody_reads_or_clears_anothers(world, desk):
    client = world.client()
    mine, theirs = (world.person("team_lead", serves=[client]) for _ in range(2))
    job = world.job(client)
    with unit_of_work(only(client.id)):
        delivery.warn_of_clock(
            tenant_id=client.id, job_id=job.job_id, event_id=job.job_id, mark="90", now=clock.now()
        )
    desk(mine).post("/notices/read", {"seen_at": clock.now().isoformat()})
    with unit_of_work(only(client.id)):
        assert [queries.count_notices(who.id, [client.id]) for who in (mine, theirs)] == [0, 1]
        assert queries.count_notices(theirs.id, []) == 0


def test_old_ones_are_forgotten(world):
    client = world.client()
    lead = world.person("team_lead", serves=[client])
    job = world.job(client)
    with unit_of_work(everyone(reason="a sweep in a test")):
        delivery.warn_of_clock(
            tenant_id=client.id, job_id=job.job_id, event_id=job.job_id, mark="90", now=NOW
        )
        delivery.mark_notices_read(person_id=lead.id, tenant_ids=[client.id], until=NOW, now=NOW)
        delivery.forget_notices(now=NOW + KEPT_READ)
    assert told(lead) == [["warned"]]
    with unit_of_work(everyone(reason="a sweep in a test")):
        delivery.forget_notices(now=NOW + KEPT_READ + timedelta(seconds=1))
    assert told(lead) == [[]]
