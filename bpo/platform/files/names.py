"""A file name from outside, made fit to store, to show, to log and to offer for download."""

import re
import unicodedata

LONGEST = 150
"""Characters of a name, and bytes in UTF-8 stay below the 255 that file systems allow."""
_LONGEST_BYTES = 240
_LONGEST_EXTENSION = 16
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Cc: control; Cf: invisible format characters, among them those that turn the direction of text round
("invoice\\u202efdp.exe" reads "invoiceexe.pdf"); Cs, Co, Cn: no characters; Zl, Zp: line breaks."""
# Names of devices on Windows, where the file may well be saved (Microsoft, "Naming Files, Paths").
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d) *(\.|$)", re.IGNORECASE)


def clean_name(raw: str) -> str:
    """The last part of a path: nothing unseen in it, nothing that a file system refuses, in canonical Unicode form.

    Never empty. The extension survives shortening. It says nothing of what the file is.
    """
    text = unicodedata.normalize("NFC", raw)
    text = "".join(" " if character.isspace() else character for character in text)
    text = "".join(character for character in text if unicodedata.category(character) not in UNSEEN)
    text = re.split(r"[/\\]", text.rstrip("/\\"))[-1]
    text = re.sub(r'[<>:"|?*]', "_", text)
    text = re.sub(r"\s+", " ", text).strip(" .")
    if not text:
        return "unnamed"
    if _DEVICE.match(text):
        text = f"_{text}"
    return _shortened(text)


def extension(name: str) -> str:
    """The extension in lower case without its dot; "" where there is none."""
    stem, dot, last = clean_name(name).rpartition(".")
    return last.casefold() if stem and dot else ""


def _shortened(name: str) -> str:
    stem, dot, last = name.rpartition(".")
    if not dot or not stem or len(last) > _LONGEST_EXTENSION:
        stem, dot, last = name, "", ""
    tail = dot + last
    stem = stem[: LONGEST - len(tail)]
    room = _LONGEST_BYTES - len(tail.encode())
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    return (stem or "unnamed") + tail
