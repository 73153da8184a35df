"""What a finance department asks of invoice processing, done by hand in Chromium on real documents: a vendor's second
invoice is easier than its first, a changed bank account is called back by two people, duplicates and mismatches are
asked about and resolved with a reason, and what is above a limit waits for two approvers before it can be paid.
"""

import json
import re
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from bpo.jobs.queries import get_data
from bpo.masters import queries as masters
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from bpo.workqueue.models import Attempt
from tests.browser.looking import press, sound
from tests.factories.billed import SELLER, as_pdf, as_xml, billed, lay_down
from tests.factories.odd_form import odd_invoice
from tests.factories.world import Client
from tests.unit.service_lines.invoice_processing.documents import german

OTHER_ACCOUNT = "DE89370400440532013000"
CALL = {"called": "Ms Hart, accounts", "number": "+49 30 1234", "day": "2026-10-06"}
NUMBER_AT = (0.80, 0.098, 0.95, 0.122)
"""Around the number on `odd_invoice`, as parts of the page's width and height."""


@pytest.fixture
def case(world) -> "Case":
    return Case(world)


class Case:
    """A client with its people; documents come in by the API, everything else is done on pages."""

    def __init__(self, world) -> None:
        now = clock.now()
        self.world = world
        self.client: Client = world.client("Alder Foods", now=now)
        self.agents = [world.person("agent", serves=[self.client], now=now) for _ in range(2)]
        self.approvers = [world.person("approver", tenant=self.client, now=now) for _ in range(2)]

    def receive(self, *file: Any) -> str:
        """Hand in a document and let automation read it; the job's id."""
        job = self.world.job(self.client, files=[file], now=clock.now())
        self.settle()
        return str(job.job_id)

    def settle(self) -> None:
        self.world.settle(clock.now())


def take(page: Page) -> None:
    """The next task."""
    page.goto("/work")
    press(page, "n")
    page.wait_for_url("**/work/*-*")
    page.locator("#bench-form").wait_for()


def settle_doubts(page: Page) -> None:
    """Take every doubtful field and cell as it stands, by keyboard."""
    for _ in range(page.locator("[data-doubt]").count()):
        press(page, "F8")
        press(page, "Enter")


def submit(page: Page) -> None:
    """Take every doubt as it stands, and hand in."""
    settle_doubts(page)
    task = page.url
    press(page, "Control+Enter")
    page.wait_for_url(lambda url: url != task)
    assert "/submit" not in page.url, page.locator(".error, .note-bad").all_inner_texts()


def put_back(page: Page) -> None:
    """Hand the task back, unfinished."""
    press(page, "Escape")
    press(page, "s")
    page.locator("#back-reason").select_option("language")
    page.get_by_role("dialog").get_by_role("button", name="Hand back").click()
    page.wait_for_url("**/work")


def drag_over_the_number(page: Page) -> None:
    paper = page.locator("svg.paper").first.bounding_box()
    left, top, right, bottom = NUMBER_AT
    page.mouse.move(paper["x"] + left * paper["width"], paper["y"] + top * paper["height"])
    page.mouse.down()
    page.mouse.move(paper["x"] + right * paper["width"], paper["y"] + bottom * paper["height"], steps=5)
    page.mouse.up()


def efforts(case: Case) -> list[tuple[int, int]]:
    """Keys and clicks of what people handed in, in order."""
    with unit_of_work(only(case.client.id)):
        done = select(Attempt).where(Attempt.outcome == "done", Attempt.person_id.is_not(None))
        return [
            (each.keystrokes or 0, each.clicks or 0)
            for each in db.session.scalars(done.order_by(Attempt.ended_at))
        ]


