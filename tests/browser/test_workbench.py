"""The agent's and the reviewer's day in Chromium, by the keyboard alone, on real documents."""

import random
import re
from datetime import date

from playwright.sync_api import Page, expect
from sqlalchemy import select

from bpo.jobs.models import JobData
from bpo.platform import clock
from bpo.platform.db import db
from bpo.platform.scope import everyone, only
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.browser.looking import press, sound
from tests.factories.world import NOW
from workers.demo.cast.clients import clients
from workers.demo.cast.vendors import vendors_of
from workers.demo.documents.make import make_invoice


def invoices(*kinds, defects=frozenset({"missing_number"})):
    """Documents of one invented vendor, each with something left for a person to do."""
    client = clients()[0]
    seller = vendors_of(client.key)[0]
    made = []
    for number, kind in enumerate(kinds):
        document = make_invoice(
            random.Random(7 + number),
            seller=seller,
            buyer=client.buyer,
            issue_date=date(2026, 9, 1 + number),
            kind=kind,
            language=seller.language,
            layout=seller.layout,
            defects=defects,
        )
        made.append((document.name, document.media_type, document.content))
    return made


def hand_in(world, client, *kinds):
    now = clock.now()
    for file in invoices(*kinds):
        world.job(client, files=[file], now=now)
    world.settle(now)


def settle_all(page: Page) -> None:
    """Enter in every doubtful field: taken as read, or as missing."""
    expect(page.locator("[data-doubts-left]")).to_be_visible()
    for _ in range(60):
        if page.locator("[data-doubts-left].count-due").count() == 0:
            return
        press(page, "Enter")
    raise AssertionError("some doubts cannot be settled by Enter")


def record_of(world, client, reference):
    with world.reading(only(client.id)):
        found = db.session.scalars(select(JobData)).all()
    return next(each.record for each in found if each.record.get("number") == reference)


