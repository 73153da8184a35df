"""`run` makes the environment once, hands over, and says in a sentence what is in the way."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow

PYTHON = str(Path(sys.base_prefix, "bin", "python3"))
"""The Python with pip that made this environment."""

HANDED_OVER = """
import os, sys
print(sys.executable)
print(sys.argv[1:])
print(os.getcwd())
print(os.environ.get("PYTHONDONTWRITEBYTECODE"), os.environ["PYTHONPATH"])
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a space in its path, with locks that ask for nothing, and a `bpo.cli` that says what it got."""
    folder = tmp_path / "a checkout"
    (folder / "bpo").mkdir(parents=True)
    shutil.copy(ROOT / "run", folder / "run")
    (folder / "bpo" / "__init__.py").touch()
    (folder / "bpo" / "cli.py").write_text(HANDED_OVER)
    for lock in ("requirements.lock", "dev.lock", "assets.lock"):
        (folder / lock).write_text("# nothing\n")
    return folder


def run(
    checkout: Path, *arguments: str, python: str = PYTHON, **more: str
) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | more
    return subprocess.run(
        [python, checkout / "run", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        cwd=checkout.parent,
    )


def installs(done: subprocess.CompletedProcess[str]) -> bool:
    assert done.returncode == 0, done.stderr
    return "installing" in done.stderr


def test_the_command_runs_in_the_environment_with_its_arguments_and_from_where_it_was_called(checkout):
    done = run(checkout, "capture", "a b.pdf", "--x")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        str(checkout / ".venv/bin/python"),
        "['capture', 'a b.pdf', '--x']",
        str(checkout.parent),
        f"None {checkout}",
    ]


def test_it_installs_once_until_a_lock_changes_and_development_serves_as_runtime(checkout):
    assert installs(run(checkout, "migrate"))
    assert not installs(run(checkout, "shell"))
    assert installs(run(checkout, "test"))
    assert not installs(run(checkout, "up"))
    (checkout / "requirements.lock").write_text("# changed\n")
    assert installs(run(checkout, "migrate"))
    (checkout / ".venv" / "bin" / "python").unlink()
    assert installs(run(checkout, "migrate"))
    assert not installs(run(checkout, "migrate"))


def test_what_cannot_be_installed_is_said_and_tried_again_next_time(checkout):
    lock = checkout / "requirements.lock"
    lock.write_text(f"no-such-thing @ file://{checkout}/nowhere.whl --hash=sha256:{'0' * 64}\n")
    failed = run(checkout, "migrate")
    assert failed.returncode == 1
    assert "run: pip could not install requirements.lock" in failed.stderr
    assert "Traceback" not in failed.stderr
    lock.write_text("# nothing\n")
    assert installs(run(checkout, "migrate"))


def test_help_needs_no_environment(checkout):
    assert "['help']" in run(checkout).stdout
    assert not (checkout / ".venv").exists()


def test_a_missing_pip_is_said(checkout):
    bare = checkout.parent / "bare"
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", bare], check=True)
    done = run(checkout, "up", python=str(bare / "bin" / "python"))
    assert done.returncode == 1
    assert "has no pip" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_old_python_is_said(checkout):
    pretend = f"""
import runpy, sys
sys.version_info = (3, 10, 4, "final", 0)
sys.argv = ["run", "up"]
runpy.run_path({str(checkout / "run")!r}, run_name="__main__")
"""
    done = subprocess.run([PYTHON, "-c", pretend], capture_output=True, text=True)
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_real_help_lists_every_command():
    done = subprocess.run([ROOT / "run", "help"], capture_output=True, text=True, check=True)
    for command in ("up", "test", "bench", "capture", "migrate", "shell", "help"):
        assert f"\n  {command} " in done.stdout


def test_the_file_can_be_executed():
    assert (ROOT / "run").stat().st_mode & stat.S_IXUSR
    assert (ROOT / "run").read_text().startswith("#!/usr/bin/env python3\n")
