"""The steps in the life of a job: who does each, when, apart from whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bpo.catalog.rules.forms import Form


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

    @property
    def works(self) -> bool:
        """Whether the record is made here, by a person or by automation, and not only decided or talked about."""
        return self.actor is not Actor.CLIENT and not self.decides and self.form is None
