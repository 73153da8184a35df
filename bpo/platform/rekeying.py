"""Encrypting anew, under the newest key, what stands under an earlier one."""

from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, Table, Text, and_, cast, func, or_, select, update

from bpo.platform import sealing
from bpo.platform.db import Base, db


def rekey(*, limit: int) -> int:
    """Encrypt anew what stands under an earlier key, at most so many rows of each table; how many rows.

    Zero means that nothing is left. Runs in the system's scope. Blind indexes stay under the first key: it stays in
    the list as long as jobs are looked up by them.
    """
    return sum(_rekey(model, limit) for model in sealing.models())


def _rekey(model: type[Base], limit: int) -> int:
    table = model.__table__
    assert isinstance(table, Table)
    names = sealing.columns_of(model)
    stale = or_(*(_is_stale(table.c[name]) for name in names))
    rows = db.session.execute(select(table).where(stale).limit(limit).with_for_update()).all()
    for row in rows:
        anew = {name: sealing.sealed_anew(model, name, row) for name in names}
        mine = and_(*(column == getattr(row, column.name) for column in table.primary_key))
        db.session.execute(update(table).where(mine).values(**anew))
    return len(rows)


def _is_stale(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether something in the column is sealed, and not under the newest key."""
    if isinstance(column.type, LargeBinary):
        head = sealing.cipher().head
        return func.substring(column, 1, len(head)) != head
    return cast(column, Text).op("~")(f"{sealing.MARK}(?!{sealing.cipher().current}:)")
