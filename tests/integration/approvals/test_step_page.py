"""Our own pages of steps in which the record is read and not changed."""

import re

from sqlalchemy import select

from bpo.approvals.models import StepNote
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from tests.factories.desk import Desk
from tests.integration.approvals.conftest import BANK, CALLED, Case
from tests.integration.approvals.test_pages import case  # noqa: F401 - a case on the real clock


def notes(case: Case) -> list[dict[str, object]]:  # noqa: F811
    with unit_of_work(only(case.client.id)):
        return [note.values for note in db.session.scalars(select(StepNote).order_by(StepNote.id))]


def taken(desk: Desk) -> tuple[str, str, str]:
    """The next task's page: its address, its fence, its text."""
    answer = desk.post("/work/next")
    assert answer.status_code == 303, answer.text
    page = desk.client.get(answer.location, follow_redirects=True)
    fence = re.search(r'name="_lease" value="(\d+)"', page.text)
    assert fence, page.text[:3000]
    return page.request.path, fence[1], page.text


def test_a_call_is_noted_and_confirmed_by_another(web, case: Case):  # noqa: F811
    job_id = case.job(BANK, agent=0)
    caller = Desk(web.test_client(), case.agents[0], address="192.0.2.51")
    path, fence, page = taken(caller)
    assert path.endswith("/step")
    assert "Number you called" in page
    assert "it is not changed in this step" in page
    assert "Never from this invoice" in page

    unfilled = caller.post(path, {"_lease": fence, **CALLED, "number": ""})
    assert unfilled.status_code == 422
    assert "Fill this in." in unfilled.text
    assert 'value="Ms Hart, accounts"' in unfilled.text
    assert caller.post(path, {"_lease": fence, **CALLED, "day": "13.13.2026"}).status_code == 422
    assert caller.post(path, {"_lease": fence, **CALLED, "seller": "me"}).status_code == 422
    assert notes(case) == []
    done = caller.post(path, {"_lease": fence, **CALLED, "day": "06.10.2026"})
    assert done.status_code == 303, done.text
    assert notes(case) == [CALLED | {"remarks": None}]
    assert caller.post(path, {"_lease": fence, **CALLED}).status_code == 409

    other = Desk(web.test_client(), case.agents[1], address="192.0.2.52")
    path, fence, page = taken(other)
    assert "Call back: done by" in page
    assert CALLED["number"] in page
    digest = re.search(r'name="step.digest" value="([0-9a-f]{64})"', page)
    assert digest
    sent = {"_lease": fence, "step.digest": digest[1]}
    assert other.post(path, sent | {"step.decision": "send_back"}).status_code == 422
    assert other.post(path, sent | {"step.decision": "reject", "step.reason": "no"}).status_code == 422
    changed = other.post(path, sent | {"step.decision": "approve", "step.digest": "0" * 64})
    assert changed.status_code == 409
    assert "Look at it again" in changed.text
    assert other.post(path + "-next", sent | {"step.decision": "approve"}).status_code == 303
    case.world.settle(clock.now())
    assert case.open_steps(job_id) == []


def test_the_pages_are_for_these_steps_and_their_holders_only(web, case: Case):  # noqa: F811
    made = case.world.to_person(case.client, now=case.later())[0]
    agent = Desk(web.test_client(), case.agents[0], address="192.0.2.53")
    work, _ = agent.next()
    assert agent.get(f"{work}/step").status_code == 404
    other = Desk(web.test_client(), case.agents[1], address="192.0.2.54")
    assert other.get(f"{work}/step").status_code == 404
    assert made
