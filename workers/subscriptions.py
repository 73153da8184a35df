"""What follows from what: the whole walk of a job, on one page.

Every event named here is `followed` in `bpo/events/rules.py` (a test compares the two). A handler gets the events of
one client and one name, in order, inside one unit of work of that client; it makes one or two calls into a room and
may be run again at any time.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from workers import handlers, importing
from workers.facts import Fact

Handler = Callable[[Sequence[Fact], datetime], None]

SUBSCRIPTIONS: Mapping[str, tuple[Handler, ...]] = {
    "job.received": (handlers.start_jobs, handlers.count),
    "task.done": (handlers.draw_sample, handlers.count),
    "task.exception": (handlers.count,),
    "task.rejected": (handlers.draw_sample, handlers.count),
    "approval.due": (handlers.ask_for_decision,),
    "approval.asked": (handlers.tell_approvers,),
    "approval.sent_back": (handlers.rework_what_was_sent_back,),
    "job.released": (handlers.deliver,),
    "job.delivered": (
        handlers.tell_client_of_result,
        handlers.list_payments,
        handlers.count,
        handlers.learn,
        handlers.measure_automation,
        handlers.deliver_batches,
    ),
    "job.correction_opened": (handlers.tell_client_of_error, handlers.count),
    "job.error_found": (handlers.tell_client_of_error,),
    "job.accepted": (handlers.count,),
    "job.returned": (handlers.start_rework, handlers.count, handlers.note_defect),
    "job.rejected": (handlers.tell_client_of_rejection, handlers.count, handlers.prove_batches_of_ended),
    "job.cancelled": (handlers.count, handlers.prove_batches_of_ended),
    "batch.gathering": (handlers.prove_batches,),
    "batch.header_changed": (handlers.prove_batches,),
    "batch.proven": (handlers.release_batches,),
    "task.given_up": (handlers.warn_of_giving_up,),
    "masters.file_came": (importing.go_on,),
    "masters.confirmed": (importing.go_on,),
    "dispute.made": (handlers.note_dispute, handlers.count),
    "dispute.dismissed": (handlers.tell_client_of_decision, handlers.count),
    "payment.voided": (handlers.list_payments,),
    "hold.placed": (handlers.ask_client, handlers.count),
    "hold.contested": (handlers.tell_of_contest,),
    "review.done": (handlers.count,),
    "review.contest_decided": (handlers.count,),
    "definition.published": (handlers.close_confidential,),
    "client.suspended": (handlers.rest_or_go_on,),
    "client.resumed": (handlers.rest_or_go_on,),
    "clock.warned": (handlers.warn_staff,),
    "clock.restated": (handlers.count,),
    "clock.breached": (handlers.warn_staff, handlers.count),
}
