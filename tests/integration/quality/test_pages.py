"""The pages of quality control: each shows what there is, and does what its forms say."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from bpo.catalog.registry import work_type
from bpo.contracts.rules import AutomationPolicy
from bpo.jobs.models import Job
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from bpo.quality.models import Calibration, CalibrationItem, Contest, KnownAnswer, Lot, Review
from bpo.workforce.models import Pause
from tests.factories.desk import INVOICE
from tests.factories.offered import offered
from tests.factories.world import INVOICES
from tests.integration.quality.test_control import LOTS
from tests.integration.wall.checked import check_work

CARD = work_type(INVOICES).scorecard
ALL_YES = {f"review.answer.{line.key}": "yes" for line in CARD}


def one(world, client, what):
    with world.reading(only(client.id)):
        return db.session.scalars(select(what)).all()[-1]


@pytest.fixture
def house_of(world, desk):
    """A client whose every task is reviewed, with an agent, two reviewers, a lead and a manager of its own."""
    client = world.client("Alder Foods", sampled=100)
    people = {
        "agent": world.person("agent", serves=[client]),
        "first": world.person("reviewer", serves=[client], activities=["review"]),
        "second": world.person("reviewer", serves=[client], activities=["review"]),
        "lead": world.person("team_lead", serves=[client]),
        "approver": world.person("approver", tenant=client),
    }
    return client, {name: desk(person) for name, person in people.items()}


def reviewed(world, client, desks, **scored):
    """The agent does a job, the first reviewer scores it."""
    world.to_person(client, now=clock.now())
    url, fence = desks["agent"].next()
    assert desks["agent"].post(f"{url}/submit", {**INVOICE, "_lease": fence}).status_code == 303
    world.settle(clock.now())
    url, fence = desks["first"].next("/review/next")
    sent = {**ALL_YES, "review.outcome": "accept", "_lease": fence, **scored}
    assert desks["first"].post(f"{url}/score", sent).status_code == 303
    world.settle(clock.now())


def test_feedback_is_contested_and_decided(world, house_of):
    client, desks = house_of
    wrong = {
        "review.answer.amounts": "no",
        "review.outcome": "return",
        "review.comment": "Look at the total.",
    }
    reviewed(world, client, desks, **wrong)
    agent, review = desks["agent"], one(world, client, Review)
    assert "Look at the total." in agent.get("/feedback").text
    page = agent.get(f"/feedback/{review.id}").text
    assert "Why the review is wrong" in page
    assert agent.post(f"/feedback/{review.id}/contest", {"words": ""}).status_code == 422
    assert agent.post(f"/feedback/{review.id}/contest", {"words": "It is right."}).status_code == 303
    assert desks["lead"].get(f"/feedback/{review.id}").status_code == 404, "it is nobody else's"
    contest = one(world, client, Contest)
    assert "It is right." in desks["second"].get("/quality").text
    url = f"/review/contests/{contest.id}"
    assert "It is right." in desks["second"].get(url).text
    decided = {"decision": "wrong", "reason": "The total is that of page 2."}
    assert desks["first"].post(url, decided).status_code == 409
    assert desks["second"].post(url, {"reason": "x"}).status_code == 422
    assert desks["second"].post(url, decided).status_code == 303
    assert "The total is that of page 2." in agent.get(f"/feedback/{review.id}").text


def test_a_client_at_a_glance(world, house_of):
    client, desks = house_of
    reviewed(world, client, desks)
    lead = desks["lead"]
    assert "100.0 % (20.7–100.0 %, n = 1)" in lead.get("/quality").text
    page = lead.get(f"/quality/{client.id}").text
    assert "Defects by week" in page
    assert "exact binomial limits" in page
    assert desks["agent"].get("/quality").status_code == 403
    job = one(world, client, Job)
    url = f"/quality/{client.id}/review"
    assert lead.post(url, {"reference": "NO-1", "reason": "doubt"}).status_code == 422
    assert lead.post(url, {"reference": job.reference, "reason": "A doubt."}).status_code == 303
    assert lead.post(url, {"reference": job.reference, "reason": "A doubt."}).status_code == 409


def test_lots(world, house_of, desk):
    _, desks = house_of
    client = world.client("Lots", quality=LOTS)
    lead = desk(world.person("team_lead", serves=[client]))
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client, 5, now=clock.now())
    assert "No lots yet" in lead.get(f"/quality/{client.id}/lots").text
    for _ in range(5):
        url, fence = agent.next()
        sent = {**INVOICE, "_lease": fence, "confirm.DUPLICATE_SUSPECTED": "Another one."}
        assert agent.post(f"{url}/submit", sent).status_code == 303
        world.settle(clock.now())
    assert "Being inspected" in lead.get(f"/quality/{client.id}/lots").text
    page = lead.get(f"/quality/lots/{one(world, client, Lot).id}").text
    assert "After ISO 2859-1" in page
    assert "An AQL is no promise" in page
    assert desks["lead"].get(f"/quality/{client.id}/lots").status_code == 404, "serves another client"
    assert (
        lead.post(f"/quality/{client.id}/resume", {"work_type": INVOICES, "reason": "why"}).status_code == 409
    )


def test_lots_of_confidential_work_are_seen_by_the_cleared(world, desk):
    with offered(INVOICES, confidential=True):
        client = world.client("Lots", quality=LOTS)
        lead = world.person("team_lead", serves=[client])
        (agent,) = world.clear(client, world.person("agent", serves=[client]))
        at_work = desk(agent)
        world.to_person(client, now=clock.now())
        url, fence = at_work.next()
        assert at_work.post(f"{url}/submit", {**INVOICE, "_lease": fence}).status_code == 303
        world.settle(clock.now())
        lot = one(world, client, Lot)
        assert desk(lead).get(f"/quality/lots/{lot.id}").status_code == 404
        assert f"/quality/lots/{lot.id}" not in desk(lead).get(f"/quality/{client.id}/lots").text
        (cleared,) = world.clear(client, lead)
        assert desk(cleared).get(f"/quality/lots/{lot.id}").status_code == 200


def test_people_are_paused_and_reinstated(world, house_of):
    client, desks = house_of
    agent, lead = desks["agent"], desks["lead"]
    url = f"/quality/{client.id}/pause"
    sent = {"person": str(agent.person.id), "work_type": INVOICES, "reason": "Too many slips."}
    assert "good reviews to go" in lead.get(f"/quality/{client.id}/people").text
    assert lead.post(url, {**sent, "reason": ""}).status_code == 422
    assert lead.post(url, sent).status_code == 303
    assert lead.post(url, sent).status_code == 409
    assert "Too many slips." in agent.get("/feedback").text
    pause = one(world, client, Pause)
    url = f"/quality/pauses/{pause.id}/reinstate"
    assert lead.post(url, {"reason": ""}).status_code == 422
    assert lead.post(url, {"reason": "Trained again."}).status_code == 303
    assert "Trained again." in lead.get(f"/quality/{client.id}/people").text


def test_no_page_offers_what_its_reader_may_not_open(world, house_of, desk):
    client, desks = house_of
    answers = f"/quality/{client.id}/known-answers"
    manager = desk(world.person("account_manager", serves=[client]))
    assert answers in desks["lead"].get(f"/quality/{client.id}").text
    assert answers not in manager.get(f"/quality/{client.id}").text
    assert manager.get(answers).status_code == 403
    assert "/feedback" in desks["agent"].get("/work/figures").text
    assert "/feedback" not in desks["first"].get("/work/figures").text


def test_a_target_is_said_in_plain_figures(world, desk):
    client = world.client("Ninety", automation=AutomationPolicy(target_accuracy=Decimal(90)))
    lead = desk(world.person("team_lead", serves=[client]))
    assert "90.0 %, by the lower bound" in lead.get(f"/quality/{client.id}/automation").text


def test_known_answers(world, house_of):
    client, desks = house_of
    reviewed(world, client, desks)
    lead, job = desks["lead"], one(world, client, Job)
    url = f"/quality/{client.id}/known-answers"
    assert "No items yet" in lead.get(url).text
    assert lead.post(url, {"reference": job.reference}).status_code == 409
    from bpo.delivery import service as delivery

    with unit_of_work(only(client.id)):
        delivery.accept(tenant_id=client.id, job_id=job.id, by_id=None, by_name="them", now=clock.now())
    assert lead.post(url, {"reference": job.reference}).status_code == 303
    assert job.reference in lead.get(url).text
    item = one(world, client, KnownAnswer)
    assert lead.post(f"/quality/known-answers/{item.id}/retire", {}).status_code == 303
    assert "Retired" in lead.get(url).text
    assert desks["first"].get(url).status_code == 403


def test_calibration(world, house_of):
    client, desks = house_of
    reviewed(world, client, desks)
    lead, job = desks["lead"], one(world, client, Job)
    url = f"/quality/{client.id}/calibrations"
    who = [str(desks[name].person.id) for name in ("first", "second")]
    sent = {"name": "March", "work_type": INVOICES, "jobs": job.reference, "reviewers": who}
    assert lead.post(url, {**sent, "jobs": "X-1"}).status_code == 422
    assert lead.post(url, {**sent, "reviewers": who[:1]}).status_code == 422
    assert lead.post(url, sent).status_code == 303
    session, item = one(world, client, Calibration), one(world, client, CalibrationItem)
    url = f"/quality/calibrations/items/{item.id}"
    for name, answers in (("first", ALL_YES), ("second", ALL_YES | {"review.answer.amounts": "no"})):
        assert "waits for you" in desks[name].get(f"/quality/calibrations/{session.id}").text
        assert desks[name].post(url, {}).status_code == 422
        assert desks[name].get(url).status_code == 200
        assert desks[name].post(url, answers).status_code == 303
    assert "Agreement by line" in lead.get(f"/quality/calibrations/{session.id}").text
    assert desks["agent"].get(url).status_code == 403


def test_what_automation_has_proved_is_for_everybody_to_read(world, house_of):
    client, desks = house_of
    reviewed(world, client, desks)
    job_id = one(world, client, Job).id
    with unit_of_work(only(client.id)):
        check_work(client, desks["agent"].person, job_id, "a vendor", openly="a vendor")
    for who, url in (("lead", f"/quality/{client.id}/automation"), ("approver", "/automation")):
        page = desks[who].get(url).text
        assert "Straight through" in page
        assert "a vendor" in page
    assert desks["agent"].get("/automation").status_code == 404
