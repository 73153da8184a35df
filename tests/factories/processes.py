"""Other processes, looked at by their number."""

import time
from pathlib import Path

PATIENCE = 30.0
"""Seconds that the end of a process may take on a machine with much else to do."""


def alive(pid: int) -> bool:
    """Whether the process runs; one that ended and waits to be reaped does not."""
    try:
        return Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pid: int) -> bool:
    """Whether the process ends in time."""
    deadline = time.monotonic() + PATIENCE
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not alive(pid)


def children(pid: int) -> list[int]:
    """The numbers of its children."""
    return [int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
