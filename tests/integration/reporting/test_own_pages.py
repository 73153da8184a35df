"""The client's, the agent's and the programs' figures: their own, and nothing of anybody else's."""

from decimal import Decimal

import pytest

from bpo.identity import service as identity
from bpo.platform import clock
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from tests.factories.browser import Browser
from tests.integration.delivery.finished import finish


@pytest.fixture
def two(world):
    """Two clients, each with one job that was delivered and one that is open."""
    clients = [world.client("Alder Foods", now=clock.now()), world.client("Brook Retail", now=clock.now())]
    for number, client in enumerate(clients):
        for _ in range(number + 1):
            [job] = world.to_person(client, now=clock.now())
            finish(world, client, job.job_id)
        world.to_person(client, 3 * number + 1, now=clock.now())
    return clients


def test_a_client_sees_its_own_figures_and_their_jobs_and_no_others(two, world, web):
    mine, foreign = two
    manager = Browser.of(web, world.person("approver", tenant=mine))
    page = manager.get("/service").text
    assert "What we promised, and what we kept" in page
    assert "Brook" not in page
    assert "Cost a job" not in page
    assert "Handle time" not in page
    for which, count in (("open", 1), ("delivered", 1), ("received", 2), ("aged", 1)):
        shown = manager.get(f"/service/jobs?which={which}")
        assert shown.status_code == 200
        assert shown.text.count(f"{mine.code}-") == count, which
        assert f"{foreign.code}-" not in shown.text
    assert manager.get("/service/jobs?which=straight").status_code == 404
    for name in ("levels", "days", "hours", "times", "holds"):
        assert manager.get(f"/service/tables/{name}.csv").status_code == 200
    assert manager.get("/service/tables/handle.csv").status_code == 404
    assert manager.get(f"/accounts/{mine.id}").status_code == 403
    submitter = Browser.of(web, world.person("submitter", tenant=mine), address="192.0.2.8")
    assert submitter.get("/service").status_code == 403


def test_an_account_manager_gets_figures_of_her_clients_only_by_every_path(two, world, web):
    mine, foreign = two
    manager = Browser.of(web, world.person("account_manager", serves=[mine]))
    for path in (
        "",
        "/jobs?which=open",
        "/tables/summary.csv",
        "/tables/all.xlsx",
        "?period=2026-11",
        "?period=7",
    ):
        assert manager.get(f"/accounts/{mine.id}{path}").status_code == 200, path
        assert manager.get(f"/accounts/{foreign.id}{path}").status_code == 404, path
    assert "Brook" not in manager.get("/accounts").text
    assert manager.get(f"/accounts/{mine.id}?period=1").status_code == 404
    assert manager.get("/service").status_code == 403
    summary = manager.get(f"/accounts/{mine.id}/tables/summary.csv").text
    assert "Right first time,100.0,1,1," in summary


def test_programs_read_the_same_figures(two, world, web):
    mine, _ = two
    person = world.person("approver", tenant=mine)
    with unit_of_work(only(mine.id)):
        _, text = identity.create_api_key(
            tenant_id=mine.id,
            name="figures",
            permissions=["figures.view"],
            by=person.id,
            expires_at=None,
            now=clock.now(),
        )
    key = {"Authorization": f"Bearer {text}"}
    told = web.test_client().get("/api/v1/figures", headers=key).get_json()
    assert (told["delivered"], told["received"], told["open"]) == (1, 2, 1)
    assert told["first_pass"] == {"part": 1, "whole": 1, "value": 1.0}
    assert [Decimal(level["expected"]) for level in told["levels"]] == [Decimal(98)]
    assert told["quality"] is None
    assert web.test_client().get("/api/v1/figures?period=5", headers=key).status_code == 422


def test_an_agent_sees_what_they_did_and_nothing_of_a_colleague(world, web):
    client = world.client("Alder Foods", now=clock.now())
    [job] = world.to_person(client, now=clock.now())
    finish(world, client, job.job_id)
    idle = Browser.of(web, world.person("agent", serves=[client]))
    page = idle.get("/work/figures").text
    assert "My figures" in page
    assert "What reviews found this month" in page
    assert 'href="/feedback"' in page
    manager = Browser.of(web, world.person("account_manager", serves=[client]), address="192.0.2.8")
    assert manager.get("/work/figures").status_code == 403
