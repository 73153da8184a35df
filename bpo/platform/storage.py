"""Contents on disk under random names: nothing of a client's file name, tenant or type shows in the path."""

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

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


class ContentStore:
    """Contents below one folder, readable by this user alone. A content is never changed, only deleted."""

    def __init__(self, base: Path) -> None:
        self._base = base
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        base.chmod(0o700)

    def put(self, content: bytes | Iterable[bytes] | BinaryIO) -> Stored:
        """Store bytes, or the parts of a stream, and say where.

        When this returns, the content is on disk under its name; when it raises, nothing stays behind.
        """
        key = uuid4().hex
        path = self._path(key)
        _make_folders(path.parent, self._base)
        part = path.with_suffix(".part")
        digest, size = hashlib.sha256(), 0
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                for piece in _pieces(content):
                    digest.update(piece)
                    size += len(piece)
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            part.rename(path)
            _sync_folder(path.parent)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return Stored(key, digest.hexdigest(), size)

    def get(self, key: str) -> bytes:
        """The whole content; raises NoSuchContent."""
        with self.open(key) as file:
            return file.read()

    def open(self, key: str) -> BinaryIO:
        """The content to read in parts; raises NoSuchContent."""
        try:
            return self._path(key).open("rb")
        except FileNotFoundError as error:
            raise NoSuchContent(key) from error

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
