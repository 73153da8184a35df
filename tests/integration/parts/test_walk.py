"""A job whose steps are done in parts: opened at once, kept as handed in, put together once, and gone on from there."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from bpo.events.models import Event
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid, LeaseLost, NothingWaiting
from bpo.platform.scope import everyone, only
from bpo.workqueue import queries
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, PartEntry, Task
from bpo.workqueue.rules import LEASE_PERSON
from tests.factories import parted
from tests.integration.parts.conftest import Case

KEYED = [("key", "1", "queued"), ("key", "2", "queued")]


def entries(case: Case, job_id, step="key"):
    with unit_of_work(only(case.client.id)):
        return queries.entries_of(case.client.id, job_id, step)


def told(case: Case, job_id, name):
    with unit_of_work(only(case.client.id)):
        return db.session.scalar(select(func.count()).where(Event.job_id == job_id, Event.name == name))


def test_two_equal_keyings_go_straight_on_and_every_entry_is_kept(case):
    job_id = case.job(name="Hrt")
    assert case.open(job_id) == KEYED
    one, two = case.claim(0), case.claim(1)
    case.submit(0, one)
    assert case.record(job_id)["name"] == "Hrt"  # until all are in, the record is as it was
    case.submit(1, two)
    case.settle()
    assert case.state(job_id) == "delivered"
    assert case.record(job_id) == parted.slip() | {"shares": [f"{n}/10.00" for n in range(parted.CHUNKS)]}
    kept = entries(case, job_id)
    assert [(each.entry.person_id, each.entry.data) for each in kept] == [
        (case.agents[0].id, parted.slip()),
        (case.agents[1].id, parted.slip()),
    ]
    assert [each.part.start.get("name") for each in kept] == ["Hrt", None]
    assert told(case, job_id, "job.put_together") == 2


def test_what_differs_goes_to_a_third_person_and_to_nobody_else(case):
    job_id = case.job()
    one, two = case.claim(0), case.claim(1)
    case.submit(1, two, amount="11.00")
    case.submit(0, one)
    assert case.record(job_id)["amount"] is None
    assert case.open(job_id) == [("adjudicate", None, "queued")]
    for keyer in (0, 1):
        with pytest.raises(NothingWaiting):
            case.claim(keyer)
    case.decide(2, case.claim(2), amount="11.00")
    case.settle()
    assert case.state(job_id) == "delivered"
    assert case.record(job_id)["amount"] == "11.00"
    assert [each.entry.data["amount"] for each in entries(case, job_id)] == ["10.00", "11.00"]


def test_what_a_part_is_found_to_be_is_mended_or_confirmed(case):
    job_id = case.job()
    one, two = case.claim(0), case.claim(1)
    with pytest.raises(Invalid) as refused:
        case.submit(0, one, number="")
    assert list(refused.value.errors) == ["NO_NUMBER"]
    case.submit(0, one, number="", confirmed={"NO_NUMBER": "none on it", "OTHER": "said of nothing"})
    case.submit(1, two, number="", confirmed={"NO_NUMBER": "torn off"})
    words = [each.submission.confirmed for each in entries(case, job_id)]
    assert words == [{"NO_NUMBER": "none on it"}, {"NO_NUMBER": "torn off"}]


def test_a_part_is_not_handed_in_as_the_whole_record(case):
    case.job()
    claim = case.claim(0)
    with pytest.raises(Conflict, match="one part"):
        case.decide(0, claim)


def test_an_entry_is_never_changed_or_deleted(case):
    case.job()
    case.submit(0, case.claim(0))
    for statement in ("UPDATE part_entry SET worker = 'x'", "DELETE FROM part_entry"):
        for scope in (only(case.client.id), everyone(reason="the test tries to change history")):
            with pytest.raises(DBAPIError, match="permission denied"), unit_of_work(scope):
                db.session.execute(text(statement))


def both_at_once(case, house, claims):
    """Hand in two keyings at the same instant; what went wrong."""
    together, failed = Barrier(2), []

    def hand_in(agent, claim):
        with house.app_context():
            together.wait()
            try:
                case.submit(agent, claim)
            except Exception as error:
                failed.append(error)

    threads = [Thread(target=hand_in, args=pair) for pair in enumerate(claims)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_the_last_two_parts_at_the_same_instant_are_put_together_once(case, house):
    for _ in range(6):
        job_id = case.job()
        assert both_at_once(case, house, [case.claim(0), case.claim(1)]) == []
        assert told(case, job_id, "job.put_together") == 1
        assert [step for step, _, _ in case.open(job_id)] == ["sum"] * parted.CHUNKS


def test_a_lapsed_part_comes_back_alone_and_the_lost_claim_changes_nothing(case):
    job_id = case.job()
    one, two = case.claim(0), case.claim(1)
    case.submit(0, one)
    case.later(int(LEASE_PERSON.total_seconds() // 60) + 1)
    with unit_of_work(everyone(reason="the test is the schedule")):
        workqueue.lapse_leases(now=case.now)
    assert case.open(job_id) == [("key", "2", "queued")]
    with pytest.raises(LeaseLost):
        case.submit(1, two)
    case.submit(2, case.claim(2))
    case.settle()
    assert case.state(job_id) == "delivered"


def test_a_part_on_hold_leaves_the_others_to_be_done_and_the_job_waits_for_all_answers(case):
    job_id = case.job()
    holds = []
    for agent, claim in ((0, case.claim(0)), (1, case.claim(1))):
        who = case.agents[agent]
        with unit_of_work(only(case.client.id, actor=who.id)):
            task = workqueue.claimed_task(
                tenant_id=case.client.id, task_id=claim.task_id, fence=claim.fence, person_id=who.id
            )
            held = workqueue.hold(
                task,
                person_id=who.id,
                worker=who.name,
                reason="Unreadable",
                owes="client",
                question="What does it say?",
                until=None,
                active_seconds=1,
                now=case.later(),
            )
            holds.append(held.id)
    assert case.state(job_id) == "on_hold"
    for hold_id, state in zip(holds, ("on_hold", "in_work"), strict=True):
        with unit_of_work(only(case.client.id)):
            workqueue.resume_hold(
                tenant_id=case.client.id,
                hold_id=hold_id,
                answer="Hart",
                by_id=None,
                by_name="x",
                now=case.later(),
            )
        assert case.state(job_id) == state
    assert case.open(job_id) == KEYED
    case.submit(0, case.claim(0))
    case.submit(1, case.claim(1))
    case.settle()
    assert case.state(job_id) == "delivered"


def test_rejecting_one_part_ends_the_others_and_the_job(case):
    job_id = case.job()
    one, two = case.claim(0), case.claim(1)
    who = case.agents[0]
    with unit_of_work(only(case.client.id, actor=who.id)):
        task = workqueue.claimed_task(
            tenant_id=case.client.id, task_id=one.task_id, fence=one.fence, person_id=who.id
        )
        workqueue.reject(
            task,
            person_id=who.id,
            worker=who.name,
            reason="unreadable",
            note="",
            active_seconds=1,
            now=case.later(),
        )
    case.settle()
    assert case.open(job_id) == []
    assert case.state(job_id) == "rejected"
    with pytest.raises(LeaseLost):
        case.submit(1, two)


def test_cancelling_ends_all_parts(case):
    job_id = case.job()
    case.submit(0, case.claim(0))
    two = case.claim(1)
    with unit_of_work(only(case.client.id)):
        workqueue.cancel_job(
            tenant_id=case.client.id, job_id=job_id, reason="no", by_id=None, by_name="x", now=case.later()
        )
    assert case.open(job_id) == []
    with pytest.raises(LeaseLost):
        case.submit(1, two)


def test_keyed_again_it_is_keyed_in_all_parts_from_the_source_alone_each_by_who_did_it(case):
    job_id = case.job(name="Hrt")
    case.submit(0, case.claim(0))
    case.submit(1, case.claim(1))
    with unit_of_work(only(case.client.id)):
        for task in db.session.scalars(select(Task).where(Task.finished_at.is_(None))):
            task.state, task.finished_at = "cancelled", case.later()
        workqueue.start_rework(
            tenant_id=case.client.id,
            job_id=job_id,
            reason="wrong",
            now=case.later(),
            actor_id=None,
            actor_name="x",
            step="key",
        )
    assert case.open(job_id) == KEYED
    two, one = case.claim(1), case.claim(0)
    with unit_of_work(only(case.client.id)):
        parts = [queries.part_of(queries.get_task([case.client.id], claim.task_id)) for claim in (one, two)]
    assert [(part.key, part.round, part.start) for part in parts] == [("1", 2, {}), ("2", 2, {})]
    case.submit(1, two, name="Harte")
    case.submit(0, one, name="Harte")
    case.settle()
    assert case.state(job_id) == "delivered"
    assert case.record(job_id)["name"] == "Harte"
    with unit_of_work(only(case.client.id)):
        assert (
            db.session.scalar(select(func.count()).select_from(PartEntry).where(PartEntry.step == "key")) == 4
        )


def test_a_step_without_parts_is_passed_over(case):
    job_id = case.job()
    case.submit(0, case.claim(0), amount=None)
    case.submit(1, case.claim(1), amount=None)
    case.settle()
    assert case.state(job_id) == "delivered"
    assert "shares" not in case.record(job_id)


def test_each_attempt_at_a_part_is_kept_with_what_it_took(case):
    case.job()
    case.submit(0, case.claim(0))
    with unit_of_work(only(case.client.id)):
        attempt = db.session.scalars(select(Attempt).where(Attempt.person_id == case.agents[0].id)).one()
    assert (attempt.outcome, attempt.active_seconds) == ("done", 5)
