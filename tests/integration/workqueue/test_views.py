"""The agents' pages: next, desk, submit, drafts, holds, floor, and who may do what."""

import re
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from bpo.events.models import Event
from bpo.jobs.models import JobData
from bpo.platform import clock
from bpo.platform.db import db
from bpo.platform.scope import everyone, only
from bpo.sla.models import Hold
from bpo.workforce import service as workforce
from bpo.workforce.models import Certification
from bpo.workqueue import queries
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, Draft, Task
from tests.factories.desk import INVOICE
from tests.factories.world import NOW

WORDS = {"number": "RE-77", "seller": "Half typed"}


def task_id_of(url: str) -> UUID:
    return UUID(url.rstrip("/").split("/")[-1])


def task_of(world, client, url: str) -> Task:
    with world.reading(only(client.id)):
        return queries.get_task([client.id], task_id_of(url))


# next, work, submit


def test_next_work_submit_and_next_again(world, desk):
    client = world.client("Alder Foods")
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client, 2)
    page = agent.get("/work")
    assert "2 tasks wait for you" in page.text
    assert "Alder Foods" in page.text
    url, fence = agent.next()
    answer = agent.post(f"{url}/submit-next", {**INVOICE, "_lease": fence, "_active_seconds": "12"})
    assert answer.status_code == 303, answer.text
    assert answer.location != url
    assert "Why this one" in agent.get(answer.location).text
    with world.reading(only(client.id)):
        task = queries.get_task([client.id], task_id_of(url))
        attempt = db.session.scalars(select(Attempt).where(Attempt.task_id == task.id)).one()
        record = db.session.scalars(select(JobData).where(JobData.id == task.job_id)).one().record
    assert (task.state, attempt.outcome, attempt.active_seconds) == ("done", "done", 12)
    assert record["gross"] == "119.00"
    assert record["issue_date"] == "2026-07-06"
    assert record["lines"][0]["unit_price"] == "50.00"
    assert record["iban"] is None


def test_next_goes_on_with_the_task_under_way(world, desk):
    client = world.client()
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client, 2)
    url, _ = agent.next()
    assert agent.post("/work/next").location == url
    assert "You have one under way" in agent.get("/work").text


def test_nothing_waiting_says_what_would_change_that(world, desk):
    agent = desk(world.person("agent", serves=[world.client()]))
    answer = agent.post("/work/next")
    assert answer.status_code == 303
    page = agent.get(answer.location)
    assert "Nothing waits for you" in page.text
    assert "Something comes when" in page.text
    lonely = desk(world.person("agent"))
    assert "No queue is yours yet" in lonely.get("/work").text


def test_checks_that_fail_are_shown_beside_what_was_typed_and_nothing_is_lost(world, desk):
    client = world.client()
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client)
    url, fence = agent.next()
    wrong = {**INVOICE, "gross": "120,00", "issue_date": "31.2.2026", "_lease": fence}
    page = agent.post(f"{url}/submit-next", wrong)
    assert page.status_code == 422
    assert "There is no day" in page.text
    wrong["issue_date"] = "6.7.2026"
    page = agent.post(f"{url}/submit-next", wrong)
    assert page.status_code == 422
    assert 'name="confirm.TOTALS_DO_NOT_PROVE"' in page.text
    assert 'value="120,00"' in page.text
    assert 'value="120,00"' in agent.get(url).text, "it is in the draft"
    wrong["confirm.TOTALS_DO_NOT_PROVE"] = "printed so"
    assert agent.post(f"{url}/submit-next", wrong).status_code == 303
    with world.reading(only(client.id)):
        data = db.session.scalars(select(JobData)).one()
        assert db.session.scalars(select(Draft)).all() == []
    said = {each["code"]: each.get("confirmed") for each in data.findings}
    assert said["TOTALS_DO_NOT_PROVE"] == "printed so"


def test_a_missing_field_is_filled_or_said_to_be_missing(world, desk):
    client = world.client()
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client)
    url, fence = agent.next()
    without = {**INVOICE, "buyer": "", "_lease": fence}
    page = agent.post(f"{url}/submit", without)
    assert page.status_code == 422
    answer = agent.post(f"{url}/submit", {**without, "_confirmed": "buyer"})
    assert answer.status_code == 303, answer.text
    with world.reading(only(client.id)):
        data = db.session.scalars(select(JobData)).one()
    said = {each["code"]: each.get("confirmed") for each in data.findings}
    assert said["FIELD_MISSING"] == workqueue.ABSENT


