"""The servers, logins and secrets a command needs: those it was told, else embedded ones.

What was set is used as it is. With an administrator's `DATABASE_URL`, or with nothing, the roles are
provisioned here, with the passwords in the logins' URLs where those are set. The result is a set of
environment variables for whoever runs next.
"""

import base64
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bpo.platform.embedded import Postgres, Server, Valkey, secret
from config.settings import Settings

DATABASE = "bpo"
LOGIN_SETTINGS = ("WEB_DATABASE_URL", "WORKER_DATABASE_URL", "MIGRATION_DATABASE_URL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What runs for us, and how to reach it."""

    servers: tuple[Server, ...]
    """The embedded servers, in the order in which they were started."""
    variables: dict[str, str] = field(repr=False)
    """Environment variables that lead to them, passwords included."""

    @property
    def migration_url(self) -> str:
        """How migrations sign in."""
        return self.variables["MIGRATION_DATABASE_URL"]


@contextmanager
def surroundings(settings: Settings, *, redis: bool = True) -> Iterator[Surroundings]:
    """Start what is not given, provision it, and stop it at the end.

    Ends the program with a sentence where a server cannot be had.
    """
    variables = own_secrets(settings)
    given = {
        "WEB_DATABASE_URL": settings.web_database_url,
        "WORKER_DATABASE_URL": settings.worker_database_url,
        "MIGRATION_DATABASE_URL": settings.migration_database_url,
        "REDIS_URL": settings.redis_url,
    }
    variables |= {name: url for name, url in given.items() if url}
    with ExitStack() as stack:
        servers: list[Server] = []
        if not any(name in variables for name in LOGIN_SETTINGS) and not settings.database_url:
            servers.append(Postgres(settings.var_dir))
        if redis and not settings.redis_url:
            servers.append(Valkey(settings.var_dir))
        for server in servers:  # both start at the same time
            server.launch()
            stack.callback(server.stop)
        for server in servers:
            server.wait()
            if isinstance(server, Postgres):
                variables |= _provisioned(server.url(), DATABASE, settings.var_dir)
            elif isinstance(server, Valkey):
                variables["REDIS_URL"] = server.url()
        if settings.database_url:
            database = urlsplit(settings.database_url).path.strip("/") or DATABASE
            own = _provisioned(settings.database_url, database, settings.var_dir, _passwords(variables))
            variables = own | variables
        yield Surroundings(servers=tuple(servers), variables=variables)


class AlreadyRunningError(RuntimeError):
    """Another `up` runs in this checkout; `variables` lead to its servers."""

    def __init__(self, process: int, address: str, variables: dict[str, str]) -> None:
        super().__init__(f"it already runs in this checkout (process {process}, {address})")
        self.variables = variables


@contextmanager
def alone(var_dir: Path) -> Iterator[Path]:
    """Hold this checkout's one place for servers of its own; yields the file that says how to reach them.

    The kernel gives the place back when the holder ends, however it ends. Raises `AlreadyRunningError`.
    """
    var_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    about = var_dir / "up.json"
    with (var_dir / "up.lock").open("w") as place:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            said = json.loads(about.read_text()) if about.exists() else {}
            raise AlreadyRunningError(
                said.get("process", 0), said.get("address", "still starting"), said.get("variables", {})
            ) from None
        about.unlink(missing_ok=True)
        try:
            yield about
        finally:
            about.unlink(missing_ok=True)


@contextmanager
def of_what_runs(settings: Settings, *, redis: bool = True) -> Iterator[dict[str, str]]:
    """The variables of the `up` that runs in this checkout; where none does, those of servers of our own."""
    try:
        with alone(settings.var_dir), surroundings(settings, redis=redis) as around:
            yield around.variables
    except AlreadyRunningError as running:
        yield running.variables


def announce(about: Path, address: str, variables: dict[str, str]) -> None:
    """Say in the file `about` (mode 0600) how to reach what runs."""
    about.touch(mode=0o600)
    about.write_text(json.dumps({"process": os.getpid(), "address": address, "variables": variables}))


def own_secrets(settings: Settings) -> dict[str, str]:
    """SECRET_KEY and FIELD_KEY: those that were set, else random ones, made once and kept."""
    folder = settings.var_dir / "secrets"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secret(folder / "session.key", size=48),
        "FIELD_KEY": os.environ.get("FIELD_KEY") or _field_key(folder),
    }


def _field_key(folder: Path) -> str:
    text = secret(folder / "field.key", size=32)  # 32 bytes in URL-safe base64, its padding left out
    return base64.urlsafe_b64encode(base64.urlsafe_b64decode(text + "=")).decode()


def _passwords(variables: dict[str, str]) -> dict[str, str]:
    """The passwords our logins shall have, where their URLs were given."""
    urls = [urlsplit(variables[name]) for name in LOGIN_SETTINGS if name in variables]
    return {url.username: unquote(url.password) for url in urls if url.username and url.password}


def _provisioned(
    admin_url: str, database: str, var_dir: Path, passwords: dict[str, str] | None = None
) -> dict[str, str]:
    from bpo.platform.provision import provision  # here: it is loaded while the servers start

    logins = provision(admin_url, database=database, secrets_dir=var_dir / "secrets", passwords=passwords)
    return {
        "WEB_DATABASE_URL": logins.web_url,
        "WORKER_DATABASE_URL": logins.worker_url,
        "MIGRATION_DATABASE_URL": logins.migration_url,
    }
