"""Run a function on untrusted bytes in a limited, throw-away child process, warm in milliseconds.

A small server (`bpo.platform.sandbox_server`) imports the heavy parsers once and forks one child for each
call; the child takes its limits, does one piece of work and ends. The caller never forks, so this is safe
among threads and in a forked worker. Only JSON and raw bytes come back: after parsing, the child is not
trusted.
"""

import json
import os
import secrets
import socket
import struct
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, NotRequired, TypedDict

Reason = Literal["timeout", "memory", "crashed", "refused"]

LIMITS = struct.Struct("!4sIII")
"""What the server reads before it forks: magic, wall milliseconds, CPU seconds, memory in MiB."""
MAGIC = b"BPO1"
STARTED = b"S"
MAX_HEADER = 32 << 20
MAX_REQUEST = 512 << 20
_SOCKET_PATH_BYTES = 100  # sockaddr_un holds 108 including its end
_START_SECONDS = 30.0
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "OCR_ENGINE", "TESSDATA_PREFIX", "TZ", "TMPDIR")
_ROOT = Path(__file__).resolve().parents[2]


class Payload(TypedDict):
    """What a sandboxed function takes and gives: a JSON value, and bytes beside it."""

    json: Any
    blobs: NotRequired[Sequence[bytes]]


class ParseFailed(Exception):
    """The work on untrusted bytes gave no result; the file is to blame, not the machine.

    `reason`: `timeout` (processor or wall time), `memory`, `crashed` (the parser died), `refused` (the
    function raised; `detail` begins with the exception's name).
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason
        self.detail = detail


class SandboxUnavailable(Exception):
    """The sandbox could not be started or was too busy; the call may be repeated later."""


def socket_address(path: Path) -> tuple[str, int | None]:
    """An address for `path` that fits a socket name, and a descriptor to close after using it."""
    if len(os.fsencode(path)) <= _SOCKET_PATH_BYTES:
        return str(path), None
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    return f"/proc/self/fd/{folder}/{path.name}", folder


def server_environment() -> dict[str, str]:
    """The environment for the server: no secrets of this process, and one thread for each library."""
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return kept | {
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(_ROOT),
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "1",
    }


def server_command(
    socket_path: Path, *, preload: Sequence[str] = (), allow: Sequence[str] = ("bpo.",)
) -> list[str]:
    """The command line of a server, for a supervisor that keeps one for several processes."""
    command = [sys.executable, "-P", "-m", "bpo.platform.sandbox_server", str(socket_path)]
    for module in preload:
        command += ["--preload", module]
    for prefix in allow:
        command += ["--allow", prefix]
    return command


def encode_frame(header: Mapping[str, Any], blobs: Sequence[bytes]) -> bytes:
    """The head of a frame: length, JSON with the blobs' lengths; the blobs follow it on the wire."""
    text = json.dumps({**header, "sizes": [len(blob) for blob in blobs]}).encode()
    return struct.pack("!I", len(text)) + text


def receive_frame(
    connection: socket.socket, *, limit: int, deadline: float | None = None
) -> tuple[dict[str, Any], list[bytes]]:
    """Read one frame; raises EOFError when cut short, ValueError when it is no frame or above `limit`
    bytes, TimeoutError past `deadline` (time.monotonic)."""
    (size,) = struct.unpack("!I", _receive(connection, 4, deadline))
    if size > min(MAX_HEADER, limit):
        raise ValueError("frame header too large")
    try:
        header = json.loads(_receive(connection, size, deadline))
    except RecursionError as error:
        raise ValueError("frame header nested too deeply") from error
    sizes = header.pop("sizes", None) if isinstance(header, dict) else None
    if not isinstance(sizes, list) or not all(type(n) is int and n >= 0 for n in sizes):
        raise ValueError("frame header without sizes")
    if size + sum(sizes) > limit:
        raise ValueError("frame too large")
    return header, [_receive(connection, n, deadline) for n in sizes]


def _receive(connection: socket.socket, size: int, deadline: float | None) -> bytes:
    data = bytearray()
    while len(data) < size:
        _set_timeout(connection, deadline)
        part = connection.recv(min(size - len(data), 1 << 20))
        if not part:
            raise EOFError
        data += part
    return bytes(data)


def _set_timeout(connection: socket.socket, deadline: float | None) -> None:
    if deadline is not None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)


class _ServerGone(Exception):
    """No server answers at the socket, or it went away before the work began."""