def test_a_field_the_form_has_not_is_refused(world, desk):
    client = world.client()
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client)
    url, fence = agent.next()
    for more in ({"tenant_id": str(client.id)}, {"lines.0.secret": "x"}, {"_other": "x"}):
        assert agent.post(f"{url}/submit", {**INVOICE, **more, "_lease": fence}).status_code == 422


def test_submit_as_json(world, desk):
    client = world.client()
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client, 2)
    url, fence = agent.next()
    body = {"fence": int(fence), "active_seconds": 3, "values": {**INVOICE, "gross": "12"}}
    answer = agent.send(f"{url}/submit-next", body)
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert "TOTALS_DO_NOT_PROVE" in answer.json["errors"]
    answer = agent.send(f"{url}/submit-next", {**body, "values": INVOICE})
    assert answer.status_code == 200
    assert answer.json["next"].startswith("/work/")
    assert agent.send("/work/next", {}).json["next"] == answer.json["next"]


# drafts and leases


def test_a_draft_is_kept_and_the_lease_renewed(world, desk):
    client = world.client()
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client)
    url, fence = agent.next()
    before = task_of(world, client, url).lease_until
    answer = agent.send(f"{url}/draft", {"lease": fence, "values": WORDS, "confirmed": ["seller"]}, "PUT")
    assert answer.status_code == 200
    assert answer.json.keys() == {"saved_at", "lease_until"}
    assert task_of(world, client, url).lease_until > before
    page = agent.get(url)
    assert 'value="Half typed"' in page.text
    assert re.search(r'value="seller" data-confirm-path="seller" checked', page.text)
    assert agent.send(f"{url}/lease", {"lease": fence}).status_code == 200


def test_a_lost_lease_refuses_the_submit_and_keeps_what_was_typed(world, desk):
    client = world.client()
    first, second = (desk(world.person("agent", serves=[client])) for _ in range(2))
    world.to_person(client)
    url, fence = first.next()
    with world.reading(everyone(reason="the time runs out")):
        db.session.execute(update(Task).where(Task.state == "in_progress").values(lease_until=NOW))
        workqueue.lapse_leases(now=clock.now())
    taken, other_fence = second.next()
    assert taken == url
    page = first.post(f"{url}/submit-next", {**INVOICE, "seller": "Kept GmbH", "_lease": fence})
    assert page.status_code == 409
    assert "no longer yours" in page.text
    assert "Nothing you typed is lost" in page.text
    draft = first.send(f"{url}/draft", {"lease": fence, "values": {"seller": "Kept AG"}}, "PUT")
    assert (draft.status_code, draft.mimetype) == (409, "application/problem+json")
    assert "saved_at" in draft.json
    assert first.send(f"{url}/lease", {"lease": fence}).status_code == 409
    with world.reading(only(client.id)):
        kept = db.session.scalars(select(Draft)).one()
        task = db.session.scalars(select(Task).where(Task.holder.is_not(None))).one()
    assert (kept.person_id, kept.data["values"]["seller"]) == (first.person.id, "Kept AG")
    assert (task.state, task.holder) == ("in_progress", second.person.id)
    assert second.post(f"{url}/submit", {**INVOICE, "_lease": other_fence}).status_code == 303


# leaving a task


def test_a_question_to_the_client_and_back(world, desk):
    client = world.client()
    agent = desk(world.person("agent", serves=[client]))
    submitter = desk(world.person("submitter", tenant=client))
    [job] = world.to_person(client)
    url, fence = agent.next()
    created = task_of(world, client, url).created_at
    ask = {"fence": fence, "reason": "question", "question": "Which cost centre?", "active_seconds": "5"}
    assert agent.post(f"{url}/hold", {**ask, "question": " "}).location == url
    assert agent.post(f"{url}/hold", ask).status_code == 303
    assert "Which cost centre?" in agent.get("/work/holds").text
    assert agent.get(url).status_code == 404
    with world.reading(only(client.id)):
        hold = db.session.scalars(select(Hold)).one()
    assert (hold.owes, hold.credited) == ("client", True)
    path = f"/jobs/{job.job_id}/holds/{hold.id}/answer"
    assert agent.post(path, {"answer": "me"}).status_code == 403
    assert submitter.post(path, {"answer": "4711"}).status_code == 303
    assert submitter.send(path, None).status_code in (400, 415, 422)
    task = task_of(world, client, url)
    assert (task.state, task.created_at) == ("queued", created)
    back, _ = agent.next()
    assert back == url
    assert "4711" in agent.get(back).text


