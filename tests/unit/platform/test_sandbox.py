"""Whatever untrusted bytes do to the child, the caller gets an answer in time and goes on."""

import os
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bpo.platform.sandbox import (
    ParseFailed,
    Sandbox,
    SandboxUnavailable,
    server_command,
    server_environment,
)
from bpo.platform.sandbox_server import _MAX_CHILDREN as PLACES
from tests.factories.processes import children, gone

WORK = "tests.factories.sandbox_work:"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(allow=("tests.factories.",)) as made:
        made.start()
        yield made


def test_carries_json_and_bytes_both_ways(sandbox: Sandbox) -> None:
    blobs = [b"", b"\x00\xff" * 700_000, bytearray(b"abc")]
    answer = sandbox.call(WORK + "echo", {"json": {"ä": [1, None, "x"]}, "blobs": blobs})
    assert answer == {"json": {"ä": [1, None, "x"]}, "blobs": [bytes(blob) for blob in blobs]}


def test_every_call_has_a_fresh_child_that_keeps_nothing(sandbox: Sandbox) -> None:
    counts = [sandbox.call(WORK + "remember", {"json": None, "blobs": [b"x"]})["json"] for _ in range(3)]
    assert counts == [1, 1, 1]


def test_child_has_no_inherited_descriptors_and_none_of_our_environment(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    with Sandbox(allow=("tests.",)) as fresh:
        seen = fresh.call(WORK + "who", {"json": None})["json"]
    assert seen["open"] == [0, 1, 2, 3]
    assert "DATABASE_URL" not in seen["environment"]
    assert seen["core"] == 0


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        ("hoard", "memory"),
        ("fault", "crashed"),
        ("fail", "refused"),
        ("recurse", "refused"),
        ("absent", "refused"),
    ],
)
def test_each_way_to_fail_has_its_reason(sandbox: Sandbox, work: str, reason: str) -> None:
    with pytest.raises(ParseFailed) as caught:
        sandbox.call(WORK + work, {"json": None})
    assert caught.value.reason == reason
    assert sandbox.call(WORK + "echo", {"json": 1})["json"] == 1


def test_detail_of_a_refusal_is_plain_text(sandbox: Sandbox) -> None:
    with pytest.raises(ParseFailed) as caught:
        sandbox.call(WORK + "fail", {"json": None})
    assert caught.value.detail == "ValueError: the file is nonsense\x00?"


def test_processor_time_is_limited(sandbox: Sandbox) -> None:
    began = time.monotonic()
    with pytest.raises(ParseFailed) as caught:
        sandbox.call(WORK + "spin", {"json": None}, cpu_seconds=1)
    assert (caught.value.reason, caught.value.detail) == ("timeout", "processor time")
    assert time.monotonic() - began < 60


def test_wall_time_is_limited_and_the_child_ends(sandbox: Sandbox) -> None:
    began = time.monotonic()
    with pytest.raises(ParseFailed) as caught:
        sandbox.call(WORK + "sleep", {"json": 60}, wall_seconds=0.3)
    assert caught.value.reason == "timeout"
    assert time.monotonic() - began < 50


@pytest.mark.parametrize("code", [0, 1, 7])
def test_leaving_without_an_answer_is_a_crash(sandbox: Sandbox, code: int) -> None:
    with pytest.raises(ParseFailed) as caught:
        sandbox.call(WORK + "leave", {"json": code})
    assert caught.value.reason == "crashed"


@pytest.mark.parametrize(
    "frame",
    [
        b"junk",
        struct.pack("!I", 0xFFFFFFFF),
        struct.pack("!I", 2) + b"{}",
        struct.pack("!I", 4) + b"null",
        struct.pack("!I", 40000) + b"[" * 40000,
        struct.pack("!I", 44) + b'{"json": 1, "sizes": [99999999999999999999]}',
        struct.pack("!I", 26) + b'{"json": 1, "sizes": [-1]}',
        struct.pack("!I", 29) + b'{"failed": "x", "sizes": []}\n',
    ],
)
def test_a_lying_child_cannot_hurt_the_caller(sandbox: Sandbox, frame: bytes) -> None:
    with pytest.raises(ParseFailed) as caught:
        sandbox.call(WORK + "lie", {"json": None, "blobs": [frame]}, wall_seconds=3)
    assert caught.value.reason == "crashed"


def test_a_result_above_the_limit_is_not_taken(sandbox: Sandbox) -> None:
    with pytest.raises(ParseFailed):
        sandbox.call(WORK + "echo", {"json": None, "blobs": [b"x" * 9000]}, max_result_bytes=8000)


def test_a_hijacked_parser_can_do_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("kept")
    order = {"pid": os.getpid(), "folder": str(tmp_path)}
    assert sandbox.call(WORK + "attempt", {"json": order})["json"] == []
    assert (tmp_path / "old").read_text() == "kept"


@pytest.mark.parametrize("function", ["os:system", "tests.other:f", "tests.factories.sandbox_work", "a:b:c"])
def test_only_allowed_functions_are_called(sandbox: Sandbox, function: str) -> None:
    with pytest.raises(ValueError, match="may not be called"):
        sandbox.call(function, {"json": "echo pwned"})


