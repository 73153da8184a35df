"""What must never be set in production, and why. Pure: values in, sentences out."""

import base64
import hashlib
import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from config.settings import Settings

DEVELOPMENT_SECRET_KEY = "development only: anybody can read this"  # noqa: S105 - that is its point
DEVELOPMENT_FIELD_KEY = base64.urlsafe_b64encode(
    hashlib.sha256(DEVELOPMENT_SECRET_KEY.encode()).digest()
).decode()
"""What a developer's machine uses when nothing is set; refused in production."""

_ADMINISTRATORS = {"postgres", "root", "admin", "bpo_owner", "bpo_migrator", ""}
_WEAK = ("change me", "changeme", "change-me", "secret", "development", "password", "example", "test")
_SHORTEST_SECRET = 32


class SettingsError(ValueError):
    """Settings that cannot be used. `problems` has one sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(
            "The settings cannot be used:\n" + "\n".join(f"  - {problem}" for problem in problems)
        )
        self.problems = problems


class UnsafeSettingsError(SettingsError):
    """Some settings must not be used in production."""


def problems_in_production(settings: "Settings") -> list[str]:
    """Everything about `settings` that is unsafe in production, one sentence each; empty when it is safe.

    Whether a database role is really no superuser is asked of the database itself when the web starts.
    """
    return [*_secrets(settings), *_switches(settings), *_databases(settings), *_redis(settings)]


def _secrets(settings: "Settings") -> list[str]:
    found = []
    key = settings.secret_key
    if len(key) < _SHORTEST_SECRET:
        found.append(f"SECRET_KEY is missing or shorter than {_SHORTEST_SECRET} characters.")
    elif len(set(key)) < 10 or key.lower().startswith(_WEAK):
        found.append("SECRET_KEY is an example or easily guessed. Make one: openssl rand -base64 48")
    if not settings.field_key:
        found.append("FIELD_KEY is missing. Make one: openssl rand -base64 32 | tr +/ -_")
    elif (
        any(len(set(key)) < 10 for key in settings.field_keys.values())
        or DEVELOPMENT_FIELD_KEY in settings.field_key
    ):
        found.append(
            "FIELD_KEY is an example or easily guessed. Make one: openssl rand -base64 32 | tr +/ -_"
        )
    return found


def _switches(settings: "Settings") -> list[str]:
    found = []
    if settings.debug:
        found.append("DEBUG is on: it lets a visitor run code.")
    if settings.demo:
        found.append("DEMO is on: it makes people whose passwords are known.")
    if urlsplit(settings.public_url).scheme != "https":
        found.append(f"PUBLIC_URL is {settings.public_url}: it must begin with https://")
    return found


def _databases(settings: "Settings") -> list[str]:
    logins = {
        "WEB_DATABASE_URL": settings.web_database_url,
        "WORKER_DATABASE_URL": settings.worker_database_url,
    }
    found = []
    if not any((*logins.values(), settings.migration_database_url, settings.database_url)):
        found.append("WEB_DATABASE_URL, WORKER_DATABASE_URL or MIGRATION_DATABASE_URL is missing.")
    administrator = urlsplit(settings.database_url or "").username
    for name, url in logins.items():
        user = urlsplit(url).username or "" if url else None
        if user is not None and (user in _ADMINISTRATORS or user == administrator):
            found.append(
                f"{name} signs in as {user or 'nobody'!r}: "
                "the wall between clients needs a role without rights."
            )
    return found


def _redis(settings: "Settings") -> list[str]:
    if not settings.redis_url:
        return ["REDIS_URL is missing."]
    parts = urlsplit(settings.redis_url)
    if parts.scheme in ("redis", "rediss") and not parts.password and not _loopback(parts.hostname or ""):
        return ["REDIS_URL has no password, and the server is not on this machine."]
    return []


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
