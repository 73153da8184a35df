"""One job's page: questions, results, what the client may do, and what each reader may see."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from bpo.jobs.queries import documents_of, get_job
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import LeaseLost
from bpo.platform.scope import only
from bpo.sla.models import JobClock
from bpo.sla.queries import open_contests
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.factories.browser import Browser
from tests.factories.hostile import good_pdf
from tests.factories.world import Client, World
from tests.integration.delivery.finished import finish


@pytest.fixture
def alder(world: World) -> Client:
    return world.client("Alder", now=clock.now())


@pytest.fixture
def browser(web, world: World, alder: Client) -> Browser:
    return Browser.of(web, world.person("submitter", tenant=alder, now=clock.now()))


@pytest.fixture
def job(world: World, alder: Client):
    files = [("in voice.pdf", "application/pdf", good_pdf(2))]
    return world.job(alder, files=files, now=clock.now(), title="in voice.pdf")


def claim(world: World, alder: Client):
    """An agent takes the job after automation gave it up."""
    now = clock.now()
    agent = world.person("agent", serves=[alder], now=now)
    world.settle(now)
    with unit_of_work(only(alder.id)):
        return agent, workqueue.claim_next(agent=agent, now=now, draw=0.5)


def test_the_page_shows_document_promise_and_history(browser: Browser, job, alder: Client):
    page = browser.get(f"/jobs/{job.job_id}")
    assert page.status_code == 200
    assert "We received it" in page.text
    assert "in voice.pdf" in page.text
    image = re.search(r'href="(/documents/[^"]+/pages/1\.png)"', page.text)
    assert image
    drawn = browser.get(image.group(1))
    assert drawn.data.startswith(b"\x89PNG")
    assert drawn.headers["Cache-Control"].startswith("private")
    with unit_of_work(only(alder.id)):
        [document] = documents_of(alder.id, job.job_id)
    assert browser.get(f"/documents/{document.id}/pages/7.png").status_code == 404
    assert browser.get(f"/documents/{document.id}/pages/99999.png").status_code == 404
    assert len(browser.get(f"/documents/{document.id}/words.json").json["pages"]) == 2
    file = browser.get(f"/documents/{document.id}/file")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert (file.headers["X-Content-Type-Options"], file.data) == ("nosniff", good_pdf(2))


def test_a_question_is_answered_and_the_work_comes_back(browser: Browser, job, world: World, alder: Client):
    agent, taken = claim(world, alder)
    with unit_of_work(only(alder.id)):
        task = workqueue.claimed_task(
            tenant_id=alder.id, task_id=taken.task_id, fence=taken.fence, person_id=agent.id
        )
        workqueue.hold(
            task, person_id=agent.id, worker=agent.name, reason="question", owes="client",
            question="Which <b>cost centre</b>?", until=None, active_seconds=1, now=clock.now(),
        )  # fmt: skip
    world.follow(clock.now())
    home = browser.get("/portal").text
    assert "1 thing needs you" in home
    assert "Which &lt;b&gt;cost centre&lt;/b&gt;?" in home
    assert "Which &lt;b&gt;" in browser.get("/news").text
    page = browser.get(f"/jobs/{job.job_id}").text
    assert "Waiting for you" in page
    action = re.search(r'action="(/jobs/[^"]+/answer)"', page)
    assert action
    done = browser.post(action.group(1), data={"answer": "4210"}, follow_redirects=True)
    assert done.status_code == 200
    assert "4210" in browser.get(f"/jobs/{job.job_id}").text
    with unit_of_work(only(alder.id)):
        assert db.session.scalars(select(Task.state).where(Task.id == taken.task_id)).one() == "queued"
    assert browser.post("/news/read").status_code == 303
    assert "No news" in browser.get("/news").text


def test_a_result_is_downloaded_sent_back_with_a_reason_and_accepted(
    browser: Browser, job, world: World, alder: Client
):
    path = f"/jobs/{job.job_id}"
    finish(world, alder, job.job_id)
    page = browser.get(path).text
    files = re.findall(r'href="(/results/[^"]+)"', page)
    assert len(files) >= 4
    for file in files:
        answer = browser.get(file)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Cache-Control"] == "no-store"
    short = browser.post(f"{path}/return", data={"reason": " "})
    assert short.status_code == 422
    assert "Say what is wrong" in short.text
    back = browser.post(f"{path}/return", data={"reason": "The date is\u202e wrong."}, follow_redirects=True)
    assert "The date is wrong." in back.text
    world.settle(clock.now())
    assert "We are working on it again" in browser.get(path).text
    finish_again(world, alder)
    assert "version 2" in browser.get(path).text
    done = browser.post(f"{path}/accept", follow_redirects=True)
    assert "is accepted" in done.text
    assert browser.post(f"{path}/accept").status_code == 409
    assert browser.post(f"{path}/return", data={"reason": "too late"}).status_code == 409


def finish_again(world: World, alder: Client) -> None:
    """Whoever did it does the rework."""
    from bpo.workqueue.models import Attempt
    from tests.integration.test_chain import GOOD

    now = clock.now() + timedelta(minutes=1)
    with unit_of_work(only(alder.id)):
        person_id = db.session.scalars(
            select(Attempt.person_id).where(Attempt.person_id.is_not(None))
        ).first()
    assert person_id
    agent = world.caller(person_id, now=now)
    with unit_of_work(only(alder.id)):
        taken = workqueue.claim_next(agent=agent, now=now, draw=0.5)
    with unit_of_work(only(alder.id)):
        workqueue.submit(
            agent=agent, tenant_id=alder.id, task_id=taken.task_id, fence=taken.fence,
            record=GOOD | {"issue_date": "2026-10-02"},
            confirmed=dict.fromkeys(("SELLER_TAX_ID_MISSING", "FIELD_MISSING"), "as printed"),
            active_seconds=1, now=now,
        )  # fmt: skip
    world.settle(now)


def test_all_that_is_ready_is_accepted_at_once_but_nothing_unseen(
    browser: Browser, job, world: World, alder: Client
):
    finish(world, alder, job.job_id)
    home = browser.get("/portal").text
    assert "1 result is ready to accept" in home
    early = (clock.now() - timedelta(hours=1)).isoformat()
    browser.post("/jobs/accept", data={"seen_at": early})
    with unit_of_work(only(alder.id)):
        assert get_job([alder.id], job.job_id).state == "delivered"
    later = (clock.now() + timedelta(minutes=1)).isoformat()
    assert (
        "1 result accepted"
        in browser.post("/jobs/accept", data={"seen_at": later}, follow_redirects=True).text
    )
    assert browser.post("/jobs/accept", data={"seen_at": "x"}).status_code == 422


def test_a_cancelled_job_ends_all_its_work(browser: Browser, job, world: World, alder: Client):
    agent, taken = claim(world, alder)
    path = f"/jobs/{job.job_id}"
    done = browser.post(f"{path}/cancel", data={"cancel_reason": "ordered twice"}, follow_redirects=True)
    assert "Cancelled: ordered twice" in done.text
    with unit_of_work(only(alder.id)):
        assert {task.state for task in db.session.scalars(select(Task))} == {"done", "cancelled"}
        assert get_job([alder.id], job.job_id).finished_at is not None
        timer = db.session.scalars(select(JobClock)).one()
        assert (timer.finished_at is not None, timer.next_at) == (True, None)
    with pytest.raises(LeaseLost), unit_of_work(only(alder.id)):
        workqueue.claimed_task(
            tenant_id=alder.id, task_id=taken.task_id, fence=taken.fence, person_id=agent.id
        )
    assert browser.post(f"{path}/cancel").status_code == 409
    world.settle(clock.now())


def test_a_job_cancelled_before_anybody_began_never_starts(
    browser: Browser, job, world: World, alder: Client
):
    browser.get("/portal")
    assert browser.post(f"/jobs/{job.job_id}/cancel").status_code == 303
    world.settle(clock.now())
    with unit_of_work(only(alder.id)):
        assert db.session.scalars(select(Task)).all() == []
        assert get_job([alder.id], job.job_id).state == "cancelled"


def test_another_priority_is_another_promise_for_job_and_tasks(
    browser: Browser, job, world: World, alder: Client
):
    world.settle(clock.now())
    with unit_of_work(only(alder.id)):
        before = get_job([alder.id], job.job_id).due_at
    done = browser.post(f"/jobs/{job.job_id}/priority", data={"priority": "urgent"}, follow_redirects=True)
    assert "Priority now urgent" in done.text
    with unit_of_work(only(alder.id)):
        changed = get_job([alder.id], job.job_id)
        assert changed.due_at < before
        [task] = db.session.scalars(select(Task).where(Task.state == "queued"))
        assert (task.priority, task.due_at) == (0, changed.due_at)
    assert browser.post(f"/jobs/{job.job_id}/priority", data={"priority": "asap"}).status_code == 422
    assert browser.post(f"/jobs/{job.job_id}/priority", data={}).status_code == 422


def test_staff_see_the_jobs_of_the_clients_they_serve_only(web, job, world: World, alder: Client):
    now = clock.now()
    leading = Browser.of(web, world.person("team_lead", serves=[alder], now=now))
    assert leading.get(f"/jobs/{job.job_id}").status_code == 200
    serving = Browser.of(web, world.person("agent", serves=[alder], now=now))
    assert serving.get(f"/jobs/{job.job_id}").status_code == 404  # under way: seen at the desk alone
    assert serving.get("/jobs").status_code == 200
    assert serving.get("/portal").status_code == 302
    assert serving.get("/news").status_code == 404
    assert serving.post(f"/jobs/{job.job_id}/cancel").status_code == 403
    elsewhere = Browser.of(web, world.person("agent", serves=[world.client("Birch", now=now)], now=now))
    for suffix in ("", "/standing"):
        assert elsewhere.get(f"/jobs/{job.job_id}{suffix}").status_code == 404
    with unit_of_work(only(alder.id)):
        [document] = documents_of(alder.id, job.job_id)
    for suffix in ("pages/0.png", "words.json", "file"):
        assert elsewhere.get(f"/documents/{document.id}/{suffix}").status_code == 404


def test_the_results_of_a_batch_come_as_one_zip_with_a_manifest(
    browser: Browser, world: World, alder: Client
):
    from bpo.catalog.registry import work_type
    from bpo.jobs import service as jobs
    from tests.factories.world import INVOICES

    now = clock.now()
    put = world.house.extensions["storage"].of(alder.id).put
    with unit_of_work(only(alder.id)):
        kind = work_type(INVOICES)
        batch = jobs.open_batch(
            tenant_id=alder.id, work_type=kind, name="b", source="portal", created_by=None, now=now
        )
        file = jobs.HandedIn(name="a.pdf", media_type="application/pdf", stored=put(good_pdf(1)))
        [made] = jobs.submit(
            tenant_id=alder.id, work_type=kind, submissions=[jobs.Submission(title="a.pdf", files=(file,))],
            batch_id=batch.id, source="portal", by_id=None, by_name="a test", now=now,
        )  # fmt: skip
    assert browser.get(f"/batches/{batch.id}/results.zip").status_code == 409
    finish(world, alder, made.job_id)
    answer = browser.get(f"/batches/{batch.id}/results.zip")
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert "manifest.json" in names
    assert all(name == "manifest.json" or name.startswith(f"{made.reference}/") for name in names)


def test_a_wait_is_contested_in_the_portal_and_decided_by_the_account_manager(world, web):
    now = clock.now()
    client, other = world.client(now=now), world.client(now=now)
    agent = world.person("agent", serves=[client], now=now)
    [job] = world.to_person(client, now=now)
    with unit_of_work(only(client.id)):
        claim = workqueue.claim_next(agent=agent, now=now, draw=0.5)
        task = workqueue.claimed_task(
            tenant_id=client.id, task_id=claim.task_id, fence=claim.fence, person_id=agent.id, now=now
        )
        hold = workqueue.hold(
            task, person_id=agent.id, worker=agent.name, reason="question", owes="client",
            question="Which cost centre?", until=None, active_seconds=1, now=now,
        )  # fmt: skip
        hold_id = hold.id
    user = Browser.of(web, world.person("submitter", tenant=client, now=now))
    manager = Browser.of(web, world.person("account_manager", serves=[client], now=now))
    stranger = Browser.of(web, world.person("account_manager", serves=[other], now=now))
    page, path = f"/jobs/{job.job_id}", f"/jobs/holds/{hold_id}/contest"
    assert "Contest this wait" in user.get(page).text
    assert "Contest this wait" not in manager.get(page).text
    assert user.post(path, {"contest_reason": ""}).status_code == 422
    assert manager.post(path, {"contest_reason": "no"}).status_code == 403
    assert user.post(path, {"contest_reason": "It stands on page two."}).status_code == 303
    world.follow(clock.now())
    notices = manager.get("/notices").text
    assert "A hold is contested" in notices
    assert f'href="{page}#h-stopped"' in notices, "the way to the decision"
    assert f'href="{page}#h-stopped"' in manager.get(f"/accounts/jobs/{job.job_id}").text
    with unit_of_work(only(client.id)):
        [contest] = open_contests([client.id])
        decide = f"/jobs/contests/{contest.id}/decide"
    assert stranger.post(decide, {"decision": "uphold", "contest_answer": "x y z"}).status_code == 404
    assert user.post(decide, {"decision": "uphold", "contest_answer": "x y z"}).status_code == 403
    assert manager.post(decide, {"decision": "uphold", "contest_answer": ""}).status_code == 422
    said = {"decision": "uphold", "contest_answer": "We had overlooked it."}
    assert manager.post(decide, said).status_code == 303
    assert "Upheld, the wait was ours" in user.get(page).text
    timeline = manager.get(f"/accounts/jobs/{job.job_id}").text
    assert "The clock stated anew" in timeline
    assert "We had overlooked it." in timeline
    assert "Our own targets" in timeline
    assert "Our own targets" not in user.get(f"/accounts/jobs/{job.job_id}").text


def test_an_accepted_result_is_disputed_in_the_portal_and_decided_by_the_account_manager(
    browser: Browser, job, world: World, alder: Client, web
):
    manager = Browser.of(web, world.person("account_manager", serves=[alder], now=clock.now()))
    stranger = Browser.of(
        web, world.person("account_manager", serves=[world.client("Other")], now=clock.now())
    )
    finish(world, alder, job.job_id)
    page = f"/jobs/{job.job_id}"
    assert "Dispute the result" not in browser.get(page).text, "it can be sent back"
    assert browser.post(f"{page}/dispute", data={"reason": "The date is wrong."}).status_code == 409
    browser.post(f"{page}/accept")
    assert "Dispute the result" in browser.get(page).text
    assert browser.post(f"{page}/dispute", data={"reason": " "}).status_code == 422
    assert browser.post(f"{page}/dispute", data={"reason": "The date is wrong."}).status_code == 303
    assert browser.post(f"{page}/dispute", data={"reason": "Once more."}).status_code == 409
    world.follow(clock.now())
    notices = manager.get("/notices").text
    assert "A result is disputed: The date is wrong." in notices
    assert f'href="{page}#h-disputes"' in notices
    form = re.search(r'action="(/jobs/disputes/[^"]+/decide)"', manager.get(page).text)
    assert form
    said = {"decision": "dismiss", "dispute_answer": "It is that of the page."}
    assert stranger.post(form.group(1), data=said).status_code == 404
    assert browser.post(form.group(1), data=said).status_code == 403
    assert manager.post(form.group(1), data=said | {"dispute_answer": ""}).status_code == 422
    assert manager.post(form.group(1), data=said).status_code == 303
    world.follow(clock.now())
    assert "It is that of the page." in browser.get(page).text
    assert "the result stands" in browser.get("/news").text
