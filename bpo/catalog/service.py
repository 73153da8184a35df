"""Running a work type's automatic step where untrusted files are read: in the limited child.

What is asked names the `work_type`; of one that was defined without code, the `definition` comes with it.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from bpo.catalog.registry import built, work_type
from bpo.catalog.rules import (
    Evidence,
    Finding,
    Lesson,
    Outcome,
    Paper,
    Part,
    Reading,
    Severity,
    Source,
    WorkType,
)
from bpo.platform.sandbox import Payload


def asked_of(kind: WorkType) -> dict[str, Any]:
    """How the work type is named to a limited child."""
    return {"work_type": kind.key} | ({"definition": dict(kind.definition)} if kind.definition else {})


def automate(payload: Payload) -> Payload:
    """The sandbox's side: JSON (`work_type`, `sources`, `input`) and the files' bytes in; the outcome as JSON, and the
    bytes of its papers and parts, out."""
    asked = payload["json"]
    outcome = _kind(asked).automate(_sources(payload), asked["input"])
    blobs = [paper.content for paper in outcome.papers] + [part.content for part in outcome.parts]
    return {"json": told(outcome), "blobs": blobs}


def told(outcome: Outcome) -> dict[str, Any]:
    """An outcome as JSON; of its papers and parts only what they are called, since their bytes go beside it."""
    plain = asdict(replace(outcome, papers=(), parts=()))
    return plain | {
        "papers": [paper.name for paper in outcome.papers],
        "parts": [{"name": part.name, "media_type": part.media_type} for part in outcome.parts],
    }


def work(payload: Payload) -> Payload:
    """The sandbox's side: as `automate`, with the `step`, the `part` of it and the job's `record`; the part's
    submission out.

    ValueError for a step whose parts people do.
    """
    asked = payload["json"]
    do = _kind(asked).step(asked["step"]).work
    if do is None:
        raise ValueError(f"people do the parts of {asked['step']}")
    return {"json": do(Part(**asked["part"]), _sources(payload), asked["record"])}


def split(payload: Payload) -> Payload:
    """The sandbox's side: JSON (`work_type`, `sources`) and one file's bytes in; names and bytes of its parts out."""
    (source,) = _sources(payload)
    divide = _kind(payload["json"]).split
    parts = divide(source) if divide is not None else ()
    return {"json": [part.name for part in parts], "blobs": [part.content for part in parts]}


def recall(payload: Payload) -> Payload:
    """The sandbox's side: as `automate`, with the `outcome` it gave and `lessons` to use on it; the outcome out.

    ValueError for a work type that learns nothing.
    """
    asked = payload["json"]
    learning = _kind(asked).learning
    if learning is None:
        raise ValueError(f"{asked['work_type']} learns nothing")
    lessons = [Lesson(**each) for each in asked["lessons"]]
    return {"json": told(learning.recall(_sources(payload), outcome_of(asked["outcome"]), lessons))}


def standard(payload: Payload) -> Payload:
    """The sandbox's side: as `automate`, with the `outcome` it gave; the findings of the standard's rules out.

    ValueError for a work type that follows no standard.
    """
    asked = payload["json"]
    rules = _kind(asked).standard
    if rules is None:
        raise ValueError(f"{asked['work_type']} follows no standard")
    found = rules(_sources(payload), outcome_of(asked["outcome"]))
    return {"json": [asdict(finding) for finding in found]}


def outcome_of(answer: dict[str, Any], blobs: Sequence[bytes] = ()) -> Outcome:
    """The outcome that the sandbox answered with, `blobs` the bytes of its papers, then of its parts. The child parsed
    hostile input: its answer is checked, not trusted.

    ValueError (or KeyError, TypeError) where the answer has another shape.
    """
    papers, parts = (answer.get(name, ()) if blobs else () for name in ("papers", "parts"))
    if len(papers) + len(parts) != len(blobs):
        raise ValueError("as many papers and parts as contents are needed")
    readings = tuple(
        Reading(
            path=str(each["path"]),
            value=each["value"],
            confidence=min(1.0, max(0.0, float(each["confidence"]))),
            method=str(each["method"]),
            evidence=_evidence(each["evidence"]),
        )
        for each in answer["readings"]
    )
    return Outcome(
        record=dict(answer["record"]),
        readings=readings,
        findings=findings_of(answer["findings"]),
        proven=answer["proven"] is True,
        papers=tuple(
            Paper(name=str(name), content=content)
            for name, content in zip(papers, blobs[: len(papers)], strict=True)
        ),
        parts=tuple(
            Source(name=str(part["name"]), media_type=str(part["media_type"]), content=content)
            for part, content in zip(parts, blobs[len(papers) :], strict=True)
        ),
    )


def findings_of(answer: list[dict[str, Any]]) -> tuple[Finding, ...]:
    """Findings that the sandbox answered with; raises as `outcome_of`."""
    return tuple(
        Finding(
            code=str(each["code"]),
            message=str(each["message"]),
            severity=Severity(each["severity"]),
            fields=tuple(map(str, each["fields"])),
        )
        for each in answer
    )


def _kind(asked: dict[str, Any]) -> WorkType:
    definition = asked.get("definition")
    if definition is not None:
        return built(definition, key=asked["work_type"], version=None)
    return work_type(asked["work_type"])


def _evidence(answer: dict[str, Any] | None) -> Evidence | None:
    if answer is None:
        return None
    left, top, right, bottom = (float(edge) for edge in answer["box"])
    return Evidence(page=int(answer["page"]), box=(left, top, right, bottom))


def _sources(payload: Payload) -> list[Source]:
    return [
        Source(name=each["name"], media_type=each["media_type"], content=blob)
        for each, blob in zip(payload["json"]["sources"], payload.get("blobs", ()), strict=True)
    ]
