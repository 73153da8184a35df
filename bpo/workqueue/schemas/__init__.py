"""What people send from the work screen, and how it is read."""

from bpo.catalog.rules.typed import local_of
from bpo.workqueue.schemas.filled import (
    HandIn,
    HandInSchema,
    PlaceSchema,
    Typed,
    filled_form,
    filled_so_far,
    hand_in,
)
from bpo.workqueue.schemas.leaving import (
    AnswerForm,
    CorrectForm,
    EndHoldForm,
    HandBackForm,
    HoldForm,
    LeaveForm,
    MovePersonForm,
    PlanForm,
    ReassignForm,
    RejectForm,
    SendBackForm,
    TakeForm,
)

__all__ = [
    "AnswerForm",
    "CorrectForm",
    "EndHoldForm",
    "HandBackForm",
    "HandIn",
    "HandInSchema",
    "HoldForm",
    "LeaveForm",
    "MovePersonForm",
    "PlaceSchema",
    "PlanForm",
    "ReassignForm",
    "RejectForm",
    "SendBackForm",
    "TakeForm",
    "Typed",
    "filled_form",
    "filled_so_far",
    "hand_in",
    "local_of",
]
