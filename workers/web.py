"""The web as `up` runs it: one process with threads (waitress). Production runs gunicorn.

    python -m workers.web FD

FD is the listening socket that `up` holds, so that the port stays ours while this process starts again.
"""

import gc
import signal
import socket
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
    app = create_app(settings)
    gc.collect()
    gc.freeze()  # what was loaded is not searched for garbage in the middle of somebody's page
    waitress.serve(
        app,
        sockets=[socket.socket(fileno=int(sys.argv[1]))],
        threads=settings.web_threads,
        ident=None,
        clear_untrusted_proxy_headers=settings.trusted_proxies == 0,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
