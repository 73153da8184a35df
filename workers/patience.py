"""How long to wait before starting something again that ended."""

import time

_FIRST, _LONGEST = 0.5, 30.0
_STEADY = 30.0


class Patience:
    """Doubles from half a second to half a minute while something keeps ending soon after its start."""

    def __init__(self) -> None:
        self._next = _FIRST
        self._since = time.monotonic()

    def started(self) -> None:
        """It has just been started."""
        self._since = time.monotonic()

    def after_an_end(self) -> float:
        """Seconds to wait now. Whatever ran for half a minute before begins with the shortest wait again."""
        if time.monotonic() - self._since >= _STEADY:
            self._next = _FIRST
        pause, self._next = self._next, min(self._next * 2, _LONGEST)
        return pause
