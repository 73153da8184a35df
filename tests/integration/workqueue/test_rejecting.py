"""What nothing can be made of is rejected: no record goes out, the clock stops, the client reads why."""

import pytest
from sqlalchemy import select

from bpo.catalog.registry import work_type
from bpo.delivery.models import Deliverable, Notification
from bpo.events.queries import rejection_of
from bpo.jobs.queries import get_job
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid, LeaseLost
from bpo.platform.scope import only
from bpo.quality import service as quality
from bpo.quality.models import Review
from bpo.reporting.models import Tally
from bpo.sla import queries as clocks
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, Draft, Task
from bpo.workqueue.rules import REJECT, reject_reasons, rejection_words
from tests.factories.world import INVOICES, NOW


def reject(client, agent, *, reason="wrong_kind", note="an advertisement", now=NOW, fence=None):
    """Claim the next task and reject its job."""
    with unit_of_work(only(client.id, actor=agent.id)):
        claim = workqueue.claim_next(agent=agent, now=now, draw=0.5)
        workqueue.save_draft(
            tenant_id=client.id, task_id=claim.task_id, person_id=agent.id, data={"values": {}}, now=now
        )
        task = workqueue.claimed_task(
            tenant_id=client.id,
            task_id=claim.task_id,
            fence=claim.fence if fence is None else fence,
            person_id=agent.id,
            now=now,
        )
        workqueue.reject(
            task,
            person_id=agent.id,
            worker=agent.name,
            reason=reason,
            note=note,
            active_seconds=7,
            now=now,
        )
    return claim


def test_a_rejected_job_ends_without_a_result_and_its_client_reads_why(world):
    client = world.client()
    agent = world.person("agent", serves=[client])
    [submitted] = world.to_person(client)
    claim = reject(client, agent)
    world.settle(NOW)
    with unit_of_work(only(client.id)):
        job = get_job([client.id], submitted.job_id)
        task = db.session.get_one(Task, (client.id, claim.task_id))
        attempt = db.session.scalars(select(Attempt).where(Attempt.task_id == claim.task_id)).one()
        assert (job.state, job.finished_at, task.state) == ("rejected", NOW, "done")
        assert (attempt.outcome, attempt.reason, attempt.note) == (
            "rejected",
            "wrong_kind",
            "an advertisement",
        )
        assert attempt.active_seconds == 7
        running = clocks.get_clock(client.id, job.id)
        assert (running.finished_at, running.next_at) == (NOW, None)
        assert db.session.scalars(select(Deliverable)).all() == []
        assert db.session.scalars(select(Draft)).all() == []
        told = db.session.scalars(select(Notification)).one()
        assert (told.kind, told.text) == (
            "rejected",
            "Not accepted: It is not an invoice: an advertisement",
        )
        found = rejection_of(client.id, job.id)
        assert found is not None
        assert (found.data["code"], found.actor_id) == ("wrong_kind", agent.id)
        counted = {row.measure: row.amount for row in db.session.scalars(select(Tally))}
    assert sum(n for name, n in counted.items() if name.startswith("received.")) == counted["rejected"] == 1
    assert not {"delivered", "due_met", "due_missed"} & counted.keys()


def test_the_same_reference_may_be_handed_in_again_after_a_rejection_and_only_then(world):
    client = world.client()
    agent = world.person("agent", serves=[client])
    first = world.job(client, reference="PO-1")
    world.settle(NOW)
    assert world.job(client, reference="PO-1").replayed
    reject(client, agent)
    world.settle(NOW)
    second = world.job(client, reference="PO-1")
    assert not second.replayed
    assert second.job_id != first.job_id
    again = world.job(client, reference="PO-1")
    assert (again.replayed, again.job_id) == (True, second.job_id)


@pytest.mark.parametrize(("reason", "note"), [("", ""), ("nonsense", "x"), ("other", "  ")])
def test_a_rejection_without_a_reason_changes_nothing(world, reason, note):
    client = world.client()
    agent = world.person("agent", serves=[client])
    world.to_person(client)
    with pytest.raises(Invalid):
        reject(client, agent, reason=reason, note=note)
    with unit_of_work(only(client.id)):
        assert db.session.scalars(select(Task.state).where(Task.finished_at.is_(None))).one() == "queued"


