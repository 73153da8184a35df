"""A child never outlives its parent, not even a killed one; and root's servers do not see uid 0."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from bpo.platform import spawn
from tests.factories.processes import alive, gone

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")


def parent_that(body: str) -> tuple[subprocess.Popen[str], int]:
    """Runs `body`, which prints the number of its child and waits; gives both."""
    code = "import os, subprocess, sys, time\nfrom bpo.platform import spawn\n" + textwrap.dedent(body)
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, int(process.stdout.readline())


def test_a_spawned_child_dies_with_a_killed_parent():
    parent, child = parent_that(
        """
        child = subprocess.Popen(spawn.command(["sleep", "60"]), start_new_session=True)
        print(child.pid, flush=True)
        child.wait()
        """
    )
    assert alive(child)
    parent.kill()
    parent.wait()
    assert gone(child)


def test_forked_children_and_their_children_die_with_a_killed_parent():
    parent, grandchild = parent_that(
        """
        spawn.forked_children_die_with_me()
        if os.fork() == 0:
            os.setpgrp()
            if os.fork() == 0:
                os.setpgrp()
                print(os.getpid(), flush=True)
            time.sleep(60)
        time.sleep(60)
        """
    )
    assert alive(grandchild)
    parent.kill()
    parent.wait()
    assert gone(grandchild)


def test_without_the_hook_a_forked_child_would_stay():
    parent, child = parent_that(
        """
        if os.fork() == 0:
            print(os.getpid(), flush=True)
        time.sleep(60)
        """
    )
    parent.kill()
    parent.wait()
    time.sleep(0.2)
    assert alive(child)
    os.kill(child, signal.SIGKILL)


def test_a_child_whose_parent_is_gone_already_does_not_start():
    command = spawn.command(["echo", "started"])
    command = ["--parent=1" if part.startswith("--parent=") else part for part in command]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")


def test_arguments_arrive_as_they_are():
    odd = ["a b", "--uid=1", "", "ä'\"$x"]
    program = [sys.executable, "-c", "import sys; print(sys.argv[1:])", *odd]
    done = subprocess.run(spawn.command(program), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(odd)


def test_the_chosen_signal_is_the_one_that_arrives(tmp_path):
    told, program = tmp_path / "told", tmp_path / "program.py"
    program.write_text(
        "import os, pathlib, signal, sys, time\n"
        f"signal.signal(signal.SIGTERM, lambda *_: (pathlib.Path({str(told)!r}).touch(), sys.exit()))\n"
        "print(os.getpid(), flush=True)\n"
        "time.sleep(60)\n"
    )
    parent, child = parent_that(
        f"subprocess.Popen(spawn.command([sys.executable, {str(program)!r}], sig=15)).wait()"
    )
    parent.kill()
    parent.wait()
    assert gone(child)
    assert told.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has something to hide")
def test_root_is_hidden_by_a_namespace_or_the_refusal_is_said():
    done = subprocess.run(spawn.command(["id", "-u"], user=["--unroot"]), capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) in ((0, "1000"), (spawn.NO_NAMESPACE, ""))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody else")
def test_root_can_become_somebody_else_and_the_child_still_dies_with_its_parent():
    done = subprocess.run(spawn.command(["id", "-u"], user=["--uid=65534"]), capture_output=True, text=True)
    assert done.stdout.strip() == "65534"
    parent, child = parent_that(
        """
        child = subprocess.Popen(spawn.command(["sleep", "60"], user=["--uid=65534"]))
        print(child.pid, flush=True)
        child.wait()
        """
    )
    parent.kill()
    parent.wait()
    assert gone(child)
