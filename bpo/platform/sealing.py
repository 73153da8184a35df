"""Secrets in rows: encrypted as they are written, opened as they are read, without anybody having to think of it.

A room says of a model which columns may hold secrets, and which paths in them are secret in a given row
(`keep_sealed`). In the database such a value is an envelope of `platform.crypto`, bound to client, table, column and
row; in memory it is what it was. A path is `ssn`, or `employees.*.ssn` for a column of a table; it also counts further
inside (`values.ssn`), since drafts and entries wrap a record.
"""

import base64
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import event, inspect
from sqlalchemy.orm import QueryContext, Session, UOWTransaction
from sqlalchemy.orm.attributes import set_committed_value

from bpo.platform.crypto import FieldCipher, Place

MARK = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}sealed\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
"""What a sealed value begins with. A text of somebody's that begins so is sealed too: nothing is mistaken for one."""
_STASH = "opened_again"
Paths = Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """How the secrets of a model are kept."""

    table: str
    columns: tuple[str, ...]
    paths: Callable[[Any], Paths | None]
    row: Callable[[Any], UUID]

    def place(self, row: Any, column: str) -> Place:
        return Place(tenant=row.tenant_id, table=self.table, column=column, row=self.row(row))


_kept: dict[type[Any], _Kept] = {}


def cipher() -> FieldCipher:
    """The house's cipher for fields."""
    found: FieldCipher = current_app.extensions["field_cipher"]
    return found


def keep_sealed(
    model: type[Any],
    *columns: str,
    paths: Callable[[Any], Paths | None],
    row: Callable[[Any], UUID] = lambda row: row.id,
) -> None:
    """Keep the secrets in these columns of a model sealed.

    `paths` says which are secret in a row (None: the whole value, of a column of bytes); it is asked when the row is
    written. `row` names the row, where its key is not settled when it is written.
    """
    _kept[model] = _Kept(table=model.__tablename__, columns=columns, paths=paths, row=row)
    event.listen(model, "load", _loaded)
    event.listen(model, "refresh", _refreshed)


def models() -> tuple[type[Any], ...]:
    """The models whose secrets are kept sealed."""
    return tuple(_kept)


def columns_of(model: type[Any]) -> tuple[str, ...]:
    """The columns of a model that may hold secrets."""
    return _kept[model].columns


def normal(path: str) -> str:
    """A path as it is declared: `employees.3.ssn` is `employees.*.ssn`."""
    return ".".join("*" if part.isdigit() else part for part in path.split("."))


def is_secret(path: str, paths: Paths) -> bool:
    """Whether a path of a record, however deep it is wrapped, is among those declared."""
    parts = normal(path).split(".")
    return any(".".join(parts[first:]) in paths for first in range(len(parts)))


def sealed(value: Any, paths: Paths, place: Place) -> Any:
    """A JSON value with what is secret in it sealed for a place; the value itself where nothing is."""
    return _mapped(value, "", lambda leaf, path: _seal_leaf(leaf, path, paths, place))


def opened(value: Any, place: Place) -> Any:
    """A JSON value as it was before it was sealed for that place. Undecryptable where it was changed or moved."""
    return _mapped(value, "", lambda leaf, path: _open_leaf(leaf, place))


def sealed_bytes(content: bytes, place: Place) -> bytes:
    """Bytes sealed for a place."""
    return cipher().encrypt_bytes(content, place)


def opened_bytes(envelope: bytes, place: Place) -> bytes:
    """Bytes as they were before they were sealed for that place."""
    return cipher().decrypt_bytes(envelope, place)


def _mapped(value: Any, path: str, leaf: Callable[[Any, str], Any]) -> Any:
    """The value with its leaves replaced; what did not change is the same object."""
    if isinstance(value, Mapping):
        named = value.get("path") if "value" in value else None
        made = {
            key: _mapped(inner, named if key == "value" and isinstance(named, str) else f"{path}.{key}", leaf)
            for key, inner in value.items()
        }
        return value if all(made[key] is value[key] for key in made) else made
    if isinstance(value, list | tuple):
        made_list = [_mapped(inner, f"{path}.{index}", leaf) for index, inner in enumerate(value)]
        return value if all(a is b for a, b in zip(made_list, value, strict=True)) else made_list
    return leaf(value, path)


