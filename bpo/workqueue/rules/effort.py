"""What a person's hands did on a task: how often keys and buttons were pressed, never which."""

from dataclasses import dataclass

MOST = 100_000
"""More than this is no work of one person on one task: what a browser claims is cut off here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """The effort of one attempt. `corrected` fields were changed; None where no record was handed in."""

    keystrokes: int
    clicks: int
    corrected: int | None = None


def effort(keystrokes: int, clicks: int, *, corrected: int | None = None) -> Effort:
    """What was counted, within bounds that a person can reach; a miscounting browser must not stop a hand-in."""
    return Effort(
        keystrokes=min(max(keystrokes, 0), MOST), clicks=min(max(clicks, 0), MOST), corrected=corrected
    )
