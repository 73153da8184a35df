"""The slips of `parted`, in batches that must prove: how many there are, and what their amounts come to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bpo.catalog.rules import (
    Actor,
    BatchControl,
    BatchProof,
    BatchTotal,
    Form,
    FormField,
    Record,
    ReleasedBatch,
    Step,
    Suspect,
)
from bpo.catalog.rules.results import DeliveredFile
from tests.factories import parted

KEY = "slip_batch"


def prove(header: Record, records: Mapping[str, Record]) -> BatchProof:
    """The number of slips, and the sum of their amounts; any slip may be the one."""
    found = {
        "count": Decimal(len(records)),
        "amount": sum((Decimal(each.get("amount") or 0) for each in records.values()), Decimal(0)),
    }
    totals = []
    for key, value in found.items():
        off = value - Decimal(header[key])
        totals.append(
            BatchTotal(
                label=key, expected=header[key], found=str(value), difference=f"{off:+}" if off else ""
            )
        )
    off = found["amount"] - Decimal(header["amount"])
    suspects = tuple(
        Suspect(
            reference=reference,
            path="amount",
            value=str(each.get("amount") or ""),
            sign="one digit misread",
            would_be=str(Decimal(each.get("amount") or 0) - off),
        )
        for reference, each in records.items()
        if off
    )
    return BatchProof(totals=tuple(totals), suspects=suspects)


def deliver(batch: ReleasedBatch) -> Sequence[DeliveredFile]:
    """One line a slip."""
    lines = [
        f"{job.reference},{job.client_reference or ''},{job.record.get('amount') or ''}" for job in batch.jobs
    ]
    return (DeliveredFile(name="slips.csv", media_type="text/csv", content="\n".join(lines).encode()),)


WORK_TYPE = replace(
    parted.WORK_TYPE,
    key=KEY,
    name="Slips in batches",
    steps=(
        *parted.WORK_TYPE.steps[:3],
        Step(key="prove", name="Prove the batch", actor=Actor.PERSON, gathers=True),
    ),
    batch=BatchControl(
        header=Form(
            fields=(
                FormField(path="count", label="Number of slips", kind="number", required=True),
                FormField(path="amount", label="Total amount", kind="money", required=True),
            )
        ),
        prove=prove,
        deliver=deliver,
        counted="count",
    ),
)
