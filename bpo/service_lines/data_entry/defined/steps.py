"""The steps of a defined work type, keying by one person or by two blind among them."""

from collections.abc import Iterator, Sequence

from bpo.catalog.rules import (
    Actor,
    Finding,
    Outcome,
    Part,
    Reading,
    Record,
    Severity,
    Step,
    Submission,
    compared,
)
from bpo.catalog.rules.definitions import Definition, StepDefinition, StepKind
from bpo.catalog.rules.parts import Merge

from .checks import Check
from .reasons import KEYED_DOUBTFUL, KEYS_DIFFER, PREFILLED

KEY, ADJUDICATE, PROVE = "key", "adjudicate", "prove"
_ADJUDICATE = """Two people keyed this record without seeing each other's work, and some fields differ.
- Look at the image, not at which entry is likelier.
- Where neither is right, type what the document says.
- Where the document cannot be read, leave the field empty and say so."""


def steps_of(definition: Definition, check: Check) -> tuple[Step, ...]:
    """The steps in order. Keys follow from kinds, so that queues of one version serve the next."""
    steps: list[Step] = []
    counts: dict[StepKind, int] = {}
    if definition.has(StepKind.DOUBLE) and not definition.has(StepKind.READ):
        # two keyings begin together, so something must have taken the record in before
        steps.append(Step(key="read", name="Take in", actor=Actor.AUTOMATION))
    for each in definition.steps:
        counts[each.kind] = counts.get(each.kind, 0) + 1
        steps += _made(each, counts[each.kind], steps, definition, check)
    return tuple(steps)


def _made(
    each: StepDefinition, number: int, before: Sequence[Step], definition: Definition, check: Check
) -> Iterator[Step]:
    told = each.instructions
    if each.kind is StepKind.READ:
        yield Step(key="read", name=each.name, actor=Actor.AUTOMATION)
    elif each.kind is StepKind.KEY:
        yield Step(key=KEY, name=each.name, actor=Actor.PERSON, instructions=told, minutes=each.minutes)
        yield from _gathered(definition)
    elif each.kind is StepKind.DOUBLE:
        yield Step(
            key=KEY,
            name=each.name,
            actor=Actor.PERSON,
            instructions=told,
            minutes=each.minutes,
            parts=two_keyings,
            merge=merging(definition, check),
            check=lambda _, data: check(data),
            apart=True,
            keyed=True,
        )
        yield Step(
            key=ADJUDICATE,
            name="Settle differences",
            actor=Actor.PERSON,
            when=(KEYS_DIFFER, KEYED_DOUBTFUL),
            separate_from=(KEY,),
            instructions=_ADJUDICATE,
            minutes=each.minutes / 2,
            compares=KEY,
        )
        yield from _gathered(definition)
    else:
        yield _later(each, number, before)


def _gathered(definition: Definition) -> Iterator[Step]:
    if definition.header:
        yield Step(key=PROVE, name="Prove the batch", actor=Actor.PERSON, gathers=True)


def _later(each: StepDefinition, number: int, before: Sequence[Step]) -> Step:
    """Work by another person, a check, or the client's approval: each apart from whoever did what it looks at."""
    # the last first: what is sent back goes to whoever mended the record whole
    ours = tuple(step.key for step in reversed(before) if step.actor is Actor.PERSON and step.works)
    approvals = tuple(step.key for step in before if step.actor is Actor.CLIENT)
    return Step(
        key=f"{each.kind.value}_{number}",
        name=each.name,
        actor=Actor.CLIENT if each.kind is StepKind.APPROVE else Actor.PERSON,
        separate_from=approvals if each.kind is StepKind.APPROVE else ours,
        decides=each.kind is not StepKind.WORK,
        instructions=each.instructions,
        minutes=each.minutes,
    )


def two_keyings(record: Record, findings: Sequence[Finding]) -> tuple[Part, ...]:
    """The first begins with what automation read just before; the second, and keying again, with nothing."""
    read = any(finding.code == PREFILLED for finding in findings)
    return (
        Part(key="1", title="First keying", start=dict(record) if read else {}),
        Part(key="2", title="Second keying"),
    )


def merging(definition: Definition, check: Check) -> Merge:
    """How two keyings become a record: what they agree on stands, what they do not is left for a third person."""
    fields = [field.form_field for field in definition.fields]

    def merge(record: Record, submissions: Sequence[Submission]) -> Outcome:
        first, second = submissions
        made: Record = {}
        differ: list[str] = []
        for field in fields:
            one, other = first.data.get(field.path), second.data.get(field.path)
            same = compared(field, one) == compared(field, other)
            made[field.path] = one if same else None
            if not same:
                differ.append(field.path)
        labels = definition.labels
        findings = [
            Finding(
                code=KEYS_DIFFER,
                message=f"{labels[path]} was keyed in two ways.",
                severity=Severity.ASK,
                fields=(path,),
            )
            for path in differ
        ]
        findings += _doubtful(check(made), first, second, differ)
        readings = tuple(
            Reading(path=path, value=value, confidence=1.0, method="person")
            for path, value in made.items()
            if path not in differ
        )
        return Outcome(record=made, readings=readings, findings=tuple(findings), proven=not findings)

    return merge


def _doubtful(
    found: Sequence[Finding], first: Submission, second: Submission, differ: Sequence[str]
) -> Iterator[Finding]:
    """What the checks say of the agreed values: a note where both keyers said why it stands, else for a third.

    About fields that are open still, nothing is said yet.
    """
    for finding in found:
        if set(finding.fields) & set(differ):
            continue
        if finding.code in first.confirmed and finding.code in second.confirmed:
            yield Finding(
                code=finding.code, message=finding.message, severity=Severity.NOTE, fields=finding.fields
            )
        else:
            yield Finding(
                code=KEYED_DOUBTFUL, message=finding.message, severity=Severity.ASK, fields=finding.fields
            )
