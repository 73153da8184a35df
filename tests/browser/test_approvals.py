"""An approval in Chromium: by keyboard, in the portal and at the desk; axe finds nothing."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bpo.platform import clock
from tests.factories.hostile import good_pdf
from tests.integration.approvals.conftest import (  # noqa: F401 - the findings that a test calls for
    APPROVE,
    BANK,
    CALLED,
    Case,
    _findings_by_order_reference,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def case(world) -> Case:
    now = clock.now() - timedelta(hours=2)
    client = world.client("Alder Foods", now=now)
    return Case(
        world=world,
        client=client,
        agents=[world.person("agent", serves=[client], now=now) for _ in range(2)],
        approvers=[world.person("approver", tenant=client, now=now)],
        now=now,
    )


def sound(page: Page) -> None:
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def test_a_client_approves_and_sends_back_by_keyboard(case: Case, sign_in):
    files = [("invoice.pdf", "application/pdf", good_pdf(2))]
    jobs = []
    for number in range(3):
        made = case.world.to_person(case.client, now=case.later(), files=files)[0]
        case.work(0, APPROVE, number=f"R-{number}")
        jobs.append(made.job_id)
    page = sign_in(case.approvers[0].email)
    expect(page.get_by_text("3 jobs wait for approval")).to_be_visible()
    page.get_by_role("link", name=re.compile("To approve")).first.click()
    sound(page)
    page.keyboard.press("n")
    page.wait_for_url("**/approvals/*-*")
    sound(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("is approved.")).to_be_visible()
    page.keyboard.press("s")
    page.keyboard.type("The cost centre is missing.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("is sent back.")).to_be_visible()
    page.keyboard.press("l")
    page.wait_for_url("**/approvals")
    page.keyboard.press("x")
    expect(page.get_by_text("1 chosen")).to_be_visible()
    page.keyboard.press("Control+Enter")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Yes$")).click()
    expect(page.get_by_text("1 job is approved.")).to_be_visible()
    case.world.settle(clock.now())
    assert [case.state(job_id) for job_id in jobs] == ["delivered", "in_work", "delivered"]


def test_two_agents_call_back_by_keyboard(case: Case, sign_in):
    job_id = case.job(BANK, agent=0)
    first = sign_in(case.agents[0].email)
    first.keyboard.press("n")
    first.wait_for_url("**/step")
    sound(first)
    for path in ("called", "number", "day"):
        first.locator(f"[name={path}]").fill(CALLED[path])
    first.locator("[name=confirmed]").select_option("yes")
    first.keyboard.press("Control+Enter")
    expect(first.get_by_text(re.compile("Nothing else is waiting"))).to_be_visible()
    case.world.settle(clock.now())

    second = sign_in(case.agents[1].email)
    second.keyboard.press("n")
    second.wait_for_url("**/step")
    expect(second.get_by_text(CALLED["number"])).to_be_visible()
    sound(second)
    second.keyboard.press("b")
    second.keyboard.press("Escape")
    second.keyboard.press("Control+Enter")
    expect(second.get_by_text(re.compile("Nothing else is waiting"))).to_be_visible()
    case.world.settle(clock.now())
    assert case.state(job_id) == "delivered"
