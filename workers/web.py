"""The web as `up` runs it: one process with threads (waitress). Production runs gunicorn."""

import signal
import sys

import waitress

from bpo.app import create_app
from bpo.platform import logging
from config.settings import Settings


def main() -> int:
    """Serve until SIGTERM, then finish the requests under way."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    settings = Settings.from_env()
    logging.configure(level=settings.log_level, fmt=settings.log_format)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    waitress.serve(
        create_app(settings),
        listen=f"{host}:{settings.port}",
        threads=settings.web_threads,
        ident=None,
        clear_untrusted_proxy_headers=settings.trusted_proxies == 0,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