def test_a_vendors_second_invoice_is_easier_than_its_first(case: Case, sign_in):
    desk = sign_in(case.agents[0].email)
    case.receive("first.pdf", "application/pdf", odd_invoice("HK-2026-0815"))
    take(desk)
    number = desk.locator("#f-number")
    expect(number).to_be_focused()
    expect(number).to_have_value("")
    drag_over_the_number(desk)
    expect(number).to_have_value("HK-2026-0815")
    submit(desk)
    case.settle()

    case.receive("second.pdf", "application/pdf", odd_invoice("HK-2026-0931", day="09.10.2026", net=300))
    take(desk)
    expect(number).to_have_value("HK-2026-0931")
    place = desk.locator('rect.ev[data-path="number"]').bounding_box()
    paper = desk.locator("svg.paper").first.bounding_box()
    assert abs((place["x"] - paper["x"]) / paper["width"] - 480 / 595) < 0.02, (
        "its place on the page is shown"
    )
    expect(desk.locator("[data-doubts-left]")).to_contain_text("1")
    expect(desk.locator("[data-learnt]")).to_have_text(
        "Learnt: it stood there on an earlier document of Hafenkontor Brandt GmbH."
    )
    submit(desk)
    case.settle()
    first, second = efforts(case)
    assert sum(second) < sum(first), "keys and clicks together"
    assert second[0] <= first[0], "keys"

    manager = sign_in(case.approvers[0].email)
    manager.goto(f"/data/{case.client.id}")
    manager.get_by_role("link", name="What was learnt").click()
    lesson = manager.get_by_role("row", name=re.compile("Hafenkontor Brandt GmbH"))
    expect(lesson).to_contain_text("On trial")
    sound(manager, "learnt")
    manager.get_by_role("button", name="Take back").click()
    manager.get_by_role("dialog").get_by_role("button", name="Yes").click()
    expect(lesson).to_contain_text("Taken back by")
    case.receive("third.pdf", "application/pdf", odd_invoice("HK-2026-0977", day="12.10.2026", net=400))
    take(desk)
    expect(number).to_have_value("")
    put_back(desk)
    manager.get_by_role("button", name="Use again").click()
    expect(lesson).to_contain_text("On trial")

    accounts = sign_in(case.world.person("account_manager", serves=[case.client], now=clock.now()).email)
    accounts.goto(f"/accounts/{case.client.id}")
    accounts.get_by_role("link", name="What was learnt").click()
    expect(accounts.get_by_role("row", name=re.compile("Hafenkontor Brandt GmbH"))).to_be_visible()


def record(case: Case, job_id: str) -> Any:
    with unit_of_work(only(case.client.id)):
        return get_data(case.client.id, UUID(job_id)).record


def results(page: Page, job_id: str) -> dict[str, bytes]:
    """The files among a job's results, as the client downloads them."""
    page.goto(f"/jobs/{job_id}")
    found = {}
    for link in page.get_by_role("link", name=re.compile("^Download ")).all():
        address, name = link.get_attribute("href"), link.get_attribute("aria-label").removeprefix("Download ")
        found[name] = page.request.get(address).body()
    return found


def stand(page: Page, code: str, reason: str) -> None:
    """Say why a finding may stand by the usual reason, and hand in: its fields are not asked about once more."""
    finding = page.locator(f"[data-finding='{code}']")
    finding.get_by_role("button", name=reason).click()
    expect(finding.locator("[data-reasons]")).to_have_value(reason)
    for doubt in page.locator(f"[data-doubt][data-asked-by='{code}']").all():
        expect(doubt).not_to_have_class(re.compile("input-doubt"))
    submit(page)


def test_what_is_taken_as_read_is_not_asked_about_once_more(case: Case, sign_in):
    misprinted = replace(SELLER, iban="DE12370400440532013000")
    job_id = case.receive(*as_pdf(replace(billed("RD-1"), seller=misprinted)))
    desk = sign_in(case.agents[0].email)
    take(desk)
    reason = desk.locator("[data-finding='IBAN_INVALID'] [data-reasons]")
    expect(reason).to_have_value("")
    expect(desk.locator("#f-iban")).to_be_focused()
    press(desk, "Enter")
    expect(reason).to_have_value("Printed so on the document")
    expect(desk.locator("[data-doubts-left]")).to_have_text("All checked")
    task = desk.url
    press(desk, "Control+Enter")
    desk.wait_for_url(lambda url: url != task and "/submit" not in url)
    with unit_of_work(only(case.client.id)):
        kept = {
            each["code"]: each.get("confirmed") for each in get_data(case.client.id, UUID(job_id)).findings
        }
    assert kept["IBAN_INVALID"] == "Printed so on the document"


