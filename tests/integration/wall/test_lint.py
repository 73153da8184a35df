"""The schema lint over the migrated database; every lint proves in the same run that it finds its defect."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import Connection
from sqlalchemy import Column, MetaData, Table, Uuid

from bpo.platform.db import Base
from bpo.rooms import load_models
from tests.integration.wall import lints
from tests.integration.wall.lints import LINTS, Lint

load_models()


@pytest.fixture
def catalogue(admin_dsn: str) -> Iterator[Connection[Any]]:
    """The superuser's view of the schema; nothing planted outlives the test."""
    with psycopg.connect(admin_dsn) as connection:
        yield connection
        connection.rollback()


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: lint.name)
def test_the_schema_is_clean_and_a_planted_defect_is_found(lint: Lint, catalogue: Connection[Any]) -> None:
    assert lint.find(catalogue) == [], lint.name
    catalogue.execute(lint.plant)
    assert lint.planted in lint.find(catalogue), f"the lint is blind: {lint.name}"


def test_every_table_says_behind_which_wall_it_stands() -> None:
    assert lints.tables_without_a_kind(Base.metadata) == []
    scratch = MetaData()
    Table("plum", scratch, Column("id", Uuid, primary_key=True))
    assert lints.tables_without_a_kind(scratch) == ["plum"]


def test_models_and_database_know_the_same_tables(catalogue: Connection[Any]) -> None:
    assert lints.tables_apart(catalogue, Base.metadata) == set()
    catalogue.execute("CREATE TABLE plum (id uuid)")
    assert lints.tables_apart(catalogue, Base.metadata) == {"plum"}


def test_clients_have_no_right_on_the_providers_inside(catalogue: Connection[Any]) -> None:
    inside = {table.name for table in Base.metadata.sorted_tables if table.info.get("client") == ""}
    assert {"review", "draft", "task_bar", "assignment", "certification"} <= inside
    assert lints.open_to_clients(catalogue, Base.metadata) == []
    catalogue.execute("GRANT UPDATE (score) ON review TO bpo_tenant")
    assert lints.open_to_clients(catalogue, Base.metadata) == ["review"]


def test_listed_exceptions_are_still_needed(catalogue: Connection[Any]) -> None:
    """An exception for something that is gone would one day excuse something else."""
    known = {
        row[0]
        for row in catalogue.execute(
            "SELECT conname::text FROM pg_constraint UNION SELECT relname::text FROM pg_class WHERE relkind = 'i'"
        )
    }
    assert {*lints.GLOBAL_KEYS, *lints.UNINDEXED_KEYS} <= known
