"""Every setting of the product, read from the environment once and frozen.

The name of the environment variable is the field's name in capitals. A file `.env` in the checkout is
read as well (not in tests); the environment beats it. `config/example.env` shows all of them.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args

from environs import Env, EnvValidationError, ValidationError, validate

from config.safety import (
    DEVELOPMENT_FIELD_KEY,
    DEVELOPMENT_SECRET_KEY,
    SettingsError,
    UnsafeSettingsError,
    problems_in_production,
)

__all__ = ["InvalidSettingsError", "Settings", "SettingsError", "UnsafeSettingsError"]

ROOT = Path(__file__).resolve().parents[1]

Environment = Literal["development", "production", "test"]
LogFormat = Literal["json", "console"]


class InvalidSettingsError(SettingsError):
    """Some settings cannot be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the product was told. Change one in a test with `dataclasses.replace`."""

    environment: Environment
    """`production` refuses unsafe settings and logs JSON; `test` reads no `.env`."""
    debug: bool
    """Flask's debug mode, with its interactive traceback. Never in production."""

    host: str
    """The address the web server listens on."""
    port: int
    """The port the web server listens on."""
    public_url: str
    """What people type to get here, without a slash at the end; links in mails and webhooks begin with it."""
    trusted_proxies: int
    """How many reverse proxies stand in front and set X-Forwarded-*; 0 believes no such header."""

    database_url: str | None
    """An administrator's URL (may make roles and databases): `up` and `migrate` provision with it.
    None: `up` brings its own PostgreSQL."""
    web_database_url: str | None
    """How the web signs in to the database, when the roles were provisioned."""
    worker_database_url: str | None
    """How the workers and the scheduler sign in to the database."""
    migration_database_url: str | None
    """How migrations sign in; they then become the owner of the tables."""
    redis_url: str | None
    """Redis or Valkey, which carries messages and rate limits. None: `up` brings its own Valkey."""

    secret_key: str
    """Signs session cookies and tokens: at least 32 characters. Changing it signs everybody out."""
    field_key: str
    """Encrypts personal fields and working papers: 32 bytes in URL-safe base64. Losing it loses those. To change it,
    add a new one after a comma: the last encrypts, all of them open what they encrypted (`./run rekey`)."""
    session_idle_staff: timedelta
    """After how long without a request staff are signed out."""
    session_idle_client: timedelta
    """After how long without a request clients' users are signed out."""
    session_absolute: timedelta
    """After how long everybody is signed out in any case."""

    hour_cost: Decimal
    """What an hour of a person's work costs us, for the cost of a job on the accounts pages."""
    hour_cost_currency: str
    """Currency of `hour_cost`, ISO 4217."""

    var_dir: Path
    """Where `up` keeps the embedded servers' data, secrets and logs."""
    storage_dir: Path
    """Where uploaded and produced files lie. All web and worker processes must see the same folder."""
    upload_max_bytes: int
    """The largest single file a client may hand in."""
    batch_max_files: int
    """How many files one upload may hold, those inside a ZIP counted."""

    smtp_url: str | None
    """smtp://user:password@host:587 (STARTTLS) or smtps://. None: mails go to the outbox page only."""
    mail_from: str
    """The sender of mails."""

    workers: int
    """How many RQ workers run at once, each in a process."""
    web_processes: int
    """How many web processes gunicorn runs. (`up` runs one.)"""
    web_threads: int
    """How many requests each web process handles at once."""
    demo: bool
    """Make the demonstration clients and people, and print how to sign in as them."""

    log_level: str
    """DEBUG, INFO, WARNING, ERROR or CRITICAL."""
    log_format: LogFormat
    """`json` for machines (the default in production), `console` for people."""

    @property
    def field_keys(self) -> dict[int, bytes]:
        """The keys of `field_key` by their numbers, the newest last: 32 bytes each."""
        return dict(enumerate(base64.urlsafe_b64decode(key) for key in self.field_key.split(",")))

    @classmethod
    def from_env(cls) -> "Settings":
        """Read the environment and `.env`.

        Raises `InvalidSettingsError` for values that cannot be understood and `UnsafeSettingsError` for
        ones that must not be used in production; both list everything that is wrong at once.
        """
        env = Env(eager=False)
        # What this process was started with says whether it is a test; `.env` is for people's machines.
        if env.str("ENVIRONMENT", "development") != "test":
            env.read_env(ROOT / ".env", recurse=False)
        values = {**_serving(env), **_data(env), **_running(env)}
        try:
            env.seal()
        except EnvValidationError as error:
            raise InvalidSettingsError(_sentences(error)) from None
        settings = cls(**values)
        if settings.environment == "production" and (found := problems_in_production(settings)):
            raise UnsafeSettingsError(found)
        return settings


