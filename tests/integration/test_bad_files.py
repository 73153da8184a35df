"""What clients should not send, sent: each file gets a plain answer, the others go on, nobody is stuck."""

import io
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bpo.jobs.models import Batch, Document, Job, Refusal
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from bpo.workqueue.models import Task
from tests.factories.browser import Browser
from tests.factories.hostile import HostileFile, good_pdf, hostile_files, mutated_files, zip_of
from tests.factories.world import INVOICES, Client, World
from tests.integration.test_api import Program, key_for

TABLES = (".csv", ".xlsx")
"""No files of this service: refused whatever they hold."""


@pytest.fixture
def alder(world: World) -> Client:
    return world.client("Alder", now=clock.now())


@pytest.fixture
def browser(web, world: World, alder: Client) -> Browser:
    return Browser.of(web, world.person("submitter", tenant=alder, now=clock.now()))


@pytest.fixture
def program(web, world: World, alder: Client) -> Program:
    return Program(web.test_client(), key_for(world, alder))


def send(program: Program, file: HostileFile) -> Any:
    """The file as a batch of its own."""
    return program.call(
        "POST",
        "/batches",
        data={
            "work_type": INVOICES,
            "files": [(io.BytesIO(file.content), file.name)],
        },
        content_type="multipart/form-data",
    )


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_hostile_file_is_judged(program: Program):
    wrong = []
    for file in hostile_files():
        answer = send(program, file)
        if answer.status_code != 201:
            wrong.append((file.name, answer.status_code, answer.json))
            continue
        refused = answer.json["refused"]
        taken = answer.json["total"]
        if taken + len(refused) == 0 or any(
            len(each["message"]) < 15 or not each["code"] for each in refused
        ):
            wrong.append((file.name, "no plain words", refused))
        if file.expect == "refused" and (taken or not refused):
            wrong.append((file.name, "should be refused", answer.json))
        if file.expect == "accepted" and not file.name.endswith(TABLES) and not taken:
            wrong.append((file.name, "should be taken", refused))
    assert wrong == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_all_of_them_in_one_drop_leave_no_worker_stuck(browser: Browser, world: World, alder: Client):
    files = [(io.BytesIO(file.content), file.name) for file in hostile_files() if len(file.content) < 5 << 20]
    page = browser.post("/batches", data={"work_type": INVOICES, "files": files}, follow_redirects=True)
    assert page.status_code == 200
    with unit_of_work(only(alder.id)):
        taken = db.session.scalar(select(func.count()).select_from(Job)) or 0
        refused = db.session.scalars(select(Refusal.message)).all()
    assert taken > 20
    assert all(len(message) > 15 for message in refused)
    for hours in range(6):  # what took too long is tried again, in the end by a person
        world.settle(clock.now() + timedelta(hours=hours))
    with unit_of_work(only(alder.id)):
        states = {
            row.state: row[1]
            for row in db.session.execute(
                select(Task.state, func.count()).where(Task.step == "capture").group_by(Task.state)
            )
        }
        assert states == {"done": taken}
        waiting = db.session.scalar(select(func.count()).select_from(Task).where(Task.state == "queued")) or 0
        delivered = (
            db.session.scalar(select(func.count()).select_from(Job).where(Job.state == "delivered")) or 0
        )
    assert waiting + delivered == taken
    for path in ("/portal", "/jobs", "/batches", "/jobs/export.csv", "/jobs/export.xlsx"):
        assert browser.get(path).status_code == 200


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_files_with_bytes_turned_over_never_bring_a_page_down(program: Program):
    statuses = {
        (answer.status_code, len(answer.json["refused"]) + answer.json["total"] >= 1)
        for answer in (send(program, file) for file in mutated_files(40, seed=11))
    }
    assert statuses == {(201, True)}


