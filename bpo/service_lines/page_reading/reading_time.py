"""How long a scan is looked at: seconds a page, and what the process that reads it is given in all."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, process_time
from typing import TypeVar

from bpo.platform.sandbox_limits import processor_seconds_left, wall_seconds_left

PAGE_SECONDS = 7.0
"""Seconds of processor time, on all cores, that a page may take: a third look that would go beyond is not taken, lines
that are left are not read. Processor time, so that a busy machine reads no worse than an idle one."""
RESERVE = 5.0
"""Seconds kept for making sense of what was read, before the process is ended for being late."""
MOST_ABREAST = 2
"""Cores used for one page."""

Given = TypeVar("Given")
Made = TypeVar("Made")


class ReadingTime:
    """The time of one document's reading. `cut` tells that something was left unread for want of it."""

    def __init__(self, page_seconds: float = PAGE_SECONDS) -> None:
        self.page_seconds = page_seconds
        self.cut = False
        self._begun = process_time(), monotonic()
        self.begin_page()

    def begin_page(self) -> None:
        """From here on the next page is read."""
        self._page_begun = process_time()

    def on_page(self) -> float:
        """Seconds of processor time that the page has taken."""
        return process_time() - self._page_begun

    def in_all(self) -> float:
        """Seconds of processor time that the document has taken."""
        return process_time() - self._begun[0]

    def is_up(self) -> bool:
        """Whether the page's time is spent, or the document's."""
        return self.on_page() > self.page_seconds or self.left() <= 0

    def left(self) -> float:
        """Seconds of processor time that the process still has for looking; infinite where nothing limits it."""
        return min(processor_seconds_left(), wall_seconds_left() / self._slowness()) - RESERVE

    def patience(self) -> float:
        """Seconds by the clock that one engine may take for what is left of the page, as busy as the machine is."""
        seconds = min(self.page_seconds - self.on_page(), self.left())
        return max(0.1, seconds * self._slowness())

    def _slowness(self) -> float:
        """Seconds by the clock to a second of processor time, so far; 1 at the least."""
        used = self.in_all()
        return max(1.0, (monotonic() - self._begun[1]) / used) if used > 0.5 else 1.0


def abreast(do: Callable[[Given], Made], tasks: Iterable[Given]) -> list[Made]:
    """What `do` makes of each task, in their order; several at a time where there are cores for them.

    For work that leaves the interpreter's lock: the models, Tesseract, numpy.
    """
    cores = min(MOST_ABREAST, len(os.sched_getaffinity(0)))
    if cores < 2:
        return [do(task) for task in tasks]
    with ThreadPoolExecutor(cores) as threads:
        return list(threads.map(do, tasks))
