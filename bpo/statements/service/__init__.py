"""Closing months. Inside a unit of work; none commits."""

from bpo.statements.service.closing import answer, close, dismiss, is_over, restate, send
from bpo.statements.service.gathering import report_of

__all__ = ["answer", "close", "dismiss", "is_over", "report_of", "restate", "send"]
