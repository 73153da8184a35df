"""Contents on disk, each sealed for its client, under random names.

Nothing of a client, a file's name, type or digest shows in the path, and equal contents lie there as often as they were
stored: nobody can tell by the store whether somebody else has a file.
"""

import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID, uuid4

from bpo.platform.crypto import FieldCipher, Place
from bpo.platform.sealed_files import CHUNK, SealedReader, is_current, is_sealed, rewrap, write_sealed

_KEY = re.compile(r"[0-9a-f]{32}")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a content lies, its SHA-256 in hex and its size in bytes."""

    key: str
    sha256: str
    size: int


class NoSuchContent(KeyError):
    """Nothing is stored under the key, or it is no key of this store."""


class Contents:
    """The contents of one client."""

    def __init__(self, store: "ContentStore", tenant: UUID) -> None:
        self._store = store
        self._tenant = tenant

    def put(self, content: bytes | Iterable[bytes] | BinaryIO) -> Stored:
        """Store bytes, or the parts of a stream, and say where.

        When this returns, the content is on disk under its name; when it raises, nothing stays behind.
        """
        key = uuid4().hex
        digest, size = hashlib.sha256(), 0

        def counted() -> Iterator[bytes]:
            nonlocal size
            for piece in _pieces(content):
                digest.update(piece)
                size += len(piece)
                yield piece

        with self._store.written(key) as out:
            write_sealed(out, counted(), self._store.cipher, self._place(key))
        return Stored(key, digest.hexdigest(), size)

    def get(self, key: str) -> bytes:
        """The whole content; raises as `open` does."""
        with self.open(key) as file:
            return file.read()

    def open(self, key: str) -> BinaryIO:
        """The content to read in parts, from any place in it.

        NoSuchContent where there is none; Undecryptable, at once or when it is reached, where it is another client's
        or was changed. What was stored before contents were sealed is read as it is.
        """
        file = self._store.raw(key)
        if not is_sealed(file):
            return file
        try:
            return cast(
                BinaryIO, io.BufferedReader(SealedReader(file, self._store.cipher, self._place(key)), CHUNK)
            )
        except BaseException:
            file.close()
            raise

    def seal_anew(self, key: str) -> bool:
        """Seal what is stored open, or wrap its key under the newest master key; whether there was anything to do."""
        with self._store.raw(key) as file:
            if is_current(file, self._store.cipher):
                return False
            file.seek(0)
            with self._store.written(key) as out:
                if is_sealed(file):
                    rewrap(file, out, self._store.cipher, self._place(key))
                else:
                    write_sealed(out, _pieces(file), self._store.cipher, self._place(key))
        return True

    def _place(self, key: str) -> Place:
        return Place(tenant=self._tenant, table="content", column="key", row=UUID(key))


class ContentStore:
    """Contents below one folder, readable by this user alone. What a content says never changes; it may be deleted."""

    def __init__(self, base: Path, cipher: FieldCipher) -> None:
        self._base = base
        self.cipher = cipher
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        base.chmod(0o700)

    def of(self, tenant: UUID) -> Contents:
        """What is stored for one client."""
        return Contents(self, tenant)

    def raw(self, key: str) -> BinaryIO:
        """What lies on disk under the key; raises NoSuchContent."""
        try:
            return self._path(key).open("rb")
        except FileNotFoundError as error:
            raise NoSuchContent(key) from error

    @contextmanager
    def written(self, key: str) -> Iterator[BinaryIO]:
        """What is written in the block lies under the key when it ends, whole; nothing of it where it raises."""
        path = self._path(key)
        _make_folders(path.parent, self._base)
        part = path.with_suffix(f".{uuid4().hex[:8]}.part")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            part.rename(path)
            _sync_folder(path.parent)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def stale(self, prefix: str) -> list[str]:
        """The keys that begin with two hex digits and are stored open, or sealed under an earlier master key."""
        found = []
        for path in (self._base / prefix).glob("*/*"):
            if _KEY.fullmatch(path.name):
                with suppress(FileNotFoundError), path.open("rb") as file:
                    if not is_current(file, self.cipher):
                        found.append(path.name)
        return sorted(found)

    def delete(self, key: str) -> None:
        """Remove a content for good; one that is gone already is no error, a key of another form is."""
        path = self._path(key)
        path.unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            _sync_folder(path.parent)

    def stored_before(self, prefix: str, moment: datetime) -> list[str]:
        """The keys that begin with two hex digits and were stored before the moment; unfinished parts go at once."""
        found = []
        for path in (self._base / prefix).glob("*/*"):
            with suppress(FileNotFoundError):  # deleted this very moment
                if path.stat().st_mtime >= moment.timestamp():
                    continue
                if _KEY.fullmatch(path.name):
                    found.append(path.name)
                elif path.suffix == ".part":
                    path.unlink()
        return sorted(found)

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise NoSuchContent(key)
        return self._base / key[:2] / key[2:4] / key


def _pieces(content: bytes | Iterable[bytes] | BinaryIO) -> Iterable[bytes]:
    if isinstance(content, bytes | bytearray | memoryview):
        return (bytes(content),)
    if isinstance(content, Iterable) and not hasattr(content, "read"):
        return content
    return iter(lambda: content.read(_CHUNK), b"")


def _make_folders(folder: Path, base: Path) -> None:
    """Two levels below the base, each entry itself on disk before anything is put into it."""
    for level in (folder.parent, folder):
        if not level.is_dir():
            level.mkdir(mode=0o700, exist_ok=True)
            _sync_folder(level.parent if level != folder.parent else base)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
