"""Pages over a long history, and what ten times as much of it costs."""

import itertools
import statistics
import time
from collections.abc import Iterator
from uuid import UUID

from bpo.platform.caller import Caller
from tests.benchmarks import stock
from tests.benchmarks.claims import next_step
from tests.benchmarks.ground import Ground, moment
from tests.benchmarks.measuring import Rate, crowd, percentile
from tests.benchmarks.serving import Signer, Wire, like, served
from tests.benchmarks.table import Line
from tests.factories.world import Client

CLIENTS = 4
OPEN = 500
"""Open jobs of each client."""


def measure(ground: Ground) -> list[Line]:
    """The pages people come home to, with a history and beside it with ten times that."""
    little = 20_000 if ground.quick else 100_000
    clients = [ground.client() for _ in range(CLIENTS)]
    agent = ground.agent(*clients)
    for each in clients:
        stock.waiting(ground, each, OPEN, data=True)
        stock.history(ground, each, little // CLIENTS, agent.id)
    visits = _visits(ground, clients, agent)
    young = ground.copy("young")
    for each in clients:
        stock.history(ground, each, little * 9 // CLIENTS, agent.id)
    ground.settle()
    young.settle()
    old, new = _visited(ground, young, visits, 25 if ground.quick else 80)
    lines = []
    for name, (_, _, must, stretch) in visits.items():
        lines.append(
            Line(
                what=f"{name} at {little * 10:,} jobs, p95",
                value=percentile(old[name], 95) * 1000,
                unit="ms",
                must=must,
                stretch=stretch,
                least=False,
            )
        )
        lines.append(_grown(f"  … {name}: ten times the history", old[name], new[name]))
    seconds, rounds = (1.0, 3) if ground.quick else (2.0, 5)
    claims = [
        [rate.percentile(50) for rate in pair] for pair in _claims(ground, young, agent, seconds, rounds)
    ]
    return [*lines, _grown("get-next: ten times the history", *map(list, zip(*claims, strict=True)))]


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


def _visited(
    ground: Ground, young: Ground, visits: dict[str, Visit], asked: int
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """How long each page takes, in seconds, over the long history and the short one: they take turns."""
    signer = Signer(ground)
    taken = {name: list[float]() for name in visits}, {name: list[float]() for name in visits}
    with served(ground, "bpo.app:create_app()") as long, served(young, "bpo.app:create_app()") as short:
        wires = Wire(long), Wire(short)
        for turn, (name, (path, visitor, _, _)) in itertools.product(range(asked + 4), visits.items()):
            for wire, times in zip(wires, taken, strict=True):
                began = time.perf_counter()
                status, body = wire.ask("GET", path, headers=signer.headers(visitor, accept="text/html"))
                if status != 200:
                    raise RuntimeError(f"{path}: {status} {body[:300]!r}")
                if turn >= 4:  # each server process has met every page by then, most likely
                    times[name].append(time.perf_counter() - began)
    return taken


def _claims(
    ground: Ground, young: Ground, agent: Caller, seconds: float, rounds: int
) -> Iterator[tuple[Rate, Rate]]:
    """Get-next over the long history and the short one, in turn."""
    for _ in range(rounds):
        yield (
            crowd(1, seconds, lambda _: next_step(ground, agent), pause=0.02),
            crowd(1, seconds, lambda _: next_step(young, agent), pause=0.02),
        )


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
