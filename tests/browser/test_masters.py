"""A client's lists in Chromium: a file with a bad row is shown before it counts, corrected, taken back; by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from bpo.masters import queries
from bpo.platform import clock
from bpo.platform.caller import Caller
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from tests.browser.looking import press, sound
from tests.factories.world import Client, World

IBAN = "DE89370400440532013000"
FILE = f"""Vendor number;NAME;Bank account;Country;Colour
V100;Mühle Hartmann KG;{IBAN};DE;red
V101;;;FR;
V102;Harrow IT Services;DE00370400440532013000;GB;
V103;Castlebar Facilities;;IE;
"""


@pytest.fixture
def alder(world: World) -> Client:
    return world.client("Alder Foods", now=clock.now())


@pytest.fixture
def manager(world: World, alder: Client) -> Caller:
    return world.person("approver", tenant=alder, now=clock.now())


def csv(text: str, name: str = "vendors.csv") -> dict[str, object]:
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


def names(alder: Client) -> list[str]:
    with unit_of_work(only(alder.id).reading()):
        known = queries.list_of(alder.id, "vendors", clock.now())
        return [row["name"] for row in queries.rows_equal(alder.id, known, {})]


def test_a_file_with_bad_rows_is_looked_at_taken_in_part_and_taken_back(
    world: World, alder: Client, manager: Caller, sign_in
) -> None:
    page: Page = sign_in(manager.email)
    page.get_by_role("link", name="Master data").click()
    page.get_by_role("link", name="Vendors").click()
    expect(page.get_by_text("No rows yet")).to_be_visible()
    page.locator("#f-files").set_input_files(csv(FILE))
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("Nothing is changed yet.")).to_be_visible()
    expect(page.get_by_role("row", name="3 Name Is missing.")).to_be_visible()
    expect(page.get_by_role("row", name="4 Bank account The IBAN fails")).to_be_visible()
    expect(page.get_by_text("Columns not known: Colour")).to_be_visible()
    expect(page.get_by_text(IBAN)).to_have_count(0)
    page.get_by_role("button", name="Put it into force").click()
    expect(page.get_by_text("2 rows are refused.").first).to_be_visible()
    assert names(alder) == []
    page.get_by_label("Leave out the 2 refused rows").focus()
    press(page, "Space")
    page.get_by_role("button", name="Put it into force").focus()
    press(page, "Enter")
    expect(page.get_by_text("Vendors: 2 new")).to_be_visible()
    assert names(alder) == ["Mühle Hartmann KG", "Castlebar Facilities"]
    page.get_by_role("link", name="V100").click()
    expect(page.get_by_label("Bank account")).to_have_value("••••3000")
    page.get_by_label("Name").fill("Mühle Hartmann & Söhne KG")
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.get_by_text("Saved as a new version.")).to_be_visible()
    page.get_by_role("link", name="V100").click()
    page.get_by_text("Show what is hidden").click()
    page.get_by_label("Why you need to see it").fill("The bank called.")
    page.get_by_role("button", name="Show it once").click()
    expect(page.get_by_label("Bank account")).to_have_value(IBAN)
    expect(page.get_by_text("Version 2", exact=True)).to_be_visible()
    page.get_by_role("link", name="vendors.csv").click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("1 row was changed again since and left alone.")).to_be_visible()
    assert names(alder) == ["Mühle Hartmann & Söhne KG"]


def test_a_policy_is_a_form_with_versions_and_axe_finds_nothing(
    world: World, alder: Client, manager: Caller, sign_in
) -> None:
    page: Page = sign_in(manager.email)
    home = f"/data/{alder.id}"
    page.goto(f"{home}/invoice_policy")
    page.get_by_label("Price above the order, percent").fill("-3")
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.get_by_text("Error: Price tolerance must not be below 0")).to_be_visible()
    page.get_by_label("Price above the order, percent").fill("1.5")
    page.get_by_label("Why it changes").fill("Agreed in the quarterly talk")
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.get_by_text("Version 1 is in force.")).to_be_visible()
    page.goto(f"{home}/vendors")
    page.locator("#f-files").set_input_files(csv(FILE))
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("Nothing is changed yet.")).to_be_visible()
    seen = [page.url, home, f"{home}/invoice_policy", f"{home}/vendors", f"{home}/vendors/rows/new"]
    for url in seen:
        page.goto(url)
        sound(page, f"data-{url.rpartition('/')[2]}")
