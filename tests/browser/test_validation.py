"""The validation screen in Chromium on real documents: words, lines, sums, what is found, and what it costs."""

import random
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from bpo.jobs.models import JobData
from bpo.platform import clock
from bpo.platform.db import db
from bpo.platform.scope import only
from bpo.workqueue.models import Attempt
from tests.browser.looking import broken_rules, press
from tests.browser.test_workbench import settle_all
from workers.demo.cast.clients import clients
from workers.demo.cast.vendors import vendors_of
from workers.demo.documents.make import make_invoice


def invoice(*defects, seed=11):
    """A text PDF of one invented vendor; the same seed makes the same invoice."""
    client = clients()[0]
    seller = vendors_of(client.key)[0]
    made = make_invoice(
        random.Random(seed),
        seller=seller,
        buyer=client.buyer,
        issue_date=date(2026, 9, 1),
        kind="text_pdf",
        language=seller.language,
        layout=seller.layout,
        defects=frozenset(defects),
    )
    return made.name, made.media_type, made.content


def hand_in(world, client, *files):
    now = clock.now()
    for file in files:
        world.job(client, files=[file], now=now)
        world.settle(now)


def next_task(page: Page) -> None:
    press(page, "n")
    page.wait_for_url("**/work/*-*")
    page.locator("[data-viewer][data-words-ready]").wait_for()


def cell(page: Page, line: int, column: str):
    return page.locator(f"[name='lines.{line}.{column}']")


def lines_of(page: Page) -> int:
    return page.locator("[data-lines='lines'] [data-line]").count()


@pytest.fixture
def desk(world, sign_in):
    """An agent's desk with an invoice whose printed net is wrong."""
    client = world.client("Alder Foods")
    agent = world.person("agent", serves=[client])
    hand_in(world, client, invoice("totals_wrong"))
    page = sign_in(agent.email)
    next_task(page)
    return page, client


def test_lines_are_edited_by_keyboard_and_every_step_can_be_taken_back(desk):
    page, _ = desk
    before = lines_of(page)
    first = cell(page, 0, "description").input_value()
    cell(page, 0, "description").focus()
    press(page, "Alt+d")
    expect(cell(page, 1, "description")).to_be_focused()
    assert (lines_of(page), cell(page, 1, "description").input_value()) == (before + 1, first)
    press(page, "ArrowRight")
    expect(cell(page, 1, "quantity")).to_be_focused()
    press(page, "ArrowDown")
    expect(cell(page, 2, "quantity")).to_be_focused()
    press(page, "Control+d")
    assert cell(page, 2, "quantity").input_value() == cell(page, 1, "quantity").input_value()
    cell(page, 1, "description").focus()
    press(page, "Alt+ArrowDown")
    expect(cell(page, 2, "description")).to_be_focused()
    assert cell(page, 2, "description").input_value() == first
    press(page, "Alt+Delete")
    assert lines_of(page) == before
    for _ in range(4):
        press(page, "Control+z")
    assert lines_of(page) == before
    assert cell(page, 0, "description").input_value() == first
    press(page, "Control+y")
    assert lines_of(page) == before + 1


def test_cells_are_pasted_from_a_spreadsheet_and_added_up(desk):
    page, _ = desk
    sum_ = page.locator("[data-sum-of='lines.*.line_net']")
    before = lines_of(page)
    cell(page, 0, "description").focus()
    press(page, "Alt+l")
    expect(cell(page, 1, "description")).to_be_focused()
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const how = {clipboardData: data, bubbles: true, cancelable: true};
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        "Kartoffeln\t2\tkg\t1,25\t7\t2,50\r\nZwiebeln\t10\tkg\t0,90\t7\t9,00",
    )
    assert lines_of(page) == before + 1, "the second row went over the line that was there"
    assert [
        cell(page, 1, name).input_value() for name in ("description", "quantity", "unit_price", "line_net")
    ] == [
        "Kartoffeln",
        "2",
        "1.25",
        "2.50",
    ]
    assert cell(page, 2, "line_net").input_value() == "9.00"
    expect(page.locator("[data-line='1'] [data-line-check]")).to_have_text("adds up")
    pasted = sum_.text_content()
    cell(page, 2, "line_net").fill("9,10")
    expect(page.locator("[data-line='2'] [data-line-check]")).to_have_text("0.10 more")
    expect(sum_).not_to_have_text(pasted)
    cell(page, 2, "line_net").press("Tab")
    press(page, "Control+z")
    press(page, "Control+z")
    expect(cell(page, 1, "description")).to_have_value("")
    press(page, "Control+z")
    assert lines_of(page) == before


