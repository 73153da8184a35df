"""Begin again with an empty house."""

import time

import psycopg

TABLES = "tenant, person, sign_in_try, house_note, mail"
TRIES = 20


def empty(admin_dsn: str) -> None:
    """Empty all tables.

    A page that the last test left open may still be asking; the one asked may then stand in the other's way, and
    PostgreSQL breaks off one of the two. It is tried again until the page has its answer.
    """
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        connection.execute("SET lock_timeout = '10s'")
        for tried in range(1, TRIES + 1):
            try:
                connection.execute(f"TRUNCATE {TABLES} CASCADE")  # type: ignore[arg-type]
                return
            except (psycopg.errors.DeadlockDetected, psycopg.errors.LockNotAvailable):
                if tried == TRIES:
                    raise
                time.sleep(0.1)
