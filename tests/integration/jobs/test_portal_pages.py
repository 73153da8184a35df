"""Handing in and watching on the pages, without scripts."""

import io
import re

import pytest

from bpo.jobs.models import Job
from bpo.jobs.views import lists, portal
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from tests.factories.browser import Browser
from tests.factories.hostile import good_pdf, good_xml, zip_of
from tests.factories.world import INVOICES, Client, World


@pytest.fixture
def alder(world: World) -> Client:
    return world.client("Alder", now=clock.now())


@pytest.fixture
def browser(web, world: World, alder: Client) -> Browser:
    return Browser.of(web, world.person("submitter", tenant=alder, now=clock.now()))


def hand_in(browser: Browser, *files: tuple[str, bytes], **asked: str):
    """Hand in files and follow to the batch's page."""
    sent = [(io.BytesIO(content), name) for name, content in files]
    return browser.post(
        "/batches", data={"work_type": INVOICES, "files": sent, **asked}, follow_redirects=True
    )


def test_three_files_and_a_zip_become_jobs_with_promises(browser: Browser):
    zipped = zip_of([(f"{n}.pdf", good_pdf(n + 2)) for n in range(10)])
    page = hand_in(
        browser, ("e.xml", good_xml()), ("t.pdf", good_pdf(1)), ("all.zip", zipped), reference="Week 41"
    )
    assert page.status_code == 200
    assert "<h1>Week 41</h1>" in page.text
    assert len(set(re.findall(r"C01-\d{6}", page.text))) == 12
    assert page.text.count("Due ") == 12
    assert "12 jobs taken in." in page.text


def test_a_reference_for_one_file_is_the_jobs_and_comes_once(browser: Browser, alder: Client):
    hand_in(browser, ("a.pdf", good_pdf(1)), reference=" RE  7 ", priority="urgent", notes="Line 1\r\nLine 2")
    again = hand_in(browser, ("b.pdf", good_pdf(2)), reference="RE 7")
    assert "“RE 7” is already C01-000001" in again.text
    with unit_of_work(only(alder.id)):
        [job] = db.session.query(Job).all()
    assert (job.client_reference, job.priority, job.notes, job.title) == (
        "RE 7",
        0,
        "Line 1\nLine 2",
        "a.pdf",
    )


def test_progress_is_asked_for_by_its_mark_and_ends(browser: Browser, world: World):
    batch = hand_in(browser, ("a.pdf", good_pdf(1))).request.path
    first = browser.get(f"{batch}/progress?part=bar")
    assert first.status_code == 200
    same = browser.get(f"{batch}/progress?part=bar", headers={"If-None-Match": first.headers["ETag"]})
    assert (same.status_code, same.data) == (304, b"")
    world.follow(clock.now())
    moved = browser.get(f"{batch}/progress?part=bar", headers={"If-None-Match": first.headers["ETag"]})
    assert moved.status_code == 200
    assert "in progress" in moved.text
    assert "X-Live" not in moved.headers
    job = re.search(r"/jobs/[0-9a-f-]{36}", browser.get(f"{batch}/progress").text)
    assert job
    browser.get(job.group())
    browser.post(f"{job.group()}/cancel", data={"cancel_reason": ""})
    assert browser.get(f"{batch}/progress?part=bar").headers["X-Live"] == "done"


def test_what_was_refused_needs_the_client_until_it_is_seen(browser: Browser):
    batch = hand_in(browser, ("a.pdf", good_pdf(1)), ("empty.pdf", b"")).request.path
    home = browser.get("/portal").text
    assert "1 thing needs you" in home
    assert "The file is empty" in home
    assert browser.post(f"{batch}/seen").status_code == 303
    assert "Nothing needs you" in browser.get("/portal").text
    assert "The file is empty" in browser.get(batch).text


def test_the_same_file_is_shown_as_such(browser: Browser):
    hand_in(browser, ("a.pdf", good_pdf(1)))
    page = hand_in(browser, ("b.pdf", good_pdf(1)))
    assert "Same file as C01-000001" in page.text


