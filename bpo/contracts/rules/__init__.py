"""Pure values of a contract: what is promised, and which version holds when."""

from bpo.contracts.rules.priorities import Priority

__all__ = ["Priority"]
