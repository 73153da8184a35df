"""Migrate, check for drift, and draft a new revision."""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import renderers
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.operations.ops import CreateTableOp, MigrateOperation, MigrationScript
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Table

TIDIED = {"tidy": "check --fix --quiet", "format": "format --quiet"}
"""What ruff does to a revision that was drafted."""
RIGHTS = ("client", "staff", "gate", "system")
"""What a model may say in its `info` of who may do what, as `wall` takes it."""


class RaiseWall(MigrateOperation):
    """The wall of a table that a revision makes."""

    def __init__(self, table: Table) -> None:
        self.table = table


def configuration(url: str) -> Config:
    """Alembic's settings for the database at `url` (the migrator's login)."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """Bring the database to the newest revision; does nothing when it is there."""
    command.upgrade(configuration(url), "head")


def check(url: str) -> None:
    """Raise `alembic.util.CommandError` where the models and the migrated tables differ."""
    command.check(configuration(url))


def draft(url: str, message: str) -> Path:
    """Write the next revision from the difference between the models and the database at `url`: its path.

    `message` is what it does, as a sentence without its full stop. The wall of every new table comes with it.
    """
    config = configuration(url)
    _tidied_by_ruff(config)
    newest = ScriptDirectory.from_config(config).get_current_head() or "0"
    made = command.revision(
        config,
        message=message,
        autogenerate=True,
        rev_id=f"{int(newest) + 1:04}",
        process_revision_directives=lambda _context, _revision, scripts: raise_walls(scripts),
    )
    if not isinstance(made, Script):
        raise TypeError(f"one revision was to be written, not {made!r}")
    return Path(made.path)


def _tidied_by_ruff(config: Config) -> None:
    if find_spec("ruff") is None:
        return  # it comes with the lock of the tests
    config.set_section_option("post_write_hooks", "hooks", ", ".join(TIDIED))
    for hook, does in TIDIED.items():
        config.set_section_option("post_write_hooks", f"{hook}.type", "module")
        config.set_section_option("post_write_hooks", f"{hook}.module", "ruff")
        config.set_section_option("post_write_hooks", f"{hook}.options", f"{does} REVISION_SCRIPT_FILENAME")


def raise_walls(scripts: Iterable[MigrationScript]) -> None:
    """Put the wall after every table of clients that the scripts make."""
    for script in scripts:
        for upgrades in script.upgrade_ops_list:
            made = [each.to_table() for each in upgrades.ops if isinstance(each, CreateTableOp)]
            upgrades.ops.extend(
                RaiseWall(table) for table in made if "tenant_id" in table.primary_key.columns
            )


@renderers.dispatch_for(RaiseWall)
def _as_written(context: AutogenContext, each: RaiseWall) -> str:
    context.imports.add("from migrations.wall import wall")
    info: dict[Any, Any] = each.table.info
    rights = [f"{whose}={info[whose]!r}" for whose in RIGHTS if whose in info]
    return f"wall({', '.join([repr(each.table.name), *rights])})"
