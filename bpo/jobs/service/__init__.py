"""The verbs of jobs: taking in, moving on, keeping the record. Inside a unit of work; none commits."""

from bpo.jobs.service.duplicates import suspected_duplicates
from bpo.jobs.service.intake import HandedIn, Submission, Submitted, open_batch, refuse, submit
from bpo.jobs.service.life import move, reprioritise
from bpo.jobs.service.record import keep_outcome, keep_record

__all__ = [
    "HandedIn",
    "Submission",
    "Submitted",
    "keep_outcome",
    "keep_record",
    "move",
    "open_batch",
    "refuse",
    "reprioritise",
    "submit",
    "suspected_duplicates",
]
