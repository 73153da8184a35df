"""What fails is tried again more and more rarely, is counted, and holds up nobody else."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from psycopg import Connection
from sqlalchemy import select

from bpo.events.models import Event
from bpo.operations import queries as operations
from bpo.platform.db import db, unit_of_work
from bpo.platform.sandbox import Sandbox
from bpo.platform.scope import everyone, only
from bpo.workqueue.models import Attempt, Task
from tests.factories.world import NOW, World
from tests.integration.faults.ledger import count_of, faults_of, unfinished
from workers import automation, subscriptions
from workers.facts import Fact


def failing(times: int, only_for: object, real: Callable[..., None]) -> Callable[..., None]:
    """A handler that fails so many times for one job, after it has done its work."""
    left = [times]

    def handler(facts: Sequence[Fact], now: datetime) -> None:
        real(facts, now)
        if any(fact.job_id == only_for for fact in facts) and left[0]:
            left[0] -= 1
            raise ConnectionError("the dependency is down")

    return handler


def plant(monkeypatch: pytest.MonkeyPatch, name: str, times: int, only_for: object) -> None:
    """Let the last handler of an event fail."""
    *others, last = subscriptions.SUBSCRIPTIONS[name]
    monkeypatch.setitem(
        subscriptions.SUBSCRIPTIONS,  # type: ignore[arg-type]  # a dict, promised as a mapping
        name,
        (*others, failing(times, only_for, last)),
    )


def test_a_handler_that_fails_once_holds_up_nobody_and_has_one_effect(
    world: World, admin: Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client()
    jobs = world.jobs(client, 5)
    plant(monkeypatch, "job.received", 2, jobs[2].job_id)  # once with the others, once alone
    assert world.follow(NOW) == 4
    assert count_of(admin, "task", client.id) == 4
    assert unfinished(admin, client.id) == 5  # its event, and the four tasks
    world.settle(NOW + timedelta(seconds=2))
    assert unfinished(admin, client.id) == 0
    assert count_of(admin, "task", client.id, "step = 'capture'") == 5
    assert count_of(admin, "tally", client.id, "measure LIKE 'received.%%'") == 5
    assert faults_of(admin, client.id) == {}


def test_a_handler_that_always_fails_is_tried_ever_more_rarely_and_counted(
    world: World, admin: Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client()
    [bad, _good] = world.jobs(client, 2)
    plant(monkeypatch, "job.received", 10_000, bad.job_id)
    now, pauses = NOW, []
    for tries in range(1, 13):
        world.follow(now)
        with unit_of_work(only(client.id)):
            event = db.session.scalars(
                select(Event).where(Event.name == "job.received", Event.job_id == bad.job_id)
            ).one()
            assert (event.tries, event.handled_at) == (tries, None)
            assert event.error == "ConnectionError: the dependency is down"
            pauses.append((event.due_at - now).total_seconds())
        world.follow(now + timedelta(seconds=pauses[-1] - 0.5))  # too early: nothing happens
        now += timedelta(seconds=pauses[-1])
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    with unit_of_work(everyone(reason="a test reads the health")):
        health = operations.outbox(now)
        assert (health.waiting, health.failing) == (1, 1)
        assert health.lag >= timedelta(minutes=15)
    assert count_of(admin, "task", client.id) == 1
    monkeypatch.undo()
    world.settle(now)
    assert unfinished(admin, client.id) == 0
    assert faults_of(admin, client.id) == {}


class Hostile:
    """The real sandbox, in whose child the file does what `does` says instead of being read."""

    def __init__(self, does: str) -> None:
        self.real, self.does = Sandbox(allow=("tests.",)), f"tests.factories.sandbox_work:{does}"

    def call(self, function: str, payload: Any, **limits: Any) -> Any:
        limits |= {"wall_seconds": 1.0, "cpu_seconds": 1}
        return self.real.call(self.does, payload, **limits)


@pytest.mark.parametrize("does", ["fault", "spin", "hoard", "recurse"])
def test_a_poison_file_ends_at_a_person_and_the_worker_lives(
    does: str, world: World, admin: Connection[Any]
) -> None:
    """It crashes, hangs or eats its child: once may be bad luck, twice is the file."""
    client = world.client()
    world.jobs(client, 1)
    world.follow(NOW)
    hostile = Hostile(does)
    with hostile.real:
        for tries in (1, 2):
            assert automation.work_one(
                world.house,
                hostile,  # type: ignore[arg-type]
                lambda tries=tries: NOW + timedelta(minutes=tries),  # type: ignore[misc]
            )
    with unit_of_work(only(client.id)):
        first, second = db.session.scalars(select(Attempt).order_by(Attempt.fence)).all()
        assert (first.outcome, second.outcome) == ("failed", "exception")
        assert first.error
        [waiting] = db.session.scalars(select(Task).where(Task.state == "queued")).all()
        assert waiting.step == "check"
    world.follow(NOW + timedelta(minutes=2))
    assert unfinished(admin, client.id) == 0
    world.jobs(client, 1, reference="the next one")
    world.settle(NOW + timedelta(minutes=3))
    assert unfinished(admin, client.id) == 0
    assert faults_of(admin, client.id) == {}


def test_what_we_depend_on_being_down_is_tried_five_times_and_then_a_persons(
    world: World, admin: Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client()
    world.jobs(client, 1)
    world.follow(NOW)

    def broken(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(automation, "read", broken)
    for hours in range(6):
        world.automate(NOW + timedelta(hours=hours))
    assert count_of(admin, "attempt", client.id, "outcome = 'failed'") == 4
    assert count_of(admin, "attempt", client.id, "outcome = 'exception'") == 1
    assert count_of(admin, "task", client.id, "step = 'check' AND state = 'queued'") == 1
    assert faults_of(admin, client.id) == {}
