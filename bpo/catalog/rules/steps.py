"""The steps in the life of a job: who does each, when, apart from whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bpo.catalog.rules.forms import Form
from bpo.catalog.rules.parts import Merge, OpenParts, PartCheck, PartEvidence, PartWork, finds_nothing


class Actor(StrEnum):
    """Who may do a step's tasks."""

    AUTOMATION = "automation"
    PERSON = "person"
    CLIENT = "client"
    """People of the client, in the portal: approvals."""


def nothing_forbids(noted: Mapping[str, Mapping[str, Any]]) -> str:
    """For decisions that depend on nothing that was filled in before them."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWrite:
    """What of an approved record goes into a list of the client: `cells` are its columns → fields of the record.

    The columns that name the row are among them; a row that is not in the list is not made.
    """

    list_key: str
    cells: Mapping[str, str]


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
    into the forms of other steps (by their keys); "" where it may. `writes`: what approving in this step puts into a
    list of the client. `minutes` is the standard time of a person, for planning.

    `parts`: the step is done in parts, all open at once, one task each; from the job's record and findings as the
    step begins. With none the step is passed over. Each part's submission is kept by itself; when all are in, `merge`
    makes of them what the step comes to, and the job goes on. Until then the job's record stays as it was. `forms` are
    what parts may name as their own. `check`: findings about one part's submission, to be mended or confirmed before
    it is handed in. `evidence`: what a part is decided by, where that is no page. `work` does a part of automation, in
    the limited child. `apart`: no one person does two of the
    parts, in whichever round, and nobody sees what another submitted before all are in. `keyed`: its tasks are worked
    on the keying screen, field by field. `compares`: the step whose parts' submissions are shown side by side here.

    `gathers`: here the jobs of a batch wait until all that are left have come, and are proven against the batch's
    header (`WorkType.batch`). What proves goes on at once; of what does not, a person gets one task for the whole
    batch.

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
    writes: ListWrite | None = None
    minutes: float = 0.0
    parts: OpenParts | None = None
    merge: Merge | None = None
    forms: Mapping[str, Form] = field(default_factory=dict, hash=False)
    check: PartCheck = finds_nothing
    work: PartWork | None = None
    evidence: PartEvidence | None = None
    apart: bool = False
    keyed: bool = False
    compares: str = ""
    gathers: bool = False

    @property
    def works(self) -> bool:
        """Whether the record is made here, by a person or by automation, and not only decided or talked about."""
        made = self.actor is not Actor.CLIENT and not self.decides and not self.gathers
        return made and (self.form is None or self.parts is not None)
