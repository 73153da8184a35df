"""`./run shell`: a Python prompt inside the application, on the data of the `up` that runs here."""

import code
import os
import sys

from config.settings import Settings, SettingsError
from workers.surroundings import of_what_runs


def main() -> int:
    """Open the prompt with the application, the session and the scopes at hand."""
    try:
        with of_what_runs(Settings.from_env()) as variables:
            os.environ.update(variables)
            return _prompt()
    except SettingsError as error:
        print(f"shell: {error}", file=sys.stderr)
        return 1


def _prompt() -> int:
    from bpo.app import create_app  # reads the environment, which is whole only now
    from bpo.platform import scope
    from bpo.platform.db import db, unit_of_work

    app = create_app(worker=True)
    names = {"app": app, "db": db, "scope": scope, "unit_of_work": unit_of_work}
    banner = "The application as a worker. Touch data only inside: with unit_of_work(scope....): ..."
    with app.app_context():
        code.interact(banner=banner, local=names, exitmsg="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
