"""A client's lists, row by row and version by version, and the changes that made them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from bpo.catalog.registry import REGISTRY, work_type
from bpo.catalog.rules import WorkType
from bpo.masters.rules import INDEXED, secret_columns
from bpo.platform.db import Base
from bpo.platform.sealing import keep_sealed
from bpo.tenancy.models import TenantOwned

IN_FORCE = text("superseded_at IS NULL")
CHANGE = ["master_change.tenant_id", "master_change.id"]


class MasterChange(TenantOwned, Base):
    """One change of a list: a file, a program's call, a form, or the undoing of an earlier one."""

    __tablename__ = "master_change"
    __table_args__ = (
        CheckConstraint("how IN ('file', 'api', 'form', 'undo')", name="how"),
        CheckConstraint("mode IN ('merge', 'replace')", name="mode"),
        CheckConstraint(
            "state IN ('reading', 'looked_at', 'going_in', 'applied', 'undone', 'dropped', 'refused')",
            name="state",
        ),
        CheckConstraint("intent IN ('ask', 'apply', 'apply_partly', 'forget')", name="intent"),
        Index("ix_master_change_list", "tenant_id", "list_key", text("created_at DESC"), "id"),
    )

    list_key: Mapped[str]
    compartment: Mapped[UUID | None]
    """Where only confidential work goes by the list: only those cleared for it see its rows."""
    how: Mapped[str]
    mode: Mapped[str]
    """`merge` leaves rows alone that are not named; `replace` closes them."""
    state: Mapped[str]
    """`reading`: a worker reads the file; `looked_at`: it was read and waits to be confirmed; `going_in`: a worker puts
    it into force, and the list is not changed meanwhile; `refused`: it cannot be this list, `reason` says why. Of none
    of these anything is in force."""
    intent: Mapped[str]
    """What follows once the file is read: a person is asked, or it goes in as a program has agreed beforehand."""
    progress: Mapped[dict[str, Any] | None]
    """Where a worker stands: `phase` (`reading`, `checking`, `comparing`, `ending`, `writing`), `done` and `total`
    rows. For people's eyes only."""
    file_name: Mapped[str | None]
    sha256: Mapped[str | None]
    storage_key: Mapped[str | None]
    media_type: Mapped[str | None]
    sheet: Mapped[str | None]
    """The sheet of a workbook that was read."""
    counts: Mapped[dict[str, Any]]
    """How many rows were `new`, `changed`, `unchanged`, `removed`, `refused`, `kept` (changed since, by undoing)."""
    problems: Mapped[list[Any]]
    """What was refused: row, column, reason; as many as are kept (`rules.PROBLEMS_KEPT`)."""
    examples: Mapped[list[Any]]
    """Some of the rows that change, as they were and as they will be."""
    undoes: Mapped[UUID | None]
    """The change that this one took back."""
    reason: Mapped[str]
    created_by: Mapped[UUID | None]
    created_by_name: Mapped[str]
    created_at: Mapped[datetime]
    applied_by_name: Mapped[str | None]
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class MasterRow(TenantOwned, Base):
    """One version of one row. A row that was changed or closed keeps its earlier versions for good.

    `term0` … are the values that the row is looked up by, as digests (`rules.terms`), in no particular order.
    An index on the JSON itself would not serve: PostgreSQL compares JSON only after the row security has let a row
    through, so it would read the whole list. Equality of UUIDs may go first.
    """

    __tablename__ = "master_row"
    __table_args__ = (
        UniqueConstraint("tenant_id", "list_key", "identity", "version"),
        ForeignKeyConstraint(["tenant_id", "change_id"], CHANGE),
        ForeignKeyConstraint(["tenant_id", "ended_by"], CHANGE),
        CheckConstraint("superseded_at IS NOT NULL OR ended_by IS NULL", name="ended"),
        Index(
            "uq_master_row_in_force",
            "tenant_id",
            "list_key",
            "identity",
            unique=True,
            postgresql_where=IN_FORCE,
        ),
        Index("ix_master_row_change", "tenant_id", "change_id"),
        Index("ix_master_row_ended", "tenant_id", "ended_by"),
        *(
            Index(
                f"ix_master_row_term{place}",
                "tenant_id",
                f"term{place}",
                postgresql_where=text(f"superseded_at IS NULL AND term{place} IS NOT NULL"),
            )
            for place in range(INDEXED)
        ),
    )

    list_key: Mapped[str]
    compartment: Mapped[UUID | None]
    """As the change's."""
    identity: Mapped[str]
    """The values of the columns that name the row, joined (`rules.identity_of`); "" in a list of one row."""
    version: Mapped[int]
    """Counts the versions of one identity from 1."""
    cells: Mapped[dict[str, Any]]
    """Column → text; empty cells are left out, secret ones are sealed in the database."""
    digest: Mapped[UUID]
    """Of the cells, to see what an import changes without reading them; made with a key of the client's."""
    change_id: Mapped[UUID]
    valid_from: Mapped[datetime]
    superseded_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]
    """The change that put another version in its place, or closed it."""
    term0: Mapped[UUID | None]
    term1: Mapped[UUID | None]
    term2: Mapped[UUID | None]
    term3: Mapped[UUID | None]
    term4: Mapped[UUID | None]
    term5: Mapped[UUID | None]
    term6: Mapped[UUID | None]
    term7: Mapped[UUID | None]


_known: tuple[tuple[WorkType, ...], dict[str, frozenset[str]]] = ((), {})


def secrets_of_lists() -> dict[str, frozenset[str]]:
    """List key → its secret columns, of the lists that have any. Clients' own work types bring no such list."""
    global _known
    kinds, found = tuple(work_type(key) for key in REGISTRY), _known
    if len(kinds) != len(found[0]) or any(a is not b for a, b in zip(kinds, found[0], strict=True)):
        lists: dict[str, frozenset[str]] = {}
        for masters in (each for kind in kinds for each in kind.masters):
            lists[masters.key] = lists.get(masters.key, frozenset()) | secret_columns(masters)
        found = _known = kinds, {key: columns for key, columns in lists.items() if columns}
    return found[1]


keep_sealed(MasterRow, "cells", paths=lambda row: secrets_of_lists().get(row.list_key))
keep_sealed(MasterChange, "examples", paths=lambda change: secrets_of_lists().get(change.list_key))
