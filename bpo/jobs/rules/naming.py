"""What clients name things, made safe to store, show and compare: files, references, priorities."""

import re
import unicodedata

from bpo.contracts.rules import Priority

FILE_NAME_MAX = 150
"""Characters, and bytes in UTF-8 stay below the 255 that file systems allow."""
_FILE_NAME_BYTES = 240
_EXTENSION_MAX = 16
REFERENCE_MAX = 100
"""Characters of a client's reference."""

# Cc: control; Cf: invisible format characters, among them those that turn the direction of text round
# ("invoice\u202efdp.exe" reads "invoiceexe.pdf"); Cs, Co, Cn: no characters; Zl, Zp: line breaks.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


class BadReferenceError(ValueError):
    """A client's reference that cannot be taken; the message is a sentence for the client."""


class BadPriorityError(ValueError):
    """A priority there is not; the message is a sentence for the client."""


def clean_file_name(raw: str) -> str:
    """The name to keep and show for a file: no path, nothing unseen, nothing a file system refuses.

    Never empty. The extension survives shortening. It says nothing of what the file is.
    """
    text = unicodedata.normalize("NFC", raw)
    text = "".join(" " if c in "\t\n\r" else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c) not in _UNSEEN)
    text = re.split(r"[/\\]", text.rstrip("/\\"))[-1]
    text = re.sub(r'[<>:"|?*]', "_", text)
    text = re.sub(r"\s+", " ", text).strip(" .")
    if not text:
        return "unnamed"
    if _WINDOWS_DEVICE.match(text):
        text = f"_{text}"
    return _shortened(text)


def _shortened(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or len(extension) > _EXTENSION_MAX:
        stem, dot, extension = name, "", ""
    tail = dot + extension
    stem = stem[: FILE_NAME_MAX - len(tail)]
    room = _FILE_NAME_BYTES - len(tail.encode())
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    return (stem or "unnamed") + tail


def normalise_reference(raw: str | None) -> str | None:
    """A client's reference as it is stored and compared; None when there is none.

    Blanks at the ends go and those inside become one, canonical Unicode form; case stays, since a
    client's system may tell "a1" from "A1". BadReferenceError where unseen characters stand inside (taking
    them out could make two references one) or it is too long.
    """
    if raw is None:
        return None
    text = re.sub(r"[^\S\x1c-\x1f\u2028\u2029]+", " ", unicodedata.normalize("NFC", raw)).strip(" ")
    if not text:
        return None
    if any(unicodedata.category(c) in _UNSEEN for c in text):
        raise BadReferenceError("The reference contains characters that cannot be seen. Type it again.")
    if len(text) > REFERENCE_MAX:
        raise BadReferenceError(
            f"The reference has {len(text)} characters; at most {REFERENCE_MAX} are possible."
        )
    return text


_PRIORITY_WORDS = {"medium": Priority.NORMAL, "standard": Priority.NORMAL}


def parse_priority(raw: str | None) -> Priority:
    """The priority a client wrote in a form, a file or a call; nothing means normal.

    BadPriorityError for anything else.
    """
    word = (raw or "").strip().casefold()
    if not word:
        return Priority.NORMAL
    if word in _PRIORITY_WORDS:
        return _PRIORITY_WORDS[word]
    try:
        return Priority(word)
    except ValueError:
        shown = clean_file_name(word)[:40]
        raise BadPriorityError(
            f"There is no priority “{shown}”; choose urgent, high, normal or low."
        ) from None
