"""Batches of a defined form: the header that is filled before anybody keys, and how records are held against it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from bpo.catalog.rules import (
    BatchControl,
    BatchProof,
    BatchTotal,
    DeliveredFile,
    Form,
    FormField,
    Record,
    ReleasedBatch,
    Suspect,
)
from bpo.catalog.rules.definitions import Definition, FieldDefinition

from ..controls import Control, Proof, prove
from .results import tables

COUNT = "records"
_IDENTITY = "_reference"


def batch_control(definition: Definition) -> BatchControl | None:
    """How batches prove; None where they have no header."""
    if not definition.header:
        return None
    fields = [field for field in definition.fields if field.total]

    def held(header: Record, records: Mapping[str, Record]) -> BatchProof:
        return _held(fields, definition.unit, header, records)

    def deliver(batch: ReleasedBatch) -> Sequence[DeliveredFile]:
        return tables(definition, batch.jobs)

    return BatchControl(header=_header(definition.unit, fields), prove=held, deliver=deliver, counted=COUNT)


def _header(unit: str, fields: Sequence[FieldDefinition]) -> Form:
    return Form(
        fields=(
            FormField(
                path=COUNT,
                label=f"Number of {unit}s",
                kind="number",
                required=True,
                help="As counted before anything is keyed.",
            ),
            *(
                FormField(
                    path=_name(field),
                    label=f"Total of {field.label}"
                    if field.total == "amount"
                    else f"Hash total of {field.label}",
                    kind=field.known_type.kind if field.total == "amount" else "number",
                    required=True,
                    help="The sum over all records."
                    if field.total == "amount"
                    else "The digits of each record's value taken as a number, added up.",
                )
                for field in fields
            ),
        )
    )


def _name(field: FieldDefinition) -> str:
    return f"total_{field.key}"


def _held(
    fields: Sequence[FieldDefinition], unit: str, header: Record, records: Mapping[str, Record]
) -> BatchProof:
    rows = [
        {_IDENTITY: reference, **{field.key: str(record.get(field.key) or "") for field in fields}}
        for reference, record in records.items()
    ]
    labels = {COUNT: f"Number of {unit}s", **{_name(field): field.label for field in fields}}
    controls = [
        (COUNT, Control(kind="count", expected=_expected(header, COUNT))),
        *(
            (
                _name(field),
                Control(kind=field.total, field=field.key, expected=_expected(header, _name(field))),
            )
            for field in fields
        ),
    ]
    proofs = prove([control for _, control in controls], rows, identity=_IDENTITY)
    totals = tuple(
        BatchTotal(
            label=labels[name],
            expected=f"{proof.control.expected:,f}",
            found=f"{proof.found:,f}",
            difference="" if proof.proves else f"{proof.difference:+,f}",
        )
        for (name, _), proof in zip(controls, proofs, strict=True)
    )
    return BatchProof(totals=totals, suspects=tuple(_suspects(proofs)))


def _expected(header: Record, name: str) -> Decimal:
    return Decimal(str(header.get(name) or 0))


def _suspects(proofs: Sequence[Proof]) -> Iterator[Suspect]:
    """Values in which a difference can lie; those that two totals point at come first."""
    hints = [hint for proof in proofs if not proof.proves for hint in proof.hints]
    named = [hint.rec for hint in hints]
    for hint in sorted(hints, key=lambda hint: -named.count(hint.rec)):
        yield Suspect(
            reference=hint.rec, path=hint.field, value=hint.value, sign=hint.sign, would_be=hint.would_be
        )
