"""A real server, real workers and real Chromium for tests of pages."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from bpo.platform.web import House
from config.settings import Settings
from tests.factories.world import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def address(web: House) -> Iterator[str]:
    """Where the web answers, served by waitress as `up` serves it."""
    server = create_server(web, host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


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
        yield chromium
        chromium.close()


@pytest.fixture
def sign_in(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """`sign_in(email)`: a window of that person's own, signed in; no script may fail, no policy be broken."""
    opened: list[Page] = []
    complaints: list[str] = []

    def open_as(email: str, password: str = PASSWORD, **context: object) -> Page:
        page = browser.new_context(
            base_url=address, viewport={"width": 1440, "height": 900}, reduced_motion="reduce", **context
        ).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(30_000)
        page.on(
            "console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        opened.append(page)
        page.goto("/sign-in")
        page.get_by_label("Mail address").or_(page.get_by_label("Email")).first.fill(email)
        page.get_by_label("Password").fill(password)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    yield open_as
    for page in opened:
        page.context.close()
    assert complaints == []
