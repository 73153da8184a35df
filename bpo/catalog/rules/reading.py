"""What was read of a document: values with their evidence, findings, the outcome of the automatic step."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Record = dict[str, Any]
"""A work type's canonical record: JSON values only; amounts and dates as strings, missing is None."""


class Severity(StrEnum):
    """How much a finding weighs."""

    STOP = "stop"
    """The record cannot be right, or must not go out, before a person has dealt with it."""
    ASK = "ask"
    """A person should look; the record may well be right."""
    NOTE = "note"
    """Worth telling, holds nothing up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where on the source a value stands.

    `page` counts from 0; `box` is (left, top, right, bottom) as fractions of the page's width and
    height, top-left origin, so it fits any rendering of the page.
    """

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One field as automation read it.

    `path` names the field in the record with dots: `gross`, `seller`, `lines.0.quantity`.
    `confidence` is an estimate in 0..1 that the value is exactly right.
    `method` says how it was read: `xml`, `text`, `ocr`, `derived`, `person`.
    """

    path: str
    value: Any
    confidence: float
    method: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refers:
    """What a finding points to beside the record: another job of the client, by its `job` reference, or the rows
    of one of its lists whose columns `equal` what is named. Whoever works on the job sees it side by side."""

    job: str = ""
    list_key: str = ""
    equal: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check has to say, with a stable reason `code`, the fields it is about and what it points to."""

    code: str
    message: str
    severity: Severity = Severity.STOP
    fields: tuple[str, ...] = ()
    refers: tuple[Refers, ...] = ()


def finding_as_kept(kept: Mapping[str, Any]) -> Finding:
    """A finding from the JSON that is kept of it."""
    return Finding(
        code=str(kept["code"]),
        message=str(kept["message"]),
        severity=Severity(kept["severity"]),
        fields=tuple(kept["fields"]),
        refers=tuple(
            Refers(
                job=refers["job"],
                list_key=refers["list_key"],
                equal=tuple((str(key), str(value)) for key, value in refers["equal"]),
            )
            for refers in kept.get("refers", ())
        ),
    )


def reading_as_kept(kept: Mapping[str, Any]) -> Reading:
    """A reading from the JSON that is kept of it."""
    place = kept.get("evidence")
    return Reading(
        path=str(kept["path"]),
        value=kept["value"],
        confidence=float(kept["confidence"]),
        method=str(kept["method"]),
        evidence=Evidence(page=int(place["page"]), box=tuple(place["box"])) if place else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file handed in by the client: `media_type` is what the bytes are, not what the name says."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A working paper: what a step made that is too much for the record (thousands of rows), kept beside it as bytes.

    The record binds a paper by its SHA-256, so that what approves the record approves the paper. Of a name the last
    one made counts; none is ever changed.
    """

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal: by it a record binds the paper."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the automatic step made of a job.

    `proven` is true only where the record proves itself (for an invoice: its totals add up and every
    amount has a source); without it a job never goes straight through, whatever its confidence.
    `parts`: where the one file of the job holds several units beyond doubt, each as a file of its own, in order. What
    was read is then the first's, and each of the others is to become a job.
    """

    record: Record
    readings: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = ()
    proven: bool = False
    papers: tuple[Paper, ...] = ()
    parts: tuple[Source, ...] = ()
