"""A batch of claims in Chromium: handed in with its totals, keyed twice blind by the keyboard, settled by a third
person, caught by its totals where both keyed the same wrong amount, mended, and released whole."""

import io
import json

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from bpo.delivery.models import Deliverable
from bpo.platform import clock
from bpo.platform.db import db
from bpo.platform.scope import only
from bpo.workqueue import queries
from bpo.workqueue.models import PartEntry, Task
from tests.browser.looking import press, sound

CLAIMS = "claims_register"
FIELDS = ("policy_no", "last_name", "first_name", "dob", "zip", "amount", "code")
RECORDS = [
    ("A50708047", "Hart", "Ines", "1984-03-02", "60601", "120.00", "C17"),
    ("A50711132", "Desantis", "Paul", "1991-11-23", "60614", "450.00", "C04"),
    ("A50720968", "Olsen", "Maria", "1977-07-30", "60622", "80.50", "D11"),
]
WRONG = "405.00"
"""What both keyed for the second claim's amount."""


def scanned(record) -> bytes:
    """A claim as an image that no machine reads with certainty."""
    page = Image.new("L", (900, 560), 250)
    draw = ImageDraw.Draw(page)
    for line, (field, value) in enumerate(zip(FIELDS, record, strict=True)):
        draw.text((60, 50 + 64 * line), f"{field.replace('_', ' ')}:  {value}", fill=60, font_size=24)
    held = io.BytesIO()
    page.save(held, "PNG")
    return held.getvalue()


@pytest.fixture
def people(world) -> tuple:
    world.sells = (CLAIMS,)
    client = world.client("Alder Mutual")
    return (
        client,
        world.person("approver", tenant=client),
        [world.person("agent", serves=[client]) for _ in range(3)],
    )


def hand_in(page: Page) -> None:
    """Drop three claims with the totals counted beforehand."""
    page.goto("/portal")
    page.get_by_label("Number of claims").fill("3")
    page.get_by_label("Hash total of Policy number").fill(str(50708047 + 50711132 + 50720968))
    page.get_by_label("Total of Amount claimed").fill("650.50")
    page.locator("input[type=file]").set_input_files(
        [
            {"name": f"claim-{number}.png", "mimeType": "image/png", "buffer": scanned(record)}
            for number, record in enumerate(RECORDS, 1)
        ]
    )
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/batches/**")
    expect(page.get_by_text("3 jobs taken in")).to_be_visible()
    expect(page.get_by_text("Waiting for its records")).to_be_visible()


def key(page: Page, values, *, always: bool = False) -> None:
    """One record by the keyboard alone: what is there is overwritten, a full field goes on by itself.

    `always`: Enter is pressed after that too, and skips nothing.
    """
    before = page.url
    for place, value in enumerate(values):
        field = page.locator(f"#f-{FIELDS[place]}")
        expect(field).to_be_focused()
        page.keyboard.type(value)
        if always or FIELDS[place] != "policy_no":
            press(page, "Enter")
    page.wait_for_url(lambda url: url != before)


def delivered(world, client) -> int:
    with world.reading(only(client.id)):
        return db.session.scalar(select(func.count()).select_from(Deliverable))


def test_a_batch_from_upload_to_release(world, people, sign_in):
    client, submitter, agents = people
    office = sign_in(submitter.email)
    hand_in(office)
    sound(office, "batch")
    world.settle(clock.now())
    wrong = list(RECORDS[1])
    wrong[5] = WRONG
    slip = list(RECORDS[2])
    slip[1] = "Olson"
    keyings = ([RECORDS[0], wrong, RECORDS[2]], [RECORDS[0], wrong, slip])
    for agent, records in zip(agents[:2], keyings, strict=True):
        page = sign_in(agent.email)
        page.goto("/work")
        press(page, "n")
        page.wait_for_url("**/work/*-*")
        sound(page, "keying")
        for record in records:
            key(page, record, always=agent is agents[1])
        expect(page.get_by_text("Nothing else is waiting for you")).to_be_visible()
    world.settle(clock.now())
    assert delivered(world, client) == 0
    third = sign_in(agents[2].email)
    third.goto("/work")
    press(third, "n")
    third.wait_for_url("**/work/*-*")
    sound(third, "adjudicating")
    entries = third.locator("[data-take]")
    expect(entries).to_have_count(2)
    assert {entries.nth(0).get_attribute("data-take"), entries.nth(1).get_attribute("data-take")} == {
        "Olsen",
        "Olson",
    }
    right = 1 if entries.nth(0).get_attribute("data-take") == "Olsen" else 2
    before = third.url
    press(third, str(right))
    third.wait_for_url(lambda url: url != before)
    world.settle(clock.now())
    assert delivered(world, client) == 0
    office.reload()
    expect(office.get_by_text("Does not prove yet")).to_be_visible()
    third.goto("/work")
    press(third, "n")
    third.wait_for_url("**/batch")
    sound(third, "correcting-a-batch")
    expect(third.get_by_role("row", name="Amount claimed").get_by_text("-45")).to_be_visible()
    expect(third.get_by_text("two digits swapped")).to_be_visible()
    third.locator("[name='value.amount']").fill("450.00")
    third.locator("#correct-reason").fill("The claim says 450.00")
    third.get_by_role("button", name="Correct and prove again").click()
    third.wait_for_url("**/work")
    expect(third.get_by_text("The batch proves")).to_be_visible()
    world.settle(clock.now())
    assert delivered(world, client) == 3
    office.reload()
    expect(office.get_by_text("Proven", exact=True)).to_be_visible()
    with office.expect_download() as file:
        office.get_by_role("link", name="manifest.json").click()
    manifest = json.loads(file.value.path().read_bytes())
    assert manifest["records"] == 3
    assert all(not total["difference"] for total in manifest["totals"])
    sound(office, "batch")
    with world.reading(only(client.id)):
        assert db.session.scalar(select(func.count()).select_from(PartEntry)) == 6
        assert all(each.keystrokes for each in db.session.scalars(select(PartEntry)))
        for job_id in db.session.scalars(select(Task.job_id).where(Task.step == "key").distinct()):
            assert len(queries.entries_of(client.id, job_id, "key")) == 2


def test_the_second_keyer_sees_nothing_that_was_read_and_the_screen_fits_a_phone(world, people, sign_in):
    _, submitter, agents = people
    office = sign_in(submitter.email)
    hand_in(office)
    world.settle(clock.now())
    started = []
    for agent in agents[:2]:
        page = sign_in(agent.email)
        page.goto("/work")
        press(page, "n")
        page.wait_for_url("**/work/*-*")
        started.append({name: page.locator(f"#f-{name}").input_value() for name in FIELDS})
        assert page.request.get(f"{page.url}/words.json").status == 404
        sound(page, "keying")
    assert {"".join(values.values()) == "" for values in started[1:]} == {True}
