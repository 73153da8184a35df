"""Reading ahead: documents are made and read by two children while the month is being played."""

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any, cast

from bpo.platform.sandbox import Payload, Sandbox
from bpo.platform.spawn import die_with_parent
from workers.demo.driver.clock import VirtualClock
from workers.demo.story import Arrival, Paper, document_of

READERS = 2
AHEAD = 48
"""As many papers may be read before their time: scans take seconds each, and few come one after another."""
AUTOMATE = "bpo.catalog.service:automate"
WORK_TYPE = "invoice_processing"
SECONDS = {"application/xml": 1, "application/pdf": 3}
"""How long automation takes over one file in the month's time; others, being scans, take `SCAN_SECONDS`."""
SCAN_SECONDS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPaper:
    """A document as its client hands it in, what is true of it, and what automation will read in it."""

    name: str
    content: bytes
    truth: dict[str, Any]
    outcome: Payload


def _ours(function: str, payload: Payload) -> Payload:
    """Run a function meant for the sandbox right here: the documents are ours, so nothing in them is hostile."""
    module, _, name = function.partition(":")
    return cast(Payload, getattr(import_module(module), name)(payload))


def read_paper(client: str, paper: Paper) -> ReadPaper:
    """Make a document and let automation's code read it. Runs in a child."""
    made = document_of(client, paper)
    source = {"name": made.name, "media_type": made.media_type}
    asked: dict[str, Any] = {"work_type": WORK_TYPE, "sources": [source], "input": {}}
    outcome = _ours(AUTOMATE, {"json": asked, "blobs": [made.content]})
    return ReadPaper(name=made.name, content=made.content, truth=dict(made.truth), outcome=outcome)


def read_ahead(arrivals: Iterable[Arrival], *, readers: int) -> Generator[tuple[ReadPaper, ...], None, None]:
    """The papers of each arrival, in order, read by `readers` children; none where `readers` is 0."""
    if not readers:
        for arrival in arrivals:
            yield tuple(read_paper(arrival.client, paper) for paper in arrival.papers)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(readers, mp_context=context, initializer=die_with_parent) as pool:
        waiting: deque[list[Future[ReadPaper]]] = deque()
        try:
            for arrival in arrivals:
                waiting.append([pool.submit(read_paper, arrival.client, each) for each in arrival.papers])
                if sum(map(len, waiting)) >= AHEAD:
                    yield tuple(future.result() for future in waiting.popleft())
            while waiting:
                yield tuple(future.result() for future in waiting.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


class OurOwnPapers(Sandbox):
    """Stands where workers have their sandbox: gives what was read ahead, and lets the month's time pass for it.

    What was not read ahead (after an interruption) is read on the spot.
    """

    def __init__(self, clock: VirtualClock, folder: Path) -> None:
        super().__init__(folder / "never-started")
        self._clock = clock
        self._known: dict[str, Payload] = {}

    def learn(self, paper: ReadPaper) -> None:
        """Keep what was read in a document until automation asks for it."""
        self._known[sha256(paper.content).hexdigest()] = paper.outcome

    def call(self, function: str, payload: Payload, **limits: Any) -> Payload:
        """The answer of a function that the workers run in their sandbox."""
        if function != AUTOMATE:
            return _ours(function, payload)
        content = b"".join(payload.get("blobs", ()))
        seconds = SECONDS.get(payload["json"]["sources"][0]["media_type"], SCAN_SECONDS)
        self._clock.pass_by(timedelta(seconds=seconds))
        return self._known.pop(sha256(content).hexdigest(), None) or _ours(function, payload)
