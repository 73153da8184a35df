"""The form of API keys: `bpo_live_`, 30 characters of secret, 6 of checksum.

The fixed prefix lets secret scanners find a leaked key; the checksum lets a mistyped one be refused
without asking the database. Only a keyed hash of the whole key is ever stored.
"""

import hmac
import re
import zlib

API_KEY_PREFIX = "bpo_live_"
API_KEY_RANDOM_BYTES = 32
"""More than the 179 bits that 30 characters hold, so that the remainder's bias is below 2^-77."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SECRET, _CHECK = 30, 6
_FORM = re.compile(rf"{API_KEY_PREFIX}[0-9A-Za-z]{{{_SECRET + _CHECK}}}", re.ASCII)


def _base62(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, digit = divmod(number, 62)
        digits.append(_ALPHABET[digit])
    return "".join(reversed(digits))


def make_api_key(random_bytes: bytes) -> str:
    """A key from `API_KEY_RANDOM_BYTES` random bytes (of `secrets.token_bytes`). ValueError for fewer."""
    if len(random_bytes) < API_KEY_RANDOM_BYTES:
        raise ValueError(f"an API key needs {API_KEY_RANDOM_BYTES} random bytes")
    body = API_KEY_PREFIX + _base62(int.from_bytes(random_bytes), _SECRET)
    return body + _base62(zlib.crc32(body.encode()), _CHECK)


def is_api_key(text: str) -> bool:
    """Whether the text has the form of a key and its checksum is right; says nothing of its validity."""
    if not _FORM.fullmatch(text):
        return False
    body, check = text[:-_CHECK], text[-_CHECK:]
    return hmac.compare_digest(_base62(zlib.crc32(body.encode()), _CHECK), check)


def api_key_hint(key: str) -> str:
    """What may be shown of a key to tell it from others: the prefix and four characters."""
    return f"{key[: len(API_KEY_PREFIX) + 4]}…"
