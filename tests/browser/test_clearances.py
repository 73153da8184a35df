"""Who sees confidential work, in Chromium: cleared by keyboard, secrets shown for a reason, and all written down."""

import pytest
from playwright.sync_api import expect

from bpo.catalog.registry import work_type
from bpo.jobs.queries import get_job
from bpo.jobs.service import keep_record
from bpo.platform import clock
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from tests.browser.looking import press, sound
from tests.factories.offered import offered
from tests.factories.world import INVOICES, World
from tests.integration.masters.test_lists import Clerk

IBAN = "DE89370400440532013000"


@pytest.fixture
def _confidential():
    form = work_type(INVOICES).form
    fields = tuple(
        field if field.path != "iban" else type(field)(path="iban", label="IBAN", secret=True)
        for field in form.fields
    )
    with offered(INVOICES, confidential=True, form=type(form)(fields=fields, tables=form.tables)):
        yield


@pytest.mark.usefixtures("_confidential")
def test_people_are_cleared_by_keyboard_and_all_that_is_shown_is_written_down(world: World, sign_in):
    now = clock.now()
    client = world.client("Alder Foods", now=now)
    manager = world.person("approver", tenant=client, now=now)
    clerk = world.person("submitter", tenant=client, now=now)
    lead = world.person("team_lead", serves=[client], now=now)
    agent = world.person("agent", serves=[client], now=now)

    page = sign_in(manager.email)
    page.goto("/clearances")
    expect(page.get_by_text("Nobody was cleared, or shown what is hidden, yet.")).to_be_visible()
    sound(page, "client-none")
    page.get_by_role("button", name=f"Clear {clerk.name} for Invoice processing").focus()
    press(page, "Enter")
    expect(page.get_by_text(f"{clerk.name} sees")).to_be_visible()
    page.get_by_role("button", name=f"Clear {manager.name} for Invoice processing").focus()
    press(page, "Enter")
    expect(
        page.get_by_role("button", name=f"Take away from {manager.name}: Invoice processing")
    ).to_be_visible()
    expect(page.get_by_text(f"{clerk.name} cleared by {manager.name}")).to_be_visible()
    sound(page, "client-some")

    desk = sign_in(lead.email)
    desk.goto("/confidential")
    sound(desk, "staff-clients")
    desk.get_by_role("link", name="Alder Foods").first.click()
    expect(desk.get_by_text("A colleague clears you").first).to_be_visible()
    desk.get_by_role("button", name=f"Clear {agent.name} for Invoice processing").focus()
    press(desk, "Enter")
    expect(desk.get_by_text(f"{agent.name} cleared by {lead.name}")).to_be_visible()
    sound(desk, "staff-one")

    (made,) = world.jobs(client, 1, now=now)
    record = {"number": "R-1", "iban": IBAN}
    with unit_of_work(only(client.id)):
        job = get_job([client.id], made.job_id)
        keep_record(
            job, record, (), work_type(INVOICES), confirmed={}, now=now, actor_id=None, actor_name="Ann"
        )
    page.goto(f"/jobs/{made.job_id}")
    sound(page, "job-hidden")
    expect(page.get_by_text(IBAN)).to_have_count(0)
    page.get_by_text("Show what is hidden").focus()
    press(page, "Enter")
    press(page, "Tab")
    page.keyboard.type("The bank called.")
    sound(page, "job-asked")
    press(page, "Enter")
    expect(page.get_by_text(IBAN).first).to_be_visible()
    sound(page, "job-shown")
    page.goto("/clearances")
    expect(page.get_by_role("link", name="The bank called.")).to_be_visible()
    page.get_by_role("button", name=f"Take away from {clerk.name}: Invoice processing").focus()
    press(page, "Enter")
    expect(page.get_by_text(f"{clerk.name} no longer cleared")).to_be_visible()
    sound(page, "client-log")


def test_accounts_of_a_list_are_shown_for_a_reason_and_written_down(world: World, sign_in):
    client = world.client("Alder Foods", now=clock.now())
    clerk = Clerk(world, client)
    clerk.import_(f"vendor_id;Name;IBAN\nV1;Mill;{IBAN}\nV2;Harrow;")
    page = sign_in(clerk.who.email)
    page.goto(f"/data/{client.id}/vendors")
    sound(page, "list")
    expect(page.get_by_text("••••3000").first).to_be_visible()
    page.get_by_role("link", name="V1").click()
    sound(page, "row-hidden")
    page.get_by_text("Show what is hidden").focus()
    press(page, "Enter")
    press(page, "Tab")
    page.keyboard.type("The vendor moved banks.")
    sound(page, "row-asked")
    press(page, "Enter")
    expect(page.get_by_label("Bank account")).to_have_value(IBAN)
    sound(page, "row-shown")
    page.goto("/clearances")
    expect(page.get_by_text("The vendor moved banks.")).to_be_visible()
