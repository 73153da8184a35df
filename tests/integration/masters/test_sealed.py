"""Bank accounts of clients' lists stand sealed in the database, and are found, compared and taken back all the same."""

import json
from uuid import UUID

import psycopg
import pytest

from bpo.catalog.rules import MasterList
from bpo.masters import rules
from bpo.masters import service as masters
from bpo.masters.models import MasterRow
from bpo.platform.db import unit_of_work
from bpo.platform.errors import Conflict
from bpo.platform.scope import everyone, only
from tests.factories.world import World
from tests.integration.masters.test_lists import FILE, IBAN, Clerk, a_list

OTHER = "GB82WEST12345698765432"
SYSTEM = everyone(reason="a test seals what stands open")


@pytest.fixture
def clerk(world: World) -> Clerk:
    return Clerk(world, world.client())


def stands(dsn: str, value: str) -> list[str]:
    """The columns of lists in which a value stands open."""
    with psycopg.connect(dsn) as connection:
        return [
            f"{table}.{column}"
            for table, column in (
                ("master_row", "cells"),
                ("master_row", "identity"),
                ("master_change", "examples"),
                ("master_change", "problems"),
                ("event", "data"),
            )
            if connection.execute(
                f"SELECT 1 FROM {table} WHERE {column}::text LIKE %s LIMIT 1", [f"%{value}%"]
            ).fetchone()
        ]


def test_accounts_are_sealed_found_compared_and_taken_back(clerk: Clerk, admin_dsn: str) -> None:
    clerk.import_(FILE)
    change = clerk.import_("vendor_id;Name;IBAN\nV3;Third;" + OTHER)
    assert stands(admin_dsn, IBAN) == stands(admin_dsn, OTHER) == []
    assert [row["name"] for row in clerk.rows(iban=OTHER)] == ["Third"]
    assert clerk.rows(iban="DE00") == []
    assert clerk.rows(vendor_id="V1")[0]["iban"] == IBAN
    with pytest.raises(Conflict, match="Nothing would change"):
        clerk.import_(FILE)
    clerk.undo(change)
    assert clerk.names() == ["Mühle Hartmann KG", "Harrow IT"]


def test_who_has_the_database_cannot_find_an_account_by_trying(clerk: Clerk, admin_dsn: str) -> None:
    clerk.import_(FILE)
    guesses = {
        rules.term("vendors", "iban", IBAN),
        rules.digest_of({"vendor_id": "V1", "name": "Mühle Hartmann KG", "iban": IBAN, "po_required": "Y"}),
    }
    with psycopg.connect(admin_dsn) as connection:
        columns = ", ".join(["digest", *(f"term{place}" for place in range(rules.INDEXED))])
        found = connection.execute(f"SELECT {columns} FROM master_row").fetchall()
    assert not guesses & {value for row in found for value in row}


def test_what_was_written_open_works_and_is_sealed_by_command(clerk: Clerk, admin_dsn: str) -> None:
    clerk.import_(FILE)
    assert _as_it_was_written_once(clerk, admin_dsn) == ["master_row.cells", "master_change.examples"]
    assert clerk.rows(iban=IBAN)[0]["vendor_id"] == "V1"
    with pytest.raises(Conflict, match="Nothing would change"):
        clerk.import_(FILE)
    with unit_of_work(SYSTEM):
        assert masters.seal_open_rows(limit=100) == 2
    with unit_of_work(SYSTEM):
        assert masters.seal_open_rows(limit=100) == 0
    assert stands(admin_dsn, IBAN) == []
    assert clerk.rows(iban=IBAN)[0]["vendor_id"] == "V1"
    with pytest.raises(Conflict, match="Nothing would change"):
        clerk.import_(FILE)


def _as_it_was_written_once(clerk: Clerk, dsn: str) -> list[str]:
    """Put the row and the example of the change back as they were before secrets of lists were sealed."""
    (row,) = clerk.rows(vendor_id="V1")
    cells = {key: value for key, value in row.items() if value}
    stored = {
        key: value for key, value in cells.items() if key in ("vendor_id", "name", "iban", "po_required")
    }
    vendors = a_list_of(clerk)
    terms: list[UUID | None] = [
        rules.term(vendors.key, key, stored[key]) for key in rules.indexed(vendors) if stored.get(key)
    ]
    terms += [None] * (rules.INDEXED - len(terms))
    with psycopg.connect(dsn) as connection:
        connection.execute(
            "UPDATE master_row SET cells = %s, digest = %s, "
            + ", ".join(f"term{place} = %s" for place in range(rules.INDEXED))
            + f" WHERE {MasterRow.identity.key} = 'V1'",
            [json.dumps(stored), rules.digest_of(stored), *terms],
        )
        connection.execute(
            "UPDATE master_change SET examples = %s",
            [json.dumps([{"identity": "V1", "before": None, "after": stored}])],
        )
    return stands(dsn, IBAN)


def a_list_of(clerk: Clerk) -> MasterList:
    with unit_of_work(only(clerk.client.id).reading()):
        return a_list(clerk.client)
