"""Assignments and certifications: who sees a client and may do its work, until when."""

from datetime import UTC, datetime, timedelta

import pytest

from bpo.platform.db import unit_of_work
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.ids import new_id
from bpo.platform.scope import everyone
from bpo.workforce import queries, service

LOOKING = everyone(reason="tests look")
KIND = "invoice_processing"
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture
def company(world):
    return world.client()


@pytest.fixture
def agent(world):
    return world.person("agent")


def eligible(agent, at=NOW):
    with unit_of_work(LOOKING):
        return [(one.tenant_id, one.activity) for one in queries.eligible(agent.id, at)]


def assign(company, agent, expires_at=None):
    with unit_of_work(LOOKING):
        service.assign(tenant_id=company.id, person_id=agent.id, expires_at=expires_at, now=NOW)


def certify(company, agent, *, activity="work", expires_at=None, work_type=KIND, now=NOW):
    with unit_of_work(LOOKING):
        return service.certify(
            tenant_id=company.id,
            person_id=agent.id,
            work_type=work_type,
            activity=activity,
            expires_at=expires_at,
            now=now,
        )


def test_it_takes_both_and_each_ends_on_its_day(company, agent):
    assign(company, agent, NOW + 2 * DAY)
    assert eligible(agent) == []
    certify(company, agent, expires_at=NOW + DAY)
    certify(company, agent, activity="review")
    assert eligible(agent) == [(company.id, "review"), (company.id, "work")]
    assert eligible(agent, NOW + DAY) == [(company.id, "review")]
    assert eligible(agent, NOW + 2 * DAY) == []


def test_assigned_again_the_new_end_counts(company, agent):
    assign(company, agent, NOW + DAY)
    certify(company, agent)
    assign(company, agent)
    assert eligible(agent, NOW + 400 * DAY) == [(company.id, "work")]


def test_an_ended_assignment_hides_the_client_from_the_next_request(world, company, agent):
    assign(company, agent)
    assert world.caller(agent.id, now=NOW).tenants == (company.id,)
    with unit_of_work(LOOKING):
        service.release(tenant_id=company.id, person_id=agent.id, now=NOW)
    assert world.caller(agent.id, now=NOW).tenants == ()


def test_certified_only_for_what_there_is_and_whom_one_serves(world, company, agent):
    with pytest.raises(Conflict, match="Assign them first"):
        certify(company, agent)
    assign(company, agent)
    for wrong in ({"work_type": "alchemy"}, {"activity": "play"}, {"expires_at": NOW}):
        with pytest.raises(Invalid):
            certify(company, agent, **wrong)
    user = world.person("submitter", tenant=company)
    with pytest.raises(NotFound):
        assign(company, user)


def test_pages_assign_certify_and_end(world, company, agent, browser):
    boss = browser()
    boss.sign_in(world.person("administrator").email)
    page = f"/admin/staff/{agent.id}"
    form = {"tenant_id": str(company.id), "expires_on": ""}
    assert boss.post(f"{page}/assignments", form, page=page).status_code == 302
    past = boss.post(f"{page}/assignments", form | {"expires_on": "2020-01-01"}, page=page)
    assert past.status_code == 422
    assert "in the future" in past.text
    unknown = boss.post(f"{page}/assignments", form | {"tenant_id": str(new_id())}, page=page)
    assert unknown.status_code == 404
    form |= {"work_type": KIND, "activity": "work"}
    assert boss.post(f"{page}/certifications", form, page=page).status_code == 302
    later = datetime.now(UTC) + timedelta(seconds=1)
    assert eligible(agent, later) == [(company.id, "work")]
    with unit_of_work(LOOKING):
        [certification] = queries.certifications(person_id=agent.id)
    end = f"{page}/certifications/{company.id}/{certification.id}/end"
    assert boss.post(end, page=page).status_code == 302
    assert eligible(agent, later) == []
    assert boss.post(f"{page}/assignments/{company.id}/end", page=page).status_code == 302
    assert "Ended" in boss.get(page).text
    assert boss.get(f"/admin/staff/{new_id()}").status_code == 404
