"""Rows of lists that were written before their secrets were sealed."""

from typing import Any

from sqlalchemy import ColumnElement, and_, cast, func, or_, select, update
from sqlalchemy.dialects.postgresql import JSONPATH
from sqlalchemy.orm import InstrumentedAttribute

from bpo.masters import queries, rules
from bpo.masters.models import MasterChange, MasterRow, secrets_of_lists
from bpo.platform import sealing
from bpo.platform.db import db


def seal_open_rows(*, limit: int) -> int:
    """Seal the secrets that stand open in rows and in examples of changes, at most so many of each; how many rows.

    Zero means that nothing is left. Runs in the system's scope. A row keeps what it says; its digest and what it is
    looked up by are made anew with the client's key.
    """
    rows = db.session.scalars(
        select(MasterRow).where(_is_open(MasterRow.list_key, MasterRow.cells)).limit(limit).with_for_update()
    ).all()
    for row in rows:
        _seal(row)
    changes = db.session.scalars(
        select(MasterChange)
        .where(_is_open(MasterChange.list_key, MasterChange.examples))
        .limit(limit)
        .with_for_update()
    ).all()
    for change in changes:
        place = {"tenant_id": change.tenant_id, "id": change.id, "list_key": change.list_key}
        sealed = sealing.sealed_row(MasterChange, place | {"examples": change.examples})
        db.session.execute(
            update(MasterChange)
            .where(MasterChange.tenant_id == change.tenant_id, MasterChange.id == change.id)
            .values(examples=sealed["examples"]),
            execution_options={"synchronize_session": False},
        )
    return len(rows) + len(changes)


def _seal(row: MasterRow) -> None:
    key, secret = queries.key_of(row.tenant_id), secrets_of_lists()[row.list_key]
    anew = {
        rules.term(row.list_key, column, value): rules.term(row.list_key, column, value, key)
        for column, value in row.cells.items()
        if column in secret
    }
    terms = {name: getattr(row, name) for name in (f"term{place}" for place in range(rules.INDEXED))}
    place = {"tenant_id": row.tenant_id, "id": row.id, "list_key": row.list_key}
    sealed = sealing.sealed_row(MasterRow, place | {"cells": row.cells})
    db.session.execute(
        update(MasterRow)
        .where(MasterRow.tenant_id == row.tenant_id, MasterRow.id == row.id)
        .values(
            cells=sealed["cells"],
            digest=rules.digest_of(row.cells, key),
            **{name: anew.get(term, term) for name, term in terms.items()},
        ),
        execution_options={"synchronize_session": False},
    )


def _is_open(list_key: InstrumentedAttribute[str], column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Whether a secret of its list stands open, anywhere in the column."""
    return or_(
        *(
            and_(
                list_key == key,
                or_(*(func.jsonb_path_exists(column, _path(name)) for name in sorted(columns))),
            )
            for key, columns in secrets_of_lists().items()
        )
    )


def _path(name: str) -> ColumnElement[Any]:
    path = f'$.**.{name} ? (@.type() == "string" && @ != "" && !(@ starts with "{sealing.MARK}"))'
    return cast(path, JSONPATH)
