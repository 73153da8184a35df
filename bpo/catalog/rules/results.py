"""What a client gets, and what a review asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bpo.catalog.rules.reading import Record


class Weight(StrEnum):
    """Classes of scorecard lines, after the practice of contact-centre and BPO quality (COPC)."""

    CRITICAL_CLIENT = "critical_client"
    CRITICAL_BUSINESS = "critical_business"
    COMPLIANCE = "compliance"
    NON_CRITICAL = "non_critical"
    COSMETIC = "cosmetic"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardLine:
    """One question of a review. A failed critical line sets the score to 0."""

    key: str
    text: str
    weight: Weight
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredFile:
    """One file of a deliverable."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTemplate:
    """A table that clients fill and hand in: `key` names its file, `rows` show how."""

    key: str
    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedJob:
    """What a deliverable is built from. `reference` is the job's, `provenance` one entry a field.

    `approved` are the keys of the steps of ours that approved the record as it stands. `papers` are the job's working
    papers by name (see `Paper`).
    """

    reference: str
    client_reference: str | None
    record: Record
    provenance: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    approved: frozenset[str] = frozenset()
    papers: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateKey:
    """A key under which two jobs of one client may be the same thing: equal keys are suspected.

    `kind` names the rule (`vendor_number`, `vendor_amount_date`), `score` in 0..1 how strong it is.
    """

    kind: str
    value: str
    score: float
