"""Where a person may be sent after signing in: to our own pages only."""

import re

_OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*", re.ASCII)


def own_path(target: str | None) -> str | None:
    """The target when it is a path on this site, else None (RFC 9700, 4.11: no open redirectors).

    Refused are other sites, `//host`, backslashes (browsers read them as slashes), blanks and controls.
    """
    if not target or not _OWN_PATH.fullmatch(target):
        return None
    return target
