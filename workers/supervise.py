"""`./run up`: everything on one machine, from the servers to the web, watched until Ctrl-C.

What ends is started again, after a pause that grows while it keeps ending. Everything stops in order;
and because every child asked the kernel to end with its parent, nothing is left behind even when this
process is killed.
"""

import contextlib
import errno
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from types import FrameType

from bpo.platform import spawn
from bpo.platform.embedded import Server, ServerError, listener
from config.settings import Settings, SettingsError
from workers import schema
from workers.patience import Patience
from workers.surroundings import AlreadyRunningError, alone, announce, surroundings

_LOOK_EVERY = 0.25
_STOP_PATIENCE = 20.0
_WEB_ALONE = 15.0
"""For how many seconds at most the web has the machine to itself at the start."""

WEB = "the web"

_MIGRATE = """
import os
from migrations import commands
commands.upgrade(os.environ["MIGRATION_DATABASE_URL"])
"""
_SIGN_INS = """
import json
from workers.demo.cast import sign_ins
print(json.dumps(sign_ins()))
"""


@dataclass(slots=True)
class Part:
    """One program of ours, as a child."""

    name: str
    program: list[str]
    held: tuple[int, ...] = ()
    """File descriptors that it is given."""
    once: bool = False
    """Not started again when it ended well."""
    process: subprocess.Popen[bytes] | None = None
    patience: Patience = field(default_factory=Patience)
    due: float = 0.0
    """When to start it, on the monotonic clock; infinity when it is done."""

    def look(self, now: float, environment: dict[str, str]) -> None:
        """Start what is due, and notice what ended."""
        if self.process is None:
            if now >= self.due:
                self._start(environment)
            return
        code = self.process.poll()
        if code is None:
            return
        self.process = None
        if self.once and code == 0:
            self.due = float("inf")
            return
        pause = self.patience.after_an_end()
        self.due = now + pause
        say(f"{self.name} ended with {code}; again in {pause:g} s")

    def _start(self, environment: dict[str, str]) -> None:
        self.patience.started()
        # A session of its own: Ctrl-C at the terminal is for this process, which stops the others in order.
        self.process = subprocess.Popen(
            spawn.command([sys.executable, "-P", *self.program]),
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=self.held,
        )


class Told:
    """What the signals said. A plain flag: a lock taken in a handler may wait for the very code it interrupted."""

    def __init__(self) -> None:
        self.to_stop = False

    def __call__(self, sig: int, frame: FrameType | None) -> None:
        self.to_stop = True


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    print(f"run: {sentence}", flush=True)


def parts(settings: Settings, door: socket.socket) -> list[Part]:
    """What `up` runs, in the order in which it stops; the web serves `door`."""
    running = [
        Part("the schedule", ["-m", "workers.schedule"]),
        Part("the workers", ["-m", "workers.crew"]),
        Part(WEB, ["-m", "workers.web", str(door.fileno())], held=(door.fileno(),)),
    ]
    if settings.demo:
        running.insert(0, Part("the demo month", ["-m", "workers.demo"], once=True))
    return running


def main() -> int:
    """Run until SIGINT, SIGTERM or SIGHUP. The exit code is 1 when it could not start."""
    if len(sys.argv) > 1:
        say("`up` takes no arguments; settings are in config/example.env, for example PORT=8001 ./run up")
        return 2
    told = Told()
    for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sig, told)
    started = time.monotonic()
    try:
        settings = as_run_by_up(Settings.from_env())
        with (
            alone(settings.var_dir) as about,
            opened(settings) as door,
            surroundings(settings) as around,
        ):
            environment = os.environ | around.variables | {"DEMO": str(settings.demo).lower()}
            if not schema.is_newest(around.migration_url):
                elsewhere(_MIGRATE, environment)
            announce(about, settings.public_url, around.variables)
            _watch(settings, environment, around.servers, door, told, started)
    except AlreadyRunningError as error:
        say(f"{error}. Stop that one first.")
        return 1
    except (SettingsError, ServerError) as error:
        say(str(error))
        return 1
    say("stopped")
    return 0


def opened(settings: Settings) -> socket.socket:
    """The door of the web, held from the first moment to the last.

    Raises:
        ServerError: the port is taken, or cannot be had; the sentence says what to do.
    """
    try:
        return listener(settings.host, settings.port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ServerError(
                f"port {settings.port} of {settings.host} is taken by another program. "
                f"Choose another one: PORT={settings.port + 1} ./run up"
            ) from error
        raise ServerError(f"cannot listen on port {settings.port} of {settings.host}: {error}") from error


def as_run_by_up(settings: Settings) -> Settings:
    """The settings, with the demonstration turned on where nobody said anything about it."""
    unsaid = not os.environ.get("DEMO")
    return replace(settings, demo=True) if unsaid and settings.environment == "development" else settings


def _watch(
    settings: Settings,
    environment: dict[str, str],
    servers: tuple[Server, ...],
    door: socket.socket,
    told: Told,
    started: float,
) -> None:
    """Keep everything running until told to stop, then stop it in order."""
    running = parts(settings, door)
    greeted, began = False, time.monotonic()
    try:
        while not told.to_stop:
            now = time.monotonic()
            for server in servers:
                if not server.running():
                    say(f"{server.name} ended; starting it again on its port")
                    server.start()
            for part in running:
                # The web comes first: people wait for it, and the others would compete for the processor.
                if part.name == WEB or greeted or now > began + _WEB_ALONE:
                    part.look(now, environment)
            if not greeted and answers(settings):
                greeted = True
                greet(settings, environment, time.monotonic() - started)
            time.sleep(_LOOK_EVERY if greeted else 0.05)
    finally:
        say("stopping")
        stop_all(running)


def answers(settings: Settings) -> bool:
    """Whether the web answers its health check."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - read, not bound
    connection = http.client.HTTPConnection(host, settings.port, timeout=0.5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def greet(settings: Settings, environment: dict[str, str], seconds: float) -> None:
    """Say where it is, and who may sign in."""
    say(f"up on {settings.public_url} after {seconds:.1f} s (Ctrl-C stops it)")
    if settings.demo:
        rows = json.loads(elsewhere(_SIGN_INS, environment))
        widths = [max(len(row[column]) for row in rows) for column in range(2)]
        print("\n  Sign in as:")
        for role, email, password in rows:
            print(f"    {role:<{widths[0]}}  {email:<{widths[1]}}  {password}")
        print("\n  What happens in the demo month, and where to see it: docs/tour.md\n", flush=True)


def elsewhere(code: str, environment: dict[str, str]) -> str:
    """What a little program prints that loads much: in a process of its own, so that none of it stays here.

    Ends this program when that one fails; it has said why.
    """
    program = spawn.command([sys.executable, "-P", "-c", code])
    done = subprocess.run(
        program, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise ServerError("it cannot start; the reason is above")
    return done.stdout


def stop_all(running: list[Part]) -> None:
    """Ask all to finish what they are doing; end by force what has not after a while."""
    for part in running:
        if part.process is not None:
            with contextlib.suppress(ProcessLookupError):
                part.process.terminate()
    deadline = time.monotonic() + _STOP_PATIENCE
    for part in running:
        if part.process is None:
            continue
        try:
            part.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"{part.name} did not stop in {_STOP_PATIENCE:g} s and is ended by force")
            part.process.kill()
            part.process.wait()


if __name__ == "__main__":
    sys.exit(main())
