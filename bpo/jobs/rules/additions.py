"""Values that a record gets from the client's own data, beside what its document bears."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from bpo.catalog.rules import Reading, Record


def open_additions(record: Record, additions: Sequence[Reading]) -> tuple[Reading, ...]:
    """Those of the additions whose place in the record is empty: what stands there already is never replaced.

    LookupError or ValueError where a path leads nowhere, such as to a line that the record does not have.
    """
    return tuple(each for each in additions if _value_at(record, each.path) in (None, ""))


def with_additions(record: Record, additions: Sequence[Reading]) -> Record:
    """A copy of the record with each addition's value in its place."""
    filled = deepcopy(record)
    for each in additions:
        *parents, last = each.path.split(".")
        _within(filled, parents)[last] = each.value
    return filled


def _value_at(record: Record, path: str) -> Any:
    *parents, last = path.split(".")
    return _within(record, parents).get(last)


def _within(record: Record, parents: Sequence[str]) -> dict[str, Any]:
    inside: Any = record
    for name in parents:
        inside = inside[int(name)] if isinstance(inside, list) else inside[name]
    if not isinstance(inside, dict):
        raise KeyError(".".join(parents))
    return inside
