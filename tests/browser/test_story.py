"""The story of the house, from a client's drop to an accepted result and the account manager's figures, by keyboard
where people work by keyboard. Real pages, real workers, real files.
"""

import io
import json
import re
import zipfile
from decimal import Decimal

from playwright.sync_api import Page, expect

from bpo.contracts.rules import Sampling
from tests.browser.looking import go_by, press
from tests.factories.documents import invoice
from tests.factories.world import NOW

LOOKS = 150
"""How often to look, a second apart, for what the workers do: reading documents takes long on a busy machine."""


def payload(made):
    return {"name": made.name, "mimeType": made.media_type, "buffer": made.content}


def archive():
    """A ZIP of ten invoices."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as into:
        for seed in range(20, 30):
            made = invoice("ubl" if seed % 2 else "cii", seed=seed, issue_date=NOW.date())
            into.writestr(made.name, made.content)
    return {"name": "ten.zip", "mimeType": "application/zip", "buffer": packed.getvalue()}


def hand_in(page: Page, files: list[dict[str, object]]) -> None:
    page.goto("/portal")
    page.locator("#hand-in input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.wait_for_url("**/batches/**")


def test_the_whole_story(world, sign_in, workers):
    everybody = Sampling(percent=Decimal(100), new_agent_percent=Decimal(100), automation_percent=Decimal(0))
    alder, brook = world.client("Alder Foods", sampling=everybody), world.client("Brook Retail")
    submitter = world.person("submitter", tenant=alder)
    approver = world.person("approver", tenant=alder)
    agent = world.person("agent", serves=[alder, brook])
    second = world.person("agent", serves=[alder])
    reviewer = world.person("reviewer", serves=[alder], activities=["review"])
    manager = world.person("account_manager", serves=[alder])

    # A client drops three files, and a ZIP of ten; each becomes a job with a reference and a promise.
    portal = sign_in(submitter.email)
    three = [
        payload(invoice("ubl", seed=1, issue_date=NOW.date())),
        payload(invoice("text_pdf", seed=2, issue_date=NOW.date(), defects=frozenset({"totals_wrong"}))),
        payload(invoice("scan_png", seed=3, issue_date=NOW.date(), defects=frozenset({"low_quality"}))),
    ]
    hand_in(portal, three)
    for number in (1, 2, 3):
        expect(portal.get_by_text(f"{alder.code}-{number:06d}").first).to_be_visible()
    expect(portal.get_by_text("due", exact=False).first).to_be_visible()
    batch = portal.url
    hand_in(portal, [archive()])
    expect(portal.get_by_text(f"{alder.code}-000013").first).to_be_visible()

    # An agent takes the next task: one client's data, the reason beside it; nobody else gets the same.
    desk = sign_in(agent.email)
    task = next_task(desk)
    other = sign_in(second.email)
    expect(desk.get_by_text("Brook Retail")).to_have_count(0)
    assert task != next_task(other, looks=1)

    # She asks the client; the answer comes in the portal, and the task comes back.
    press(desk, "Escape", "a")
    desk.locator("#ask-question").fill("The total does not fit the lines. Which counts?")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Send the question").click()
    portal.goto("/portal")
    expect(portal.get_by_text("The total does not fit the lines. Which counts?").first).to_be_visible()
    portal.get_by_label("Answer to: The total does not fit the lines. Which counts?").fill(
        "The total counts."
    )
    with portal.expect_navigation():
        portal.get_by_role("button", name="Answer").first.click()
    portal.goto("/portal")
    expect(portal.get_by_label("Answer to: The total does not fit the lines. Which counts?")).to_have_count(0)
    again = next_task(desk)
    assert again == task
    expect(desk.get_by_text("The total counts.").first).to_be_visible()
    reference = desk.locator("h1").inner_text()

    # She says why what stands may stand, and submits by keyboard.
    submit_as_printed(desk)

    # A reviewer, who is somebody else, returns it with the reasons; it comes back to the same agent.
    look = sign_in(reviewer.email)
    review(look, reference, "return", "The buyer's order number is missing.")
    assert next_task(desk, reference=reference)
    expect(desk.get_by_text("The buyer's order number is missing.").first).to_be_visible()
    submit_as_printed(desk)
    review(look, reference, "accept", "")

    # The client is told, downloads the record, sends it back with a reason; then accepts the corrected version.
    job = open_job(portal, reference)
    expect(portal.get_by_text("record.json")).to_be_visible()
    with portal.expect_download() as downloading:
        portal.get_by_label("Download record.json").click()
    assert json.loads(downloading.value.path().read_text(encoding="utf-8"))
    for name in ("record.csv", "record.xlsx", "invoice-ubl.xml"):
        expect(portal.get_by_label(f"Download {name}")).to_be_visible()
    boss = sign_in(approver.email)
    boss.goto(job)
    boss.get_by_role("button", name="Send back").first.click()
    boss.get_by_label("What is wrong").fill("The cost centre is not ours.")
    with boss.expect_navigation():
        boss.get_by_role("dialog").get_by_role("button", name="Send back").click()
    assert next_task(desk, reference=reference)
    expect(desk.get_by_text("The cost centre is not ours.").first).to_be_visible()
    submit_as_printed(desk)
    review(look, reference, "accept", "")
    boss.goto(job)
    wait_for(boss, lambda: boss.get_by_role("button", name="Accept", exact=True).count() == 1)
    expect(boss.get_by_text("version 2").first).to_be_visible()
    boss.get_by_role("button", name="Accept", exact=True).click()
    expect(boss.get_by_text("Accepted").first).to_be_visible()

    # The account manager sees her clients only, down to the job's minutes.
    accounts = sign_in(manager.email)
    accounts.goto("/accounts")
    expect(accounts.get_by_role("link", name="Alder Foods")).to_be_visible()
    expect(accounts.get_by_text("Brook Retail")).to_have_count(0)
    accounts.goto(job.replace("/jobs/", "/accounts/jobs/"))
    expect(accounts.get_by_text("Where the time went").first).to_be_visible()
    expect(accounts.get_by_text("Waiting for the client").first).to_be_visible()
    assert accounts.goto(f"/accounts/{brook.id}").status == 404
    assert batch


def wait_for(page: Page, condition) -> None:
    """Look again, as a person would, until it is so."""
    for _ in range(LOOKS):
        if condition():
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError("it never came")


def next_task(page: Page, *, looks: int = LOOKS, reference: str | None = None) -> str:
    """Press "next" until a task comes; its address, or nothing."""
    for _ in range(looks):
        page.goto("/work")
        go_by(page, "n")
        if page.locator("#bench-form").count():
            if reference in (None, page.locator("h1").inner_text()):
                return page.url
            put_back(page)
        page.wait_for_timeout(1000)
    return ""


def put_back(page: Page) -> None:
    press(page, "Escape", "s")
    page.locator("#back-reason").select_option("language")
    with page.expect_navigation():
        page.get_by_role("dialog").get_by_role("button", name="Hand back").click()


def submit_as_printed(page: Page) -> None:
    """Say of every open check that it stands so on the page, then submit without the mouse."""
    address = page.url
    for _ in range(4):
        settle(page)
        for field in page.locator("[name^='confirm.']").all():
            field.fill("printed so")
        go_by(page, "Control+Enter")
        if page.url != address and "/submit" not in page.url:
            return
        address = page.url
    raise AssertionError(f"not submitted: {page.locator('main').inner_text()[:800]}")


def settle(page: Page) -> None:
    """Jump to every doubtful field and take it as read, or as missing."""
    for _ in range(60):
        if page.locator("[data-doubts-left].count-due").count() == 0:
            return
        press(page, "F8", "Enter")


def review(page: Page, reference: str, outcome: str, comment: str) -> None:
    """Get the review by "next", answer the card, decide."""
    for _ in range(LOOKS):
        page.goto("/review")
        go_by(page, "n")
        if re.search(r"/review/[0-9a-f]{8}-", page.url):
            if page.locator("h1").inner_text() == reference:
                break
            decide(page, "accept", "")  # another job of the sample came first
            continue
        page.wait_for_timeout(1000)
    assert page.locator("h1").inner_text() == reference
    decide(page, outcome, comment)


def decide(page: Page, outcome: str, comment: str) -> None:
    answers = page.locator("[name^='review.answer.'][value=yes]").all()
    for answer in answers:
        answer.check()
    if outcome == "return":
        page.locator("[name^='review.answer.'][value=no]").first.check()
    page.locator(f"[name='review.outcome'][value={outcome}]").check()
    page.locator("[name='review.comment']").fill(comment)
    go_by(page, "Control+Enter")


def open_job(page: Page, reference: str) -> str:
    """The client's page of the job, once it is ready."""
    page.goto(f"/jobs?q={reference}")
    page.get_by_role("link", name=reference).first.click()
    page.wait_for_url("**/jobs/*")
    wait_for(page, lambda: page.get_by_text("record.json").count() > 0)
    return page.url
