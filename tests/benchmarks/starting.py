"""`./run up`: how soon it answers the second time, and what it takes while nobody does anything."""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bpo.platform.embedded import free_port
from tests.benchmarks.ground import ROOT, Ground
from tests.benchmarks.serving import Wire
from tests.benchmarks.table import Line


def measure(ground: Ground) -> list[Line]:
    """Once to make the database, then warm."""
    with tempfile.TemporaryDirectory(prefix="bpo-bench-up-", ignore_cleanup_errors=True) as folder:
        with _up(Path(folder)):
            pass
        took, memory = [], 0.0
        for _ in range(1 if ground.quick else 3):
            with _up(Path(folder)) as (seconds, process):
                took.append(seconds)
                time.sleep(8 if ground.quick else 20)
                memory = max(memory, _memory(process))
    return [
        Line(
            what="`./run up`, warm", value=statistics.median(took), unit="s", must=5, stretch=3, least=False
        ),
        Line(
            what="memory of all its processes, idle",
            value=memory,
            unit="MB",
            must=600,
            least=False,
            detail="shared pages counted once (PSS)",
        ),
    ]


@contextmanager
def _up(folder: Path) -> Iterator[tuple[float, int]]:
    """`up` in a folder of its own; (seconds until it answers, its process)."""
    port = free_port()
    away = ("WEB_DATABASE_URL", "WORKER_DATABASE_URL", "MIGRATION_DATABASE_URL", "DATABASE_URL", "REDIS_URL")
    environment = {name: value for name, value in os.environ.items() if name not in away} | {
        "PYTHONPATH": str(ROOT),
        "ENVIRONMENT": "test",
        "PORT": str(port),
        "VAR_DIR": str(folder / "var"),
        "STORAGE_DIR": str(folder / "files"),
        "DEMO": "false",
    }
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "workers.supervise"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _answered(port, process, began), process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _answered(port: int, process: "subprocess.Popen[bytes]", began: float, patience: float = 120) -> float:
    while time.perf_counter() - began < patience and process.poll() is None:
        try:
            if Wire(port).ask("GET", "/healthz")[0] == 200:
                return time.perf_counter() - began
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("`up` did not answer")


def _memory(root: int) -> float:
    """MB of a process and everything below it."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    total = 0
    for pid in family:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
