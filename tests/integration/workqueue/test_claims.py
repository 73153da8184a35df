"""Claiming under contention, leases and fences, on the real database."""

import random
import threading
from collections import Counter
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bpo.contracts.rules import Priority
from bpo.events.models import Event
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import LeaseLost, NothingWaiting
from bpo.platform.scope import everyone, only
from bpo.workforce.models import Certification
from bpo.workqueue import queries
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, Draft, Task, WorkQueue
from bpo.workqueue.queries.claims import HEADS
from bpo.workqueue.rules import LEASE_PERSON
from tests.factories.world import NOW

TASKS, AGENTS = 3000, 32


def claim(agent, now=NOW, draw=0.5):
    with unit_of_work(only(*agent.tenants, actor=agent.id)):
        return workqueue.claim_next(agent=agent, now=now, draw=draw)


def queue_for_people(world, client, count, **more):
    """Tasks that wait for a person, made directly behind the automatic step."""
    made = world.jobs(client, count, **more)
    world.follow()
    with unit_of_work(only(client.id)):
        automatic = db.session.scalars(
            select(Task).where(Task.step == "capture", Task.state == "queued")
        ).all()
        people = db.session.scalars(select(WorkQueue.id).where(WorkQueue.step == "check")).one()
        for task in automatic:
            task.step = "check"
            task.queue_id = people
    return made


