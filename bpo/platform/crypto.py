"""Personal fields encrypted for one client and one place in one table, and fast hashes of secret tokens.

AES-256-GCM (NIST SP 800-38D) under a key derived for each client by HKDF-SHA-256 (RFC 5869). The place of a
value is bound into it, so that a value copied to another row, column or client does not open.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = 1
_MOST_CIPHERS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an encrypted value lives; `row` is the row's primary key."""

    tenant: UUID
    table: str
    column: str
    row: UUID

    def bound(self) -> bytes:
        """The place as additional data of the encryption; raises ValueError for names with the separator."""
        parts = (str(self.tenant), self.table, self.column, str(self.row))
        if any("|" in part for part in parts):
            raise ValueError("a place's names must not contain '|'")
        return "|".join(parts).encode()


class Undecryptable(Exception):
    """The value was changed, belongs to another place, or its master key is not among ours."""


class FieldCipher:
    """Encrypts fields under the current master key, reads those under earlier ones as well.

    `masters` maps a key's number (0 to 255) to its 32 bytes; the highest number encrypts. A key is changed
    by adding one and encrypting anew what `is_current` denies.
    """

    def __init__(self, masters: dict[int, bytes]) -> None:
        if not masters or any(len(key) != KEY_BYTES or not 0 <= n <= 255 for n, key in masters.items()):
            raise ValueError("master keys are 32 bytes each, numbered 0 to 255")
        self._masters = dict(masters)
        self._ciphers: dict[tuple[int, UUID], AESGCM] = {}
        self.current = max(masters)
        """The number of the key that encrypts."""

    def encrypt(self, text: str, place: Place) -> bytes:
        """An envelope: version, key number, nonce, then the text encrypted with its tag."""
        return self.encrypt_bytes(text.encode(), place)

    def decrypt(self, envelope: bytes, place: Place) -> str:
        """The text of an envelope from exactly this place; raises Undecryptable."""
        return self.decrypt_bytes(envelope, place).decode()

    def encrypt_bytes(self, content: bytes, place: Place) -> bytes:
        """An envelope as `encrypt` makes, of bytes."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        head = self.head
        cipher = self._cipher(self.current, place.tenant)
        return head + nonce + cipher.encrypt(nonce, content, head + place.bound())

    def decrypt_bytes(self, envelope: bytes, place: Place) -> bytes:
        """The bytes of an envelope from exactly this place; raises Undecryptable."""
        head, nonce, sealed = envelope[:2], envelope[2 : 2 + _NONCE_BYTES], envelope[2 + _NONCE_BYTES :]
        if len(envelope) < 2 + _NONCE_BYTES + 16 or head[0] != _VERSION or head[1] not in self._masters:
            raise Undecryptable("no envelope of a key we have")
        try:
            return self._cipher(head[1], place.tenant).decrypt(nonce, sealed, head + place.bound())
        except InvalidTag as error:
            raise Undecryptable("the value does not belong here or was changed") from error

    @property
    def head(self) -> bytes:
        """What every envelope under the current key begins with."""
        return bytes((_VERSION, self.current))

    def is_current(self, envelope: bytes) -> bool:
        """Whether the envelope is under the current master key and format."""
        return envelope.startswith(self.head)

    def blind_index(self, text: str, *, tenant: UUID, table: str, column: str) -> bytes:
        """32 bytes by which equal texts of one client's column are found without decrypting.

        The caller brings the text into one form first (an IBAN without spaces, upper case). The oldest
        master key is used, so that an index outlives a change of the encrypting key.
        """
        return self.signature(text.encode(), tenant=tenant, purpose=f"index|{table}|{column}")

    def signature(self, content: bytes, *, tenant: UUID, purpose: str) -> bytes:
        """32 bytes that only who has the oldest master key can make of a client's content, for one purpose."""
        key = self._key(min(self._masters), tenant, purpose)
        return hmac.new(key, content, hashlib.sha256).digest()

    def _cipher(self, number: int, tenant: UUID) -> AESGCM:
        """The cipher of a client's key; deriving one costs more than using it."""
        found = self._ciphers.get((number, tenant))
        if found is None:
            if len(self._ciphers) >= _MOST_CIPHERS:
                self._ciphers.clear()
            found = self._ciphers[number, tenant] = AESGCM(self._key(number, tenant, "field"))
        return found

    def _key(self, number: int, tenant: UUID, purpose: str) -> bytes:
        info = f"bpo|{purpose}|{tenant}".encode()
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(self._masters[number])


def token_hash(secret_key: bytes, token: str) -> bytes:
    """What is stored for a secret token: a keyed hash, findable by an index, useless without the key.

    Only for tokens of at least 128 random bits; what people think up needs argon2.
    """
    return hmac.new(secret_key, token.encode(), hashlib.sha256).digest()
