"""Times of day as people write them."""

import re

_FORM = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


def minutes_of(text: str) -> int:
    """Minutes since midnight of "HH:MM"; "24:00" is the end of the day. ValueError for anything else."""
    if text == "24:00":
        return 24 * 60
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is not a time of day; write it like 09:30.")
    return int(match[1]) * 60 + int(match[2])
