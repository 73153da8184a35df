"""Whether the database has the newest schema, asked without loading Alembic and every table."""

import re
from pathlib import Path

import psycopg

from config.settings import ROOT

VERSIONS = ROOT / "migrations" / "versions"

_REVISION = re.compile(r"^revision\b[^=]*=\s*[\"'](\w+)[\"']", re.MULTILINE)
_BEFORE = re.compile(r"^down_revision\b[^=]*=\s*[\"'](\w+)[\"']", re.MULTILINE)


def newest(versions: Path = VERSIONS) -> set[str]:
    """The revisions that no other one follows: one, in a history without branches."""
    texts = [path.read_text() for path in versions.glob("*.py")]
    revisions = {found for text in texts for found in _REVISION.findall(text)}
    return revisions - {found for text in texts for found in _BEFORE.findall(text)}


def is_newest(migration_url: str) -> bool:
    """Whether the database stands at the newest revision; False where it was never migrated."""
    with psycopg.connect(migration_url.replace("+psycopg", "")) as connection:
        connection.execute("SET ROLE bpo_owner")
        try:
            rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        except psycopg.errors.UndefinedTable:
            return False
    return {str(row[0]) for row in rows} == newest()
