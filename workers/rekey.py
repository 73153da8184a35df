"""`./run rekey`: encrypt anew, under the newest FIELD_KEY, what stands open or under an earlier one."""

import os
import sys
from typing import TYPE_CHECKING

from config.settings import Settings, SettingsError
from migrations import commands
from workers.surroundings import of_what_runs

if TYPE_CHECKING:
    from bpo.platform.storage import ContentStore

HEX = "0123456789abcdef"
AT_ONCE = 200
"""Rows of each table in one transaction: people work on meanwhile."""


def main() -> int:
    """Work until nothing is left, and say how much it was; 1 where a setting is in the way."""
    try:
        with of_what_runs(Settings.from_env()) as variables:
            os.environ.update(variables)
            commands.upgrade(variables["MIGRATION_DATABASE_URL"])
            rows, files = _rekey()
            print(
                f"{rows} rows and {files} files are encrypted anew under the newest key;"
                " none is left open or under an earlier one."
            )
            return 0
    except SettingsError as error:
        print(f"rekey: {error}", file=sys.stderr)
        return 1


def _rekey() -> tuple[int, int]:
    from bpo.app import create_app  # the application reads the environment, which is whole only now

    house = create_app(worker=True)
    with house.app_context():
        return _rows(), _files(house.extensions["storage"])


def _rows() -> int:
    from bpo.identity.service import rekey_second_steps
    from bpo.masters.service import seal_open_rows
    from bpo.platform.db import unit_of_work
    from bpo.platform.rekeying import rekey
    from bpo.platform.scope import everyone

    total = 0
    while True:
        with unit_of_work(
            everyone(reason="fields are encrypted under the newest key, from the command line")
        ):
            done = seal_open_rows(limit=AT_ONCE)
            done += rekey(limit=AT_ONCE) + rekey_second_steps(limit=AT_ONCE)
        total += done
        if not done:
            return total


def _files(store: "ContentStore") -> int:
    from bpo.operations.queries import contents_in_use
    from bpo.operations.service import seal_contents
    from bpo.platform.db import unit_of_work
    from bpo.platform.scope import everyone

    total = 0
    for first in HEX:
        with unit_of_work(
            everyone(reason="files are encrypted under the newest key, from the command line").reading()
        ):
            used = contents_in_use(first)
        total += sum(seal_contents(store=store, used=used, prefix=first + second) for second in HEX)
    return total


if __name__ == "__main__":
    sys.exit(main())