def test_a_foreign_client_cannot_answer(world, desk):
    client, other = world.client(), world.client()
    agent = desk(world.person("agent", serves=[client]))
    stranger = desk(world.person("submitter", tenant=other))
    [job] = world.to_person(client)
    url, fence = agent.next()
    agent.post(f"{url}/hold", {"fence": fence, "reason": "question", "question": "Which?"})
    with world.reading(only(client.id)):
        hold = db.session.scalars(select(Hold)).one()
    assert stranger.post(f"/jobs/{job.job_id}/holds/{hold.id}/answer", {"answer": "x"}).status_code == 404


def test_staff_end_their_own_holds_only(world, desk):
    client = world.client()
    agent, other = (desk(world.person("agent", serves=[client])) for _ in range(2))
    world.to_person(client)
    url, fence = agent.next()
    agent.post(f"{url}/hold", {"fence": fence, "reason": "decision", "question": "Which rule?"})
    with world.reading(only(client.id)):
        hold = db.session.scalars(select(Hold)).one()
    assert other.post(f"/work/holds/{hold.id}/end").status_code == 404
    assert agent.post(f"/work/holds/{hold.id}/end").status_code == 303
    assert task_of(world, client, url).state == "queued"


def test_hand_back_with_a_reason_says_who_may_have_it_again(world, desk):
    client = world.client()
    agent, other = (desk(world.person("agent", serves=[client])) for _ in range(2))
    world.to_person(client)
    url, fence = agent.next()
    answer = agent.post(f"{url}/hand-back", {"fence": fence, "reason": "other", "note": ""})
    assert answer.location == url, "words are asked for"
    assert agent.post(f"{url}/hand-back", {"fence": fence, "reason": "language"}).status_code == 303
    assert agent.post("/work/next").location == "/work"
    assert other.next()[0] == url


# who may do what


def test_a_task_of_a_foreign_client_and_one_held_by_another_are_not_there(world, desk):
    mine, foreign = world.client(), world.client()
    agent = desk(world.person("agent", serves=[mine]))
    colleague = desk(world.person("agent", serves=[mine, foreign]))
    world.to_person(foreign)
    theirs, fence = colleague.next()
    assert agent.get(theirs).status_code == 404
    assert agent.post(f"{theirs}/submit", {**INVOICE, "_lease": fence}).status_code == 404
    assert agent.send(f"{theirs}/draft", {"lease": fence, "values": WORDS}, "PUT").status_code == 404
    colleague.post(f"{theirs}/submit", {**INVOICE, "_lease": fence})
    world.to_person(mine)
    held, fence = colleague.next()
    assert agent.get(held).status_code == 404, "held by somebody else"
    assert agent.send(f"{held}/draft", {"lease": fence, "values": WORDS}, "PUT").status_code == 404
    assert agent.get(f"{held}/words.json").status_code == 404


def test_losing_a_certification_acts_on_an_open_claim_at_once(world, desk):
    client = world.client()
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client)
    url, fence = agent.next()
    with world.reading(only(client.id)):
        [held] = db.session.scalars(select(Certification)).all()
        workforce.uncertify(tenant_id=client.id, certification_id=held.id, now=NOW)
    answer = agent.post(f"{url}/submit", {**INVOICE, "_lease": fence})
    assert answer.status_code == 409
    assert "may no longer do this work" in answer.text
    assert agent.send(f"{url}/lease", {"lease": fence}).status_code == 409
    assert agent.get(url).status_code == 404
    assert agent.post("/work/next").location == "/work"
    with world.reading(everyone(reason="the sweep of every second")):
        workqueue.lapse_leases(now=NOW)
    task = task_of(world, client, url)
    assert (task.state, task.holder) == ("queued", None)
    with world.reading(only(client.id)):
        assert db.session.scalars(select(Draft)).one().data["values"]["number"] == "RE-1"
        told = db.session.scalars(select(Event).where(Event.name == "task.handed_back")).one()
    assert told.data["reason"] == "no longer assigned or certified"


