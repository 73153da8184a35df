"""A process killed by SIGKILL in each phase of a task leaves exactly one effect in the end."""

import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, NoReturn
from uuid import UUID

import pytest
from psycopg import Connection
from sqlalchemy.orm import Session

from bpo.app import create_app
from bpo.platform.db import unit_of_work
from bpo.platform.scope import everyone, only
from bpo.platform.web import House
from bpo.workqueue import service as workqueue
from bpo.workqueue.rules import LEASE_AUTOMATION, MAX_ATTEMPTS
from config.settings import Settings
from tests.factories.world import NOW, Client, World
from tests.integration.faults.ledger import count_of, faults_of, unfinished
from workers import automation, outbox, subscriptions

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

LAPSED = NOW + LEASE_AUTOMATION + timedelta(seconds=1)
LATER = NOW + timedelta(minutes=20)
"""When every pause between tries is over."""


def die(*_: object, **__: object) -> NoReturn:
    """End as a killed process does: at once, with nothing tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("survived SIGKILL")


def then_die(real: Callable[..., Any]) -> Callable[..., Any]:
    """The real thing, and then the end, before anything is committed."""

    def last(*args: Any, **kwargs: Any) -> NoReturn:
        real(*args, **kwargs)
        die()

    return last


def in_a_process_that_is_killed(settings: Settings, work: Callable[[House], object]) -> None:
    """Fork; the child does `work` with an application of its own, and must end by SIGKILL, not by itself."""
    pid = os.fork()
    if pid == 0:
        try:
            house = create_app(settings, worker=True)
            with house.app_context():
                work(house)
        finally:
            os._exit(99)  # it was not killed
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status), f"the phase was never reached: exit {os.waitstatus_to_exitcode(status)}"
    assert os.WTERMSIG(status) == signal.SIGKILL


def work_one(house: House, *, after_commit: Callable[[Session], None] | None = None) -> None:
    """One task as the worker's door does it."""
    automation.work_one(house, house.extensions["sandbox"], lambda: NOW, after_commit=after_commit)


def after_the_claim(house: House) -> None:
    automation.automation.prepare = die  # type: ignore[assignment]
    work_one(house)


def while_reading(house: House) -> None:
    """The child has the file when its worker dies."""

    def read_and_die(sandbox: Any, assignment: Any) -> NoReturn:
        threading.Thread(target=lambda: (time.sleep(0.05), die()), daemon=True).start()
        while True:
            real(sandbox, assignment)

    real, automation.read = automation.read, read_and_die
    work_one(house)


def before_the_commit(house: House) -> None:
    automation.automation.finish = then_die(automation.automation.finish)
    work_one(house)


def after_the_commit(house: House) -> None:
    """The effect is safe, the message is not acknowledged: it will come again."""
    work_one(house, after_commit=die)


@pytest.fixture
def waiting(world: World, good_xml: tuple[str, str, bytes]) -> Client:
    """A client with one job whose automatic step waits, and a parsing server that outlives the killed."""
    world.house.extensions["sandbox"].start()
    client = world.client()
    world.job(client, files=[good_xml], now=NOW)
    world.follow(NOW)
    return client


def recover(world: World) -> None:
    """What the schedule and other workers do as time passes."""
    with unit_of_work(everyone(reason="the test is the schedule")):
        workqueue.lapse_leases(now=LAPSED)
    world.settle(LAPSED)
    world.settle(LATER)


@pytest.mark.parametrize(
    "phase", [after_the_claim, while_reading, before_the_commit, after_the_commit], ids=lambda f: f.__name__
)
def test_a_worker_killed_at_a_task_leaves_one_effect(
    phase: Callable[[House], None], waiting: Client, world: World, settings: Settings, admin: Connection[Any]
) -> None:
    in_a_process_that_is_killed(settings, phase)
    lost = phase is not after_the_commit
    assert count_of(admin, "task", waiting.id, "state = 'in_progress'") == (1 if lost else 0)
    recover(world)
    assert faults_of(admin, waiting.id) == {}
    assert unfinished(admin, waiting.id) == 0
    assert count_of(admin, "deliverable", waiting.id, "version = 1") == 1
    assert count_of(admin, "event", waiting.id, "name = 'job.delivered'") == 1
    assert count_of(admin, "attempt", waiting.id, "outcome = 'done'") == 1
    assert count_of(admin, "attempt", waiting.id, "outcome = 'lapsed'") == (1 if lost else 0)


def test_before_the_lease_runs_out_nobody_else_gets_the_task(
    waiting: Client, world: World, settings: Settings, admin: Connection[Any]
) -> None:
    in_a_process_that_is_killed(settings, after_the_claim)
    with unit_of_work(everyone(reason="the test is the schedule")):
        assert workqueue.lapse_leases(now=NOW + LEASE_AUTOMATION) == []
    assert world.automate(NOW + LEASE_AUTOMATION) == 0


