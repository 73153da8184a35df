"""A reviewer's judgement: the record beside the paper."""

from datetime import datetime

from bpo.jobs.queries import get_data
from bpo.platform.caller import Caller
from bpo.quality import service as quality
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


def review(stage: Stage, reviewer: Caller, held: Held, *, active_seconds: int, now: datetime) -> None:
    """Score the held review: return what is wrong and was noticed, accept the rest."""
    answers = {line.key: "yes" for line in stage.kind.scorecard}
    outcome, comment = "accept", ""
    record = get_data(held.tenant_id, held.job_id).record
    wrong = slips_in(record, stage.truth_of(held.job_id))
    if wrong and stage.paper_of(held.job_id).fate.noticed:
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
