"""A contract from draft to force in Chromium, by both sides; a wait contested; axe finds nothing, wide or narrow."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bpo.platform import clock
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from bpo.workqueue import service as workqueue
from tests.factories.world import Client, World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def is_clean(page: Page, name: str) -> None:
    """axe finds nothing, and nothing is wider than a phone; `SHOTS` names a folder for pictures."""
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        # as high as the page, so that nothing lies half under a bar that stays in place
        height = page.evaluate("document.documentElement.scrollHeight") + 100
        page.set_viewport_size({"width": width, "height": height})
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width}"
        for scheme in ("light", "dark") if os.environ.get("SHOTS") else ():
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=f"{os.environ['SHOTS']}/{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})


@pytest.fixture
def alder(world: World) -> Client:
    return world.client("Alder Foods", now=clock.now())


def test_a_contract_is_drafted_weighed_and_agreed_by_both(world: World, alder: Client, sign_in):
    now = clock.now()
    world.jobs(alder, 3, now=now)
    manager = sign_in(world.person("account_manager", serves=[alder], now=now).email)
    client = sign_in(world.person("approver", tenant=alder, now=now).email)
    manager.goto(f"/admin/clients/{alder.id}/contract")
    is_clean(manager, "versions")
    manager.get_by_role("link", name="New version").click()
    manager.get_by_label("Jobs that are open then").select_option("all")
    manager.get_by_label("What changes, and why").fill("Normal work within two hours.")
    manager.locator("#f-invoice_processing-normal").fill("2 h")
    manager.locator("#f-at_risk").fill("10")
    is_clean(manager, "draft")
    manager.get_by_role("button", name="Keep as a draft").focus()
    manager.keyboard.press("Enter")
    expect(manager.get_by_role("heading", name="What it would do")).to_be_visible()
    expect(manager.get_by_role("table", name="The first jobs that would move")).to_contain_text("C01-000001")
    is_clean(manager, "effect")
    manager.get_by_role("button", name="Lay before the client").click()
    manager.locator("#confirm-dialog button.btn-main").click()
    manager.get_by_role("button", name="Confirm for us").click()
    client.goto("/contract")
    is_clean(client, "agreements")
    client.get_by_role("link", name="Read and confirm").click()
    expect(client.get_by_text("Normal work within two hours.")).to_be_visible()
    is_clean(client, "agreement")
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
    is_clean(client, "contest")
    client.get_by_role("button", name="Contest", exact=True).click()
    expect(client.get_by_text("Your account manager decides.")).to_be_visible()
    manager.goto(f"/jobs/{job.job_id}")
    manager.get_by_label("Why", exact=True).fill("We had overlooked it.")
    is_clean(manager, "decide")
    manager.get_by_role("button", name="Uphold").click()
    manager.goto(f"/accounts/jobs/{job.job_id}")
    expect(manager.get_by_role("heading", name="The clock stated anew")).to_be_visible()
    is_clean(manager, "timeline")
