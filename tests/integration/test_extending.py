"""What docs/extending.md shows is true: its work type, offered as it stands there, is worked off."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import select

from bpo.catalog.registry import REGISTRY
from bpo.jobs.models import Job
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from bpo.workqueue.models import Task
from bpo.workqueue.rules import step_problems
from tests.factories.world import World
from tests.integration.parts.conftest import in_this_process

PAGE = Path(__file__).resolve().parents[2] / "docs" / "extending.md"
NAME = "bpo_mileage_of_the_documentation"


@pytest.fixture
def mileage(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The example of the page as a module on offer."""
    (shown,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    module = ModuleType(NAME)
    exec(compile(shown, PAGE.name, "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, NAME, module)
    monkeypatch.setitem(REGISTRY, "mileage", NAME)
    in_this_process(monkeypatch)
    return module


def test_the_example_of_a_work_type_is_worked_off(mileage: ModuleType, world: World) -> None:
    assert step_problems(mileage.WORK_TYPE.steps) == ()
    world.sells = ("mileage",)
    client = world.client()
    for content in (b"Name: A. Ash\nMiles: 120\n", b"Name: B. Birch\nMiles: far\n"):
        world.jobs(client, 1, kind="mileage", files=[("claim.txt", "text/plain", content)])
    world.settle()
    with unit_of_work(only(client.id)):
        done, asked = db.session.scalars(select(Job).order_by(Job.number))
        assert (done.title, done.state) == ("Miles of A. Ash", "delivered")
        assert db.session.scalars(
            select(Task.step).where(Task.job_id == asked.id, Task.state == "queued")
        ).all() == ["enter"]
