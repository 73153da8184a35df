"""Files encrypted as they are written and opened as they are read, in chunks, so that large ones stream.

A file begins with a mark and an envelope of `platform.crypto`, which holds a key made for this file alone and is bound
to its client and name: a file put in another's place, or read for another client, does not open. The content follows
in chunks under AES-256-GCM, numbered in their nonces, the last one marked (STREAM, Hoang et al. 2015): chunks
that were changed, swapped or cut off are found out. A master key is changed by wrapping the file's key anew; the
content is copied as it is.
"""

import io
import os
import secrets
import shutil
from collections.abc import Iterable
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bpo.platform.crypto import KEY_BYTES, FieldCipher, Place, Undecryptable

MARK = b"\x93sealed\x01"
"""What a sealed file begins with."""
CHUNK = 1 << 16
_TAG = 16
_ENVELOPE = 2 + 12 + KEY_BYTES + _TAG
_HEAD = len(MARK) + _ENVELOPE


def write_sealed(out: BinaryIO, pieces: Iterable[bytes], cipher: FieldCipher, place: Place) -> None:
    """Write the pieces of a content, sealed for a place."""
    key = secrets.token_bytes(KEY_BYTES)
    out.write(MARK + cipher.encrypt_bytes(key, place))
    sealer, number, held = AESGCM(key), 0, bytearray()
    for piece in pieces:
        held += piece
        whole = max(len(held) - 1, 0) // CHUNK  # what may be the last chunk is held back
        with memoryview(held) as view:
            for start in range(0, whole * CHUNK, CHUNK):
                out.write(sealer.encrypt(_nonce(number), view[start : start + CHUNK], None))
                number += 1
        del held[: whole * CHUNK]
    out.write(sealer.encrypt(_nonce(number, last=True), bytes(held), None))


def _nonce(number: int, *, last: bool = False) -> bytes:
    return number.to_bytes(11) + bytes((last,))


def is_sealed(file: BinaryIO) -> bool:
    """Whether the file, which stands at its beginning and does so again afterwards, is one of ours."""
    found = file.read(len(MARK)) == MARK
    file.seek(0)
    return found


def is_current(file: BinaryIO, cipher: FieldCipher) -> bool:
    """Whether the file, which stands at its beginning, is sealed under the newest key."""
    return file.read(len(MARK) + 2) == MARK + cipher.head


def rewrap(file: BinaryIO, out: BinaryIO, cipher: FieldCipher, place: Place) -> None:
    """Copy a sealed file with its key under the newest master key. Undecryptable where it does not belong there."""
    head = file.read(_HEAD)
    key = cipher.decrypt_bytes(head[len(MARK) :], place)
    out.write(MARK + cipher.encrypt_bytes(key, place))
    shutil.copyfileobj(file, out, CHUNK)


class SealedReader(io.RawIOBase):
    """The content of a sealed file, to be read from any place in it.

    Undecryptable, when it is opened or when the place is reached, where it was changed or belongs elsewhere.
    """

    def __init__(self, file: BinaryIO, cipher: FieldCipher, place: Place) -> None:
        self._file = file
        head = file.read(_HEAD)
        self._sealer = AESGCM(cipher.decrypt_bytes(head[len(MARK) :], place))
        length = os.fstat(file.fileno()).st_size - _HEAD
        self._last = max(-(-length // (CHUNK + _TAG)) - 1, 0)
        self.size = length - (self._last + 1) * _TAG
        """Bytes of the content."""
        self._at = 0
        self._number, self._chunk = -1, b""
        if self.size < 0:
            raise Undecryptable("the file is cut off")

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place of the content."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        self._at = max(base + offset, 0)
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what follows, up to the end of a chunk; how much it was, 0 at the end.

        Opening a file of no content proves that it has none.
        """
        number, within = divmod(min(self._at, self.size), CHUNK)
        if self._at >= self.size and not (self.size == 0 and self._number < 0):
            return 0
        if number != self._number:
            self._chunk, self._number = self._opened(number), number
        part = self._chunk[within : within + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _opened(self, number: int) -> bytes:
        self._file.seek(_HEAD + number * (CHUNK + _TAG))
        sealed = self._file.read(CHUNK + _TAG)
        try:
            return self._sealer.decrypt(_nonce(number, last=number == self._last), sealed, None)
        except InvalidTag as error:
            raise Undecryptable("the file was changed or cut off") from error

    def readall(self) -> bytes:
        """All that follows."""
        parts = []
        buffer = bytearray(CHUNK)
        while got := self.readinto(buffer):
            parts.append(bytes(buffer[:got]))
        return b"".join(parts)

    def close(self) -> None:
        """Close the file beneath, too."""
        self._file.close()
        super().close()
