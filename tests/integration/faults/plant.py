"""The workers and the schedule as real processes, which a test may kill, halt and start again."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bpo.platform.embedded import Valkey
from bpo.platform.spawn import command
from config.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0
"""Seconds in which at least something must go on, on a busy machine."""


class Plant:
    """Some workers and schedules with a Valkey of their own, on a test's database."""

    def __init__(self, settings: Settings, valkey: Valkey, folder: Path) -> None:
        self.valkey, self.folder = valkey, folder
        self.environment = os.environ | {
            "ENVIRONMENT": "test",
            "WORKER_DATABASE_URL": str(settings.worker_database_url),
            "WEB_DATABASE_URL": str(settings.web_database_url),
            "REDIS_URL": valkey.url(),
            "VAR_DIR": str(folder),
            "STORAGE_DIR": str(settings.storage_dir),
            "LOG_LEVEL": "WARNING",
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        """Start `worker-…` or `schedule-…`; the kernel ends it with this process."""
        module = {"worker": "workers.run", "schedule": "workers.schedule"}[name.split("-")[0]]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command([sys.executable, "-P", "-m", module]),
                cwd=ROOT,
                env=self.environment | {"PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def workers(self) -> list[str]:
        """The names of the workers."""
        return [name for name in self.running if name.startswith("worker")]

    def kill(self, name: str) -> None:
        """SIGKILL to the process; what it forked dies with it, by the kernel."""
        self.running[name].kill()
        self.running[name].wait()

    def kill_horse(self, name: str) -> bool:
        """SIGKILL to the child that does the work, where the worker has one at this moment."""
        for child in children(self.running[name].pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
                return True
        return False

    @contextlib.contextmanager
    def halted(self, name: str) -> Iterator[None]:
        """The process and its children stand still meanwhile."""
        family = [self.running[name].pid, *children(self.running[name].pid)]
        _send(family, signal.SIGSTOP)
        try:
            yield
        finally:
            _send(family, signal.SIGCONT)

    def mend(self) -> int:
        """Start again what ended, as a supervisor does; how many."""
        ended = [name for name, process in self.running.items() if process.poll() is not None]
        for name in ended:
            self.start(name)
        return len(ended)

    def stop(self) -> None:
        """End everything."""
        for process in self.running.values():
            process.kill()
        for process in self.running.values():
            process.wait()

    def said(self) -> str:
        """The end of all logs, for a test that failed."""
        return "\n".join(
            f"{log.name}: {log.read_text()[-2000:]}" for log in sorted(self.folder.glob("*.log"))
        )


def _send(pids: list[int], sig: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, sig)


def children(pid: int) -> list[int]:
    """The processes that this one has forked."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(child) for child in found.split()]


def until_none_left(
    left: Callable[[], int], *, said: Callable[[], str], meanwhile: Callable[[], object] = bool
) -> None:
    """Wait until nothing is left; it is stuck where `PATIENCE` seconds bring no progress at all."""
    before, deadline = left(), time.monotonic() + PATIENCE
    while before:
        meanwhile()
        time.sleep(0.1)
        now = left()
        if now < before:
            deadline = time.monotonic() + PATIENCE
        assert time.monotonic() < deadline, f"stuck for {PATIENCE:g} s with {now} left\n{said()}"
        before = now
