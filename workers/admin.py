"""`./run admin EMAIL NAME`: let the first administrator of an installation in, by a link that is printed once."""

import argparse
import os
import sys

from config.settings import Settings, SettingsError
from migrations import commands
from workers.surroundings import of_what_runs


def main() -> int:
    """Make the account and print its letter with the link; 1 where the address is in use or a setting is in the way."""
    parser = argparse.ArgumentParser(prog="./run admin", description=__doc__)
    parser.add_argument("email")
    parser.add_argument("name")
    given = parser.parse_args()
    try:
        with of_what_runs(Settings.from_env()) as variables:
            os.environ.update(variables)
            commands.upgrade(variables["MIGRATION_DATABASE_URL"])
            return _invite(given.email, given.name)
    except SettingsError as error:
        print(f"admin: {error}", file=sys.stderr)
        return 1


def _invite(email: str, name: str) -> int:
    from sqlalchemy import select  # the application reads the environment, which is whole only now

    from bpo.app import create_app
    from bpo.identity import service as identity
    from bpo.identity.models import Mail
    from bpo.platform import clock
    from bpo.platform.db import db, unit_of_work
    from bpo.platform.errors import Invalid
    from bpo.platform.scope import everyone

    try:
        with (
            create_app(worker=True).app_context(),
            unit_of_work(everyone(reason="the first administrator, from the command line")),
        ):
            identity.invite_person(
                tenant_id=None,
                role="administrator",
                email=email,
                name=name,
                zone="UTC",
                locale="en_GB",
                inviter="",
                now=clock.now(),
            )
            letter = db.session.scalars(
                select(Mail).where(Mail.to == email.strip().lower()).order_by(Mail.created_at.desc()).limit(1)
            ).one()
            print(letter.body)
    except Invalid as error:
        print(
            "admin: " + " ".join(text for texts in error.errors.values() for text in texts), file=sys.stderr
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
