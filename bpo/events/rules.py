"""The catalogue of events: every name, what it says to people, and whether workers follow it up."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of event.

    `words` is the line of the timeline; `{name}` places are filled from the event's data. `client` is the line that
    the client reads, or "" where it is not the client's concern. `followed` events go through the outbox to what
    `workers/subscriptions.py` lists.
    """

    words: str
    client: str = ""
    followed: bool = False


KINDS: Mapping[str, Kind] = {
    "job.received": Kind(words="Received", client="We received it", followed=True),
    "job.started": Kind(words="Work started", client="Work started"),
    "job.divided": Kind(
        words="“{file}” holds {count}: this job keeps the first, the others are {others}",
        client="“{file}” holds {count}: this job keeps the first, the others are {others}",
    ),
    "job.rejected": Kind(words="Rejected: {reason}", client="Not accepted: {reason}", followed=True),
    "job.cancelled": Kind(words="Cancelled: {reason}", client="Cancelled: {reason}", followed=True),
    "job.held": Kind(words="The job waits"),
    "job.resumed": Kind(words="The job goes on", client="Work goes on"),
    "job.sent_to_review": Kind(words="Sent to review", client="Being checked by a second person"),
    "job.returned_by_review": Kind(words="Returned by review"),
    "job.released": Kind(words="Finished, ready to deliver", followed=True),
    "job.delivered": Kind(words="Delivered, version {version}", client="Ready for you", followed=True),
    "job.accepted": Kind(words="Accepted by {by}", client="Accepted by {by}", followed=True),
    "job.returned": Kind(
        words="Returned by the client: {reason}", client="Sent back: {reason}", followed=True
    ),
    "job.rework_started": Kind(words="Rework started", client="We are working on it again"),
    "job.correction_opened": Kind(
        words="Correction opened by {by}: {reason}",
        client="We found an error in what we delivered and are correcting it: {reason}",
        followed=True,
    ),
    "job.error_found": Kind(
        words="Error found after delivery by {by}: {reason}",
        client="We found an error in what we delivered: {reason}. It is final: the correction comes as new work.",
        followed=True,
    ),
    "job.reprioritised": Kind(words="Priority now {priority}", client="Priority now {priority}"),
    "job.corrected": Kind(words="Record changed: {fields}"),
    "job.put_together": Kind(words="{step}: all {parts} parts are in and put together"),
    "job.confirmed": Kind(words="{by} let stand: {what}", client="Looked at by a person: {what}"),
    "batch.gathering": Kind(words="Waits for the rest of its batch", followed=True),
    "batch.proven": Kind(
        words="The batch proves against its header",
        client="The batch proves against your totals",
        followed=True,
    ),
    "batch.unproven": Kind(words="The batch does not prove: {differences}"),
    "batch.corrected": Kind(words="{worker} changed {fields} to make the batch prove: {reason}"),
    "batch.header_changed": Kind(
        words="Batch header changed by {by}: {what}",
        client="Batch header changed by {by}: {what}",
        followed=True,
    ),
    "batch.delivered": Kind(
        words="Result of the batch, version {version}", client="Result of the batch, version {version}"
    ),
    "task.queued": Kind(words="Waiting in {step}"),
    "task.claimed": Kind(words="{worker} started on {step}"),
    "task.done": Kind(words="{step} finished by {worker}", followed=True),
    "task.rejected": Kind(words="{step}: {worker} found it unfit: {reason}", followed=True),
    "task.handed_back": Kind(words="{step} handed back by {worker}: {reason}"),
    "task.taken_over": Kind(words="{step} taken over by {worker}: {reason}"),
    "task.offered": Kind(words="{step} open to everybody, no longer kept for {worker}: {reason}"),
    "task.reassigned": Kind(words="{step} given to {worker} by {by}: {reason}"),
    "task.lapsed": Kind(words="{step}: {worker} was not heard of, back in the queue"),
    "task.failed": Kind(words="{step} failed ({error}), tried again from {again_at}"),
    "task.exception": Kind(
        words="To a person: {reasons}", client="Being looked at by a person: {reasons}", followed=True
    ),
    "task.given_up": Kind(words="{step}: automation gave up ({error})", followed=True),
    "task.cancelled": Kind(words="{step} no longer needed"),
    "hold.placed": Kind(words="On hold, {owes} owes: {reason}", client="On hold: {reason}", followed=True),
    "hold.ended": Kind(words="Hold ended by {by}", client="Hold ended by {by}"),
    "hold.contested": Kind(
        words="{by} contests that the hold stops the clock: {reason}",
        client="Contested by {by}: {reason}",
        followed=True,
    ),
    "hold.uncredited": Kind(
        words="Contest upheld by {by}, the wait was ours: {reason}",
        client="Contest upheld, the wait was ours: {reason}",
    ),
    "hold.confirmed": Kind(words="Contest rejected by {by}: {reason}", client="Contest rejected: {reason}"),
    "approval.due": Kind(words="Our work is done; a decision is due", followed=True),
    "approval.asked": Kind(
        words="Laid before the client: {step}", client="Waiting for your approval: {step}", followed=True
    ),
    "approval.given": Kind(words="{step}: approved by {by}", client="{step}: approved by {by}"),
    "approval.sent_back": Kind(
        words="{step}: sent back by {by}: {reason}",
        client="{step}: sent back by {by}: {reason}",
        followed=True,
    ),
    "approval.refused": Kind(
        words="{step}: rejected by {by}: {reason}", client="{step}: rejected by {by}: {reason}"
    ),
    "payment.made": Kind(
        words="In payment file {file}, made by {by}", client="In payment file {file}, made by {by}"
    ),
    "payment.voided": Kind(
        words="Payment file {file} declared void by {by}: {reason}",
        client="Payment file {file} declared void by {by}: {reason}",
        followed=True,
    ),
    "dispute.made": Kind(
        words="Disputed by the client ({by}): {reason}", client="Disputed by {by}: {reason}", followed=True
    ),
    "dispute.upheld": Kind(words="Dispute upheld by {by}: {reason}", client="Dispute upheld: {reason}"),
    "dispute.dismissed": Kind(
        words="Dispute dismissed by {by}: {reason}",
        client="Looked at again, the result stands: {reason}",
        followed=True,
    ),
    "review.drawn": Kind(words="Drawn for review ({stratum})"),
    "review.done": Kind(words="Reviewed by {worker}, score {score}: {outcome}", followed=True),
    "review.contested": Kind(words="{by} contests the review: {words}"),
    "review.contest_decided": Kind(words="Contest decided by {by}: {decision}, {reason}", followed=True),
    "review.asked": Kind(words="{by} asked for a review: {reason}"),
    "lot.closed": Kind(words="Lot {lot} of {work_type}: {size} pieces, {sample} to inspect"),
    "lot.accepted": Kind(words="Lot {lot} of {work_type} accepted: {bad} of {sample} had a defect"),
    "lot.rejected": Kind(
        words="Lot {lot} of {work_type} rejected: {bad} of {sample} had a defect; all is checked"
    ),
    "lot.counted_anew": Kind(
        words="Lot {lot} of {work_type} counted anew after a contest: {bad} of {sample} had a defect, so it is accepted"
    ),
    "lot.screened": Kind(words="Lot {lot} of {work_type} checked whole: {bad} more had a defect"),
    "inspection.switched": Kind(words="Inspection of {work_type} now {inspection}, before {before}"),
    "inspection.resumed": Kind(words="{by} lets lots of {work_type} be sampled again: {reason}"),
    "known_answer.made": Kind(words="{by} made a known-answer item of {reference}"),
    "known_answer.retired": Kind(words="{by} retired the known-answer item of {reference}"),
    "known_answer.scored": Kind(words="Known answers in {work_type}: {person} had {right} of {fields} right"),
    "staff.paused": Kind(words="{person} paused from {work_type}: {reason}"),
    "staff.reinstated": Kind(words="{person} reinstated in {work_type} by {by}: {reason}"),
    "staff.proved": Kind(words="{person} is certified in {work_type} by results: {reason}"),
    "calibration.opened": Kind(words="Calibration “{session}” opened by {by}"),
    "calibration.closed": Kind(words="Calibration “{session}”: agreement {agreement}, {verdict}"),
    "automation.threshold_moved": Kind(
        words="{field}, {source}: {verdict} (before: {before}). {reason}",
        client="{field}, {source}: {verdict} (before: {before}). {reason}",
    ),
    "clock.warned": Kind(words="{mark} % of the promised time is used", followed=True),
    "clock.breached": Kind(words="Past the promised time", client="Past the promised time", followed=True),
    "clock.restated": Kind(
        words="Clock stated anew by {by}: {why}", client="Clock stated anew: {why}", followed=True
    ),
    "clock.recomputed": Kind(
        words="Contract version {version} applied to the running clock",
        client="Contract version {version} applied",
    ),
    "person.added": Kind(words="{person} added by {by}: {role}"),
    "person.role_changed": Kind(words="{person} made {role} by {by}"),
    "person.switched_off": Kind(words="{person} switched off by {by}"),
    "person.switched_on": Kind(words="{person} switched on by {by}"),
    "key.made": Kind(words="Key “{key}” made by {by}"),
    "key.revoked": Kind(words="Key “{key}” revoked by {by}"),
    "client.added": Kind(words="Client added by {by}"),
    "client.changed": Kind(words="Client changed by {by}: {what}"),
    "client.suspended": Kind(words="Client suspended by {by}", followed=True),
    "client.resumed": Kind(words="Client let in again by {by}", followed=True),
    "contract.drafted": Kind(words="Contract version {version} drafted by {by}"),
    "contract.proposed": Kind(
        words="Contract version {version} laid before the client by {by}",
        client="Contract version {version} proposed",
    ),
    "contract.confirmed": Kind(
        words="Contract version {version} confirmed by {by} for {side}",
        client="Contract version {version} confirmed by {by} for {side}",
    ),
    "contract.agreed": Kind(
        words="Contract version {version} agreed by {by}", client="Contract version {version} agreed"
    ),
    "contract.declined": Kind(
        words="Contract version {version} declined by {by}: {reason}",
        client="Contract version {version} declined by {by}: {reason}",
    ),
    "contract.withdrawn": Kind(
        words="Contract version {version} withdrawn by {by}: {reason}",
        client="Contract version {version} withdrawn: {reason}",
    ),
    "staff.assigned": Kind(words="{person} assigned by {by}"),
    "staff.planned": Kind(words="{person} planned for {minutes} minutes a day, by {by}"),
    "staff.released": Kind(words="{person} no longer assigned, by {by}"),
    "staff.certified": Kind(words="{person} certified by {by}: {activity} {work_type}"),
    "staff.uncertified": Kind(words="{person} no longer certified, by {by}: {activity} {work_type}"),
    "secret.revealed": Kind(
        words="{by} was shown what is hidden: {reason}", client="{by} was shown what is hidden: {reason}"
    ),
    "clearance.given": Kind(words="{person} cleared by {by} for confidential work: {work_type}"),
    "clearance.taken": Kind(words="{person} no longer cleared for confidential work, by {by}: {work_type}"),
    "month.closed": Kind(words="{month} closed by {by}"),
    "month.restated": Kind(words="{month} restated by {by}, version {version}: {reason}"),
    "month.sent": Kind(words="Report of {month}, version {version}, sent by {by}"),
    "month.confirmed": Kind(words="Report of {month} confirmed by {by}"),
    "month.disputed": Kind(words="Report of {month} disputed by {by}: {reason}"),
    "month.dismissed": Kind(words="Report of {month} left as it is by {by}: {reason}"),
    "masters.changed": Kind(words="{list} changed by {by}: {what}"),
    "masters.file_came": Kind(words="A file for {list} came in from {by}", followed=True),
    "masters.confirmed": Kind(words="A large change of {list} confirmed by {by}", followed=True),
    "masters.undone": Kind(words="A change of {list} taken back by {by}: {what}"),
    "masters.revealed": Kind(words="{by} was shown the secrets of {what} in {list}: {reason}"),
    "definition.published": Kind(
        words="Work type {work_type}, version {version}, published by {by}", followed=True
    ),
    "job.recalled": Kind(words="Filled in from what was learnt: {fields}"),
    "lesson.undone": Kind(words="What was learnt of {subject} ({field}) taken back by {by}"),
    "lesson.restored": Kind(words="What was learnt of {subject} ({field}) in use again, by {by}"),
    "duplicate.suspected": Kind(words="Looks like {others}", client="Looks like {others}"),
}


def describe(name: str, data: Mapping[str, object], *, for_client: bool = False) -> str:
    """The timeline's line for an event; "" where the client need not read it. KeyError for an unknown name."""
    kind = KINDS[name]
    words = kind.client if for_client else kind.words
    return words.format_map(_Blank({key: value for key, value in data.items() if value is not None}))


class _Blank(dict[str, object]):
    """Leaves out what an older event did not record."""

    def __missing__(self, key: str) -> str:
        return "—"
