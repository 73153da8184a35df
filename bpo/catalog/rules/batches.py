"""Batches that must prove: a header made before the work, totals held against it, released whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bpo.catalog.rules.forms import Form
from bpo.catalog.rules.reading import Record
from bpo.catalog.rules.results import DeliveredFile, ReleasedJob


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTotal:
    """One total of a batch: as the header has it, as the records have it, and by how much they differ ("" for nothing).

    All are words for people: `label` "Amount", `expected` "12,400.00", `found` "12,850.00", `difference` "+450.00".
    """

    label: str
    expected: str
    found: str
    difference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A value in which a difference can lie: `reference` is the job's, `path` the field of its record.

    `would_be` is what would make the batch prove, "" where that cannot be said; `sign` why it is suspected.
    """

    reference: str
    path: str
    value: str
    sign: str
    would_be: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchProof:
    """A batch's records held against its header. `suspects` are the likeliest first."""

    totals: tuple[BatchTotal, ...]
    suspects: tuple[Suspect, ...] = ()

    @property
    def proves(self) -> bool:
        """Whether every total is the header's."""
        return not any(total.difference for total in self.totals)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedBatch:
    """What the files of a batch are built from: its jobs in the order of receipt, the header, and the proof."""

    reference: str
    name: str
    header: Record
    proof: BatchProof
    jobs: tuple[ReleasedJob, ...]


def delivers_nothing(batch: ReleasedBatch) -> tuple[DeliveredFile, ...]:
    """For batches whose jobs are delivered each by itself."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchControl:
    """How batches of a work type are proven. Its steps have one that `gathers`: there the jobs of a batch wait for one
    another, are proven together, and go on together.

    `header` is filled when the batch is handed in, before anybody works on it. `prove` holds the records of the jobs
    that were not rejected or cancelled, by job reference, against it. `deliver` makes the batch's own files; a
    manifest of them with counts and SHA-256 is added by the house. `counted` is the field of the header that says how
    many records there are: where other than that many came in, the client is told before anything is keyed.
    """

    header: Form
    prove: Callable[[Record, Mapping[str, Record]], BatchProof]
    deliver: Callable[[ReleasedBatch], Sequence[DeliveredFile]] = delivers_nothing
    counted: str = ""
