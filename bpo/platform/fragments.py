"""Parts of pages that renew themselves, made once for all who see the same of them."""

import hashlib
import mmap
import struct
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Self

MOST = 256
SLOTS, SLOT_BYTES = 64, 256 * 1024
"""Room for what the processes of one server share. Pages of memory that nothing was written to cost nothing."""
_HEAD = struct.Struct("<32s32sd?I")


@dataclass(frozen=True, slots=True)
class Fragment:
    """What was made: the markup, its tag, and when (monotonic seconds, which all processes of a machine share)."""

    html: str
    etag: str
    made: float
    done: bool = False
    """Whether nothing will change any more, so that nobody needs to ask again."""

    @classmethod
    def of(cls, html: str, *, done: bool = False) -> Self:
        """What was made just now."""
        return cls(html, hashlib.sha256(html.encode()).hexdigest()[:32], time.monotonic(), done)


class Fragments:
    """Keeps what was just made. Fifty viewers of one floor cost one look at the database every `seconds`.

    Made before a server forks, it is shared by all its processes, in memory that is theirs alone.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._kept: OrderedDict[Hashable, Fragment] = OrderedDict()
        self._lock = threading.Lock()
        self._shared = _Shared()

    def get(self, key: Hashable, make: Callable[[], Fragment]) -> Fragment:
        """The fragment of this key, made anew where it is too old.

        The key must say everything that the markup depends on: whose rows were read, who may do what, in which zone
        and language; and nothing of one viewer alone, such as a form's token, may stand in it. Its `repr` must be the
        same in every process, and differ where keys differ.
        """
        now = time.monotonic()
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and now - kept.made < self.seconds:
            return kept
        fresh = self._shared.read(key, since=now - self.seconds)
        if fresh is None:
            fresh = replace(make(), made=now)  # it shows what was there when it was begun
            self._shared.write(key, fresh)
        with self._lock:
            self._kept[key] = fresh
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return fresh


class _Shared:
    """Fragments in memory that forked processes have in common, without a lock that a killed one could leave shut.

    Each key has one slot: (hash of the key, hash of all that follows and of the key, when it was made, whether that is
    final, length, text).
    What was half written, or written over while it was read, does not agree with its hash, and counts as not there.
    """

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, SLOTS * SLOT_BYTES)

    def read(self, key: Hashable, *, since: float) -> Fragment | None:
        """What was made of the key after `since`; None where nothing was, or its slot is another's by now."""
        name, start = self._place(key)
        said, proof, made, done, length = _HEAD.unpack_from(self._memory, start)
        if said != name or not since < made or length > SLOT_BYTES - _HEAD.size:
            return None
        text = self._memory[start + _HEAD.size : start + _HEAD.size + length]
        if proof != _proof(name, made, done, text):
            return None
        return replace(Fragment.of(text.decode(), done=done), made=made)

    def write(self, key: Hashable, fragment: Fragment) -> None:
        """Put it in the key's slot; what is too large for one stays with the process that made it."""
        text = fragment.html.encode()
        if len(text) > SLOT_BYTES - _HEAD.size:
            return
        name, start = self._place(key)
        proof = _proof(name, fragment.made, fragment.done, text)
        head = _HEAD.pack(name, proof, fragment.made, fragment.done, len(text))
        self._memory[start : start + _HEAD.size + len(text)] = head + text

    def _place(self, key: Hashable) -> tuple[bytes, int]:
        name = hashlib.sha256(repr(key).encode()).digest()
        return name, int.from_bytes(name[:4]) % SLOTS * SLOT_BYTES


def _proof(name: bytes, made: float, done: bool, text: bytes) -> bytes:
    return hashlib.sha256(name + struct.pack("<d?", made, done) + text).digest()
