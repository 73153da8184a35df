"""A work type written down in Chromium: places drawn on a sample page, a work screen beside it, by keyboard."""

import io

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from bpo.catalog.registry import work_types
from bpo.platform import clock
from bpo.platform.caller import Caller
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from tests.browser.looking import press, sound
from tests.factories.world import Client, World


@pytest.fixture
def alder(world: World) -> Client:
    return world.client("Alder Foods", now=clock.now())


@pytest.fixture
def manager(world: World, alder: Client) -> Caller:
    return world.person("account_manager", serves=[alder], now=clock.now())


def slip() -> bytes:
    """A blank order slip, as a scan."""
    page = Image.new("L", (800, 1000), 255)
    pen = ImageDraw.Draw(page)
    for number, word in enumerate(("Order", "Customer", "Amount", "Signature")):
        pen.text((60, 100 + 150 * number), word, fill=0, font_size=32)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def test_a_work_type_is_written_down_with_its_sample_page_and_published(
    sign_in, alder: Client, manager: Caller, address: str
) -> None:
    page = sign_in(manager.email)
    page.goto(f"{address}/work-types/")
    sound(page, "definitions")
    page.get_by_role("link", name="Alder Foods").first.click()
    expect(page.get_by_label("Begin with")).to_be_visible()
    sound(page, "definitions-of-one")
    page.get_by_label("Begin with").focus()
    press(page, "Tab")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="New work type")).to_be_visible()

    page.get_by_label("Name", exact=True).first.fill("Order slips")
    page.get_by_label("Label").first.fill("Order number")
    page.get_by_label("Short name", exact=True).first.fill("Bad name")
    expect(page.locator("[data-def-problems]")).to_contain_text("is not a short name")
    page.get_by_label("Short name", exact=True).first.fill("order_no")
    expect(page.locator("[data-def-problems]")).to_be_empty()
    expect(page.locator("[data-def-screen]")).to_contain_text("Order number")
    page.get_by_role("button", name="Add a field").focus()
    press(page, "Enter")
    page.get_by_label("Label").nth(1).fill("Amount")
    page.get_by_label("Short name", exact=True).nth(1).fill("amount")
    page.get_by_label("Type").nth(1).select_option("money")
    with page.expect_navigation():
        page.get_by_role("button", name="Save the draft").press("Enter")
    sound(page, "definition-draft")

    page.locator("input[name='files']").set_input_files(
        {"name": "slip.png", "mimeType": "image/png", "buffer": slip()}
    )
    with page.expect_navigation():
        page.get_by_role("button", name="Take it").press("Enter")
    drawn = page.locator("[data-draw-page]")
    expect(drawn).to_be_visible()
    page.get_by_label("Field to place").select_option(label="Amount")
    drawn.scroll_into_view_if_needed()
    box = drawn.bounding_box()
    assert box
    view = page.viewport_size
    assert view
    left, top = box["x"] + box["width"] * 0.3, max(box["y"], 0) + 60
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left + box["width"] * 0.4, top + 50, steps=4)
    page.mouse.up()
    placed = page.locator('[data-def-field="1"]')
    expect(placed.locator('[data-edge="left"]')).to_have_value("30.00")
    expect(placed.locator('[data-edge="right"]')).to_have_value("70.00")
    placed.locator('[data-edge="left"]').fill("31")
    expect(page.locator("[data-def-screen] rect")).to_have_count(1)
    sound(page, "definition-drawn")

    page.get_by_role("button", name="Publish").press("Enter")
    expect(page.get_by_text("Version 1 is published.")).to_be_visible()
    with unit_of_work(only(alder.id)):
        (kind,) = (kind for kind in work_types(alder.id) if kind.version)
        order, amount = kind.form.fields
        assert (order.path, order.region) == ("order_no", None)
        assert amount.region is not None
        assert amount.region.box[0] == 0.31
    sound(page, "definition-published")
