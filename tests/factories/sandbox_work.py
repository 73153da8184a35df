"""Things an untrusted file could make a parser do, as functions for the sandbox's tests."""

import ctypes
import os
import resource
import socket
import time
from pathlib import Path
from typing import Any

_kept: list[bytes] = []


def echo(payload: dict[str, Any]) -> dict[str, Any]:
    """Give back what came."""
    return payload


def who(_: dict[str, Any]) -> dict[str, Any]:
    """The child's own view: ids, open descriptors, environment, limits."""
    return {
        "json": {
            "pid": os.getpid(),
            "parent": os.getppid(),
            "open": sorted(int(entry.name) for entry in Path("/proc/self/fd").iterdir())[:4],
            "environment": sorted(os.environ),
            "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
        }
    }


def remember(payload: dict[str, Any]) -> dict[str, Any]:
    """Leave something behind in the process and say how much is there."""
    _kept.append(payload["blobs"][0])
    return {"json": len(_kept)}


def spin(_: dict[str, Any]) -> dict[str, Any]:
    """Compute for ever."""
    while True:
        pass


def sleep(payload: dict[str, Any]) -> dict[str, Any]:
    """Wait without computing."""
    time.sleep(payload["json"])
    return {"json": os.getpid()}


def during(payload: dict[str, Any]) -> dict[str, Any]:
    """Wait without computing, and say from when to when by the clock of the machine."""
    began = time.monotonic()
    time.sleep(payload["json"])
    return {"json": {"pid": os.getpid(), "began": began, "ended": time.monotonic()}}


def hoard(_: dict[str, Any]) -> dict[str, Any]:
    """Take memory by the MiB until there is none."""
    pile = []
    while True:
        pile.append(bytearray(b"x" * (1 << 20)))


def fault(_: dict[str, Any]) -> dict[str, Any]:
    """Touch memory that is not there."""
    ctypes.string_at(0)
    return {"json": None}


def leave(payload: dict[str, Any]) -> dict[str, Any]:
    """End the process without an answer."""
    os._exit(payload["json"])


def fail(_: dict[str, Any]) -> dict[str, Any]:
    """Raise as a parser does on a bad file."""
    raise ValueError("the file is nonsense\x00\u202e")


def recurse(payload: dict[str, Any]) -> dict[str, Any]:
    """Call itself without end."""
    return recurse(payload)


def lie(payload: dict[str, Any]) -> dict[str, Any]:
    """Write a frame of one's own on the answer channel, then leave."""
    os.write(3, bytes(payload["blobs"][0]))
    os._exit(0)


def attempt(payload: dict[str, Any]) -> dict[str, Any]:
    """Try what a hijacked parser would try; says which attempts the kernel allowed."""
    victim, folder = payload["json"]["pid"], Path(payload["json"]["folder"])
    attempts = {
        "socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "unix socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
        "fork": os.fork,
        "exec": lambda: os.execv("/bin/true", ["true"]),
        "kill": lambda: os.kill(victim, 0),
        "limits": lambda: resource.setrlimit(resource.RLIMIT_CPU, (999, 999)),
        "write": lambda: (folder / "new").write_text("x"),
        "remove": lambda: (folder / "old").unlink(),
        "truncate": lambda: os.truncate(folder / "old", 0),
    }
    allowed = []
    for name, run in attempts.items():
        try:
            run()
        except (OSError, ValueError):
            continue
        allowed.append(name)
    return {"json": allowed}
