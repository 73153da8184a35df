"""The RQ workers: one process loads the application, then forks itself once for each of them.

What is loaded before the fork lies in memory once. A worker that ends is started again; when this process
ends, however it ends, the kernel ends the workers and what they forked.
"""

import contextlib
import gc
import importlib
import os
import signal
import sys
import time
from types import FrameType

import structlog

from bpo.platform import logging
from bpo.platform.spawn import forked_children_die_with_me
from config.settings import Settings
from workers.patience import Patience

log = structlog.get_logger(__name__)


class Crew:
    """Keeps `size` forked workers alive until it is told to stop."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.stopping = False
        self.members: dict[int, Patience] = {}

    def run(self) -> int:
        """Work until SIGTERM or SIGINT, then let every worker finish its message."""
        for sig in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sig, self._stop)
        for _ in range(self.size):
            self._hire(Patience())
        while self.members:
            pid, status = os.wait()
            patience = self.members.pop(pid, None)
            if patience is not None and not self.stopping:
                code = os.waitstatus_to_exitcode(status)
                pause = patience.after_an_end()
                log.warning("a worker ended", worker=pid, code=code, another_in_seconds=pause)
                self._rest(pause)
                if not self.stopping:
                    self._hire(patience)
        return 0

    def _hire(self, patience: Patience) -> None:
        patience.started()
        pid = os.fork()
        if pid == 0:
            _work()
        self.members[pid] = patience
        if self.stopping:  # the signal came between the fork and this line
            os.kill(pid, signal.SIGTERM)

    def _rest(self, pause: float) -> None:
        until = time.monotonic() + pause
        while not self.stopping and time.monotonic() < until:
            time.sleep(0.1)

    def _stop(self, sig: int, frame: FrameType | None) -> None:
        self.stopping = True
        for pid in self.members:
            with contextlib.suppress(ProcessLookupError):  # it may have ended this very moment
                os.kill(pid, signal.SIGTERM)


def _work() -> None:
    """Be one worker, and end."""
    code = 1
    try:
        for sig in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sig, signal.SIG_DFL)
        code = importlib.import_module("workers.run").main() or 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)  # never into the parent's loop


def main() -> int:
    """Load the application, fork, supervise."""
    settings = Settings.from_env()
    logging.configure(level=settings.log_level, fmt=settings.log_format)
    importlib.import_module("workers.run")
    importlib.import_module("workers.doors").app()
    forked_children_die_with_me()
    gc.collect()
    gc.freeze()  # so that collecting garbage does not copy the shared pages
    return Crew(settings.workers).run()


if __name__ == "__main__":
    sys.exit(main())
