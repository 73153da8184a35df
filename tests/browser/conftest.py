"""A real server, real workers and real Chromium for tests of pages."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from waitress.server import create_server

from bpo.platform.web import House
from config.settings import Settings
from tests.browser.looking import WINDOW
from tests.factories.world import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium")
PATIENCE = 30_000
"""Milliseconds a page may take to show what it should, on a machine with much else to do."""
NO_MOUSE_BEFORE_SCRIPTS = """
    if (document.readyState !== "complete") {
        const still = new CSSStyleSheet();
        still.replaceSync("* { pointer-events: none !important }");
        document.adoptedStyleSheets = [still];
        addEventListener("load", () => { document.adoptedStyleSheets = [] });
    }
"""
"""A page just sent shows its buttons before its scripts have run: a click of a test, unlike a person's, could come
between. Playwright tries again until the click arrives."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A story on pages may take minutes where machines are slow; what is too long is each step of it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session")
def served(_web: House) -> Iterator[str]:
    """The web, served by waitress as `up` serves it, for the whole process."""
    server = create_server(_web, host="127.0.0.1", port=0, threads=6)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture
def address(served: str, web: House) -> str:
    """Where the web answers, with nothing in its tables yet."""
    return served


@pytest.fixture
def workers(settings: Settings, emptied: None) -> Iterator[None]:
    """One RQ worker and the schedule, as processes of their own."""
    environment = os.environ | {
        "ENVIRONMENT": "test",
        "PYTHONPATH": str(ROOT),
        "WEB_DATABASE_URL": str(settings.web_database_url),
        "WORKER_DATABASE_URL": str(settings.worker_database_url),
        "REDIS_URL": str(settings.redis_url),
        "VAR_DIR": str(settings.var_dir),
        "STORAGE_DIR": str(settings.storage_dir),
        "LOG_LEVEL": "WARNING",
    }
    running = [
        subprocess.Popen([sys.executable, "-m", module], env=environment, cwd=ROOT)
        for module in ("workers.run", "workers.schedule")
    ]
    yield
    for process in running:
        process.terminate()
    for process in running:
        process.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; one for the whole process, since Playwright runs one event loop in it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        expect.set_options(timeout=PATIENCE)
        yield chromium
        chromium.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`window(address)`: a window of its own, which holds still; no script may fail in it, no policy be broken."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def heard(said: ConsoleMessage) -> None:
        if "Content Security" in said.text:
            complaints.append(said.text)

    def open_at(address: str, **more: Any) -> Page:
        context = browser.new_context(
            **{"base_url": address, "viewport": WINDOW, "reduced_motion": "reduce", **more}
        )
        if more.get("java_script_enabled", True):
            context.add_init_script(NO_MOUSE_BEFORE_SCRIPTS)
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("console", heard)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context.new_page()

    yield open_at
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def sign_in(window: Callable[..., Page], address: str) -> Callable[[str], Page]:
    """`sign_in(email)`: a window of that person's own, signed in."""

    def open_as(email: str) -> Page:
        page = window(address)
        page.goto("/sign-in")
        page.locator("[name=email]").fill(email)
        page.locator("[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    return open_as
