"""Delivering results, acceptance and return, and telling those concerned. Inside a unit of work; none commits."""

from bpo.delivery.service.results import accept, accept_the_silent, deliver, send_back
from bpo.delivery.service.telling import mark_read, notify, warn_of_clock, write_to_approvers

__all__ = [
    "accept",
    "accept_the_silent",
    "deliver",
    "mark_read",
    "notify",
    "send_back",
    "warn_of_clock",
    "write_to_approvers",
]
