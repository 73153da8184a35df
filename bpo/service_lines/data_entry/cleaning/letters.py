"""Letters that a wrong encoding turned into others: what was UTF-8 and was once read as if it were Windows-1252."""

import re
from functools import lru_cache

_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_SIGN = re.compile(r"[ÂÃÄÅÆÐÑâãåéêëìíîïð]")
"""What the first byte of two or more is taken for: text without one cannot be such."""
_UNUSED = {chr(code): bytes([code]) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""What Windows-1252 has no letter for, and is kept as it is."""


def mended(text: str) -> str:
    """The text with such letters put right: “Ã©” is “é”. Anything else stays; a run of letters is mended as a whole
    or not at all, since by chance they are never UTF-8."""
    if text.isascii() or not _SIGN.search(text):
        return text
    return _RUN.sub(lambda found: _as_meant(found[0]), text)


def broken(text: str) -> list[str]:
    """The runs of letters that `mended` puts right."""
    return [run for run in _RUN.findall(text) if _as_meant(run) != run]


@lru_cache(maxsize=2_000)
def _as_meant(run: str) -> str:
    try:
        return b"".join(_UNUSED.get(mark) or mark.encode("cp1252") for mark in run).decode()
    except UnicodeError:
        return run
