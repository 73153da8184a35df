"""What must not be paid before a person has looked: each check names its code and its evidence."""

from .across import Account, account_of, found_across
from .identity import aba_is_valid, nino_is_possible, ssn_is_possible
from .own import exceptions_of
from .reasons import CANNOT_BE_PAID, REASONS, RULES

__all__ = [
    "CANNOT_BE_PAID",
    "REASONS",
    "RULES",
    "Account",
    "aba_is_valid",
    "account_of",
    "exceptions_of",
    "found_across",
    "nino_is_possible",
    "ssn_is_possible",
]
