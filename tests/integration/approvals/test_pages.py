"""The client's pages and API of what awaits approval."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from bpo.approvals.models import Approval
from bpo.identity import service as identity
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from bpo.reporting.queries import team_of
from tests.factories.browser import Browser
from tests.integration.approvals.conftest import APPROVE, BANK, CALLED, SECOND, Case


@pytest.fixture
def browser(web, case: Case) -> Browser:
    return Browser.of(web, case.approvers[0])


@pytest.fixture
def case(world) -> Case:
    now = clock.now() - timedelta(hours=2)  # pages have the real clock, and what follows comes later
    client = world.client("Alder", now=now)
    return Case(
        world=world,
        client=client,
        agents=[world.person("agent", serves=[client], now=now) for _ in range(2)],
        approvers=[world.person("approver", tenant=client, now=now) for _ in range(2)],
        now=now,
    )


def decisions(case: Case) -> list[tuple[str, str]]:
    with unit_of_work(only(case.client.id)):
        return [(each.decision, each.name) for each in db.session.scalars(select(Approval)).all()]


def test_the_list_and_the_rail_say_what_waits_and_the_page_shows_what_it_is(browser: Browser, case: Case):
    assert "Nothing waits for you" in browser.get("/approvals").text
    case.job(APPROVE, BANK, agent=0)
    case.finish(0, case.claim(0))
    case.finish(1, case.claim(1), values={})
    home = browser.get("/portal").text
    assert "1 job waits for approval" in home
    assert re.search(r"To approve \(1\)", home)
    listed = browser.get("/approvals").text
    path = re.search(r'href="(/approvals/[0-9a-f-]{36})"', listed)
    assert path
    page = browser.get(path[1]).text
    for words in ("Mühle Hartmann KG", CALLED["number"], "Call back: done by", "approvals", "record.json"):
        assert words in page, words
    digest = case.proposed(case.awaiting()[0][0].job_id)
    assert digest in page
    file = browser.get(f"{path[1]}/files/0")
    assert (file.status_code, file.headers["Content-Disposition"][:10]) == (200, "attachment")
    assert browser.get(f"{path[1]}/files/99").status_code == 404
    assert browser.get("/nowhere").status_code == 404


def test_one_is_approved_the_next_comes_and_one_is_sent_back(browser: Browser, case: Case):
    first, second = case.job(APPROVE), case.job(APPROVE, number="R-2")
    for job_id, decision, reason in ((first, "approve", ""), (second, "send_back", "The date is wrong.")):
        [task] = [task for task, job in case.awaiting() if job.id == job_id]
        answer = browser.post(
            f"/approvals/{task.id}",
            data={"digest": case.proposed(job_id), "decision": decision, "reason": reason},
        )
        assert answer.status_code == 303, answer.text
        case.world.settle(clock.now())
    assert answer.location.endswith("/approvals")
    assert [case.state(job_id) for job_id in (first, second)] == ["delivered", "in_work"]
    history = browser.get(f"/jobs/{second}").text
    assert "sent back by" in history
    assert "The date is wrong." in history
    assert "approvals.csv" in browser.get(f"/jobs/{first}").text


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"decision": "send_back"}, 422, "Say why"),
        ({"decision": "burn"}, 422, "Choose what you decide"),
        ({"digest": "f" * 64, "decision": "approve"}, 409, "Look at it again"),
        ({"digest": "no digest", "decision": "approve"}, 422, "SHA-256"),
    ],
)
def test_what_is_no_decision_is_said_and_nothing_is_decided(browser: Browser, case: Case, sent, status, said):
    job_id = case.job(APPROVE)
    answer = browser.post(
        f"/approvals/{case.awaiting()[0][0].id}", data={"digest": case.proposed(job_id)} | sent
    )
    assert answer.status_code == status
    assert said in answer.text
    assert decisions(case) == []


def test_several_are_approved_at_once_each_for_itself_and_the_changed_one_is_left(
    browser: Browser, case: Case
):
    jobs = [case.job(APPROVE, number=f"R-{number}") for number in range(3)]
    chosen = [f"{task.id}:{case.proposed(job.id)}" for task, job in case.awaiting()]
    chosen[1] = chosen[1][:-64] + "0" * 64
    assert "Choose at least one" in browser.post("/approvals", data={}).text
    answer = browser.post("/approvals", data={"chosen": chosen}, follow_redirects=True)
    assert "2 jobs are approved" in answer.text
    assert "1 left as it was" in answer.text
    case.world.settle(clock.now())
    assert sorted(case.state(job_id) for job_id in jobs) == ["delivered", "delivered", "on_hold"]
    assert decisions(case) == [("approve", case.approvers[0].name)] * 2


def test_a_submitter_sees_nothing_of_it(web, case: Case, world):
    case.job(APPROVE)
    task = case.awaiting()[0][0]
    browser = Browser.of(web, world.person("submitter", tenant=case.client, now=case.now))
    assert "waits for approval" not in browser.get("/portal").text
    for path in ("/approvals", f"/approvals/{task.id}", f"/approvals/{task.id}/files/0"):
        assert browser.get(path).status_code == 403
    assert browser.post(f"/approvals/{task.id}", data={}).status_code == 403


def test_who_approved_first_reads_that_the_second_is_for_somebody_else(browser: Browser, case: Case):
    case.job(SECOND)
    case.decide(0, case.awaiting(0)[0][0])
    listed = browser.get("/approvals").text
    assert "Nothing waits for you" in listed
    assert "1 more waits for somebody else" in listed
    page = browser.get(f"/approvals/{case.awaiting(1)[0][0].id}").text
    assert "somebody else of your company" in page
    assert 'value="approve"' not in page


def test_programs_decide_too_with_the_digest(web, case: Case):
    job_id = case.job(APPROVE)
    with unit_of_work(only(case.client.id)):
        _, text = identity.create_api_key(
            tenant_id=case.client.id,
            name="ERP",
            permissions=["job.approve"],
            expires_at=None,
            by=case.approvers[0].id,
            now=clock.now(),
        )
    client, headers = web.test_client(), {"Authorization": f"Bearer {text}"}
    [waiting] = client.get("/api/v1/approvals", headers=headers).json["approvals"]
    assert (waiting["job_id"], waiting["digest"]) == (str(job_id), case.proposed(job_id))
    assert client.get(f"/api/v1/approvals/{waiting['id']}", headers=headers).json == waiting
    path = f"/api/v1/approvals/{waiting['id']}/decision"
    for body, status in (
        ({"decision": "approve"}, 422),
        ({"decision": "approve", "digest": "0" * 64}, 409),
        ({"decision": "send_back", "digest": waiting["digest"]}, 422),
        ({"decision": "approve", "digest": waiting["digest"], "more": 1}, 422),
    ):
        answer = client.post(path, json=body, headers=headers)
        assert (answer.status_code, answer.content_type) == (status, "application/problem+json"), answer.json
    done = client.post(path, json={"decision": "approve", "digest": waiting["digest"]}, headers=headers)
    assert (done.status_code, done.json["decision"]) == (200, "approve")
    case.world.settle(clock.now())
    assert case.state(job_id) == "delivered"
    assert decisions(case) == [("approve", "API key ERP")]
    assert (
        client.post(
            path, json={"decision": "approve", "digest": waiting["digest"]}, headers=headers
        ).status_code
        == 409
    )


def test_who_approves_at_the_client_is_no_part_of_the_team(case: Case):
    case.job(APPROVE)
    [(task, _)] = case.awaiting()
    case.decide(0, task)
    with unit_of_work(only(case.client.id, actor=case.agents[0].id)):
        team = team_of([case.client.id], since=case.now - timedelta(days=1), now=case.now)
    assert [member.name for member in team.members] == [case.agents[0].name]
