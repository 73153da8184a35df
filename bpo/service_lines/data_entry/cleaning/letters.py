"""Letters that a wrong encoding turned into others: UTF-8 that was once read as Windows-1252, and other encodings."""

import re
from functools import lru_cache

_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_SIGN = re.compile(r"[ÂÃÄÅÆÐÑâãåéêëìíîïð]")
"""What the first byte of two or more is taken for: text without one cannot be such."""
_OTHER_LETTERS = re.compile(
    r"[À-ÖØ-öø-ÿ]{3,}|[^\W\d_][¹³¼¾¿¡£¥¦§¶¬¤©®±×÷†‡‰“”„‚˜•]+[^\W\d_]|(?<![^\W_])[£¥¦¯¿¬][a-zà-öø-ÿ]{2,}"
)
"""What letters of other alphabets, and of the east of Europe, look like in Windows-1252: three accents on end, or a
sign in the midst of a word. No language that is written with it has either."""
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


def foreign(text: str) -> list[str]:
    """What in a text read as Windows-1252 tells that it was written in another such encoding."""
    return [found[0] for found in _OTHER_LETTERS.finditer(text)]


@lru_cache(maxsize=2_000)
def _as_meant(run: str) -> str:
    try:
        return b"".join(_UNUSED.get(mark) or mark.encode("cp1252") for mark in run).decode()
    except UnicodeError:
        return run
