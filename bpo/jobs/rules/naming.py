"""What clients name things, made safe to store, show and compare: references, priorities."""

import re
import unicodedata

from bpo.contracts.rules import Priority
from bpo.platform.files.names import UNSEEN, clean_name

REFERENCE_MAX = 100
"""Characters of a client's reference."""


class BadReferenceError(ValueError):
    """A client's reference that cannot be taken; the message is a sentence for the client."""


class BadPriorityError(ValueError):
    """A priority there is not; the message is a sentence for the client."""


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
    if any(unicodedata.category(c) in UNSEEN for c in text):
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
        shown = clean_name(word)[:40]
        raise BadPriorityError(
            f"There is no priority “{shown}”; choose urgent, high, normal or low."
        ) from None
