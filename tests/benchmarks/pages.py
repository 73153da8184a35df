"""Pages over a year of work, what the year costs beside its last tenth, and what viewers of live pages cost."""

import itertools
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from uuid import UUID

from bpo.platform.caller import Caller
from tests.benchmarks import year
from tests.benchmarks.claims import next_step
from tests.benchmarks.ground import Ground
from tests.benchmarks.measuring import Rate, crowd, percentile
from tests.benchmarks.serving import Signer, Wire, served
from tests.benchmarks.table import Line
from tests.benchmarks.year import Year

WATCHING = 50
"""Viewers of one live page, each as its script asks, for what changed since."""
CLOCK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def measure(ground: Ground) -> list[Line]:
    """Each dashboard over the last tenth of a year and over all of it, by turns."""
    laid = year.of(ground)
    young = laid.young
    visits = _visits(laid)
    jobs, agent = laid.jobs, laid.agent
    [(events,)] = ground.sql("SELECT count(*) FROM event")
    old, new = _visited(ground, young, visits, 25 if ground.quick else 60)
    size = f"{jobs:,} jobs, {events:,} events"
    lines = [_page(visit, old[visit.name], new[visit.name]) for visit in visits]
    seconds, rounds = (1.0, 3) if ground.quick else (2.0, 5)
    pairs = [
        [rate.percentile(50) for rate in pair] for pair in _claims(ground, young, agent, seconds, rounds)
    ]
    grown, then = (statistics.median(side) for side in zip(*pairs, strict=True))
    return [
        Line(
            what=f"pages over {size} in a year, p95; beside it the same over its last tenth",
            value=year.DAYS,
            unit="d",
        ),
        *lines,
        Line(
            what="get-next: the year / its last tenth",
            value=grown / then,
            must=1.25,
            stretch=1.10,
            least=False,
            detail=f"{grown * 1000:.1f} / {then * 1000:.1f} ms, medians",
        ),
        *_watched(ground, visits, 15 if ground.quick else 60),
    ]


@dataclass(frozen=True, slots=True)
class Visit:
    """A page: who comes, and within how many milliseconds it must be there."""

    name: str
    path: str
    visitor: UUID
    must: float = 200.0
    stretch: float = 75.0
    every: float = 0.0
    """After how many seconds it renews itself, as its template says; 0 for a page that does not."""


def _visits(laid: Year) -> list[Visit]:
    """Every dashboard with its visitor."""
    first, job_id = laid.clients[0].id, laid.job
    managing, leading, theirs, at_work = laid.managing, laid.leading, laid.approving, laid.agent.id
    return [
        Visit("accounts", "/accounts", managing),
        Visit("one account, 30 days", f"/accounts/{first}", managing),
        Visit("one account, 90 days", f"/accounts/{first}?period=90", managing),
        Visit("jobs behind a number", f"/accounts/{first}/jobs?which=exception", managing),
        Visit("jobs predicted late", f"/accounts/{first}/jobs?which=predicted", managing),
        Visit("a job's timeline", f"/accounts/jobs/{job_id}", managing),
        Visit("reports", f"/accounts/{first}/months", managing),
        Visit("quality of all", "/quality", managing),
        Visit("quality of one", f"/quality/{first}", managing),
        Visit("people's quality", f"/quality/{first}/people", managing),
        Visit("automation measured", f"/quality/{first}/automation", managing),
        Visit("floor", "/floor", leading),
        Visit("floor, renewed", "/floor/now", leading, every=8.0),
        Visit("workbench", "/work", at_work),
        Visit("an agent's figures", "/work/figures", at_work),
        Visit("an agent's feedback", "/feedback", at_work),
        Visit("portal", "/portal", theirs),
        Visit("portal, renewed", "/portal/progress", theirs, every=10.0),
        Visit("portal, its news", "/news?part=card", theirs, every=15.0),
        Visit("a client's jobs", "/jobs", theirs),
        Visit("a client's job", f"/jobs/{job_id}", theirs),
        Visit("a client's figures", "/service", theirs),
        Visit("jobs behind them", "/service/jobs?which=missed", theirs),
    ]


