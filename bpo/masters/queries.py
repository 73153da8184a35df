"""Reads of clients' lists: rows in force, by any column; versions; changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select

from bpo.catalog.queries import compartment_of, is_open
from bpo.catalog.registry import is_offered, work_type, work_types
from bpo.catalog.rules import MasterList
from bpo.contracts import queries as contracts
from bpo.masters.models import MasterChange, MasterRow
from bpo.masters.rules import INDEXED, Standing, column_of, filled, indexed, merged, secret_columns, term
from bpo.platform import sealing
from bpo.platform.db import db
from bpo.platform.errors import NotFound

AT_ONCE = 10_000
"""Names of rows in one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListStanding:
    """How a list stands: rows in force, and when they last changed."""

    rows: int
    changed_at: datetime | None


def lists_of(tenant_id: UUID, at: datetime) -> tuple[MasterList, ...]:
    """The lists that the client's work goes by, in the order of its work types; of those open to the caller."""
    keys = contracts.work_types_in_force(tenant_id, at)
    kinds = [work_type(key) for key in keys if is_offered(key)]
    return merged([each for kind in kinds if is_open(tenant_id, kind) for each in kind.masters])


def compartment_of_list(tenant_id: UUID, list_key: str) -> UUID | None:
    """Where the rows of a list stand: in a compartment where nothing but confidential work goes by it."""
    kinds = [kind for kind in work_types(tenant_id) if any(each.key == list_key for each in kind.masters)]
    if not kinds or not all(kind.confidential for kind in kinds):
        return None
    return compartment_of(tenant_id, kinds[0])


def list_of(tenant_id: UUID, list_key: str, at: datetime) -> MasterList:
    """One of the client's lists; NotFound where its work goes by none of that key."""
    for each in lists_of(tenant_id, at):
        if each.key == list_key:
            return each
    raise NotFound


def how_they_stand(tenant_id: UUID) -> dict[str, ListStanding]:
    """List key → rows in force, for the lists that have any."""
    rows = db.session.execute(
        select(MasterRow.list_key, func.count(), func.max(MasterRow.valid_from))
        .where(MasterRow.tenant_id == tenant_id, MasterRow.superseded_at.is_(None))
        .group_by(MasterRow.list_key)
    )
    return {key: ListStanding(rows=count, changed_at=last) for key, count, last in rows}


def key_of(tenant_id: UUID) -> bytes:
    """The client's key, with which digests of its rows are made and their secrets are looked up."""
    return sealing.cipher().signature(b"rows of lists", tenant=tenant_id, purpose="master_row")


def _opened(tenant_id: UUID, row_id: UUID, cells: Mapping[str, str]) -> dict[str, str]:
    return dict(sealing.opened_column(MasterRow, "cells", cells, tenant=tenant_id, row=row_id))


def standing(tenant_id: UUID, list_key: str) -> dict[str, Standing]:
    """Every row in force by its identity, without its cells."""
    rows = db.session.execute(
        select(MasterRow.identity, MasterRow.id, MasterRow.version, MasterRow.digest).where(
            *_in_force(tenant_id, list_key)
        )
    )
    return {identity: Standing(row_id, version, digest) for identity, row_id, version, digest in rows}


def cells_of(tenant_id: UUID, list_key: str, identities: Sequence[str]) -> dict[str, dict[str, str]]:
    """The cells of those of the rows that are in force."""
    found: dict[str, dict[str, str]] = {}
    for first in range(0, len(identities), AT_ONCE):
        rows = db.session.execute(
            select(MasterRow.identity, MasterRow.id, MasterRow.cells).where(
                *_in_force(tenant_id, list_key),
                MasterRow.identity == func.any(list(identities[first : first + AT_ONCE])),
            )
        )
        found |= {identity: _opened(tenant_id, row_id, cells) for identity, row_id, cells in rows}
    return found


def last_versions(tenant_id: UUID, list_key: str, identities: Sequence[str]) -> dict[str, int]:
    """The highest version of each row there ever was, in force or not."""
    found: dict[str, int] = {}
    for first in range(0, len(identities), AT_ONCE):
        rows = db.session.execute(
            select(MasterRow.identity, func.max(MasterRow.version))
            .where(
                MasterRow.tenant_id == tenant_id,
                MasterRow.list_key == list_key,
                MasterRow.identity == func.any(list(identities[first : first + AT_ONCE])),
            )
            .group_by(MasterRow.identity)
        )
        found.update((identity, version) for identity, version in rows)
    return found


