"""An approval in Chromium: by keyboard, in the portal and at the desk; axe finds nothing."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from bpo.platform import clock
from tests.browser.looking import press, sound
from tests.factories.hostile import good_pdf
from tests.integration.approvals.conftest import (  # noqa: F401 - the findings that a test calls for
    APPROVE,
    BANK,
    CALLED,
    Case,
    _findings_by_order_reference,
)


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
    page.wait_for_url("**/approvals")
    sound(page, "approvals")
    press(page, "n")
    page.wait_for_url("**/approvals/*-*")
    sound(page, "approval")
    press(page, "Control+Enter")
    expect(page.get_by_text("is approved.")).to_be_visible()
    press(page, "s")
    page.keyboard.type("The cost centre is missing.")
    press(page, "Tab")
    press(page, "Enter")
    expect(page.get_by_text("is sent back.")).to_be_visible()
    press(page, "l")
    page.wait_for_url("**/approvals")
    press(page, "x")
    expect(page.get_by_text("1 chosen")).to_be_visible()
    press(page, "Control+Enter")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Yes$")).click()
    expect(page.get_by_text("1 job is approved.")).to_be_visible()
    case.world.settle(clock.now())
    assert [case.state(job_id) for job_id in jobs] == ["delivered", "in_work", "delivered"]


def test_two_agents_call_back_by_keyboard(case: Case, sign_in):
    job_id = case.job(BANK, agent=0)
    first = sign_in(case.agents[0].email)
    press(first, "n")
    first.wait_for_url("**/step")
    sound(first, "call-back")
    for path in ("called", "number", "day"):
        first.locator(f"[name={path}]").fill(CALLED[path])
    first.locator("[name=confirmed]").select_option("yes")
    press(first, "Control+Enter")
    expect(first.get_by_text(re.compile("Nothing else is waiting"))).to_be_visible()
    case.world.settle(clock.now())

    second = sign_in(case.agents[1].email)
    press(second, "n")
    second.wait_for_url("**/step")
    expect(second.get_by_text(CALLED["number"])).to_be_visible()
    sound(second, "call-confirmed")
    press(second, "b")
    press(second, "Escape")
    press(second, "Control+Enter")
    expect(second.get_by_text(re.compile("Nothing else is waiting"))).to_be_visible()
    case.world.settle(clock.now())
    assert case.state(job_id) == "delivered"
