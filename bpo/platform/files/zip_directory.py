"""A ZIP archive's directory, read by the format's description and believed only where the bytes agree.

The standard library's reader believes the directory: an overlap bomb of 27 KB expands to 2 GB in it
(CVE-2024-0450). Source of the layout: PKWARE APPNOTE 6.3.10, sections 4.3 to 4.5.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise

from bpo.platform.files.names import clean_name

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """How much an archive may hold; sizes in bytes of what comes out.

    `ratio` is how many times its own size an archive may grow, looked at once more than `ratio_from` bytes
    have come out.
    """

    entries: int = 2000
    total_bytes: int = 200 << 20
    member_bytes: int = 25 << 20
    ratio: int = 200
    ratio_from: int = 16 << 20


class ArchiveRefused(Exception):
    """The archive is not taken at all: `code` for programs, `message` for the person who sent it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the archive's directory, checked against the entry's own header."""

    path: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int
    is_folder: bool


def read_directory(content: bytes, limits: ArchiveLimits) -> list[Entry]:
    """The archive's directory, after every check that needs no unpacking; raises ArchiveRefused."""
    start, size, count = _find_directory(content)
    if count > limits.entries:
        raise ArchiveRefused(
            "ARCHIVE_TOO_MANY_FILES",
            f"The archive holds {count} files; at most {limits.entries} are taken at once. Please split it.",
        )
    entries: list[Entry] = []
    spans: list[tuple[int, int]] = []
    position = start
    for _ in range(count):
        if position + _CENTRAL.size > start + size:
            raise _damaged()
        entry, header, position = _read_entry(content, position, start)
        entries.append(entry)
        spans.append((header, entry.start + entry.packed))
    if position != start + size:
        raise _damaged()
    spans.sort()
    for (_, end), (begin, _) in pairwise(spans):
        if begin < end:
            raise ArchiveRefused(
                "ARCHIVE_UNSAFE", "The archive's files overlap, as in a ZIP bomb. It was not taken."
            )
    return entries


def listed_names(content: bytes) -> list[str]:
    """The names in the directory, nothing checked; of a cut archive the first file's, [] when unreadable."""
    try:
        position, size, count = _find_directory(content)
        end, names = position + size, []
        for _ in range(count):
            if position + _CENTRAL.size > end:
                break
            n_name, n_extra, n_note = _CENTRAL.unpack_from(content, position)[10:13]
            position += _CENTRAL.size
            names.append(content[position : position + n_name].decode("utf-8", "replace"))
            position += n_name + n_extra + n_note
    except ArchiveRefused:
        if len(content) < _LOCAL.size:
            return []
        length = _LOCAL.unpack_from(content)[9]
        return [content[_LOCAL.size : _LOCAL.size + length].decode("utf-8", "replace")]
    return names


def _find_directory(content: bytes) -> tuple[int, int, int]:
    at = content.rfind(b"PK\5\6", max(0, len(content) - 65_557))
    if at < 0 or at + _END.size > len(content):
        raise _damaged()
    _, disk, first_disk, here, count, size, start, _ = _END.unpack_from(content, at)
    if disk or first_disk or here != count:
        raise ArchiveRefused(
            "ARCHIVE_DAMAGED", "The archive is one part of several. Please send it as a single ZIP file."
        )
    if count == 0xFFFF or start == 0xFFFFFFFF:
        raise ArchiveRefused("ARCHIVE_TOO_MANY_FILES", "The archive is too large (ZIP64). Please split it.")
    if start + size != at:
        raise _damaged()
    return start, size, count


def _read_entry(content: bytes, at: int, directory: int) -> tuple[Entry, int, int]:
    """One entry of the directory at `at`, where its own header stands, and where the next one is."""
    fields = _CENTRAL.unpack_from(content, at)
    magic, _, _, flags, method, _, _, crc, packed, size, n_name, n_extra, n_note, _, _, mode, header = fields
    after = at + _CENTRAL.size
    raw, extra = content[after : after + n_name], content[after + n_name : after + n_name + n_extra]
    if magic != b"PK\1\2" or len(extra) != n_extra:
        raise _damaged()
    size, packed, header = _wide_sizes(extra, size, packed, header)
    if header + _LOCAL.size > directory:
        raise _damaged()
    local = _LOCAL.unpack_from(content, header)
    begin = header + _LOCAL.size + local[9] + local[10]
    own_name = content[header + _LOCAL.size : header + _LOCAL.size + local[9]]
    if local[0] != b"PK\3\4" or own_name != raw or begin + packed > directory:
        raise _damaged()
    path = _decode_name(raw, flags)
    _check_path(path)
    if (mode >> 16) & 0o170000 == 0o120000:
        raise ArchiveRefused(
            "ARCHIVE_UNSAFE",
            f"The archive holds a link, “{clean_path(path)}”. Please send the files themselves.",
        )
    folder = path.endswith("/") and size == 0
    return (
        Entry(path, flags, method, crc, packed, size, begin, folder),
        header,
        after + n_name + n_extra + n_note,
    )


def _wide_sizes(extra: bytes, size: int, packed: int, header: int) -> tuple[int, int, int]:
    """Sizes from the ZIP64 field, which some writers use for small archives as well (APPNOTE 4.5.3)."""
    values = [size, packed, header]
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, position)
        if kind == 1:
            data = extra[position + 4 : position + 4 + length]
            for index, value in enumerate(values):
                if value == 0xFFFFFFFF and len(data) >= 8:
                    values[index], data = int.from_bytes(data[:8], "little"), data[8:]
        position += 4 + length
    return values[0], values[1], values[2]


def _decode_name(raw: bytes, flags: int) -> str:
    # Bit 11 promises UTF-8; without it the format says code page 437, yet macOS writes UTF-8.
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if flags & 0x800:
            raise _damaged() from error
    return raw.decode("cp437")


def _check_path(path: str) -> None:
    parts = path.replace("\\", "/").split("/")
    if "\0" in path or ".." in parts or path.startswith(("/", "\\")) or path[1:2] == ":":
        raise ArchiveRefused(
            "ARCHIVE_UNSAFE",
            f"The archive wants to write outside its own folder (“{clean_path(path)}”). It was not taken.",
        )


def clean_path(path: str) -> str:
    """Where a member lay, fit to show: the last six parts, each a clean name."""
    parts = [clean_name(part) for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts[-6:]) or "file"


def _damaged() -> ArchiveRefused:
    return ArchiveRefused(
        "ARCHIVE_DAMAGED", "The archive is damaged or incomplete. Please pack it again and resend it."
    )