def test_three_thousand_tasks_claimed_by_thirty_two_agents_go_to_one_each(world, house):
    clients = [world.client(), world.client()]
    for client in clients:
        queue_for_people(world, client, TASKS // 2)
    agents = [world.person("agent", serves=clients) for _ in range(AGENTS)]
    got: list[object] = []
    lost: list[object] = []

    def work(agent):
        draws = random.Random(agent.id.int)
        with house.app_context():
            while True:
                try:
                    claimed = claim(agent, draw=draws.random())
                except NothingWaiting:
                    return
                except PoolTimeout:
                    continue  # more agents than connections: who waits too long for one asks again
                except Exception as error:
                    lost.append(error)
                    return
                got.append(claimed.task_id)

    threads = [threading.Thread(target=work, args=(agent,)) for agent in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not lost
    assert len(got) == TASKS
    assert max(Counter(got).values()) == 1


def test_a_submit_after_the_lease_was_lost_is_refused_and_the_draft_kept(world):
    client = world.client()
    first, second = (world.person("agent", serves=[client]) for _ in range(2))
    queue_for_people(world, client, 1)
    held = claim(first)
    later = NOW + LEASE_PERSON + timedelta(minutes=1)
    with unit_of_work(everyone(reason="a sweep in a test")):
        assert len(workqueue.lapse_leases(now=later)) == 1
    again = claim(second, now=later)
    assert again.task_id == held.task_id
    assert again.fence == held.fence + 1

    with unit_of_work(only(client.id)):
        workqueue.save_draft(
            tenant_id=client.id, task_id=held.task_id, person_id=first.id, data={"gross": "1.00"}, now=later
        )
    with pytest.raises(LeaseLost), unit_of_work(only(client.id)):
        workqueue.submit(
            agent=first,
            tenant_id=client.id,
            task_id=held.task_id,
            fence=held.fence,
            record={},
            confirmed={},
            active_seconds=1,
            now=later,
        )
    with unit_of_work(only(client.id)):
        assert db.session.scalars(select(Draft.data)).all() == [{"gross": "1.00"}]
        task = db.session.get_one(Task, (client.id, held.task_id))
        assert (task.state, task.holder) == ("in_progress", second.id)


def test_a_task_that_came_back_keeps_its_age_and_goes_first(world):
    client = world.client()
    agent = world.person("agent", serves=[client])
    queue_for_people(world, client, 1)
    with unit_of_work(only(client.id)):
        created = db.session.scalars(select(Task.created_at)).one()
    held = claim(agent)
    queue_for_people(world, client, 3, now=NOW + timedelta(minutes=5))
    with unit_of_work(only(client.id)):
        task = workqueue.claimed_task(
            tenant_id=client.id, task_id=held.task_id, fence=held.fence, person_id=agent.id
        )
        workqueue.hand_back(
            task, person_id=agent.id, worker=agent.name, reason="break", note="", active_seconds=9, now=NOW
        )
    again = claim(agent, now=NOW + timedelta(minutes=10))
    assert again.task_id == held.task_id
    with unit_of_work(only(client.id)):
        assert db.session.get_one(Task, (client.id, held.task_id)).created_at == created
        outcomes = db.session.scalars(select(Attempt.outcome).order_by(Attempt.fence)).all()
        assert outcomes == ["handed_back", None]


def test_who_says_she_cannot_do_it_is_not_given_it_again_but_others_are(world):
    client = world.client()
    agent, other = (world.person("agent", serves=[client]) for _ in range(2))
    queue_for_people(world, client, 1)
    held = claim(agent)
    with unit_of_work(only(client.id)):
        task = workqueue.claimed_task(
            tenant_id=client.id, task_id=held.task_id, fence=held.fence, person_id=agent.id
        )
        workqueue.hand_back(
            task, person_id=agent.id, worker=agent.name, reason="language", note="", active_seconds=0, now=NOW
        )
    with pytest.raises(NothingWaiting):
        claim(agent)
    assert claim(other).task_id == held.task_id


def test_the_most_urgent_over_two_clients_comes_first_and_carries_its_reason(world):
    alder, brook = world.client(), world.client()
    agent = world.person("agent", serves=[alder, brook])
    queue_for_people(world, alder, 2)
    queue_for_people(world, brook, 1, priority=Priority.URGENT)
    first = claim(agent)
    assert first.tenant_id == brook.id
    assert "urgent priority" in first.why.sentence
    with unit_of_work(only(brook.id)):
        noted = db.session.scalars(select(Event.data).where(Event.name == "task.claimed")).one()
        assert noted["why"] == first.why.sentence


def test_an_agent_gets_nothing_of_a_client_or_work_type_not_hers_and_loses_it_at_once(world):
    alder, brook = world.client(), world.client()
    agent = world.person("agent", serves=[alder])
    queue_for_people(world, brook, 1)
    with pytest.raises(NothingWaiting):
        claim(agent)
    queue_for_people(world, alder, 1)
    with unit_of_work(only(alder.id)):
        db.session.execute(
            update(Certification).where(Certification.person_id == agent.id).values(expires_at=NOW)
        )
    with pytest.raises(NothingWaiting):
        claim(agent, now=NOW + timedelta(seconds=1))


def test_a_flood_of_one_client_does_not_keep_another_waiting_beyond_the_bound(world):
    flood, single = world.client(), world.client()
    world.jobs(flood, 20_000)
    one = world.job(single)
    world.follow()
    draws = random.Random(11)
    with unit_of_work(everyone(reason="automation in a test")):
        queues = queries.queues_for_automation()
        for _turn in range(1, 33):
            claimed = workqueue.claim_among(
                queues, person_id=None, worker="w", now=NOW, draw=draws.random(), lease=LEASE_PERSON
            )
            if claimed is not None and claimed.job_id == one.job_id:
                break
    assert claimed is not None
    assert claimed.job_id == one.job_id
    with unit_of_work(only(flood.id)):
        assert db.session.scalar(select(func.count()).select_from(Task)) == 20_000


def test_waiting_lifts_a_low_priority_until_it_is_served(world):
    client = world.client()
    queue_for_people(world, client, 1, priority=Priority.LOW)
    for hours, expected in ((1, 3), (9, 2), (17, 1), (25, 0), (80, 0)):
        with unit_of_work(everyone(reason="a sweep in a test")):
            workqueue.lift_the_aged(now=NOW + timedelta(hours=hours))
        with unit_of_work(only(client.id)):
            assert db.session.scalars(select(Task.priority)).one() == expected


@pytest.fixture
def come_back(world):
    """Work that a review sent back to the one of two agents who did it: (client, who did it, the other, its task)."""
    client = world.client()
    doer, other = (world.person("agent", serves=[client]) for _ in range(2))
    [made] = world.to_person(client)
    given = claim(doer)
    with unit_of_work(only(client.id)):
        done = workqueue.claimed_task(
            tenant_id=client.id, task_id=given.task_id, fence=given.fence, person_id=doer.id, now=NOW
        )
        workqueue.complete(done, now=NOW, person_id=doer.id, worker=doer.name)
        task = workqueue.start_rework(
            tenant_id=client.id,
            job_id=made.job_id,
            reason="wrong",
            now=NOW,
            actor_id=None,
            actor_name="Review",
        )
        kept_until = task.reserved_until
    return client, doer, other, kept_until


def offer(now=NOW):
    with unit_of_work(everyone(reason="a sweep in a test")):
        return workqueue.offer_to_all(now=now)


def test_rework_is_kept_for_its_doer_for_half_of_the_time_left(world, come_back):
    client, doer, other, kept_until = come_back
    with unit_of_work(only(client.id)):
        due = db.session.scalars(select(Task.due_at).where(Task.state == "queued")).one()
    assert kept_until - NOW == (due - NOW) / 2
    assert offer(kept_until - timedelta(seconds=1)) == 0
    with pytest.raises(NothingWaiting):
        claim(other, kept_until)
    assert offer(kept_until) == 1
    assert claim(other, kept_until).job_id is not None
    with unit_of_work(only(client.id)):
        told = db.session.scalars(select(Event).where(Event.name == "task.offered")).one()
    assert told.data["worker"] == doer.name
    assert "half of the time" in told.data["reason"]


def test_rework_of_somebody_who_may_not_do_it_any_more_is_everybodys(world, come_back):
    client, doer, other, _ = come_back
    assert offer() == 0
    with unit_of_work(only(client.id)):
        db.session.execute(
            update(Certification).where(Certification.person_id == doer.id).values(expires_at=NOW)
        )
    with pytest.raises(NothingWaiting):
        claim(other)
    assert offer() == 1
    claim(other)


def test_what_a_lead_gave_to_somebody_stays_theirs_while_they_may_do_it(world, come_back):
    client, doer, other, kept_until = come_back
    lead = world.person("team_lead", serves=[client])
    with unit_of_work(only(client.id, actor=lead.id)):
        task = db.session.scalars(select(Task).where(Task.state == "queued")).one()
        workqueue.reassign(by=lead, task_id=task.id, person_id=other.id, reason="knows_it", note="", now=NOW)
    assert offer(kept_until + timedelta(days=9)) == 0
    with pytest.raises(NothingWaiting):
        claim(doer, kept_until)
    claim(other, kept_until)


def test_the_claim_reads_the_ready_index_and_never_sorts(world, admin_dsn):
    client = world.client()
    queue_for_people(world, client, 2000)
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        connection.execute("ANALYZE task")
    with unit_of_work(only(client.id)):
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
        queue = db.session.scalars(select(WorkQueue).where(WorkQueue.step == "check")).one()
        plan = "\n".join(
            db.session.scalars(
                text("EXPLAIN " + str(HEADS)),
                {"tenants": [queue.tenant_id], "queues": [queue.id], "person": None, "now": NOW},
            )
        )
    assert "ix_task_ready" in plan
    assert "Sort" not in plan