class Sandbox:
    """A door to the sandbox server at `socket_path`, started when there is none.

    `socket_path` None: a server of this process's own in a private folder. A path shared by several
    processes: the first to find no server starts one, or a supervisor does (`server_command`); the folder
    must belong to this user alone. `preload` names modules the server imports once; `allow` the dotted
    prefixes functions may come from. A server started here ends when this process ends or closes it.
    """

    def __init__(
        self,
        socket_path: Path | None = None,
        *,
        preload: Sequence[str] = (),
        allow: Sequence[str] = ("bpo.",),
    ) -> None:
        self._private = socket_path is None
        self._path = socket_path or Path(tempfile.gettempdir(), f"bpo-{secrets.token_hex(8)}", "sandbox")
        self._preload = tuple(preload)
        self._allow = tuple(allow)
        self._servers: list[subprocess.Popen[bytes]] = []
        self._finalizer = weakref.finalize(self, _stop, self._servers, os.getpid())

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the server this object started, if any; a shared one of a supervisor stays."""
        _stop(self._servers, os.getpid())

    def start(self) -> None:
        """Make sure that a server answers, so that the first call is warm; raises SandboxUnavailable."""
        try:
            self._connect().close()
        except _ServerGone:
            self._start_server()

    def call(
        self,
        function: str,
        payload: Payload,
        *,
        wall_seconds: float = 15.0,
        cpu_seconds: int = 10,
        memory_mib: int = 512,
        queue_seconds: float = 60.0,
        max_result_bytes: int = 128 << 20,
    ) -> Payload:
        """Run `function` ("package.module:name", one argument and result of type Payload) in a child.

        `wall_seconds` count from the child's start; waiting for a free place is bounded by
        `queue_seconds`. `memory_mib` is address space beyond what the server has preloaded. Raises
        ParseFailed for everything the bytes can cause, SandboxUnavailable when no child could be had, and
        ValueError for a function outside the allowed prefixes.
        """
        if not function.startswith(self._allow) or function.count(":") != 1:
            raise ValueError(f"{function} may not be called in the sandbox")
        limits = LIMITS.pack(MAGIC, int(wall_seconds * 1000), cpu_seconds, memory_mib)
        blobs = payload.get("blobs", ())
        head = limits + encode_frame({"function": function, "json": payload["json"]}, blobs)
        try:
            connection = self._begin(limits, queue_seconds)
        except _ServerGone:
            self._start_server()
            try:
                connection = self._begin(limits, queue_seconds)
            except _ServerGone as error:
                raise SandboxUnavailable("the sandbox server went away twice") from error
        with connection:
            deadline = time.monotonic() + wall_seconds
            self._send(connection, [head[LIMITS.size :], *blobs], deadline)
            return self._result(connection, deadline, max_result_bytes)

    def _begin(self, limits: bytes, queue_seconds: float) -> socket.socket:
        """Ask for a child and wait until it runs; the connection is then its own."""
        connection = self._connect()
        try:
            connection.settimeout(queue_seconds)
            connection.sendall(limits)
            if connection.recv(1) != STARTED:
                raise _ServerGone
        except TimeoutError as error:
            connection.close()
            raise SandboxUnavailable("no place in the sandbox became free in time") from error
        except (OSError, _ServerGone) as error:
            connection.close()
            raise _ServerGone from error
        return connection

    @staticmethod
    def _send(connection: socket.socket, parts: Sequence[bytes], deadline: float) -> None:
        # A child that dies while it is being written to is not an error yet: the server says why it died.
        with suppress(BrokenPipeError, ConnectionResetError, TimeoutError):
            for part in parts:
                _set_timeout(connection, deadline)
                connection.sendall(part)

    @staticmethod
    def _result(connection: socket.socket, deadline: float, limit: int) -> Payload:
        try:
            header, blobs = receive_frame(connection, limit=limit, deadline=deadline)
        except TimeoutError as error:
            raise ParseFailed("timeout", "wall time") from error
        except (EOFError, OSError, ValueError) as error:
            raise ParseFailed("crashed", "no result") from error
        failed = header.get("failed")
        if failed in ("timeout", "memory", "crashed", "refused"):
            raise ParseFailed(failed, str(header.get("detail", ""))[:500])
        if "json" not in header:
            raise ParseFailed("crashed", "no result")
        return {"json": header["json"], "blobs": blobs}

    def _connect(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        folder: int | None = None
        try:
            address, folder = socket_address(self._path)
            connection.connect(address)
        except OSError as error:
            connection.close()
            raise _ServerGone from error
        finally:
            if folder is not None:
                os.close(folder)
        return connection

    def _start_server(self) -> None:
        """Start a server and wait until one answers; of several started at once, one stays."""
        make_private_folder(self._path.parent)
        command = server_command(self._path, preload=self._preload, allow=self._allow)
        command += ["--lifeline"] + (["--own-folder"] if self._private else [])
        server = subprocess.Popen(  # noqa: S603 - this interpreter, fixed arguments
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=server_environment(), cwd="/"
        )
        self._servers.append(server)
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            with suppress(_ServerGone):
                self._connect().close()
                return
            if server.poll() not in (None, 0):
                raise SandboxUnavailable(f"the sandbox server ended with code {server.returncode}")
            time.sleep(0.005)
        raise SandboxUnavailable(f"the sandbox server did not answer within {_START_SECONDS:.0f} s")


def make_private_folder(folder: Path) -> None:
    """Create the socket's folder for this user alone; raises SandboxUnavailable when others may enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    state = folder.stat()
    if state.st_uid != os.geteuid() or state.st_mode & 0o077:
        raise SandboxUnavailable(f"{folder} must belong to this user alone (mode 0700)")


def _stop(servers: list[subprocess.Popen[bytes]], owner: int) -> None:
    if os.getpid() != owner:  # a forked copy of the owner must not end the owner's server
        return
    while servers:
        server = servers.pop()
        if server.stdin:
            with suppress(OSError):
                server.stdin.close()
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
