"""What an import changes: rows that are new, changed, as they were, gone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from bpo.catalog.rules import MasterList
from bpo.masters.rules.rows import digest_of

PROBLEMS_KEPT = 1_000
"""Reasons kept with a change; more are counted."""
EXAMPLES_KEPT = 50


class Standing(NamedTuple):
    """A row in force: its id, its version, the digest of its cells."""

    id: UUID
    version: int
    digest: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done: identity → cells for new and changed rows, identities of those to close."""

    new: Mapping[str, Mapping[str, str]]
    changed: Mapping[str, Mapping[str, str]]
    removed: tuple[str, ...]
    unchanged: int

    def counts(self, *, refused: int, secrets: int) -> dict[str, int]:
        """The plan in numbers; `secrets`: rows in force whose secret cells change."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "removed": len(self.removed),
            "refused": refused,
            "secrets": secrets,
        }

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not (self.new or self.changed or self.removed)


def secrets_changed(
    masters: MasterList,
    before: Mapping[str, Mapping[str, str]],
    after: Mapping[str, Mapping[str, str]],
) -> int:
    """How many of the rows that were there get another secret: a bank account is changed by two people only."""
    keys = [column.key for column in masters.columns if column.secret]
    return sum(
        any(cells.get(key, "") != before.get(identity, {}).get(key, "") for key in keys)
        for identity, cells in after.items()
    )


def plan(
    standing: Mapping[str, Standing],
    given: Mapping[str, Mapping[str, str]],
    *,
    replace: bool,
    spare: Collection[str],
    key: bytes = b"",
) -> Plan:
    """Compare what stands with what was given; `key` is the client's, with which digests are made.

    With `replace` rows that were not given are closed, but never those of `spare`: a row that was refused is
    no row that is gone.
    """
    new: dict[str, Mapping[str, str]] = {}
    changed: dict[str, Mapping[str, str]] = {}
    unchanged = 0
    for identity, cells in given.items():
        there = standing.get(identity)
        if there is None:
            new[identity] = cells
        elif there.digest not in (
            digest_of(cells, key),
            digest_of(cells),
        ):  # those not sealed yet have no key
            changed[identity] = cells
        else:
            unchanged += 1
    removed = (
        tuple(identity for identity in standing if identity not in given and identity not in spare)
        if replace
        else ()
    )
    return Plan(new=new, changed=changed, removed=removed, unchanged=unchanged)
