"""The contract between a work type and the house: plain values and pure functions.

A work type is one folder in `bpo/service_lines/` that builds one `WorkType` and one line in
`bpo/catalog/registry.py`. Everything here is a value: no session, no clock, no Flask.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

Record = dict[str, Any]
"""A work type's canonical record: JSON values only; amounts and dates as strings, missing is None."""


class Actor(StrEnum):
    """Who may do a step's tasks."""

    AUTOMATION = "automation"
    PERSON = "person"
    CLIENT = "client"
    """People of the client, in the portal: approvals."""


class Severity(StrEnum):
    """How much a finding weighs."""

    STOP = "stop"
    """The record cannot be right, or must not go out, before a person has dealt with it."""
    ASK = "ask"
    """A person should look; the record may well be right."""
    NOTE = "note"
    """Worth telling, holds nothing up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where on the source a value stands.

    `page` counts from 0; `box` is (left, top, right, bottom) as fractions of the page's width and
    height, top-left origin, so it fits any rendering of the page.
    """

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One field as automation read it.

    `path` names the field in the record with dots: `gross`, `seller`, `lines.0.quantity`.
    `confidence` is an estimate in 0..1 that the value is exactly right.
    `method` says how it was read: `xml`, `text`, `ocr`, `derived`, `person`.
    """

    path: str
    value: Any
    confidence: float
    method: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refers:
    """What a finding points to beside the record: another job of the client, by its `job` reference, or the rows
    of one of its lists whose columns `equal` what is named. Whoever works on the job sees it side by side."""

    job: str = ""
    list_key: str = ""
    equal: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check has to say, with a stable reason `code`, the fields it is about and what it points to."""

    code: str
    message: str
    severity: Severity = Severity.STOP
    fields: tuple[str, ...] = ()
    refers: tuple[Refers, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file handed in by the client: `media_type` is what the bytes are, not what the name says."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the automatic step made of a job.

    `proven` is true only where the record proves itself (for an invoice: its totals add up and every
    amount has a source); without it a job never goes straight through, whatever its confidence.
    """

    record: Record
    readings: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = ()
    proven: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of the work screen.

    `kind`: `text`, `date`, `money`, `number`, `choice`, `textarea`; `path` as in `Reading`.
    `choices` are (value, label) pairs. `required` fields must be filled, or be confirmed as missing.
    """

    path: str
    label: str
    kind: str = "text"
    required: bool = False
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A table of rows on the work screen: `path` is the list in the record, `columns` its fields."""

    path: str
    label: str
    columns: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One summand of an equation: the product of its `factors`.

    A factor is a field of the form, a column of the same row, or `lines.*.net` for the sum of a column.
    `minus` takes it away, `percent` takes a hundredth of it. An empty `optional` term counts as zero;
    `otherwise` is taken in place of a single factor that is empty.
    """

    factors: tuple[str, ...]
    minus: bool = False
    percent: bool = False
    optional: bool = False
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A sum that the work screen proves while somebody types: `result` is the sum of the `terms`.

    With `rows`, the path of a table, it holds in each of its rows, and all names are its columns. `slack` is by
    how much it may be off. It is a preview in exact decimals; what counts is the work type's `check`.
    """

    result: str
    terms: tuple[Term, ...]
    rows: str = ""
    slack: str = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a person fills: single fields, then tables, the one with most to do first; and what must add up."""

    fields: tuple[FormField, ...]
    tables: tuple[FormTable, ...] = ()
    equations: tuple[Equation, ...] = ()


def nothing_forbids(noted: Mapping[str, Mapping[str, Any]]) -> str:
    """For decisions that depend on nothing that was filled in before them."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step in the life of a job; each gives rise to one task.

    `needs_exception`: the step is done only where the step before left something to do.
    `when`: the step is done only where a finding of the job (confirmed ones and notes too) bears one of these
    codes; empty for always. `separate_from`: whoever did one of these steps of the job must not do this one.
    `decides`: the record is not changed here but approved as it stands, to the byte, or sent back with a reason.
    `form`: what is filled in this step instead of the record (whom one called, what they said): it is kept with the
    job and shown with its approvals, and is no part of the record. `instructions` are for whoever does the step,
    in place of the work type's. `forbids`: why a decision must not approve, in a sentence, from what was filled last
    into the forms of other steps (by their keys); "" where it may. `minutes` is the standard time of a person, for
    planning.

    Steps of the client come last, and decide.
    """

    key: str
    name: str
    actor: Actor
    needs_exception: bool = False
    when: tuple[str, ...] = ()
    separate_from: tuple[str, ...] = ()
    decides: bool = False
    form: Form | None = None
    instructions: str = ""
    forbids: Callable[[Mapping[str, Mapping[str, Any]]], str] = nothing_forbids
    minutes: float = 0.0

    @property
    def works(self) -> bool:
        """Whether the record is made here, by a person or by automation, and not only decided or talked about."""
        return self.actor is not Actor.CLIENT and not self.decides and self.form is None


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
class ReleasedJob:
    """What a deliverable is built from. `reference` is the job's, `provenance` one entry a field."""

    reference: str
    client_reference: str | None
    record: Record
    provenance: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateKey:
    """A key under which two jobs of one client may be the same thing: equal keys are suspected.

    `kind` names the rule (`vendor_number`, `vendor_amount_date`), `score` in 0..1 how strong it is.
    """

    kind: str
    value: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterColumn:
    """One column of a client's list: `kind` as in `FormField`. `usual` is what an empty cell means.

    `secret` columns (bank accounts) are shown masked to who need not see them.
    """

    key: str
    label: str
    kind: str = "text"
    required: bool = False
    secret: bool = False
    usual: str = ""
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterList:
    """Data that a client gives us beforehand to work by: vendors, orders, receipts, accounts, a policy.

    `identity` are the columns that name a row: importing a row again under the same identity is its next
    version. `single` lists have one row only (a policy), edited as a form. `check` says what is wrong with a
    row beyond its columns' kinds, in sentences.
    """

    key: str
    name: str
    columns: tuple[MasterColumn, ...]
    identity: tuple[str, ...]
    single: bool = False
    check: Callable[[Mapping[str, str]], tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierJob:
    """Another job of the same client and work type, as far as it has come."""

    reference: str
    state: str
    received_at: datetime
    record: Record


class Reference(Protocol):
    """What of a client a record is held against: its master data and its earlier jobs. Never another client's."""

    @property
    def received_at(self) -> datetime:
        """When the job came in: what its record dates after that lies ahead."""
        ...

    def rows(self, list_key: str, **equal: str) -> Sequence[Mapping[str, str]]:
        """The rows of a list in force, every column as text; only those whose columns equal what is named."""
        ...

    def policy(self, list_key: str) -> Mapping[str, str]:
        """The one row of a `single` list; the columns' usual values where the client has set none."""
        ...

    def earlier(self, kind: str, value: str) -> Sequence[EarlierJob]:
        """Other jobs of the client that bear this key (see `DuplicateKey`), latest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What holding a record against the client's data gave.

    `additions` are values for the record that the document does not bear (an account, a cost centre), each
    as a reading; `findings` as of any check.
    """

    findings: tuple[Finding, ...] = ()
    additions: tuple[Reading, ...] = ()
    matched: bool | None = None
    """Whether it is what the client expected (ordered, received); None where nothing was to be held against."""


def assess_nothing(record: Record, reference: Reference) -> Assessment:
    """For work that is held against nothing."""
    return Assessment()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What people's corrections taught about one source of documents: a vendor, a form.

    `kind` `place`: the field `path` stands there (`data`: `page` from 0, or -1 for the last; `box` as in
    `Evidence`). `kind` `value`: what is read as `data["read"]` (None: not found) is `data["right"]`.
    `sure` in 0..1 is what it has proved in later jobs.
    """

    id: str
    path: str
    kind: str
    data: Mapping[str, Any]
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """How a work type learns from corrections, for each client by itself.

    `subject` names the source of a record (the vendor by its VAT id or name), None where it cannot be told;
    `subject_name` is what people call it. `places` and `values` are the fields of which lessons are taken.
    `recall` uses lessons on what was read; it parses the files again, so it runs in the limited child.
    """

    subject: Callable[[Record], str | None]
    subject_name: Callable[[Record], str]
    places: frozenset[str]
    values: frozenset[str]
    recall: Callable[[Sequence[Source], Outcome, Sequence[Lesson]], Outcome]


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
    duplicate_keys: Callable[[Record], tuple[DuplicateKey, ...]]
    """Keys of score 0 are only for looking earlier jobs up; they make nobody suspect a duplicate."""
    title: Callable[[Record], str]
    """What a person recognises the job by in a list: "RE-2026-04418 · Mühle Hartmann KG"."""
    amount: Callable[[Record], tuple[str, str] | None]
    """(amount, currency) to show in lists, or None."""
    split: Callable[[Source], tuple[Source, ...]] | None = None
    """A file that holds several units as one file each, in order and with nothing left out; none where it is one
    unit or where that is in doubt. Runs in a limited child before jobs are made."""
    assess: Callable[[Record, Reference], Assessment] = assess_nothing
    """Holds a record against the client's master data, policy and earlier jobs; after reading, and at every
    check of what a person filled."""
    source_key: str = ""
    """The kind of duplicate key that names where a job's documents come from: what the first of a source costs
    people is shown beside what later ones do."""
    standard: Callable[[Sequence[Source], Outcome], tuple[Finding, ...]] | None = None
    """Holds what was read as data (method `xml`) against the published rules of its standard. For processors too
    large to lie in every child: it runs in children of a server of its own."""
    may_stand: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a finding's code, the usual reasons why it may stand as it is, for a person to choose from."""
    learning: Learning | None = None
    """What is learnt from corrections; None for work that learns nothing."""
    masters: tuple[MasterList, ...] = ()
    """The lists that `assess` works by; a list of the same key may serve several work types."""
    final: bool = False
    """True where nothing delivered is taken back (a pay run that was paid): a correction is a new job."""

    def step(self, key: str) -> Step:
        """The step of that key; KeyError where the work type has none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)
