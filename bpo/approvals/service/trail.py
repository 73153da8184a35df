"""The trail of a job: who decided what about which bytes, and what was filled in on the way."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from bpo.approvals import queries
from bpo.approvals.rules import DECISION_WORDS, Decision
from bpo.catalog.registry import kind_of
from bpo.catalog.rules import DeliveredFile, Form
from bpo.jobs.models import Job
from bpo.platform.sheets.writing import write_csv


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """One decision, or one form filled. `digest` is of what was decided about, "" for a form alone."""

    step: str
    what: str
    by: str
    at: datetime
    digest: str
    reason: str
    filled: tuple[tuple[str, str], ...] = ()
    """(label, what was written)."""


def trail_of(job: Job) -> list[TrailLine]:
    """Everything that was decided about a job and noted in its steps, in order."""
    kind = kind_of(job)
    named = {step.key: step for step in kind.steps}
    notes = {note.task_id: note for note in queries.notes_of(job.tenant_id, job.id)}
    lines: list[TrailLine] = []
    for approval in queries.approvals_of(job.tenant_id, job.id):
        note = notes.pop(approval.task_id, None)
        step = named.get(approval.step)
        lines.append(
            TrailLine(
                step=step.name if step else approval.step,
                what=DECISION_WORDS[Decision(approval.decision)],
                by=approval.name,
                at=approval.at,
                digest=approval.digest,
                reason=approval.reason,
                filled=_filled(step.form if step else None, note.values) if note else (),
            )
        )
    for note in notes.values():
        step = named.get(note.step)
        lines.append(
            TrailLine(
                step=step.name if step else note.step,
                what="Done",
                by=note.name,
                at=note.at,
                digest="",
                reason="",
                filled=_filled(step.form if step else None, note.values),
            )
        )
    return sorted(lines, key=lambda line: line.at)


def _filled(form: Form | None, values: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    fields = form.fields if form else ()
    return tuple(
        (field.label, dict(field.choices).get(str(values[field.path]), str(values[field.path])))
        for field in fields
        if values.get(field.path) not in (None, "")
    )


def trail_files(lines: Sequence[TrailLine], *, reference: str) -> tuple[DeliveredFile, ...]:
    """The trail as files of the deliverable, for people (CSV) and programs (JSON); none where nothing was decided."""
    if not lines:
        return ()
    whole = {
        "reference": reference,
        "approvals": [asdict(line) | {"at": _instant(line.at)} for line in lines],
    }
    rows = [
        [
            reference,
            line.step,
            line.what,
            line.by,
            _instant(line.at),
            line.digest,
            line.reason,
            "; ".join(f"{label}: {text}" for label, text in line.filled),
        ]
        for line in lines
    ]
    header = ["reference", "step", "decision", "by", "at", "sha256", "reason", "filled_in"]
    return (
        DeliveredFile(
            name="approvals.json",
            media_type="application/json",
            content=(json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode(),
        ),
        DeliveredFile(name="approvals.csv", media_type="text/csv", content=write_csv(header, rows)),
    )


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
