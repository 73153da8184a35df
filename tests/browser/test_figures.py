"""Figures in Chromium: from a number to the jobs behind it, moving people in two clicks; axe finds nothing."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bpo.platform import clock
from tests.integration.delivery.finished import finish

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def sound(page: Page) -> None:
    """Clean under axe and without scrolling sideways: wide, on a phone, and dark."""
    for width, scheme in ((1440, "light"), (390, "light"), (1440, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        # Whole, so that the bar at the foot of a phone does not lie half over something that can be scrolled up.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": height + 100})
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        )
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")


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
    sound(page)
    page.get_by_role("link", name="Alder Foods").first.click()
    expect(page.get_by_role("heading", name="Service levels")).to_be_visible()
    sound(page)
    page.get_by_text("As a table").first.click()
    expect(page.get_by_role("columnheader", name="past due", exact=True)).to_be_visible()
    page.get_by_role("link", name="Open", exact=True).click()
    expect(page.get_by_role("row", name=re.compile(f"{client.code}-"))).to_have_count(3)
    sound(page)

    page = sign_in(theirs.email)
    page.get_by_role("link", name="Service", exact=True).click()
    expect(page.get_by_role("heading", name="What we promised, and what we kept")).to_be_visible()
    sound(page)

    page = sign_in(lead.email)
    page.get_by_role("link", name="Floor", exact=True).click()
    sound(page)
    page.get_by_role("link", name=re.compile("move people|Put somebody on")).first.click()
    page.get_by_role("button", name=f"Put on for today: {helper.name}").click()
    expect(page.get_by_text(f"{helper.name} may work on this queue now.")).to_be_visible()
    sound(page)

    page = sign_in(helper.email)
    page.get_by_role("link", name="My figures").click()
    sound(page)
