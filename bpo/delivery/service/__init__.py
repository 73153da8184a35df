"""Delivering results, acceptance and return, and telling those concerned. Inside a unit of work; none commits."""

from bpo.delivery.service.batches import deliver_batch
from bpo.delivery.service.results import accept, accept_the_silent, deliver, send_back
from bpo.delivery.service.telling import mark_read, notify, write_to_approvers
from bpo.delivery.service.warnings import (
    forget_notices,
    mark_notices_read,
    tell,
    warn_of_clock,
)

__all__ = [
    "accept",
    "accept_the_silent",
    "deliver",
    "deliver_batch",
    "forget_notices",
    "mark_notices_read",
    "mark_read",
    "notify",
    "send_back",
    "tell",
    "warn_of_clock",
    "write_to_approvers",
]
