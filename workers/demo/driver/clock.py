"""The month's own time, and identifiers that bear it."""

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class VirtualClock:
    """An instant that the driver sets, and that work moves on."""

    def __init__(self, start: datetime) -> None:
        self.instant = start

    def __call__(self) -> datetime:
        """The instant it is in the month."""
        return self.instant

    def pass_by(self, span: timedelta) -> None:
        """Let time pass."""
        self.instant += span


class SeededIds:
    """UUIDv7 of the virtual instant, drawn from a seed: in order of their making, and the same again next time."""

    def __init__(self, clock: VirtualClock, seed: str) -> None:
        self._clock = clock
        self._rng = random.Random(seed)
        self._last, self._count = -1, 0

    def __call__(self) -> UUID:
        """The next id."""
        moment = (self._clock.instant - _EPOCH) // _MILLISECOND
        self._count = self._count + 1 if moment == self._last else 0
        self._last = moment
        # Version and variant stand where RFC 9562 wants them; the counter takes the bits right after the time.
        count_high, count_low = divmod(self._count, 1 << 12)
        value = (moment + count_high) << 80 | 0x7 << 76 | count_low << 64 | 0b10 << 62
        return UUID(int=value | self._rng.getrandbits(62))