def _sentences(error: EnvValidationError) -> list[str]:
    """`NAME: what is wrong with it` for each setting."""
    messages = error.error_messages
    if not isinstance(messages, Mapping):
        return list(messages)
    return [f"{name}: {' '.join(said)}" for name, said in messages.items()]


def _serving(env: Env) -> dict[str, Any]:
    """The web's own settings, and the secrets."""
    environment = env.str("ENVIRONMENT", "development", validate=validate.OneOf(get_args(Environment)))
    host, port = env.str("HOST", "127.0.0.1"), env.int("PORT", 8000, validate=validate.Range(1, 65535))
    development = environment != "production"
    return {
        "environment": environment,
        "debug": env.bool("DEBUG", False),
        "host": host,
        "port": port,
        "public_url": (env.str("PUBLIC_URL", "") or f"http://{host}:{port}").rstrip("/"),
        "trusted_proxies": env.int("TRUSTED_PROXIES", 0, validate=validate.Range(0, 10)),
        "secret_key": env.str("SECRET_KEY", "") or (DEVELOPMENT_SECRET_KEY if development else ""),
        "field_key": env.str("FIELD_KEY", "", validate=_field_key)
        or (DEVELOPMENT_FIELD_KEY if development else ""),
        "session_idle_staff": env.timedelta("SESSION_IDLE_STAFF", timedelta(minutes=30)),
        "session_idle_client": env.timedelta("SESSION_IDLE_CLIENT", timedelta(minutes=60)),
        "session_absolute": env.timedelta("SESSION_ABSOLUTE", timedelta(hours=12)),
    }


def _data(env: Env) -> dict[str, Any]:
    """Where data goes."""
    var_dir = (ROOT / (env.str("VAR_DIR", "") or "var")).absolute()
    return {
        "database_url": _database_url(env, "DATABASE_URL"),
        "web_database_url": _database_url(env, "WEB_DATABASE_URL"),
        "worker_database_url": _database_url(env, "WORKER_DATABASE_URL"),
        "migration_database_url": _database_url(env, "MIGRATION_DATABASE_URL"),
        "redis_url": env.str("REDIS_URL", "") or None,
        "var_dir": var_dir,
        "storage_dir": (ROOT / (env.str("STORAGE_DIR", "") or var_dir / "files")).absolute(),
        "upload_max_bytes": env.int("UPLOAD_MAX_BYTES", 50 * 2**20, validate=validate.Range(1)),
        "batch_max_files": env.int("BATCH_MAX_FILES", 500, validate=validate.Range(1)),
        "smtp_url": env.str("SMTP_URL", "") or None,
        "mail_from": env.str("MAIL_FROM", "Work queue <no-reply@localhost>"),
    }


def _running(env: Env) -> dict[str, Any]:
    """How much runs, and what it says."""
    production = env.str("ENVIRONMENT", "development") == "production"
    levels = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
    log_format = env.str("LOG_FORMAT", "", validate=validate.OneOf(("", *get_args(LogFormat))))
    return {
        "hour_cost": env.decimal("HOUR_COST", Decimal("35.00"), validate=validate.Range(Decimal(0))),
        "hour_cost_currency": env.str("HOUR_COST_CURRENCY", "EUR", validate=validate.Regexp(r"[A-Z]{3}$")),
        "workers": env.int("WORKERS", 2, validate=validate.Range(1, 64)),
        "web_processes": env.int("WEB_PROCESSES", 2, validate=validate.Range(1, 64)),
        "web_threads": env.int("WEB_THREADS", 8, validate=validate.Range(1, 64)),
        "demo": env.bool("DEMO", False),
        "log_level": env.str("LOG_LEVEL", "INFO", validate=validate.OneOf(levels)),
        "log_format": log_format or ("json" if production else "console"),
    }


def _database_url(env: Env, name: str) -> str | None:
    """A PostgreSQL URL in SQLAlchemy's form; the usual short forms are understood."""
    url = env.str(name, "", validate=_postgresql)
    for scheme in ("postgres://", "postgresql://"):
        if url and url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url or None


def _postgresql(value: str) -> None:
    schemes = ("postgres://", "postgresql://", "postgresql+psycopg://")
    if value and not value.startswith(schemes):
        raise ValidationError("Must begin with postgresql://; no other database will do.")


def _field_key(value: str) -> None:
    for key in value.split(",") if value else ():
        try:
            size = len(base64.b64decode(key, altchars=b"-_", validate=True))
        except (binascii.Error, ValueError):
            size = -1
        if size != 32:
            raise ValidationError(
                "Must be 32 bytes in URL-safe base64; several, the newest last, with commas."
            )
