"""Production's own way of serving: gunicorn with its settings, as the image runs it."""

import os
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bpo.platform.embedded import Postgres, Valkey, free_port
from bpo.platform.provision import provision
from migrations.commands import upgrade

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Safe production settings on servers of this module's own."""
    folder = tmp_path_factory.mktemp("production")
    with Postgres(folder, durable=False) as postgres, Valkey(folder, durable=False) as valkey:
        logins = provision(postgres.url(), database="bpo", secrets_dir=folder / "secrets")
        upgrade(logins.migration_url)
        with psycopg.connect(postgres.url().replace("+psycopg", "")) as admin:
            admin.execute("CREATE ROLE innocent LOGIN SUPERUSER PASSWORD 'x'")
        yield {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "ENVIRONMENT": "production",
            "HOST": "127.0.0.1",
            "PUBLIC_URL": "https://work.example.com",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "FIELD_KEY": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "WEB_DATABASE_URL": logins.web_url,
            "REDIS_URL": valkey.url(),
            "STORAGE_DIR": str(folder / "files"),
            "TRUSTED_PROXIES": "1",
            "SUPERUSER_URL": postgres.url("bpo", "innocent", "x"),
        }


def serve(settings: dict[str, str], **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.conf.py", "bpo.app:create_app()"],
        cwd=ROOT,
        env=settings | more,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_it_serves_logs_json_and_stops_in_order(settings):
    port = free_port()
    server = serve(settings, PORT=str(port))
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as response:
                    assert response.status == 200
                break
            except urllib.error.URLError:
                assert server.poll() is None, server.communicate()[0]
                assert time.monotonic() < deadline
                time.sleep(0.1)
    finally:
        server.terminate()
        said, _ = server.communicate(timeout=40)
    assert server.returncode == 0
    lines = said.splitlines()
    assert lines
    assert all(line.startswith("{") for line in lines if "gunicorn" in line), said


def test_it_does_not_serve_as_a_superuser_whatever_its_name(settings):
    server = serve(settings, PORT=str(free_port()), WEB_DATABASE_URL=settings["SUPERUSER_URL"])
    said, _ = server.communicate(timeout=60)
    assert server.returncode != 0
    assert "the database role innocent is a superuser" in said


def test_it_does_not_serve_with_unsafe_settings_and_says_all_of_them(settings):
    server = serve(settings, PORT=str(free_port()), SECRET_KEY="short", DEMO="true", PUBLIC_URL="http://x")
    said, _ = server.communicate(timeout=60)
    assert server.returncode != 0
    for name in ("SECRET_KEY", "DEMO", "PUBLIC_URL"):
        assert f"  - {name}" in said