def test_a_changed_bank_account_is_stopped_until_two_people_called(case: Case, sign_in):
    lay_down(case.world, case.approvers[0], iban=OTHER_ACCOUNT)
    job_id = case.receive(*as_pdf(billed("BK-1")))
    first, second = (sign_in(agent.email) for agent in case.agents)
    take(first)
    expect(first.locator("[data-finding='IBAN_CHANGED']")).to_contain_text(
        "Call the known contact (+49 30 1234)"
    )
    stand(first, "IBAN_CHANGED", "Printed so; two of us confirm it by a call")
    first.wait_for_url("**/step")
    sound(first, "call-back-of-a-bank")
    for path, words in CALL.items():
        first.locator(f"[name={path}]").fill(words)
    first.locator("[name=confirmed]").select_option("yes")
    press(first, "Control+Enter")
    expect(first.get_by_text(re.compile("Nothing else is waiting"))).to_be_visible()
    case.settle()
    assert account(case) == OTHER_ACCOUNT

    first.goto("/work")
    press(first, "n")
    expect(first.get_by_text(re.compile("Nothing else is waiting|Nothing is waiting"))).to_be_visible()
    second.goto("/work")
    press(second, "n")
    second.wait_for_url("**/step")
    expect(second.get_by_text(CALL["called"])).to_be_visible()
    assert first.goto(second.url).status in (403, 404, 409)
    press(second, "Control+Enter")
    expect(second.get_by_text(re.compile("Nothing else is waiting"))).to_be_visible()
    case.settle()
    assert account(case) == SELLER.iban

    files = results(sign_in(case.approvers[0].email), job_id)
    trail = json.loads(files["approvals.json"])["approvals"]
    assert [(line["step"], line["by"]) for line in trail] == [
        ("Call back", case.agents[0].name),
        ("Confirm the call", case.agents[1].name),
    ]
    assert "payment.xml" not in files, "the client did not say which account it pays from"


def account(case: Case) -> str:
    """The vendor's account on the client's list."""
    now = clock.now()
    with unit_of_work(only(case.client.id).reading()):
        [row] = masters.rows_equal(case.client.id, masters.list_of(case.client.id, "vendors", now), {})
        return str(row["iban"])


def test_a_duplicate_is_asked_about_with_the_other_one_beside_it(case: Case, sign_in):
    lay_down(case.world, case.approvers[0])
    case.receive(*as_pdf(billed("DU-100")))
    job_id = case.receive(*as_pdf(billed("DU-1OO")))  # the letter O twice
    desk = sign_in(case.agents[0].email)
    take(desk)
    finding = desk.locator("[data-finding='DUPLICATE_SUSPECTED']")
    expect(finding).to_contain_text(f"{case.client.code}-000001")
    finding.get_by_role("link", name=re.compile("Side by side")).click()
    beside = desk.get_by_role("dialog", name="Side by side")
    expect(beside.locator("tr[data-differs]").filter(has_text="DU-100")).to_contain_text("DU-1OO")
    expect(beside.get_by_role("row", name=re.compile("^Type"))).to_have_text(
        re.compile("Type *Invoice *Invoice")
    )
    drawn = beside.locator(".beside-doc img")
    expect(drawn).to_have_count(2)
    for image in drawn.all():
        image.scroll_into_view_if_needed()
        desk.wait_for_function("image => image.naturalWidth > 500", arg=image.element_handle())
    press(desk, "Escape")
    desk.get_by_role("heading", level=1).click()
    press(desk, "x")
    desk.locator("#reject-reason").select_option("repeated")
    desk.get_by_role("dialog").get_by_role("button", name="Reject").click()
    desk.wait_for_url("**/work")
    case.settle()
    client = sign_in(case.approvers[0].email)
    client.goto(f"/jobs/{job_id}")
    expect(client.get_by_text("It was handed in before").first).to_be_visible()


