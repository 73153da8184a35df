"""A kind of work on offer, whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bpo.catalog.rules.batches import BatchControl
from bpo.catalog.rules.forms import Form
from bpo.catalog.rules.held_against import Assessment, MasterList, Reference, SinceLast, assess_nothing
from bpo.catalog.rules.lessons import Learning
from bpo.catalog.rules.listing import Listing
from bpo.catalog.rules.paying import Payments
from bpo.catalog.rules.reading import Finding, Outcome, Record, Source
from bpo.catalog.rules.results import DeliveredFile, DuplicateKey, ReleasedJob, ScorecardLine, SheetTemplate
from bpo.catalog.rules.steps import Step


def never_twice(record: Record) -> tuple[DuplicateKey, ...]:
    """For work of which the same may well come again."""
    return ()


def no_amount(record: Record) -> None:
    """For work that is about no money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkType:
    """A kind of work on offer, whole: what goes in, what happens, what comes out."""

    key: str
    name: str
    service_line: str
    description: str
    unit: str
    """What is counted and billed, in the singular: `invoice`."""
    accepts: tuple[str, ...]
    """Media types of files the client may hand in."""
    one_job_per_file: bool
    """True where every file dropped is a job of its own."""
    steps: tuple[Step, ...]
    form: Form
    instructions: str
    """For the agent, in Markdown's plainest form: paragraphs and `- ` lists."""
    scorecard: tuple[ScorecardLine, ...]
    reasons: Mapping[str, str]
    """Every code a finding may bear, in words a client understands."""
    automate: Callable[[Sequence[Source], Record], Outcome]
    """The automatic step: files and the client's input in, an outcome out. Runs in a limited child."""
    check: Callable[[Record], tuple[Finding, ...]]
    """Checks of a record that a person filled, before it is submitted and before it is released."""
    deliver: Callable[[ReleasedJob], tuple[DeliveredFile, ...]]
    """The files the client gets."""
    duplicate_keys: Callable[[Record], tuple[DuplicateKey, ...]] = never_twice
    """Keys of score 0 are only for looking earlier jobs up; they make nobody suspect a duplicate."""
    title: Callable[[Record], str]
    """What a person recognises the job by in a list: "RE-2026-04418 · Mühle Hartmann KG"."""
    amount: Callable[[Record], tuple[str, str] | None] = no_amount
    """(amount, currency) to show in lists, or None."""
    split: Callable[[Source], tuple[Source, ...]] | None = None
    """A file that holds several units as one file each, in order and with nothing left out; none where it is one
    unit or where that is in doubt. Runs in a limited child before jobs are made."""
    assess: Callable[[Record, Reference], Assessment] = assess_nothing
    """Holds a record against the client's master data, policy and earlier jobs; after reading, and at every
    check of what a person filled."""
    since_last: SinceLast | None = None
    """Holds what was read against what was delivered to the client before; None where nothing can have changed."""
    source_key: str = ""
    """The kind of duplicate key that names where a job's documents come from: what the first of a source costs
    people is shown beside what later ones do."""
    standard: Callable[[Sequence[Source], Outcome], tuple[Finding, ...]] | None = None
    """Holds what was read as data (method `xml`) against the published rules of its standard. For processors too
    large to lie in every child: it runs in children of a server of its own."""
    templates: tuple[SheetTemplate, ...] = ()
    """Tables that clients fill and hand in, offered where they do."""
    listing: Listing | None = None
    """How rows that are too many for the record are shown; None where the record is all there is."""
    never_stands: frozenset[str] = frozenset()
    """Codes of findings that no words let pass: what they name is mended, or the job does not go on."""
    may_stand: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a finding's code, the usual reasons why it may stand as it is, for a person to choose from."""
    learning: Learning | None = None
    """What is learnt from corrections; None for work that learns nothing."""
    payments: Payments | None = None
    """How results are paid, several in one file; None for work after which nobody is paid."""
    masters: tuple[MasterList, ...] = ()
    """The lists that `assess` works by; a list of the same key may serve several work types."""
    secrets: tuple[str, ...] = ()
    """Paths of secrets in the record beside those of the forms' secret fields: `ssn`, `employees.*.ssn`."""
    confidential: bool = False
    """True where only people cleared for this work type see its jobs, of the client and of the provider (payroll)."""
    final: bool = False
    """True where nothing delivered is taken back (a pay run that was paid): a correction is a new job."""

    batch: BatchControl | None = None
    """How batches are proven against a header; None where a batch is only what was handed in together."""

    version: int | None = None
    """Of a client's own work type, the version that was published; None for ours."""
    definition: Mapping[str, Any] | None = None
    """What it was built from, as JSON, where it was: a limited child has no database to look it up in."""

    def step(self, key: str) -> Step:
        """The step of that key; KeyError where the work type has none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)
