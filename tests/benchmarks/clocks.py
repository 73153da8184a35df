"""The clocks: made again from their events, one due time, and the sweep beside many open jobs."""

from datetime import timedelta

from bpo.contracts.rules import Calendar, Target
from bpo.platform.db import unit_of_work
from bpo.platform.scope import everyone
from bpo.sla import rules
from bpo.sla import service as sla
from tests.benchmarks import stock
from tests.benchmarks.ground import Ground, moment
from tests.benchmarks.measuring import spell, turns
from tests.benchmarks.table import Line
from tests.factories.world import Client
from workers.clocks import rebuild_all

OFFICE = Calendar(
    zone="Europe/Berlin",
    week=((("08:00", "12:00"), ("13:00", "17:00")),) * 5 + ((), ()),
    country="DE",
    subdivision="BY",
    cut_off="16:00",
)
DUE = 500
"""Clocks whose next mark falls due at one moment."""


def measure(ground: Ground) -> list[Line]:
    """Every clock of one client made again, twice: stored where there was none, then held against the stored."""
    count = ground.jobs or (20_000 if ground.quick else 1_000_000)
    client = ground.client()
    person = ground.agent(client)
    stock.history(ground, client, count, [person.id])
    events = stock.events(ground, client)
    ground.sql("DELETE FROM job_clock WHERE tenant_id = %s", [client.id])
    ground.settle()
    made = spell(lambda: _rebuilt(ground, client, count, differing=count, write=True))
    ground.settle()
    held = spell(lambda: _rebuilt(ground, client, count, differing=0, write=False))
    told = f"{count:,} clocks of {events:,} events"
    return [
        Line(
            what="clocks thrown away and made again, a million",
            value=made / count * 1_000_000,
            unit="s",
            must=300,
            stretch=150,
            least=False,
            detail=f"{told} in {made:.0f} s",
        ),
        Line(
            what="… held against the stored, a million",
            value=held / count * 1_000_000,
            unit="s",
            must=300,
            stretch=150,
            least=False,
            detail=f"all equal, in {held:.0f} s",
        ),
        _one_due_time(),
        *_swept(ground, client, count),
    ]


def _rebuilt(ground: Ground, client: Client, count: int, *, differing: int, write: bool) -> None:
    found = list(rebuild_all(ground.house, [client.id], write=write))
    seen = sum(each.clocks for each in found), sum(len(each.differing) for each in found)
    if seen != (count, differing):
        raise RuntimeError(f"{seen} clocks and differences instead of {(count, differing)}")


def _one_due_time() -> Line:
    """A due time worked out for jobs received at a thousand moments of a year."""
    received = [moment() + timedelta(hours=8.76 * number) for number in range(1000)]
    targets = (Target.in_minutes(480), Target.in_working_days(2), Target.at_time(1, "12:00"))

    def all_of_them() -> None:
        for at in received:
            for target in targets:
                rules.apply_target(OFFICE, rules.start_of_clock(OFFICE, at), target)

    all_of_them()
    [lasted] = turns(5, lambda: spell(all_of_them))
    return Line(
        what="one due time",
        value=lasted / 3000 * 1_000_000,
        unit="µs",
        must=100,
        stretch=25,
        least=False,
        detail="a split day with holidays and a cut-off; minutes, working days and times of day alike",
    )


def _swept(ground: Ground, client: Client, count: int) -> list[Line]:
    """How long it takes to tell of all that falls due at one moment, beside that many open clocks."""
    ground.sql(
        "UPDATE job_clock SET finished_at = NULL, met = NULL, fired = '[]', warn_at = '[75, 90]',"
        " next_mark = '75', next_at = now() + interval '30 days' WHERE tenant_id = %s",
        [client.id],
    )
    ground.sql("UPDATE job_clock SET due_at = now() + interval '1 day' WHERE tenant_id = %s", [client.id])
    ground.settle()
    lasted = []
    for _ in range(5):
        ground.sql(
            "UPDATE job_clock SET next_at = now() - interval '1 second' WHERE (tenant_id, id) IN"
            " (SELECT tenant_id, id FROM job_clock WHERE tenant_id = %s AND next_at > now() LIMIT %s)",
            [client.id, DUE],
        )
        lasted.append(spell(_sweep))
    lasted.sort()
    return [
        Line(
            what=f"{DUE} warnings that fall due at once, told beside {count:,} open clocks",
            value=lasted[len(lasted) // 2],
            unit="s",
            must=25,
            stretch=5,
            least=False,
            detail="the schedule looks every 5 s, so the last is told so much later at most",
        )
    ]


def _sweep() -> None:
    with unit_of_work(everyone(reason="the sweep is measured")):
        while sla.sweep(now=moment()) == DUE:
            pass
