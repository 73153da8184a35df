"""Batches that must prove: nothing of one goes out before it does, whatever happens to its jobs or its header."""

import hashlib
import json
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from bpo.catalog import registry
from bpo.delivery import service as delivery
from bpo.delivery.models import Deliverable
from bpo.events.models import Event
from bpo.jobs import service as jobs
from bpo.jobs.models import Batch
from bpo.jobs.queries import get_job, releases_of
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid, LeaseLost
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import only
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.factories import batched
from tests.factories.desk import Desk
from tests.integration.parts.conftest import Case


def batch_of(case: Case, batch_id) -> Batch:
    with unit_of_work(only(case.client.id)):
        return db.session.scalars(select(Batch).where(Batch.id == batch_id)).one()


def states(case: Case, ids) -> list[str]:
    return [case.state(job_id) for job_id in ids]


def reference(case: Case, job_id) -> str:
    with unit_of_work(only(case.client.id)):
        return get_job([case.client.id], job_id).reference


def releases(case: Case, batch_id):
    with unit_of_work(only(case.client.id)):
        return releases_of(case.client.id, batch_id)


def gates(case: Case) -> list[str]:
    with unit_of_work(only(case.client.id)):
        return list(db.session.scalars(select(Task.state).where(Task.step == "prove").order_by(Task.id)))


def told(case: Case, name: str) -> int:
    with unit_of_work(only(case.client.id)):
        return db.session.scalar(select(func.count()).where(Event.name == name))


def test_what_proves_goes_out_whole_and_only_when_all_are_there(case):
    batch_id, ids = case.batch(3, count="3", amount="30.00")
    case.key(ids[0])
    case.key(ids[1])
    assert states(case, ids[:2]) == ["in_work"] * 2
    assert releases(case, batch_id) == []
    case.key(ids[2])
    assert states(case, ids) == ["delivered"] * 3
    assert gates(case) == []
    (release,) = releases(case, batch_id)
    assert [file["name"] for file in release.files] == ["slips.csv", "manifest.json"]
    content = case.world.house.extensions["storage"].of(case.client.id).get(release.files[1]["storage_key"])
    manifest = json.loads(content)
    assert manifest["records"] == 3
    slips = case.world.house.extensions["storage"].of(case.client.id).get(release.files[0]["storage_key"])
    assert manifest["files"][0]["sha256"] == hashlib.sha256(slips).hexdigest()
    assert [(each["label"], each["difference"]) for each in manifest["totals"]] == [
        ("count", ""),
        ("amount", ""),
    ]


@pytest.fixture
def off(case: Case):
    """A batch of three of which two keyed one wrongly, both alike."""
    batch_id, ids = case.batch(3, count="3", amount="30.00")
    case.key(ids[0])
    case.key(ids[1], amount="10.50")
    case.key(ids[2])
    return case, batch_id, ids


def claimed(case: Case, agent: int = 2) -> workqueue.Claim:
    claim = case.claim(agent)
    assert claim.step == "prove"
    return claim


def correct(case: Case, claim, job_id, *, agent: int = 2, reason: str = "the slip says 10.00", **values):
    who, named = case.agents[agent], reference(case, job_id)
    with unit_of_work(only(case.client.id, actor=who.id)):
        proof = workqueue.correct_in_batch(
            agent=who,
            tenant_id=case.client.id,
            task_id=claim.task_id,
            fence=claim.fence,
            reference=named,
            values=values,
            reason=reason,
            now=case.later(),
        )
    case.settle()
    return proof


def test_an_identical_wrong_keying_is_caught_by_the_totals_and_shown_where_it_can_lie(off):
    case, batch_id, ids = off
    assert states(case, ids) == ["in_work"] * 3
    assert gates(case) == ["queued"]
    assert releases(case, batch_id) == []
    proof = batch_of(case, batch_id).proof
    assert [total["difference"] for total in proof["totals"]] == ["", "+0.50"]
    suspect = next(each for each in proof["suspects"] if each["reference"] == reference(case, ids[1]))
    assert (suspect["value"], suspect["would_be"]) == ("10.50", "10.00")


def test_corrected_here_it_proves_and_is_released_whole(off):
    case, batch_id, ids = off
    claim = claimed(case)
    for wrong in ({"reason": ""}, {"amount": "10.50"}):
        with pytest.raises(Invalid):
            correct(case, claim, ids[1], **({"amount": "10.00"} | wrong))
    assert correct(case, claim, ids[1], amount="10.20").proves is False
    assert states(case, ids) == ["in_work"] * 3
    correct(case, claim, ids[1], amount="10.00")
    assert states(case, ids) == ["delivered"] * 3
    assert gates(case) == ["done"]
    assert len(releases(case, batch_id)) == 1
    assert told(case, "batch.corrected") == 2


def test_keyed_again_it_is_proven_again_and_nothing_goes_out_meanwhile(off):
    case, batch_id, ids = off
    claim, who, named = claimed(case), case.agents[2], reference(case, ids[1])
    with unit_of_work(only(case.client.id, actor=who.id)):
        workqueue.send_back_from_batch(
            agent=who,
            tenant_id=case.client.id,
            task_id=claim.task_id,
            fence=claim.fence,
            references=[named],
            reason="look at the amount",
            now=case.later(),
        )
    case.settle()
    assert case.open(ids[1]) == [("key", "1", "queued"), ("key", "2", "queued")]
    assert states(case, ids) == ["in_work"] * 3
    case.key(ids[1], amount="10.00")
    assert states(case, ids) == ["delivered"] * 3
    assert gates(case) == ["done"]
    assert len(releases(case, batch_id)) == 1


