"""Exit 1 where the models and the migrated tables differ: `python -m migrations.check` makes its own database."""

import sys
import tempfile
from pathlib import Path

from alembic.util import CommandError

from bpo.platform.embedded import Postgres
from bpo.platform.provision import provision
from migrations.commands import check, upgrade


def main() -> int:
    """Migrate an empty database to the newest revision and compare it with the models."""
    with tempfile.TemporaryDirectory() as folder, Postgres(Path(folder) / "pg", durable=False) as server:
        logins = provision(server.url(), database="drift", secrets_dir=Path(folder) / "secrets")
        upgrade(logins.migration_url)
        try:
            check(logins.migration_url)
        except CommandError as difference:
            sys.stderr.write(f"Models and migrations differ: {difference}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
