"""The embedded servers and the roles, for real."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest
import redis

from bpo.platform import embedded, spawn
from bpo.platform.embedded import Postgres, Valkey, listener, secret
from bpo.platform.provision import (
    MEMBERS,
    SCOPES,
    Logins,
    ProvisioningError,
    clone,
    provision,
    unsafe_login,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A PostgreSQL of this module's own, at a path with a space."""
    with Postgres(tmp_path_factory.mktemp("a place") / "pg data", durable=False) as running:
        yield running


@pytest.fixture(scope="module")
def secrets(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("secrets") / "kept"


@pytest.fixture(scope="module")
def logins(server, secrets) -> Logins:
    made = provision(server.url(), database="house", secrets_dir=secrets)
    with connect(made.migration_url) as owner:
        owner.execute("SET ROLE bpo_owner")
        owner.execute("CREATE TABLE thing (id int)")
        owner.execute("GRANT SELECT ON thing TO bpo_staff")
    return made


def connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("+psycopg", ""))


def test_provisioning_again_changes_nothing(server, secrets, logins):
    assert provision(server.url(), database="house", secrets_dir=secrets) == logins
    with connect(logins.web_url) as web:
        assert web.execute("SELECT current_database()").fetchone() == ("house",)


def test_passwords_are_readable_by_their_owner_only(secrets, logins):
    files = list(secrets.iterdir())
    assert {file.name for file in files} == {f"{role}.secret" for role in MEMBERS}
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700


@pytest.mark.parametrize("who", ["web_url", "worker_url"])
def test_without_a_scope_everything_is_permission_denied(logins, who):
    with connect(getattr(logins, who)) as login, pytest.raises(psycopg.errors.InsufficientPrivilege):
        login.execute("SELECT * FROM thing")


def test_each_login_may_become_its_roles_and_no_other(logins):
    urls = {"bpo_web": logins.web_url, "bpo_worker": logins.worker_url, "bpo_migrator": logins.migration_url}
    for role, url in urls.items():
        allowed = set()
        for target in (*SCOPES, "bpo_owner", "postgres", *MEMBERS):
            with connect(url) as login:
                try:
                    login.execute(f"SET ROLE {target}")
                except psycopg.errors.InsufficientPrivilege:
                    continue
                allowed.add(target)
        assert allowed == {*MEMBERS[role], role}


def test_a_scope_has_what_it_was_granted_and_cannot_make_tables(logins):
    with connect(logins.web_url) as web:
        web.execute("SET ROLE bpo_staff")
        assert web.execute("SELECT * FROM thing").fetchall() == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("CREATE TABLE mine (id int)")


def test_no_session_of_the_product_may_wait_or_idle_for_long(logins):
    for url, statement in ((logins.web_url, "15s"), (logins.worker_url, "2min")):
        with connect(url) as login:
            said = [
                login.execute(f"SHOW {name}").fetchone()[0]
                for name in ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout")
            ]
        assert said == [statement, "30s", "5s"]


def test_only_our_logins_may_connect(server, logins):
    with connect(server.url()) as admin:
        admin.execute("CREATE ROLE stranger LOGIN PASSWORD 'x'")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        connect(server.url("house", "stranger", "x"))


def test_a_login_that_walks_through_the_wall_is_named(server, logins):
    assert unsafe_login(logins.web_url) is None
    assert unsafe_login(logins.worker_url) is None
    assert "superuser" in (unsafe_login(server.url("house")) or "")
    assert "bpo_owner" in (unsafe_login(logins.migration_url) or "")
    with connect(server.url()) as admin:
        admin.execute("CREATE ROLE seer LOGIN BYPASSRLS PASSWORD 'x'")
        admin.execute("GRANT CONNECT ON DATABASE house TO seer")
    assert "BYPASSRLS" in (unsafe_login(server.url("house", "seer", "x")) or "")


def test_a_role_of_ours_with_too_many_rights_is_refused(server, secrets, logins):
    with connect(server.url()) as admin:
        admin.execute("ALTER ROLE bpo_staff BYPASSRLS")
    try:
        with pytest.raises(ProvisioningError, match="bpo_staff"):
            provision(server.url(), database="house", secrets_dir=secrets)
    finally:
        with connect(server.url()) as admin:
            admin.execute("ALTER ROLE bpo_staff NOBYPASSRLS")


