"""The sandbox's server: imports the parsers once, forks one limited child for each connection.

Run as `python -m bpo.platform.sandbox_server SOCKET [--preload MODULE]… [--allow PREFIX]…`. It has one
thread, so forking is safe, and never looks at a client's bytes itself: it reads the limits of a call,
forks, and afterwards only watches. A caller that hangs up, or a child past its time, ends the child.
"""

import argparse
import fcntl
import gc
import importlib
import os
import select
import signal
import socket
import struct
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bpo.platform import sandbox_limits
from bpo.platform.sandbox import (
    LIMITS,
    MAGIC,
    MAX_REQUEST,
    STARTED,
    encode_frame,
    make_private_folder,
    receive_frame,
    socket_address,
)

_MAX_CHILDREN = 8
_HELLO_SECONDS = 5.0
_GRACE_SECONDS = 1.0  # the caller and the child's own alarm come first
_LIFELINE = 0


@dataclass(slots=True)
class _Limits:
    wall_seconds: float
    cpu_seconds: int
    memory_bytes: int


@dataclass(slots=True)
class _Child:
    pid: int
    connection: socket.socket
    limits: _Limits
    deadline: float
    killed_late: bool = False


class Server:
    """Accepts calls at a socket until its lifeline closes or it is told to stop."""

    def __init__(self, listener: socket.socket, *, allow: Sequence[str], lifeline: bool) -> None:
        self._listener = listener
        self._allow = tuple(allow)
        self._lifeline = lifeline
        self._greeting: dict[int, tuple[socket.socket, float]] = {}
        self._waiting: deque[tuple[socket.socket, _Limits]] = deque()
        self._children: dict[int, _Child] = {}
        self._by_connection: dict[int, _Child] = {}
        self._stopping = False
        self._poll = select.poll()

    def serve(self) -> None:
        """Serve until stopped; then end every child."""
        wake, bell = socket.socketpair()
        wake.setblocking(False)
        bell.setblocking(False)
        signal.set_wakeup_fd(bell.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self._listener.setblocking(False)
        self._poll.register(self._listener, select.POLLIN)
        self._poll.register(wake, select.POLLIN)
        if self._lifeline:
            self._poll.register(_LIFELINE, select.POLLIN)
        while not self._stopping:
            for descriptor, _ in self._poll.poll(self._patience()):
                if descriptor == self._listener.fileno():
                    self._accept()
                elif descriptor == wake.fileno():
                    with suppress(BlockingIOError):
                        wake.recv(4096)
                elif self._lifeline and descriptor == _LIFELINE:
                    self._stopping = True
                elif descriptor in self._greeting:
                    self._greet(descriptor)
                elif descriptor in self._by_connection:  # the caller hung up
                    self._kill(self._by_connection[descriptor])
            self._reap()
            self._expire()
            self._launch()
        signal.set_wakeup_fd(-1)
        for child in list(self._children.values()):
            self._kill(child)

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _patience(self) -> int | None:
        """Milliseconds until something must be ended for being late."""
        times = [deadline for _, deadline in self._greeting.values()]
        times += [child.deadline for child in self._children.values()]
        return max(0, int((min(times) - time.monotonic()) * 1000) + 1) if times else None

    def _accept(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return
        peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        if struct.unpack("3i", peer)[1] != os.geteuid():
            connection.close()
            return
        self._greeting[connection.fileno()] = connection, time.monotonic() + _HELLO_SECONDS
        self._poll.register(connection, select.POLLIN)

    def _greet(self, descriptor: int) -> None:
        connection, _ = self._greeting.pop(descriptor)
        self._poll.unregister(descriptor)
        try:
            magic, wall, cpu, memory = LIMITS.unpack(connection.recv(LIMITS.size, socket.MSG_DONTWAIT))
        except (OSError, struct.error):
            magic = b""
        if magic != MAGIC:
            connection.close()
            return
        self._waiting.append((connection, _Limits(wall / 1000, cpu, memory << 20)))

    def _launch(self) -> None:
        while self._waiting and len(self._children) < _MAX_CHILDREN:
            connection, limits = self._waiting.popleft()
            parent = os.getpid()
            pid = os.fork()
            if pid == 0:
                _be_child(connection, limits, self._allow, parent)
            deadline = time.monotonic() + limits.wall_seconds + _GRACE_SECONDS
            child = _Child(pid, connection, limits, deadline)
            self._children[pid] = self._by_connection[connection.fileno()] = child
            self._poll.register(connection, 0)  # nothing but the caller's hanging up

    def _expire(self) -> None:
        now = time.monotonic()
        for descriptor, (connection, deadline) in list(self._greeting.items()):
            if deadline <= now:
                del self._greeting[descriptor]
                self._poll.unregister(descriptor)
                connection.close()
        for child in list(self._children.values()):
            if child.deadline <= now:
                child.killed_late = True
                child.deadline = now + 3600
                self._kill(child)

    def _kill(self, child: _Child) -> None:
        with suppress(OSError):
            os.kill(child.pid, signal.SIGKILL)
        if self._by_connection.pop(child.connection.fileno(), None):
            self._poll.unregister(child.connection)

    def _reap(self) -> None:
        while self._children:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if pid == 0:
                return
            child = self._children.pop(pid)
            if self._by_connection.pop(child.connection.fileno(), None):
                self._poll.unregister(child.connection)
            if status != 0:
                _tell(child, status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
            child.connection.close()


def _tell(child: _Child, status: int, cpu_seconds: float, peak_bytes: int) -> None:
    """Write the caller why its child ended without a result, as far as the status shows it."""
    code = os.waitstatus_to_exitcode(status)
    if child.killed_late or -code == signal.SIGALRM:
        failed = {"failed": "timeout", "detail": "wall time"}
    elif -code == signal.SIGXCPU or cpu_seconds >= child.limits.cpu_seconds:
        failed = {"failed": "timeout", "detail": "processor time"}
    elif peak_bytes > child.limits.memory_bytes * 0.75:
        failed = {"failed": "memory", "detail": f"ended with {code}"}
    else:
        failed = {"failed": "crashed", "detail": f"ended with {code}"}
    with suppress(OSError):
        child.connection.send(encode_frame(failed, []), socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)


def _be_child(connection: socket.socket, limits: _Limits, allow: tuple[str, ...], parent: int) -> None:
    """All that the child does; does not return."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGALRM, signal.SIGXCPU):
            signal.signal(number, signal.SIG_DFL)
        os.setsid()
        sandbox_limits.die_with_parent(parent)
        channel = _keep_only(connection)
        sandbox_limits.limit_resources(
            cpu_seconds=limits.cpu_seconds,
            wall_seconds=limits.wall_seconds,
            memory_bytes=limits.memory_bytes,
        )
        sandbox_limits.give_up_powers()
        channel.sendall(STARTED)
        parts = _answer(channel, allow)
        for part in parts:
            channel.sendall(part)
        code = 0
    finally:
        os._exit(code)


def _keep_only(connection: socket.socket) -> socket.socket:
    """Close every inherited descriptor but the connection; the standard ones lead nowhere."""
    null = os.open(os.devnull, os.O_RDWR)
    channel = os.dup(connection.fileno())
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    kept = os.dup2(channel, 3) if channel != 3 else 3
    os.closerange(4, 65536)
    return socket.socket(fileno=kept)


def _answer(channel: socket.socket, allow: tuple[str, ...]) -> list[bytes]:
    channel.settimeout(None)
    try:
        header, blobs = receive_frame(channel, limit=MAX_REQUEST)
        result = _find(str(header["function"]), allow)({"json": header["json"], "blobs": blobs})
        made = list(result.get("blobs", ()))
        return [encode_frame({"json": result["json"]}, made), *made]
    except MemoryError:
        return [_failure("memory", "")]
    except Exception as error:
        if isinstance(error.__cause__, MemoryError) or isinstance(error.__context__, MemoryError):
            return [_failure("memory", "")]
        return [_failure("refused", f"{type(error).__name__}: {error}"[:300])]


def _failure(reason: str, detail: str) -> bytes:
    return encode_frame({"failed": reason, "detail": detail.encode("ascii", "replace").decode()}, [])


def _find(function: str, allow: tuple[str, ...]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    module, _, name = function.partition(":")
    if not function.startswith(allow):
        raise PermissionError(f"{function} may not be called in the sandbox")
    found: Callable[[dict[str, Any]], dict[str, Any]] = getattr(importlib.import_module(module), name)
    return found


def _listen(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    address, folder = socket_address(path)
    path.unlink(missing_ok=True)
    before = os.umask(0o177)
    try:
        listener.bind(address)
    finally:
        os.umask(before)
        if folder is not None:
            os.close(folder)
    listener.listen(128)
    return listener


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Serve the sandbox for untrusted files.")
    parser.add_argument("socket", type=Path)
    parser.add_argument("--preload", action="append", default=[], help="a module to import once")
    parser.add_argument("--allow", action="append", default=[], help="a prefix functions may come from")
    parser.add_argument("--lifeline", action="store_true", help="end when standard input closes")
    parser.add_argument("--own-folder", action="store_true", help="remove the socket's folder at the end")
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> int:
    """Serve until told to stop; 0 as well when another server already has the socket."""
    arguments = _arguments(argv)
    path: Path = arguments.socket
    make_private_folder(path.parent)
    lock_path = path.with_name(path.name + ".lock")
    lock = os.open(lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        # A supervised server waits for its turn; one started by a caller leaves the field to the other.
        fcntl.flock(lock, fcntl.LOCK_EX | (fcntl.LOCK_NB if arguments.lifeline else 0))
    except BlockingIOError:
        return 0
    sandbox_limits.leave_network()
    for module in arguments.preload:
        importlib.import_module(module)
    sandbox_limits.hide_memory()
    gc.collect()
    gc.freeze()  # keeps the collector from touching, and so copying, the shared pages in every child
    with _listen(path) as listener:
        Server(listener, allow=arguments.allow or ["bpo."], lifeline=arguments.lifeline).serve()
    path.unlink(missing_ok=True)
    if arguments.own_folder:
        lock_path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
