"""Two keyings of the same records compared field by field: what differs goes to a third person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpo.catalog.rules.field_rules import usual

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """One field that two people keyed differently; None where one of them has no such record."""

    rec: str
    field: str
    key1: str | None
    key2: str | None


def discrepancies(
    key1: Sequence[Cells], key2: Sequence[Cells], *, identity: str, fields: Sequence[str]
) -> tuple[Discrepancy, ...]:
    """Every field of every record that the two keyings do not agree on, in the order of the records.

    `identity` names the column that numbers the records. A record keyed by one person only differs in all
    its fields. Where a spreadsheet took the noughts before the numbers of one keying, they are the same records still.
    ValueError where one keying has the same record twice.
    """
    first = _by_identity(key1, identity, "first")
    second = _as_numbered(first, _by_identity(key2, identity, "second"))
    found = []
    for rec in dict.fromkeys((*first, *second)):
        one, two = first.get(rec), second.get(rec)
        for field in fields:
            given = (
                (one.get(field, "") if one is not None else None),
                (two.get(field, "") if two is not None else None),
            )
            if None in given or usual(given[0] or "") != usual(given[1] or ""):
                found.append(Discrepancy(rec=rec, field=field, key1=given[0], key2=given[1]))
    return tuple(found)


def _as_numbered(first: Mapping[str, Cells], second: Mapping[str, Cells]) -> Mapping[str, Cells]:
    """The second keying under the first's numbers, where they are the same but for the noughts before them."""
    bare: dict[str, list[str]] = {}
    for rec in first:
        bare.setdefault(rec.lstrip("0"), []).append(rec)
    named = {}
    for rec in second:
        same = bare.get(rec.lstrip("0"), [])
        named[rec] = same[0] if rec not in first and len(same) == 1 and same[0] not in second else rec
    if len(set(named.values())) < len(named):
        return second
    return {named[rec]: cells for rec, cells in second.items()}


def _by_identity(keyed: Sequence[Cells], identity: str, which: str) -> dict[str, Cells]:
    found: dict[str, Cells] = {}
    for cells in keyed:
        rec = (cells.get(identity) or "").strip()
        if not rec:
            raise ValueError(f"The {which} keying has a record without a number in “{identity}”.")
        if rec in found:
            raise ValueError(f"The {which} keying has record {rec} twice.")
        found[rec] = cells
    return found
