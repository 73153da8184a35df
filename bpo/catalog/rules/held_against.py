"""What a client gives beforehand to work by, and what holding a record against it gave."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bpo.catalog.rules.reading import Finding, Outcome, Reading, Record
from bpo.catalog.rules.results import ReleasedJob


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


@dataclass(frozen=True, slots=True)
class WrongCell:
    """What is wrong with a row, in a sentence, at the column of that key."""

    column: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterList:
    """Data that a client gives us beforehand to work by: vendors, orders, receipts, accounts, a policy.

    `identity` are the columns that name a row: importing a row again under the same identity is its next
    version. `single` lists have one row only (a policy), edited as a form. `check` says what is wrong with a
    row beyond its columns' kinds, and in which column.
    """

    key: str
    name: str
    columns: tuple[MasterColumn, ...]
    identity: tuple[str, ...]
    single: bool = False
    check: Callable[[Mapping[str, str]], tuple[WrongCell, ...]] | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLast:
    """How what was read is held against what was delivered to the client before: what changed since.

    `papers` names the working papers of those jobs that it takes. `hold` gets the outcome of reading and the jobs
    delivered before, latest first, each fetched when it is asked for; it gives the outcome that is kept. Unlike
    `assess` it may look into papers, where what is secret lies sealed, so nothing of them is kept a second time.
    """

    papers: frozenset[str]
    hold: Callable[[Outcome, Iterable[ReleasedJob]], Outcome]


def assess_nothing(record: Record, reference: Reference) -> Assessment:
    """For work that is held against nothing."""
    return Assessment()