def test_a_run_that_was_given_up_writes_nothing_when_it_wakes(
    waiting: Client, world: World, admin: Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The zombie: it stood still, its task was taken back and done by another; its own result is void."""
    real = automation.read

    def read_late(sandbox: Any, assignment: Any) -> Any:
        outcome = real(sandbox, assignment)
        monkeypatch.setattr(automation, "read", real)
        with unit_of_work(everyone(reason="the test is the schedule")):
            workqueue.lapse_leases(now=LAPSED)
        world.settle(LATER)
        return outcome

    monkeypatch.setattr(automation, "read", read_late)
    assert automation.work_one(world.house, world.house.extensions["sandbox"], lambda: NOW)
    world.settle(LATER)
    assert faults_of(admin, waiting.id) == {}
    assert count_of(admin, "deliverable", waiting.id) == 1
    assert count_of(admin, "attempt", waiting.id) == 2


def follow_and_die(name: str) -> Callable[[House], None]:
    """Follow an event up to its last handler, and die before the commit."""

    def work(house: House) -> None:
        *others, last = subscriptions.SUBSCRIPTIONS[name]
        outbox.SUBSCRIPTIONS = {**subscriptions.SUBSCRIPTIONS, name: (*others, then_die(last))}  # type: ignore[misc]
        outbox.follow(lambda: LATER)

    work.__name__ = name
    return work


@pytest.mark.parametrize("name", ["job.received", "task.done", "job.released", "job.delivered"])
@pytest.mark.parametrize("committed", [False, True], ids=["before the commit", "after the commit"])
def test_a_worker_killed_while_following_an_event_leaves_one_effect(
    name: str,
    committed: bool,
    world: World,
    settings: Settings,
    admin: Connection[Any],
    good_xml: tuple[str, str, bytes],
) -> None:
    world.house.extensions["sandbox"].start()
    client = world.client()
    world.job(client, files=[good_xml], now=NOW)
    if name != "job.received":
        world.follow(NOW)
        world.automate(NOW)

    def follow_until_it_counts(house: House) -> None:
        """Die after the commit of the transaction in which the event was handled."""
        real, seen = outbox._in_one_transaction, []

        def counted(tenant_id: UUID, this: str, ids: Sequence[UUID], now: Any, after: Any) -> int:
            done = real(tenant_id, this, ids, now, after)
            seen.append(this)
            return die() if this == name and done else done

        outbox._in_one_transaction = counted
        outbox.follow(lambda: LATER)

    in_a_process_that_is_killed(settings, follow_until_it_counts if committed else follow_and_die(name))
    recover(world)
    assert faults_of(admin, client.id) == {}
    assert unfinished(admin, client.id) == 0
    assert count_of(admin, "deliverable", client.id) == 1
    assert count_of(admin, "notification", client.id) == 1
    assert count_of(admin, "tally", client.id, "measure LIKE 'received.%%'") == 1


def test_a_web_process_killed_before_the_commit_of_a_submission_changes_nothing(
    world: World, settings: Settings, admin: Connection[Any]
) -> None:
    client = world.client()
    agent = world.person("agent", serves=[client])
    world.to_person(client)
    with unit_of_work(only(client.id, actor=agent.id)):
        claim = workqueue.claim_next(agent=agent, now=NOW, draw=0.5)
        workqueue.save_draft(
            tenant_id=client.id, task_id=claim.task_id, person_id=agent.id, data={"values": {}}, now=NOW
        )

    def complete_and(end: Callable[[], object]) -> None:
        with unit_of_work(only(client.id, actor=agent.id)):
            task = workqueue.claimed_task(
                tenant_id=client.id, task_id=claim.task_id, fence=claim.fence, person_id=agent.id, now=NOW
            )
            workqueue.forget_draft(task, agent.id)
            workqueue.complete(task, now=NOW, person_id=agent.id, worker=agent.name, last=True)
            end()

    in_a_process_that_is_killed(settings, lambda house: complete_and(die))
    assert count_of(admin, "draft", client.id) == 1
    assert count_of(admin, "task", client.id, "state = 'in_progress'") == 1
    complete_and(lambda: None)
    world.settle(NOW)
    assert faults_of(admin, client.id) == {}
    assert count_of(admin, "deliverable", client.id) == 1


def test_a_task_that_kills_every_worker_ends_at_a_person(
    waiting: Client, world: World, settings: Settings, admin: Connection[Any]
) -> None:
    """No run of it ever reports anything, so the number of claims must say when to stop."""
    now = NOW
    for _ in range(MAX_ATTEMPTS):
        at = now
        in_a_process_that_is_killed(
            settings,
            lambda house, at=at: (_die_reading(), automation.work_one(house, None, lambda: at)),  # type: ignore[misc,arg-type]
        )
        now += timedelta(minutes=10)
        with unit_of_work(everyone(reason="the test is the schedule")):
            assert len(workqueue.lapse_leases(now=now)) == 1
        now += timedelta(minutes=10)
    world.settle(now)
    assert count_of(admin, "deliverable", waiting.id) == 0
    assert count_of(admin, "attempt", waiting.id, "outcome = 'lapsed'") == MAX_ATTEMPTS
    assert count_of(admin, "task", waiting.id, "state = 'queued'") == 1
    [[step]] = admin.execute("SELECT step FROM task WHERE state = 'queued'").fetchall()
    assert step == "check"
    assert faults_of(admin, waiting.id) == {}


def _die_reading() -> None:
    automation.read = die
