"""A PDF with several invoices becomes as many jobs of one batch; what is in doubt stays one."""

import io
import re
from typing import Any

import pytest

from bpo.platform import clock
from tests.factories.browser import Browser
from tests.factories.hostile import good_pdf, zip_of
from tests.factories.world import INVOICES, Client, World
from tests.integration.masters.test_api import program_of
from tests.unit.service_lines.invoice_processing.documents import german


@pytest.fixture
def browser(web, world: World) -> Browser:
    alder: Client = world.client("Alder", now=clock.now())
    return Browser.of(web, world.person("submitter", tenant=alder, now=clock.now()))


def hand_in(browser: Browser, name: str, content: bytes, **asked: str) -> str:
    sent = [(io.BytesIO(content), name)]
    page = browser.post(
        "/batches", data={"work_type": INVOICES, "files": sent, **asked}, follow_redirects=True
    )
    assert page.status_code == 200
    return page.text


def jobs_on(page: str) -> int:
    return len(set(re.findall(r"C01-\d{6}", page)))


def test_three_invoices_in_one_file_are_three_jobs_of_one_batch(browser: Browser) -> None:
    page = hand_in(browser, "march.pdf", german(times=3), reference="Week 12")
    assert jobs_on(page) == 3
    assert "<h1>Week 12</h1>" in page
    assert all(f"march (page {number}).pdf" in page for number in (1, 2, 3))


def test_those_in_an_archive_are_divided_too(browser: Browser) -> None:
    assert jobs_on(hand_in(browser, "all.zip", zip_of([("march.pdf", german(times=2))]))) == 2


def test_pages_that_do_not_tell_stay_one_job(browser: Browser) -> None:
    assert jobs_on(hand_in(browser, "letter.pdf", good_pdf(3))) == 1


def test_a_program_gets_the_first_job_and_hears_of_the_others(web, world: World) -> None:
    alder = world.client("Alder", now=clock.now())
    program = program_of(web, world, alder, "job.submit", "job.view")

    def send() -> Any:
        form = {
            "work_type": INVOICES,
            "reference": "MARCH",
            "files": (io.BytesIO(german(times=3)), "march.pdf"),
        }
        return program.call("POST", "/api/v1/jobs", data=form)

    made = send()
    assert made.status_code == 201, made.json
    assert made.json["client_reference"] == "MARCH"
    (said,) = made.json["remarks"]
    assert len(set(re.findall(r"C01-\d{6}", said))) == 3
    listed = program.call("GET", "/api/v1/jobs").json["jobs"]
    assert {job["client_reference"] for job in listed} == {"MARCH", "MARCH/2", "MARCH/3"}
    assert send().status_code == 200, "sent again, nothing is taken in again"
    assert len(program.call("GET", "/api/v1/jobs").json["jobs"]) == 3
