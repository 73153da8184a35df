"""A file name from outside, made fit to show, to log and to offer for download."""

import unicodedata

_LONGEST = 150
_LONGEST_EXTENSION = 16
_UNFIT = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
# Names of devices on Windows, where the file may well be saved (Microsoft, "Naming Files, Paths").
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}


def clean_name(name: str) -> str:
    """The last part of `name` without anything that could mislead or do harm; "file" when nothing is left.

    Paths, control, formatting and right-to-left override characters go; the text is in NFC; at most 150
    characters stay, of which the extension is kept.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    spaced = "".join(" " if character.isspace() else character for character in last)
    kept = "".join(character for character in spaced if unicodedata.category(character)[0] != "C")
    text = " ".join(kept.translate(_UNFIT).split()).strip(". ")
    if text.split(".", 1)[0].strip().casefold() in _DEVICES:
        text = "_" + text
    if len(text) > _LONGEST:
        stem, dot, extension = text.rpartition(".")
        if not dot or len(extension) > _LONGEST_EXTENSION:
            return text[:_LONGEST].rstrip(". ")
        text = stem[: _LONGEST - len(extension) - 1].rstrip(". ") + dot + extension
    return text or "file"


def extension(name: str) -> str:
    """The extension in lower case without its dot; "" where there is none."""
    stem, dot, last = clean_name(name).rpartition(".")
    return last.casefold() if stem and dot else ""