def test_a_mismatch_is_resolved_with_a_reason_that_the_client_reads(case: Case, sign_in):
    lay_down(case.world, case.approvers[0], received=10, policy={"approval_limit": "100.00"})
    job_id = case.receive(*as_xml(billed("MM-1", quantity=12)))
    desk = sign_in(case.agents[0].email)
    take(desk)
    expect(desk.get_by_text("Line 1: 12 billed, 10 received.").first).to_be_visible()
    expect(desk.locator("[data-line-check]").first).to_have_text("see above")
    expect(desk.locator(".xml-view dt", has_text=re.compile("^Type$")).locator("+ dd")).to_have_text(
        "Invoice"
    )
    stand(desk, "QTY_OVER_RECEIVED", "Received meanwhile; not recorded yet")
    case.settle()

    client = sign_in(case.approvers[0].email)
    client.goto("/approvals")
    press(client, "n")
    client.wait_for_url("**/approvals/*-*")
    expect(client.get_by_text("Line 1: 12 billed, 10 received.").first).to_be_visible()
    expect(client.get_by_text("Received meanwhile; not recorded yet").first).to_be_visible()
    press(client, "Control+Enter")
    expect(client.get_by_text(re.compile("is approved"))).to_be_visible()
    case.settle()
    client.goto(f"/jobs/{job_id}")
    expect(client.get_by_text("Received meanwhile; not recorded yet").first).to_be_visible()

    accounts = sign_in(case.world.person("account_manager", serves=[case.client], now=clock.now()).email)
    accounts.goto(f"/accounts/jobs/{job_id}")
    expect(accounts.get_by_text("Received meanwhile; not recorded yet").first).to_be_visible()


def test_above_the_limit_two_approve_before_it_can_be_paid(case: Case, sign_in):
    policy = {"approval_limit": "1000.00", "second_approval_limit": "5000.00", "pay_from": OTHER_ACCOUNT}
    lay_down(case.world, case.approvers[0], received=150, policy=policy)
    job_id = case.receive(*as_xml(billed("AP-1", quantity=150)))
    first, second = (sign_in(person.email) for person in case.approvers)
    assert results(first, job_id).keys() == {"AP-1.xml"}, "nothing but what was handed in"
    approve(first)
    case.settle()
    first.goto("/approvals")
    expect(first.get_by_text("Nothing waits for you")).to_be_visible()
    assert "payment.xml" not in results(first, job_id)
    approve(second)
    case.settle()
    files = results(second, job_id)
    assert {"payment.xml", "approvals.json", "invoice-ubl.xml"} <= files.keys()
    assert b"pain.001.001" in files["payment.xml"]
    assert (SELLER.iban or "").encode() in files["payment.xml"]
    assert [line["by"] for line in json.loads(files["approvals.json"])["approvals"]] == [
        person.name for person in case.approvers
    ]


def approve(page: Page) -> None:
    """Approve the next that waits, by keyboard."""
    page.goto("/approvals")
    press(page, "n")
    page.wait_for_url("**/approvals/*-*")
    press(page, "Control+Enter")
    expect(page.get_by_text(re.compile("is approved"))).to_be_visible()


def test_a_file_of_two_invoices_becomes_two_jobs(case: Case, sign_in):
    page = sign_in(case.approvers[0].email)
    page.goto("/portal")
    file = {"name": "march.pdf", "mimeType": "application/pdf", "buffer": german(times=2)}
    page.locator("#hand-in input[type=file]").set_input_files([file])
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.wait_for_url("**/batches/**")
    for number in (1, 2):
        expect(page.get_by_text(f"{case.client.code}-{number:06d}").first).to_be_visible()
        expect(page.get_by_text(f"march (page {number}).pdf").first).to_be_visible()
    expect(page.get_by_text(f"{case.client.code}-000003")).to_have_count(0)
    case.settle()
    page.reload()
