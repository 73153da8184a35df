"""A contract from draft to force in Chromium, by both sides; a wait contested; axe finds nothing, wide or narrow."""

import pytest
from playwright.sync_api import expect

from bpo.platform import clock
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from bpo.workqueue import service as workqueue
from tests.browser.looking import press, sound
from tests.factories.world import Client, World


@pytest.fixture
def alder(world: World) -> Client:
    return world.client("Alder Foods", now=clock.now())


def test_a_contract_is_drafted_weighed_and_agreed_by_both(world: World, alder: Client, sign_in):
    now = clock.now()
    world.jobs(alder, 3, now=now)
    manager = sign_in(world.person("account_manager", serves=[alder], now=now).email)
    client = sign_in(world.person("approver", tenant=alder, now=now).email)
    manager.goto(f"/admin/clients/{alder.id}/contract")
    sound(manager, "versions")
    manager.get_by_role("link", name="New version").click()
    manager.get_by_label("Jobs that are open then").select_option("all")
    manager.get_by_label("What changes, and why").fill("Normal work within two hours.")
    manager.locator("#f-invoice_processing-normal").fill("2 h")
    manager.locator("#f-at_risk").fill("10")
    sound(manager, "draft")
    manager.get_by_role("button", name="Keep as a draft").focus()
    press(manager, "Enter")
    expect(manager.get_by_role("heading", name="What it would do")).to_be_visible()
    expect(manager.get_by_role("table", name="The first jobs that would move")).to_contain_text("C01-000001")
    sound(manager, "effect")
    manager.get_by_role("button", name="Lay before the client").click()
    manager.locator("#confirm-dialog button.btn-main").click()
    with manager.expect_navigation():
        manager.get_by_role("button", name="Confirm for us").click()
    client.goto("/contract")
    sound(client, "agreements")
    client.get_by_role("link", name="Read and confirm").click()
    expect(client.get_by_text("Normal work within two hours.")).to_be_visible()
    sound(client, "agreement")
    client.get_by_role("button", name="Confirm").click()
    client.locator("#confirm-dialog button.btn-main").click()
    expect(client.get_by_text("is agreed. Thank you.")).to_be_visible()
    manager.reload()
    expect(manager.get_by_text("In force", exact=True)).to_be_visible()


def test_a_wait_is_contested_and_the_clock_stated_anew(world: World, alder: Client, sign_in):
    now = clock.now()
    agent = world.person("agent", serves=[alder], now=now)
    [job] = world.to_person(alder, now=now)
    with unit_of_work(only(alder.id)):
        claim = workqueue.claim_next(agent=agent, now=now, draw=0.5)
        task = workqueue.claimed_task(
            tenant_id=alder.id, task_id=claim.task_id, fence=claim.fence, person_id=agent.id, now=now
        )
        workqueue.hold(
            task,
            person_id=agent.id,
            worker=agent.name,
            reason="question",
            owes="client",
            question="Which cost centre?",
            until=None,
            active_seconds=1,
            now=now,
        )
    client = sign_in(world.person("submitter", tenant=alder, now=now).email)
    manager = sign_in(world.person("account_manager", serves=[alder], now=now).email)
    client.goto(f"/jobs/{job.job_id}")
    client.get_by_text("Contest this wait").click()
    client.get_by_label("Why it is not yours").fill("It stands on page two.")
    sound(client, "contest")
    client.get_by_role("button", name="Contest", exact=True).click()
    expect(client.get_by_text("Your account manager decides.")).to_be_visible()
    manager.goto(f"/jobs/{job.job_id}")
    manager.get_by_label("Why", exact=True).fill("We had overlooked it.")
    sound(manager, "decide")
    with manager.expect_navigation():
        manager.get_by_role("button", name="Uphold").click()
    manager.goto(f"/accounts/jobs/{job.job_id}")
    expect(manager.get_by_role("heading", name="The clock stated anew")).to_be_visible()
    sound(manager, "timeline")
