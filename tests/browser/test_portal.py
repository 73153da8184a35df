"""The client's pages in Chromium: handed in by keyboard, progress without reloading, axe finds nothing."""

import re

import pytest
from playwright.sync_api import Page, expect

from bpo.platform import clock
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from bpo.workqueue import service as workqueue
from tests.browser.looking import NARROW, WINDOW, broken_rules, press, sound
from tests.factories.hostile import good_pdf, zip_of
from tests.factories.world import Client, World
from tests.integration.delivery.finished import finish


@pytest.fixture
def alder(world: World) -> Client:
    return world.client("Alder Foods", now=clock.now())


@pytest.fixture
def page(world: World, alder: Client, sign_in) -> Page:
    return sign_in(world.person("submitter", tenant=alder, now=clock.now()).email)


def pdf(name: str, pages: int) -> dict[str, object]:
    return {"name": name, "mimeType": "application/pdf", "buffer": good_pdf(pages)}


def test_work_is_handed_in_by_keyboard_and_its_progress_shows_by_itself(page: Page, world: World):
    press(page, "n")
    page.locator("#f-files").set_input_files(
        [pdf("a.pdf", 1), pdf("empty.pdf", 1) | {"name": "word.doc", "buffer": b"\xd0\xcf\x11\xe0nothing"}]
    )
    expect(page.get_by_role("button", name="Remove a.pdf")).to_be_visible()
    page.locator("#f-files").focus()
    for _ in range(20):
        press(page, "Tab")
        if page.evaluate("document.activeElement.innerText") == "Hand in":
            break
    press(page, "Enter")
    page.wait_for_url("**/batches/*")
    expect(page.get_by_role("heading", name="Not taken in")).to_be_visible()
    expect(page.get_by_text("word.doc")).to_be_visible()
    row = page.get_by_role("row", name=re.compile("C01-000001"))
    expect(row).to_contain_text("Received")
    expect(row).to_contain_text("Due")
    world.follow(clock.now())
    expect(row).to_contain_text("In progress")
    row.get_by_role("link").click()
    expect(page.get_by_text("Work started")).to_be_visible()


def test_a_result_is_looked_through_and_sent_back(page: Page, world: World, alder: Client):
    made = world.job(alder, files=[("a.pdf", "application/pdf", good_pdf(1))], now=clock.now())
    page.goto(f"/jobs/{made.job_id}")
    finish(world, alder, made.job_id)
    expect(page.get_by_text("Ready for you")).to_be_visible()
    page.reload()
    with page.expect_download() as got:
        page.get_by_role("link", name="Download record.json").click()
    assert got.value.suggested_filename == "record.json"
    page.get_by_role("button", name="Send back").click()
    page.get_by_label("What is wrong").fill("The date is not right.")
    press(page, "Tab")
    press(page, "Enter")
    expect(page.get_by_text("Sent back. We start on it at once")).to_be_visible()
    expect(page.get_by_text("Sent back: The date is not right.")).to_be_visible()


def test_on_a_phone_what_does_not_fit_the_foot_lies_behind_more(world: World, alder: Client, sign_in):
    page = sign_in(world.person("approver", tenant=alder, now=clock.now()).email)
    page.set_viewport_size({"width": NARROW, "height": 844})
    places = page.get_by_role("navigation", name="Main")
    keys = places.get_by_role("link", name="API keys")
    expect(keys).to_be_hidden()
    places.locator("summary").focus()
    press(page, "Enter")
    expect(keys).to_be_visible()
    assert not broken_rules(page)
    keys.focus()
    press(page, "Enter")
    page.wait_for_url("**/keys")
    expect(places.get_by_text("More")).to_be_visible()
    page.set_viewport_size(WINDOW)
    expect(places.get_by_text("More")).to_be_hidden()
    expect(keys).to_be_visible()


def _everything(world: World, alder: Client) -> dict[str, str]:
    """A world in which every card of every page has something in it; the pages by name."""
    now = clock.now()
    done = world.job(alder, files=[("a.pdf", "application/pdf", good_pdf(1))], reference="RE-1", now=now)
    finish(world, alder, done.job_id)
    asked = world.job(alder, files=[("b.pdf", "application/pdf", good_pdf(2))], now=now)
    world.settle(now)
    agent = world.person("agent", serves=[alder], now=now)
    with unit_of_work(only(alder.id)):
        claim = workqueue.claim_next(agent=agent, now=now, draw=0.5)
    with unit_of_work(only(alder.id)):
        task = workqueue.claimed_task(
            tenant_id=alder.id, task_id=claim.task_id, fence=claim.fence, person_id=agent.id
        )
        workqueue.hold(
            task, person_id=agent.id, worker=agent.name, reason="question", owes="client",
            question="Which cost centre?", until=None, active_seconds=1, now=now,
        )  # fmt: skip
    world.follow(now)
    return {
        "home": "/portal",
        "jobs": "/jobs",
        "none": "/jobs?q=nothing",
        "batches": "/batches",
        "news": "/news",
        "done": f"/jobs/{done.job_id}",
        "asked": f"/jobs/{asked.job_id}",
    }


def test_axe_finds_nothing_and_nothing_overflows(page: Page, world: World, alder: Client):
    pages = _everything(world, alder)
    page.locator("#f-files").set_input_files(
        [
            {
                "name": "z.zip",
                "mimeType": "application/zip",
                "buffer": zip_of([("c.pdf", good_pdf(3)), ("d.pdf", b"")]),
            }
        ]
    )
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.wait_for_url("**/batches/*")
    pages["batch"] = page.url
    for name, path in pages.items():
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        sound(page, f"portal-{name}")
