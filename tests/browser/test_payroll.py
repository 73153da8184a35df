"""Two clients' pay runs in Chromium: from the upload with faults planted to the approved and accepted payment file."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from bpo.platform import clock
from tests.browser.looking import press, sound
from tests.factories.world import World
from tests.integration.payroll.conftest import Office, make_office
from workers.demo.payroll import MadeRun, make_run


@pytest.fixture
def offices(world: World) -> dict[str, Office]:
    made = {"us": make_office(world, "Contoso Group"), "uk": make_office(world, "Northwind Ltd")}
    for jurisdiction, office in made.items():
        office.employer(jurisdiction)
    return made


def files_of(run: MadeRun) -> list[dict[str, object]]:
    return [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in run.files()]


PLANTS = {
    "us": ("SSN_MISSING", "OVERTIME_NOT_SPLIT", "VARIANCE"),
    "uk": ("NINO_INVALID", "BELOW_MINIMUM_WAGE"),
}
RUNS = {
    "us": make_run("us", seed=3, size=60, frequency="biweekly", plants=PLANTS["us"]),
    "uk": make_run("uk", seed=3, size=25, frequency="monthly", plants=PLANTS["uk"]),
}
DECIDED = {
    "SSN_MISSING": ("correct", "sent by the client", "ssn=212-34-5678"),
    "OVERTIME_NOT_SPLIT": ("correct", "confirmed by the client", "regular_hours=80; overtime_hours=4"),
    "VARIANCE": ("pay", "returned from leave", ""),
    "NINO_INVALID": ("correct", "sent by the client", "nino=AB123456C"),
    "BELOW_MINIMUM_WAGE": ("hold", "asked the client", ""),
}


def take_next(page: Page) -> None:
    """Take the next task by its key."""
    page.goto("/work")
    press(page, "n")


def decide(page: Page, name: str) -> int:
    """Decide each exception on the desk by keys alone, with its evidence beside; how many there were."""
    done = 0
    while page.locator("section[aria-label=Evidence]").count():
        page.wait_for_load_state("networkidle")
        title = page.locator("[data-papers] h2").first.inner_text()
        decision, reason, correct = DECIDED[title.rpartition(": ")[2]]
        if not done:
            sound(page, f"exception-{name}")
            page.locator("#f-decision").focus()
        press(page, {"pay": "1", "hold": "2", "correct": "3"}[decision])
        press(page, "Enter")
        page.keyboard.type(reason)
        press(page, "Enter")
        if correct.startswith(("ssn", "nino")):
            press(page, "Enter")
        page.keyboard.type(correct)
        with page.expect_navigation():
            press(page, "Control+Enter")
        done += 1
    return done


def prepare(page: Page, name: str) -> None:
    """Look over what was decided, and submit."""
    for select in page.locator("select[name$='.decision']").all():
        expect(select).not_to_have_value("")
    sound(page, f"prepare-{name}")
    page.locator("#f-note").fill("All decided with the client.")
    press(page, "Control+Enter")


def test_two_clients_runs_become_approved_payment_files(
    offices: dict[str, Office], sign_in: Callable[..., Page], world: World
) -> None:
    for jurisdiction, office in offices.items():
        page = sign_in(office.approvers[0].email)
        page.locator("#hand-in input[type=file]").set_input_files(files_of(RUNS[jurisdiction]))
        page.get_by_role("button", name="Hand in").click()
        expect(page.get_by_text("1 job taken in.")).to_be_visible()
    world.settle(clock.now())
    for jurisdiction, office in offices.items():
        preparer = sign_in(office.agents[0].email)
        take_next(preparer)
        preparer.wait_for_url("**/work/*")
        with preparer.context.expect_page() as opened:
            preparer.get_by_role("link", name="Open the register").click()
        register = opened.value
        expect(register.get_by_role("heading", name="Register of")).to_be_visible()
        sound(register, f"register-{jurisdiction}")
        register.get_by_role("link", name="Net").click()
        expect(register.locator("th[aria-sort=ascending]")).to_have_text("Net ↑")
        register.locator("tbody th a").first.click()
        expect(register.get_by_role("heading", name="How each figure came about")).to_be_visible()
        sound(register, f"employee-{jurisdiction}")
        register.close()
        assert decide(preparer, jurisdiction) == len(PLANTS[jurisdiction])
        prepare(preparer, jurisdiction)
        expect(preparer.get_by_text("Nothing else is waiting")).to_be_visible()
        world.settle(clock.now())

        checker = sign_in(office.agents[1].email)
        take_next(checker)
        checker.wait_for_url("**/step")
        sound(checker, f"check-{jurisdiction}")
        press(checker, "Control+Enter")
        expect(checker.get_by_text("Nothing else is waiting")).to_be_visible()
        world.settle(clock.now())

        approver = sign_in(office.approvers[0].email)
        approver.goto("/approvals")
        approver.locator("a[href*='/approvals/']").first.click()
        expect(approver.get_by_text("Files you approve")).to_be_visible()
        sound(approver, f"approve-{jurisdiction}")
        approver.get_by_role("link", name="Open the register").click()
        expect(approver.get_by_role("heading", name="Register of")).to_be_visible()
        approver.go_back()
        press(approver, "Control+Enter")
        expect(approver.get_by_text("is approved.")).to_be_visible()
        world.settle(clock.now())
        approver.goto("/jobs")
        approver.get_by_role("link", name=f"{office.client.code}-000001").first.click()
        expect(approver.get_by_text("payslips.zip")).to_be_visible()
        approver.get_by_role("button", name="Accept").first.click()
        expect(approver.get_by_text("Accepted").first).to_be_visible()
