"""Pages over a long history, and what ten times as much of it costs."""

import statistics
import time
from collections.abc import Callable
from uuid import UUID

from bpo.platform.caller import Caller
from tests.benchmarks import stock
from tests.benchmarks.claims import next_step
from tests.benchmarks.ground import Ground, moment
from tests.benchmarks.measuring import crowd, percentile
from tests.benchmarks.serving import Signer, Wire, like, served
from tests.benchmarks.table import Line
from tests.factories.world import Client

CLIENTS = 4
OPEN = 500
"""Open jobs of each client."""


def measure(ground: Ground) -> list[Line]:
    """The pages people come home to, with a history and with ten times that."""
    little = 20_000 if ground.quick else 100_000
    asked = 25 if ground.quick else 60
    clients = [ground.client() for _ in range(CLIENTS)]
    agent = ground.agent(*clients)
    for each in clients:
        stock.waiting(ground, each, OPEN, data=True)
        stock.history(ground, each, little // CLIENTS, agent.id)
    ground.settle()
    visits = _visits(ground, clients, agent)
    first = _round(ground, visits, asked)
    claim_first = _claim(ground, agent)
    for each in clients:
        stock.history(ground, each, little * 9 // CLIENTS, agent.id)
    ground.settle()
    after = _round(ground, visits, asked)
    claim_after = _claim(ground, agent)
    lines = []
    for name, (_, _, must, stretch) in visits.items():
        lines.append(
            Line(
                what=f"{name} at {little * 10:,} jobs, p95",
                value=percentile(after[name], 95) * 1000,
                unit="ms",
                must=must,
                stretch=stretch,
                least=False,
                detail=f"median {statistics.median(after[name]) * 1000:.0f} ms",
            )
        )
        lines.append(_grown(f"  … {name}: ten times the history", after[name], first[name]))
    return [*lines, _grown("get-next: ten times the history", claim_after, claim_first)]


Visit = tuple[str, UUID, float, float]


def _visits(ground: Ground, clients: list[Client], agent: Caller) -> dict[str, Visit]:
    """Path, visitor and goals (ms) of each page."""
    manager = ground.agent(*clients, role="account_manager")
    lead = ground.agent(*clients, role="team_lead")
    user = ground.world.person("submitter", tenant=clients[0], now=moment())
    [at_work] = like(ground, agent, 1)
    [managing] = like(ground, manager, 1)
    [leading] = like(ground, lead, 1)
    [submitting] = like(ground, user, 1)
    return {
        "accounts": ("/accounts", managing, 75.0, 40.0),
        "one account": (f"/accounts/{clients[0].id}", managing, 75.0, 40.0),
        "portal": ("/portal", submitting, 200.0, 75.0),
        "jobs of a client": ("/jobs", submitting, 200.0, 75.0),
        "workbench": ("/work", at_work, 200.0, 75.0),
        "floor": ("/floor", leading, 200.0, 75.0),
    }


def _round(ground: Ground, visits: dict[str, Visit], asked: int) -> dict[str, list[float]]:
    """How long each page takes, in seconds; the pages take turns."""
    signer, taken = Signer(ground), {name: list[float]() for name in visits}
    with served(ground, "bpo.app:create_app()") as port:
        wire = Wire(port)
        for turn in range(asked + 4):
            for name, (path, visitor, _, _) in visits.items():
                began = time.perf_counter()
                status, body = wire.ask("GET", path, headers=signer.headers(visitor, accept="text/html"))
                if status != 200:
                    raise RuntimeError(f"{path}: {status} {body[:300]!r}")
                if turn >= 4:  # each server process has met every page by then, most likely
                    taken[name].append(time.perf_counter() - began)
    return taken


def _claim(ground: Ground, agent: Caller) -> list[float]:
    """How long a get-next takes."""
    seconds = 2.0 if ground.quick else 5.0
    make: Callable[[int], Callable[[], None]] = lambda _: next_step(ground, agent)  # noqa: E731
    found = crowd(1, seconds, make, pause=0.005)
    ground.sql(
        "UPDATE task SET state = 'queued', lease_until = NULL, holder = NULL WHERE state = 'in_progress'"
    )
    ground.sql("DELETE FROM attempt WHERE ended_at IS NULL")
    ground.sql("VACUUM task, attempt")
    return list(found.lasted)


def _grown(what: str, after: list[float], before: list[float]) -> Line:
    now, then = statistics.median(after) * 1000, statistics.median(before) * 1000
    return Line(
        what=what,
        value=now / then,
        must=1.25,
        stretch=1.10,
        least=False,
        detail=f"{now:.1f} / {then:.1f} ms, medians",
    )
