"""Drafting a contract, laying it before the client, agreeing on it: versions are only ever added."""

from bpo.contracts.service.agreeing import agree, confirm, decline, mark_applied, withdraw
from bpo.contracts.service.versions import CALENDAR, draft, propose

__all__ = ["CALENDAR", "agree", "confirm", "decline", "draft", "mark_applied", "propose", "withdraw"]