def test_an_administrator_who_is_no_superuser_will_do(server, tmp_path):
    with connect(server.url()) as admin:
        admin.execute("CREATE ROLE manager LOGIN CREATEROLE CREATEDB PASSWORD 'x'")
        for role in (*SCOPES, *MEMBERS, "bpo_owner"):
            known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            if known:
                admin.execute(f"GRANT {role} TO manager WITH ADMIN OPTION")
    made = provision(server.url("postgres", "manager", "x"), database="managed", secrets_dir=tmp_path / "s")
    with connect(made.migration_url) as owner:
        owner.execute("SET ROLE bpo_owner")
        owner.execute("CREATE TABLE thing (id int)")


def test_many_may_provision_at_once(server, tmp_path):
    made: list[Logins] = []
    threads = [
        threading.Thread(
            target=lambda: made.append(
                provision(server.url(), database="crowd", secrets_dir=tmp_path / "crowd")
            )
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1


def test_a_copy_of_a_database_lets_the_same_logins_in(server, secrets, logins):
    provision(server.url(), database="mould", secrets_dir=secrets)
    clone(server.url(), template="mould", database="cast")
    clone(server.url(), template="mould", database="cast")
    with connect(logins.on("mould").on("cast").worker_url) as worker:
        assert worker.execute("SELECT current_database()").fetchone() == ("cast",)


def test_the_server_listens_on_this_machine_only_and_takes_no_other_password(server):
    with connect(server.url()) as admin:
        assert admin.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        assert admin.execute("SHOW shared_buffers").fetchone() == ("128MB",)
        assert admin.execute("SHOW jit").fetchone() == ("off",)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        connect(server.url(password="wrong"))
    with pytest.raises(OSError, match="in use"):
        listener("127.0.0.1", server.port)


def test_data_survives_a_killed_server(tmp_path):
    server = Postgres(tmp_path).start()
    with connect(server.url()) as admin:
        admin.execute("CREATE TABLE kept AS SELECT 42 AS n")
    assert server.process is not None
    server.process.kill()
    server.process.wait()
    with server.start(), connect(server.url()) as admin:
        assert admin.execute("SELECT n FROM kept").fetchone() == (42,)
    assert not server.running()


def test_data_of_another_major_version_is_refused_with_a_sentence(tmp_path):
    server = Postgres(tmp_path, durable=False)
    server.data.mkdir(exist_ok=True)
    (server.data / "PG_VERSION").write_text("11\n")
    with pytest.raises(SystemExit, match=r"was made by PostgreSQL 11, but this is 1\d"):
        server.start()


def test_a_process_number_left_by_a_crash_and_used_by_another_program_is_no_obstacle(tmp_path):
    with Postgres(tmp_path, durable=False) as server:
        data = server.data
    (data / "postmaster.pid").write_text(
        f"{os.getppid()}\n{data}\n1700000000\n{server.port}\n\n127.0.0.1\n\nready\n"
    )
    with Postgres(tmp_path, durable=False) as server:
        assert server.running()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs it")
def test_root_without_namespaces_runs_the_server_as_nobody(tmp_path, monkeypatch):
    real = spawn.command

    def no_namespaces(program, *, sig=9, user=None):
        if user == ["--unroot"]:
            return [sys.executable, "-c", f"raise SystemExit({spawn.NO_NAMESPACE})"]
        return real(program, sig=sig, user=user)

    monkeypatch.setattr(embedded.spawn, "command", no_namespaces)
    server = Postgres(tmp_path, durable=False)
    try:
        with server.start():
            assert server.user == ["--uid=65534"]
            assert server.process is not None
            assert Path("/proc", str(server.process.pid)).stat().st_uid == 65534
    finally:
        subprocess.run(["rm", "-rf", server.data.parent], check=True)


def test_valkey_wants_its_password_never_evicts_and_keeps_its_data(tmp_path):
    folder = tmp_path / 'with a "space'
    with Valkey(folder) as server:
        client = redis.Redis.from_url(server.url())
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        client.set("kept", "42")
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=server.port, retry=None).ping()
        client.close()
    assert stat.S_IMODE((folder / "valkey.conf").stat().st_mode) == 0o600
    with Valkey(folder) as server:
        client = redis.Redis.from_url(server.url())
        assert client.get("kept") == b"42"
        client.close()


def test_a_secret_is_made_once_even_by_many_at_once(tmp_path):
    seen: list[str] = []
    threads = [threading.Thread(target=lambda: seen.append(secret(tmp_path / "s"))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 16
    assert len(set(seen)) == 1
    assert len(seen[0]) >= 32
    assert [file.name for file in tmp_path.iterdir()] == ["s"]
