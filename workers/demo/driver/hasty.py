"""Connections for a process that does one thing after another, tens of thousands of times."""

from sqlalchemy import Engine, create_engine

from bpo.platform.db import speak_directly


def hasty_engine(url: str) -> Engine:
    """An engine without the care that many callers with different scopes need.

    Every unit of work takes on its scope for its own transaction, so nothing of it stays on the connection;
    looking at it again each time makes up two of three round trips. Commits are not waited for: what a power cut
    takes is made again at the next start. Statements are not prepared: keeping count of them costs more than it saves.
    """
    options = {"prepare_threshold": None, "connect_timeout": 5, "options": "-c synchronous_commit=off"}
    engine = create_engine(url, connect_args=options)
    speak_directly(engine)
    return engine
