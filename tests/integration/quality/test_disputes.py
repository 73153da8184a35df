"""What the client finds counts like what we find: returns and disputes feed the same figures."""

from datetime import timedelta

import pytest

from bpo.delivery import service as delivery
from bpo.events.models import Event
from bpo.jobs.models import Job
from bpo.platform.db import unit_of_work
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.scope import client as as_client
from bpo.platform.scope import only
from bpo.quality import queries
from bpo.quality import service as quality
from bpo.quality.models import Defect, Dispute, Drawing
from bpo.reporting import queries as reporting
from bpo.reporting import rules
from bpo.sla import service as sla
from bpo.workqueue import service as workqueue
from tests.factories.world import NOW
from tests.integration.quality.test_control import fill, judge, rows

WHOLE = {"since": NOW - timedelta(1), "until": NOW + timedelta(2)}
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def delivered(world):
    """Two jobs of one agent, both drawn, reviewed, found right and delivered."""
    client = world.client("Disputing", sampled=100)
    agent = world.person("agent", serves=[client])
    reviewer = world.person("reviewer", serves=[client], activities=["review"])
    manager = world.person("account_manager", serves=[client])
    fill(world, client, agent, 2)
    judge(world, client, reviewer)
    judge(world, client, reviewer)
    return client, agent, manager, rows(world, client, Job)[0]


def accept(world, client, job):
    with unit_of_work(only(client.id)):
        delivery.accept(tenant_id=client.id, job_id=job.id, by_id=None, by_name="the client", now=NOW)
    world.settle(NOW)


def dispute(world, client, job, *, now=LATER, reason="The vendor is another one."):
    """As the client's own request does it, with the rights of clients."""
    approver = world.person("approver", tenant=client)
    with unit_of_work(as_client(client.id, actor=approver.id)):
        made = quality.disputes.make(
            tenant_id=client.id, job_id=job.id, reason=reason, by_id=approver.id, by_name="Mona", now=now
        )
        dispute_id = made.id
    world.settle(now)
    return dispute_id


def figures(world, client, agent):
    """(right at review, the agent's accuracy, right first time, [defects by origin])."""
    with world.reading(only(client.id)):
        whole = queries.accuracy(client.id, **WHOLE).interval
        own = queries.agent_figures(agent.id, [client.id], **WHOLE).accuracy
        chart = queries.defect_chart(client.id, **WHOLE, zone="Europe/Berlin")
        period = rules.Period.last_days(3, now=NOW + timedelta(1), zone="Europe/Berlin")
        first = reporting.figures_of(client.id, period, now=NOW + timedelta(1)).first_pass
        found = queries.defects_by_reason(client.id, **WHOLE)
    assert sum(point.n for point in chart.points) == whole.n == own.n
    assert whole.rate == own.rate
    return round(whole.rate * whole.n), first.part, [(each.origin, each.n) for each in found]


def test_what_the_client_sends_back_is_no_longer_right_in_the_sample(world, delivered):
    client, agent, _, job = delivered
    assert figures(world, client, agent) == (2, 2, [])
    with unit_of_work(only(client.id)):
        delivery.send_back(
            tenant_id=client.id,
            job_id=job.id,
            reason="The total is wrong.",
            by_id=None,
            by_name="x",
            now=LATER,
        )
    world.settle(LATER)
    assert figures(world, client, agent) == (1, 1, [("client", 1)])


def test_a_dispute_counts_at_once_and_no_more_once_it_is_dismissed(world, delivered):
    client, agent, manager, job = delivered
    accept(world, client, job)
    dispute_id = dispute(world, client, job)
    assert figures(world, client, agent) == (1, 1, [("dispute", 1)])
    said = {
        "tenant_id": client.id,
        "dispute_id": dispute_id,
        "by": manager,
        "now": LATER + timedelta(hours=1),
    }
    with unit_of_work(only(client.id)):
        with pytest.raises(Invalid):
            quality.disputes.decide(uphold=False, answer=" ", **said)
        quality.disputes.decide(uphold=False, answer="The vendor is as on the page.", **said)
        with pytest.raises(Conflict):
            quality.disputes.decide(uphold=True, answer="After all it is wrong.", **said)
    world.settle(said["now"])
    assert figures(world, client, agent) == (2, 2, [])
    assert [each.withdrawn_at for each in rows(world, client, Defect)] == [said["now"]]
    assert rows(world, client, Job)[0].state == "accepted"


def test_a_dispute_that_is_upheld_opens_a_correction(world, delivered):
    client, agent, manager, job = delivered
    accept(world, client, job)
    dispute_id = dispute(world, client, job)
    with unit_of_work(only(client.id)):
        quality.disputes.decide(
            tenant_id=client.id,
            dispute_id=dispute_id,
            uphold=True,
            answer="You are right.",
            by=manager,
            now=LATER,
        )
    world.settle(LATER)
    assert figures(world, client, agent) == (1, 1, [("dispute", 1)])
    assert rows(world, client, Job)[0].state == "in_work"
    told = {event.name for event in rows(world, client, Event)}
    assert {"dispute.made", "dispute.upheld", "job.correction_opened"} <= told
    with unit_of_work(only(client.id)):
        assert sla.rebuild(tenant_id=client.id, write=False).differing == ()
    with unit_of_work(only(client.id, actor=agent.id)):
        assert workqueue.claim_next(agent=agent, now=LATER, draw=0.5).job_id == job.id


def test_a_review_that_passes_what_the_client_sent_back_meanwhile_delivers_nothing(world, delivered):
    client, _, manager, job = delivered
    reviewer = world.person("reviewer", serves=[client], activities=["review"])
    by = {"tenant_id": client.id, "job_id": job.id, "by_id": manager.id, "by_name": manager.name}
    with unit_of_work(only(client.id)):
        quality.ask_for_review(reason="A new vendor.", now=NOW, **by)
        delivery.send_back(reason="The total is wrong.", now=NOW, **by)
    world.settle(NOW)
    judge(world, client, reviewer)
    assert rows(world, client, Job)[0].state == "in_work"
    names = [event.name for event in rows(world, client, Event) if event.job_id == job.id]
    assert names.count("job.delivered") == 1


def test_what_can_be_sent_back_is_not_disputed_and_nothing_twice(world, delivered):
    client, _, _, job = delivered
    with pytest.raises(Conflict):
        dispute(world, client, job)
    accept(world, client, job)
    with pytest.raises(Invalid):
        dispute(world, client, job, reason=" ")
    dispute(world, client, job)
    with pytest.raises(Conflict):
        dispute(world, client, job)
    assert len(rows(world, client, Dispute)) == 1
    [made], stranger = rows(world, client, Dispute), world.client("Stranger")
    with unit_of_work(only(stranger.id)), pytest.raises(NotFound):
        queries.dispute_of([stranger.id], made.id)


def test_a_review_after_the_client_spoke_does_not_make_it_right_again(world, delivered):
    client, _, _, job = delivered
    accept(world, client, job)
    dispute(world, client, job)
    with unit_of_work(only(client.id)):
        quality.defects.judge_anew(client.id, job.id)
        quality.defects.judge_anew(client.id, job.id)
    assert sorted(each.good for each in rows(world, client, Drawing)) == [False, True]