def _seal_leaf(leaf: Any, path: str, paths: Paths, place: Place) -> Any:
    if leaf is None or leaf == "":
        return leaf
    if is_secret(path.lstrip("."), paths) or (isinstance(leaf, str) and leaf.startswith(MARK)):
        return _envelope(json.dumps(leaf), place)
    return leaf


def _envelope(text: str, place: Place) -> str:
    """The mark, the number of the key, and the envelope."""
    ours = cipher()
    return f"{MARK}{ours.current}:{base64.urlsafe_b64encode(ours.encrypt(text, place)).decode()}"


def _text_of(leaf: str, place: Place) -> str:
    envelope = leaf.removeprefix(MARK).partition(":")[2]
    return cipher().decrypt(base64.urlsafe_b64decode(envelope), place)


def _open_leaf(leaf: Any, place: Place) -> Any:
    if isinstance(leaf, str) and leaf.startswith(MARK):
        return json.loads(_text_of(leaf, place))
    return leaf


def sealed_row(model: type[Any], row: Mapping[str, Any], *, paths: Paths | None = None) -> dict[str, Any]:
    """The values of a row to be written past the object mapper, its secrets sealed."""
    kept = _kept[model]
    if not any(row.get(column) for column in kept.columns):
        return dict(row)
    about = SimpleNamespace(**row)
    known = kept.paths(about) if paths is None else paths
    made = dict(row)
    for column in kept.columns:
        if column in made:
            made[column] = _sealed_value(made[column], known, kept.place(about, column))
    return made


def sealed_rows(model: type[Any], rows: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The same for many rows; the rows themselves where the model keeps no secrets."""
    return [sealed_row(model, row) for row in rows] if model in _kept else rows


def opened_column(model: type[Any], column: str, value: Any, *, tenant: UUID, row: UUID) -> Any:
    """A value read past the object mapper, opened."""
    place = Place(tenant=tenant, table=_kept[model].table, column=column, row=row)
    return opened_bytes(value, place) if isinstance(value, bytes) else opened(value, place)


def sealed_anew(model: type[Any], column: str, row: Any) -> Any:
    """A row's value as it stands in the database, under the newest key."""
    place, value = _kept[model].place(row, column), getattr(row, column)
    if isinstance(value, bytes):
        return sealed_bytes(opened_bytes(value, place), place)

    def again(leaf: Any, path: str) -> Any:
        is_sealed = isinstance(leaf, str) and leaf.startswith(MARK)
        return _envelope(_text_of(leaf, place), place) if is_sealed else leaf

    return _mapped(value, "", again)


def _sealed_value(value: Any, paths: Paths | None, place: Place) -> Any:
    if value is None:
        return None
    return sealed_bytes(value, place) if isinstance(value, bytes) else sealed(value, paths or (), place)


def _loaded(target: Any, context: QueryContext) -> None:
    _open_all(target, _kept[type(target)].columns)


def _refreshed(target: Any, context: QueryContext, names: Collection[str] | None) -> None:
    kept = _kept[type(target)].columns
    _open_all(target, [each for each in kept if names is None or each in names])


def _open_all(target: Any, columns: Sequence[str]) -> None:
    kept, there = _kept[type(target)], inspect(target).dict
    for column in columns:
        value = there.get(column)
        if value is None:
            continue
        place = kept.place(target, column)
        made = opened_bytes(value, place) if isinstance(value, bytes) else opened(value, place)
        if made is not value:
            set_committed_value(target, column, made)


@event.listens_for(Session, "before_flush")
def _seal_what_is_written(session: Session, context: UOWTransaction, instances: object) -> None:
    """Put the sealed values in the place of the open ones, for the length of the flush."""
    stash: list[tuple[Any, str, Any]] = session.info.setdefault(_STASH, [])
    for target in (*session.new, *session.dirty):
        kept = _kept.get(type(target))
        if kept is None:
            continue
        state = inspect(target)
        changed = [
            column
            for column in kept.columns
            if column in state.dict and (not state.persistent or state.attrs[column].history.has_changes())
        ]
        if not changed:
            continue
        with session.no_autoflush:
            paths = kept.paths(target)
        for column in changed:
            open_value = getattr(target, column)
            made = _sealed_value(open_value, paths, kept.place(target, column))
            if made is not open_value:
                setattr(target, column, made)
                stash.append((target, column, open_value))


@event.listens_for(Session, "after_flush_postexec")
def _open_what_was_written(session: Session, context: UOWTransaction) -> None:
    for target, column, value in session.info.pop(_STASH, []):
        set_committed_value(target, column, value)
