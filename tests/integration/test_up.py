"""`./run up` for real, in a copy of the checkout whose path has a space in it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bpo.platform.embedded import free_port

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "tests", "__pycache__", ".*_cache", ".env", ".hypothesis"
)
OURS = (
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "FIELD_KEY",
    "ENVIRONMENT",
    "VAR_DIR",
    "STORAGE_DIR",
    "PUBLIC_URL",
)
PATIENCE = 90

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc"),
]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout at a path with a space, with the environment that is installed here."""
    copy = tmp_path_factory.mktemp("a place") / "with a space"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    (copy / ".venv").symlink_to(ROOT / ".venv")
    return copy


@pytest.fixture
def up(checkout: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts `./run up` on a port; whatever still runs at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(port: int, **more: str) -> subprocess.Popen[str]:
        environment = {name: value for name, value in os.environ.items() if not name.endswith(OURS)}
        environment |= {"PORT": str(port), "DEMO": "false", "PYTHONUNBUFFERED": "1"} | more
        process = subprocess.Popen(
            [sys.executable, checkout / "run", "up"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        assert process.stdout is not None
        if not process.stdout.closed:
            print(process.stdout.read())  # shown when the test failed
            process.stdout.close()
    _until(lambda: not family(checkout), "everything ended")


def _until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"not within {PATIENCE} s: {what}"
        time.sleep(0.05)


def answers(port: int) -> bool:
    """Whether the health check of the web on that port is good."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as response:
            return response.status == 200
    except OSError:
        return False


def family(checkout: Path) -> dict[int, str]:
    """Every process that has to do with the copy: its number and its command."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        # Servers are known by their data folder, ours by the PYTHONPATH that `run` sets.
        if str(checkout) in command or f"PYTHONPATH={checkout}".encode() in environment:
            found[int(folder.name)] = command
    return found


def parts_of(checkout: Path) -> set[str]:
    """Which of the programs that make up the product run."""
    wanted = ("bin/postgres", "valkey-server", "workers.web", "workers.crew", "workers.schedule")
    commands = family(checkout).values()
    return {part for part in wanted if any(part in command for command in commands)}


def test_up_answers_refuses_a_second_one_stops_on_ctrl_c_and_keeps_its_data(up, checkout):
    port = free_port()
    first = up(port)
    _until(lambda: answers(port) and len(parts_of(checkout)) == 5, "everything runs")

    for other in (port, free_port()):
        second = up(other)
        said, _ = second.communicate(timeout=PATIENCE)
        assert second.returncode == 1
        assert "already runs in this checkout" in said
        assert f"http://127.0.0.1:{port}" in said
        assert len(said.splitlines()) == 1

    first.send_signal(signal.SIGINT)
    said, _ = first.communicate(timeout=PATIENCE)
    assert first.returncode == 0, said
    assert f"up on http://127.0.0.1:{port}" in said
    assert said.rstrip().endswith("run: stopped")
    assert family(checkout) == {}
    made = {path: path.read_text() for path in (checkout / "var").rglob("*.secret")}
    assert made

    again = up(port)
    _until(lambda: answers(port), "the web answers again")
    assert {path: path.read_text() for path in (checkout / "var").rglob("*.secret")} == made
    again.terminate()
    assert "run: stopped" in again.communicate(timeout=PATIENCE)[0]


def test_killed_parts_come_back_and_a_killed_supervisor_leaves_nothing_behind(up, checkout):
    port = free_port()
    running = up(port)
    _until(lambda: answers(port) and len(parts_of(checkout)) == 5, "everything runs")
    before = family(checkout)
    victims = {
        number
        for number, command in before.items()
        if any(part in command for part in ("workers.web", "bin/postgres -D", "valkey-server"))
    }
    assert len(victims) == 3, before
    for number in victims:
        os.kill(number, signal.SIGKILL)
    _until(lambda: not victims & set(family(checkout)), "the killed ones are gone")
    _until(lambda: answers(port) and len(parts_of(checkout)) == 5, "they are back")

    running.kill()
    running.wait()
    _until(lambda: not family(checkout), "nothing is left")
    after = up(port)
    _until(lambda: answers(port), "the web answers after the crash")
    after.terminate()
    assert "run: stopped" in after.communicate(timeout=PATIENCE)[0]


def test_a_port_that_is_taken_is_said_before_anything_starts(up, checkout):
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]
        refused = up(port)
        said, _ = refused.communicate(timeout=PATIENCE)
    assert refused.returncode == 1
    (sentence,) = said.splitlines()
    assert sentence.startswith(f"run: port {port} of 127.0.0.1 is taken by another program.")
    assert f"PORT={port + 1} ./run up" in sentence


def test_settings_that_make_no_sense_are_said_before_anything_starts(up):
    refused = up(free_port(), WORKERS="many", LOG_LEVEL="loud")
    said, _ = refused.communicate(timeout=PATIENCE)
    assert refused.returncode == 1
    assert "WORKERS:" in said
    assert "LOG_LEVEL:" in said
    assert "Traceback" not in said