def test_losing_the_assignment_shuts_the_door_at_once(world, desk):
    client = world.client()
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client)
    url, fence = agent.next()
    with world.reading(only(client.id)):
        workforce.release(tenant_id=client.id, person_id=agent.person.id, now=NOW)
    assert agent.get(url).status_code == 404
    assert agent.post(f"{url}/submit", {**INVOICE, "_lease": fence}).status_code == 404
    with world.reading(everyone(reason="the sweep of every second")):
        workqueue.lapse_leases(now=NOW)
    assert task_of(world, client, url).state == "queued"


def test_picking_and_taking_over_take_a_right_a_reason_and_eligibility(world, desk):
    client, uncertified = world.client(), world.client()
    agent = desk(world.person("agent", serves=[client]))
    lead = desk(world.person("team_lead", serves=[client]))
    other = desk(world.person("team_lead", serves=[uncertified, client], activities=[]))
    world.to_person(client, 2)
    url, fence = agent.next()
    held = task_id_of(url)
    with world.reading(only(client.id)):
        waiting = db.session.scalars(select(Task.id).where(Task.state == "queued")).one()
    assert agent.post(f"/work/pick/{waiting}", {"reason": "urgent"}).status_code == 403
    assert lead.post(f"/work/pick/{waiting}").status_code == 422
    assert other.post(f"/work/pick/{waiting}", {"reason": "urgent"}).status_code == 409
    assert lead.post(f"/work/pick/{waiting}", {"reason": "urgent"}).status_code == 303
    assert agent.post(f"/work/{waiting}/take-over", {"reason": "urgent"}).status_code == 403
    assert lead.post(f"/work/{held}/take-over", {"reason": "nonsense"}).status_code == 422
    assert lead.post(f"/work/{held}/take-over", {"reason": "help"}).status_code == 303
    assert task_of(world, client, url).holder == lead.person.id
    assert agent.post(f"{url}/submit", {**INVOICE, "_lease": fence}).status_code == 409
    with world.reading(only(client.id)):
        names = set(db.session.scalars(select(Event.name)))
    assert "task.taken_over" in names


def test_giving_a_task_to_somebody_keeps_it_for_them(world, desk):
    client = world.client()
    agent, other, outsider = (desk(world.person("agent", serves=[client])) for _ in range(3))
    lead = desk(world.person("team_lead", serves=[client]))
    world.to_person(client)
    with world.reading(everyone(reason="a certification ends")):
        db.session.execute(
            update(Certification)
            .where(Certification.person_id == outsider.person.id)
            .values(expires_at=NOW - timedelta(days=1))
        )
    url, _ = agent.next()
    path = f"/floor/{task_id_of(url)}/reassign"
    assert agent.post(path, {"person": str(other.person.id), "reason": "load"}).status_code == 403
    assert lead.post(path, {"person": str(outsider.person.id), "reason": "load"}).status_code == 409
    assert lead.post(path, {"person": str(other.person.id), "reason": "load"}).status_code == 303
    assert agent.post("/work/next").location == "/work"
    assert other.next()[0] == url


# the floor


def test_the_floor_shows_queues_people_and_queues_without_people(world, desk):
    client, lonely, foreign = (
        world.client("Alder Foods"),
        world.client("Cedar Clinics"),
        world.client("Brook"),
    )
    agent = desk(world.person("agent", serves=[client]))
    lead = desk(world.person("team_lead", serves=[client, lonely], activities=[]))
    for each in (client, lonely, foreign):
        world.to_person(each, 2)
    agent.next()
    page = lead.get("/floor")
    assert page.status_code == 200
    assert "Alder Foods" in page.text
    assert "Cedar Clinics: 2 wait and nobody may do them" in page.text
    assert "Brook" not in page.text
    assert agent.person.name in page.text
    assert agent.get("/floor").status_code == 403
    fragment = lead.get("/floor/now")
    assert fragment.headers["ETag"]
    again = lead.get("/floor/now", headers={"If-None-Match": fragment.headers["ETag"]})
    assert again.status_code == 304


def test_a_lead_sees_a_summary_of_a_task_of_another_and_may_move_it(world, desk):
    client = world.client()
    agent = desk(world.person("agent", serves=[client]))
    lead = desk(world.person("team_lead", serves=[client]))
    manager = desk(world.person("account_manager", serves=[client]))
    world.to_person(client)
    url, _ = agent.next()
    answer = lead.get(url)
    assert answer.status_code == 302
    assert "Take it over" in lead.get(answer.location).text
    seen = manager.get(answer.location).text
    assert agent.person.name in seen
    assert "Take it over" not in seen
