"""A small work type whose steps are done in parts: slips keyed twice, then summed up in chunks by automation."""

from collections.abc import Mapping, Sequence
from typing import Any

from bpo.catalog.rules import (
    Actor,
    Finding,
    Form,
    FormField,
    Outcome,
    Part,
    Record,
    ReleasedJob,
    Severity,
    Source,
    Step,
    Submission,
    WorkType,
)
from bpo.catalog.rules.results import DeliveredFile

KEY = "slips"
FIELDS = ("number", "name", "amount")
CHUNKS = 4


def automate(sources: Sequence[Source], given: Record) -> Outcome:
    """What the machine reads of a slip: whatever it was given as read."""
    return Outcome(record={field: given.get(field) for field in FIELDS}, proven=True)


def twice(record: Record, findings: Sequence[Finding]) -> tuple[Part, ...]:
    """Keyed by two, the first beginning with what the machine read."""
    return (
        Part(key="1", title="First keying", start={field: record.get(field) for field in FIELDS}),
        Part(key="2", title="Second keying"),
    )


def compared(record: Record, submissions: Sequence[Submission]) -> Outcome:
    """Where both agree, it is so; of what differs nothing is known."""
    one, two = (each.data for each in submissions)
    differing = tuple(field for field in FIELDS if one.get(field) != two.get(field))
    agreed = {field: None if field in differing else one.get(field) for field in FIELDS}
    found = (
        Finding(
            code="KEYS_DIFFER", message="The two keyings differ.", severity=Severity.STOP, fields=differing
        ),
    )
    return Outcome(record=agreed, findings=found if differing else (), proven=True)


def odd(part: Part, data: Record) -> tuple[Finding, ...]:
    """A slip without a number is looked at twice."""
    if data.get("number"):
        return ()
    return (
        Finding(code="NO_NUMBER", message="There is no number.", severity=Severity.ASK, fields=("number",)),
    )


def chunks(record: Record, findings: Sequence[Finding]) -> tuple[Part, ...]:
    """One part for every so many; none where there is nothing to sum up."""
    if not record.get("amount"):
        return ()
    return tuple(Part(key=str(number), input={"number": number}) for number in range(CHUNKS))


def work(part: Part, sources: Sequence[Source], record: Record) -> Record:
    """A chunk's share."""
    return {"share": f"{part.input['number']}/{record['amount']}"}


def summed(record: Record, submissions: Sequence[Submission]) -> Outcome:
    """All shares, in order."""
    shares = [each.data["share"] for each in submissions]
    return Outcome(record=record | {"shares": shares}, proven=True)


def check(record: Record) -> tuple[Finding, ...]:
    """A slip has an amount."""
    if record.get("amount"):
        return ()
    return (Finding(code="NO_AMOUNT", message="There is no amount.", fields=("amount",)),)


def deliver(job: ReleasedJob) -> tuple[DeliveredFile, ...]:
    """The record as it is."""
    text = ",".join(str(job.record.get(field) or "") for field in FIELDS)
    return (DeliveredFile(name=f"{job.reference}.csv", media_type="text/csv", content=text.encode()),)


def _title(record: Record) -> str:
    return str(record.get("name") or "a slip")


WORK_TYPE = WorkType(
    key=KEY,
    name="Slips",
    service_line="Tests",
    description="Slips keyed twice.",
    unit="slip",
    accepts=("image/png",),
    one_job_per_file=True,
    steps=(
        Step(key="read", name="Read", actor=Actor.AUTOMATION),
        Step(
            key="key",
            name="Key",
            actor=Actor.PERSON,
            parts=twice,
            merge=compared,
            check=odd,
            apart=True,
            keyed=True,
        ),
        Step(
            key="adjudicate",
            name="Adjudicate",
            actor=Actor.PERSON,
            when=("KEYS_DIFFER",),
            separate_from=("key",),
            compares="key",
            keyed=True,
        ),
        Step(key="sum", name="Sum up", actor=Actor.AUTOMATION, parts=chunks, merge=summed, work=work),
    ),
    form=Form(
        fields=(
            FormField(path="number", label="Number", longest=4, pattern=""),
            FormField(path="name", label="Name", required=False),
            FormField(path="amount", label="Amount", kind="money"),
        )
    ),
    instructions="Key what stands there.",
    scorecard=(),
    reasons={
        "KEYS_DIFFER": "Two people read it differently.",
        "NO_AMOUNT": "No amount.",
        "NO_NUMBER": "No number.",
    },
    automate=automate,
    check=check,
    deliver=deliver,
    title=_title,
)


def slip(**fields: Any) -> Mapping[str, Any]:
    """A slip as somebody keys it."""
    return {"number": "1", "name": "Hart", "amount": "10.00"} | fields
