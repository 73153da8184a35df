"""`./run migrate`: bring the database to the newest schema. With `--check`: is there drift?

The check migrates an empty throw-away database, and compares the result with the models.
"""

import argparse
import sys
import tempfile
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
    try:
        if parser.parse_args().check:
            check_from_empty()
        else:
            with of_what_runs(Settings.from_env(), redis=False) as variables:
                commands.upgrade(variables["MIGRATION_DATABASE_URL"])
            print("migrate: the database has the newest schema")
    except (SettingsError, ProvisioningError, CommandError) as error:
        print(f"migrate: {error}", file=sys.stderr)
        return 1
    return 0


def check_from_empty() -> None:
    """Migrate from nothing and compare; raises `CommandError` where tables and models differ."""
    with tempfile.TemporaryDirectory() as folder, Postgres(Path(folder), durable=False) as server:
        logins = provision(server.url(), database="drift", secrets_dir=Path(folder, "secrets"))
        commands.upgrade(logins.migration_url)
        commands.check(logins.migration_url)
    print("migrate: migrations and models agree")


if __name__ == "__main__":
    sys.exit(main())
