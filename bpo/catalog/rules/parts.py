"""Steps done in parts: several tasks of one job at once, each submitted by itself, then merged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bpo.catalog.rules.listing import RowDetail
from bpo.catalog.rules.reading import Finding, Outcome, Record, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of several tasks that a step opens at once.

    `key` tells it from the step's other parts; when the step is done again, the same key is the same part, and goes to
    who did it before. `title` is what a person recognises it by. `input` (JSON) is what the part is about: a chunk of
    rows, an exception with its evidence. `start` (JSON) is what its form is filled with from the beginning; empty for a
    part that is to be keyed from the source alone: nothing else that was read is shown in it. `form` names one
    of the step's `forms`; "" for the step's own form, or else the work type's. `findings` are shown with it.
    """

    key: str
    title: str = ""
    input: Mapping[str, Any] = field(default_factory=dict)
    start: Record = field(default_factory=dict)
    form: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What was handed in for a part: `data` as filled (or as `work` gave it), in the part's form.

    `confirmed`: code of a finding of the step's `check` → why it may stand.
    """

    part: str
    data: Record
    input: Mapping[str, Any] = field(default_factory=dict)
    confirmed: Mapping[str, str] = field(default_factory=dict)


OpenParts = Callable[[Record, Sequence[Finding]], tuple[Part, ...]]
"""Job's record and findings as the step begins → its parts. The same for the same arguments."""
Merge = Callable[[Record, Sequence[Submission]], Outcome]
"""Job's record and every part's submission, in the order of the parts → what the step comes to.

A pure function: it may run again for the same parts. Its findings decide, as those of the automatic step do, which
step is next (`needs_exception`, `when`).
"""
PartCheck = Callable[[Part, Record], tuple[Finding, ...]]
"""A part and what is filled in for it → what is found wrong with that."""
PartWork = Callable[[Part, Sequence[Source], Record], Record]
"""A part of automation, the job's files and its record as the step began → the part's submission.

Runs in the limited child. Run again after a crash, so the same for the same arguments.
"""

PartEvidence = Callable[[Part], RowDetail]
"""A part → what it is decided by, shown beside its form in place of pages: facts, figures with how they came about."""


def finds_nothing(part: Part, data: Record) -> tuple[Finding, ...]:
    """For parts whose submissions are taken as they are."""
    return ()
