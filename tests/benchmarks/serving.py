"""Real servers, and browsers that cost as little as possible: signed-in sessions on kept connections."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from uuid import UUID

from itsdangerous import URLSafeTimedSerializer

from bpo.platform import spawn
from bpo.platform.caller import Caller
from bpo.platform.embedded import free_port
from tests.benchmarks.ground import ROOT, Ground

PROCESSES, THREADS = 2, 4
FORM_TOKEN = "f" * 40
"""What the form token of every session here is made from."""


@contextmanager
def served(ground: Ground, app: str, extra: dict[str, str] | None = None) -> Iterator[int]:
    """An application under gunicorn as in production (`config/gunicorn.conf.py`); yields its port."""
    port = free_port()
    environment = ground.environment() | {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WEB_PROCESSES": str(PROCESSES),
        "WEB_THREADS": str(THREADS),
        **(extra or {}),
    }
    program = [sys.executable, "-P", "-m", "gunicorn", "--config", str(ROOT / "config/gunicorn.conf.py"), app]
    process = subprocess.Popen(spawn.command(program), env=environment, cwd=ROOT)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int, process: "subprocess.Popen[bytes]", patience: float = 60) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            if Wire(port).ask("GET", "/healthz")[0] == 200:
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


class Wire:
    """One kept HTTP connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.tag = ""
        """The tag of the last answer, where it had one."""
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, method: str, path: str, *, headers: str = "", body: bytes = b"") -> tuple[int, bytes]:
        """One request; (status, body). `headers` are whole lines."""
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
        head += f"{headers}Content-Length: {len(body)}\r\n\r\n"
        try:
            self.socket.sendall(head.encode() + body)
            return self._answer()
        except ConnectionError:  # the server closed a kept connection, as servers do
            self.__init__(self.port)  # type: ignore[misc]
            self.socket.sendall(head.encode() + body)
            return self._answer()

    def _answer(self) -> tuple[int, bytes]:
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        whole = head.decode("latin-1").split("\r\n")
        self.tag = next((line[6:] for line in whole if line[:6].lower() == "etag: "), "")
        lines = [line.lower() for line in whole]
        if lines[0].split()[1] == "304":
            return 304, b""
        length = next((int(line[15:]) for line in lines if line.startswith("content-length:")), 0)
        while len(body) < length:
            body += self._more()
        if "connection: close" in lines:
            self.__init__(self.port)  # type: ignore[misc]
        return int(lines[0].split()[1]), body

    def _more(self) -> bytes:
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionResetError
        return piece


def like(ground: Ground, person: Caller, count: int) -> list[UUID]:
    """So many people with the assignments and certifications of a person, each with an open session."""
    made = ground.sql(
        """
        WITH made AS (
            INSERT INTO person SELECT (jsonb_populate_record(p, jsonb_build_object(
                   'id', uuidv7(), 'email', 'copy.' || gen_random_uuid() || '@example.com'))).*
              FROM person p, generate_series(1, %(count)s) WHERE p.id = %(person)s RETURNING id),
        assigned AS (
            INSERT INTO assignment SELECT (jsonb_populate_record(a, jsonb_build_object(
                   'id', uuidv7(), 'person_id', made.id))).*
              FROM assignment a, made WHERE a.person_id = %(person)s),
        certified AS (
            INSERT INTO certification SELECT (jsonb_populate_record(c, jsonb_build_object(
                   'id', uuidv7(), 'person_id', made.id))).*
              FROM certification c, made WHERE c.person_id = %(person)s)
        INSERT INTO person_session (id, person_id, secret_hash, address, user_agent, created_at, seen_at, expires_at)
        SELECT id, id, %(hash)s, '127.0.0.1', 'bench', now(), now(), now() + interval '12 hours' FROM made
        RETURNING id
        """,
        {"count": count, "person": person.id, "hash": sha256(b"secret").digest()},
    )
    return [row[0] for row in made]


class Signer:
    """Makes the headers of signed-in requests; a session's id is its person's here (see `like`)."""

    def __init__(self, ground: Ground) -> None:
        signer = ground.house.session_interface.get_signing_serializer(ground.house)  # type: ignore[attr-defined]
        assert signer is not None
        self.signer, self.name = signer, ground.house.config["SESSION_COOKIE_NAME"]
        key = ground.house.config["SECRET_KEY"]
        self.token = URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(FORM_TOKEN)

    def headers(self, person: UUID, *, accept: str = "application/json") -> str:
        """Cookie, form token, and what kind of answer is wanted."""
        cookie = self.signer.dumps(
            {"_user_id": f"{person}.secret", "_fresh": True, "csrf_token": FORM_TOKEN, "_permanent": True}
        )
        return (
            f"Cookie: {self.name}={cookie}\r\nX-CSRFToken: {self.token}\r\nAccept: {accept}\r\n"
            "Content-Type: application/json\r\n"
        )


def body_of(values: dict[str, Any]) -> bytes:
    """JSON."""
    return json.dumps(values).encode()