def test_the_checks_follow_the_typing_and_a_word_mends_the_sum(world, desk):
    page, client = desk
    off = page.locator("[data-off='net']")
    expect(off).to_contain_text("0.90 less than sum of Net in Lines")
    expect(page.locator("[data-finding='TOTALS_DO_NOT_PROVE']")).to_be_visible()
    net = page.locator("[name='net']")
    net.focus()
    page.get_by_label("Find on the pages").fill("1.564,64")
    expect(page.locator("[data-found]")).to_contain_text("1 of")
    net.focus()
    hit = page.locator(".hit-now").bounding_box()
    page.mouse.click(hit["x"] + hit["width"] / 2, hit["y"] + hit["height"] / 2)
    expect(net).to_have_value("1564.64")
    expect(off).to_be_empty()
    finding = page.locator("[data-finding='TOTALS_DO_NOT_PROVE']")
    expect(finding).to_contain_text("Net plus VAT makes 1861.92, the stated total is 1861.02")
    expect(page.locator("[data-off='gross']")).to_contain_text("0.90 less")
    net.fill("1564.640.1")
    expect(page.locator("[data-said='net']")).to_contain_text("is not a number")
    net.fill("1564.64")
    expect(page.locator("[data-said='net']")).not_to_contain_text("is not a number")
    page.locator("[data-take-proven]").click()
    settle_all(page)
    finding.locator("[data-reasons]").focus()
    press(page, "ArrowDown")
    expect(finding.locator("[data-reasons]")).to_have_value(
        "The document itself is wrong; entered as printed"
    )
    press(page, "Control+Enter")
    page.wait_for_url("**/work")
    with world.reading(only(client.id)):
        data = db.session.scalars(select(JobData)).one()
        attempt = db.session.scalars(select(Attempt).where(Attempt.person_id.is_not(None))).one()
        cost = attempt.keystrokes, attempt.clicks, attempt.corrected
    reading = next(each for each in data.readings if each["path"] == "net")
    assert (reading["value"], reading["method"], reading["evidence"]["page"]) == ("1564.64", "person", 0)
    assert 0 < cost[0] < 100
    assert (cost[1], cost[2]) == (2, 1), "one click on the word, one on the button; one field changed"
    expect(page.get_by_role("heading", name="What a document takes you")).to_be_visible()


def test_a_column_of_the_page_fills_a_column_of_the_table(desk):
    page, _ = desk
    first = page.locator('rect.ev[data-path="lines.0.line_net"]').bounding_box()
    third = page.locator('rect.ev[data-path="lines.2.line_net"]').bounding_box()
    wanted = [cell(page, line, "line_net").input_value() for line in range(3)]
    for line in range(3):
        cell(page, line, "line_net").fill("")
    cell(page, 0, "line_net").focus()
    page.mouse.move(first["x"] - 12, first["y"] - 3)
    page.mouse.down()
    page.mouse.move(third["x"], third["y"], steps=4)
    page.mouse.move(third["x"] + third["width"] + 8, third["y"] + third["height"] + 3, steps=3)
    page.mouse.up()
    assert [cell(page, line, "line_net").input_value() for line in range(3)] == wanted
    places = page.locator("input[type=hidden][name^='_evidence.lines.']")
    assert places.count() == 3
    press(page, "Alt+ArrowDown")
    expect(page.locator("input[type=hidden][name='_evidence.lines.1.line_net']")).to_have_count(1)
    cell(page, 1, "line_net").focus()
    box = page.locator("rect.ev-now").bounding_box()
    assert abs(box["y"] - first["y"]) < 4, "the cell took its place on the page along"


def test_a_suspected_duplicate_stands_side_by_side_and_is_confirmed_by_keys(world, sign_in):
    client, rival = world.client("Alder Foods"), world.client("Rival")
    agent = world.person("agent", serves=[client, rival])
    hand_in(world, rival, invoice())
    hand_in(world, client, invoice(), invoice("duplicate", "totals_wrong"))
    page = sign_in(agent.email)
    next_task(page)
    finding = page.locator("[data-finding='DUPLICATE_SUSPECTED']")
    expect(finding).to_be_visible()
    press(page, "Alt+b")
    beside = page.get_by_role("dialog", name="Side by side")
    expect(beside).to_be_visible()
    expect(beside.get_by_role("heading", level=3)).to_have_count(3)
    expect(beside.locator("tr[data-differs]")).not_to_have_count(0)
    drawn = beside.locator(".beside-doc img").nth(1)
    drawn.scroll_into_view_if_needed()
    page.wait_for_function("image => image.naturalWidth > 500", arg=drawn.element_handle())
    source = drawn.get_attribute("src")
    assert broken_rules(page) == []
    press(page, "Escape")
    expect(beside).to_be_hidden()
    why = finding.locator("[data-reasons]")
    why.focus()
    press(page, "ArrowDown")
    expect(why).to_have_value("Another delivery under the same order")
    press(page, "ArrowDown")
    expect(why).to_have_value("A corrected copy; the first was cancelled")
    task = page.url
    beside_address = f"{task}/beside?code=DUPLICATE_SUSPECTED"
    assert page.request.get(beside_address).status == 200
    assert page.request.get(f"{task}/beside?code=DUPLICATE_FILE").status == 404
    other = sign_in(world.person("agent", serves=[client]).email)
    assert other.request.get(beside_address).status == 404
    assert other.request.get(source).status == 404


def test_the_page_is_moved_by_keys_and_its_size_is_kept(desk):
    page, _ = desk
    size = page.locator("[data-zoom]")
    expect(size).to_have_text("Width")
    press(page, "Alt+0")
    expect(size).to_have_text("Page")
    page.reload()
    expect(size).to_have_text("Page")
    press(page, "Alt+Equal")
    page.evaluate("document.querySelector('[data-view=in]').click()")
    papers = page.locator("[data-papers]")
    top = papers.evaluate("pane => pane.scrollTop")
    press(page, "Alt+Shift+ArrowDown")
    assert papers.evaluate("pane => pane.scrollTop") > top
    page.get_by_role("heading", level=1).click()
    press(page, "?")
    keys = page.get_by_role("dialog", name="Keys on this page")
    for words in (
        "Copy the line",
        "Fill the cell from above",
        "Not on the document",
        "Move the page down",
        "Undo",
    ):
        expect(keys).to_contain_text(words)
