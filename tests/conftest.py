"""One PostgreSQL and one Valkey for a whole run; a database of its own, cloned from the migrated one, for each process.

Databases keep nothing between tests: `house` and `web` empty all tables first.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest
from flask.testing import FlaskClient

os.environ["ENVIRONMENT"] = "test"

from bpo.app import create_app
from bpo.platform.embedded import Postgres, Valkey
from bpo.platform.provision import Logins, clone, provision
from bpo.platform.web import House
from config.settings import Settings
from migrations.commands import upgrade
from tests.factories.emptying import empty
from tests.factories.world import World

hypothesis.settings.register_profile("house", deadline=None)  # a busy machine is no fault of the code
hypothesis.settings.load_profile("house")

ADMIN, WEB, WORKER, REDIS = "BPO_TEST_ADMIN", "BPO_TEST_WEB", "BPO_TEST_WORKER", "BPO_TEST_REDIS"
TEMPLATE = "bpo_template"


class Servers:
    """The servers of this run, started by its first process and used by all."""

    def __init__(self, config: pytest.Config) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="bpo-test-", ignore_cleanup_errors=True)
        base = Path(self.folder.name)
        self.postgres = Postgres(base / "pg", durable=False).start()
        self.valkey = Valkey(base / "valkey", durable=False).start()
        logins = provision(self.postgres.url(), database=TEMPLATE, secrets_dir=base / "secrets")
        upgrade(logins.migration_url)
        os.environ[ADMIN], os.environ[REDIS] = self.postgres.url(), self.valkey.url()
        os.environ[WEB], os.environ[WORKER] = logins.web_url, logins.worker_url

    def stop(self) -> None:
        """Leave nothing behind."""
        self.valkey.stop()
        self.postgres.stop()
        self.folder.cleanup()


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers in the process that leads, unless only unit tests were asked for."""
    leads = not hasattr(config, "workerinput")
    only_units = bool(config.args) and all("unit" in argument for argument in config.args)
    if leads and not only_units and not config.option.collectonly:
        config.stash[SERVERS] = Servers(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    servers = config.stash.get(SERVERS, None)
    if servers is not None:
        servers.stop()


SERVERS: pytest.StashKey[Servers] = pytest.StashKey()


@pytest.fixture(scope="session")
def logins(worker_id: str) -> Logins:
    """A migrated database of this process's own."""
    database = f"bpo_{worker_id}"
    clone(os.environ[ADMIN], template=TEMPLATE, database=database)
    here = Logins(web_url=os.environ[WEB], worker_url=os.environ[WORKER], migration_url=os.environ[WEB])
    return here.on(database)


@pytest.fixture(scope="session")
def admin_dsn(logins: Logins, worker_id: str) -> str:
    """The superuser's way into this process's database, for setting up and looking behind the wall."""
    return os.environ[ADMIN].replace("+psycopg", "").rsplit("/", 1)[0] + f"/bpo_{worker_id}"


@pytest.fixture(scope="session")
def settings(logins: Logins, worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The product's settings for this process: own database, own Valkey number, own files."""
    number = int(worker_id.removeprefix("gw") or 0) if worker_id.startswith("gw") else 15
    var = tmp_path_factory.mktemp("var")
    return replace(
        Settings.from_env(),
        web_database_url=logins.web_url,
        worker_database_url=logins.worker_url,
        redis_url=os.environ[REDIS].rsplit("/", 1)[0] + f"/{number}",
        var_dir=var,
        storage_dir=var / "files",
    )


@pytest.fixture(scope="session")
def _house(settings: Settings) -> House:
    return create_app(settings, worker=True)


@pytest.fixture(scope="session")
def _web(settings: Settings) -> House:
    return create_app(settings)


@pytest.fixture
def emptied(admin_dsn: str, _house: House) -> None:
    """All tables empty, no message waiting."""
    empty(admin_dsn)
    _house.extensions["messenger"].connection.flushdb()


@pytest.fixture
def house(emptied: None, _house: House) -> Iterator[House]:
    """The application as workers run it, in an application context: open units of work in any scope."""
    with _house.app_context():
        yield _house


@pytest.fixture
def web(emptied: None, _web: House) -> House:
    """The application as the web runs it; use `web.test_client()`."""
    return _web


@pytest.fixture
def client(web: House) -> FlaskClient:
    """A browser without scripts, signed in as nobody."""
    return web.test_client()


@pytest.fixture
def world(house: House) -> World:
    """Makers of clients, people and jobs, all through the real services."""
    return World(house)
