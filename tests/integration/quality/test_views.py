"""The reviewers' pages: a review is scored, mended or returned, and never by whoever did the work."""

import re

import pytest
from sqlalchemy import select

from bpo.catalog.registry import work_type
from bpo.events.models import Event
from bpo.jobs.models import Job, JobData
from bpo.platform import clock
from bpo.platform.db import db
from bpo.platform.scope import only
from bpo.quality.models import Review
from bpo.workforce import service as workforce
from bpo.workforce.queries import certifications
from bpo.workqueue.models import Task
from tests.factories.desk import INVOICE
from tests.factories.world import NOW

CARD = work_type("invoice_processing").scorecard
ALL_YES = {f"review.answer.{line.key}": "yes" for line in CARD}


@pytest.fixture
def reviewed(world, desk):
    """A client whose every task is reviewed, an agent who has finished one, and a reviewer who holds its review."""
    client = world.client("Alder Foods", sampled=100)
    agent = desk(world.person("agent", serves=[client]))
    reviewer = desk(world.person("reviewer", serves=[client], activities=["review"]))
    world.to_person(client)
    url, fence = agent.next()
    assert agent.post(f"{url}/submit", {**INVOICE, "_lease": fence}).status_code == 303
    world.settle(clock.now())
    review_url, review_fence = reviewer.next("/review/next")
    return client, agent, reviewer, review_url, review_fence


def rows(world, client, *what):
    with world.reading(only(client.id)):
        return db.session.scalars(select(*what)).all()


def test_the_review_page_shows_what_was_changed_and_the_scorecard(reviewed):
    _, agent, reviewer, url, _ = reviewed
    page = reviewer.get(url).text
    assert "What was changed" in page
    assert "Mühle Hartmann KG" in page
    for line in CARD:
        assert line.text in page
    assert agent.get(url).status_code == 403
    assert reviewer.get("/review").status_code == 200
    assert reviewer.get("/work").status_code == 403


def test_accepting_releases_the_job(reviewed, world):
    client, _, reviewer, url, fence = reviewed
    answer = reviewer.post(
        f"{url}/score-next",
        {**ALL_YES, "review.outcome": "accept", "_lease": fence, "_active_seconds": "9"},
    )
    assert (answer.status_code, answer.location) == (303, "/review")
    [review] = rows(world, client, Review)
    assert (review.outcome, str(review.score), review.reviewer_id) == ("accept", "100.00", reviewer.person.id)
    world.settle(clock.now())
    [job] = rows(world, client, Job)
    assert job.state == "delivered"


def test_fixing_mends_the_record_and_counts_as_a_defect(reviewed, world):
    client, _, reviewer, url, fence = reviewed
    scored = {
        **ALL_YES,
        "review.answer.references": "no",
        "review.outcome": "fix",
        "review.comment": "The order was left out.",
        "_lease": fence,
    }
    page = reviewer.post(f"{url}/score", {**scored, **INVOICE})
    assert page.status_code == 422
    assert "Nothing was changed" in page.text
    page = reviewer.post(f"{url}/score", {**scored, **INVOICE, "gross": "1,00"})
    assert page.status_code == 422, "a mended record must pass the checks as well"
    answer = reviewer.post(f"{url}/score", {**scored, **INVOICE, "po_ref": "PO-1"})
    assert answer.status_code == 303, answer.text
    [data] = rows(world, client, JobData)
    [review] = rows(world, client, Review)
    assert data.record["po_ref"] == "PO-1"
    assert (review.outcome, str(review.score)) == ("fix", "90.00")
    corrected = [event for event in rows(world, client, Event) if event.name == "job.corrected"]
    assert corrected[-1].actor_id == reviewer.person.id
    assert corrected[-1].data["changes"] == {"po_ref": [None, "PO-1"]}


