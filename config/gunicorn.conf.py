"""gunicorn in production: `gunicorn --config config/gunicorn.conf.py "bpo.app:create_app()"`.

A few processes with threads: requests wait for the database, and Python computes in one thread at a time.
"""

# ruff: noqa: N999 - the name gunicorn looks for
import gc

from gunicorn.config import Config
from gunicorn.glogging import Logger

from bpo.platform import logging
from bpo.platform.provision import unsafe_login
from config.settings import Settings

_settings = Settings.from_env()

bind = f"{_settings.host}:{_settings.port}"
worker_class = "gthread"
workers = _settings.web_processes
threads = _settings.web_threads
preload_app = True  # one copy of the code in memory; the database engine is made after the fork
timeout = 60
graceful_timeout = 30
keepalive = 20  # longer than live pages pause between two questions, so that each needs no new connection
max_requests = 20_000  # a slow leak in a library never becomes an incident
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm"  # noqa: S108 - the heartbeat file; on a disk it can stall
forwarded_allow_ips = "*" if _settings.trusted_proxies else "127.0.0.1"
control_socket_disable = True  # nobody steers a running server from the side
accesslog = None  # the application logs each request with its id
loglevel = _settings.log_level.lower()


class OurLogger(Logger):
    """gunicorn's own lines, in the form of all others."""

    def setup(self, cfg: Config) -> None:
        """Send them where everything goes."""
        super().setup(cfg)
        logging.configure(level=_settings.log_level, fmt=_settings.log_format)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


logger_class = OurLogger


def on_starting(server: object) -> None:
    """Refuse to serve when the wall between clients would not hold."""
    if _settings.web_database_url and (problem := unsafe_login(_settings.web_database_url)):
        raise SystemExit(f"WEB_DATABASE_URL: {problem}.")


def when_ready(server: object) -> None:
    """Before the processes are forked, take the loaded application out of what is searched for garbage.

    A whole search walked through it all, and took 150 ms and more in the middle of somebody's page; it also copied
    the memory that the processes share.
    """
    gc.collect()
    gc.freeze()