def test_names_from_outside_are_made_fit_to_show(browser: Browser, alder: Client):
    names = [
        "in\u202evoice\u0000.pdf",
        "../../etc/passwd.pdf",
        "a" * 400 + ".pdf",
        "<script>x</script>.pdf",
        "=1+1.pdf",
    ]
    page = browser.post(
        "/batches",
        data={
            "work_type": INVOICES,
            "files": [(io.BytesIO(good_pdf(n + 1)), name) for n, name in enumerate(names)],
        },
        follow_redirects=True,
    )
    assert page.status_code == 200
    assert "<script>x" not in page.text
    with unit_of_work(only(alder.id)):
        kept = set(db.session.scalars(select(Document.name)))
    assert len(kept) == 5
    assert not any("\u202e" in name or "\0" in name or "/" in name or len(name) > 150 for name in kept)
    assert "'=1+1.pdf" in browser.get("/jobs/export.csv").text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("priority", "as soon as possible"),
        ("priority", "\u202e"),
        ("not_before", "31.31.2026"),
        ("not_before", "0000-00-00"),
        ("not_before", "1999-01-01"),
        ("wanted", "9999-12-31T23:59"),
        ("wanted", "0001-01-01T00:00+23:59"),
        ("reference", "x" * 101),
        ("reference", "a\u200bb"),
        ("notes", "n" * 2001),
        ("surprise", "1"),
    ],
)
def test_absurd_wishes_come_back_with_the_form(browser: Browser, alder: Client, field: str, value: str):
    page = browser.post(
        "/batches",
        data={"work_type": INVOICES, field: value, "files": (io.BytesIO(good_pdf(1)), "a.pdf")},
    )
    assert page.status_code == 422
    assert "needs a change" in page.text
    with unit_of_work(only(alder.id)):
        assert db.session.scalar(select(func.count()).select_from(Batch)) == 0


def test_nothing_chosen_is_said_on_the_form(browser: Browser):
    page = browser.post("/batches", data={"work_type": INVOICES, "files": (io.BytesIO(b""), "")})
    assert page.status_code == 422
    assert "Choose at least one file" in page.text


def test_more_than_may_be_sent_at_once_is_said_in_words(browser: Browser, web):
    most = web.config["MAX_CONTENT_LENGTH"]
    web.config["MAX_CONTENT_LENGTH"] = 100_000
    try:
        page = browser.post(
            "/batches",
            data={"work_type": INVOICES, "files": (io.BytesIO(b"%PDF-" + b"x" * 200_000), "a.pdf")},
        )
    finally:
        web.config["MAX_CONTENT_LENGTH"] = most
    assert page.status_code == 413
    assert "too large" in page.text


def test_the_same_reference_twice_in_one_sheet_is_one_job(browser: Browser, alder: Client):
    sheet = "File name;Reference;Priority\na.pdf;R-1;urgent\nb.pdf;R-1;\nc.pdf;R-2;soon\nd.pdf;R-3;low\n"
    page = browser.post(
        "/batches",
        data={
            "work_type": INVOICES,
            "files": [
                (io.BytesIO(sheet.encode()), "sheet.csv"),
                (
                    io.BytesIO(zip_of([(f"{n}.pdf", good_pdf(i + 1)) for i, n in enumerate("abce")])),
                    "all.zip",
                ),
            ],
        },
        follow_redirects=True,
    )
    assert page.status_code == 200
    assert "is already" in page.text
    assert "no priority “soon”" in page.text
    assert "No file of this name came with the sheet" in page.text
    with unit_of_work(only(alder.id)):
        found = db.session.execute(select(Job.client_reference, Job.title, Job.priority)).all()
    assert {tuple(row) for row in found} == {("R-1", "a.pdf", 0), (None, "e.pdf", 2)}
    batch = page.request.path
    noted = browser.get(f"{batch}/sheet.csv").text.splitlines()
    assert noted[0].lstrip("\ufeff").endswith("Our reference,Problem")
    assert [line.split(",")[0] for line in noted[1:]] == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    assert "no priority" in noted[3]
    assert browser.get(f"{batch}/sheet.xlsx").status_code == 200