def test_a_returned_job_comes_back_to_the_same_person_with_the_reasons(reviewed, world, desk):
    client, agent, reviewer, url, fence = reviewed
    other = desk(world.person("agent", serves=[client]))
    scored = {**ALL_YES, "review.answer.amounts": "no", "review.outcome": "return", "_lease": fence}
    page = reviewer.post(f"{url}/score", scored)
    assert page.status_code == 422
    assert "Say what was wrong" in page.text
    answer = reviewer.post(f"{url}/score", {**scored, "review.comment": "The net is not the sum."})
    assert answer.status_code == 303
    assert other.post("/work/next").location == "/work", "it is kept for who did the work"
    back, _ = agent.next()
    page = agent.get(back).text
    assert "The net is not the sum." in page
    assert CARD[0].text in page
    assert "Rework" in page
    assert [str(review.score) for review in rows(world, client, Review)] == ["0.00"]


def test_every_line_must_be_answered_and_drafts_are_kept(reviewed):
    _, _, reviewer, url, fence = reviewed
    given = {"review.answer.amounts": "no", "review.comment": "Half written", "_lease": fence}
    page = reviewer.post(f"{url}/score", given)
    assert page.status_code == 422
    assert page.text.count("Answer yes, no or not applicable.") >= len(CARD) - 1
    assert "Choose what follows" in page.text
    again = reviewer.get(url).text
    assert "Half written" in again
    assert re.search(r'name="review.answer.amounts" value="no" checked', again)
    draft = {"lease": fence, "values": {"review.comment": "More"}}
    assert reviewer.send(f"{url}/draft", draft, "PUT").status_code == 200


# four eyes


def test_nobody_reviews_their_own_work_by_any_path(world, desk):
    client = world.client(sampled=100)
    both = desk(world.person("reviewer", serves=[client], activities=["work", "review"]))
    lead = desk(world.person("team_lead", serves=[client], activities=["work", "review"]))
    other = desk(world.person("reviewer", serves=[client], activities=["review"]))
    world.to_person(client)
    url, fence = lead.next()
    assert lead.post(f"{url}/submit", {**INVOICE, "_lease": fence}).status_code == 303
    world.settle(clock.now())
    with world.reading(only(client.id)):
        review = db.session.scalars(select(Task.id).where(Task.step == "review")).one()
    assert lead.post("/work/next").location == "/work", "not by get-next"
    assert lead.get(f"/work/{review}").status_code == 302, "only its summary"
    assert lead.get(f"/review/{review}").status_code == 403
    assert lead.post(f"/work/pick/{review}", {"reason": "urgent"}).status_code == 409
    assert (
        lead.post(f"/floor/{review}/reassign", {"person": str(lead.person.id), "reason": "load"}).status_code
        == 409
    )
    taken, fence = both.next("/review/next")
    assert lead.post(f"/work/{review}/take-over", {"reason": "urgent"}).status_code == 409
    assert other.get(taken).status_code == 404, "held by somebody else"
    scored = {**ALL_YES, "review.outcome": "accept", "_lease": fence}
    assert other.post(f"{taken}/score", scored).status_code == 404
    assert both.post(f"{taken}/score", scored).status_code == 303


def test_a_review_cannot_be_submitted_as_work_nor_work_scored(reviewed, world, desk):
    client, agent, reviewer, url, fence = reviewed
    work_url = url.replace("/review/", "/work/")
    assert agent.post(f"{work_url}/submit", {**INVOICE, "_lease": fence}).status_code == 404
    assert reviewer.post(f"{work_url}/submit", {**INVOICE, "_lease": fence}).status_code == 403
    world.to_person(client)
    lead = desk(world.person("reviewer", serves=[client], activities=["work", "review"]))
    assert lead.post("/review/next").location == "/review", "a reviewer gets no work"


def test_a_stale_score_is_refused_and_kept(reviewed, world):
    client, _, reviewer, url, fence = reviewed
    with world.reading(only(client.id)):
        for each in certifications(person_id=reviewer.person.id):
            workforce.uncertify(tenant_id=client.id, certification_id=each.id, now=NOW)
    page = reviewer.post(
        f"{url}/score", {**ALL_YES, "review.outcome": "accept", "review.comment": "Fine", "_lease": fence}
    )
    assert page.status_code == 409
    assert "Nothing you typed is lost" in page.text
    assert [review.outcome for review in rows(world, client, Review)] == [None]
