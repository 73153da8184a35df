"""What a person makes of a record: the truth of the paper, now and then with a slip."""

import random
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from workers.demo.story.behaviour import MISTAKEN

Record = dict[str, Any]

SLIPS = tuple(path for path, _ in MISTAKEN)
"""The fields that are looked at when work is compared with the paper."""
AMOUNTS = ("gross", "net", "vat", "lines.0.quantity")


def value_at(record: Mapping[str, Any], path: str) -> Any:
    """The value at a path such as `gross` or `lines.0.quantity`; None where there is none."""
    found: Any = record
    for part in path.split("."):
        try:
            found = found[int(part)] if isinstance(found, list) else found[part]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def with_slip(record: Record, path: str, rng: random.Random) -> Record:
    """The record with a plausible slip in one field; as it is where the field is empty."""
    right = value_at(record, path)
    if right in (None, ""):
        return record
    wrong = deepcopy(record)
    holder: Any = wrong
    *parents, last = path.split(".")
    for part in parents:
        holder = holder[int(part)] if isinstance(holder, list) else holder[part]
    holder[last] = _slipped(path, str(right), rng)
    return wrong


def _slipped(path: str, right: str, rng: random.Random) -> Any:
    if path == "due_date":
        return (date.fromisoformat(right) + timedelta(days=rng.choice((-1, 10, 30)))).isoformat()
    if path == "po_ref" and rng.random() < 0.5:
        return None
    places = [
        at for at in range(len(right) - 1) if right[at] != right[at + 1] and right[at : at + 2].isalnum()
    ]
    if not places:
        return right + "1" if path not in AMOUNTS else str(Decimal(right) + 1)
    at = rng.choice(places)
    return right[:at] + right[at + 1] + right[at] + right[at + 2 :]


def as_worked(kept: Mapping[str, Any], truth: Record) -> Record:
    """What the paper says, with what was added to it that no paper says: accounts, whom to pay."""
    if not truth:
        return truth
    worked = {**kept, **truth}
    before = kept.get("lines") or []
    if len(before) == len(truth.get("lines") or []):
        worked["lines"] = [{**was, **line} for was, line in zip(before, truth["lines"], strict=True)]
    return worked


def slips_in(record: Mapping[str, Any], truth: Mapping[str, Any]) -> tuple[str, ...]:
    """The compared fields in which a record says something else than the paper."""
    if not truth:
        return ()
    return tuple(path for path in SLIPS if not _same(path, value_at(record, path), value_at(truth, path)))


def _same(path: str, said: Any, right: Any) -> bool:
    if path in AMOUNTS:
        try:
            return Decimal(str(said)) == Decimal(str(right))
        except InvalidOperation:
            return bool(said == right)
    return "".join(str(said or "").split()) == "".join(str(right or "").split())