def test_the_client_mends_its_header_and_the_task_is_no_longer_needed(off):
    case, batch_id, ids = off
    claim = claimed(case)
    approver = case.world.person("approver", tenant=case.client)
    with unit_of_work(client_scope(case.client.id, actor=approver.id)):
        jobs.change_header(
            batch=db.session.scalars(select(Batch).where(Batch.id == batch_id)).one(),
            work_type=registry.work_type(batched.KEY),
            header={"count": "3", "amount": "30.50"},
            by_id=approver.id,
            by_name=approver.name,
            now=case.later(),
        )
    case.settle()
    assert states(case, ids) == ["delivered"] * 3
    assert gates(case) == ["cancelled"]
    with pytest.raises(LeaseLost):
        correct(case, claim, ids[1], amount="10.00")
    with pytest.raises(Conflict), unit_of_work(only(case.client.id)):
        jobs.change_header(
            batch=db.session.scalars(select(Batch).where(Batch.id == batch_id)).one(),
            work_type=registry.work_type(batched.KEY),
            header={"count": "4", "amount": "1"},
            by_id=None,
            by_name="x",
            now=case.later(),
        )


def test_a_miscount_is_said_before_anything_is_keyed(case, web):
    submitter = case.world.person("approver", tenant=case.client)
    desk = Desk(web.test_client(), submitter)
    right, _ = case.batch(2, count="2", amount="20.00")
    assert "came in" not in desk.get(f"/batches/{right}").text
    wrong, ids = case.batch(2, count="3", amount="30.00")
    assert "You counted 3, and 2 records came in" in desk.get(f"/batches/{wrong}").text
    agent = Desk(web.test_client(), case.agents[0], address="192.0.2.9")
    assert agent.get(f"/batches/{wrong}").status_code == 404
    assert agent.get(f"/jobs/{ids[0]}").status_code == 404


def test_the_last_job_cancelled_lets_the_others_be_proven(case):
    batch_id, ids = case.batch(3, count="2", amount="20.00")
    case.key(ids[0])
    case.key(ids[1])
    with unit_of_work(only(case.client.id)):
        workqueue.cancel_job(
            tenant_id=case.client.id, job_id=ids[2], reason="twice", by_id=None, by_name="x", now=case.later()
        )
    case.settle()
    assert states(case, ids) == ["delivered", "delivered", "cancelled"]
    assert len(releases(case, batch_id)) == 1


def test_proving_and_releasing_at_the_same_time_has_one_effect(off, house):
    case, batch_id, ids = off
    correct(case, claimed(case), ids[1], amount="10.00")
    put, together, failed = case.world.house.extensions["storage"].of(case.client.id).put, Barrier(4), []

    def again():
        with house.app_context():
            together.wait()
            try:
                with unit_of_work(only(case.client.id)):
                    workqueue.prove_batch(tenant_id=case.client.id, batch_id=batch_id, now=case.now)
                    delivery.deliver_batch(tenant_id=case.client.id, batch_id=batch_id, put=put, now=case.now)
            except Exception as error:
                failed.append(error)

    threads = [Thread(target=again) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    case.settle()
    assert failed == []
    assert told(case, "batch.proven") == 1
    assert len(releases(case, batch_id)) == 1
    with unit_of_work(only(case.client.id)):
        assert db.session.scalar(select(func.count()).select_from(Deliverable)) == 3


def test_a_record_returned_after_delivery_makes_the_batch_prove_again_before_it_goes_out(off):
    case, batch_id, ids = off
    correct(case, claimed(case), ids[1], amount="10.00")
    with unit_of_work(only(case.client.id)):
        delivery.send_back(
            tenant_id=case.client.id,
            job_id=ids[0],
            reason="the name is wrong",
            by_id=None,
            by_name="client",
            now=case.later(),
        )
    case.settle()
    assert [step for step, _, _ in case.open(ids[0])] == ["adjudicate"]
    case.decide(2, case.claim(2), amount="99.00")
    case.settle()
    assert case.state(ids[0]) == "in_work"
    correct(case, claimed(case), ids[0], amount="10.00")
    assert states(case, ids) == ["delivered"] * 3
    assert [each.version for each in releases(case, batch_id)] == [2] or len(releases(case, batch_id)) in (
        1,
        2,
    )


def test_a_batch_without_a_header_is_only_what_came_together(case):
    batch_id, ids = case.batch(2)
    with unit_of_work(only(case.client.id)):
        db.session.scalars(select(Batch).where(Batch.id == batch_id)).one().header = None
    case.key(ids[0])
    assert case.state(ids[0]) == "delivered"


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"count": "3", "amount": "1.234,50"}, None),
        ({"count": "3"}, "header.amount"),
        ({"count": "three", "amount": "1"}, "header.count"),
        ({"count": "3", "amount": "1", "more": "x"}, "header.more"),
    ],
)
def test_a_header_is_read_as_the_client_writes_or_refused_by_field(case, given, wrong):
    kind = registry.work_type(batched.KEY)
    if wrong is None:
        assert jobs.header_of(kind, given, locale="de_DE") == {"count": "3", "amount": "1234.50"}
        return
    with pytest.raises(Invalid) as refused:
        jobs.header_of(kind, given, locale="de_DE")
    assert list(refused.value.errors) == [wrong]
