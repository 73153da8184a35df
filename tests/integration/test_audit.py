"""A history that was tampered with, even by who may do anything in the database, is found out and the event named."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from bpo.audit import service as audit
from bpo.events import service as events
from bpo.platform import clock
from bpo.platform.db import unit_of_work
from bpo.platform.scope import everyone, only
from tests.factories.chaining import chain, chain_settled
from tests.factories.world import Client, World

SYSTEM = everyone(reason="a test chains histories")
LATER = timedelta(minutes=20)


def write(client: Client, count: int) -> list[UUID]:
    with unit_of_work(only(client.id)):
        return [
            events.record(
                "job.corrected",
                tenant_id=client.id,
                subject_id=client.id,
                job_id=None,
                now=clock.now(),
                fields=f"{n}",
            )
            for n in range(count)
        ]


def faults(client: Client, known: tuple[int, str] | None = None) -> list[tuple[UUID | None, str]]:
    with unit_of_work(SYSTEM.reading()):
        return [(each.event_id, each.words) for each in audit.standing(client.id, known=known).faults]


class Chained:
    """Two clients with some history, that of the first in three links."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bpo.audit.service.MOST", 4)
        self.alder, self.birch = world.client(), world.client()
        self.ids = write(self.alder, 10)
        self.others = write(self.birch, 2)
        now = clock.now()
        assert chain(now + LATER) == 0  # leaves its mark
        assert chain_settled(now + LATER * 2) >= 4
        assert chain(now + LATER * 3) == 0
        with unit_of_work(SYSTEM.reading()):
            found = audit.standing(self.alder.id)
        assert not found.faults
        assert found.events >= 10
        self.known = found.links, found.head


@pytest.fixture
def chained(world: World, monkeypatch: pytest.MonkeyPatch) -> Chained:
    return Chained(world, monkeypatch)


TAMPERINGS: dict[str, tuple[str, str]] = {
    "what it says": ('UPDATE event SET data = \'{"fields": "x"}\' WHERE id = %(fifth)s', "changed"),
    "who did it": ("UPDATE event SET actor_name = 'mallory' WHERE id = %(fifth)s", "changed"),
    "when, by a microsecond": (
        "UPDATE event SET occurred_at = occurred_at + interval '1 us' WHERE id = %(fifth)s",
        "changed",
    ),
    "taken away": ("DELETE FROM event WHERE id = %(fifth)s", "taken away"),
    "another client's in its place": (
        "UPDATE event SET (data, actor_name) = (SELECT data, 'b' FROM event WHERE id = %(other)s) WHERE id = %(fifth)s",
        "changed",
    ),
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_an_event_that_was_tampered_with_is_named(chained: Chained, admin_dsn: str, how: str) -> None:
    statement, words = TAMPERINGS[how]
    _as_superuser(admin_dsn, statement, fifth=chained.ids[4], other=chained.others[0])
    assert faults(chained.alder) == [(chained.ids[4], words)]
    assert faults(chained.birch) == []


def test_two_events_that_changed_places_are_named(chained: Chained, admin_dsn: str) -> None:
    one, two = chained.ids[1], chained.ids[2]
    _as_superuser(
        admin_dsn,
        "UPDATE event e SET data = o.data FROM event o WHERE e.id IN (%(one)s, %(two)s)"
        " AND o.id IN (%(one)s, %(two)s) AND o.id <> e.id",
        one=one,
        two=two,
    )
    assert faults(chained.alder) == [(one, "changed"), (two, "changed")]


def test_a_forged_event_among_old_ones_is_named(chained: Chained, admin_dsn: str) -> None:
    forged = UUID(int=chained.ids[4].int + 1)
    _as_superuser(
        admin_dsn,
        "INSERT INTO event (tenant_id, id, name, subject_id, actor_name, data, occurred_at, due_at, tries)"
        " SELECT tenant_id, %(forged)s, name, subject_id, actor_name, data, occurred_at, due_at, tries"
        "   FROM event WHERE id = %(fifth)s",
        forged=forged,
        fifth=chained.ids[4],
    )
    assert faults(chained.alder) == [(forged, "slipped in afterwards")]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM event_link WHERE tenant_id = %(client)s AND number = 2",
        "UPDATE event_link SET content = substring(content FROM 33), events = events - 1"
        " WHERE tenant_id = %(client)s AND number = 2",
        "DELETE FROM event_link WHERE tenant_id = %(client)s AND number = 2;"
        " UPDATE event_link SET number = number - 1 WHERE tenant_id = %(client)s AND number > 2",
    ],
)
def test_the_chain_cannot_be_mended_without_the_key(chained: Chained, admin_dsn: str, statement: str) -> None:
    _as_superuser(admin_dsn, statement, client=chained.alder.id)
    assert faults(chained.alder)


@pytest.mark.parametrize("last", [1, 0])
def test_a_chain_cut_short_is_found_by_the_link_that_was_noted(
    chained: Chained, admin_dsn: str, last: int
) -> None:
    """With all its events: of the chain itself nothing shows."""
    _as_superuser(
        admin_dsn,
        "DELETE FROM event WHERE tenant_id = %(client)s AND id > coalesce((SELECT until FROM event_link"
        " WHERE tenant_id = %(client)s AND number = %(last)s), %(zero)s);"
        " DELETE FROM event_link WHERE tenant_id = %(client)s AND number > %(last)s",
        client=chained.alder.id,
        last=last,
        zero=UUID(int=0),
    )
    assert faults(chained.alder) == []
    assert len(faults(chained.alder, chained.known)) == 1


def test_the_way_through_the_outbox_is_no_tampering(chained: Chained, admin_dsn: str) -> None:
    _as_superuser(
        admin_dsn,
        "UPDATE event SET handled_at = now(), tries = 3, error = 'x' WHERE tenant_id = %(client)s",
        client=chained.alder.id,
    )
    assert faults(chained.alder, chained.known) == []


def test_an_event_of_a_transaction_that_is_open_is_waited_for(
    world: World, admin_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    alder = world.client()
    now = clock.now()
    with psycopg.connect(admin_dsn) as slow:
        slow.execute("SELECT pg_current_xact_id()")  # writes something; its event comes at the end
        assert chain(now + LATER) == 0
        first = write(alder, 1)
        assert chain(now + LATER * 2) == 0
        assert chain(now + LATER * 3) == 0
    assert chain_settled(now + LATER * 4) >= 1
    _as_superuser(admin_dsn, "DELETE FROM event WHERE id = %(id)s", id=first[0])
    assert faults(alder) == [(first[0], "taken away")]


def _as_superuser(dsn: str, statement: str, **values: Any) -> None:
    with psycopg.connect(dsn) as connection:
        connection.execute("SET session_replication_role = replica")
        run: Callable[..., Any] = connection.execute
        for each in statement.split(";"):
            assert run(each, values).rowcount