def test_the_whole_loop_by_keyboard(world, sign_in):
    client = world.client("Alder Foods")
    agent = world.person("agent", serves=[client])
    hand_in(world, client, "text_pdf", "ubl")
    page = sign_in(agent.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("2 tasks wait for you")
    press(page, "n")
    page.wait_for_url("**/work/*-*")
    first = page.url
    expect(page.locator("svg.paper rect.ev").first).to_be_attached()
    expect(page.locator("#f-number")).to_be_focused()
    page.keyboard.type("KEYED-1")
    press(page, "Enter")
    settle_all(page)
    press(page, "Control+Enter")
    page.wait_for_url(lambda url: url != first)
    expect(page.get_by_text("Read exactly from XML")).to_be_visible()
    assert record_of(world, client, "KEYED-1")["gross"]
    page.locator("#f-number").fill("KEYED-2")
    press(page, "Enter")
    settle_all(page)
    press(page, "Control+Enter")
    page.wait_for_url("**/work")
    expect(page.get_by_text("Nothing else is waiting for you")).to_be_visible()


def test_a_click_on_a_word_fills_the_field_and_its_place_is_kept(world, sign_in):
    client = world.client()
    agent = world.person("agent", serves=[client])
    hand_in(world, client, "text_pdf")
    page = sign_in(agent.email)
    press(page, "n")
    page.locator("[data-viewer][data-words-ready]").wait_for()
    box = page.locator('rect.ev[data-path="gross"]').bounding_box()
    page.locator("#f-number").focus()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#f-number")).not_to_have_value("")
    taken = page.locator("#f-number").input_value()
    settle_all(page)
    press(page, "Control+Enter")
    page.wait_for_url("**/work")
    with world.reading(only(client.id)):
        data = db.session.scalars(select(JobData)).one()
    reading = next(each for each in data.readings if each["path"] == "number")
    assert (reading["value"], reading["method"], reading["evidence"]["page"]) == (taken, "person", 0)


def test_typing_outlives_a_reload_and_a_lost_lease(world, sign_in):
    client = world.client()
    first, second = (world.person("agent", serves=[client]) for _ in range(2))
    world.to_person(client)
    page = sign_in(first.email)
    press(page, "n")
    page.wait_for_url("**/work/*-*")
    page.locator("#f-seller").fill("Half typed GmbH")
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved")
    page.reload()
    expect(page.locator("#f-seller")).to_have_value("Half typed GmbH")
    with world.reading(everyone(reason="the lease runs out")):
        for task in db.session.scalars(select(Task).where(Task.state == "in_progress")):
            task.lease_until = NOW
        db.session.flush()
        workqueue.lapse_leases(now=clock.now())
    other = sign_in(second.email)
    press(other, "n")
    other.wait_for_url(page.url)
    expect(other.locator("#f-seller")).to_have_value("")
    page.locator("#f-seller").fill("Kept AG")
    expect(page.locator("[data-draft-status]")).to_contain_text("is kept")
    press(page, "Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("This task is no longer yours")
    expect(page.get_by_text("Nothing you typed is lost")).to_be_visible()


def test_a_question_by_keyboard(world, sign_in):
    client = world.client()
    agent = world.person("agent", serves=[client])
    world.to_person(client)
    page = sign_in(agent.email)
    press(page, "n")
    page.wait_for_url("**/work/*-*")
    page.get_by_role("heading", level=1).click()
    press(page, "i")
    expect(page.get_by_role("heading", name=re.compile("Instructions"))).to_be_visible()
    press(page, "Escape")
    press(page, "a")
    page.keyboard.type("Which order is this for?")
    press(page, "Tab")
    press(page, "Enter")
    page.wait_for_url("**/work")
    expect(page.get_by_text("Which order is this for?")).to_be_visible()


def test_a_review_by_keyboard_and_back_as_rework(world, sign_in):
    client = world.client(sampled=100)
    agent = world.person("agent", serves=[client])
    reviewer = world.person("reviewer", serves=[client], activities=["review"])
    hand_in(world, client, "text_pdf")
    page = sign_in(agent.email)
    press(page, "n")
    page.locator("#f-number").fill("KEYED-1")
    press(page, "Enter")
    settle_all(page)
    press(page, "Control+Enter")
    page.wait_for_url("**/work")
    world.settle(clock.now())
    review = sign_in(reviewer.email)
    press(review, "n")
    review.wait_for_url("**/review/*-*")
    expect(review.get_by_role("row", name=re.compile("Invoice number.*KEYED-1"))).to_be_visible()
    for key in "21111111":
        press(review, key)
    expect(review.locator("[data-score]")).to_have_text("0 %: a critical line failed")
    press(review, "r")
    review.locator("#f-review-comment").fill("The net is wrong.")
    press(review, "Control+Enter")
    review.wait_for_url("**/review")
    press(page, "n")
    page.wait_for_url("**/work/*-*")
    expect(page.get_by_text("The net is wrong.")).to_be_visible()


def test_axe_finds_nothing_and_nothing_overflows(world, sign_in):
    client = world.client(sampled=100)
    agent = world.person("agent", serves=[client])
    lead = world.person("team_lead", serves=[client])
    reviewer = world.person("reviewer", serves=[client], activities=["review"])
    hand_in(world, client, "text_pdf")
    page = sign_in(agent.email)
    sound(page, "bench")
    press(page, "n")
    page.wait_for_url("**/work/*-*")
    sound(page, "desk")
    task = page.url
    floor = sign_in(lead.email)
    sound(floor, "floor")
    floor.goto(task)
    sound(floor, "summary")
    page.locator("#f-number").fill("KEYED-1")
    press(page, "Enter")
    settle_all(page)
    press(page, "Control+Enter")
    page.wait_for_url("**/work")
    page.goto("/work/holds")
    sound(page, "holds")
    world.settle(clock.now())
    review = sign_in(reviewer.email)
    press(review, "n")
    review.wait_for_url("**/review/*-*")
    sound(review, "review")
