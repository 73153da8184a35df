"""The verbs of jobs: taking in, moving on, keeping the record. Inside a unit of work; none commits."""

from bpo.jobs.rules.additions import with_additions
from bpo.jobs.service.copies import copy_job
from bpo.jobs.service.dividing import divide, may_be_divided
from bpo.jobs.service.duplicates import LIKE, SAME_FILE, suspected_duplicates
from bpo.jobs.service.handing_in import Desk, HandIn, Sender, hand_in, hand_in_one
from bpo.jobs.service.headers import PREFIX, change_header, header_of, shown_header
from bpo.jobs.service.idempotency import Answer, forget_answers, once
from bpo.jobs.service.intake import (
    HandedIn,
    Submission,
    Submitted,
    mark_refusals_seen,
    open_batch,
    refuse,
    submit,
)
from bpo.jobs.service.life import move, reprioritise
from bpo.jobs.service.record import flat, keep_outcome, keep_record
from bpo.jobs.service.secrets import blind, keep_sealed_of_job, reveal, secrets_of_job
from bpo.jobs.service.uploads import Limits, Upload, sent_files

__all__ = [
    "LIKE",
    "PREFIX",
    "SAME_FILE",
    "Answer",
    "Desk",
    "HandIn",
    "HandedIn",
    "Limits",
    "Sender",
    "Submission",
    "Submitted",
    "Upload",
    "blind",
    "change_header",
    "copy_job",
    "divide",
    "flat",
    "forget_answers",
    "hand_in",
    "hand_in_one",
    "header_of",
    "keep_outcome",
    "keep_record",
    "keep_sealed_of_job",
    "mark_refusals_seen",
    "may_be_divided",
    "move",
    "once",
    "open_batch",
    "refuse",
    "reprioritise",
    "reveal",
    "secrets_of_job",
    "sent_files",
    "shown_header",
    "submit",
    "suspected_duplicates",
    "with_additions",
]
