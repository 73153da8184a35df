"""What the client gets of a defined form: CSV and XLSX in which nothing is a live formula, and a manifest."""

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from bpo.catalog.rules import DeliveredFile, DuplicateKey, Record, ReleasedJob, compared
from bpo.catalog.rules.definitions import Definition, FieldDefinition
from bpo.platform.sheets.writing import Cell, write_csv, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_TITLE = 120


def delivering(definition: Definition) -> Callable[[ReleasedJob], tuple[DeliveredFile, ...]]:
    """The files of one record, the manifest last."""

    def deliver(job: ReleasedJob) -> tuple[DeliveredFile, ...]:
        files = tables(definition, (job,))
        return (*files, _manifest(job.reference, files, records=1))

    return deliver


def tables(definition: Definition, jobs: Sequence[ReleasedJob]) -> tuple[DeliveredFile, ...]:
    """The records as CSV and XLSX, one a row, in the fields' order."""
    header = ["reference", "client_reference", *(field.key for field in definition.fields)]
    rows = [
        [
            job.reference,
            job.client_reference,
            *(cell(field, job.record.get(field.key)) for field in definition.fields),
        ]
        for job in jobs
    ]
    labels = [(field.key, field.label, field.known_type.label) for field in definition.fields]
    return (
        DeliveredFile(name="records.csv", media_type="text/csv", content=write_csv(header, rows)),
        DeliveredFile(
            name="records.xlsx",
            media_type=XLSX,
            content=write_xlsx([("Records", header, rows), ("Fields", ("field", "label", "type"), labels)]),
        ),
    )


def cell(field: FieldDefinition, value: object) -> Cell:
    """A value as a table for outside holds it: numbers stay numbers, days days, codes with their zeros text."""
    text = "" if value is None else str(value)
    kind = field.known_type.kind
    try:
        if text and kind in ("money", "number"):
            number = Decimal(text)
            return number if number.is_finite() else text
        if text and kind == "date":
            return date.fromisoformat(text)
    except (InvalidOperation, ValueError):
        return text
    return text


def duplicates(definition: Definition) -> Callable[[Record], tuple[DuplicateKey, ...]]:
    """Jobs whose unique fields are all filled and the same are suspected to be one."""
    fields = [field.form_field for field in definition.fields if field.key in definition.unique]

    def keys(record: Record) -> tuple[DuplicateKey, ...]:
        values = [compared(field, record.get(field.path)) for field in fields]
        if not values or not all(values):
            return ()
        digest = hashlib.sha256("\x1f".join(values).encode()).hexdigest()
        return (DuplicateKey(kind="same_fields", value=digest, score=0.9),)

    return keys


def titled(definition: Definition) -> Callable[[Record], str]:
    """What a job is recognised by; secrets are no part of it."""
    shown = {field.key for field in definition.fields if not field.form_field.secret}
    keys = [key for key in definition.title if key in shown]

    def title(record: Record) -> str:
        return " · ".join(str(record[key]) for key in keys if record.get(key))[:_LONGEST_TITLE]

    return title


def _manifest(reference: str, files: Sequence[DeliveredFile], *, records: int) -> DeliveredFile:
    listed = {
        "reference": reference,
        "records": records,
        "files": [
            {
                "name": file.name,
                "media_type": file.media_type,
                "bytes": len(file.content),
                "sha256": hashlib.sha256(file.content).hexdigest(),
            }
            for file in files
        ],
    }
    content = (json.dumps(listed, indent=2) + "\n").encode()
    return DeliveredFile(name="manifest.json", media_type="application/json", content=content)