def rows_equal(tenant_id: UUID, masters: MasterList, equal: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows in force whose columns equal what is named, every column as text; KeyError for an unknown column.

    By the columns of `rules.indexed` without reading the list, by others only with it.
    """
    known, secret = indexed(masters), secret_columns(masters)
    statement = select(MasterRow.id, MasterRow.cells).where(
        MasterRow.tenant_id == tenant_id, MasterRow.superseded_at.is_(None)
    )
    if not any(
        key in known and value not in ("", column_of(masters, key).usual) for key, value in equal.items()
    ):
        # a term is of one list only, so it names the list too
        statement = statement.where(MasterRow.list_key == masters.key)
    for key, value in equal.items():
        usual = column_of(masters, key).usual
        if value in ("", usual):
            continue  # an empty cell means it too: looked at below
        if key in known:
            wanted = {term(masters.key, key, value)}  # of a secret also as it was before it was sealed
            wanted |= {term(masters.key, key, value, key_of(tenant_id))} if key in secret else set()
            statement = statement.where(
                or_(*(getattr(MasterRow, f"term{place}").in_(wanted) for place in range(INDEXED)))
            )
        elif key not in secret:  # those are compared below, opened
            statement = statement.where(MasterRow.cells.contains({key: value}))
    found = db.session.execute(statement.order_by(MasterRow.identity))
    rows = (filled(masters, _opened(tenant_id, row_id, cells)) for row_id, cells in found)
    return [row for row in rows if all(row[key] == value for key, value in equal.items())]


def single_row(tenant_id: UUID, masters: MasterList) -> dict[str, str]:
    """The row of a list of one row, with the usual values where the client has set none."""
    asked = select(MasterRow.id, MasterRow.cells).where(*_in_force(tenant_id, masters.key))
    found = db.session.execute(asked).first()
    return filled(masters, _opened(tenant_id, *found) if found is not None else {})


def rows_page(
    tenant_id: UUID, masters: MasterList, *, after: str, search: str, limit: int
) -> list[MasterRow]:
    """Rows in force from the one named `after` on; `search` is part of a column that is no secret."""
    statement = select(MasterRow).where(*_in_force(tenant_id, masters.key))
    if after:
        statement = statement.where(MasterRow.identity > after)
    if search:
        columns = [column.key for column in masters.columns if not column.secret]
        statement = statement.where(
            or_(*(MasterRow.cells[key].astext.icontains(search, autoescape=True) for key in columns))
        )
    return list(db.session.scalars(statement.order_by(MasterRow.identity).limit(limit)))


def get_row(tenant_id: UUID, list_key: str, row_id: UUID) -> MasterRow:
    """A version of a row by its id; NotFound where the client's list has none."""
    found = db.session.scalar(
        select(MasterRow).where(
            MasterRow.tenant_id == tenant_id, MasterRow.list_key == list_key, MasterRow.id == row_id
        )
    )
    if found is None:
        raise NotFound
    return found


def row_in_force(tenant_id: UUID, list_key: str, identity: str) -> MasterRow | None:
    """The version in force of the row of that identity."""
    return db.session.scalar(
        select(MasterRow).where(*_in_force(tenant_id, list_key), MasterRow.identity == identity)
    )


def versions_of(tenant_id: UUID, list_key: str, identity: str) -> list[tuple[MasterRow, MasterChange]]:
    """All versions of a row with the change that made each, the newest first."""
    rows = db.session.execute(
        select(MasterRow, MasterChange)
        .join(
            MasterChange,
            (MasterChange.tenant_id == MasterRow.tenant_id) & (MasterChange.id == MasterRow.change_id),
        )
        .where(
            MasterRow.tenant_id == tenant_id, MasterRow.list_key == list_key, MasterRow.identity == identity
        )
        .order_by(MasterRow.version.desc())
    )
    return [(row, change) for row, change in rows]


def get_change(tenant_id: UUID, change_id: UUID, *, lock: bool = False) -> MasterChange:
    """A change of one of the client's lists; NotFound else. Locked, rows may still be written of it meanwhile."""
    statement = select(MasterChange).where(MasterChange.tenant_id == tenant_id, MasterChange.id == change_id)
    found = db.session.scalar(statement.with_for_update(key_share=True) if lock else statement)
    if found is None:
        raise NotFound
    return found


def goes_in(tenant_id: UUID, list_key: str) -> bool:
    """Whether a worker is to put a large change of the list into force."""
    return bool(
        db.session.scalar(
            select(
                exists().where(
                    MasterChange.tenant_id == tenant_id,
                    MasterChange.list_key == list_key,
                    MasterChange.state == "going_in",
                )
            )
        )
    )


def changes_of(tenant_id: UUID, list_key: str, *, limit: int) -> list[MasterChange]:
    """The last changes of a list, the newest first; dropped ones are left out."""
    return list(
        db.session.scalars(
            select(MasterChange)
            .where(
                MasterChange.tenant_id == tenant_id,
                MasterChange.list_key == list_key,
                MasterChange.state != "dropped",
            )
            .order_by(MasterChange.created_at.desc(), MasterChange.id)
            .limit(limit)
        )
    )


class Kept(NamedTuple):
    """A version as a change left it."""

    id: UUID
    identity: str
    cells: dict[str, str]


def rows_made_by(change: MasterChange) -> dict[str, Kept]:
    """The versions that a change put into force, by identity."""
    return _versions(change.tenant_id, MasterRow.change_id == change.id)


def rows_ended_by(change: MasterChange) -> dict[str, Kept]:
    """The versions that a change took out of force, by identity."""
    return _versions(change.tenant_id, MasterRow.ended_by == change.id)


def _versions(tenant_id: UUID, condition: ColumnElement[bool]) -> dict[str, Kept]:
    rows = db.session.execute(
        select(MasterRow.id, MasterRow.identity, MasterRow.cells).where(
            MasterRow.tenant_id == tenant_id, condition
        )
    )
    return {
        identity: Kept(row_id, identity, _opened(tenant_id, row_id, cells))
        for row_id, identity, cells in rows
    }


def _in_force(tenant_id: UUID, list_key: str) -> tuple[Any, ...]:
    return (
        MasterRow.tenant_id == tenant_id,
        MasterRow.list_key == list_key,
        MasterRow.superseded_at.is_(None),
    )
