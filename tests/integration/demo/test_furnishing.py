"""While the month is being made, workers and schedule rest; a month without a maker is given up after a while."""

from datetime import UTC, datetime, timedelta

import pytest

from bpo.jobs.queries import get_job
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone, only
from bpo.sla.models import JobClock
from tests.factories.world import NOW
from workers import doors, furnishing, schedule

BEGUN = {"state": furnishing.RUNNING, "done": False, "day": 3, "days": 30}


def note(value):
    with unit_of_work(everyone(reason="a test")):
        furnishing.keep_progress(value, at=NOW)


def known():
    with unit_of_work(everyone(reason="a test").reading()):
        return furnishing.progress()


@pytest.fixture
def maker(house):
    """Another process that makes the month: holds its lock until it ends."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        assert furnishing.take_the_lock(connection)
        yield connection


def test_a_house_without_a_month_does_not_rest(house):
    assert not furnishing.under_way()
    assert not furnishing.Watch().must_rest(NOW, 0)


def test_everything_rests_while_the_maker_lives(maker):
    note(BEGUN)
    watch = furnishing.Watch()
    assert furnishing.under_way()
    assert all(watch.must_rest(NOW, tick) for tick in (0, 100, 1000))
    assert known() == BEGUN


def test_only_one_makes_the_month(maker):
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as other:
        assert not furnishing.take_the_lock(other)


def test_a_maker_that_stays_away_is_waited_for_and_then_given_up(house):
    note(BEGUN)
    watch = furnishing.Watch()
    assert watch.must_rest(NOW, 5.0)
    assert watch.must_rest(NOW, 5.0 + furnishing.PATIENCE_SECONDS - 1)
    assert not watch.must_rest(NOW, 5.0 + furnishing.PATIENCE_SECONDS)
    assert known()["state"] == furnishing.GIVEN_UP
    assert known()["done"]
    assert not furnishing.under_way()


def test_a_month_that_is_done_lets_all_go_on(house):
    note({**BEGUN, "state": furnishing.DONE})
    assert not furnishing.under_way()
    assert not furnishing.Watch().must_rest(NOW, 0)


def test_workers_take_up_what_was_handed_in_meanwhile_once_the_month_is_done(world, monkeypatch):
    monkeypatch.setattr(doors, "app", lambda: world.house)
    client = world.client(now=datetime.now(UTC))
    [handed_in] = world.jobs(client, 1, now=datetime.now(UTC))
    note(BEGUN)
    doors.follow_events()
    assert state_of(world, client, handed_in) == "received"
    note({**BEGUN, "state": furnishing.DONE})
    doors.follow_events()
    assert state_of(world, client, handed_in) == "in_work"


def state_of(world, client, submitted):
    with world.reading(only(client.id)):
        return get_job([client.id], submitted.job_id).state


def test_the_schedule_sweeps_no_clock_while_it_rests(world):
    client = world.client()
    world.jobs(client, 1)
    late = NOW + timedelta(days=9)
    schedule.run_due(world.house, schedule.sweeps(), late, 1.0, resting=True)
    assert fired(world, client) == []
    schedule.run_due(world.house, schedule.sweeps(), late, 1.0)
    assert fired(world, client)


def fired(world, client):
    with world.reading(only(client.id)):
        return db.session.query(JobClock).one().fired
