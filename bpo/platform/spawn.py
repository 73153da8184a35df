"""Child processes that never outlive their parent, and PostgreSQL for root.

Run as a program it becomes another one:

    python -I -S spawn.py --parent=PID --signal=N [--unroot | --uid=N] PROGRAM ARGUMENTS...

The program gets signal N when its parent (PID) ends, however that ends: the kernel's PR_SET_PDEATHSIG.
PostgreSQL refuses to run as uid 0. `--unroot` maps uid 0 to an ordinary one in a new user namespace, so
files stay root's and nothing is copied; where the kernel or the container forbids that, the exit code is
`NO_NAMESPACE` and the caller uses `--uid=N` with a data folder that N owns. Only the standard library is
used, so that this file runs isolated and starts in a few milliseconds.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

NO_NAMESPACE = 77
_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER = 0x10000000
_LINUX = sys.platform == "linux"


def die_with_parent(sig: int = signal.SIGKILL) -> None:
    """Ask the kernel to send `sig` to this process when its parent ends. Does nothing outside Linux."""
    if _LINUX:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(sig))


def forked_children_die_with_me() -> None:
    """From now on every forked child of this process (an RQ work horse, say) is killed when it ends.

    The setting does not pass to children by itself, hence the hook. Call it in the main thread of a
    worker before its loop; it holds for children of children too.
    """
    os.register_at_fork(after_in_child=die_with_parent)


def command(program: list[str], *, sig: int = signal.SIGKILL, user: list[str] | None = None) -> list[str]:
    """The command that runs `program` as a child that gets `sig` when the calling process ends.

    `user` is `["--unroot"]`, `["--uid=N"]` or nothing.
    """
    shim = [sys.executable, "-I", "-S", __file__, f"--parent={os.getpid()}", f"--signal={int(sig)}"]
    return [*shim, *(user or []), *program]


def _leave_root(*, unroot: bool, uid: int | None) -> None:
    """Become another user for real (`uid`), or only in the eyes of the program (`unroot`)."""
    if uid is not None:
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)
    elif unroot and os.geteuid() == 0:
        if not _LINUX or ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWUSER):
            sys.exit(NO_NAMESPACE)
        try:
            for name, text in (("setgroups", "deny"), ("uid_map", "1000 0 1"), ("gid_map", "1000 0 1")):
                Path("/proc/self", name).write_text(text)
        except OSError:
            sys.exit(NO_NAMESPACE)


def main(arguments: list[str]) -> None:
    """Become the program named on the command line; see the top of this file."""
    options: dict[str, str] = {}
    while arguments and arguments[0].startswith("--"):
        name, _, value = arguments.pop(0).partition("=")
        options[name] = value
    _leave_root(unroot="--unroot" in options, uid=int(options["--uid"]) if "--uid" in options else None)
    die_with_parent(int(options["--signal"]))
    if os.getppid() != int(options["--parent"]):
        sys.exit(1)  # the parent ended before the kernel knew of our wish
    os.execvp(arguments[0], arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
