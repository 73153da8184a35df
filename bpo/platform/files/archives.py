"""ZIP archives from outside, read with checks of our own before and while anything is unpacked.

What the directory says is checked first (`zip_directory`); unpacking then counts what really comes out.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from bpo.platform.files import media
from bpo.platform.files.names import clean_name
from bpo.platform.files.zip_directory import ArchiveLimits, ArchiveRefused, Entry, clean_path, read_directory

__all__ = ["ArchiveLimits", "ArchiveRefused", "Member", "check_container", "expand_zip"]

_CHUNK = 1 << 16
_STORED, _DEFLATED = 0, 8
_JUNK = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of an archive: its bytes, or a code and a sentence why it could not be taken.

    `name` is clean and unique in the archive; `path` is where it lay, clean too, for people to find it.
    """

    name: str
    path: str
    content: bytes | None = None
    code: str | None = None
    message: str | None = None


class _MemberProblem(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def expand_zip(content: bytes, limits: ArchiveLimits | None = None) -> list[Member]:
    """The files of a ZIP archive, each with its bytes or with what is wrong with it.

    A member that is encrypted, damaged, too large, compressed in an unusual way or an archive itself is
    named, and the others go on. Raises ArchiveRefused for an archive that is broken, empty, too large or
    made to do harm. Folders and what operating systems leave behind are passed over.
    """
    limits = limits or ArchiveLimits()
    entries = [entry for entry in read_directory(content, limits) if not _is_junk(entry)]
    if not entries:
        raise ArchiveRefused(
            "ARCHIVE_EMPTY", "The archive holds no files. Please check it and send it again."
        )
    budget = _Budget(len(content), limits)
    members: list[Member] = []
    taken: set[str] = set()
    for entry in entries:
        name, path = _unique(clean_name(entry.path), taken), clean_path(entry.path)
        try:
            data = _member_content(content, entry, budget, limits)
        except _MemberProblem as problem:
            members.append(Member(name=name, path=path, code=problem.code, message=problem.message))
        else:
            members.append(Member(name=name, path=path, content=data))
    return members


def check_container(content: bytes, limits: ArchiveLimits | None = None) -> dict[str, bytes]:
    """Check a document that is a ZIP inside (a workbook) without keeping it; raises ArchiveRefused.

    Gives the first 4 KB of every part by its path. Nothing in such a container may be damaged or encrypted.
    """
    limits = limits or ArchiveLimits(member_bytes=200 << 20)
    budget = _Budget(len(content), limits)
    heads: dict[str, bytes] = {}
    for entry in read_directory(content, limits):
        head = bytearray()
        try:
            for part in _unpack(content, entry, budget):
                head += part[: max(0, 4096 - len(head))]
        except _MemberProblem as problem:
            raise ArchiveRefused(problem.code, problem.message) from problem
        heads[entry.path] = bytes(head)
    return heads


class _Budget:
    """Counts what has come out of an archive; raises ArchiveRefused when it is too much."""

    def __init__(self, packed: int, limits: ArchiveLimits) -> None:
        self._packed = packed
        self._limits = limits
        self._spent = 0

    def spend(self, size: int) -> None:
        self._spent += size
        limits = self._limits
        if self._spent > max(limits.ratio_from, self._packed * limits.ratio):
            raise _bomb()
        if self._spent > limits.total_bytes:
            raise ArchiveRefused(
                "ARCHIVE_TOO_LARGE",
                f"The archive unpacks to more than {limits.total_bytes >> 20} MB. Please split it.",
            )


def _member_content(content: bytes, entry: Entry, budget: _Budget, limits: ArchiveLimits) -> bytes:
    data = bytearray()
    for part in _unpack(content, entry, budget):
        data += part
        if len(data) > limits.member_bytes:
            if max(len(data), entry.size) > entry.packed * limits.ratio:
                raise _bomb()
            raise _MemberProblem(
                "FILE_TOO_LARGE",
                f"The file is larger than {limits.member_bytes >> 20} MB. Please make it smaller.",
            )
    kind = media.sniff(bytes(data[: 1 << 20]) if not data.startswith(b"PK") else bytes(data))
    if kind in media.ARCHIVES:
        raise _MemberProblem(
            "ARCHIVE_NESTED", "This is an archive inside the archive. Please unpack it and send its files."
        )
    return bytes(data)


def _unpack(content: bytes, entry: Entry, budget: _Budget) -> Iterator[bytes]:
    """The bytes of one entry in parts, never more than the directory promised, their checksum proven."""
    if entry.flags & 0x2041:
        raise _MemberProblem(
            "FILE_ENCRYPTED",
            "The file is protected with a password. Please remove it and send the file again.",
        )
    if entry.method not in (_STORED, _DEFLATED):
        raise _MemberProblem(
            "ARCHIVE_METHOD", "The file is packed in an unusual way. Please pack it as an ordinary ZIP file."
        )
    packed = memoryview(content)[entry.start : entry.start + entry.packed]
    crc = count = 0
    for part in _inflate(packed) if entry.method == _DEFLATED else _slices(packed):
        budget.spend(len(part))
        count += len(part)
        if count > entry.size:
            break
        crc = zlib.crc32(part, crc)
        yield part
    if count != entry.size or crc != entry.crc:
        raise _member_damaged()


def _slices(packed: memoryview) -> Iterator[bytes]:
    for at in range(0, len(packed), _CHUNK):
        yield bytes(packed[at : at + _CHUNK])


def _inflate(packed: memoryview) -> Iterator[bytes]:
    machine = zlib.decompressobj(-15)
    try:
        for at in range(0, len(packed), _CHUNK):
            waiting: bytes | memoryview = packed[at : at + _CHUNK]
            while waiting and not machine.eof:
                if part := machine.decompress(waiting, _CHUNK * 4):
                    yield part
                waiting = machine.unconsumed_tail
        while not machine.eof and (part := machine.decompress(b"", _CHUNK * 4)):
            yield part
    except zlib.error as error:
        raise _member_damaged() from error
    if not machine.eof:
        raise _member_damaged()


def _is_junk(entry: Entry) -> bool:
    lowered = entry.path.casefold()
    return entry.is_folder or lowered.startswith(_JUNK[0]) or lowered.rsplit("/", 1)[-1] in _JUNK


def _unique(name: str, taken: set[str]) -> str:
    stem, dot, last = name.rpartition(".")
    if not stem:
        stem, dot, last = name, "", ""
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem} ({number}){dot}{last}"
    taken.add(candidate.casefold())
    return candidate


def _bomb() -> ArchiveRefused:
    return ArchiveRefused(
        "ARCHIVE_BOMB",
        "The archive grows far beyond its size when unpacked, as a ZIP bomb. It was not taken.",
    )


def _member_damaged() -> _MemberProblem:
    return _MemberProblem(
        "FILE_DAMAGED", "The file is damaged inside the archive. Please pack it again and resend it."
    )
