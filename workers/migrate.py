"""`./run migrate`: bring the database to the newest schema. With `--check`: is there drift? With `--draft`: write the
revision that mends it.

Both migrate an empty throw-away database, and compare the result with the models.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.util import CommandError

from bpo.platform.embedded import Postgres
from bpo.platform.provision import ProvisioningError, provision
from config.settings import Settings, SettingsError
from migrations import commands
from workers.surroundings import of_what_runs


def main() -> int:
    """Migrate or check; the exit code is 1 where they differ or a setting is in the way."""
    parser = argparse.ArgumentParser(prog="./run migrate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="look for drift in a throw-away database")
    parser.add_argument("--draft", metavar="WHAT", help='write the next revision: --draft "Add things"')
    try:
        asked = parser.parse_args()
        if asked.check:
            with _from_empty() as url:
                commands.check(url)
            print("migrate: migrations and models agree")
        elif asked.draft:
            with _from_empty() as url:
                print(f"migrate: look through {commands.draft(url, asked.draft)}")
        else:
            with of_what_runs(Settings.from_env(), redis=False) as variables:
                commands.upgrade(variables["MIGRATION_DATABASE_URL"])
            print("migrate: the database has the newest schema")
    except (SettingsError, ProvisioningError, CommandError) as error:
        print(f"migrate: {error}", file=sys.stderr)
        return 1
    return 0


@contextmanager
def _from_empty() -> Iterator[str]:
    """The migrator's URL of a throw-away database, migrated from nothing."""
    with tempfile.TemporaryDirectory() as folder, Postgres(Path(folder), durable=False) as server:
        logins = provision(server.url(), database="drift", secrets_dir=Path(folder, "secrets"))
        commands.upgrade(logins.migration_url)
        yield logins.migration_url


if __name__ == "__main__":
    sys.exit(main())
