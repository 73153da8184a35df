"""Connections for a process that does one thing after another, tens of thousands of times."""

from sqlalchemy import Engine, create_engine

PREPARED_AFTER = 2


def hasty_engine(url: str) -> Engine:
    """An engine without the care that many callers with different scopes need.

    Every unit of work takes on its scope for its own transaction, so nothing of it stays on the connection;
    looking at it again each time makes up two of three round trips. Statements are prepared, and commits not waited
    for: what a power cut takes is made again at the next start.
    """
    return create_engine(
        url,
        connect_args={
            "prepare_threshold": PREPARED_AFTER,
            "connect_timeout": 5,
            "options": "-c synchronous_commit=off",
        },
    )
