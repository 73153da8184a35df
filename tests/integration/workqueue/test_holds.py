"""Holds: the clock stands still, the question waits with the client, the task comes back with its age."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bpo.events.models import Event
from bpo.jobs.queries import get_job
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.scope import everyone, only
from bpo.sla import queries as sla_queries
from bpo.sla import service as sla
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.factories.world import NOW


def hold(world, client, agent, *, owes="client", question="Which cost centre?", until=None, now=NOW):
    with unit_of_work(only(client.id)):
        claim = workqueue.claim_next(agent=agent, now=now, draw=0.5)
        task = workqueue.claimed_task(
            tenant_id=client.id, task_id=claim.task_id, fence=claim.fence, person_id=agent.id
        )
        return workqueue.hold(
            task,
            person_id=agent.id,
            worker=agent.name,
            reason="question",
            owes=owes,
            question=question,
            until=until,
            active_seconds=5,
            now=now,
        )


def test_a_question_stops_the_clock_and_its_answer_brings_the_task_back(world):
    client = world.client()
    agent = world.person("agent", serves=[client])
    [submitted] = world.to_person(client)
    placed = hold(world, client, agent)
    with unit_of_work(only(client.id)):
        assert get_job([client.id], submitted.job_id).state == "on_hold"
        assert sla_queries.get_clock(client.id, submitted.job_id).next_at is None
        assert [question.id for question in sla_queries.open_questions(client.id)] == [placed.id]
    answered = NOW + timedelta(hours=2)
    with unit_of_work(only(client.id)):
        workqueue.resume_hold(
            tenant_id=client.id, hold_id=placed.id, answer="4210", by_id=None, by_name="Jana", now=answered
        )
    with unit_of_work(only(client.id)):
        job = get_job([client.id], submitted.job_id)
        assert job.state == "in_work"
        assert job.due_at == submitted.due_at + timedelta(hours=2)
        task = db.session.scalars(select(Task).where(Task.state == "queued")).one()
        assert (task.created_at, task.due_at) == (NOW, job.due_at)
    with pytest.raises(Conflict), unit_of_work(only(client.id)):
        workqueue.resume_hold(
            tenant_id=client.id, hold_id=placed.id, answer="x", by_id=None, by_name="Jana", now=answered
        )


def test_a_hold_that_the_provider_owes_earns_no_credit(world):
    client = world.client()
    agent = world.person("agent", serves=[client])
    [submitted] = world.to_person(client)
    placed = hold(world, client, agent, owes="provider", question="")
    with unit_of_work(only(client.id)):
        workqueue.resume_hold(
            tenant_id=client.id,
            hold_id=placed.id,
            answer="",
            by_id=None,
            by_name="x",
            now=NOW + timedelta(hours=2),
        )
        assert get_job([client.id], submitted.job_id).due_at == submitted.due_at


def test_a_hold_until_a_date_ends_on_it(world):
    client = world.client()
    agent = world.person("agent", serves=[client])
    world.to_person(client)
    until = NOW + timedelta(hours=1)
    hold(world, client, agent, owes="third_party", question="", until=until)
    with unit_of_work(everyone(reason="a sweep in a test")):
        assert workqueue.end_dated_holds(now=until - timedelta(seconds=1)) == 0
        assert workqueue.end_dated_holds(now=until) == 1


def test_a_question_to_the_client_needs_words(world):
    client = world.client()
    agent = world.person("agent", serves=[client])
    world.to_person(client)
    with pytest.raises(Invalid):
        hold(world, client, agent, question=" ")


def test_warnings_and_the_breach_are_told_once_each_in_time(world):
    client = world.client()
    monday = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)  # 09:00 in Berlin, the calendar's opening
    submitted = world.job(client, now=monday)
    expected = [
        (monday + timedelta(minutes=360), "75"),
        (monday + timedelta(minutes=432), "90"),
        (monday + timedelta(minutes=480), "breach"),
    ]
    for at, mark in expected:
        with unit_of_work(everyone(reason="a sweep in a test")):
            assert sla.sweep(now=at - timedelta(seconds=1)) == 0
            assert sla.sweep(now=at) == 1
            assert sla.sweep(now=at) == 0
        with unit_of_work(only(client.id)):
            told = db.session.scalars(
                select(Event).where(Event.name.like("clock.%")).order_by(Event.occurred_at.desc())
            ).first()
            assert told is not None
            assert told.data["mark"] == mark
    with unit_of_work(only(client.id)):
        assert sla_queries.get_clock(client.id, submitted.job_id).breached_at == submitted.due_at
