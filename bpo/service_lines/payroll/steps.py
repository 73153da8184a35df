"""The steps of a pay run: read, worked out in chunks, each exception decided, prepared, checked, approved."""

from collections.abc import Sequence

from bpo.catalog.rules import Actor, Finding, Outcome, Part, Record, Source, Step, Submission

from .exceptions_apart import (
    DECIDE_FORM,
    DECIDE_INSTRUCTIONS,
    check_decision,
    decided_together,
    evidence_of,
    exceptions_of_run,
)
from .form import CHECK_INSTRUCTIONS


def _chunks(record: Record, findings: Sequence[Finding]) -> tuple[Part, ...]:
    from .calculate import chunks  # with its readers, where it is needed

    return chunks(record, findings)


def _work_out(part: Part, sources: Sequence[Source], record: Record) -> Record:
    from .calculate import work_out_chunk

    return work_out_chunk(part, sources, record)


def _put_together(record: Record, submissions: Sequence[Submission]) -> Outcome:
    from .calculate import put_together

    return put_together(record, submissions)


STEPS = (
    Step(key="read", name="Read", actor=Actor.AUTOMATION),
    Step(
        key="calculate",
        name="Work out",
        actor=Actor.AUTOMATION,
        parts=_chunks,
        work=_work_out,
        merge=_put_together,
    ),
    Step(
        key="decide",
        name="Exceptions",
        actor=Actor.PERSON,
        form=DECIDE_FORM,
        instructions=DECIDE_INSTRUCTIONS,
        parts=exceptions_of_run,
        check=check_decision,
        evidence=evidence_of,
        merge=decided_together,
        minutes=2.0,
    ),
    Step(key="prepare", name="Prepare", actor=Actor.PERSON, minutes=15.0),
    Step(
        key="check",
        name="Check",
        actor=Actor.PERSON,
        separate_from=("prepare", "decide"),
        decides=True,
        instructions=CHECK_INSTRUCTIONS,
        minutes=10.0,
    ),
    Step(key="approve", name="Approval", actor=Actor.CLIENT, decides=True),
)
