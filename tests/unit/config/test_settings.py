"""Settings come from the environment, say everything that is wrong at once, and are all documented."""

import ast
import dataclasses
import re
import secrets
from base64 import urlsafe_b64encode
from datetime import timedelta
from pathlib import Path

import pytest

from config import settings as module
from config.settings import InvalidSettingsError, Settings, UnsafeSettingsError

NAMES = {field.name.upper() for field in dataclasses.fields(Settings)}
SAFE = {
    "ENVIRONMENT": "production",
    "PUBLIC_URL": "https://work.example.com/",
    "WEB_DATABASE_URL": "postgresql://bpo_web:pw@db/bpo",
    "WORKER_DATABASE_URL": "postgresql://bpo_worker:pw@db/bpo",
    "REDIS_URL": "redis://:pw@redis:6379/0",
    "SECRET_KEY": secrets.token_urlsafe(48),
    "FIELD_KEY": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
}


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """Sets exactly the given variables, with an empty folder as the checkout."""
    monkeypatch.setattr(module, "ROOT", tmp_path)

    def set_only(**values: str) -> None:
        for name in NAMES:
            monkeypatch.delenv(name, raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    set_only()
    return set_only


def problems(kind: type[ValueError]) -> list[str]:
    with pytest.raises(kind) as caught:
        Settings.from_env()
    return caught.value.problems


def test_an_empty_environment_is_a_developers_machine(environment, tmp_path):
    settings = Settings.from_env()
    assert settings.environment == "development"
    assert (settings.host, settings.port, settings.public_url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert settings.storage_dir == tmp_path / "var" / "files"
    assert settings.upload_max_bytes == 52_428_800
    assert settings.session_idle_staff == timedelta(minutes=30)
    assert settings.log_format == "console"
    assert settings.database_url is None
    assert [len(key) for key in settings.field_keys.values()] == [32]


def test_safe_production_settings_are_taken(environment):
    environment(**SAFE)
    settings = Settings.from_env()
    assert settings.public_url == "https://work.example.com"
    assert settings.web_database_url == "postgresql+psycopg://bpo_web:pw@db/bpo"
    assert settings.log_format == "json"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is missing"),
        ("SECRET_KEY", "x" * 31, "shorter than 32"),
        ("SECRET_KEY", "x" * 64, "easily guessed"),
        ("SECRET_KEY", "change me: openssl rand -base64 48", "easily guessed"),
        ("SECRET_KEY", module.DEVELOPMENT_SECRET_KEY, "easily guessed"),
        ("FIELD_KEY", "", "FIELD_KEY is missing"),
        ("FIELD_KEY", urlsafe_b64encode(bytes(32)).decode(), "easily guessed"),
        ("FIELD_KEY", module.DEVELOPMENT_FIELD_KEY, "easily guessed"),
        ("PUBLIC_URL", "http://work.example.com", "must begin with https://"),
        ("PUBLIC_URL", "", "must begin with https://"),
        ("REDIS_URL", "", "REDIS_URL is missing"),
        ("REDIS_URL", "redis://redis:6379/0", "has no password"),
        ("WEB_DATABASE_URL", "postgresql://postgres:pw@db/bpo", "signs in as 'postgres'"),
        ("WORKER_DATABASE_URL", "postgresql://bpo_owner:pw@db/bpo", "signs in as 'bpo_owner'"),
        ("DATABASE_URL", "postgresql://bpo_web:pw@db/bpo", "WEB_DATABASE_URL signs in as 'bpo_web'"),
        ("DEMO", "true", "DEMO is on"),
        ("DEBUG", "true", "DEBUG is on"),
    ],
)
def test_each_unsafe_setting_alone_is_refused_in_production(environment, name, value, says):
    environment(**SAFE | {name: value})
    (problem,) = problems(UnsafeSettingsError)
    assert says in problem


def test_all_unsafe_settings_are_listed_at_once(environment):
    environment(ENVIRONMENT="production", DEMO="1", DEBUG="1", REDIS_URL="redis://far/0")
    found = problems(UnsafeSettingsError)
    assert [p.split()[0] for p in found] == [
        "SECRET_KEY",
        "FIELD_KEY",
        "DEBUG",
        "DEMO",
        "PUBLIC_URL",
        "WEB_DATABASE_URL,",
        "REDIS_URL",
    ]


def test_redis_on_this_machine_may_do_without_password(environment):
    environment(**SAFE | {"REDIS_URL": "redis://127.0.0.1:6379/0"})
    assert Settings.from_env().redis_url


def test_all_settings_that_make_no_sense_are_listed_at_once(environment):
    environment(
        PORT="http", FIELD_KEY="too short", DATABASE_URL="sqlite:///x.db", LOG_LEVEL="loud", DEMO="maybe"
    )
    found = problems(InvalidSettingsError)
    assert {p.split(":")[0] for p in found} == {"PORT", "FIELD_KEY", "DATABASE_URL", "LOG_LEVEL", "DEMO"}


def test_the_file_is_read_and_the_environment_beats_it(environment, tmp_path):
    environment(PORT="9001")
    (tmp_path / ".env").write_text("PORT=9000\nWORKERS=5\n")
    settings = Settings.from_env()
    assert (settings.port, settings.workers) == (9001, 5)


def test_tests_do_not_read_the_file(environment, tmp_path):
    environment(ENVIRONMENT="test")
    (tmp_path / ".env").write_text("WORKERS=5\n")
    assert Settings.from_env().workers == 2


def test_every_setting_stands_in_the_example_and_no_other():
    text = Path(module.__file__).with_name("example.env").read_text()
    assert set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)) == NAMES


def test_the_example_can_be_read_as_it_is(environment, tmp_path):
    example = Path(module.__file__).with_name("example.env").read_text()
    (tmp_path / ".env").write_text(example)
    from_example = Settings.from_env()
    environment()
    (tmp_path / ".env").unlink()
    assert from_example == Settings.from_env()


def test_every_setting_is_documented_where_it_is_declared():
    tree = ast.parse(Path(module.__file__).read_text())
    (declared,) = (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Settings")
    described = {
        before.target.id
        for before, after in zip(declared.body, declared.body[1:], strict=False)
        if isinstance(before, ast.AnnAssign)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
        and isinstance(before.target, ast.Name)
    }
    assert {name.upper() for name in described} == NAMES
