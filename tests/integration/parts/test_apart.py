"""Parts kept apart: nobody gets two on any path or in any race, and nobody sees another's entry before all are in."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from bpo.identity.rules import Role, permissions_of
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, NothingWaiting
from bpo.platform.scope import everyone, only
from bpo.workqueue import queries
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, Draft, PartEntry, PartHand, Task
from bpo.workqueue.rules import LEASE_PERSON
from tests.integration.parts.conftest import Case

EVERYTHING = permissions_of([Role.TEAM_LEAD, Role.REVIEWER])


def may_everything(who: Caller) -> Caller:
    return replace(who, permissions=EVERYTHING)


def tasks_of(case: Case, job_id) -> dict[str, Task]:
    with unit_of_work(only(case.client.id)):
        found = db.session.scalars(select(Task).where(Task.job_id == job_id, Task.step == "key"))
        return {task.part: task for task in found}


WAYS: dict[str, Callable[[Case, Caller, Task], object]] = {
    "get-next": lambda case, who, task: workqueue.claim_next(agent=who, now=case.now, draw=0.5),
    "picked by hand": lambda case, who, task: workqueue.claim_task(
        agent=who, task_id=task.id, reason="urgent", note="", now=case.now
    ),
    "reassigned": lambda case, who, task: workqueue.reassign(
        by=who, task_id=task.id, person_id=who.id, reason="load", note="", now=case.now
    ),
}
LEFT: dict[str, Callable[[Case, workqueue.Claim], None]] = {
    "still in hand": lambda case, claim: None,
    "handed in": lambda case, claim: case.submit(0, claim),
    "handed back": lambda case, claim: hand_back(case, claim),
    "lapsed": lambda case, claim: lapse(case),
}


def hand_back(case: Case, claim: workqueue.Claim) -> None:
    who = case.agents[0]
    with unit_of_work(only(case.client.id, actor=who.id)):
        task = workqueue.claimed_task(
            tenant_id=case.client.id, task_id=claim.task_id, fence=claim.fence, person_id=who.id
        )
        workqueue.hand_back(
            task,
            person_id=who.id,
            worker=who.name,
            reason="end_of_shift",
            note="",
            active_seconds=1,
            now=case.later(),
        )


def lapse(case: Case) -> None:
    case.later(int(LEASE_PERSON.total_seconds() // 60) + 1)
    with unit_of_work(everyone(reason="the test is the schedule")):
        workqueue.lapse_leases(now=case.now)


@pytest.mark.parametrize("left", LEFT, ids=list(LEFT))
@pytest.mark.parametrize("way", WAYS, ids=list(WAYS))
def test_who_had_one_part_in_hand_does_not_get_the_other(case, way, left):
    job_id = case.job()
    first = case.claim(0)
    LEFT[left](case, first)
    tasks = tasks_of(case, job_id)
    other = next(task for task in tasks.values() if task.id != first.task_id)
    who, third = (may_everything(agent) for agent in (case.agents[0], case.agents[2]))
    case.later()
    if way == "get-next" and left in ("handed back", "lapsed"):
        again = case.claim(0)  # what they had comes back to them, and not the other
        assert again.task_id == first.task_id
    with unit_of_work(only(case.client.id, actor=who.id)), pytest.raises((Conflict, NothingWaiting)):
        WAYS[way](case, who, other)
    with unit_of_work(only(case.client.id, actor=third.id)):
        assert WAYS[way](case, third, other)


def test_nor_do_they_take_it_over(case):
    job_id = case.job()
    case.claim(0)
    second = case.claim(1)
    who = may_everything(case.agents[0])
    with unit_of_work(only(case.client.id, actor=who.id)), pytest.raises(Conflict, match="another part"):
        workqueue.take_over(
            agent=who, task_id=second.task_id, reason="holder_away", note="", now=case.later()
        )
    assert {task.holder for task in tasks_of(case, job_id).values()} == {
        agent.id for agent in case.agents[:2]
    }


def take_all(case: Case, who: Caller, got: list[tuple[object, object]]) -> None:
    """Get-next until nothing waits."""
    while True:
        try:
            with unit_of_work(only(case.client.id, actor=who.id)):
                claim = workqueue.claim_next(agent=who, now=case.now, draw=0.5)
        except NothingWaiting:
            return
        got.append((claim.job_id, who.id))


def test_sixteen_at_get_next_over_fifty_jobs_and_nobody_gets_two_parts_of_one(case, house):
    jobs = [made.job_id for made in case.world.jobs(case.client, 50, kind="slips", now=case.later())]
    case.settle()
    people = [case.world.person("agent", serves=[case.client]) for _ in range(4)]
    got: list[tuple[object, object]] = []
    went_wrong: list[Exception] = []
    together = Barrier(16)

    def take(who: Caller) -> None:
        """Four browsers of one person at once."""
        with house.app_context():
            together.wait()
            try:
                take_all(case, who, got)
            except Exception as error:
                went_wrong.append(error)

    case.later()
    threads = [Thread(target=take, args=(who,)) for who in people * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for who in people:  # two of one person's at once may both have found nothing at the last moment
        take_all(case, who, got)
    assert went_wrong == []
    assert max(Counter(got).values()) == 1
    assert Counter(job for job, _ in got) == dict.fromkeys(jobs, 2)


def test_the_database_refuses_the_second_part_by_itself(case):
    job_id = case.job()
    case.submit(0, case.claim(0))
    (other,) = (task for task in tasks_of(case, job_id).values() if task.state == "queued")
    who = case.agents[0]
    taken = text(
        "UPDATE task SET state = 'in_progress', holder = :who, fence = fence + 1, lease_until = :until"
        " WHERE id = :task"
    )
    with unit_of_work(everyone(reason="the test forges a claim")):
        values = {"who": who.id, "until": case.now.replace(year=2027), "task": other.id}
        assert db.session.execute(taken, values).rowcount == 0
    with (
        unit_of_work(everyone(reason="the test forges the end of a task")),
        pytest.raises(DBAPIError, match="must not do this one"),
    ):
        db.session.execute(
            text("UPDATE task SET state = 'done', holder = :who, finished_at = :at WHERE id = :task"),
            {"who": who.id, "at": case.now, "task": other.id},
        )


@pytest.fixture
def half(case: Case):
    """A job of which one part is handed in, by the first agent, and the other in hand of the second, with a draft."""
    job_id = case.job()
    case.submit(0, case.claim(0), name="SEEN-ONE")
    claim = case.claim(1)
    who = case.agents[1]
    with unit_of_work(only(case.client.id, actor=who.id)):
        workqueue.save_draft(
            tenant_id=case.client.id,
            task_id=claim.task_id,
            person_id=who.id,
            data={"values": {"name": "SEEN-TWO"}},
            now=case.later(),
        )
    return case, job_id, claim


def seen_by(case: Case, who: Caller | None) -> tuple[int, int]:
    """How many entries and drafts there are for somebody."""
    with unit_of_work(only(case.client.id, actor=who.id if who else None)):
        return (
            db.session.scalar(select(func.count()).select_from(PartEntry)),
            db.session.scalar(select(func.count()).select_from(Draft)),
        )


def test_nobody_sees_what_another_keyed_before_both_are_in(half):
    case, job_id, claim = half
    lead = case.world.person("team_lead", serves=[case.client])
    boss = case.world.person("administrator")
    assert seen_by(case, case.agents[0]) == (1, 0)
    assert seen_by(case, case.agents[1]) == (0, 1)
    for other in (case.agents[2], lead, boss, None):
        assert seen_by(case, other) == (0, 0), other
    with unit_of_work(only(case.client.id, actor=lead.id)):
        assert queries.entries_of(case.client.id, job_id, "key") == []
    case.submit(1, claim, name="SEEN-TWO")
    assert seen_by(case, lead) == (2, 0)
    with unit_of_work(only(case.client.id, actor=case.agents[2].id)):
        assert len(queries.entries_of(case.client.id, job_id, "key")) == 2


def test_what_was_keyed_stands_in_no_event_before_both_are_in(half):
    case, job_id, _ = half
    with unit_of_work(only(case.client.id)):
        told = db.session.scalars(
            text("SELECT data::text FROM event WHERE job_id = :job").bindparams(job=job_id)
        )
        assert not [line for line in told if "SEEN" in line]


def test_a_taken_over_part_keeps_its_draft_to_who_typed_it(half):
    case, _, claim = half
    lead = may_everything(case.agents[2])
    with unit_of_work(only(case.client.id, actor=lead.id)):
        workqueue.take_over(
            agent=lead, task_id=claim.task_id, reason="holder_away", note="", now=case.later()
        )
        assert queries.draft_of(case.client.id, claim.task_id, case.agents[1].id) is None
    with unit_of_work(only(case.client.id, actor=case.agents[1].id)):
        draft = queries.draft_of(case.client.id, claim.task_id, case.agents[1].id)
        assert draft is not None
        assert draft.data["values"] == {"name": "SEEN-TWO"}


def test_each_hand_is_written_down_once(half):
    case, job_id, _ = half
    with unit_of_work(only(case.client.id)):
        hands = db.session.execute(select(PartHand.person_id, PartHand.key).where(PartHand.job_id == job_id))
        assert {tuple(row) for row in hands} == {(case.agents[0].id, "1"), (case.agents[1].id, "2")}
        assert (
            db.session.scalar(select(func.count()).select_from(Attempt).where(Attempt.outcome.is_(None))) == 1
        )
