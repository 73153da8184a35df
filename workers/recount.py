"""`./run recount`: throw the rollups away and count every client's events anew."""

import os
import sys

from config.settings import Settings, SettingsError
from workers.surroundings import of_what_runs


def main() -> int:
    """Client by client, each in one transaction: pages show the old figures until it is done."""
    try:
        with of_what_runs(Settings.from_env()) as variables:
            os.environ.update(variables)
            return _count()
    except SettingsError as error:
        sys.stderr.write(f"recount: {error}\n")
        return 1


def _count() -> int:
    from sqlalchemy import select  # the application reads the environment, which is whole only now

    from bpo.app import create_app
    from bpo.platform.db import db, unit_of_work
    from bpo.platform.scope import everyone, only
    from bpo.reporting import service as reporting
    from bpo.tenancy.models import Tenant

    with create_app(worker=True).app_context():
        with unit_of_work(everyone(reason="every client is counted anew").reading()):
            clients = [(tenant.id, tenant.name) for tenant in db.session.scalars(select(Tenant))]
        for tenant_id, name in clients:
            with unit_of_work(only(tenant_id)):
                counted = reporting.recount(tenant_id=tenant_id)
            sys.stdout.write(f"{name}: {counted} events counted\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
