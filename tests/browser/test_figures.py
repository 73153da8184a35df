"""Figures in Chromium: from a number to the jobs behind it, moving people in two clicks; axe finds nothing."""

import re

from playwright.sync_api import expect

from bpo.platform import clock
from tests.browser.looking import sound
from tests.integration.delivery.finished import finish


def test_from_a_number_to_its_jobs_and_people_moved_in_two_clicks(world, sign_in):
    now = clock.now()
    client = world.client("Alder Foods", now=now)
    [job] = world.to_person(client, now=now)
    finish(world, client, job.job_id)
    world.to_person(client, 3, now=now)
    manager = world.person("account_manager", serves=[client], now=now)
    lead = world.person("team_lead", serves=[client], now=now)
    helper = world.person("agent", now=now)
    theirs = world.person("approver", tenant=client, now=now)

    page = sign_in(manager.email)
    page.get_by_role("link", name="Accounts").click()
    page.wait_for_url("**/accounts")
    sound(page, "accounts")
    page.get_by_role("link", name="Alder Foods").first.click()
    expect(page.get_by_role("heading", name="Service levels")).to_be_visible()
    sound(page, "client")
    page.get_by_role("region", name="Open work by age").get_by_text("As a table").click()
    expect(page.get_by_role("columnheader", name="past due", exact=True)).to_be_visible()
    page.get_by_role("link", name="Open", exact=True).click()
    expect(page.get_by_role("row", name=re.compile(f"{client.code}-"))).to_have_count(3)
    sound(page, "lists")

    page = sign_in(theirs.email)
    page.get_by_role("link", name="Service", exact=True).click()
    expect(page.get_by_role("heading", name="What we promised, and what we kept")).to_be_visible()
    sound(page, "service")

    page = sign_in(lead.email)
    page.get_by_role("link", name="Floor", exact=True).click()
    sound(page, "floor")
    page.get_by_role("link", name=re.compile("move people|Put somebody on")).first.click()
    page.get_by_role("button", name=f"Put on for today: {helper.name}").click()
    expect(page.get_by_text(f"{helper.name} may work on this queue now.")).to_be_visible()
    sound(page, "floor-moved")

    page = sign_in(helper.email)
    page.get_by_role("link", name="My figures").click()
    sound(page, "my-figures")