def test_the_list_is_searched_tabbed_and_paged_to_and_fro(
    browser: Browser, world: World, alder: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lists, "ON_A_PAGE", 4)
    for number in range(10):
        world.job(alder, reference=f"RE-{number}", now=clock.now(), title=f"file {number}")

    def shown(path: str) -> list[str]:
        return re.findall(r'block">(RE-\d)<', browser.get(path).text)

    def link(path: str, rel: str) -> str:
        found = re.search(rf'rel="{rel}" href="([^"]+)"', browser.get(path).text)
        assert found
        return found.group(1).replace("&amp;", "&")

    first = "/jobs?q=file"
    assert shown(first) == ["RE-9", "RE-8", "RE-7", "RE-6"]
    second = link(first, "next")
    assert shown(second) == ["RE-5", "RE-4", "RE-3", "RE-2"]
    third = link(second, "next")
    assert shown(third) == ["RE-1", "RE-0"]
    assert shown(link(third, "prev")) == ["RE-5", "RE-4", "RE-3", "RE-2"]
    assert shown(link(link(third, "prev"), "prev")) == ["RE-9", "RE-8", "RE-7", "RE-6"]
    assert shown("/jobs?tab=ready") == []
    assert len(shown("/jobs?tab=with_us")) == 4
    assert shown("/jobs?q=RE-3") == ["RE-3"]
    assert shown("/jobs?q=%25") == []


@pytest.mark.parametrize(
    "query", ["tab=x", "before=x", "after=2026~x", "q=%00%e2%80%ae", "received_from=x", "received_from=0001-01-01",
              "received_to=9999-12-31", "surprise=1", "q=" + "x" * 3000],
)  # fmt: skip
def test_no_query_brings_the_list_down(browser: Browser, query: str):
    assert browser.get(f"/jobs?{query}").status_code in (200, 422)
    assert browser.get(f"/jobs/export.csv?{query}").status_code in (200, 422)


def test_exports_keep_formulas_dead(browser: Browser):
    hand_in(browser, ("a.pdf", good_pdf(1)), reference="=HYPERLINK(1)", notes="+1+1")
    text = browser.get("/jobs/export.csv")
    assert text.headers["Content-Disposition"].startswith("attachment")
    assert "'=HYPERLINK(1)" in text.text
    assert "'+1+1" in text.text
    assert browser.get("/jobs/export.xlsx").data[:2] == b"PK"
    assert browser.get("/jobs/export.pdf").status_code == 404


def test_an_xlsx_sheet_gives_files_their_wishes(browser: Browser, alder: Client):
    from bpo.platform.sheets.writing import write_xlsx

    header = ("File name", "Reference", "Priority", "Notes", "Not before", "Wanted by")
    sheet = write_xlsx([("s", header, [("A.PDF", "R-1", "high", "n", None, None)])])
    page = hand_in(
        browser, ("a.pdf", good_pdf(1)), ("b.pdf", good_pdf(2)), ("sheet.xlsx", sheet), priority="low"
    )
    assert "2 jobs taken in." in page.text
    with unit_of_work(only(alder.id)):
        found = {job.title: (job.client_reference, job.priority, job.notes) for job in db.session.query(Job)}
    assert found == {"a.pdf": ("R-1", 1, "n"), "b.pdf": (None, 3, "")}
    template = browser.get("/batches/template.csv").text
    assert template.lstrip("\ufeff").startswith("File name,Reference,Priority")


def test_home_costs_the_same_however_much_there_is(
    web, browser: Browser, world: World, alder: Client, monkeypatch
):
    from sqlalchemy import event

    def statements(path: str) -> int:
        count = 0

        def note(*_: object) -> None:
            nonlocal count
            count += 1

        with web.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            assert browser.get(path).status_code == 200
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return count

    monkeypatch.setattr(portal.SHARED, "seconds", 0)
    pages = ("/portal", "/jobs", "/batches", "/portal/progress")
    hand_in(browser, ("a.pdf", good_pdf(1)), ("x.pdf", b""))
    few = {path: statements(path) for path in pages}
    for number in range(3):
        hand_in(browser, *[(f"{n}.pdf", good_pdf(n + 1)) for n in range(number, number + 4)], ("x.pdf", b""))
    assert {path: statements(path) for path in pages} == few
    assert max(few.values()) <= 20


def test_another_client_sees_nothing_of_it(web, browser: Browser, world: World):
    page = hand_in(browser, ("secret.pdf", good_pdf(1)))
    batch = page.request.path
    job = re.search(r"/jobs/[0-9a-f-]{36}", page.text)
    assert job
    birch = world.client("Birch", now=clock.now())
    other = Browser.of(web, world.person("approver", tenant=birch, now=clock.now()))
    for path in (batch, f"{batch}/progress", f"{batch}/sheet.csv", f"{batch}/results.zip", job.group()):
        assert other.get(path).status_code == 404
    for path in ("/portal", "/jobs", "/batches"):
        assert "secret" not in other.get(path).text
    assert other.post(f"{batch}/seen").status_code == 404