def test_a_lost_claim_rejects_nothing(world):
    client = world.client()
    agent = world.person("agent", serves=[client])
    world.to_person(client)
    with pytest.raises(LeaseLost):
        reject(client, agent, fence=0)


@pytest.fixture
def drawn(world):
    """A rejection that a reviewer holds."""
    client = world.client(sampled=100)
    agent = world.person("agent", serves=[client])
    reviewer = world.person("reviewer", serves=[client], activities=["review"])
    [submitted] = world.to_person(client)
    reject(client, agent, reason="unreadable", note="")
    world.settle(NOW)
    with unit_of_work(only(client.id, actor=reviewer.id)):
        assert get_job([client.id], submitted.job_id).state == "in_review"
        claim = workqueue.claim_next(agent=reviewer, now=NOW, draw=0.5)
        assert claim.step == workqueue.REVIEW
    return client, agent, reviewer, submitted, claim


def score(client, reviewer, claim, outcome):
    with unit_of_work(only(client.id, actor=reviewer.id)):
        card = {line.key: "na" for line in work_type(INVOICES).scorecard}
        quality.score(
            reviewer=reviewer,
            tenant_id=client.id,
            task_id=claim.task_id,
            fence=claim.fence,
            answers=card,
            outcome=outcome,
            comment="It can be read well enough.",
            active_seconds=1,
            now=NOW,
        )


def test_a_drawn_rejection_comes_into_effect_when_the_review_accepts_it(world, drawn):
    client, agent, reviewer, submitted, claim = drawn
    with pytest.raises(Invalid):
        score(client, reviewer, claim, "fix")
    score(client, reviewer, claim, "accept")
    world.settle(NOW)
    with unit_of_work(only(client.id)):
        assert get_job([client.id], submitted.job_id).state == "rejected"
        assert db.session.scalars(select(Review.worker_id)).one() == agent.id
        assert db.session.scalars(select(Deliverable)).all() == []


def test_a_drawn_rejection_that_the_review_returns_goes_back_to_who_made_it(world, drawn):
    client, agent, reviewer, submitted, claim = drawn
    score(client, reviewer, claim, "return")
    world.settle(NOW)
    with unit_of_work(only(client.id)):
        assert get_job([client.id], submitted.job_id).state == "in_work"
        task = db.session.scalars(select(Task).where(Task.state == "queued")).one()
        assert (task.reserved_for, task.rework) == (agent.id, True)


def test_a_review_is_not_rejected(world, drawn):
    client, _, reviewer, _, claim = drawn
    with unit_of_work(only(client.id, actor=reviewer.id)):
        task = workqueue.claimed_task(
            tenant_id=client.id, task_id=claim.task_id, fence=claim.fence, person_id=reviewer.id, now=NOW
        )
        with pytest.raises(Conflict):
            workqueue.reject(
                task,
                person_id=reviewer.id,
                worker=reviewer.name,
                reason="empty",
                note="",
                active_seconds=0,
                now=NOW,
            )


def test_the_desk_offers_it_and_the_portal_and_program_show_it(world, desk):
    client = world.client("Alder Foods")
    agent = desk(world.person("agent", serves=[client]))
    buyer = desk(world.person("submitter", tenant=client))
    [submitted] = world.to_person(client)
    url, fence = agent.next()
    page = agent.get(url).text
    assert f"{url}/reject" in page
    assert "It is not an invoice" in page
    refused = agent.post(f"{url}/reject", {"fence": fence, "reason": "other"})
    assert refused.location == url
    assert "Say in a few words why." in agent.get(url).text
    done = agent.post(f"{url}/reject", {"fence": fence, "reason": "other", "note": "A love letter"})
    assert (done.status_code, done.location) == (303, "/work")
    world.settle(clock.now())
    shown = buyer.get(f"/jobs/{submitted.job_id}").text
    assert "A love letter" in shown
    assert "Not accepted" in shown
    assert "Hand in again" in shown
    assert agent.post(f"{url}/reject", {"fence": fence, "reason": "empty"}).status_code == 409


def test_the_words_of_a_rejection():
    assert reject_reasons("invoice").keys() == REJECT.keys()
    assert rejection_words("payslip", "wrong_kind", "") == "It is not a payslip"
    assert rejection_words("invoice", "not_ours", "Beech Ltd") == "It is meant for another company: Beech Ltd"
    assert rejection_words("invoice", "other", "a love letter") == "a love letter"
