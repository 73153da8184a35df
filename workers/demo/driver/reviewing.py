"""A reviewer's judgement: the record beside the paper."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bpo.jobs.queries import get_data
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.quality import service as quality
from bpo.quality.models import Review
from bpo.quality.queries import review_of
from workers.demo import cast
from workers.demo.driver.house import Stage
from workers.demo.driver.records import slips_in
from workers.demo.driver.working import Held

LINES = {
    "gross": "amounts",
    "net": "amounts",
    "vat": "amounts",
    "iban": "payee",
    "number": "identity",
    "due_date": "references",
    "po_ref": "references",
    "lines.0.quantity": "lines",
}
"""The field that is wrong → the scorecard's line that says so."""
WORDS = {
    "gross": "The total is not the one printed.",
    "net": "The net amount is not the one printed.",
    "vat": "The VAT amount is not the one printed.",
    "iban": "The bank account is not the one printed.",
    "number": "Two digits of the invoice number are swapped.",
    "due_date": "The due date is not the one on the document.",
    "po_ref": "The purchase order is on the document, please look again.",
    "lines.0.quantity": "The quantity of the first line is wrong.",
}
SPELLING, SPELT = 0.03, "A name is shortened; write it as printed next time."
"""The share of good work with a blemish that is noted and let through."""
MISREAD = "The document says another day for the payment."
"""What a reviewer says who has read the wrong line."""
MISREAD_AT = "brightwater"
"""Whose work two reviewers review, so that the one can decide what is contested with the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misreading:
    """From which share (0..1) of the month on a reviewer misreads, and from which on it may be of anybody's work.

    `reviewer` and `worker` are keys of the cast, of whom it is until then; "" for whoever it is.
    """

    since: float
    anybody: float
    reviewer: str = ""
    worker: str = ""


MISREADINGS = (
    Misreading(since=0.06, anybody=0.2, worker="jonas.feld"),
    Misreading(since=0.3, anybody=0.6, reviewer="philippa.reed"),
)
"""One after the other, each once. The first is contested and won; about the second nothing is decided yet."""


def review(stage: Stage, reviewer: Caller, held: Held, *, active_seconds: int, now: datetime) -> None:
    """Score the held review: return what is wrong and was noticed, accept the rest."""
    answers = {line.key: "yes" for line in stage.kind.scorecard}
    outcome, comment = "accept", ""
    record = get_data(held.tenant_id, held.job_id).record
    wrong = slips_in(record, stage.truth_of(held.job_id))
    if not wrong and misreads(stage, reviewer, held, now):
        answers["references"] = "no"
        outcome, comment = "fix", MISREAD
    elif wrong and stage.paper_of(held.job_id).fate.noticed:
        answers |= {LINES[path]: "no" for path in wrong}
        outcome, comment = "return", " ".join(WORDS[path] for path in wrong)
    elif stage.luck_of(held.job_id, "spelling").random() < SPELLING:
        answers["spelling"] = "no"
        outcome, comment = "fix", SPELT
    quality.score(
        reviewer=reviewer,
        tenant_id=held.tenant_id,
        task_id=held.task_id,
        fence=held.fence,
        answers=answers,
        outcome=outcome,
        comment=comment,
        active_seconds=active_seconds,
        now=now,
    )


def misreads(stage: Stage, reviewer: Caller, held: Held, now: datetime) -> bool:
    """Whether the reviewer sees an error where there is none, in a person's work."""
    if stage.client_of(held.job_id) != MISREAD_AT:
        return False
    worker = review_of(held.tenant_id, held.task_id).worker_id
    happened = db.session.scalar(
        select(func.count()).where(Review.tenant_id == held.tenant_id, Review.comment == MISREAD)
    )
    due = MISREADINGS[happened] if happened is not None and happened < len(MISREADINGS) else None
    zone, people = cast.client(MISREAD_AT).zone, stage.world.callers
    if due is None or worker is None or now < stage.moment(due.since, 0, 0, zone):
        return False
    if now >= stage.moment(due.anybody, 0, 0, zone):
        return True
    return (not due.reviewer or people[due.reviewer].id == reviewer.id) and (
        not due.worker or people[due.worker].id == worker
    )
