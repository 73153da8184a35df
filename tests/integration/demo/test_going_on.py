"""The month is the same again from the same seed, and is finished where it was broken off."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bpo.events.models import Event
from bpo.jobs.models import Job
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone
from tests.factories.emptying import empty
from workers.demo.driver import make_month, month
from workers.demo.story import plan

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

NOW = datetime(2026, 10, 6, 13, 0, tzinfo=UTC)
FEW = {"seed": 3, "now": NOW, "days": 2, "jobs": 24, "scans": 0, "readers": 0, "clients": ("alder",)}


def history():
    with unit_of_work(everyone(reason="comparing histories").reading()):
        told = db.session.execute(
            select(Event.id, Event.name, Event.subject_id, Event.occurred_at, Event.actor_name).order_by(
                Event.occurred_at, Event.id
            )
        ).all()
    return [tuple(row) for row in told]


def papers_taken():
    with unit_of_work(everyone(reason="counting").reading()):
        return db.session.execute(select(Job.received_at, Job.reference).order_by(Job.number)).all()


def test_equal_seeds_make_equal_histories(house, admin_dsn):
    make_month(house, **FEW)
    first = history()
    empty(admin_dsn)
    make_month(house, **FEW)
    assert history() == first


def test_a_month_broken_off_is_finished_without_doubles(house, monkeypatch):
    class Killed(Exception):
        pass

    settle = month.Play._settle

    def die(play):
        if len(play.stage.papers) > 8:
            raise Killed
        settle(play)

    with monkeypatch.context() as patched:
        patched.setattr(month.Play, "_settle", die)
        with pytest.raises(Killed):
            make_month(house, **FEW)
    begun = papers_taken()
    made = make_month(house, **FEW)
    wanted = sum(
        len(arrival.papers)
        for arrival in plan(seed=3, now=NOW, days=2, jobs=24, scans=0).arrivals
        if arrival.client == "alder"
    )
    assert 8 < len(begun) < wanted
    assert made.jobs == wanted
    assert papers_taken()[: len(begun)] == begun
