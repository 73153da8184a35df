"""What exactly is approved, and whether what was approved still covers what is to be delivered."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bpo.catalog.rules import Actor, Record, Step
from bpo.workqueue.rules import is_due

REASON_MAX = 500


class Decision(StrEnum):
    """What may be decided about work as it stands."""

    APPROVE = "approve"
    SEND_BACK = "send_back"
    REJECT = "reject"


DECISION_WORDS = {
    Decision.APPROVE: "Approved",
    Decision.SEND_BACK: "Sent back",
    Decision.REJECT: "Rejected",
}


def canonical(value: Any) -> bytes:
    """The one way of writing a JSON value: keys sorted, no blanks, UTF-8 without escapes. ValueError for NaN."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def digest_of(record: Record, files: Iterable[Mapping[str, Any]] | None = None) -> str:
    """SHA-256, in hexadecimal, of a record; with `files`, of the record and the manifest of its deliverable.

    Of each file its `name`, `size` and `sha256` count, in the order of the names.
    """
    whole: dict[str, Any] = {"record": record}
    if files is not None:
        listed = [{key: file[key] for key in ("name", "sha256", "size")} for file in files]
        whole["files"] = sorted(listed, key=lambda file: str(file["name"]))
    return hashlib.sha256(canonical(whole)).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision that was made: about what, by its digest, and when."""

    step: str
    decision: Decision
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a job when it is to be released.

    `decided`, in order; `noted` says when the form of a step was filled last. `worked_at` is when the record was
    last worked on: what was decided before does not count. `proposed` is the digest of what lies before the client,
    None where that is not the record as it stands.
    """

    codes: frozenset[str]
    record_digest: str
    proposed: str | None
    decided: Sequence[Decided]
    noted: Mapping[str, datetime]
    worked_at: datetime | None


def outstanding(steps: Sequence[Step], standing: Standing) -> Step | None:
    """The first step that is not done for the job as it stands, and without which it may not be delivered.

    Steps in which the record is made are not asked for again: the walk through the steps opens those.
    """
    for step in steps:
        if step.works or step.gathers or step.needs_exception or not is_due(step, standing.codes):
            continue
        if not (_covers(step, standing) if step.decides else _is_noted(step, standing)):
            return step
    return None


def counting(standing: Standing) -> tuple[Decided, ...]:
    """The decisions since the job was last worked on or sent back."""
    counted: list[Decided] = []
    for each in standing.decided:
        if each.decision is not Decision.APPROVE:
            counted.clear()
        elif standing.worked_at is None or each.at >= standing.worked_at:
            counted.append(each)
    return tuple(counted)


def _covers(step: Step, standing: Standing) -> bool:
    needed = standing.proposed if step.actor is Actor.CLIENT else standing.record_digest
    return needed is not None and any(
        each.step == step.key and each.digest == needed for each in counting(standing)
    )


def _is_noted(step: Step, standing: Standing) -> bool:
    noted = standing.noted.get(step.key)
    back = [each.at for each in standing.decided if each.decision is not Decision.APPROVE]
    since = [at for at in (standing.worked_at, *back[-1:]) if at is not None]
    return noted is not None and all(noted >= at for at in since)


def decision_problems(decision: str, reason: str, offered: Collection[Decision]) -> dict[str, list[str]]:
    """Why a decision is not taken, in sentences by field; empty when it is."""
    if decision not in offered:
        return {"decision": ["Choose what you decide."]}
    if decision != Decision.APPROVE and len(reason.strip()) < 3:
        return {"reason": ["Say why, so that it can be put right."]}
    if len(reason.strip()) > REASON_MAX:
        return {"reason": [f"Use at most {REASON_MAX} characters."]}
    return {}
