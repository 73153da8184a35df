"""Working time that is left, on the bench and on the floor."""

from datetime import UTC, datetime, timedelta

from flask import g

from bpo.contracts.rules import Calendar, Priority
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from bpo.workqueue.views.slack import Slack, slack
from tests.factories.world import World

FRIDAY = datetime(2026, 10, 9, 14, 0, tzinfo=UTC)
"""16:00 in Berlin; the calendar closes at 17:00 and opens on Monday at 09:00."""


def test_nights_and_weekends_are_no_slack(world: World):
    client = world.client()
    monday = FRIDAY + timedelta(days=3)
    with world.house.test_request_context(), unit_of_work(only(client.id)):
        g.now = FRIDAY
        assert slack(client.id, monday) == Slack(timedelta(hours=8), over=False)
        assert slack(client.id, FRIDAY - timedelta(hours=2)) == Slack(timedelta(hours=2), over=True)
        assert slack(client.id, None) is None
        g.now = FRIDAY + timedelta(days=1)
        assert slack(client.id, FRIDAY + timedelta(hours=1)) == Slack(timedelta(0), over=True)


def test_bench_and_floor_say_it(world: World, desk):
    always = Calendar.weekdays("Europe/Berlin", "00:00", "24:00")
    client = world.client("Alder Foods", calendar=always)
    world.to_person(client, 1, priority=Priority.URGENT)  # long past its time by now
    agent = desk(world.person("agent", serves=[client]))
    lead = desk(world.person("team_lead", serves=[client]))
    assert "of working time over" in agent.get("/work").text
    assert "of working time over" in lead.get("/floor").text
    agent.next()
    assert "of working time over" in agent.get("/work").text
