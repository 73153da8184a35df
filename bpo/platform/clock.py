"""The one place that asks what time it is. Only doors call it: routes, messages, commands."""

from datetime import UTC, datetime


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)