def test_calls_run_at_once_and_more_than_there_are_places_wait(sandbox: Sandbox) -> None:
    with ThreadPoolExecutor(24) as pool:
        calls = [pool.submit(sandbox.call, WORK + "during", {"json": 0.5}) for _ in range(24)]
        spans = [call.result()["json"] for call in calls]
    assert len({span["pid"] for span in spans}) == 24
    at_once = [sum(each["began"] <= span["began"] < each["ended"] for each in spans) for span in spans]
    assert 1 < max(at_once) <= PLACES


def test_no_place_in_time_is_not_the_files_fault(sandbox: Sandbox) -> None:
    server = sandbox.call(WORK + "who", {"json": None})["json"]["parent"]
    with ThreadPoolExecutor(PLACES) as pool:
        busy = [pool.submit(sandbox.call, WORK + "sleep", {"json": 3.0}) for _ in range(PLACES)]
        while len(children(server)) < PLACES:
            time.sleep(0.01)
        with pytest.raises(SandboxUnavailable):
            sandbox.call(WORK + "echo", {"json": 1}, queue_seconds=0.2)
        assert len({work.result()["json"] for work in busy}) == PLACES


def test_a_killed_server_is_replaced(tmp_path: Path) -> None:
    with Sandbox(tmp_path / "run" / "sandbox", allow=("tests.",)) as sandbox:
        first = sandbox.call(WORK + "who", {"json": None})["json"]["parent"]
        os.kill(first, signal.SIGKILL)
        second = sandbox.call(WORK + "who", {"json": None})["json"]["parent"]
        assert first != second
    assert gone(second)


def test_many_callers_at_a_cold_path_share_one_server(tmp_path: Path) -> None:
    doors = [Sandbox(tmp_path / "run" / "sandbox", allow=("tests.",)) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(lambda door: door.call(WORK + "who", {"json": None})["json"]["parent"], doors))
    assert len(set(seen)) == 1
    for door in doors:
        door.close()
    assert gone(seen[0])


def test_a_forked_worker_with_threads_may_call(sandbox: Sandbox) -> None:
    stop = threading.Event()
    threading.Thread(target=stop.wait, daemon=True).start()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = 0 if sandbox.call(WORK + "echo", {"json": 5})["json"] == 5 else 2
        finally:
            os._exit(code)
    stop.set()
    assert os.waitpid(pid, 0)[1] == 0
    assert sandbox.call(WORK + "echo", {"json": 6})["json"] == 6


def test_the_servers_own_folder_is_private_and_removed() -> None:
    with Sandbox(allow=("tests.",)) as sandbox:
        sandbox.start()
        path = sandbox._path
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert path.stat().st_mode & 0o777 == 0o600
    assert not path.parent.exists()


def test_a_folder_open_to_others_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o755)
    with pytest.raises(SandboxUnavailable, match="0700"):
        Sandbox(folder / "sandbox").start()


def test_long_paths_with_spaces_work(tmp_path: Path) -> None:
    with Sandbox(tmp_path / ("a long name " * 12) / "sandbox", allow=("tests.",)) as sandbox:
        assert sandbox.call(WORK + "echo", {"json": 1})["json"] == 1


def test_nothing_stays_when_the_caller_is_killed(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from bpo.platform.sandbox import Sandbox; import json\n"
        f"box = Sandbox(Path({str(tmp_path / 'run' / 's')!r}), allow=('tests.',))\n"
        f"print(box.call({WORK + 'who'!r}, {{'json': None}})['json']['parent'], flush=True)\n"
        f"box.call({WORK + 'sleep'!r}, {{'json': 60}}, wall_seconds=60)\n"
    )
    root = server_environment()["PYTHONPATH"]
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=root) as caller:
        assert caller.stdout is not None
        server = int(caller.stdout.readline())
        while not (at_work := children(server)):
            time.sleep(0.01)
        working = at_work[0]
        caller.kill()
    assert gone(working)
    assert gone(server)


def test_a_supervised_server_serves_several_and_stops_on_request(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    command = server_command(folder / "sandbox", preload=["json"], allow=["tests."])
    server = subprocess.Popen(command, env=server_environment(), cwd="/", stdin=subprocess.DEVNULL)
    try:
        while not (folder / "sandbox").exists():
            time.sleep(0.01)
        with Sandbox(folder / "sandbox", allow=("tests.",)) as sandbox:
            assert sandbox.call(WORK + "who", {"json": None})["json"]["parent"] == server.pid
        assert server.poll() is None
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0
    finally:
        server.kill()
        server.wait()


def test_a_module_that_cannot_be_preloaded_is_said_at_once(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SandboxUnavailable, match="ended with code 1"):
        Sandbox(preload=["bpo.no_such_module"]).start()
    assert "no_such_module" in capfd.readouterr().err


def test_an_idle_server_with_the_parsers_stays_small() -> None:
    parsers = ["pypdfium2", "PIL.Image", "lxml.etree", "python_calamine", "tesserocr", "puremagic"]
    with Sandbox(preload=parsers, allow=("tests.",)) as sandbox:
        pid = sandbox.call(WORK + "who", {"json": None})["json"]["parent"]
        used = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        assert int(used["VmRSS"].split()[0]) < 90 * 1024
