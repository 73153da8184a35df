"""Parts of pages that renew themselves, made once for all who see the same of them."""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

MOST = 256


@dataclass(frozen=True, slots=True)
class Fragment:
    """What was made: the markup, its tag, and when (monotonic seconds)."""

    html: str
    etag: str
    made: float


class Fragments:
    """Keeps what was just made. Fifty viewers of one floor cost one look at the database every `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._kept: OrderedDict[Hashable, Fragment] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], str]) -> Fragment:
        """The fragment of this key, made anew where it is too old.

        The key must say everything that the markup depends on: whose rows were read, who may do what, in which zone
        and language; and nothing of one viewer alone, such as a form's token, may stand in it.
        """
        now = time.monotonic()
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and now - kept.made < self.seconds:
            return kept
        html = make()
        fresh = Fragment(html, hashlib.sha256(html.encode()).hexdigest()[:32], now)
        with self._lock:
            self._kept[key] = fresh
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return fresh
