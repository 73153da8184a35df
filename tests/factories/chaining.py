"""Histories chained in tests, where transactions of other tests' databases run on the same server."""

import time
from datetime import datetime

from bpo.audit import service as audit
from bpo.platform.db import unit_of_work
from bpo.platform.scope import everyone

PATIENCE = 120.0
"""Seconds to wait at most for what others are writing."""


def chain(now: datetime) -> int:
    """Chain as the schedule does; how many links."""
    with unit_of_work(everyone(reason="a test chains histories")):
        return audit.extend(now=now)


def chain_settled(now: datetime) -> int:
    """Chain, as soon as what runs in other databases of this server has ended: its transactions count too."""
    until = time.monotonic() + PATIENCE
    while not (made := chain(now)) and time.monotonic() < until:
        time.sleep(0.05)
    return made
