"""What import contracts cannot say of the house's shape."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest

from bpo.events.rules import KINDS
from bpo.rooms import ROOMS
from workers.subscriptions import SUBSCRIPTIONS

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 350
FACES = {"rules", "models", "queries", "service", "registry"}
"""The files of a room that another room may import from."""
ALSO = {
    "views": {"views", "schemas"},
    "api": {"api", "views", "schemas"},
    "schemas": {"schemas"},
}
"""Doors may build on the doors, and forms on the forms, of the floors below."""
VAGUE = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common|base_?class)(_|$)")
"""Names under which anything could lie."""


def sources(*roots: str) -> Iterator[Path]:
    """The product's own Python files below these folders."""
    for root in roots:
        yield from sorted((ROOT / root).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax, read once."""
    return ast.parse(path.read_text())


def name_of(path: Path) -> str:
    """A file's path, as a failing test should say it."""
    return str(path.relative_to(ROOT))


def calls(path: Path, *names: str) -> list[int]:
    """The lines on which a method of one of these names is called."""
    return [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names
    ]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Who imports whom."""
    return grimp.build_graph("bpo", "workers", "config", cache_dir=None)


def test_one_function_commits() -> None:
    """Flushing is a room's business; committing belongs to the door (one place knows what is saved with what)."""
    found = {
        name_of(path): calls(path, "commit", "rollback")
        for path in sources("bpo", "workers")
        if calls(path, "commit", "rollback")
    }
    driver = "bpo/platform/driver.py"  # how the driver commits, whoever asks it to
    assert found.keys() <= {"bpo/platform/db.py", "bpo/platform/scope.py", driver}, found
    assert len(calls(ROOT / "bpo/platform/db.py", "commit")) == 1
    assert calls(ROOT / "bpo/platform/scope.py", "commit") == []


def test_rooms_talk_through_their_faces(graph: grimp.ImportGraph) -> None:
    strangers = [
        f"{importer} reaches into {imported}"
        for importer in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if _room(imported) not in (None, _room(importer))
        and importer not in ("bpo.app", "bpo.rooms")
        and imported != f"bpo.{_room(imported)}"
        and _face(imported) not in FACES | ALSO.get(_face(importer), set())
    ]
    assert strangers == []


def test_a_rooms_service_is_entered_by_its_front_door(graph: grimp.ImportGraph) -> None:
    """A service that has grown into a folder is still imported as a whole."""
    strangers = [
        f"{importer} reaches into {imported}"
        for importer in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if _room(imported) not in (None, _room(importer))
        and _face(imported) == "service"
        and imported.count(".") > 2
    ]
    assert strangers == []


def _room(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "bpo" and len(parts) > 1 and parts[1] in ROOMS else None


def _face(module: str) -> str:
    return [*module.split("."), "", ""][2] if module.startswith("bpo.") else ""


def test_what_is_followed_is_what_workers_subscribe_to() -> None:
    followed = {name for name, kind in KINDS.items() if kind.followed}
    assert followed == set(SUBSCRIPTIONS)
    assert all(SUBSCRIPTIONS.values()), "a followed event with nothing that follows"


def test_every_recorded_event_is_in_the_catalogue() -> None:
    unknown = {
        f"{name_of(path)}:{node.lineno} {name.value}"
        for path in sources("bpo", "workers")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute | ast.Name)
        and (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id)
        in ("record", "record_many")
        and node.args
        and isinstance(name := node.args[0], ast.Constant)
        and isinstance(name.value, str)
        and name.value not in KINDS
    }
    assert unknown == set()


def test_files_stay_short() -> None:
    long = {
        name_of(path): lines
        for path in sources("bpo", "workers", "config")
        if (lines := len(path.read_text().splitlines())) > LONGEST
    }
    assert long == {}


def test_no_file_or_class_has_a_name_that_says_nothing() -> None:
    vague = [
        name_of(path) for path in sources("bpo", "workers", "config", "tests") if VAGUE.search(path.stem)
    ]
    vague += [
        f"{name_of(path)}: {node.name}"
        for path in sources("bpo", "workers", "config")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and re.search(r"(Utils?|Helpers?|Manager)$", node.name)
    ]
    assert vague == []


def test_only_doors_ask_the_clock(graph: grimp.ImportGraph) -> None:
    """Everywhere else time is an argument, so that any moment can be replayed."""
    asking = graph.find_modules_that_directly_import("bpo.platform.clock")
    doors = {
        module
        for module in asking
        if module in ("bpo.app", "bpo.navigation", "bpo.cli")
        or module.startswith("workers.")
        or re.fullmatch(r"bpo\.\w+\.(views|api)(\.\w+)*", module)
    }
    assert asking == doors
    sly = {
        f"{name_of(path)}:{line}"
        for path in sources("bpo", "workers")
        # a command line is a door too
        if name_of(path) != "bpo/platform/clock.py" and path.name != "cli.py"
        for line in calls(path, "now", "utcnow", "today")
        if re.search(r"\b(datetime|date)\.(now|utcnow|today)\(", path.read_text().splitlines()[line - 1])
    }
    assert sly == set()


def test_every_package_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in sources("bpo", "workers", "config")
        if path.name == "__init__.py" and ast.get_docstring(tree(path)) is None
    ]
    assert silent == []
