"""Get-next, and whole cycles of submit and next, over HTTP: the product, a minimal Flask application, plain SQL."""

import itertools
import json
from collections.abc import Callable, Sequence
from uuid import UUID

from tests.benchmarks import stock
from tests.benchmarks.claims import finishing, plain_step
from tests.benchmarks.ground import Ground
from tests.benchmarks.measuring import Step, crowd, turns
from tests.benchmarks.serving import Signer, Wire, body_of, like, served
from tests.benchmarks.table import Line
from tests.factories.desk import INVOICE

AGENTS = 8
FLOOR, EVERY = 50, 10.0
"""People of a floor at work, and after how many seconds each hands in again: faster than anybody keys an invoice."""
ASKERS = 2500
"""People for one spell of get-next: each asks once, since who holds a task is sent back to it."""
GUNICORN = "2 × 4"


def next_step(ground: Ground, port: int, people: Sequence[UUID]) -> Step:
    """Get-next of a person who has nothing under way; each time another one."""
    wire, signer = Wire(port), Signer(ground)
    turn = iter(
        [signer.headers(person) for person in people]
    )  # signing is the server's work, not a browser's

    def step() -> UUID:
        status, body = wire.ask("POST", "/work/next", headers=next(turn))
        if status != 200 or not (url := json.loads(body)["next"]):
            raise RuntimeError(f"{status}: {body[:200]!r}")
        return UUID(url.rpartition("/")[2])

    return step


def cycle_step(ground: Ground, port: int, person: UUID, first: int) -> Step:
    """Submit the invoice on the desk and get the next, again and again, as one person."""
    wire, number = Wire(port), itertools.count(first)
    headers = Signer(ground).headers(person)
    status, body = wire.ask("POST", "/work/next", headers=headers)
    if status != 200:
        raise RuntimeError(f"{status}: {body[:200]!r}")
    desk = [json.loads(body)["next"]]

    def step() -> None:
        sent = {"fence": 1, "active_seconds": 40, "values": invoice(next(number))}
        status, body = wire.ask("POST", desk[0] + "/submit-next", headers=headers, body=body_of(sent))
        if status != 200 or not json.loads(body)["next"]:
            raise RuntimeError(f"{status}: {body[:300]!r}")
        desk[0] = json.loads(body)["next"]

    return step


def invoice(number: int) -> dict[str, str]:
    """An invoice that passes the checks and is like no other."""
    net, vat = 100 * number, 19 * number
    return INVOICE | {
        "number": f"RE-{number}",
        "net": f"{net},00",
        "vat": f"{vat}.00",
        "gross": f"{net + vat},00",
        "payable": f"{net + vat}.00",
        "lines.0.unit_price": f"{net // 2},00",
        "lines.0.line_net": f"{net}.00",
        "vat_breakdown.0.taxable": f"{net}.00",
        "vat_breakdown.0.tax": f"{vat}.00",
    }


def plain_next(port: int) -> Step:
    """The minimal application's claim."""
    wire = Wire(port)

    def step() -> UUID:
        status, body = wire.ask("POST", "/next")
        if status != 200:
            raise RuntimeError(f"{status}: {body[:200]!r}")
        return UUID(json.loads(body)["next"])

    return step


def plain_cycle(port: int) -> Step:
    """The minimal application's submit and claim."""
    wire = Wire(port)
    held = [json.loads(wire.ask("POST", "/next")[1])]

    def step() -> None:
        last = held[0]
        status, body = wire.ask("POST", f"/submit/{last['next']}/{last['job']}/{last['fence']}")
        if status != 200 or "next" not in (answer := json.loads(body)):
            raise RuntimeError(f"{status}: {body[:200]!r}")
        held[0] = answer

    return step


def measure(ground: Ground) -> list[Line]:
    """Eight agents at once on two server processes of four threads."""
    seconds, rounds = (1.5, 3) if ground.quick else (3.0, 5)
    clients = [ground.client(), ground.client(), ground.client()]
    for each in clients:
        stock.waiting(ground, each, 20_000 if ground.quick else 60_000, data=True)
    plain_client = ground.client()
    stock.waiting(ground, plain_client, 60_000 if ground.quick else 150_000, data=True)
    person = ground.agent(*clients)
    fresh = iter(like(ground, person, ASKERS * rounds))
    own = like(ground, person, AGENTS * rounds)
    floor = like(ground, person, FLOOR)
    ground.settle()
    place = [(plain_client.id, ground.queue(plain_client))]
    numbers, owners = itertools.count(1), iter(own)
    tenants = [each.id for each in (*clients, plain_client)]

    def askers() -> list[list[UUID]]:
        some = list(itertools.islice(fresh, ASKERS))
        return [some[number::AGENTS] for number in range(AGENTS)]

    plain = {
        "PLAIN_DATABASE_URL": ground.admin.replace("postgresql:", "postgresql+psycopg:"),
        "PLAIN_TENANT": str(plain_client.id),
        "PLAIN_QUEUE": str(place[0][1]),
    }
    with (
        served(ground, "bpo.app:create_app()") as product,
        served(ground, "tests.benchmarks.plain_app:create_app()", plain) as minimal,
    ):

        def rate(make: Callable[[], Callable[[int], Step]], *, finish: bool = True) -> Callable[[], float]:
            """One side: a crowd of agents with steps made anew each time; what they took is finished off the clock."""
            tidy = (lambda: finishing(ground, tenants)) if finish else None
            return lambda: crowd(AGENTS, seconds, make(), make_tidy=tidy).a_second

        sql, bare, asked, bare_cycle, cycle = turns(
            rounds,
            rate(lambda: lambda _: plain_step(ground, place)),
            rate(lambda: lambda _: plain_next(minimal)),
            rate(lambda: _asking(ground, product, askers())),
            rate(lambda: lambda _: plain_cycle(minimal), finish=False),
            rate(
                lambda: _cycling(
                    ground, product, list(itertools.islice(owners, AGENTS)), 100_000 * next(numbers)
                ),
                finish=False,
            ),
        )
        working = crowd(FLOOR, 2.5 * EVERY, _cycling(ground, product, floor, 1_000, apart=1_000), pause=EVERY)
    return [
        Line(
            what="get-next over HTTP / a minimal Flask + Core claim endpoint",
            value=asked / bare,
            must=0.50,
            stretch=1.0,
            detail=f"{asked:,.0f} / {bare:,.0f} a second, {AGENTS} agents, gunicorn {GUNICORN}",
        ),
        Line(
            what="get-next over HTTP / plain SQL claim",
            value=asked / sql,
            must=0.05,
            stretch=0.10,
            detail=f"{asked:,.0f} / {sql:,.0f} a second",
        ),
        Line(
            what="submit + next over HTTP / minimal Flask + Core finish and claim",
            value=cycle / bare_cycle,
            detail=f"{cycle:,.0f} / {bare_cycle:,.0f} a second; the product checks a whole invoice each time",
        ),
        Line(
            what=f"submit → next over HTTP, {FLOOR} agents, each every {EVERY:.0f} s, p95",
            value=working.percentile(95) * 1000,
            unit="ms",
            must=300,
            least=False,
            detail=f"median {working.percentile(50) * 1000:.0f} ms, {len(working.lasted)} times",
        ),
    ]


def _asking(ground: Ground, port: int, askers: list[list[UUID]]) -> Callable[[int], Step]:
    return lambda number: next_step(ground, port, askers[number])


def _cycling(
    ground: Ground, port: int, people: list[UUID], first: int, apart: int = 10_000
) -> Callable[[int], Step]:
    return lambda number: cycle_step(ground, port, people[number], first + apart * number)
