"""Hash and verify passwords: argon2id with the parameters of OWASP's Password Storage Cheat Sheet."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bpo.platform.errors import TooMany

_HASHER = PasswordHasher(time_cost=1, memory_cost=47104, parallelism=1)
_AT_ONCE = 2
"""Each hash takes 46 MiB and a core for 50 ms: more at once would starve everybody who is signed in."""
_PATIENCE_SECONDS = 0.5
_slots = BoundedSemaphore(_AT_ONCE)

_NOBODYS = "$argon2id$v=19$m=47104,t=1,p=1$JyYLhTkBnE07LHV3hQs+Tw$G2mrbF2BJNwevEpGGV0rxJs/PWfF1fHRJGh9E0uVufs"
"""Verified for addresses that have no account, so that the answer takes as long."""


def _take_slot() -> None:
    if not _slots.acquire(timeout=_PATIENCE_SECONDS):
        raise TooMany("Very many people are signing in at this moment. Please try again in a few seconds.")


def hash_password(password: str) -> str:
    """The hash to store. TooMany while the process is busy with others."""
    _take_slot()
    try:
        return _HASHER.hash(password)
    finally:
        _slots.release()


def password_matches(password: str, stored: str | None) -> bool:
    """Whether the password is the stored one; takes the same time where nothing is stored, and says no.

    TooMany while the process is busy with others.
    """
    _take_slot()
    try:
        return _HASHER.verify(stored or _NOBODYS, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
    finally:
        _slots.release()


def needs_new_hash(stored: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)
