"""The components in Chromium: axe finds nothing, the content policy stops nothing, every script does its one thing."""

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.browser.gallery import HEIGHT, PRINTED, WIDTH, Kept, box_of, make_app
from tests.browser.looking import EVERY, faults, press, sound

PAGES = ("/", "/charts", "/bench", "/plain", "/error/404")


class Quiet(WSGIRequestHandler):
    """A server that does not write a line for every request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def app() -> Flask:
    return make_app()


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def kept(app: Flask) -> Kept:
    app.extensions["kept"].__init__()
    return app.extensions["kept"]


@pytest.fixture
def page(window: Callable[..., Page], address: str, kept: Kept) -> Page:
    return window(address)


def entry(page: Page, label: str) -> Locator:
    """The input of a field of the workbench."""
    return page.get_by_role("textbox", name=label, exact=True)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_overflows(page: Page, path: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(path)
    sound(page, f"gallery-{path}", looks=EVERY)
    assert [text for text in said if "404" not in text] == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_inline(app: Flask, path: str) -> None:
    html = app.test_client().get(path).get_data(as_text=True)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", html)


def test_the_planted_defects_are_found(page: Page) -> None:
    page.goto("/plain")
    assert faults(page, 1440, "light") == []
    page.evaluate("document.querySelector('label[for=f-email]').remove()")
    page.evaluate("document.querySelector('main').style.width = '2000px'")
    found = "\n".join(faults(page, 1440, "light"))
    assert "1440 light: label: <input" in found
    assert "too wide for" in found


def test_the_theme_is_chosen_and_kept(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Tomás Rey, your account").click()
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(19, 20, 23)"


def test_the_list_of_keys_is_built_from_the_page(page: Page) -> None:
    page.goto("/bench")
    page.get_by_role("heading", name="RE-2026-04418").click()
    press(page, "?")
    dialog = page.get_by_role("dialog", name="Keys on this page")
    expect(dialog).to_contain_text("Submit and next")
    expect(dialog).to_contain_text("F8")
    press(page, "Escape")
    expect(dialog).to_be_hidden()


def test_single_keys_act_only_while_nobody_types_and_can_be_switched_off(page: Page) -> None:
    page.goto("/bench")
    field = entry(page, "Invoice date")
    field.fill("")
    field.press("h")
    expect(page.locator("#hold")).to_be_hidden()
    assert field.input_value() == "h"
    page.get_by_role("heading", name="RE-2026-04418").click()
    press(page, "h")
    expect(page.locator("#hold")).to_be_visible()
    press(page, "Escape")
    page.evaluate("localStorage.setItem('single-keys', 'off')")
    page.get_by_role("heading", name="RE-2026-04418").click()
    press(page, "h")
    expect(page.locator("#hold")).to_be_hidden()


def test_the_whole_task_goes_by_keyboard(page: Page, kept: Kept) -> None:
    page.goto("/bench")
    expect(page.locator("[data-doubts-left]")).to_have_text("4 left")
    expect(entry(page, "Invoice date")).to_be_focused()
    press(page, "Enter")
    expect(entry(page, "Purchase order")).to_be_focused()
    press(page, "F8")
    expect(entry(page, "Gross total")).to_be_focused()
    press(page, "ControlOrMeta+a")
    page.keyboard.type("1.751,33")
    press(page, "Enter")
    expect(entry(page, "Quantity, line 2")).to_be_focused()
    press(page, "Enter")
    expect(entry(page, "Purchase order")).to_be_focused()
    press(page, "Enter")
    expect(page.locator("[data-doubts-left]")).to_have_text("All checked")
    expect(page.locator("[data-verdict]")).to_have_text("All 4 sums add up")
    press(page, "Control+Enter")
    page.wait_for_url("**/submit")
    (sent,) = kept.posted
    assert sent["gross"] == ["1751.33"]
    assert set(sent["_confirmed"]) == {"issue_date", "po_ref", "gross", "lines.1.quantity"}
    assert (sent["action"], sent["_lease"], sent["csrf_token"]) == (["submit"], ["tok"], ["token"])
    assert sent["lines.1.description"] == ["Paletten"]


def test_the_arithmetic_is_live_and_exact(page: Page) -> None:
    page.goto("/bench")
    verdict = page.locator("[data-verdict]")
    expect(verdict).to_have_text("Gross total 1,751.63 is 0.30 more than Net total + VAT")
    expect(page.locator("[data-off='gross']")).to_have_text("0.30 more than Net total + VAT (1,751.33)")
    expect(page.locator("[data-sum-of='lines.*.line_net']")).to_have_text("1,627.00")
    page.get_by_label("Price, line 1").fill("38,51")
    expect(page.locator("[data-line='0'] [data-line-check]")).to_have_text("0.40 less")
    page.get_by_label("Net, line 1").fill("1.540,40")
    expect(page.locator("[data-line='0'] [data-line-check]")).to_have_text("adds up")
    expect(verdict).to_contain_text("Net total 1,627.00 is 0.40 less than sum of Net in Lines")
    page.get_by_label("Net, line 1").fill("abc")
    expect(verdict).to_contain_text("A row has no amount to read")


def test_lines_are_added_and_removed_without_holes(page: Page, kept: Kept) -> None:
    page.goto("/bench")
    press(page, "Alt+l")
    expect(page.get_by_label("Text, line 3")).to_be_focused()
    page.keyboard.type("Fracht")
    page.get_by_role("button", name="Remove line 1").click()
    expect(page.locator("[data-line-count]")).to_have_text("2 lines")
    press(page, "Control+Enter")
    page.wait_for_url("**/submit")
    names = [name for name in kept.posted[0] if name.endswith(".description")]
    assert names == ["lines.0.description", "lines.1.description"]
    assert kept.posted[0]["lines.1.description"] == ["Fracht"]


def point(page: Page, text: str) -> tuple[float, float]:
    """Where a printed word of page 1 is on the screen."""
    box = page.locator("#doc-page-1").bounding_box()
    assert box
    left, top, right, bottom = next(box_of(*word) for word in PRINTED if word[0] == text)
    return box["x"] + (left + right) / 2 * box["width"], box["y"] + (top + bottom) / 2 * box["height"]


def test_a_click_on_a_word_fills_the_field_and_undo_takes_it_back(page: Page, kept: Kept) -> None:
    page.goto("/bench")
    page.locator("[data-words-ready]").wait_for()
    gross = entry(page, "Gross total")
    gross.focus()
    expect(page.locator("[data-viewer] rect.ev-now")).to_have_attribute("data-path", "gross")
    page.mouse.click(*point(page, "1.627,00"))
    assert gross.input_value() == "1627.00"
    expect(gross).to_be_focused()
    entry(page, "Invoice date").focus()
    page.mouse.click(*point(page, "06.07.2026"))
    assert entry(page, "Invoice date").input_value() == "2026-07-06"
    press(page, "Control+z")
    press(page, "Control+z")
    assert gross.input_value() == "1751.63"


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_words_are_found_on_a_turned_and_zoomed_page(page: Page, turns: int) -> None:
    page.goto("/bench")
    page.locator("[data-words-ready]").wait_for()
    page.get_by_role("button", name="Zoom in").click()
    for _ in range(turns):
        page.get_by_role("button", name="Turn the page").click()
    number = page.get_by_label("Invoice number")
    number.focus()
    page.get_by_label("Find on the pages").fill("45001B3977")
    expect(page.locator("[data-found]")).to_have_text("1 of 1")
    hit = page.locator(".hit-now").bounding_box()
    number.focus()
    page.get_by_label("Find on the pages").press("Enter")
    number.evaluate("element => element.focus({preventScroll: true})")
    hit = page.locator(".hit-now").bounding_box()
    assert hit
    pane = page.locator("[data-papers]").bounding_box()
    assert pane
    assert pane["y"] <= hit["y"] <= pane["y"] + pane["height"]
    page.mouse.click(hit["x"] + hit["width"] / 2, hit["y"] + hit["height"] / 2)
    assert number.input_value() == "45001B3977"


def test_a_dragged_box_fills_with_all_its_words_and_says_where(page: Page, kept: Kept) -> None:
    page.goto("/bench")
    page.locator("[data-words-ready]").wait_for()
    page.get_by_label("Text, line 1").focus()
    start, end = point(page, "Muehle"), point(page, "Hartmann")
    page.mouse.move(start[0] - 40, start[1] - 20)
    page.mouse.down()
    page.mouse.move(end[0], end[1] + 10, steps=4)
    page.mouse.move(end[0] + 60, end[1] + 20, steps=4)
    page.mouse.up()
    assert page.get_by_label("Text, line 1").input_value() == "Muehle Hartmann"
    expect(page.locator("[data-draft-status]")).to_have_text("Draft saved 14:06:00")
    place = kept.drafts[-1]["evidence"]["lines.0.description"]
    assert place["page"] == 0
    assert place["box"][0] <= 100.1 / WIDTH < place["box"][2]
    assert place["box"][1] < 120 / HEIGHT < place["box"][3]


def test_pages_are_turned_and_their_number_follows(page: Page) -> None:
    page.goto("/bench")
    page.get_by_role("button", name="Next page").click()
    expect(page.get_by_label("Go to page")).to_have_value("2")
    expect(page.locator("[data-thumb='1']")).to_have_attribute("aria-current", "page")
    page.get_by_label("Go to page").fill("1")
    page.get_by_label("Go to page").press("Enter")
    expect(page.locator("[data-thumb='0']")).to_have_attribute("aria-current", "page")


def test_a_draft_saves_itself_and_survives_a_lost_connection(page: Page, kept: Kept) -> None:
    page.goto("/bench")
    kept.fail = 1
    entry(page, "Purchase order").fill("4500183999")
    status = page.locator("[data-draft-status]")
    expect(status).to_contain_text("Not saved, retrying. Nothing is lost")
    expect(status).to_contain_text("Draft saved 14:06:00")
    assert kept.drafts[-1]["values"]["po_ref"] == "4500183999"
    assert kept.drafts[-1]["lease"] == "tok"
    assert page.evaluate("localStorage.getItem('draft:task-1')") is None


def test_what_was_not_acknowledged_is_put_back_after_a_crash(page: Page, kept: Kept) -> None:
    page.goto("/bench")
    kept.fail = 1000
    entry(page, "Purchase order").fill("77")
    press(page, "Alt+l")
    page.keyboard.type("Fracht")
    expect(page.locator("[data-draft-status]")).to_contain_text("Nothing is lost")
    page.reload()
    expect(entry(page, "Purchase order")).to_have_value("77")
    expect(page.get_by_label("Text, line 3")).to_have_value("Fracht")
    kept.fail = 0
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved")
    assert kept.drafts[-1]["values"]["lines.2.description"] == "Fracht"


@pytest.mark.parametrize(("refused", "left"), [(False, None), (True, "kept")])
def test_a_copy_goes_once_its_form_has_arrived(
    page: Page, kept: Kept, refused: bool, left: str | None
) -> None:
    page.goto("/bench")
    kept.fail = 1000
    entry(page, "Purchase order").fill("99")
    expect(page.locator("[data-draft-status]")).to_contain_text("Nothing is lost")
    press(page, "Control+Enter")
    page.wait_for_url("**/submit")
    if refused:
        page.goto("/error/409")
    page.goto("/bench?key=task-2")
    expect(entry(page, "Invoice date")).to_be_focused()
    copy = page.evaluate("localStorage.getItem('draft:task-1')")
    assert (copy and "kept") == left


def test_a_lost_lease_is_said_and_the_draft_stays(page: Page, kept: Kept) -> None:
    page.goto("/bench")
    kept.lost = True
    entry(page, "Purchase order").fill("88")
    expect(page.locator("[data-draft-status]")).to_contain_text("Ana Lopez took this task over")
    expect(page.locator("[data-draft-status]")).to_contain_text("kept in this browser")
    assert '"po_ref":"88"' in page.evaluate("localStorage.getItem('draft:task-1')")


def test_the_lease_renews_itself(page: Page, kept: Kept) -> None:
    page.goto("/bench")
    expect(page.locator("[data-lease-status]")).to_have_text("Yours until 14:21")
    assert kept.beats >= 1


def test_files_are_listed_added_refused_and_removed(page: Page, kept: Kept, tmp_path: Path) -> None:
    for name, bytes_ in (
        ("a.pdf", b"a" * 1500),
        ("b.pdf", b"b"),
        ("big.pdf", b"x" * 1_000_001),
        ("none.pdf", b""),
    ):
        (tmp_path / name).write_bytes(bytes_)
    page.goto("/")
    chooser = page.get_by_label("Drop invoices or a sheet here")
    chooser.set_input_files([tmp_path / "a.pdf", tmp_path / "big.pdf", tmp_path / "none.pdf"])
    listed = page.locator("[data-drop-list]")
    expect(listed).to_contain_text("1.5 kB")
    expect(listed).to_contain_text("Not taken: larger than 1.0 MB")
    expect(listed).to_contain_text("Not taken: empty")
    chooser.set_input_files([tmp_path / "b.pdf"])
    expect(listed).to_contain_text("2 files")
    page.get_by_role("button", name="Remove a.pdf").click()
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/submit")
    assert kept.posted[0]["files"] == ["b.pdf"]


def test_what_cannot_be_undone_is_asked_first(page: Page, kept: Kept) -> None:
    page.goto("/")
    page.get_by_role("button", name="Accept all 12").click()
    page.get_by_role("dialog").get_by_role("button", name="No").click()
    assert kept.posted == []
    page.get_by_role("button", name="Accept all 12").click()
    page.get_by_role("dialog").get_by_role("button", name="Yes").click()
    page.wait_for_url("**/submit")
    assert kept.posted[0]["all"] == ["1"]


def test_a_region_renews_itself_until_it_is_done(page: Page, kept: Kept) -> None:
    page.goto("/")
    expect(page.get_by_text("Asked 2 times")).to_be_visible()
    page.wait_for_timeout(1500)
    assert kept.live == 2


def test_the_error_summary_has_the_focus_and_leads_to_the_field(page: Page) -> None:
    page.goto("/plain")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("E-mail")).to_be_focused()


def test_forms_work_without_scripts(
    window: Callable[..., Page], address: str, kept: Kept, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"a")
    page = window(address, java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Drop invoices or a sheet here").set_input_files(tmp_path / "a.pdf")
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/submit")
    page.goto("/bench")
    page.get_by_label("As read: Invoice date").check()
    page.get_by_role("button", name="Submit and next").click()
    page.wait_for_url("**/submit")
    assert kept.posted[0]["files"] == ["a.pdf"]
    assert kept.posted[1]["_confirmed"] == ["issue_date"]


PRINTED_NUMBERS = [
    ("1.234,56 €", "", "1234.56"),
    ("$1,234.50", "", "1234.50"),
    ("(45.00)", "", "-45.00"),
    ("1 234,5", "", "1234.5"),
    ("87,00-", "", "-87.00"),
    ("1'250.00", "", "1250.00"),
    ("1.540", "", None),
    ("1.540", ",", "1540"),
    ("1.540", ".", "1.540"),
    ("12", "", "12"),
    ("1.2.3", "", None),
    ("abc", "", None),
    ("0,05", "", "0.05"),
]


PRINTED_DATES = [
    ("06.07.2026", "", "2026-07-06"),
    ("2026-07-06", "", "2026-07-06"),
    ("07/06/2026", "", None),
    ("07/06/2026", "month", "2026-07-06"),
    ("07/06/2026", "day", "2026-06-07"),
    ("13/06/2026", "month", "2026-06-13"),
    ("06/13/2026", "", "2026-06-13"),
    ("31.02.2026", "", None),
    ("6. 7. 2026", "", "2026-07-06"),
    ("6.7.26", "", "2026-07-06"),
    ("6. Juli 2026", "", "2026-07-06"),
    ("July 6, 2026", "", "2026-07-06"),
    ("6 juil. 2026", "", "2026-07-06"),
    ("6 de julio de 2026", "", "2026-07-06"),
    ("6 luglio 2026", "", "2026-07-06"),
    ("6 mrt. 2026", "", "2026-03-06"),
    ("6 mars 2026", "", "2026-03-06"),
    ("1er août 2026", "", "2026-08-01"),
    ("Monday, 6 July 2026", "", "2026-07-06"),
    ("order 4711", "", None),
]
TAKEN = [
    ("EUR 1.234,56", "money", ",", "", "1234.56"),
    ("Total: 87,00 €", "money", ",", "", "87.00"),
    ("2 x 14,50", "money", ",", "", "2 x 14,50"),
    ("dated 03/04/2026", "date", "", "month", "2026-03-04"),
    ("Muehle \n  Hartmann", "text", "", "", "Muehle Hartmann"),
    ("40", "number", "", "", "40"),
]


def test_what_is_taken_from_a_page_takes_the_form_of_its_field(page: Page) -> None:
    page.goto("/bench")
    read = page.evaluate(
        "cases => import('/static/js/printed.js').then(m =>"
        " cases.map(([text, kind, mark, order]) => m.taken(text, kind, {mark, order})))",
        [list(case[:4]) for case in TAKEN],
    )
    assert read == [case[4] for case in TAKEN]
    cells = page.evaluate(
        "text => import('/static/js/printed.js').then(m => m.cellsOf(text))",
        'Mehl\t40\r\n"Kiste, ""gross""\nrot"\t6\r\n',
    )
    assert cells == [["Mehl", "40"], ['Kiste, "gross"\nrot', "6"]]


def test_amounts_and_dates_are_read_only_where_they_mean_one_thing(page: Page) -> None:
    page.goto("/bench")
    read = page.evaluate(
        "cases => import('/static/js/decimal.js').then(m => cases.map(([text, mark]) => m.plain(text, mark)))",
        [[text, mark] for text, mark, _ in PRINTED_NUMBERS],
    )
    assert read == [expected for _, _, expected in PRINTED_NUMBERS]
    read = page.evaluate(
        "cases => import('/static/js/dates.js').then(m => cases.map(([text, order]) => m.isoDate(text, order)))",
        [[text, order] for text, order, _ in PRINTED_DATES],
    )
    assert read == [expected for _, _, expected in PRINTED_DATES]
