"""Second factors: time-based codes that work once (RFC 6238), and recovery codes."""

import hmac
import re
from datetime import datetime

import pyotp

TOTP_PERIOD = 30
"""Seconds a code lives."""
RECOVERY_RANDOM_BYTES = 15
"""120 bits: at 112 and more a plain keyed hash is enough to store it (ASVS 5.0, 6.5.2)."""

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKE = str.maketrans("OIL", "011")


def totp_step(now: datetime) -> int:
    """The number of the period `now` lies in."""
    return int(now.timestamp()) // TOTP_PERIOD


def totp_step_accepted(secret: str, code: str, now: datetime, last_used: int | None) -> int | None:
    """The step whose code this is, to be stored as `last_used`; None when the code is not taken.

    The step before and the one after are taken too, for clocks that are off (RFC 6238, 5.2); a step at
    or before `last_used` never again (ASVS 5.0, 6.5.1).
    """
    digits = re.sub(r"\s", "", code)
    if not re.fullmatch(r"\d{6}", digits, re.ASCII):
        return None
    current = totp_step(now)
    generator = pyotp.TOTP(secret, interval=TOTP_PERIOD)
    for step in (current, current - 1, current + 1):
        if hmac.compare_digest(generator.generate_otp(step), digits):
            return step if last_used is None or step > last_used else None
    return None


def make_recovery_code(random_bytes: bytes) -> str:
    """A code like `7K3M-0QZ4-…` (six groups of four) from `RECOVERY_RANDOM_BYTES` random bytes.

    ValueError for another number of bytes.
    """
    if len(random_bytes) != RECOVERY_RANDOM_BYTES:
        raise ValueError(f"a recovery code needs {RECOVERY_RANDOM_BYTES} random bytes")
    number = int.from_bytes(random_bytes)
    characters = "".join(_CROCKFORD[number >> shift & 31] for shift in range(115, -1, -5))
    return "-".join(characters[at : at + 4] for at in range(0, 24, 4))


def normalise_recovery_code(typed: str) -> str | None:
    """The code as it was made, from however it was typed; None when it cannot be one.

    Case, blanks and hyphens do not matter; O is read as 0, I and L as 1.
    """
    characters = re.sub(r"[\s\-–]", "", typed).upper().translate(_LOOK_ALIKE)
    if len(characters) != 24 or any(character not in _CROCKFORD for character in characters):
        return None
    return "-".join(characters[at : at + 4] for at in range(0, 24, 4))
