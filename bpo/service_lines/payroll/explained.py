"""A figure that explains itself: the value, and the steps that lead to it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Explained:
    """An amount and how it came about, line by line, in the words of the rule it follows."""

    amount: Decimal
    because: tuple[str, ...]
