"""Migrate, check for drift, and draft a new revision."""

import sys
from pathlib import Path

from alembic import command
from alembic.config import Config


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


def draft(url: str, message: str) -> None:
    """Write a new revision from the difference between the models and the database at `url`."""
    command.revision(configuration(url), message=message, autogenerate=True)


if __name__ == "__main__":
    draft(sys.argv[1], sys.argv[2])
