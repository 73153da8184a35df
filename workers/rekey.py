"""`./run rekey`: encrypt anew, under the newest FIELD_KEY, what stands under an earlier one. May be repeated."""

import os
import sys

from config.settings import Settings, SettingsError
from migrations import commands
from workers.surroundings import of_what_runs

AT_ONCE = 200
"""Rows of each table in one transaction: people work on meanwhile."""


def main() -> int:
    """Work until nothing is left, and say how much it was; 1 where a setting is in the way."""
    try:
        with of_what_runs(Settings.from_env()) as variables:
            os.environ.update(variables)
            commands.upgrade(variables["MIGRATION_DATABASE_URL"])
            print(f"{_rekey()} rows are encrypted under the newest key; none is left under an earlier one.")
            return 0
    except SettingsError as error:
        print(f"rekey: {error}", file=sys.stderr)
        return 1


def _rekey() -> int:
    from bpo.app import create_app  # the application reads the environment, which is whole only now
    from bpo.identity.service import rekey_second_steps
    from bpo.platform.db import unit_of_work
    from bpo.platform.rekeying import rekey
    from bpo.platform.scope import everyone

    total = 0
    with create_app(worker=True).app_context():
        while True:
            with unit_of_work(
                everyone(reason="fields are encrypted under the newest key, from the command line")
            ):
                done = rekey(limit=AT_ONCE) + rekey_second_steps(limit=AT_ONCE)
            total += done
            if not done:
                return total


if __name__ == "__main__":
    sys.exit(main())