def _visited(
    ground: Ground, young: Ground, visits: list[Visit], asked: int
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """How long each page takes, in seconds, over the long history and the short one: they take turns."""
    signer = Signer(ground)
    taken = {each.name: list[float]() for each in visits}, {each.name: list[float]() for each in visits}
    with served(ground, "bpo.app:create_app()") as long, served(young, "bpo.app:create_app()") as short:
        wires = Wire(long), Wire(short)
        for turn, visit in itertools.product(range(asked + 4), visits):
            for wire, times in zip(wires, taken, strict=True):
                began = time.perf_counter()
                status, body = wire.ask(
                    "GET", visit.path, headers=signer.headers(visit.visitor, accept="text/html")
                )
                if status != 200:
                    raise RuntimeError(f"{visit.path}: {status} {body[:300]!r}")
                if turn >= 4:  # each server process has met every page by then, most likely
                    times[visit.name].append(time.perf_counter() - began)
    return taken


def _page(visit: Visit, old: list[float], new: list[float]) -> Line:
    now, then = statistics.median(old) * 1000, statistics.median(new) * 1000
    return Line(
        what=f"  {visit.name}",
        value=percentile(old, 95) * 1000,
        unit="ms",
        must=visit.must,
        stretch=visit.stretch,
        least=False,
        detail=f"medians {now:.0f} / {then:.0f} ms: {now / then:.2f}",
    )


def _claims(
    ground: Ground, young: Ground, agent: Caller, seconds: float, rounds: int
) -> Iterator[tuple[Rate, Rate]]:
    """Get-next over the long history and the short one, in turn."""
    for _ in range(rounds):
        yield (
            crowd(1, seconds, lambda _: next_step(ground, agent), pause=0.02),
            crowd(1, seconds, lambda _: next_step(young, agent), pause=0.02),
        )


def _watched(ground: Ground, visits: list[Visit], seconds: float) -> Iterator[Line]:
    """What many viewers of one live page cost, in parts of a core: the web's processes, and the database's.

    They ask as often as if something had changed each time: where nothing did, pages ask more seldom.
    """
    signer = Signer(ground)
    for visit in visits:
        if not visit.every:
            continue
        headers = signer.headers(visit.visitor, accept="text/html")
        with served(ground, "bpo.app:create_app()") as port:
            wires = [Wire(port) for _ in range(WATCHING)]
            for wire in wires:
                wire.ask("GET", visit.path, headers=headers)
            before, began = _spent(ground), time.monotonic()
            viewers = [
                Thread(
                    target=_watch, args=(wire, visit, headers, visit.every * n / WATCHING, began + seconds)
                )
                for n, wire in enumerate(wires)
            ]
            for viewer in viewers:
                viewer.start()
            for viewer in viewers:
                viewer.join()
            lasted = time.monotonic() - began
            web, database = (
                (after - then) / lasted * 100 for after, then in zip(_spent(ground), before, strict=True)
            )
        yield Line(
            what=f"{visit.name}: {WATCHING} viewers, each every {visit.every:.0f} s, of a core",
            value=web + database,
            unit="%",
            must=5.0,
            stretch=2.5,
            least=False,
            detail=f"web {web:.1f} %, database {database:.1f} %",
        )


def _watch(wire: Wire, visit: Visit, headers: str, delay: float, until: float) -> None:
    time.sleep(delay)
    tag = ""
    while time.monotonic() < until:
        began = time.monotonic()
        answer = wire.ask("GET", visit.path, headers=headers + tag)
        tag = f"If-None-Match: {wire.tag}\r\n" if wire.tag else ""
        if answer[0] not in (200, 304):
            raise RuntimeError(f"{visit.path}: {answer[0]}")
        time.sleep(max(0.0, visit.every - (time.monotonic() - began)))


def _spent(ground: Ground) -> tuple[float, float]:
    """CPU seconds that the web's processes and the database's have spent so far."""
    web = database = 0.0
    tree = _tree()
    ours = _below(os.getpid(), tree)
    for pid in ours:
        with suppress(OSError):
            stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            line = Path(f"/proc/{pid}/cmdline").read_bytes()
            used = (int(stat[11]) + int(stat[12])) / CLOCK
            if b"gunicorn" in line:
                web += used
            elif line.startswith(b"postgres") or b"/postgres" in line:
                database += used
    return web, database


def _tree() -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    return children


def _below(pid: int, tree: dict[int, list[int]]) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        waiting += tree.get(each, [])
    return found
