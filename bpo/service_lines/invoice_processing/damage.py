"""Whether parts of a PDF were spoilt on its way: then a page may show less than it did, and nothing tells."""

import base64
import re
import zlib

LONGEST_STREAM = 2_000_000
"""Packed bytes of one stream that are tried: what is longer is a picture or a font."""
MOST_UNPACKED = 20_000_000
"""Bytes unpacked of all streams together, so that a small file cannot cost much."""
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED = re.compile(
    rb"/Filter\s*(?:\[\s*)?(/ASCII85Decode\s*|/A85\s*)?/(?:FlateDecode|Fl)\s*(?:\]|/|>|\r|\n|\s)"
)


def is_damaged(content: bytes) -> bool:
    """Whether a packed stream of a PDF does not unpack to its end, or fails its own check sum.

    Says nothing about encrypted files, and about streams packed in other ways.
    """
    if b"/Encrypt" in content:
        return False
    left = MOST_UNPACKED
    for start in _STREAM.finditer(content):
        end = content.find(b"endstream", start.end())
        before = content[max(0, start.start() - 400) : start.start()]
        packed = _PACKED.search(before[before.rfind(b"obj") + 1 :])
        if packed is None or not 0 <= end - start.end() <= LONGEST_STREAM:
            continue
        unpacked = _unpacked(content[start.end() : end], ascii85=packed[1] is not None, most=left)
        if unpacked is None:
            return True
        left -= unpacked
        if left <= 0:
            break
    return False


def _unpacked(data: bytes, *, ascii85: bool, most: int) -> int | None:
    """How many bytes a stream unpacks to, `most` at the most; None where it is broken."""
    try:
        if ascii85:
            data = base64.a85decode(data.strip().removesuffix(b"~>"))
        unpacker = zlib.decompressobj()
        size = len(unpacker.decompress(data, most))
    except (ValueError, zlib.error):
        return None
    return size if unpacker.eof or size >= most else None
