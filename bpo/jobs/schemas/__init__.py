"""What people and programs may ask of batches and jobs, and what programs are answered."""

from bpo.jobs.schemas.asked import BatchUpload, JobChange, JobIn, JobsAsked, JobUpload
from bpo.jobs.schemas.forms import HandInForm, JobsFilter, PriorityForm
from bpo.jobs.schemas.told import BatchOut, JobOut, JobsOut, TimelineOut, WorkTypesOut

__all__ = [
    "BatchOut",
    "BatchUpload",
    "HandInForm",
    "JobChange",
    "JobIn",
    "JobOut",
    "JobUpload",
    "JobsAsked",
    "JobsFilter",
    "JobsOut",
    "PriorityForm",
    "TimelineOut",
    "WorkTypesOut",
]
