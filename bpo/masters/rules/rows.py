"""A row as it is kept: what names it, its digest, what it is looked up by, what it shows to whom."""

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

from bpo.catalog.rules import MasterColumn, MasterList
from bpo.catalog.rules.secrets import mask

INDEXED = 8
"""Values of a row by which it is found without reading the list."""
JOINT = "\x01"
"""Between the values of an identity: no cell can hold it, and nothing takes it for a blank."""


def column_of(masters: MasterList, key: str) -> MasterColumn:
    """The column of that key; KeyError where the list has none."""
    for column in masters.columns:
        if column.key == key:
            return column
    raise KeyError(key)


def identity_of(masters: MasterList, cells: Mapping[str, str]) -> str:
    """What names the row within its list; "" in a list of one row."""
    return JOINT.join(cells.get(key, "") for key in masters.identity)


def identity_shown(identity: str) -> str:
    """A row's name as people read it."""
    return " · ".join(part for part in identity.split(JOINT) if part)


def digest_of(cells: Mapping[str, str], key: bytes = b"") -> UUID:
    """The same for the same cells, whatever their order.

    Without the client's key nobody can find out by it, trying one after the other, which secret is among them.
    """
    whole = JOINT.join(f"{column}={value}" for column, value in sorted(cells.items()) if value)
    return UUID(bytes=hashlib.blake2b(whole.encode(), digest_size=16, key=key).digest())


def indexed(masters: MasterList) -> tuple[str, ...]:
    """The columns whose values are indexed: those that name the row, then the others of plain text, at most eight.

    Their order decides in a list that has more: a new column is put at the end.
    """
    texts = [column.key for column in masters.columns if column.kind == "text"]
    return tuple(dict.fromkeys([*masters.identity, *texts]))[:INDEXED]


def secret_columns(masters: MasterList) -> frozenset[str]:
    """The columns whose values are kept sealed."""
    return frozenset(column.key for column in masters.columns if column.secret)


def term(list_key: str, column: str, value: str, key: bytes = b"") -> UUID:
    """What a value of a column is looked up by; that of a secret one is made with the client's key."""
    whole = f"{list_key}{JOINT}{column}{JOINT}{value}".encode()
    return UUID(bytes=hashlib.blake2b(whole, digest_size=16, key=key).digest())


def terms(masters: MasterList, cells: Mapping[str, str], key: bytes) -> list[UUID]:
    """What the row is looked up by; `key` is the client's."""
    secret = secret_columns(masters)
    return [
        term(masters.key, column, cells[column], key if column in secret else b"")
        for column in indexed(masters)
        if cells.get(column)
    ]


def filled(masters: MasterList, cells: Mapping[str, str]) -> dict[str, str]:
    """Every column of the list as text, with its usual value where the cell is empty."""
    return {column.key: cells.get(column.key) or column.usual for column in masters.columns}


def shown(masters: MasterList, cells: Mapping[str, str], *, secrets: bool) -> dict[str, str]:
    """The cells as a page shows them: secret ones masked unless `secrets`."""
    return {
        column.key: cells.get(column.key, "")
        if secrets or not column.secret
        else mask(cells.get(column.key, ""))
        for column in masters.columns
    }


def merged(lists: Sequence[MasterList]) -> tuple[MasterList, ...]:
    """Lists of several work types as a client has them: of one key the first counts, with the columns of the others."""
    found: dict[str, MasterList] = {}
    for each in lists:
        known = found.get(each.key)
        if known is None:
            found[each.key] = each
            continue
        keys = {column.key for column in known.columns}
        more = tuple(column for column in each.columns if column.key not in keys)
        found[each.key] = MasterList(
            key=known.key,
            name=known.name,
            columns=known.columns + more,
            identity=known.identity,
            single=known.single,
            check=known.check,
        )
    return tuple(found.values())
